"""``ejournal backup`` and ``ejournal restore``: what they print, and that nothing of it is a password."""

import json
from pathlib import Path

import pytest
from filled_workspace import ROWS, tables
from typer.testing import CliRunner

from ejournal.cli.app import build
from ejournal.config import Config, load_config


def run(*arguments: str) -> dict[str, object]:
    """What a command prints as JSON."""
    result = CliRunner().invoke(build(), [*arguments, "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    printed: dict[str, object] = json.loads(result.stdout)
    return printed


def test_there_and_back_by_commands(plain: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup of one folder, restored into another, holds the same dataset; the revision is printed by both."""
    monkeypatch.delenv("EJOURNAL_DATABASE", raising=False)
    file, new = str(tmp_path / "b.tar.gz"), str(tmp_path / "new")
    assert run("backup", file, "-w", str(plain.workspace))["revision"] == ROWS
    assert run("-w", new, "restore", file)["revision"] == ROWS
    assert tables(load_config(Path(new)).database_address) == tables(plain.database_address)


def test_people_read_lines(plain: Config, tmp_path: Path) -> None:
    """Without --json each fact is a line, and a workbook that somebody has open is named beside them."""
    (plain.journals / "2026-1/МК-2-26/~$Ким В.xlsx").touch()
    result = CliRunner().invoke(build(), ["backup", str(tmp_path / "b.tar.gz"), "-w", str(plain.workspace)])
    assert f"revision  {ROWS}" in result.stdout
    assert result.stderr == "open while it was copied: journals/2026-1/МК-2-26/Ким В.xlsx\n"
