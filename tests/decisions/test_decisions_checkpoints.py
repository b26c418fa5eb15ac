"""A checkpoint is closed where it is ready: its points are posted, frozen, and corrected by another closing (4.3)."""

from datetime import date, timedelta

import pandas as pd
import pytest
from closed_world import CLOSED_ON, SCOPE, UNTIL, close_it, days_of, fill, frame_of, noon, reopen_it, states
from hands import LAB, LECTURE, PHYSICS, Hand, marks_of, run_sync

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.decisions.course_state import Scope
from ejournal.decisions.entered import EntryOrder, import_points
from ejournal.errors import ParameterError
from ejournal.parameters import load_parameters
from ejournal.pipeline import score
from ejournal.store import Store
from ejournal.store.locks import locks

DATABASES, PHYSICS_NAME = "Базы данных", "Физика"


@pytest.fixture
def filled(workspace: Config) -> Config:
    """Databases are filled up to the checkpoint, physics is not begun."""
    fill(workspace, LECTURE, LAB)
    return workspace


def test_status_says_what_is_due_and_what_is_missing(filled: Config) -> None:
    """Due and complete lessons are counted up to the date, and each unfilled one is named."""
    found = states(filled)
    ready, begun = found[DATABASES], found[PHYSICS_NAME]
    due = len(days_of(filled, LECTURE)) + len(days_of(filled, LAB))
    assert (ready.due, ready.complete, ready.reason, ready.state) == (due, due, "", "open")
    assert begun.reason == "unfilled"
    assert [each.date for each in begun.unfilled] == days_of(filled, PHYSICS)
    assert ready.until == UNTIL


def test_a_checkpoint_is_not_closed_before_its_date(filled: Config) -> None:
    """On the day before its last one nothing is ready, whatever is forced; on the last one it is."""
    assert states(filled, UNTIL - timedelta(days=1))[DATABASES].reason == "before_date"
    assert not close_it(filled, UNTIL - timedelta(days=1), force=True).closed
    assert states(filled, UNTIL)[DATABASES].ready


def test_an_unreadable_cell_keeps_it_open(filled: Config) -> None:
    """A quarantined cell stands against closing, and its reason says so."""
    hand = Hand(filled)
    hand.put("26-001", days_of(filled, LECTURE)[2], "5+")
    hand.save()
    run_sync(filled, noon(CLOSED_ON))
    state = states(filled)[DATABASES]
    assert (state.reason, state.quarantined) == ("quarantined", 1)


def test_the_ready_are_closed_and_the_rest_reminded(filled: Config) -> None:
    """One revision holds the closing, its points as scored, and a reminder of the other course."""
    done = close_it(filled, document="пр. 7")
    assert [state.discipline_name for state in done.closed] == [DATABASES]
    assert [state.reason for state in done.reminded] == ["unfilled"]
    closed, posted, reminded = (frame_of(filled, name) for name in ("closings", "posted_points", "reminders"))
    assert (closed["by"].item(), closed["document"].item(), closed["until"].item()) == (
        "Учебный отдел",
        "пр. 7",
        pd.Timestamp(UNTIL),
    )
    assert reminded["unfilled"].item() == len(days_of(filled, PHYSICS))
    course = closed["course_id"].item()
    with Dataset(filled) as dataset:
        scores = dataset.scores(checkpoint=1)
    scores = scores[scores["course_id"] == course]
    names = ["student_id", "component", "points", "cap", "reason", "scheme"]
    assert len(posted) == len(scores) > 0
    assert posted[names].astype(str).to_numpy().tolist() == scores[names].astype(str).to_numpy().tolist()
    assert frame_of(filled, "closings", closed["source_revision"].item()).empty
    assert done.revision == closed["source_revision"].item() + 1


def test_a_preview_writes_nothing(filled: Config) -> None:
    """Status is the preview: no revision is made by looking."""
    with Dataset(filled) as dataset:
        before = dataset.revision
    states(filled)
    with Dataset(filled) as dataset:
        assert dataset.revision == before


def test_closing_again_changes_nothing(filled: Config) -> None:
    """A closed course stays as it is posted; the rest is reminded anew, and closed once it is filled."""
    close_it(filled)
    first = frame_of(filled, "posted_points")
    again = close_it(filled)
    assert [state.discipline_name for state in again.unchanged] == [DATABASES]
    pd.testing.assert_frame_equal(frame_of(filled, "posted_points"), first)
    fill(filled, PHYSICS)
    assert [state.discipline_name for state in close_it(filled).closed] == [PHYSICS_NAME]
    assert frame_of(filled, "reminders").empty


def test_force_closes_what_is_not_filled(filled: Config) -> None:
    """It is said of the closing that it was forced."""
    close_it(filled, force=True)
    closed = frame_of(filled, "closings")
    assert sorted(closed["forced"]) == [False, True]


def test_only_the_scope_is_closed(filled: Config) -> None:
    """One course by its public id; an unknown one, an unknown semester and nobody's name are refused."""
    fill(filled, PHYSICS)
    course = states(filled)[PHYSICS_NAME].course
    done = close_it(filled, scope=Scope("2026-1", 1, course=course))
    assert [state.course for state in done.closed] == [course]
    assert len(frame_of(filled, "closings")) == 1
    for scope in (Scope("2026-1", 1, group="нет"), Scope("2031-1", 1), Scope("2026-1", 3)):
        with pytest.raises(ParameterError):
            close_it(filled, scope=scope)


def test_what_was_saved_before_closing_counts(filled: Config) -> None:
    """A correction that no sync has read yet is in the points that are posted."""
    hand = Hand(filled)
    for day in days_of(filled, LECTURE):
        hand.put("26-001", day, "2")
    hand.save()
    close_it(filled)
    posted = frame_of(filled, "posted_points")
    with Dataset(filled) as dataset:
        students = dataset.students()
    first = students.loc[students["number"] == "26-001", "student_id"].item()
    row = posted[(posted["student_id"] == first) & (posted["component"] == "performance")].iloc[0]
    lectures, labs = len(days_of(filled, LECTURE)), len(days_of(filled, LAB))
    assert (row["numerator"], row["denominator"]) == (2 * lectures + 5 * labs, lectures + labs)


def test_entered_tests_are_posted_and_frozen(filled: Config) -> None:
    """A test's points, that one did not come, and that nothing was entered, stand beside the computed ones."""
    path = filled.workspace / "points.csv"
    path.write_text("студент;дисциплина;баллы\n26-001;БД;10,5\n26-002;БД;н/я\n", encoding="utf-8")
    order = EntryOrder("checkpoint-1", "Методист", date(2026, 10, 25))
    import_points(filled, load_parameters(filled.parameters), path, order, at=noon(date(2026, 10, 25)))
    close_it(filled)
    posted = frame_of(filled, "posted_points")
    tests = posted[posted["component"] == "test"]
    assert tests["points"].dropna().tolist() == [10.5]
    assert tests["reason"].dropna().tolist() == ["did_not_come", *["not_entered"] * 4]
    assert set(tests["cap"]) == {12}
    assert set(tests["scheme"]) == set(posted["scheme"])
    assert [state.discipline_name for state in close_it(filled).unchanged] == [DATABASES]


def test_points_stay_as_posted(filled: Config) -> None:
    """What is scored later does not touch what is posted."""
    close_it(filled)
    before = frame_of(filled, "posted_points")
    score(filled.workspace, semester="2026-1", checkpoint=1, today=date(2026, 9, 20), at=noon(CLOSED_ON))
    pd.testing.assert_frame_equal(frame_of(filled, "posted_points"), before)


def test_a_reopened_journal_is_corrected_by_another_closing(filled: Config) -> None:
    """The new posting names the old one; the old one is there as of its revision."""
    first = close_it(filled)
    old = frame_of(filled, "closings")
    reopened_on = date(2026, 10, 28)
    reopen_it(filled, reopened_on)
    hand = Hand(filled)
    hand.put("26-001", days_of(filled, LECTURE)[0], "2")
    hand.save()
    run_sync(filled, noon(reopened_on))
    assert marks_of(filled)["26-001", days_of(filled, LECTURE)[0]] == "2"
    second = close_it(filled, reopened_on)
    new = frame_of(filled, "closings")
    assert new["corrects"].item() == old["closing_id"].item()
    assert [state.discipline_name for state in second.closed] == [DATABASES]
    before, after = frame_of(filled, "posted_points", first.revision), frame_of(filled, "posted_points")
    changed = before.merge(after, on=["student_id", "component"])
    assert (changed["points_x"] != changed["points_y"]).fillna(False).sum() == 1
    assert frame_of(filled, "closings", first.revision)["closing_id"].item() == old["closing_id"].item()


def test_a_reopening_needs_its_reason_document_and_days(filled: Config) -> None:
    """And a closed checkpoint: nothing is reopened that nothing locks."""
    with pytest.raises(ParameterError, match="nothing of this journal is closed"):
        reopen_it(filled, CLOSED_ON)
    close_it(filled)
    for days in (0, 15):
        with pytest.raises(ParameterError, match="days are out of range"):
            reopen_it(filled, CLOSED_ON, days=days)
    with pytest.raises(ParameterError, match="no such journal"):
        reopen_it(filled, CLOSED_ON, code="нет такого")
    assert frame_of(filled, "reopenings").empty


def test_the_lock_has_borders(filled: Config) -> None:
    """It covers the last day and no day more; a reopening lifts it from its first day to its last."""
    close_it(filled)
    reopened = reopen_it(filled, date(2026, 10, 28), days=3)
    store = Store.open(filled.database_address)
    with store.read() as connection:
        held = locks(connection)
    store.dispose()
    journal = reopened.journal_id
    assert held.of_journal(journal, UNTIL, CLOSED_ON)
    assert held.of_journal(journal, UNTIL + timedelta(days=1), CLOSED_ON) is None
    inside = [held.of_journal(journal, UNTIL, date(2026, 10, day)) is None for day in (27, 28, 29, 30, 31)]
    assert inside == [False, True, True, True, False]


def test_status_shows_who_reopened_and_until_when(filled: Config) -> None:
    """While it is in force the course is reopened; afterwards it is closed, and may be posted anew."""
    close_it(filled)
    reopen_it(filled, date(2026, 10, 28), days=2)
    during, after = (states(filled, day)[DATABASES] for day in (date(2026, 10, 29), date(2026, 10, 30)))
    assert (during.state, during.by, during.document) == ("reopened", "Директор Осмонов", "р. 14")
    assert (after.state, after.reason, after.by) == ("closed", "", "Учебный отдел")
    assert SCOPE.checkpoint == after.checkpoint
