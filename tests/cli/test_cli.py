"""The commands as other programs call them: names, options, outputs and exit codes are a contract."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hands import FIRST_LECTURE, Hand

from ejournal.cli import main
from ejournal.config import Config
from ejournal.sync.lock import only_one

Run = Callable[..., tuple[int, str, str]]
A, B = "26-001", "26-002"


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


@pytest.fixture
def filled(workspace: Config) -> Config:
    """One lesson filled, with one cell that cannot be read."""
    hand = Hand(workspace)
    hand.fill(FIRST_LECTURE, {A: "5/4", B: "кж", "26-003": "5+"}, 1)
    hand.save()
    return workspace


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("place", ["before", "after", "both"])
def test_the_workspace_before_and_after(run: Run, workspace: Config, place: str) -> None:
    """-w is accepted before and after every command; the one after it wins."""
    folder = workspace.workspace
    calls = {
        "before": ("-w", folder, "status", "--json"),
        "after": ("status", "--workspace", folder, "--json"),
        "both": ("-w", "/nowhere", "status", "-w", folder, "--json"),
    }
    code, out, _ = run(*calls[place])
    assert code == 0
    assert json.loads(out)["groups"] == 1


def test_the_workspace_before_a_command_of_a_group(run: Run, workspace: Config) -> None:
    """Groups of commands take it in every place, too."""
    folder = workspace.workspace
    for call in (
        ("-w", folder, "registry", "check"),
        ("registry", "-w", folder, "check"),
        ("registry", "check", "-w", folder),
    ):
        assert run(*call)[0] == 0


def test_the_current_folder_is_the_default(run: Run, workspace: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without -w the command works where it is called."""
    monkeypatch.chdir(workspace.workspace)
    assert run("status")[0] == 0


def test_no_workspace_is_said_with_its_remedy(run: Run, tmp_path: Path) -> None:
    """An expected error: one sentence, exit code 2, no traceback."""
    code, out, err = run("status", "-w", tmp_path)
    assert (code, out) == (2, "")
    assert "ejournal init" in err
    assert "Traceback" not in err


def test_init_makes_a_workspace_once(run: Run, tmp_path: Path) -> None:
    """Settings, parameters and the registry workbook; a second time nothing is overwritten."""
    folder = tmp_path / "university"
    assert run("init", folder, "--language", "ky")[0] == 0
    assert {"ejournal.toml", "parameters", "Реестр.xlsx"} <= {path.name for path in folder.iterdir()}
    before = (folder / "ejournal.toml").read_text(encoding="utf-8")
    assert 'language = "ky"' in before
    code, _, err = run("init", folder)
    assert code == 2
    assert "already" in err
    assert (folder / "ejournal.toml").read_text(encoding="utf-8") == before


def test_sync_says_what_it_did(run: Run, filled: Config) -> None:
    """changed, events, quarantined, revision; a second time nothing."""
    code, out, _ = run("sync", "-w", filled.workspace, "--json")
    done = json.loads(out)
    assert code == 0
    assert (done["changed"], done["quarantined"]) == (2, 1)
    assert done["events"] > 0
    again = json.loads(run("sync", "-w", filled.workspace, "--json")[1])
    assert (again["changed"], again["events"], again["revision"]) == (0, 0, done["revision"])


def test_sync_now_does_not_wait(run: Run, filled: Config) -> None:
    """While another sync runs it exits with 75."""
    with only_one(filled.state, wait=False):
        code, _, err = run("sync", "--now", "-w", filled.workspace)
    assert code == 75
    assert "another sync" in err


def test_marks_as_csv(run: Run, filled: Config) -> None:
    """One row per student x lesson x mark, with the exact cell; as of an earlier revision there is none."""
    before = json.loads(run("status", "--json", "-w", filled.workspace)[1])["revision"]
    run("sync", "-w", filled.workspace)
    rows = _rows(run("marks", "--format", "csv", "-w", filled.workspace)[1])
    said = [(row["number"], row["ordinal"], row["status"], row["value"]) for row in rows]
    assert said == [(A, "1", "mark", "5"), (A, "2", "mark", "4"), (B, "1", "absent", "")]
    assert {row["date"] for row in rows} == {"2026-09-01"}
    assert rows[0]["cell"] == "F10"
    assert _rows(run("marks", "--format", "csv", "--as-of", before, "-w", filled.workspace)[1]) == []


def test_lessons_as_csv(run: Run, filled: Config) -> None:
    """id, journal, course, date, pair, kind, completeness come first."""
    run("sync", "-w", filled.workspace)
    out = run("lessons", "--format", "csv", "-w", filled.workspace)[1]
    assert out.startswith("id,journal,course,date,pair,kind,completeness,")
    rows = _rows(out)
    first = next(row for row in rows if row["date"] == "2026-09-01")
    assert (first["pair"], first["kind"], first["completeness"]) == ("1", "lecture", "complete")
    assert first["id"].startswith("L")
    assert first["journal"].startswith("J")
    assert first["course"].startswith("C")
    assert {row["completeness"] for row in rows} == {"complete", "incomplete"}


def test_frames_as_json_and_table(run: Run, filled: Config) -> None:
    """The other two forms say the same."""
    run("sync", "-w", filled.workspace)
    assert len(json.loads(run("marks", "--format", "json", "-w", filled.workspace)[1])) == 3
    assert "absent" in run("marks", "--format", "table", "-w", filled.workspace)[1]


@pytest.mark.parametrize("command", ["scores", "findings"])
def test_results_before_any_run_are_empty(run: Run, workspace: Config, command: str) -> None:
    """Only the head, and no error."""
    code, out, _ = run(command, "--format", "csv", "-w", workspace.workspace)
    assert code == 0
    assert out.count("\n") == 1


def test_unknown_revisions_are_refused(run: Run, workspace: Config) -> None:
    """A revision of the future is an error, not an empty list."""
    code, out, err = run("marks", "--as-of", "99999", "-w", workspace.workspace)
    assert (code, out) == (2, "")
    assert "no such revision" in err


def test_the_program_starts_quickly_and_reads_no_frames(workspace: Config) -> None:
    """`--help` needs neither pandas nor a database."""
    program = (
        "import sys; sys.argv = ['ejournal', '--help']\n"
        "from ejournal.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print('pandas' in sys.modules, 'sqlalchemy' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "False False"
