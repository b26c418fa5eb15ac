"""What many tests stand on: a tiny university, its workspace, and a real PostgreSQL server."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from postgres import postgres
from university import SMALL_ROWS

from ejournal.config import Config
from ejournal.parameters import load_parameters

__all__ = ["postgres"]
BEFORE_TERM = datetime(2026, 8, 28, 6, 0, tzinfo=UTC)


@pytest.fixture
def small_rows() -> dict[str, list[dict[str, object]]]:
    """The tiny university's registry: tab -> rows, a copy that a test may change."""
    return {tab: [dict(row) for row in rows] for tab, rows in SMALL_ROWS.items()}


@pytest.fixture
def registered(tmp_path: Path, small_rows: dict[str, list[dict[str, object]]]) -> Config:
    """A workspace with the tiny university loaded, and no workbooks yet."""
    from ejournal.registry import load_workbook, write_registry
    from ejournal.workspace import init

    config = init(tmp_path / "workspace")
    write_registry(config.registry, small_rows)
    load_workbook(config, load_parameters(config.parameters), at=BEFORE_TERM, actor="test")
    return config


@pytest.fixture
def workspace(registered: Config) -> Config:
    """The same with its workbooks provisioned."""
    from ejournal.provision import provision

    provision(registered, load_parameters(registered.parameters), today=date(2026, 8, 28), at=BEFORE_TERM)
    return registered
