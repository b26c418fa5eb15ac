"""A revert is a new event that puts back what stood before; sheet and dataset agree again afterwards (design, 4.3)."""

import json
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hands import EVENING, FIRST_LECTURE, LECTURE, Hand, later, lesson_of, marks_of, run_sync, typed
from typer.testing import CliRunner

from ejournal import Dataset
from ejournal.cli.app import build
from ejournal.config import Config
from ejournal.decisions.revert import Decision, RevertSummary, revert
from ejournal.errors import ParameterError
from ejournal.parameters import load_parameters
from ejournal.store import Store
from ejournal.store.schema_checkpoints import closings

A, B, C = "26-001", "26-002", "26-003"
DAY = FIRST_LECTURE
WHO = Decision("Иванова А. Б.", "ошибка ввода", "служ. 14", DAY)


@pytest.fixture
def corrected(workspace: Config) -> Config:
    """A lecture filled; then one mark corrected, an absence taken back with its number, a mark added."""
    typed(workspace, lambda hand: hand.fill(DAY, {A: "5/4", B: "кж"}, 1))
    typed(workspace, lambda hand: hand.fill(DAY, {A: "2", B: None, C: "3"}, 0, "Опрос"), at=later(5))
    return workspace


def _events(config: Config, journal: str = LECTURE) -> pd.DataFrame:
    with Dataset(config) as dataset:
        found = dataset.history(journal=journal).merge(dataset.students()[["student", "number"]], how="left")
    return found.astype(object).where(found.notna(), None)


def _event(config: Config, kind: str, number: str | None = None, at: int = -1) -> str:
    found = _events(config)
    chosen = found[(found["kind"] == kind) & (found["number"].isna() if number is None else found["number"] == number)]
    return str(chosen["event"].iloc[at])


def _revert(config: Config, *events: str, at: int = 10, **more: Any) -> RevertSummary:
    return revert(config, load_parameters(config.parameters), events, WHO, at=later(at), **more)


def _cell(config: Config, number: str) -> Any:
    hand = Hand(config)
    return hand.sheet.cell(hand.row(number), hand.column(DAY)).value


def _settled(config: Config, at: int) -> None:
    """The next passes find nothing: sheet and dataset agree, whether the file is read again or not."""
    for full in (False, True):
        done = run_sync(config, later(at), full=full)
        assert done.events == 0
    hand = Hand(config)
    hand.save()
    assert run_sync(config, later(at + 1)).events == 0


def test_a_mark_is_put_back_as_a_new_event(corrected: Config) -> None:
    """Two marks stand again, the correction stays in the history, the cell is written by the next pass."""
    event = _event(corrected, "mark", A)
    done = _revert(corrected, event)
    assert [(each.event, each.now, each.back) for each in done.undone] == [(event, "2", "5/4")]
    assert marks_of(corrected)[A, DAY] == "5/4"
    newest = _events(corrected).iloc[-1]
    assert (newest["old"], newest["new"], newest["author"], newest["authorship"], newest["source"]) == (
        "2",
        "5/4",
        "Иванова А. Б.",
        "known",
        "revert",
    )
    assert newest["document"] == "revert; ошибка ввода; служ. 14"
    assert event in set(_events(corrected)["event"])
    assert str(_cell(corrected, A)) == "2"
    assert run_sync(corrected, later(15)).outbox.done == 1
    assert _cell(corrected, A) == "5/4"
    _settled(corrected, 20)


def test_a_pass_before_the_write_back_does_not_undo_it(corrected: Config) -> None:
    """The old text of the cell is no new change while it waits to be written; other changes are taken over."""
    lock = Hand(corrected).path
    lock.with_name("~$" + lock.name).touch()
    _revert(corrected, _event(corrected, "mark", A))
    done = typed(corrected, lambda hand: hand.put(C, DAY, "4"), at=later(15))
    assert (done.events, done.outbox.done) == (1, 0)
    assert (marks_of(corrected)[A, DAY], marks_of(corrected)[C, DAY]) == ("5/4", "4")
    lock.with_name("~$" + lock.name).unlink()
    run_sync(corrected, later(20))
    run_sync(corrected, later(25))
    assert _cell(corrected, A) == "5/4"
    _settled(corrected, 30)


def test_what_was_typed_since_is_a_change_of_its_own(corrected: Config) -> None:
    """A cell that says a third thing is left alone and taken over: nobody's later word is lost."""
    hand = Hand(corrected)
    hand.put(A, DAY, "3")
    _revert(corrected, _event(corrected, "mark", A))
    hand.save()
    done = run_sync(corrected, later(15))
    assert done.outbox.conflicts == 1
    assert marks_of(corrected)[A, DAY] == "3"
    assert str(_cell(corrected, A)) == "3"
    _settled(corrected, 20)


def test_an_absence_with_its_number(corrected: Config) -> None:
    """Mark and head undone together: the column is complete again with its number and work type."""
    done = _revert(corrected, _event(corrected, "mark", B), _event(corrected, "lesson"))
    assert done.disagreeing == []
    lesson = lesson_of(corrected)
    assert (lesson["completeness"], lesson["control_number"], lesson["counted"], lesson["work_type"]) == (
        "complete",
        1,
        1,
        "Лекция",
    )
    run_sync(corrected, later(15))
    hand = Hand(corrected)
    column = hand.column(DAY)
    assert (hand.sheet.cell(7, column).value, hand.sheet.cell(8, column).value) == ("Лекция", 1)
    assert _cell(corrected, B) == "кж"
    _settled(corrected, 20)


def test_an_absence_alone_leaves_the_number_disagreeing(corrected: Config) -> None:
    """It is said so; the last good state stands, and the next pass finds the same."""
    done = _revert(corrected, _event(corrected, "mark", B))
    assert len(done.disagreeing) == 1
    assert lesson_of(corrected)["disagrees"]
    assert marks_of(corrected)[B, DAY] == "кж"
    run_sync(corrected, later(15))
    _settled(corrected, 20)


def test_the_first_entry_is_undone_to_nothing(corrected: Config) -> None:
    """What was new goes away: the cell is blank again."""
    _revert(corrected, _event(corrected, "mark", C))
    assert (C, DAY) not in marks_of(corrected)
    run_sync(corrected, later(15))
    assert not _cell(corrected, C)
    _settled(corrected, 20)


def test_a_later_event_hinders_and_is_named(corrected: Config) -> None:
    """Nothing is undone, even of what could be; together with the later one it can."""
    first, second = _event(corrected, "mark", A, 0), _event(corrected, "mark", A)
    before = marks_of(corrected)
    done = _revert(corrected, first, _event(corrected, "mark", C))
    assert [(each.event, each.why, each.by) for each in done.hindrances] == [(first, "later", second)]
    assert done.revision is None
    assert marks_of(corrected) == before
    both = _revert(corrected, first, second)
    assert not both.hindrances
    assert (A, DAY) not in marks_of(corrected)


def test_a_revert_can_be_reverted(corrected: Config) -> None:
    """It is an event like any other."""
    _revert(corrected, _event(corrected, "mark", A))
    _revert(corrected, _event(corrected, "mark", A), at=12)
    assert marks_of(corrected)[A, DAY] == "2"
    run_sync(corrected, later(15))
    assert str(_cell(corrected, A)) == "2"
    _settled(corrected, 20)


def test_a_locked_lesson_hinders(corrected: Config) -> None:
    """After the checkpoint is closed its journal must be reopened first (4.3)."""
    store = Store.open(corrected.database_address)
    with store.write("closing", actor="test", at=later(8)) as writer:
        course = int(lesson_of(corrected)["course_id"])
        row = {"course_id": course, "checkpoint": 1, "until": date(2026, 10, 24), "actor": "x", "document": None}
        writer.insert(closings, [row | {"forced": False, "source_revision": 1, "corrects": None}])
    store.dispose()
    done = _revert(corrected, _event(corrected, "mark", A))
    assert [(each.why, each.by) for each in done.hindrances] == [("locked", "checkpoint 1")]


def test_a_preview_writes_nothing(corrected: Config) -> None:
    """It says what would be undone, and the revision stays."""
    with Dataset(corrected) as dataset:
        revision = dataset.revision
    done = _revert(corrected, _event(corrected, "mark", A), preview=True)
    assert (done.undone[0].back, done.revision) == ("5/4", None)
    with Dataset(corrected) as dataset:
        assert dataset.revision == revision


def test_what_is_the_registrys_is_not_undone_here(corrected: Config) -> None:
    """A membership is changed where it is kept; unknown events and a missing reason are refused."""
    done = _revert(corrected, _event(corrected, "membership", A))
    assert [each.why for each in done.hindrances] == ["not_undoable"]
    for event in ("E1-M999999", "E99-M1", "M1", "E1-Q1"):
        with pytest.raises(ParameterError):
            _revert(corrected, event)
    event, nobody = _event(corrected, "mark", A), Decision("", "x", "", DAY)
    with pytest.raises(ParameterError, match="needed"):
        revert(corrected, load_parameters(corrected.parameters), [event], nobody, at=EVENING)


def test_the_command(corrected: Config) -> None:
    """Preview and revert as JSON; exit code 1 where something hinders."""
    words = ["revert", _event(corrected, "mark", A), "-w", str(corrected.workspace), "--by", "Иванова А. Б."]
    words += ["--reason", "ошибка", "--at", "2026-09-01T19:00"]
    shown = CliRunner().invoke(build(), [*words, "--preview"])
    assert shown.exit_code == 0, shown.output
    assert "5/4" in shown.stdout
    done = CliRunner().invoke(build(), [*words, "--json"])
    assert json.loads(done.stdout)["undone"][0]["back"] == "5/4"
    assert marks_of(corrected)[A, DAY] == "5/4"
    again = CliRunner().invoke(build(), words)
    assert again.exit_code == 1
    assert "later event" in again.stdout


def test_independent_work(workspace: Config) -> None:
    """A mark of independent work is put back in its own column, too."""
    from test_history_events import _work

    from ejournal.provision import provision

    hand = Hand(workspace)
    plan = hand.book[f"КТП {hand.tab}"]
    row = next(row for row in range(4, 40) if plan.cell(row, 1).value == "P2")
    plan.cell(row, 9).value, plan.cell(row, 10).value = "Реферат", date(2026, 9, 30)
    hand.save()
    run_sync(workspace)
    provision(workspace, load_parameters(workspace.parameters), today=DAY, at=later(5))
    _work(workspace, later(6), mark="5")
    _work(workspace, later(7), mark="2")
    _revert(workspace, _event(workspace, "work", A))
    with Dataset(workspace) as dataset:
        assert dataset.works()["value"].tolist() == [5]
    run_sync(workspace, later(15))
    _settled(workspace, 20)
    with Dataset(workspace) as dataset:
        assert dataset.works()["value"].tolist() == [5]
