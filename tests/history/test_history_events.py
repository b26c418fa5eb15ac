"""The history of a journal: every event once, with old, new, author, time and cell (3.5, 4.3)."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hands import DATE, EVENING, FIRST_LECTURE, LAB, LECTURE, Hand, later, run_sync, typed
from typer.testing import CliRunner
from university import STUDENTS

from ejournal import Dataset
from ejournal.cli.app import build
from ejournal.config import Config
from ejournal.errors import ParameterError
from ejournal.parameters import load_parameters
from ejournal.provision import provision
from ejournal.registry import load_workbook, write_registry
from ejournal.store import Store, schema

Rows = dict[str, list[dict[str, object]]]
A, B, C = "26-001", "26-002", "26-003"
OLGA, AZAMAT = "Петрова Ольга Ивановна", "Асанов Азамат Токтогулович"


@pytest.fixture
def filled(workspace: Config) -> Config:
    """One lecture filled, then corrected: two marks become one, an absence is taken back with its number."""
    typed(workspace, lambda hand: hand.fill(FIRST_LECTURE, {A: "5/4", B: "кж", C: "0"}, 1))
    typed(workspace, lambda hand: hand.fill(FIRST_LECTURE, {A: "5", B: None}, 0), at=later(5))
    return workspace


def _events(config: Config, kind: str = "", **asked: str) -> pd.DataFrame:
    with Dataset(config) as dataset:
        found = dataset.history(**asked)
    found = found.astype(object).where(found.notna(), None)
    return found[found["kind"] == kind] if kind else found


def _reload(config: Config, rows: Rows) -> None:
    config.registry.unlink()
    write_registry(config.registry, rows)
    load_workbook(config, load_parameters(config.parameters), at=later(60), actor="Иванова А. Б.")


def test_a_correction_is_one_event(filled: Config) -> None:
    """Two marks in a cell are one event, and so is what replaces them; what goes away leaves nothing behind."""
    marks = _events(filled, "mark", journal=LECTURE)
    said = {(row.name_, row.old, row.new) for row in marks.rename(columns={"name": "name_"}).itertuples()}
    names = dict(STUDENTS)
    assert said == {
        (names[A], None, "5/4"),
        (names[B], None, "кж"),
        (names[C], None, "0"),
        (names[A], "5/4", "5"),
        (names[B], "кж", None),
    }
    assert marks["event"].is_unique
    assert marks["revision"].nunique() == 2


def test_heads_are_events_too(filled: Config) -> None:
    """Work type, number and completeness; a correction names only what it changed."""
    heads = _events(filled, "lesson", journal=LECTURE)
    assert heads["old"].tolist() == [None, "control_number=1"]
    assert heads["new"].tolist() == ["completeness=complete; work_type=Лекция; control_number=1", "control_number=0"]


def test_author_time_and_cell(filled: Config) -> None:
    """A workbook's owner is known; the time is the file's where it can be right, else the read's."""
    first = _events(filled, "mark", journal=LECTURE).iloc[0]
    assert (first["author"], first["authorship"], first["source"]) == (AZAMAT, "known", "sync")
    assert first["at"] == pd.Timestamp(EVENING)  # the file of a test is newer than the moment of the pass
    assert first["cell"].startswith("F")
    assert first["workbook"].endswith(".xlsx")


def test_who_is_not_known_is_entitled_or_unknown(workspace: Config, small_rows: Rows) -> None:
    """Of a workbook without an owner the one who held the right that day is named as entitled, a substitute first."""
    order = {"journal": LAB, "teacher": AZAMAT, "valid_from": date(2026, 9, 1), "valid_to": date(2026, 9, 3)}
    small_rows["substitutions"] = [order | {"document": "пр. 5"}]
    _reload(workspace, small_rows)
    _disown(workspace)
    typed(workspace, lambda hand: hand.put(A, date(2026, 9, 2), "5"), code=LAB, at=later(90))
    typed(workspace, lambda hand: hand.put(A, date(2026, 9, 2), "4"), code=LAB, at=later(60 * 24 * 7))
    marks = _events(workspace, "mark", journal=LAB)
    assert list(zip(marks["author"], marks["authorship"], strict=True)) == [(AZAMAT, "entitled"), (OLGA, "entitled")]


def _disown(config: Config) -> None:
    store = Store.open(config.database_address)
    with store.write("test", actor="test", at=EVENING) as writer:
        writer.connection.execute(schema.workbooks.update().values(owner_id=None))
    store.dispose()


def test_registry_events_with_their_orders(workspace: Config, small_rows: Rows) -> None:
    """A moved lesson, a membership and a change of teacher stand in the journal's history with their documents."""
    small_rows["changes"] = [
        {
            "journal": LECTURE,
            "kind": "moved",
            "date": FIRST_LECTURE,
            "pair": 1,
            "new_date": date(2026, 9, 5),
            "new_pair": 2,
            "document": "расп. 7",
        }
    ]
    small_rows["teacher_changes"] = [
        {"journal": LECTURE, "teacher": OLGA, "valid_from": date(2026, 10, 1), "document": "пр. 9"}
    ]
    small_rows["memberships"][0] |= {"valid_to": date(2026, 10, 2), "document": "пр. 31"}
    _reload(workspace, small_rows)
    found = _events(workspace, journal=LECTURE)
    newest = found[found["revision"] == found["revision"].max()].set_index("kind")
    assert newest.loc["date", "old"].startswith("date=2026-09-01; pair=1")
    assert newest.loc["date", "new"].startswith("date=2026-09-05; pair=2")
    assert newest["document"].to_dict() == {"date": "расп. 7", "membership": "пр. 31", "teacher": "пр. 9"}
    assert newest.loc["membership", "new"] == "valid_to=2026-10-02"
    assert newest.loc["teacher", "new"] == f"teacher={OLGA}; valid_from=2026-10-01"
    assert set(newest["author"]) == {"Иванова А. Б."}
    assert "date" not in set(found.loc[found["revision"] == 1, "kind"])


def test_subgroups_have_their_own_members(workspace: Config) -> None:
    """A subgroup's journal has the memberships of its subgroup alone."""
    assert len(_events(workspace, "membership", journal=LAB)) == 3
    assert len(_events(workspace, "membership", journal=LECTURE)) == 6


def test_plans_and_independent_work(workspace: Config) -> None:
    """A row of the plan, a mark of independent work and another due date are events with their item."""
    hand = Hand(workspace)
    plan = hand.book[f"КТП {hand.tab}"]
    row = next(row for row in range(4, 40) if plan.cell(row, 1).value == "P2")
    plan.cell(row, 9).value, plan.cell(row, 10).value = "Реферат", date(2026, 9, 30)
    hand.save()
    run_sync(workspace)
    provision(workspace, load_parameters(workspace.parameters), today=FIRST_LECTURE, at=later(5))
    _work(workspace, later(10), mark="5")
    _work(workspace, later(15), due=date(2026, 10, 7))
    planned = _events(workspace, "plan", journal=LECTURE).iloc[0]
    assert (planned["item"], planned["old"]) == (2, None)
    assert "independent_work=Реферат; due=2026-09-30" in planned["new"]
    works = _events(workspace, "work", journal=LECTURE)
    assert works["item"].tolist() == [2, 2]
    assert list(zip(works["old"], works["new"], strict=True)) == [
        (None, "5"),
        ("5; due=2026-09-30", "5; due=2026-10-07"),
    ]


def _work(config: Config, at: datetime, mark: str = "", due: date | None = None) -> None:
    hand = Hand(config)
    column = next(cell.column for cell in hand.sheet[1] if cell.value == "W2")
    if mark:
        hand.sheet.cell(hand.row(A), column).value = mark
    if due:
        hand.sheet.cell(DATE, column).value = due
    hand.save()
    run_sync(config, at)


def test_one_student_and_one_lesson(filled: Config) -> None:
    """By number, name or id; by id or date and pair; ids are the same whatever is asked."""
    everything = set(_events(filled, journal=LECTURE)["event"])
    own = _events(filled, journal=LECTURE, student=A)
    assert set(own["kind"]) == {"mark", "membership"}
    assert set(own["event"]) < everything
    assert set(_events(filled, journal=LECTURE, student=dict(STUDENTS)[A])["event"]) == set(own["event"])
    lesson = _events(filled, journal=LECTURE, lesson="2026-09-01/1")
    assert len(lesson) == 7
    by_id = _events(filled, journal=str(lesson["journal"].iloc[0]), lesson=str(lesson["lesson"].iloc[0]))
    assert set(by_id["event"]) == set(lesson["event"])


@pytest.mark.parametrize(
    "asked", [{"journal": "X"}, {"journal": LECTURE, "student": "X"}, {"journal": LECTURE, "lesson": "2026-09-02/1"}]
)
def test_what_there_is_not_is_refused(workspace: Config, asked: dict[str, str]) -> None:
    """An unknown journal, student or lesson is named, with what can be given."""
    with pytest.raises(ParameterError, match=r"no such"), Dataset(workspace) as dataset:
        dataset.history(**asked)


def test_history_as_of(filled: Config) -> None:
    """As of an earlier revision the later events have not happened; those before them are the same."""
    now = _events(filled, journal=LECTURE)
    first = int(now["revision"].max()) - 1
    with Dataset(filled, first) as dataset:
        then = dataset.history(journal=LECTURE)
    assert set(then["event"]) == set(now.loc[now["revision"] <= first, "event"])


def test_the_command(filled: Config) -> None:
    """As CSV for programs: local times with their offset."""
    run = CliRunner().invoke(
        build(), ["history", "-w", str(filled.workspace), "--journal", LECTURE, "-s", A, "--format", "csv"]
    )
    lines = run.stdout.splitlines()
    assert run.exit_code == 0
    assert lines[0].startswith("event,at,kind")
    assert (EVENING + timedelta(hours=6)).isoformat(timespec="seconds")[:19] + "+06:00" in run.stdout
