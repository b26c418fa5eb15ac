"""A backup while the workspace is in use: of one moment, whole, and not in anybody's way."""

from collections import Counter
from multiprocessing import get_context
from pathlib import Path

import sqlalchemy as sa
from busy_process import STUDENTS, keep_writing
from filled_workspace import NOW, ROWS

from ejournal.backup import backup, restore
from ejournal.config import Config, load_config
from ejournal.dataset import Dataset
from ejournal.parameters import load_parameters
from ejournal.sheets import read_workbook, set_cells
from ejournal.store import Store, schema
from ejournal.store.entities import current
from ejournal.sync import sync


def test_a_backup_of_one_moment(filled: Config, tmp_path: Path) -> None:
    """Another process writes all the while: what is restored ends with a whole revision, and holds all before it."""
    spawn = get_context("spawn")
    written, stop = spawn.Semaphore(0), spawn.Event()
    process = spawn.Process(target=keep_writing, args=(filled.workspace, written, stop))
    process.start()

    def wait(done: int, total: int, what: str) -> None:
        assert all(written.acquire(timeout=60) for _ in range(2))  # the other one goes on at every step

    try:
        made = backup(filled, tmp_path / "b.tar.gz", NOW, progress=wait)
    finally:
        stop.set()
        process.join()
    assert process.exitcode == 0
    restored = restore(made.file, tmp_path / "new")
    assert made.revision is not None
    assert ROWS < made.revision < last_revision(filled)
    assert students(load_config(restored.folder), None) == students(filled, made.revision)
    added = {str(revision): STUDENTS for revision in range(ROWS + 1, made.revision + 1)}
    assert students(load_config(restored.folder), None) == Counter(added)


def test_no_workbook_is_older_than_the_dataset(workspace: Config, tmp_path: Path) -> None:
    """A mark that is raised and synced again and again meanwhile is in the workbook at least what the dataset knows."""
    parameters = load_parameters(workspace.parameters)
    journal = next(path for path in workspace.journals.rglob("*.xlsx") if "Асанов" in path.name)
    title = next(grid.title for grid in read_workbook(journal) if grid.marker and grid.marker.kind == "journal")
    typed = iter("12345")

    def raise_mark(done: int, total: int, what: str) -> None:
        if what.startswith(("dataset", "registry", "journals")):
            set_cells(journal, {title: {"F10": next(typed)}})
            sync(workspace, parameters, at=NOW)

    made = backup(workspace, tmp_path / "b.tar.gz", NOW, progress=raise_mark)
    config = load_config(restore(made.file, tmp_path / "new").folder)
    (known,) = marks(config)
    copied = config.journals / journal.relative_to(workspace.journals)
    written = next(grid for grid in read_workbook(copied) if grid.title == title).cell(10, 6)
    assert 0 < known <= int(str(written)) <= 5
    sync(config, parameters, at=NOW)
    assert marks(config) == [int(str(written))]


def marks(config: Config) -> list[int]:
    """The values of all marks that hold now."""
    with Dataset(config) as dataset:
        return [int(value) for value in dataset.marks()["value"]]


def last_revision(config: Config) -> int:
    """The number of the dataset's last revision."""
    store = Store.open(config.database_address)
    with store.read() as connection:
        last: int = connection.scalar(sa.select(sa.func.max(schema.revisions.c.id)))
    store.dispose()
    return last


def students(config: Config, as_of: int | None) -> Counter[str]:
    """How many students each revision of the busy process brought, as of a revision or now."""
    table = schema.registry["students"]
    store = Store.open(config.database_address)
    with store.read() as connection:
        statement = sa.select(table.c.name).where(current(table, as_of), table.c.from_revision > ROWS)
        found = Counter(connection.scalars(statement).all())
    store.dispose()
    return found
