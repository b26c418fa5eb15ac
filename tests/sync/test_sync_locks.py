"""A closed checkpoint's lessons are locked: a change is refused, kept as such, and its cell set back (4.3)."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pandas as pd
import pytest
import sqlalchemy as sa
from closed_world import (
    CLOSED_ON,
    SCOPE,
    UNTIL,
    cell_of,
    close_it,
    days_of,
    fill,
    frame_of,
    noon,
    opened,
    outbox_of,
    refusals_of,
    reopen_it,
)
from hands import CONTROL, LAB, LECTURE, WORK_TYPE, Hand, lesson_of, marks_of, quarantined, run_sync

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.decisions.checkpoints import Order, close_checkpoint
from ejournal.decisions.outbox import apply_outbox, request
from ejournal.pipeline import score
from ejournal.store import Store, schema_checkpoints
from ejournal.sync import SyncSummary, run

FIRST = date(2026, 9, 1)
TUESDAY = date(2026, 10, 27)
AFTER = date(2026, 10, 28)


@pytest.fixture
def closed(workspace: Config) -> Config:
    """Databases are filled and closed; the next lecture stands open after the checkpoint's date."""
    fill(workspace, LECTURE, LAB)
    close_it(workspace)
    return workspace


def _typed(config: Config, *edits: Callable[[Hand], object], day: date = AFTER, code: str = LECTURE) -> SyncSummary:
    hand = Hand(config, code)
    for edit in edits:
        edit(hand)
    hand.save()
    return run_sync(config, noon(day))


def _head(config: Config, row: int, day: date) -> object:
    hand = Hand(config)
    return hand.sheet.cell(row, hand.column(day)).value


def _raw(config: Config) -> dict[str, dict[str, str]]:
    with Dataset(config) as dataset:
        journal = int(lesson_of(config)["journal_id"])
        tabs = schema_checkpoints.metadata.tables["tabs"]
        held = dataset.connection.scalar(sa.select(tabs.c.cells).where(tabs.c.journal_id == journal))
    found: dict[str, dict[str, str]] = json.loads(held or "")
    return found


def test_a_changed_mark_is_refused_and_set_back(closed: Config) -> None:
    """The mark, the posted points and the cell stay; the refused value is kept with its cell, time and author."""
    posted = frame_of(closed, "posted_points")
    done = _typed(closed, lambda hand: hand.put("26-001", FIRST, "2"))
    assert (done.events, done.refused, done.outbox.done) == (0, 1, 1)
    assert marks_of(closed)["26-001", FIRST] == "5"
    assert cell_of(closed, "26-001", FIRST) == "5"
    refusal = frame_of(closed, "refusals").iloc[0]
    hand = Hand(closed)
    assert refusal["cell"] == hand.sheet.cell(hand.row("26-001"), hand.column(FIRST)).coordinate
    assert (refusal["old"], refusal["new"], refusal["state"], refusal["checkpoint"]) == ("5", "2", "closed", 1)
    assert (refusal["cause"], refusal["at"]) == ("checkpoint", pd.Timestamp(noon(AFTER)))
    assert (refusal["authorship"], refusal["author"]) == ("known", "Асанов Азамат Токтогулович")
    pd.testing.assert_frame_equal(frame_of(closed, "posted_points"), posted)


def test_the_next_sync_finds_nothing(closed: Config) -> None:
    """Sheet and dataset agree again: no event, no refusal and no revision, even where every file is looked into."""
    done = _typed(closed, lambda hand: hand.put("26-001", FIRST, "2"))
    for options in ({}, {"full": True}):
        again = run_sync(closed, noon(AFTER + timedelta(days=1)), **options)
        assert (again.changed, again.events, again.refused, again.revision) == (0, 0, 0, done.revision)


def test_the_file_keeps_its_time(closed: Config) -> None:
    """Setting back is no edit of a person's: the time of the last save stays."""
    hand = Hand(closed)
    hand.put("26-001", FIRST, "2")
    path = hand.save()
    before = path.stat().st_mtime_ns
    run_sync(closed, noon(AFTER))
    assert path.stat().st_mtime_ns == before
    assert cell_of(closed, "26-001", FIRST) == "5"


def test_work_type_number_and_cleared_marks_are_set_back(closed: Config) -> None:
    """A column's head and a cleared or a new mark are refused one by one."""

    def edit(hand: Hand) -> None:
        hand.sheet.cell(WORK_TYPE, hand.column(FIRST)).value = "Опрос"
        hand.sheet.cell(CONTROL, hand.column(FIRST)).value = 0
        hand.put("26-002", FIRST, None)
        hand.put("26-003", FIRST, "4")

    before = lesson_of(closed)
    done = _typed(closed, edit)
    assert (done.events, done.refused, done.outbox.done) == (0, 4, 4)
    assert sorted(refusals_of(closed)) == [
        ("control", "1", "0", "closed"),
        ("mark", "", "4", "closed"),
        ("mark", "кж", "", "closed"),
        ("work_type", "Лекция", "Опрос", "closed"),
    ]
    assert (_head(closed, WORK_TYPE, FIRST), _head(closed, CONTROL, FIRST)) == ("Лекция", 1)
    assert (cell_of(closed, "26-002", FIRST), cell_of(closed, "26-003", FIRST)) == ("кж", None)
    after = lesson_of(closed)
    assert all(before[name] == after[name] for name in ("completeness", "work_type", "control_number", "counted"))
    assert run_sync(closed, noon(AFTER), full=True).events == 0


def test_raw_cells_are_those_of_the_file(closed: Config) -> None:
    """What the tab is remembered to hold is what a fresh reading of it finds."""

    def edit(hand: Hand) -> None:
        hand.put("26-001", FIRST, "2")
        hand.put("26-002", FIRST, None)
        hand.put("26-003", FIRST, "4")
        hand.sheet.cell(CONTROL, hand.column(FIRST)).value = 0

    before = _raw(closed)
    assert _typed(closed, edit).outbox.done == 4
    assert _raw(closed) == before


def test_what_is_not_locked_is_taken_over(closed: Config) -> None:
    """A lesson after the checkpoint's date in the same workbook, and a topic, which is no mark."""
    done = _typed(
        closed, lambda hand: hand.fill(TUESDAY, {"26-001": "4"}, 0), lambda hand: hand.put("26-001", FIRST, "2")
    )
    assert done.refused == 1
    assert marks_of(closed)["26-001", TUESDAY] == "4"
    assert marks_of(closed)["26-001", FIRST] == "5"


def test_an_unfilled_locked_lesson_is_not_filled_any_more(workspace: Config) -> None:
    """Closed by force: its first filling is refused whole, and the column is blank again."""
    fill(workspace, LECTURE, LAB, until=date(2026, 10, 10))
    close_it(workspace, force=True)
    day = date(2026, 10, 13)
    done = _typed(workspace, lambda hand: hand.fill(day, {"26-001": "5"}, 0))
    assert (done.events, done.refused, done.outbox.done) == (0, 3, 3)
    assert lesson_of(workspace, day)["completeness"] == "incomplete"
    assert [cell_of(workspace, "26-001", day), _head(workspace, WORK_TYPE, day), _head(workspace, CONTROL, day)] == [
        None
    ] * 3


def test_late_entry_after_the_lock_by_parameter(workspace: Config) -> None:
    """Where the university accepts it, an unfilled lesson may still be filled; a complete one may not change."""
    entry = workspace.parameters / "entry.yaml"
    text = entry.read_text(encoding="utf-8")
    entry.write_text(
        text.replace("after_lock:\n  value: refuse", "after_lock:\n  value: accept_and_flag"), encoding="utf-8"
    )
    fill(workspace, LECTURE, LAB, until=date(2026, 10, 10))
    close_it(workspace, force=True)
    day = date(2026, 10, 13)
    done = _typed(
        workspace, lambda hand: hand.fill(day, {"26-001": "5"}, 0), lambda hand: hand.put("26-001", FIRST, "2")
    )
    assert done.refused == 1
    assert lesson_of(workspace, day)["completeness"] == "complete"
    assert marks_of(workspace)["26-001", FIRST] == "5"


def test_an_open_file_waits_and_does_not_flap(closed: Config) -> None:
    """While the workbook is open the refusal stands, unchanged by further syncs; once closed the cell is set back."""
    lock = opened(closed)
    first = _typed(closed, lambda hand: hand.put("26-001", FIRST, "2"))
    assert (first.refused, first.outbox.waiting, first.outbox.done) == (1, 1, 0)
    assert refusals_of(closed) == [("mark", "5", "2", "standing")]
    again = run_sync(closed, noon(AFTER), full=True)
    saved = _typed(closed, day=AFTER + timedelta(days=1))
    assert (again.revision, saved.revision, saved.refused) == (first.revision, first.revision, 0)
    lock.unlink()
    assert run_sync(closed, noon(AFTER)).outbox.done == 1
    then = frame_of(closed, "refusals", first.revision).iloc[0]
    assert (then["state"], pd.isna(then["closed_at"])) == ("standing", True)
    assert cell_of(closed, "26-001", FIRST) == "5"
    assert refusals_of(closed) == [("mark", "5", "2", "closed")]


def test_the_teacher_may_set_it_back(closed: Config) -> None:
    """The refusal closes and the outbox owes nothing any more."""
    lock = opened(closed)
    _typed(closed, lambda hand: hand.put("26-001", FIRST, "2"))
    _typed(closed, lambda hand: hand.put("26-001", FIRST, "5"))
    lock.unlink()
    assert refusals_of(closed) == [("mark", "5", "2", "closed")]
    assert outbox_of(closed) == [("2", "5", "done")]


def test_another_refused_value_takes_the_place_of_the_first(closed: Config) -> None:
    """Both stay on record; the cell is set back from the one that stands in it."""
    lock = opened(closed)
    _typed(closed, lambda hand: hand.put("26-001", FIRST, "2"))
    _typed(closed, lambda hand: hand.put("26-001", FIRST, "3"))
    lock.unlink()
    run_sync(closed, noon(AFTER))
    assert refusals_of(closed) == [("mark", "5", "2", "closed"), ("mark", "5", "3", "closed")]
    assert outbox_of(closed) == [("2", "5", "withdrawn"), ("3", "5", "done")]
    assert cell_of(closed, "26-001", FIRST) == "5"


def test_a_newer_value_is_never_overwritten(closed: Config) -> None:
    """Saved between reading and writing: the cell is left alone until it has been read."""
    lock = opened(closed)
    _typed(closed, lambda hand: hand.put("26-001", FIRST, "2"))
    hand = Hand(closed)
    hand.put("26-001", FIRST, "4")
    hand.save()
    lock.unlink()
    store = Store.open(closed.database_address)
    done = apply_outbox(closed, store, noon(AFTER))
    store.dispose()
    assert (done.done, done.waiting) == (0, 1)
    assert cell_of(closed, "26-001", FIRST) == "4"


def test_a_cell_that_holds_something_else_is_a_conflict(closed: Config) -> None:
    """A request whose expected value does not stand there writes nothing, and says so."""
    hand = Hand(closed)
    store = Store.open(closed.database_address)
    lesson = lesson_of(closed)
    with Dataset(closed) as dataset:
        student = int(dataset.students()["student_id"].iloc[0])
        books = dataset.connection.execute(schema_checkpoints.metadata.tables["workbooks"].select()).all()
    book = next(row.id for row in books if hand.path.as_posix().endswith(row.path))
    for expected, new in (("3", "4"), ("5", "4/5")):
        with store.write("revert", actor="test", at=noon(AFTER)) as writer:
            request(
                writer,
                workbook_id=book,
                journal_id=lesson["journal_id"],
                lesson_id=lesson["lesson_id"],
                student_id=student,
                expected=expected,
                new=new,
                reason="revert",
            )
        done = apply_outbox(closed, store, noon(AFTER))
        assert (done.conflicts, done.done) == ((1, 0) if expected == "3" else (0, 1))
        assert cell_of(closed, "26-001", FIRST) == ("5" if expected == "3" else "4/5")
    store.dispose()


def test_a_reopened_journal_takes_changes_again(closed: Config) -> None:
    """Inside the days; after them the lock stands again, over what was changed meanwhile."""
    reopen_it(closed, AFTER, days=2)
    assert _typed(closed, lambda hand: hand.put("26-001", FIRST, "2"), day=AFTER + timedelta(days=1)).refused == 0
    assert marks_of(closed)["26-001", FIRST] == "2"
    late = _typed(closed, lambda hand: hand.put("26-001", FIRST, "3"), day=AFTER + timedelta(days=2))
    assert late.refused == 1
    assert (marks_of(closed)["26-001", FIRST], cell_of(closed, "26-001", FIRST)) == ("2", "2")


def test_only_the_journal_named_is_reopened(closed: Config) -> None:
    """The laboratory journal of the same course stays locked."""
    reopen_it(closed, AFTER, code=LECTURE)
    day = days_of(closed, LAB)[0]
    assert _typed(closed, lambda hand: hand.put("26-001", day, "2"), code=LAB).refused == 1


def test_what_was_refused_and_still_stands_is_taken_over_when_reopened(closed: Config) -> None:
    """Nothing is set back any more, and the unchanged file is read again."""
    lock = opened(closed)
    _typed(closed, lambda hand: hand.put("26-001", FIRST, "2"))
    lock.unlink()
    reopen_it(closed, AFTER)
    run_sync(closed, noon(AFTER))
    assert marks_of(closed)["26-001", FIRST] == "2"
    assert cell_of(closed, "26-001", FIRST) == "2"
    assert refusals_of(closed) == [("mark", "5", "2", "closed")]
    assert outbox_of(closed) == [("2", "5", "withdrawn")]


def test_a_closing_between_reading_and_applying_counts(workspace: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """The decision that stands in the transaction holds, not the one that stood when the file was read."""
    fill(workspace, LECTURE, LAB)
    score(workspace.workspace, semester="2026-1", checkpoint=1, today=CLOSED_ON, at=noon(CLOSED_ON))
    hand = Hand(workspace)
    hand.put("26-001", FIRST, "2")
    hand.save()
    read = run._read

    def closed_meanwhile(*arguments: object) -> object:
        readings = list(read(*arguments))  # type: ignore[arg-type]
        close_checkpoint(workspace, SCOPE, Order("Учебный отдел", CLOSED_ON), at=noon(CLOSED_ON))
        return iter(readings)

    monkeypatch.setattr(run, "_read", closed_meanwhile)
    done = run_sync(workspace, noon(CLOSED_ON))
    assert done.refused == 1
    assert marks_of(workspace)["26-001", FIRST] == "5"


def test_an_unreadable_cell_is_quarantined_and_not_applied(closed: Config) -> None:
    """What says nothing changes nothing, locked or not."""
    done = _typed(closed, lambda hand: hand.put("26-001", FIRST, "5+"))
    assert (done.refused, done.events) == (0, 0)
    assert list(quarantined(closed)) == ["unknown_mark"]
    assert marks_of(closed)["26-001", FIRST] == "5"


def test_the_lock_holds_from_the_date_on(closed: Config) -> None:
    """The last lesson on or before the date is locked, the first one after it is not."""
    last = days_of(closed, LECTURE)[-1]
    assert last <= UNTIL
    assert _typed(closed, lambda hand: hand.put("26-001", last, "2")).refused == 1
    assert _typed(closed, lambda hand: hand.put("26-001", TUESDAY, "2")).refused == 0
