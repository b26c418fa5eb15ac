"""Whether a file may be written, and what the dataset and the next sync make of it."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from feedback_world import AT, LABS, LECTURES, SEPTEMBER, evaluate, run, tab, texts
from hands import Hand, lesson_of, marks_of, run_sync

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.sheets import parts
from ejournal.store import Store, schema

SAVED = 1_790_000_000_123_456_789


def _known(config: Config, path: str = LECTURES) -> tuple[int, int, str]:
    store = Store.open(config.database_address)
    table = schema.workbooks.c
    with store.read() as connection:
        row = connection.execute(sa.select(table.size, table.mtime_ns, table.sha256).where(table.path == path)).one()
    store.dispose()
    return tuple(row)


@pytest.fixture
def path(evaluated: Config) -> Iterator[Path]:
    """The lectures' workbook."""
    return evaluated.journals / LECTURES


def test_what_was_written_is_passed_over_by_the_next_sync(evaluated: Config, path: Path) -> None:
    """The dataset knows exactly the bytes written; nothing changed, so no event and no revision."""
    done = run(evaluated)
    assert (done.written, done.unchanged, done.skipped) == ([LECTURES, LABS], [], {})
    status = path.stat()
    assert _known(evaluated)[:2] == (status.st_size, status.st_mtime_ns)
    with Dataset(evaluated) as dataset:
        before = dataset.revision
    again = run_sync(evaluated, AT + timedelta(hours=1))
    assert (again.changed, again.events, again.revision) == (0, 0, before)


def test_the_same_text_is_not_written_again(evaluated: Config, path: Path) -> None:
    """Another moment and another revision alone are no reason to rewrite a teacher's file."""
    run(evaluated)
    before = path.stat().st_ino
    evaluate(evaluated, AT + timedelta(hours=2))
    done = run(evaluated, at=AT + timedelta(hours=3))
    assert (done.written, done.unchanged) == ([], [LECTURES, LABS])
    assert path.stat().st_ino == before


def test_what_was_mended_goes(evaluated: Config, path: Path) -> None:
    """After the teacher's correction and the next evaluation the remark is gone, the points are new."""
    run(evaluated)
    hand = Hand(evaluated)
    hand.sheet.cell(8, hand.column(SEPTEMBER[3])).value = 1
    hand.save()
    evaluate(evaluated, AT + timedelta(days=1))
    assert LECTURES in run(evaluated, at=AT + timedelta(days=1)).written
    assert "стоит 0" not in str(texts(tab(path, "Проверка")))
    assert "4 / 4" in str(texts(tab(path, "Баллы")))


def test_the_teachers_time_is_kept(evaluated: Config, path: Path) -> None:
    """A file's time says when a person last saved it; completion is dated by it."""
    os.utime(path, ns=(1, SAVED))
    run_sync(evaluated, AT)
    run(evaluated)
    assert path.stat().st_mtime_ns == SAVED
    assert _known(evaluated)[1] == SAVED


def test_completion_is_not_dated_by_feedback(evaluated: Config, path: Path) -> None:
    """Saved on Monday evening, written into on Tuesday, read anew on Wednesday: the teacher's time stands."""
    run(evaluated)
    hand = Hand(evaluated)
    hand.fill(SEPTEMBER[3], {"26-003": "кж"}, 1)
    hand.save()
    saved = AT + timedelta(hours=3)
    os.utime(path, (1, saved.timestamp()))
    run_sync(evaluated, AT + timedelta(hours=20))
    run(evaluated, at=AT + timedelta(hours=21))
    run_sync(evaluated, AT + timedelta(hours=40), full=True)
    assert lesson_of(evaluated, SEPTEMBER[3])["completed_before"] == saved


def test_a_save_since_the_last_read_is_left_for_the_next_run(evaluated: Config, path: Path) -> None:
    """What was computed from an older state is not written into a newer one, and the typed mark is read."""
    hand = Hand(evaluated)
    hand.put("26-003", SEPTEMBER[0], "5")
    hand.save()
    before = path.read_bytes()
    done = run(evaluated)
    assert done.skipped == {LECTURES: "книга изменилась после последнего чтения"}
    assert done.written == [LABS]
    assert path.read_bytes() == before
    assert run_sync(evaluated, AT + timedelta(hours=1)).changed == 1
    assert marks_of(evaluated)["26-003", SEPTEMBER[0]] == "5"
    evaluate(evaluated, AT + timedelta(hours=2))
    assert LECTURES in run(evaluated).written


def test_a_save_right_after_the_writing_is_seen_by_sync(
    evaluated: Config, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the replacement and the note in the dataset a teacher saves: that state is read, not passed over."""
    replace = Path.replace

    def save_at_once(self: Path, target: Path) -> Path:
        done = replace(self, target)
        if target == path:
            monkeypatch.undo()
            hand = Hand(evaluated)
            hand.put("26-003", SEPTEMBER[0], "2")
            hand.save()
        return done

    monkeypatch.setattr(Path, "replace", save_at_once)
    assert LECTURES in run(evaluated).written
    assert run_sync(evaluated, AT + timedelta(hours=1)).changed == 1
    assert marks_of(evaluated)["26-003", SEPTEMBER[0]] == "2"


def test_a_save_in_the_last_moment_wins(evaluated: Config, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is looked at again right before it is replaced."""
    beside = parts._beside

    def save_meanwhile(target: Path, data: bytes) -> Path:
        if target == path:
            target.write_bytes(b"somebody's save")
        return beside(target, data)

    monkeypatch.setattr(parts, "_beside", save_meanwhile)
    known = _known(evaluated)
    done = run(evaluated)
    assert done.skipped == {LECTURES: "книга изменилась после последнего чтения"}
    assert path.read_bytes() == b"somebody's save"
    assert _known(evaluated) == known


@pytest.mark.parametrize("lock", ["~${}", ".~lock.{}#"])
def test_an_open_workbook_is_passed_over(evaluated: Config, path: Path, lock: str) -> None:
    """Nothing is written under a teacher's hands; the others have their turn."""
    path.with_name(lock.format(path.name)).touch()
    before = path.read_bytes()
    done = run(evaluated)
    assert done.skipped == {LECTURES: "книга у кого-то открыта"}
    assert done.written == [LABS]
    assert path.read_bytes() == before


def test_unread_lost_and_mutilated_workbooks_are_named(evaluated: Config, path: Path) -> None:
    """Each with its reason, and nothing is made anew."""
    path.unlink()
    book = Hand(evaluated, "ИТ-1-26 ФИЗ")
    for title in ("Проверка", "Баллы"):
        del book.book[title]
    book.save()
    run_sync(evaluated, AT)
    assert run(evaluated).skipped == {
        LECTURES: "файла нет на месте",
        LABS: "вкладки «Проверка» и «Баллы» удалены",
    }


def test_before_the_first_sync_nothing_is_written(workspace: Config) -> None:
    """A state that nobody read is not written into."""
    done = run(workspace)
    assert done.skipped == dict.fromkeys((LECTURES, LABS), "книга ещё не прочитана")


def test_progress_is_told(evaluated: Config) -> None:
    """Done, total and the workbook's path."""
    seen: list[tuple[int, int, str]] = []
    run(evaluated, progress=lambda done, total, what: seen.append((done, total, what)))
    assert seen == [(1, 2, LECTURES), (2, 2, LABS)]
