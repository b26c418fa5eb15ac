"""``ejournal sample``: a workspace that is whole, its states or its dataset, and no folder overwritten."""

import csv
from pathlib import Path

import openpyxl
import pytest
import typer
from typer.testing import CliRunner

from ejournal import Dataset
from ejournal.cli.sample import sample
from ejournal.errors import ConfigError, ParameterError

SMALL = ["--groups", "1", "--students", "6", "--courses", "3", "--until", "2026-09-20", "--seed", "2"]


def _run(folder: Path, *more: str) -> str:
    program = typer.Typer()
    program.command()(sample)
    result = CliRunner().invoke(program, [str(folder), *SMALL, *more], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_states_can_be_replayed(tmp_path: Path) -> None:
    """Each week's changed workbooks are kept under its day, with their times; the last are as the journals are."""
    said = _run(tmp_path / "demo")
    kept = sorted((tmp_path / "demo" / "states").iterdir())
    assert [folder.name for folder in kept] == ["2026-08-30", "2026-09-06", "2026-09-13", "2026-09-20"]
    for path in kept[-1].rglob("*.xlsx"):
        now = tmp_path / "demo" / "journals" / path.relative_to(kept[-1])
        assert path.read_bytes() == now.read_bytes()
        assert path.stat().st_mtime == now.stat().st_mtime
    assert str(tmp_path / "demo" / "journals") in said


def test_the_dataset_grows_with_each_day(tmp_path: Path) -> None:
    """With sync the dataset holds the marks at the end, and the days between as revisions."""
    _run(tmp_path / "demo", "--sync", "--steps", "day")
    assert not (tmp_path / "demo" / "states").exists()
    with Dataset.open(tmp_path / "demo") as dataset:
        assert len(dataset.marks()) > 20
        assert (dataset.lessons()["completeness"] == "complete").sum() > 5
        assert dataset.revision
        assert dataset.revision > 10


def test_planted_mistakes_are_listed(tmp_path: Path) -> None:
    """Each line names a workbook and a tab that are there."""
    _run(tmp_path / "demo")
    with (tmp_path / "demo" / "planted.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert lines
    renamed = {line["path"] for line in lines if line["kind"] == "tab_renamed"}
    for line in lines:
        names = openpyxl.load_workbook(tmp_path / "demo" / "journals" / line["path"], read_only=True).sheetnames
        assert line["tab"] in names or line["path"] in renamed


def test_a_filled_folder_is_refused(tmp_path: Path) -> None:
    """What stands in a folder is not overwritten, and nothing is added to it."""
    (tmp_path / "letter.txt").write_text("keep me")
    with pytest.raises(ConfigError, match="not empty"):
        _run(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_date_that_is_none_is_refused(tmp_path: Path) -> None:
    """Before anything is made."""
    with pytest.raises(ParameterError, match="not a date"):
        _run(tmp_path / "demo", "--until", "31.10.2026")
    assert not (tmp_path / "demo").exists()
