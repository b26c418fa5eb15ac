"""A store on each of the two databases, and a second process that is really one."""

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from ejournal.store import Store


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, SQLite and PostgreSQL in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'dataset.sqlite3'}"
    database: str = request.getfixturevalue("postgres")()
    return database


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An open dataset without rows."""
    store = Store.open(address)
    yield store
    store.dispose()


@pytest.fixture(scope="session")
def other_process() -> Iterator[Executor]:
    """Another process, which runs what it is given (a function of a module, with its arguments)."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        yield executor
