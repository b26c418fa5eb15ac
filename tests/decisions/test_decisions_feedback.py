"""From a change after the closing to the remark in the workbook, and owed cells set by feedback (4.3, 5.3)."""

from datetime import date, timedelta

import pytest
from closed_world import CLOSED_ON, close_it, fill, frame_of, noon
from hands import LAB, LECTURE, Hand, run_sync

from ejournal import pipeline
from ejournal.config import Config
from ejournal.feedback import feedback
from ejournal.parameters import load_parameters
from ejournal.sheets import read_workbook

FIRST = date(2026, 9, 1)
NEXT = CLOSED_ON + timedelta(days=1)


@pytest.fixture
def closed(workspace: Config) -> Config:
    """Databases are filled and closed."""
    fill(workspace, LECTURE, LAB)
    close_it(workspace)
    return workspace


def _change(config: Config) -> str:
    hand = Hand(config)
    cell = hand.put("26-001", FIRST, "2")
    hand.save()
    run_sync(config, noon(NEXT))
    return cell


def _feedback(config: Config) -> list[str]:
    """Feedback of the next day; the texts of the tab of remarks in the lectures' workbook."""
    feedback(config, load_parameters(config.parameters), today=NEXT, at=noon(NEXT))
    grid = next(grid for grid in read_workbook(Hand(config).path) if grid.title == "Проверка")
    return [str(value) for row in grid.rows for value in row if value != ""]


def test_the_refusal_is_a_remark_at_its_cell(closed: Config) -> None:
    """The cell is set back already; the teacher reads what was refused, where, and what to do."""
    pipeline.validate(closed.workspace, today=CLOSED_ON, at=noon(CLOSED_ON))
    assert "change-after-checkpoint" not in set(frame_of(closed, "findings")["rule"])
    cell = _change(closed)
    pipeline.validate(closed.workspace, today=NEXT, at=noon(NEXT))
    found = frame_of(closed, "findings")
    found = found[found["rule"] == "change-after-checkpoint"]
    assert found["cell"].tolist() == [cell]
    said = " ".join(_feedback(closed))
    assert f"ячейка {cell}: после закрытия проверки 1 «5» изменено на «2»" in said


def test_feedback_sets_what_sync_could_not(closed: Config) -> None:
    """The workbook was open during sync and is closed by the time of feedback."""
    path = Hand(closed).path
    lock = path.with_name(f"~${path.name}")
    lock.write_bytes(b"")
    _change(closed)
    assert frame_of(closed, "refusals")["state"].tolist() == ["standing"]
    lock.unlink()
    _feedback(closed)
    hand = Hand(closed)
    assert hand.sheet.cell(hand.row("26-001"), hand.column(FIRST)).value == "5"
    assert frame_of(closed, "refusals")["state"].tolist() == ["closed"]
    again = run_sync(closed, noon(NEXT) + timedelta(hours=1))
    assert (again.changed, again.events) == (0, 0)
