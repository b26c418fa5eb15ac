"""``ejournal checkpoint`` from status to reopening, as people and programs call it (4.3)."""

import csv
import io
import json
import sys
from collections.abc import Callable
from datetime import date

import pytest
from closed_world import CLOSED_ON, UNTIL, fill, noon
from hands import LAB, LECTURE, Hand, run_sync

from ejournal.cli import main
from ejournal.config import Config

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line: exit code, standard output, standard error."""

    def command(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["ejournal", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_from_preview_to_posted_points(run: Run, workspace: Config) -> None:
    """The preview lists without writing; closing posts; status says by whom; scores --posted prints what is frozen."""
    fill(workspace, LECTURE, LAB)
    place = ("-w", workspace.workspace, "--date", CLOSED_ON)
    code, out, err = run("checkpoint", "close", "--by", "Учебный отдел", "--preview", *place)
    assert (code, "ready" in out, "not filled in" in out) == (0, True, True)
    assert "Физика: 2026-09-03 pair 1 (empty)" in err
    assert [row["state"] for row in json.loads(run("checkpoint", "status", "--json", *place)[1])] == ["open", "open"]
    closed = json.loads(run("checkpoint", "close", "--by", "Учебный отдел", "--document", "7", "--json", *place)[1])
    assert ([len(closed[name]) for name in ("closed", "reminded", "unchanged")]) == [1, 1, 0]
    status = json.loads(run("checkpoint", "status", "--json", *place)[1])
    assert [(row["state"], row["by"], row["until"]) for row in status] == [
        ("closed", "Учебный отдел", str(UNTIL)),
        ("open", "", str(UNTIL)),
    ]
    out = run("scores", "--posted", "-w", workspace.workspace)[1]
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows
    assert {row["course"] for row in rows} == {closed["closed"][0]["course"]}


def test_reopening_asks_for_everything(run: Run, workspace: Config) -> None:
    """Person, days, reason and document; a journal that is not closed is not reopened, and exits with 2."""
    fill(workspace, LECTURE, LAB)
    place = ("-w", workspace.workspace, "--date", CLOSED_ON)
    words = ("checkpoint", "reopen", "--journal", LECTURE, "--days", 3, "--by", "Директор", "--reason", "опечатка")
    assert run(*words, *place)[0] == 2
    code, _, err = run(*words, "--document", "14", *place)
    assert (code, "nothing of this journal is closed" in err) == (2, True)
    assert run("checkpoint", "close", "--by", "Учебный отдел", *place)[0] == 0
    code, out, _ = run(*words, "--document", "14", *place)
    assert (code, "2026-10-26 to 2026-10-28" in out) == (0, True)
    assert "reopened" in run("checkpoint", "status", *place)[1]


def test_sync_says_what_was_refused(run: Run, workspace: Config) -> None:
    """Refused and set back are counted for people and in JSON."""
    fill(workspace, LECTURE, LAB)
    run("checkpoint", "close", "--by", "Учебный отдел", "-w", workspace.workspace, "--date", CLOSED_ON)
    hand = Hand(workspace)
    hand.put("26-001", date(2026, 9, 1), "2")
    hand.save()
    done = json.loads(run("sync", "--json", "-w", workspace.workspace, "--at", "2026-10-27T12:00")[1])
    assert (done["refused"], done["outbox"]) == (1, {"done": 1, "conflicts": 0, "waiting": 0})
    assert run_sync(workspace, noon(date(2026, 10, 28))).events == 0
