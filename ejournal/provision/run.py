"""Makes the semester's workbooks and brings those that are there up to the registry (3.1); what is typed stays."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from ejournal.config import Config
from ejournal.dataset.reading import Reading
from ejournal.errors import WorkbookError
from ejournal.parallel import in_order
from ejournal.parameters import Parameters
from ejournal.provision.contents import Roll, read_contents
from ejournal.provision.lines import chosen_semester, lines_of, places_of
from ejournal.provision.placing import Book, Placing, place
from ejournal.provision.register import register
from ejournal.provision.tabs import Maker
from ejournal.provision.words import Problem, problem_of
from ejournal.sheets import WorkbookSpec, extend_workbook, tab_titles, write_workbook
from ejournal.store import Store
from ejournal.sync.lock import only_one

Progress = Callable[[int, int, str], None]
BATCH = 24
"""Workbooks whose contents are read, and registered, at once."""


@dataclass
class ProvisionSummary:
    """Workbooks by path, from the journals folder: new ones with their tabs, extended ones with what was added.

    ``problems`` say what could not be done; the rest was.
    """

    semester: str = ""
    created: dict[str, list[str]] = field(default_factory=dict)
    extended: dict[str, list[str]] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Task:
    """One workbook to write or to extend, in a process of its own."""

    file: Path
    new: bool
    spec: WorkbookSpec


@dataclass(frozen=True)
class _Done:
    """What became of it: titles of the new tabs, lines of an extension, or why it could not be touched."""

    titles: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    refusal: str = ""
    detail: str = ""


def provision(
    config: Config,
    parameters: Parameters,
    *,
    today: date,
    at: datetime,
    semester: str = "",
    progress: Progress | None = None,
) -> ProvisionSummary:
    """Make and extend the workbooks of a semester (of this code, else the one that runs, else the next).

    ``today`` is a local date: new workbooks open there. ``at`` is this moment. Raises ParameterError for an unknown
    semester and StoreBusy where another writer does not end in time.
    """
    with only_one(config.state, wait=True):
        store = Store.open(config.database_address)
        try:
            return _Run(store, config, parameters, today, at, progress).go(semester)
        finally:
            store.dispose()


@dataclass
class _Run:
    store: Store
    config: Config
    parameters: Parameters
    today: date
    at: datetime
    progress: Progress | None

    def go(self, code: str) -> ProvisionSummary:
        placing, maker = self._look(code)
        books = [placing.books[path] for path in sorted(placing.books)]
        summary = ProvisionSummary(maker.semester.code, problems=list(placing.problems.values()))
        results = in_order(_write, self._tasks(books, maker))
        waiting: list[tuple[Book, _Done]] = []
        for number, (book, done) in enumerate(zip(books, results, strict=True), 1):
            waiting.append((book, done))
            if len(waiting) == BATCH or number == len(books):
                self._register(waiting, summary)
                waiting = []
            if self.progress:
                self.progress(number, len(books), book.path)
        return summary

    def _look(self, code: str) -> tuple[Placing, Maker]:
        with self.store.read() as connection:
            reading = Reading(connection, None)
            key, semester = chosen_semester(reading, code, self.today)
            lines = lines_of(reading, key, self.today)
            placing = place(self.config, semester.code, lines, places_of(connection), reading.public)
            roll = Roll.of(reading, semester, self.config.names)
        return placing, Maker(self.parameters, semester, self.config.language, self.today, roll)

    def _tasks(self, books: Sequence[Book], maker: Maker) -> Iterator[_Task]:
        """Tasks, read batch by batch; no connection is left open, because the first ones are forked."""
        for start in range(0, len(books), BATCH):
            batch = books[start : start + BATCH]
            with self.store.read() as connection:
                contents = read_contents(connection, [line.id for book in batch for line in book.lines])
            self.store.dispose()
            for book in batch:
                yield _Task(self.config.journals / book.path, book.new, maker.workbook(book, contents))

    def _register(self, finished: Sequence[tuple[Book, _Done]], summary: ProvisionSummary) -> None:
        with self.store.write("provision", actor="provision", at=self.at) as writer:
            for book, done in finished:
                if not done.refusal:
                    owner = None if self.config.grouping == "group" else book.teacher_id
                    titles = {**book.found, **done.titles}
                    written = book.new or any(problem_of(book.path, line) is None for line in done.lines)
                    register(writer, book, titles, owner, self.at, written=written)
                _tell(summary, book, done)


def _write(task: _Task) -> _Done:
    if task.new:
        write_workbook(task.file, task.spec)
        return _Done({key: title for key, (title, _) in tab_titles(task.spec).items()})
    try:
        return _Done(lines=extend_workbook(task.file, task.spec))
    except WorkbookError as error:
        return _Done(refusal="open" if error.code == "workbook_busy" else "unreadable", detail=error.what)


def _tell(summary: ProvisionSummary, book: Book, done: _Done) -> None:
    problems = [problem for line in done.lines if (problem := problem_of(book.path, line))]
    said = [line for line in done.lines if problem_of(book.path, line) is None]
    if done.refusal:
        problems = [Problem(done.refusal, book.path, done.detail)]
    elif book.new:
        summary.created[book.path] = list(done.titles.values())
    elif said:
        summary.extended[book.path] = said
    else:
        summary.unchanged.append(book.path)
    summary.problems += problems
