"""One writer at a time, across processes; readers neither wait nor see what is not committed."""

from concurrent.futures import Executor

import pytest
import sqlalchemy as sa
from second_writer import NOW, write

from ejournal.errors import StoreBusy
from ejournal.store import Store, bulk, schema
from ejournal.store.entities import mint

MANY = 500


def test_a_second_writer_waits_and_gives_up(store: Store, address: str, other_process: Executor) -> None:
    """While one process writes, another waits its time and stops with StoreBusy, whose exit code is 75."""
    with store.write("first", actor="test", at=NOW) as writer:
        assert writer.revision == 1
        outcome = other_process.submit(write, address, 0.2).result(60)
    assert (outcome["error"], outcome["exit"]) == ("StoreBusy", 75)
    assert 0.15 < float(str(outcome["waited"])) < 60
    assert other_process.submit(write, address, 0.2).result(60)["revision"] == 2


def test_a_second_writer_comes_after_the_first(store: Store, address: str, other_process: Executor) -> None:
    """A writer that waits long enough goes on when the first has committed, and takes the next number."""
    with store.write("first", actor="test", at=NOW) as writer:
        assert writer.revision == 1
        waiting = other_process.submit(write, address, 60)
        assert not waiting.done()
    assert waiting.result(60)["revision"] == 2


def test_a_second_writer_of_the_same_process_waits_too(store: Store, address: str) -> None:
    """Two open stores of one process are two writers as well."""
    second = Store.open(address, busy_seconds=0.1)
    with (
        store.write("first", actor="test", at=NOW),
        pytest.raises(StoreBusy, match="another process is writing"),
        second.write("second", actor="test", at=NOW),
    ):
        pass
    second.dispose()


def test_a_reader_keeps_its_snapshot(store: Store, address: str, other_process: Executor) -> None:
    """What another process commits after a read began is not seen by it, and seen by the next."""
    statement = sa.select(sa.func.count()).select_from(schema.revisions)
    with store.read() as connection:
        assert other_process.submit(write, address, 5).result(60)["revision"] == 1
        assert connection.scalar(statement) == 0
    with store.read() as connection:
        assert connection.scalar(statement) == 1


def test_a_reader_does_not_wait_for_a_writer(store: Store, address: str) -> None:
    """A read in the middle of a write sees the state before it, at once."""
    reader = Store.open(address, busy_seconds=0.1)
    with store.write("first", actor="test", at=NOW) as writer:
        mint(writer, "S", MANY)
        with reader.read() as connection:
            assert connection.scalar(sa.select(sa.func.count()).select_from(schema.entities)) == 0
    reader.dispose()


def test_a_bulk_read_leaves_the_writers_lock(store: Store, address: str, other_process: Executor) -> None:
    """Reading in bulk, and closing what was read from, in the writer's process does not let another writer in."""
    with store.write("first", actor="test", at=NOW) as writer:
        mint(writer, "S", MANY)
    with store.write("first", actor="test", at=NOW) as writer:
        mint(writer, "S", 1)
        reader = Store.open(address)
        with reader.read() as connection:
            assert len(bulk.frame(connection, sa.select(schema.entities))) == MANY
        reader.dispose()
        assert other_process.submit(write, address, 0.2).result(60)["error"] == "StoreBusy"
    with store.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(schema.entities)) == MANY + 1
