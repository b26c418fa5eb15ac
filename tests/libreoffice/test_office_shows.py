"""What LibreOffice makes of the workbooks: counts, topics, colours, links, and the tabs that feedback wrote."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pypdfium2
import pytest
from hands import LECTURE, Hand, later, lesson_of, quarantined, run_sync

from ejournal import pipeline
from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.feedback import feedback
from ejournal.parameters import load_parameters
from ejournal.provision import provision
from ejournal.registry import load_workbook, write_registry
from ejournal.sheets import read_workbook

pytestmark = pytest.mark.full
TAB, PLAN = "Базы данных лк", "КТП Базы данных лк"
GREEN, RED = (0xCF, 0xEB, 0xD3), (0xF6, 0xBD, 0xB7)
TODAY = date(2026, 9, 30)
Steps = Callable[..., list[Any]]


@pytest.fixture
def path(workspace: Config) -> Path:
    """The workbook of the lectures, as provisioned."""
    return Hand(workspace).path


@pytest.mark.parametrize("spelling", ["кж", "КЖ", "kж", "н", "h", "Н/Б", "нб", "у", "y", " у"])
def test_the_spreadsheet_counts_as_sync_does(workspace: Config, path: Path, person: Steps, spelling: str) -> None:
    """``Отмечено`` and the dataset agree for every spelling, and for one who is no member that day (3.5)."""
    steps = (("put", TAB, at, text) for at, text in {"F10": spelling, "F11": "5", "F15": "кж", "F8": "1"}.items())
    *_, shown = person(path, *steps, ("put", TAB, "F7", "Лекция"), ("save",), ("read", TAB, "F9"))
    run_sync(workspace)
    lesson = lesson_of(workspace)
    assert shown == [["1"]]
    assert (lesson["counted"], lesson["completeness"]) == (1, "complete")


def test_topics_follow_lessons_that_moved(
    workspace: Config, path: Path, person: Steps, small_rows: dict[str, list[dict[str, object]]]
) -> None:
    """The first lecture moved behind the second: both the sheet and the dataset give it the second topic (4.3)."""
    order = {"journal": LECTURE, "kind": "moved", "date": date(2026, 9, 1), "pair": 1, "new_date": date(2026, 9, 9)}
    parameters = load_parameters(workspace.parameters)
    write_registry(workspace.registry, {**small_rows, "changes": [order]})
    load_workbook(workspace, parameters, at=later(0), actor="test")
    assert provision(workspace, parameters, today=TODAY, at=later(1)).extended
    *_, topics = person(
        path, ("put", PLAN, "G4", "Первая"), ("put", PLAN, "G5", "Вторая"), ("save",), ("read", TAB, "F6:G6")
    )
    assert topics == [["Вторая", "Первая"]]
    run_sync(workspace, later(2))
    assert quarantined(workspace) == {}
    assert lesson_of(workspace, date(2026, 9, 9))["topic"] == "Вторая"
    assert lesson_of(workspace, date(2026, 9, 8))["topic"] == "Первая"


def test_the_header_turns_green_when_the_column_is_complete(path: Path, person: Steps, tmp_path: Path) -> None:
    """Green where work type and number stand, red while the number differs, neither before (3.5)."""
    seen = []
    for steps in ((), (("put", TAB, "F7", "Лекция"), ("put", TAB, "F8", "1")), (("put", TAB, "F8", "0"),)):
        file = tmp_path / f"{len(seen)}.pdf"
        person(path, *steps, ("save",), ("print", str(file)))
        seen.append((_pixels(file, GREEN), _pixels(file, RED)))
    blank, differing, complete = seen
    assert blank == (0, 0)
    assert differing[0] == 0
    assert differing[1] > 100
    assert complete[0] > 1000
    assert complete[1] == 0


def _pixels(file: Path, colour: tuple[int, int, int]) -> int:
    """Pixels of this colour on the first page."""
    page = pypdfium2.PdfDocument(file)[0].render(scale=1).to_numpy()[:, :, :3]
    found = np.all(np.abs(page[:, :, ::-1].astype(int) - np.array(colour)) <= 2, axis=2)
    return int(found.sum())


def test_what_feedback_wrote_leads_to_its_cell(workspace: Config, path: Path, person: Steps) -> None:
    """A click on the place of a remark goes to that cell of that tab (5.3)."""
    person(path, ("put", TAB, "G8", "3"), ("put", TAB, "G7", "Лекция"), ("save",))
    _evaluate(workspace)
    sheet = openpyxl.load_workbook(path)["Проверка"]
    row = next(cell.row for cell in sheet["B"] if "G8" in str(cell.value))
    where, shown = person(path, ("follow", "Проверка", f"B{row}"), ("read", "Проверка", f"B{row}"))
    assert where.replace("'", "").removeprefix("$") == f"{TAB}.$G$8"
    assert shown == [[f"{TAB} · G8"]]


def test_feedback_after_a_save_by_the_office(workspace: Config, path: Path, person: Steps) -> None:
    """Saved by LibreOffice the tabs say the same and keep their looks: nothing is rewritten without need."""
    person(path, ("put", TAB, "F10", "4"), ("put", TAB, "F7", "Лекция"), ("put", TAB, "F8", "0"), ("save",))
    _evaluate(workspace)
    looks = _looks(path)
    person(path, ("save",))
    assert _looks(path) == looks
    assert run_sync(workspace, later(20)).changed == 1
    again = feedback(workspace, load_parameters(workspace.parameters), today=TODAY, at=later(21))
    assert (again.written, again.skipped) == ([], {})
    person(path, ("put", TAB, "F11", "3"), ("save",))
    _evaluate(workspace, 30)
    assert _looks(path) == looks
    points = next(grid for grid in read_workbook(path) if grid.title == "Баллы")
    assert any("3 / 1" in str(value) for row in points.rows for value in row)


def _evaluate(config: Config, minutes: int = 10) -> None:
    run_sync(config, later(minutes))
    pipeline.validate(config.workspace, today=TODAY)
    pipeline.score(config.workspace, semester="2026-1", checkpoint=1, today=TODAY)
    with Dataset(config) as dataset:
        assert len(dataset.findings())
    done = feedback(config, load_parameters(config.parameters), today=TODAY, at=later(minutes + 1))
    assert done.skipped == {}


def _looks(path: Path) -> list[tuple[object, ...]]:
    """Font, colour, filling and number format of the points tab's filled cells."""
    sheet = openpyxl.load_workbook(path)["Баллы"]
    cells = (cell for row in sheet.iter_rows(min_row=2, max_row=9, max_col=8) for cell in row if cell.value is not None)
    return [
        (
            cell.coordinate,
            cell.font.b,
            cell.font.color and cell.font.color.rgb,
            cell.fill.fgColor.rgb,
            cell.number_format,
        )
        for cell in cells
    ]
