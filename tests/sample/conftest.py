"""A small sample university, provisioned once, and its weeks played once; tests that write take a copy."""

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ejournal.config import Config, load_config
from ejournal.parameters import load_parameters
from ejournal.sample import Planted, Rows, State, Truth, states, university

SEED = 3
START, UNTIL = date(2026, 8, 28), date(2026, 10, 11)
PREPARED = datetime(2026, 8, 27, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def sample_rows() -> Rows:
    """Two groups of thirteen, six courses each."""
    return university(2, 13, 6, SEED, UNTIL)


@pytest.fixture(scope="session")
def sample_workspace(tmp_path_factory: pytest.TempPathFactory, sample_rows: Rows) -> Path:
    """Their workspace with empty workbooks; not to be written to."""
    from ejournal.provision import provision
    from ejournal.registry import load_workbook, write_registry
    from ejournal.workspace import init

    config = init(tmp_path_factory.mktemp("sample") / "workspace")
    parameters = load_parameters(config.parameters)
    write_registry(config.registry, sample_rows)
    load_workbook(config, parameters, at=PREPARED, actor="test")
    provision(config, parameters, today=PREPARED.date(), at=PREPARED)
    return config.workspace


@pytest.fixture
def sample_copy(tmp_path: Path, sample_workspace: Path) -> Config:
    """A copy of it that a test may change."""
    shutil.copytree(sample_workspace, tmp_path / "copy")
    return load_config(tmp_path / "copy")


@dataclass(frozen=True)
class Played:
    """A workspace after all its weeks, and what was said about each of them."""

    config: Config
    states: list[State]
    truth: Truth

    @property
    def planted(self) -> list[Planted]:
        """All mistakes, in order."""
        return [one for state in self.states for one in state.planted]


def play(config: Config, rows: Rows, step: str) -> Played:
    """Play all steps in this workspace."""
    played = list(states(config.journals, rows, start=START, until=UNTIL, step=step, seed=SEED))  # type: ignore[arg-type]
    return Played(config, played, played[-1].truth)


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory, sample_workspace: Path, sample_rows: Rows) -> Played:
    """The weeks played without any sync between; not to be written to."""
    folder = tmp_path_factory.mktemp("played") / "workspace"
    shutil.copytree(sample_workspace, folder)
    return play(load_config(folder), sample_rows, "week")
