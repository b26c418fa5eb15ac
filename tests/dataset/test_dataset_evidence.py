"""What the rules weigh beside the journal: hours, orders, rights, authors, lists and days off, read from the store."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hands import EVENING, FIRST_LECTURE, LECTURE, typed
from university import LOAD, STUDENTS

from ejournal import Dataset
from ejournal.config import Config
from ejournal.parameters import load_parameters
from ejournal.registry import load_workbook, write_registry

TEACHER, OTHER = LOAD[0][5], LOAD[1][5]
CHANGED, FROM, TO = date(2026, 10, 1), date(2026, 9, 14), date(2026, 9, 20)


@pytest.fixture
def ordered(workspace: Config, small_rows: dict[str, list[dict[str, object]]]) -> Config:
    """A lecture filled in by the workbook's owner; then a substitution, a new teacher and a cancelled lesson."""
    typed(workspace, lambda hand: hand.fill(FIRST_LECTURE, {"26-001": "5"}, 0))
    small_rows["substitutions"] = [{"journal": LECTURE, "teacher": OTHER, "valid_from": FROM, "valid_to": TO}]
    small_rows["teacher_changes"] = [{"journal": LECTURE, "teacher": OTHER, "valid_from": CHANGED}]
    small_rows["changes"] = [
        {"journal": LECTURE, "kind": "cancelled", "date": date(2026, 9, 15), "pair": 1, "document": "расп. 4"}
    ]
    small_rows["holidays"] = [{"date": date(2026, 11, 9), "name": "Перенос"}]
    workspace.registry.unlink()
    write_registry(workspace.registry, small_rows)
    load_workbook(workspace, load_parameters(workspace.parameters), at=EVENING + timedelta(days=1), actor="test")
    return workspace


def frame(config: Config, name: str, **filters: str) -> pd.DataFrame:
    """One frame of the dataset."""
    with Dataset(config) as dataset:
        found: pd.DataFrame = getattr(dataset, name)(**filters)
    return found


def test_hours_are_the_curriculums_by_kind(workspace: Config) -> None:
    """A line of the load has a row a kind of class, with the hours that the curriculum gives that kind (2.10)."""
    hours = frame(workspace, "hours").merge(frame(workspace, "journals")[["journal_id", "code"]], on="journal_id")
    rows = {(row.code, row.kind): (row.hours, row.independent_hours) for row in hours.itertuples()}
    assert rows == {
        (LOAD[0][0], "lecture"): (32, 72),
        (LOAD[1][0], "lab"): (16, 72),
        (LOAD[2][0], "lecture"): (32, 42),
        (LOAD[2][0], "practice"): (16, 42),
    }


def test_rights_end_where_another_begins(ordered: Config) -> None:
    """The load's teacher holds the journal until the day before the next one's; a substitute by the order's dates."""
    journals = frame(ordered, "journals")
    journal = journals.loc[journals["code"] == LECTURE, "journal_id"].iloc[0]
    spans = frame(ordered, "spans")
    own = spans[spans["journal_id"] == journal]
    ends = {(row.substitute, None if pd.isna(row.valid_to) else row.valid_to.date()) for row in own.itertuples()}
    assert ends == {(False, date(2026, 9, 30)), (False, None), (True, TO)}


def test_orders_and_days_off(ordered: Config) -> None:
    """An order comes with its document; the registry's days off stand beside the fixed ones."""
    changes = frame(ordered, "changes")
    assert changes[["kind", "document"]].to_numpy().tolist() == [["cancelled", "расп. 4"]]
    days = dict(zip(frame(ordered, "holidays")["date"].dt.date, frame(ordered, "holidays")["name"], strict=True))
    assert days[date(2026, 11, 9)] == "Перенос"
    assert len(days) > 1


def test_an_owner_is_a_known_author(ordered: Config) -> None:
    """What was read from a teacher's own workbook is known to be theirs; lessons nobody filled in have no author."""
    authors = frame(ordered, "authors")
    lessons = frame(ordered, "lessons").set_index("lesson_id")
    assert (authors["author"] == TEACHER).all()
    assert set(lessons.loc[authors["lesson_id"], "date"].dt.date) == {FIRST_LECTURE}


def test_the_rows_of_a_tab(ordered: Config) -> None:
    """A tab that was read lists the whole group; one that was not lists nobody (7.5)."""
    listed = frame(ordered, "listed").merge(frame(ordered, "students")[["student_id", "number"]], on="student_id")
    journals = frame(ordered, "journals").set_index("journal_id")["code"]
    lecture = listed[listed["journal_id"].map(journals) == LECTURE]
    assert set(lecture["number"]) == {number for number, _ in STUDENTS}
    assert frame(ordered, "listed", group="нет такой").empty
