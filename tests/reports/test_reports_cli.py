"""``ejournal run`` and ``ejournal archive`` as people type them: files, summary, exit codes."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from stub_notebook import CELLS, STUB, write_stub

from ejournal.cli import main
from ejournal.config import Config

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ejournal(registered: Config, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in a workspace with the stub notebook: exit code, standard output, standard error."""
    write_stub(registered.workspace, *CELLS)

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["ejournal", "-w", str(registered.workspace), *words])
        code: Any = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        return (int(code or 0), *capsys.readouterr())

    return command


def test_a_run_is_published_and_archived(ejournal: Command, registered: Config) -> None:
    """Copies in reports/, the version in the archive, both named; the same run again is the same version."""
    words = ("run", "stub", "-p", "group=ИТ-1-26", "--today", "2026-10-31")
    code, out, _ = ejournal(*words)
    newest = registered.workspace / "reports/stub ИТ-1-26 2026-2027.pdf"
    assert (code, newest.is_file()) == (0, True)
    assert out.splitlines()[0] == "stub ИТ-1-26 2026-2027"
    assert f"  pdf      {newest}" in out
    assert "  archive  2026-2027/stub/ИТ-1-26/v1 (entry 1)" in out
    kept = registered.archive / "2026-2027/stub/ИТ-1-26/v1" / newest.name
    assert kept.read_bytes() == newest.read_bytes()
    code, out, _ = ejournal(*words, "--json")
    assert json.loads(out)["reports"][0]["archive"] == {
        "number": 1,
        "version": 1,
        "folder": "2026-2027/stub/ИТ-1-26/v1",
    }
    assert _entries(ejournal)[0]["today"] == "2026-10-31"
    assert ejournal("archive", "verify")[0] == 0


def test_an_earlier_state_is_shown_and_not_archived(ejournal: Command, registered: Config) -> None:
    """A report as of an earlier revision would stand in the archive as the newest version of its subject."""
    declared = registered.parameters / "notebooks/stub.yaml"
    as_of = '  as_of: {type: str, default: "", doc: {ru: ж, ky: з, en: f}}\n'
    write_stub(registered.workspace, f'{CELLS[0]}\nas_of = ""', *CELLS[1:])
    declared.write_text(STUB + as_of, encoding="utf-8")
    code, out, err = ejournal("run", "stub", "-p", "group=ИТ-1-26", "-p", "as_of=1", "--json")
    assert code == 0
    assert json.loads(out)["reports"][0]["archive"] is None
    assert "not put into the archive" in err
    assert _entries(ejournal) == []


def _entries(ejournal: Command, *words: str) -> list[dict[str, Any]]:
    code, out, _ = ejournal("archive", "list", "--json", *words)
    assert code == 0
    return list(json.loads(out))


def test_each_failing_value_is_named_and_the_others_are_kept(ejournal: Command, registered: Config) -> None:
    """With one of three languages failing: exit 1, two reports in the archive, the failure named."""
    source = registered.workspace / "notebooks/stub.ipynb"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace('if group == \\"ИТ-2-26\\"', 'if language == \\"ky\\"'), encoding="utf-8")
    words = ("run", "stub", "-p", "group=ИТ-1-26", "--each", "language", "--today", "2026-10-31", "--json")
    code, out, err = ejournal(*words)
    done = json.loads(out)
    assert code == 1
    assert [report["value"] for report in done["reports"]] == ["ru", "en"]
    assert list(done["failures"]) == ["ky"]
    assert "stub ky: " in err
    assert "нет данных" in err
    assert [entry["language"] for entry in _entries(ejournal)] == ["ru", "en"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "stub", "-p", "grup=ИТ-1-26"), "Did you mean group?"),
        (("run", "stub", "-p", "group=ИТ-1-62"), "Did you mean ИТ-1-26?"),
        (("run", "stup", "-p", "group=ИТ-1-26"), "Did you mean stub?"),
        (("run", "stub", "-p", "group"), "Write it so"),
        (("run", "stub", "-p", "group=ИТ-1-26", "-p", "group=ИТ-1-26"), "given twice"),
        (("run", "stub", "-p", "group=ИТ-1-26", "--language", "kg"), "no such value"),
        (("run", "stub", "-p", "group=ИТ-1-26", "--today", "31-10"), "not a date"),
        (("run", "stub", "--each", "number"), "no list of values"),
        (("run", "stub", "--each", "language"), "a required parameter is missing"),
        (("run",), "--list"),
    ],
)
def test_a_wrong_word_is_told_before_anything_runs(
    ejournal: Command, registered: Config, words: tuple[str, ...], said: str
) -> None:
    """Exit 2, the message with its remedy, no traceback, no file."""
    code, out, err = ejournal(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    assert not (registered.workspace / "reports").exists()


def test_a_failing_run_is_exit_1(ejournal: Command, registered: Config, tmp_path: Path) -> None:
    """The cell is named, what ran is kept, nothing goes into the archive."""
    write_stub(registered.workspace, CELLS[0], "1 / 0")
    code, out, err = ejournal("run", "stub", "-p", "group=ИТ-1-26", "--out", str(tmp_path / "out"))
    assert (code, out) == (1, "")
    assert "cell 3 (1 / 0): ZeroDivisionError" in err
    assert [path.suffixes[-2:] for path in (tmp_path / "out").iterdir()] == [[".failed", ".ipynb"]]
    assert _entries(ejournal) == []


def test_without_archive_there_are_files_only(ejournal: Command, registered: Config, tmp_path: Path) -> None:
    """--out and --no-archive leave the workspace as it was."""
    words = ("run", "stub", "-p", "group=ИТ-1-26", "--no-archive", "--out", str(tmp_path / "out"))
    assert ejournal(*words)[0] == 0
    assert len(list((tmp_path / "out").iterdir())) == 3
    assert _entries(ejournal) == []
    assert not (registered.workspace / "reports").exists()


def test_the_list_shows_notebooks_and_parameters(ejournal: Command) -> None:
    """Shipped and own notebooks, with what each parameter is, in the workspace's language or the one asked for."""
    code, out, _ = ejournal("run", "--list")
    assert code == 0
    assert "monthly: Ежемесячный отчёт группы (2.5, 3.6, 6.2)" in out
    assert "stub: Проба (2.5)" in out
    code, out, _ = ejournal("run", "--list", "--json", "--language", "en")
    stub = next(each for each in json.loads(out) if each["name"] == "stub")
    assert stub["title"] == "Trial"
    assert [each["value"] for each in stub["parameters"][:3]] == ["required", "default: 1", "default: current"]


def test_touched_files_are_named(ejournal: Command, registered: Config) -> None:
    """verify: exit 1 and each difference; a head that nobody has shows a manifest cut off; list by kind."""
    assert ejournal("run", "stub", "-p", "group=ИТ-1-26", "--today", "2026-10-31")[0] == 0
    assert [entry["kind"] for entry in _entries(ejournal, "--kind", "stub")] == ["stub"]
    assert _entries(ejournal, "--kind", "monthly") == []
    code, out, _ = ejournal("archive", "verify", "--head", "f" * 64)
    assert (code, out.split()[0]) == (1, "cut_off")
    pdf = next(registered.archive.rglob("*.pdf"))
    pdf.write_bytes(pdf.read_bytes() + b" ")
    code, out, _ = ejournal("archive", "verify", "--json")
    problems = json.loads(out)["problems"]
    assert (code, [problem["code"] for problem in problems]) == (1, ["changed"])
    assert problems[0]["where"] == pdf.relative_to(registered.archive).as_posix()


def test_an_archive_is_shown_as_a_table(ejournal: Command) -> None:
    """Number, kind, period, scope, version, moment, revision and the files' kinds, on one line each."""
    ejournal("run", "stub", "-p", "group=ИТ-1-26", "--today", "2026-10-31")
    code, out, _ = ejournal("archive", "list")
    assert code == 0
    for word in ("stub", "2026-2027", "ИТ-1-26", "html, ipynb, pdf"):
        assert word in out
