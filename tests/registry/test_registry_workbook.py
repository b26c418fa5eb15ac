"""A workspace's registry as a person uses it: check, load, ids written back, and the commands that do it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner, Result

from ejournal.cli.registry import app
from ejournal.config import Config
from ejournal.errors import RegistryError
from ejournal.parameters import load_parameters
from ejournal.registry import check_workbook, load_workbook, read_registry, write_registry
from ejournal.store import Store, schema
from ejournal.workspace import init

Rows = dict[str, list[dict[str, object]]]
AUGUST = datetime(2026, 8, 28, 6, 0, tzinfo=UTC)


@pytest.fixture
def config(tmp_path: Path, small_rows: Rows) -> Config:
    """A workspace whose registry is filled in and not loaded."""
    config = init(tmp_path / "workspace")
    write_registry(config.registry, small_rows)
    return config


def revisions(config: Config) -> int:
    """How many revisions the workspace's dataset has."""
    store = Store.open(config.database_address)
    try:
        with store.read() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(schema.revisions)) or 0
    finally:
        store.dispose()


def run(config: Config, *arguments: str) -> Result:
    """The command as typed."""
    return CliRunner().invoke(app, [*arguments, "-w", str(config.workspace)])


def test_a_load_writes_the_ids_back(config: Config) -> None:
    """And the next one has nothing to do, to the dataset or to the file."""
    parameters = load_parameters(config.parameters)
    summary = load_workbook(config, parameters, at=AUGUST, actor="test")
    assert (summary.revision, summary.notes) == (1, [])
    assert all(row.row_id for rows in read_registry(config.registry).tabs.values() for row in rows)
    before = config.registry.read_bytes()
    assert load_workbook(config, parameters, at=AUGUST, actor="test").revision is None
    assert config.registry.read_bytes() == before


@pytest.mark.parametrize("lock", ["~$Реестр.xlsx", ".~lock.Реестр.xlsx#"])
def test_an_open_workbook_is_loaded_but_not_written(config: Config, lock: str) -> None:
    """An office program's lock keeps the file as it is; the person is told, and the next load brings the ids."""
    config.registry.with_name(lock).touch()
    before = config.registry.read_bytes()
    summary = load_workbook(config, load_parameters(config.parameters), at=AUGUST, actor="test")
    assert summary.revision == 1
    assert "не записаны" in summary.notes[0].ru
    assert config.registry.read_bytes() == before
    config.registry.with_name(lock).unlink()
    again = load_workbook(config, load_parameters(config.parameters), at=AUGUST, actor="test")
    assert again.revision is None
    assert all(row.row_id for row in read_registry(config.registry).tabs["students"])


def test_problems_stop_a_load_whole(config: Config, small_rows: Rows) -> None:
    """One slip, and nothing is taken over; the error carries every problem."""
    small_rows["load"][0]["teacher"] = "Никто"
    small_rows["groups"][0]["institute"] = None
    write_registry(config.registry, small_rows)
    with pytest.raises(RegistryError) as caught:
        load_workbook(config, load_parameters(config.parameters), at=AUGUST, actor="test")
    assert {problem.code for problem in caught.value.problems} == {"dangling", "missing_value"}  # type: ignore[attr-defined]
    assert revisions(config) == 0


def test_public_holidays_of_the_semesters_years_count(config: Config, small_rows: Rows) -> None:
    """The parameters' fixed holidays are checked and planned against."""
    move = {"journal": "ИТ-1-26 БД лк", "kind": "moved", "pair": 1}
    dated = {"date": datetime(2026, 11, 3), "new_date": datetime(2026, 11, 7)}
    write_registry(config.registry, small_rows | {"changes": [{**move, **dated}]})
    _, problems = check_workbook(config, load_parameters(config.parameters))
    assert [problem.code for problem in problems] == ["on_holiday"]


def test_check_says_when_all_is_well(config: Config) -> None:
    """Exit 0 and two words; as JSON an empty list."""
    result = run(config, "check")
    assert (result.exit_code, result.stdout.strip()) == (0, "проблем нет")
    assert json.loads(run(config, "check", "--json").stdout) == {"problems": []}


def test_check_lists_every_problem(config: Config, small_rows: Rows) -> None:
    """Exit 1; tab, cell, value and remedy of each, for people and as JSON."""
    small_rows["load"][0]["teacher"] = "Никто"
    small_rows["bells"][1]["end"] = None
    write_registry(config.registry, small_rows)
    result = run(config, "check")
    assert result.exit_code == 1
    for part in ("Нагрузка", "I3", "Никто", "Звонки", "D4", "проблем: 2"):
        assert part in result.stdout
    told = json.loads(run(config, "check", "--json").stdout)["problems"]
    assert [(one["tab"], one["cell"], one["value"], one["code"]) for one in told] == [
        ("Нагрузка", "I3", "Никто", "dangling"),
        ("Звонки", "D4", "", "missing_value"),
    ]
    assert all(one["text"] and one["remedy"] for one in told)


def test_load_prints_what_it_did(config: Config) -> None:
    """Rows by tab, lessons and the revision; the second time that nothing changed."""
    first = run(config, "load", "--json")
    assert first.exit_code == 0
    told = json.loads(first.stdout)
    assert (told["revision"], told["lessons_added"], told["added"]["students"], told["ids"]) == (1, 48, 6, 35)
    assert "no change" in run(config, "load").stdout


def test_load_with_problems_lists_them_and_fails(config: Config, small_rows: Rows) -> None:
    """The same list as check's, then the error."""
    small_rows["bells"][1]["end"] = None
    write_registry(config.registry, small_rows)
    result = run(config, "load", "--json")
    assert isinstance(result.exception, RegistryError)
    assert [one["cell"] for one in json.loads(result.stdout)["problems"]] == ["D4"]
    assert revisions(config) == 0
