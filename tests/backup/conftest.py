"""A workspace with something in every table and every folder, on each of the two databases."""

from pathlib import Path

import pytest
from filled_workspace import fill

from ejournal.config import Config


@pytest.fixture(params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Config:
    """A filled workspace, its dataset in SQLite and in PostgreSQL in turn."""
    database = None if request.param == "sqlite" else request.getfixturevalue("postgres")()
    return fill(tmp_path / "workspace", database)


@pytest.fixture
def plain(tmp_path: Path) -> Config:
    """A filled workspace on SQLite."""
    return fill(tmp_path / "workspace")
