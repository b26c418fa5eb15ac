"""One workbook file -> what stands in it, bound to the registry; the part of sync that runs beside the writer."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ejournal.errors import WorkbookError
from ejournal.sheets import Grid, Marker, layout, open_workbook, parse_marker
from ejournal.sync.bind import Trouble
from ejournal.sync.files import File
from ejournal.sync.plans import PlanReading, read_plan
from ejournal.sync.reading import LastRead, TabReading, Words, read_tab
from ejournal.sync.roster import Journal


@dataclass(frozen=True)
class Ground:
    """What every workbook is read against: words, rosters by public id, and each journal's tab when last read.

    ``tabs``: journal -> the title of its tab and the path of its workbook. ``others``: public ids of journals that no
    workbook to be read is known to hold, so that their rosters were left out.
    """

    folder: Path
    words: Words
    journals: dict[str, Journal]
    last: dict[int, LastRead]
    tabs: dict[int, tuple[str, str]]
    others: frozenset[str] = frozenset()


ANOTHER_JOURNAL = "another_journal"
"""Why a workbook was not read to its end: a tab of a journal that used to stand elsewhere was found in it."""


class _AnotherJournal(Exception):
    """A tab names a journal whose roster is not at hand."""


@dataclass(frozen=True)
class Task:
    """A file to read, and the hash of its last read."""

    file: File
    known_sha256: str | None = None


@dataclass
class Reading:
    """One workbook as read, or the code of what kept it from being read."""

    file: File
    sha256: str | None = None
    mtime_ns: int | None = None
    size: int | None = None
    plans: list[PlanReading] = field(default_factory=list)
    tabs: list[TabReading] = field(default_factory=list)
    troubles: list[tuple[str, str, Trouble]] = field(default_factory=list)
    failure: str = ""
    failure_text: str = ""


def read_file(ground: Ground, task: Task) -> Reading:
    """Read one workbook; where its bytes are those of the last read nothing but the hash is given."""
    file = task.file
    reading = Reading(file)
    try:
        book = open_workbook(ground.folder / file.path, task.known_sha256)
    except WorkbookError as error:
        reading.failure, reading.failure_text = error.code, str(error.value or "")
        return reading
    reading.sha256, reading.mtime_ns, reading.size = book.sha256, book.modified_ns, book.size
    try:
        _read_tabs(ground, reading, book.grids)
    except _AnotherJournal:
        return Reading(file, failure=ANOTHER_JOURNAL)
    except Exception as error:  # one workbook that nobody thought of must not keep all others from being read
        logging.getLogger(__name__).exception("workbook %s", file.path)
        return Reading(file, failure="workbook_unreadable", failure_text=type(error).__name__)
    return reading


def _read_tabs(ground: Ground, reading: Reading, grids: Iterable[Grid]) -> None:
    tabs = _by_journal(grids, ground)
    plans = {key: read_plan(grid, key) for key, grid in _only(tabs[layout.PLAN], ground, reading)}
    reading.plans = list(plans.values())
    for key, grid in _only(tabs[layout.JOURNAL], ground, reading):
        journal = ground.journals[key]
        last = ground.last.get(journal.id, LastRead())
        plan = plans.get(key) or PlanReading(key, "")
        reading.tabs.append(read_tab(grid, journal, ground.words, plan, last))


def _by_journal(grids: Iterable[Grid], ground: Ground) -> dict[str, dict[str, list[Grid]]]:
    """Kind of tab -> journal's public id -> its tabs; tabs that nobody's journal is in are left alone."""
    found: dict[str, dict[str, list[Grid]]] = {layout.JOURNAL: defaultdict(list), layout.PLAN: defaultdict(list)}
    for grid in grids:
        marker = grid.marker or _moved_marker(grid)
        if marker and marker.version == layout.VERSION and marker.kind in found:
            if marker.id in ground.others:
                raise _AnotherJournal
            if marker.id in ground.journals:
                found[marker.kind][marker.id].append(grid)
    return found


def _moved_marker(grid: Grid) -> Marker | None:
    """The marker of a tab above or left of which somebody inserted a row or a column."""
    cells = (value for row in grid.rows[:5] for value in row[:8])
    return next((marker for value in cells if (marker := parse_marker(value))), None)


def _only(tabs: dict[str, list[Grid]], ground: Ground, reading: Reading) -> list[tuple[str, Grid]]:
    """The one tab of each journal; of several the one that keeps its title, and a finding for each of the others."""
    chosen = []
    for key, grids in tabs.items():
        title = ground.tabs.get(ground.journals[key].id, ("", ""))[0]
        own = grids if len(grids) == 1 else [grid for grid in grids if grid.title == title][:1]
        chosen += [(key, grid) for grid in own]
        rest = [grid for grid in grids if grid not in own]
        reading.troubles += [(key, grid.title, Trouble("doubled_tab", "A1", grid.title)) for grid in rest]
    return chosen
