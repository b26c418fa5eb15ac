"""Two groups of the sample university with their first weeks played, read and scored once; read by all tests here."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ejournal import pipeline
from ejournal.config import Config, load_config
from ejournal.parameters import load_parameters
from ejournal.provision import provision
from ejournal.registry import load_workbook, write_registry
from ejournal.sample import states, university
from ejournal.sync import sync
from ejournal.workspace import init

SEED = 5
START, TODAY = date(2026, 8, 28), date(2026, 10, 31)
PREPARED = datetime(2026, 8, 27, 6, 0, tzinfo=UTC)
SCORED = datetime(2026, 10, 31, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def scored_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace; not to be written to."""
    config = init(tmp_path_factory.mktemp("explained") / "workspace")
    parameters = load_parameters(config.parameters)
    rows = university(2, 13, 6, SEED, TODAY)
    write_registry(config.registry, rows)
    load_workbook(config, parameters, at=PREPARED, actor="test")
    provision(config, parameters, today=PREPARED.date(), at=PREPARED)
    for state in states(config.journals, rows, start=START, until=TODAY, step="week", seed=SEED):
        sync(config, parameters, at=state.moment)
        if state.plans:
            at = state.moment + timedelta(minutes=10)
            provision(config, parameters, today=at.date(), at=at)
    for checkpoint in (1, 2):
        pipeline.score(config.workspace, semester="2026-1", checkpoint=checkpoint, today=TODAY, at=SCORED)
    return config.workspace


@pytest.fixture
def scored(scored_once: Path) -> Config:
    """Its settings."""
    return load_config(scored_once)


@pytest.fixture
def scored_copy(scored_once: Path, tmp_path: Path) -> Config:
    """A copy that a test may change."""
    return load_config(Path(shutil.copytree(scored_once, tmp_path / "copy")))
