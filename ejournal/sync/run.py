"""One pass over the journals folder: changed workbooks only, each in its own transaction and revision.

A workbook that cannot be read, or a tab that cannot be bound, becomes a finding and stops no other. Whatever ends the
pass, what is committed is whole, and the next pass goes on from there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

import sqlalchemy as sa

from ejournal.config import Config
from ejournal.decisions.outbox import OutboxSummary, apply_outbox
from ejournal.parallel import in_order
from ejournal.parameters import Parameters
from ejournal.store import Store, schema
from ejournal.sync.files import File, Known, changed_files, workbook_files
from ejournal.sync.gate import Ruling
from ejournal.sync.lock import only_one
from ejournal.sync.reading import LastRead, Words
from ejournal.sync.record import REGISTRY_REVISION, Recorder, Stamp
from ejournal.sync.roster import MOST_IN_LIST, journal_ids, load_rosters
from ejournal.sync.workbooks import ANOTHER_JOURNAL, Ground, Reading, Task, read_file

Progress = Callable[[int, int, str], None]


@dataclass
class SyncSummary:
    """What a pass did: workbooks changed, events stored, things that stand in quarantine in what was read.

    ``refused`` are changes newly refused, by a lock or as too late, ``outbox`` what became of the cells to be set;
    ``revision`` is the dataset's newest one afterwards; ``busy`` are workbooks that were being saved just then.
    """

    changed: int = 0
    events: int = 0
    quarantined: int = 0
    revision: int | None = None
    refused: int = 0
    outbox: OutboxSummary = field(default_factory=OutboxSummary)
    busy: list[str] = field(default_factory=list)


@dataclass
class _Pass:
    """What one pass found before it began to read."""

    ground: Ground
    known: dict[str, Known]
    files: list[File]
    registry_revision: int | None


def sync(
    config: Config,
    parameters: Parameters,
    *,
    at: datetime,
    full: bool = False,
    wait: bool = True,
    progress: Progress | None = None,
) -> SyncSummary:
    """Bring the dataset up to the workbooks; ``at`` is the pass's instant, ``full`` looks into unchanged files too.

    Raises StoreBusy where another sync or another writer holds the dataset and does not end in time.
    """
    with only_one(config.state, wait=wait):
        store = Store.open(config.database_address)
        try:
            return _run(store, config, parameters, Stamp(at, f"sync {at:%Y-%m-%dT%H:%M:%S}"), full, progress)
        finally:
            store.dispose()


def _run(
    store: Store, config: Config, parameters: Parameters, stamp: Stamp, full: bool, progress: Progress | None
) -> SyncSummary:
    pass_ = _look(store, config, parameters, full)
    store.dispose()  # no connection may be open where the readers are forked
    summary = SyncSummary()
    present = {file.path for file in pass_.files}
    ruling = Ruling(parameters, config.zone)
    recorder = Recorder(store, pass_.ground, ruling, stamp, pass_.registry_revision, present)
    wanted = changed_files(pass_.files, pass_.known, full=full)
    for number, reading in enumerate(_read(pass_, wanted), 1):
        _record(recorder, pass_, reading, summary)
        if progress:
            progress(number, len(wanted), reading.file.path)
    recorder.finish(pass_.known, [file.path for file in wanted])
    summary.events += recorder.events
    summary.quarantined += recorder.quarantined
    summary.refused += recorder.refused
    summary.outbox = apply_outbox(config, store, stamp.at)
    with store.read() as connection:
        summary.revision = connection.scalar(sa.select(sa.func.max(schema.revisions.c.id)))
    return summary


def _look(store: Store, config: Config, parameters: Parameters, full: bool) -> _Pass:
    """The files and, where any is to be read, everything that they are read against."""
    files = workbook_files(config.journals)
    books, tabs = schema.workbooks, schema.tabs
    with store.read() as connection:
        known = {row["path"]: Known(**row) for row in connection.execute(sa.select(books)).mappings()}
        wanted = changed_files(files, known, full=full)
        placed = sa.select(tabs.c.journal_id, tabs.c.workbook_id, tabs.c.title)
        rows = connection.execute(placed).all() if wanted else ()
        expected = _expected(wanted, known, {(row.workbook_id, row.journal_id) for row in rows})
        last = _last_reads(connection, expected) if wanted else {}
        journals = load_rosters(connection, expected) if wanted else {}
        others = frozenset(journal_ids(connection).values()) - journals.keys() if wanted else frozenset()
        registry = connection.scalar(REGISTRY_REVISION)
    paths = {book.id: path for path, book in known.items()}
    places = {row.journal_id: (row.title, paths[row.workbook_id]) for row in rows}
    ground = Ground(config.journals, Words.of(parameters), journals, last, places, others)
    return _Pass(ground, known, files, registry)


def _last_reads(connection: sa.Connection, journals: set[int] | None) -> dict[int, LastRead]:
    """What these journals' tabs held when last read (None = all)."""
    tabs = schema.tabs.c
    statement = sa.select(tabs.journal_id, tabs.cells, tabs.places)
    if journals is not None and len(journals) <= MOST_IN_LIST:
        statement = statement.where(tabs.journal_id.in_(sorted(journals)))
    return {row.journal_id: LastRead(row.cells, row.places) for row in connection.execute(statement)}


def _expected(wanted: list[File], known: dict[str, Known], tabs: set[tuple[int, int]]) -> set[int] | None:
    """Journals that stood in the workbooks to be read when they were last read; None = any may, one is new."""
    if any(file.path not in known for file in wanted):
        return None
    books = {known[file.path].id for file in wanted}
    return {journal for book, journal in tabs if book in books}


def _widen(recorder: Recorder, pass_: _Pass) -> None:
    """A tab went over from another workbook: from here on every journal's roster is at hand."""
    if not pass_.ground.others:
        return
    with recorder.store.read() as connection:
        journals, last = load_rosters(connection), _last_reads(connection, None)
        pass_.ground = replace(pass_.ground, journals=journals, last=last, others=frozenset())
    recorder.ground = pass_.ground


def _read(pass_: _Pass, wanted: list[File]) -> Iterator[Reading]:
    tasks = [Task(file, pass_.known[file.path].sha256 if file.path in pass_.known else None) for file in wanted]
    yield from in_order(read_file, tasks, shared=(pass_.ground,))


def _record(recorder: Recorder, pass_: _Pass, reading: Reading, summary: SyncSummary) -> None:
    """Store one reading; a file that was being saved is tried once more, and else left for the next pass."""
    if reading.failure == "workbook_busy":
        reading = read_file(pass_.ground, Task(reading.file))
    if reading.failure == ANOTHER_JOURNAL:
        _widen(recorder, pass_)
        reading = read_file(pass_.ground, Task(reading.file))
    if reading.failure == "workbook_busy":
        summary.busy.append(reading.file.path)
        return
    summary.changed += recorder.store_reading(pass_.known.get(reading.file.path), reading)
