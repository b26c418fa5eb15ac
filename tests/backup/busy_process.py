"""Another process that goes on writing revisions and saving a workbook, as long as it is not told to stop."""

from multiprocessing.synchronize import Event, Semaphore
from pathlib import Path

from filled_workspace import NOW, workbook

from ejournal.config import load_config
from ejournal.store import Store, schema
from ejournal.store.entities import mint

STUDENTS = 50  # entities that each revision brings, all or none


def keep_writing(folder: Path, written: Semaphore, stop: Event) -> None:
    """Write revision after revision, each with its students and the row that names it; ``written`` counts them."""
    config = load_config(folder)
    store = Store.open(config.database_address)
    while not stop.is_set():
        with store.write("busy", actor="busy", at=NOW) as writer:
            keys = mint(writer, "S", STUDENTS)
            rows = [{"id": key, "number": str(key), "name": str(writer.revision)} for key in keys]
            writer.insert(schema.registry["students"], rows)
        workbook(config.journals / "busy.xlsx", f"{writer.revision}" * 10_000)
        written.release()
    store.dispose()
