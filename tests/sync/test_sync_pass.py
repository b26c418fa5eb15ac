"""A pass reads what changed, stores it once, and leaves what it cannot read where it was (2.1, 5.1)."""

import os
import zipfile
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from hands import (
    CONTROL,
    EVENING,
    FIRST_LECTURE,
    LECTURE,
    PHYSICS,
    Hand,
    later,
    lesson_of,
    marks_of,
    quarantined,
    run_sync,
    typed,
)

from ejournal.config import Config
from ejournal.errors import StoreBusy
from ejournal.sync.lock import only_one

A, B, C, D = "26-001", "26-002", "26-003", "26-004"
DAY = FIRST_LECTURE


def _whole_lesson(hand: Hand) -> None:
    hand.fill(DAY, {A: "5/4", B: "кж", C: 4, D: "у"}, 2)


def test_marks_reach_their_students(workspace: Config) -> None:
    """Two marks, an absence, a number, an excuse; the column is complete and its revision is the next one (3.5)."""
    done = typed(workspace, _whole_lesson)
    assert (done.changed, done.quarantined) == (2, 0)
    assert marks_of(workspace) == {(A, DAY): "5/4", (B, DAY): "кж", (C, DAY): "4", (D, DAY): "у"}
    lesson = lesson_of(workspace)
    assert (lesson["completeness"], lesson["counted"], lesson["work_type"]) == ("complete", 2, "Лекция")


def test_nothing_changed_makes_nothing(workspace: Config) -> None:
    """A second pass has no event and no revision; neither has a file that was saved as it was."""
    first = typed(workspace, _whole_lesson)
    again = run_sync(workspace, later(5))
    assert (again.changed, again.events, again.revision) == (0, 0, first.revision)
    saved = typed(workspace, at=later(10))
    assert (saved.events, saved.revision) == (0, first.revision)


def test_a_touched_file_is_known_by_its_hash(workspace: Config) -> None:
    """Another time on the same bytes is no change."""
    typed(workspace, _whole_lesson)
    path = Hand(workspace).path
    os.utime(path, (1, 1))
    done = run_sync(workspace, later(5))
    assert (done.changed, done.events) == (0, 0)


def test_one_workbook_is_one_revision(workspace: Config) -> None:
    """Two workbooks changed: two revisions, and the state between them can be had (as of)."""
    before = run_sync(workspace).revision or 0
    first, second = Hand(workspace, LECTURE), Hand(workspace, PHYSICS)
    first.fill(DAY, {A: "5"}, 0)
    second.fill(date(2026, 9, 3), {A: "3"}, 0)
    first.save()
    second.save()
    done = run_sync(workspace, later(5))
    assert done.changed == 2
    assert done.revision == before + 2
    assert len(marks_of(workspace, before + 1)) == 1
    assert marks_of(workspace, before) == {}


def test_a_correction_is_an_event_and_never_overwrites(workspace: Config) -> None:
    """The old mark stands as of the old revision (4.3)."""
    first = typed(workspace, _whole_lesson)
    typed(workspace, lambda hand: hand.put(C, DAY, 5), at=later(5))
    assert marks_of(workspace)[C, DAY] == "5"
    assert marks_of(workspace, first.revision)[C, DAY] == "4"


def test_an_unknown_mark_is_quarantined_with_its_cell(workspace: Config) -> None:
    """The last good value stays, the cell is named, and it closes by itself when mended (3.5)."""
    typed(workspace, _whole_lesson)
    hand = Hand(workspace)
    cell = hand.put(A, DAY, "5+")
    hand.save()
    done = run_sync(workspace, later(5))
    assert done.quarantined == 1
    assert quarantined(workspace) == {"unknown_mark": [cell]}
    assert marks_of(workspace)[A, DAY] == "5/4"
    typed(workspace, lambda hand: hand.put(A, DAY, "3"), at=later(10))
    assert quarantined(workspace) == {}
    assert marks_of(workspace)[A, DAY] == "3"


def test_a_complete_column_that_stops_agreeing_keeps_its_state(workspace: Config) -> None:
    """A wiped range costs nobody a mark: the last good state stands and the lesson says so (3.5)."""
    typed(workspace, _whole_lesson)
    typed(workspace, lambda hand: [hand.put(number, DAY, None) for number in (A, B, C, D)], at=later(5))
    assert marks_of(workspace) == {(A, DAY): "5/4", (B, DAY): "кж", (C, DAY): "4", (D, DAY): "у"}
    lesson = lesson_of(workspace)
    assert (lesson["completeness"], bool(lesson["disagrees"])) == ("complete", True)


def test_an_incomplete_column_keeps_its_marks(workspace: Config) -> None:
    """Without a work type or a right number the lesson is due, with its reason; the marks are kept (3.5)."""
    typed(workspace, lambda hand: hand.fill(DAY, {A: 5}, None, None))
    assert marks_of(workspace) == {(A, DAY): "5"}
    assert lesson_of(workspace)["reason"] == "no_work_type"
    typed(workspace, lambda hand: hand.fill(DAY, {}, 3), at=later(5))
    assert lesson_of(workspace)["reason"] == "disagrees"


def test_the_first_completion_stands(workspace: Config) -> None:
    """When a lesson was completed is the interval after the last pass that saw it incomplete; corrections keep it."""
    run_sync(workspace, EVENING - timedelta(hours=2))
    hand = Hand(workspace)
    _whole_lesson(hand)
    stamp = (EVENING - timedelta(hours=1)).timestamp()
    os.utime(hand.save(), (stamp, stamp))
    run_sync(workspace)
    lesson = lesson_of(workspace)
    assert lesson["completed_after"] == EVENING - timedelta(hours=2)
    assert lesson["completed_before"] == EVENING - timedelta(hours=1)
    typed(workspace, lambda hand: hand.put(A, DAY, "2"), at=later(60 * 24 * 5))
    assert lesson_of(workspace)["completed_before"] == EVENING - timedelta(hours=1)


def test_a_file_time_that_cannot_be_right_is_not_believed(workspace: Config) -> None:
    """A file from the future, or from before the last pass, was complete at the pass that read it, no earlier."""
    run_sync(workspace, EVENING - timedelta(hours=2))
    hand = Hand(workspace)
    _whole_lesson(hand)
    stamp = (EVENING - timedelta(days=30)).timestamp()
    os.utime(hand.save(), (stamp, stamp))
    run_sync(workspace)
    assert lesson_of(workspace)["completed_before"] == EVENING


def test_not_held_closes_the_lesson(workspace: Config) -> None:
    """A lesson that did not take place is said so by its work type (3.5)."""
    typed(workspace, lambda hand: hand.fill(DAY, {}, None, "не проведено: болезнь"))
    assert lesson_of(workspace)["completeness"] == "not_held"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "workbook_empty"),
        (b"PK\x03\x04 cut off", "workbook_unreadable"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "workbook_encrypted"),
        (b"<html>", "workbook_not_xlsx"),
    ],
    ids=["empty", "truncated", "encrypted", "html"],
)
def test_a_broken_workbook_stops_no_other(workspace: Config, data: bytes, code: str) -> None:
    """It is named once, its data stay, the others are read, and it heals when the file does (3.7)."""
    typed(workspace, _whole_lesson)
    path = Hand(workspace).path
    good = path.read_bytes()
    path.write_bytes(data)
    other = Hand(workspace, PHYSICS)
    other.fill(date(2026, 9, 3), {A: "3"}, 0)
    other.save()
    run_sync(workspace, later(5))
    assert quarantined(workspace) == {code: [None]}
    assert marks_of(workspace)[A, DAY] == "5/4"
    assert marks_of(workspace)[A, date(2026, 9, 3)] == "3"
    still = run_sync(workspace, later(10))
    assert (still.changed, still.events) == (0, 0)
    path.write_bytes(good)
    run_sync(workspace, later(15))
    assert quarantined(workspace) == {}


def test_a_vanished_workbook_deletes_nothing(workspace: Config) -> None:
    """It is reported while it is gone; a workbook that was only renamed goes on under its new name."""
    typed(workspace, _whole_lesson)
    path = Hand(workspace).path
    aside = workspace.workspace / "aside.xlsx"
    path.rename(aside)
    run_sync(workspace, later(5))
    assert quarantined(workspace) == {"workbook_missing": [None]}
    assert len(marks_of(workspace)) == 4
    aside.rename(path.with_name("Переименован.xlsx"))
    run_sync(workspace, later(10))
    assert quarantined(workspace) == {}
    typed(workspace, lambda hand: hand.put(A, DAY, "3"), at=later(15))
    assert marks_of(workspace)[A, DAY] == "3"


def test_a_copied_workbook_speaks_for_nobody(workspace: Config) -> None:
    """The workbook that was there first is read; the copy's tabs are findings."""
    typed(workspace, _whole_lesson)
    path = Hand(workspace).path
    copy = path.with_name("Копия.xlsx")
    copy.write_bytes(path.read_bytes())
    book = openpyxl.load_workbook(copy)
    hand = Hand(workspace)
    book[hand.tab].cell(hand.row(A), hand.column(DAY)).value = "2"
    book.save(copy)
    run_sync(workspace, later(5))
    assert set(quarantined(workspace)) == {"doubled_tab"}
    assert marks_of(workspace)[A, DAY] == "5/4"


def test_lock_files_and_hidden_files_are_no_workbooks(workspace: Config) -> None:
    """What Excel and LibreOffice leave beside an open workbook is passed over, the workbook is read."""
    path = Hand(workspace).path
    path.with_name(f"~${path.name}").write_bytes(b"\x05owner")
    path.with_name(f".~lock.{path.name}#").write_text(",owner,")
    path.with_name(f".{path.stem}.tmp.xlsx").write_bytes(b"half")
    done = typed(workspace, _whole_lesson)
    assert done.quarantined == 0
    assert len(marks_of(workspace)) == 4


def test_a_file_being_saved_is_left_for_the_next_pass(workspace: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that grows while it is read is read by the next pass, and is no finding."""
    run_sync(workspace)
    hand = Hand(workspace)
    _whole_lesson(hand)
    hand.save()
    whole = Path.read_bytes

    def grow(path: Path) -> bytes:
        data = whole(path)
        if path == hand.path:
            with path.open("ab") as file:
                file.write(b"\0")
        return data

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", grow)
        done = run_sync(workspace, later(5))
    assert done.busy == [hand.path.relative_to(workspace.journals).as_posix()]
    assert quarantined(workspace) == {}
    hand.save()
    run_sync(workspace, later(10))
    assert len(marks_of(workspace)) == 4


def test_a_second_sync_waits_or_is_refused(workspace: Config) -> None:
    """With ``--now`` it exits with 75 while another one runs."""
    with only_one(workspace.state, wait=False), pytest.raises(StoreBusy) as caught:
        run_sync(workspace, wait=False)
    assert caught.value.exit_code == 75
    assert run_sync(workspace).changed == 2


def _padded(path: Path, size: int) -> None:
    """The same zip, made this long by its comment."""
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b" " * (size - path.stat().st_size)


def test_a_full_sweep_sees_a_change_behind_an_old_time(workspace: Config) -> None:
    """A change that left size and time as they were is passed over by a pass and found by the nightly sweep."""
    hand = Hand(workspace)
    hand.fill(DAY, {A: "5"}, 0)
    path = hand.save()
    size = path.stat().st_size + 500
    _padded(path, size)
    run_sync(workspace)
    before = path.stat()
    hand = Hand(workspace)
    hand.put(A, DAY, "4")
    hand.save()
    _padded(path, size)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run_sync(workspace, later(5)).events == 0
    assert run_sync(workspace, later(10), full=True).events == 1
    assert marks_of(workspace)[A, DAY] == "4"


def test_the_control_row_is_read_as_people_type_it(workspace: Config) -> None:
    """A number as text is a number; a word is a finding with its cell (3.5)."""
    typed(workspace, lambda hand: hand.fill(DAY, {B: "н/б"}, "１"))
    assert lesson_of(workspace)["completeness"] == "complete"
    hand = Hand(workspace)
    hand.fill(DAY, {}, "один")
    column = hand.column(DAY)
    cell = hand.sheet.cell(CONTROL, column).coordinate
    hand.save()
    run_sync(workspace, later(5))
    assert quarantined(workspace) == {"bad_control_number": [cell]}


def test_an_unknown_work_type_is_reported_and_completes(workspace: Config) -> None:
    """A type of the teacher's own names the work; the list does not know it (4.3)."""
    typed(workspace, lambda hand: hand.fill(DAY, {}, 0, "Игра в города"))
    assert lesson_of(workspace)["completeness"] == "complete"
    assert list(quarantined(workspace)) == ["unknown_work_type"]
