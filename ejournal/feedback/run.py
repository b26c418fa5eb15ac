"""Writes findings and points back into the workbooks' own tabs, where each file is still the state last read (5.3).

The file keeps the time of the teacher's last save: sync dates the completion of lessons by it, and an edit of the
system's own must never pass for a person's. The new size, time and hash are noted, so the next sync passes the file
over, and sees any save that came after.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.decisions.notices import notify
from ejournal.decisions.outbox import apply_outbox
from ejournal.errors import WorkbookError
from ejournal.feedback.gather import Facts, Gathered, Workbook, gather
from ejournal.feedback.points import point_rows
from ejournal.feedback.remarks import remark_rows
from ejournal.feedback.words import SKIPPED
from ejournal.parallel import in_order
from ejournal.parameters import Parameters
from ejournal.rules.life import private_days
from ejournal.sheets import Fingerprint, OwnedRow, lock_file, replace_owned
from ejournal.sheets.layout import FINDINGS, POINTS
from ejournal.store import Store, schema
from ejournal.sync.lock import only_one

Progress = Callable[[int, int, str], None]
BATCH = 24
"""Workbooks whose new state is noted in one transaction."""


@dataclass
class FeedbackSummary:
    """Workbooks by path: written ones, those that said so already, and those passed over, each with the reason."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Ground:
    """What the tabs of every workbook are written by."""

    folder: Path
    parameters: Parameters
    language: str
    moment: str
    revision: int | None


@dataclass(frozen=True)
class _Done:
    """The new fingerprint, or the code of why it was passed over; neither when all stands there already."""

    fingerprint: Fingerprint | None = None
    skipped: str = ""


def feedback(
    config: Config, parameters: Parameters, *, today: date, at: datetime, progress: Progress | None = None
) -> FeedbackSummary:
    """Write both tabs of every workbook, as last validated and scored; lessons up to ``today`` are named.

    ``at`` is this moment. Cells that are still owed to a workbook are set first (4.3). A workbook that is open, or
    changed since it was read, is passed over and has its turn in the next run. Raises StoreBusy where another writer
    does not end in time.
    """
    with only_one(config.state, wait=True):
        store = Store.open(config.database_address)
        try:
            apply_outbox(config, store, at)
            with Dataset(config) as dataset:
                gathered, revision = gather(dataset, today, private_days(parameters)), dataset.revision
            store.dispose()  # no connection may be open where the writers are forked
            return _run(store, config, parameters, gathered, at, revision, progress)
        finally:
            store.dispose()


def _run(
    store: Store,
    config: Config,
    parameters: Parameters,
    gathered: Gathered,
    at: datetime,
    revision: int | None,
    progress: Progress | None,
) -> FeedbackSummary:
    moment = at.astimezone(config.zone).strftime("%d.%m.%Y %H:%M")
    ground = _Ground(config.journals, parameters, config.language, moment, revision)
    results = in_order(_write, gathered.facts(), shared=(ground,))
    summary = FeedbackSummary()
    fresh: list[tuple[Workbook, Fingerprint]] = []
    for workbook, done in zip(gathered.workbooks, results, strict=True):
        _tell(summary, workbook.path, done, config.language)
        if done.fingerprint:
            fresh.append((workbook, done.fingerprint))
        if len(fresh) == BATCH:
            _note(store, fresh, at)
            fresh = []
        if progress:
            told = len(summary.written) + len(summary.unchanged) + len(summary.skipped)
            progress(told, len(gathered.workbooks), workbook.path)
    _note(store, fresh, at)
    _notify(store, gathered, summary, at)
    return summary


def _notify(store: Store, gathered: Gathered, summary: FeedbackSummary, at: datetime) -> None:
    """Note which findings their teachers can read now, in one revision (5.3)."""
    told = {*summary.written, *summary.unchanged}
    found = [row["finding"] for path in told for row in gathered.findings.get(path, ())]
    notify(store, [finding for finding in found if finding is not None], "workbook", at)


def _tell(summary: FeedbackSummary, path: str, done: _Done, language: str) -> None:
    if done.skipped:
        summary.skipped[path] = SKIPPED[done.skipped][language]
    else:
        (summary.written if done.fingerprint else summary.unchanged).append(path)


def _write(ground: _Ground, facts: Facts) -> _Done:
    workbook = facts.workbook
    path = ground.folder / workbook.path
    if not path.exists():
        return _Done(skipped="gone")
    if workbook.sha256 is None:
        return _Done(skipped="unread")
    try:
        replaced = replace_owned(path, _tabs(ground, facts), workbook.sha256)
    except WorkbookError as error:
        return _Done(skipped=_why(path, error))
    if len(replaced.missing) == len((FINDINGS, POINTS)):
        return _Done(skipped="no_tabs")
    return _Done(replaced.fingerprint)


def _tabs(ground: _Ground, facts: Facts) -> dict[str, list[OwnedRow]]:
    said = (ground.language, ground.moment, ground.revision)
    return {FINDINGS: remark_rows(facts, *said), POINTS: point_rows(facts, ground.parameters, *said)}


def _why(path: Path, error: WorkbookError) -> str:
    if error.code != "workbook_busy":
        return "unreadable"
    return "open" if lock_file(path) else "changed"


def _note(store: Store, written: Sequence[tuple[Workbook, Fingerprint]], at: datetime) -> None:
    """The state written takes the place of the state read, from which it differs in the system's own tabs alone."""
    if not written:
        return
    table = schema.workbooks
    with store.write("feedback", actor="feedback", at=at) as writer:
        for workbook, new in written:
            values = {"size": new.size, "mtime_ns": new.mtime_ns, "sha256": new.sha256}
            as_read = (table.c.id == workbook.id, table.c.sha256 == workbook.sha256)
            writer.connection.execute(table.update().where(*as_read).values(values))
