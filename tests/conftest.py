"""What many tests stand on: a tiny university, its workspace, and a real PostgreSQL server."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from postgres import postgres
from university import SMALL_ROWS

from ejournal.config import Config, load_config
from ejournal.parameters import load_parameters

__all__ = ["postgres"]
BEFORE_TERM = datetime(2026, 8, 28, 6, 0, tzinfo=UTC)


@pytest.fixture
def small_rows() -> dict[str, list[dict[str, object]]]:
    """The tiny university's registry: tab -> rows, a copy that a test may change."""
    return {tab: [dict(row) for row in rows] for tab, rows in SMALL_ROWS.items()}


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two workspaces of the tiny university, made once: ``registered`` and ``provisioned``. Tests get copies."""
    from ejournal.provision import provision
    from ejournal.registry import load_workbook, write_registry
    from ejournal.workspace import init

    folder = tmp_path_factory.mktemp("university")
    config = init(folder / "registered")
    config.registry.unlink()
    write_registry(config.registry, SMALL_ROWS)
    parameters = load_parameters(config.parameters)
    load_workbook(config, parameters, at=BEFORE_TERM, actor="test")
    shutil.copytree(config.workspace, folder / "provisioned")
    provision(load_config(folder / "provisioned"), parameters, today=BEFORE_TERM.date(), at=BEFORE_TERM)
    return folder


@pytest.fixture
def registered(made_once: Path, tmp_path: Path) -> Config:
    """A workspace with the tiny university loaded, and no workbooks yet."""
    return load_config(Path(shutil.copytree(made_once / "registered", tmp_path / "workspace")))


@pytest.fixture
def workspace(made_once: Path, tmp_path: Path) -> Config:
    """The same with its workbooks provisioned."""
    return load_config(Path(shutil.copytree(made_once / "provisioned", tmp_path / "workspace")))
