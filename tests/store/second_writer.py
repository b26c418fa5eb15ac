"""What the other process of the store's tests does: writes of its own, in the functions that it is given."""

import time
from datetime import UTC, datetime
from multiprocessing.synchronize import Event

from ejournal.errors import StoreError
from ejournal.store import Store, schema
from ejournal.store.entities import mint

NOW = datetime(2026, 9, 1, 8, 30, 15, 123456, tzinfo=UTC)


def write(address: str, busy_seconds: float, started: str = "") -> dict[str, object]:
    """One write: its revision, or the error that stopped it, and the seconds that it waited."""
    store = Store.open(address, busy_seconds=busy_seconds)
    begin = time.monotonic()
    try:
        with store.write("second", actor="second process", at=NOW) as writer:
            return {"revision": writer.revision, "waited": time.monotonic() - begin}
    except StoreError as error:
        return {"error": type(error).__name__, "exit": error.exit_code, "waited": time.monotonic() - begin}
    finally:
        store.dispose()


def open_and_close(address: str) -> str:
    """Open the dataset: its schema is made or upgraded when that is due."""
    try:
        Store.open(address).dispose()
    except StoreError as error:
        return str(error)
    return "open"


def write_and_hang(address: str, written: Event, never: Event) -> None:
    """Insert rows and stay inside the transaction until the process is killed."""
    with Store.open(address).write("killed", actor="second process", at=NOW) as writer:
        mint(writer, "S", 1000)
        writer.connection.execute(schema.entities.select().limit(1))
        assert writer.revision
        written.set()
        never.wait()
