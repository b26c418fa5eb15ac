"""``ejournal sample --plant`` and ``--clean``: only what was asked for, and refusals before anything is made."""

import csv
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from ejournal.cli.sample import sample
from ejournal.errors import ParameterError

SMALL = ["--groups", "1", "--students", "6", "--courses", "3", "--until", "2026-09-20", "--seed", "2"]


def _run(folder: Path, *more: str) -> list[dict[str, str]]:
    program = typer.Typer()
    program.command()(sample)
    CliRunner().invoke(program, [str(folder), *SMALL, *more], catch_exceptions=False)
    with (folder / "planted.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_only_what_is_asked_for_is_planted(tmp_path: Path) -> None:
    """Three mistakes for one rule and one for another; what spoils a table has a state of its own."""
    lines = _run(tmp_path / "demo", "--plant", "unknown-mark=3", "--plant", "name-below-list=1")
    assert sorted(line["kind"] for line in lines) == ["name-below-list"] + ["unknown-mark"] * 3
    assert {line["because"] for line in lines} == {"name-below-list", "unknown-mark"}
    assert len({(line["path"], line["tab"], line["cell"]) for line in lines}) == 4
    assert sorted(folder.name for folder in (tmp_path / "demo" / "states").iterdir())[-2:] == [
        "2026-09-20",
        "2026-09-20T2320",
    ]


def test_a_clean_university_has_no_mistakes(tmp_path: Path) -> None:
    """The list of mistakes has its head and nothing else."""
    assert _run(tmp_path / "demo", "--clean") == []


@pytest.mark.parametrize(
    "text", ["unknown-mark", "unknown-mark=two", "no-such-rule=1", "scanned-but-absent=1", "unknown-mark=9999"]
)
def test_what_cannot_be_planted_is_refused(tmp_path: Path, text: str) -> None:
    """Before anything is made."""
    with pytest.raises(ParameterError):
        _run(tmp_path / "demo", "--plant", text)
    assert not (tmp_path / "demo").exists()
