"""``ejournal rules``: the catalogue, one rule with its values in force, and what is refused."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ejournal.cli.app import build
from ejournal.errors import ParameterError
from ejournal.rules import CATALOGUE

LATE = "switches: {lesson-late: {grace_days: 2, severity: notice}, no-topic: {enabled: false}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace of settings in English, with switches of two rules."""
    (tmp_path / "ejournal.toml").write_text('language = "en"\n', encoding="utf-8")
    (tmp_path / "parameters").mkdir()
    (tmp_path / "parameters" / "rules.yaml").write_text(LATE, encoding="utf-8")
    return tmp_path


def said(*words: str) -> str:
    """Standard output of ``ejournal rules`` with these words; an expected error is raised."""
    result = CliRunner().invoke(build(), ["rules", *words], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_list(folder: Path) -> None:
    """Every rule is listed with the severity in force, and those switched off are shown as such."""
    rows = {row["id"]: row for row in json.loads(said("list", "--json", "-w", str(folder)))}
    assert list(rows) == list(CATALOGUE)
    assert rows["lesson-late"]["severity"] == "notice"
    assert not rows["no-topic"]["enabled"]
    table = said("list", "-w", str(folder))
    assert all(id in table for id in CATALOGUE)


def test_show(folder: Path) -> None:
    """One rule says what it looks for, in the workspace's language, and its parameters with the values in force."""
    text = said("show", "lesson-late", "-w", str(folder))
    assert "grace_days = 2  (default 0)  [int, 0..14]" in text
    assert "filled in late" in text
    assert "кечигип" in said("show", "lesson-late", "--language", "ky", "-w", str(folder))
    (parameter,) = json.loads(said("show", "lesson-late", "--json", "-w", str(folder)))["parameters"]
    assert (parameter["value"], parameter["default"]) == (2, 0)


def test_outside_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue can be read anywhere; without a workspace the declared values are told."""
    monkeypatch.chdir(tmp_path)
    assert "grace_days = 0  [int, 0..14]" in said("show", "lesson-late")


@pytest.mark.parametrize(
    ("words", "switches", "remedy"),
    [
        (["show", "lesson-lat"], "{}", "Did you mean lesson-late"),
        (["list"], "{lesson-late: {grace_day: 1}}", "Did you mean grace_days"),
        (["list"], "{lesson-late: {grace_days: many}}", "It takes int, 0..14; the default is 0"),
        (["list"], "{lesson-late: {grace_days: 15}}", "It takes int, 0..14"),
        (["list"], "{lesson-late: {grace_days: true}}", "It takes int, 0..14"),
        (["list"], "{no-topic: {enable: false}}", "Did you mean enabled"),
        (["show", "lesson-late", "--language", "de"], "{}", "ru, ky or en"),
    ],
)
def test_refused(folder: Path, words: list[str], switches: str, remedy: str) -> None:
    """What is misspelt or out of range is named, with the nearest name or the range."""
    (folder / "parameters" / "rules.yaml").write_text(f"switches: {switches}\n", encoding="utf-8")
    with pytest.raises(ParameterError, match=remedy):
        said(*words, "-w", str(folder))
