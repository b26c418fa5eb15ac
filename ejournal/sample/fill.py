"""Successive states of the provisioned workbooks: each step types into the files what their teachers did until then."""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from ejournal.parallel import in_order
from ejournal.sample.applying import apply_edits
from ejournal.sample.character import chance
from ejournal.sample.edits import Edit, PasteRow, Plan, Planted
from ejournal.sample.finding import FEW, Book, find_books
from ejournal.sample.hand import Outcome
from ejournal.sample.journals import Journal, journals_of
from ejournal.sample.keeping import Keeper
from ejournal.sample.mishaps import mishap, strangers_marked
from ejournal.sample.plans import plan_edits, work_edits
from ejournal.sample.planters import LAST, clean_edits
from ejournal.sample.planting_ground import Ordered
from ejournal.sample.truth import Truth
from ejournal.sample.university import Rows

ZONE = ZoneInfo("Asia/Bishkek")
Step = Literal["day", "week"]
_NIGHT = time(23, 0)


@dataclass(frozen=True)
class State:
    """The workbooks at one moment (local, with its zone); ``changed`` since the state before, in order of their names.

    ``plans``: whether lesson plans were worked on, so that columns of independent work can be provisioned;
    ``planted`` are the mistakes that came in with this step; ``truth`` is what is meant so far, and grows on.
    """

    moment: datetime
    changed: tuple[Path, ...]
    plans: bool
    planted: tuple[Planted, ...]
    truth: Truth


def states(
    journals_folder: Path,
    rows: Rows,
    *,
    start: date,
    until: date,
    step: Step,
    seed: int,
    plants: Mapping[str, int] | None = None,
    ordered: Ordered | None = None,
) -> Iterator[State]:
    """Fill the workbooks in place, step by step; a step in which nobody typed anything is passed over.

    Each file's time becomes the moment its teacher last saved it. With ``plants`` (rule -> number of mistakes, empty
    for none) nobody makes any other mistake, and what spoils a table has a step of its own on the last night;
    ``ordered`` is what was planted in the registry. Raises EjournalError where a journal has no tab, ParameterError
    where something cannot be planted.
    """
    journals = journals_of(rows)
    books = find_books(journals_folder, journals)
    queues = _queues(books, _edits(books, journals, seed, start, until, plants, ordered))
    truth = Truth()
    for moment in _ends(start, until, step):
        due = {number: _until(queue, moment) for number, queue in queues.items()}
        outcomes = _work(books, {number: edits for number, edits in due.items() if edits})
        made = [edit for edits in due.values() for edit in edits]
        _tell(truth, made)
        changed = [number for number, outcome in outcomes.items() if outcome.changed]
        for number in changed:
            _touch(books[number].path, due[number][-1].moment)
            truth.say_works(outcomes[number].works)
        planted = tuple(one for outcome in outcomes.values() for one in outcome.planted)
        if changed or planted:
            paths = tuple(books[number].path for number in changed)
            plans = any(isinstance(edit.action, Plan) for edit in made)
            yield State(moment.replace(tzinfo=ZONE), paths, plans, _known(planted, until), truth)


def rehearse(rows: Rows, plants: Mapping[str, int], ordered: Ordered, seed: int, until: date) -> None:
    """Before any workbook is made: raises ParameterError where something cannot be planted in this university."""
    journals = journals_of(rows)
    teachers = sorted({(journal.group, journal.teacher) for journal in journals})
    homes = {journal.code: teachers.index((journal.group, journal.teacher)) for journal in journals}
    first = min(lesson.date for journal in journals for lesson in journal.lessons)
    clean_edits(journals, seed, first, until, plants, homes, ordered)


def _edits(
    books: list[Book],
    journals: list[Journal],
    seed: int,
    start: date,
    until: date,
    plants: Mapping[str, int] | None,
    ordered: Ordered | None,
) -> list[Edit]:
    if plants is None:
        return teachers_edits(journals, seed, start, until)
    homes = {code: number for number, book in enumerate(books) for code in book.places}
    return clean_edits(journals, seed, start, until, plants, homes, ordered)


def teachers_edits(journals: list[Journal], seed: int, start: date, until: date) -> list[Edit]:
    """Everything that the teachers do up to the evening of a day, in order of time; pure."""
    first_day = min(lesson.date for journal in journals for lesson in journal.lessons)
    keepers = [Keeper(journal, seed, until) for journal in journals]
    edits = [edit for keeper in keepers for edit in _of_journal(keeper, seed, start, first_day)]
    able = sorted(
        (keeper for keeper in keepers if keeper.clean), key=lambda keeper: chance(seed, "rank", keeper.journal.code)
    )
    for rank, keeper in enumerate(able):
        edits += mishap(keeper, rank)
    end = datetime.combine(until, _NIGHT)
    return sorted((edit for edit in edits if edit.moment <= end), key=lambda edit: edit.moment)


def _of_journal(keeper: Keeper, seed: int, start: date, first_day: date) -> Iterator[Edit]:
    yield from plan_edits(keeper.journal, seed, start, first_day)
    yield from keeper.edits
    yield from work_edits(keeper.journal, seed)
    yield from strangers_marked(keeper)


def _ends(start: date, until: date, step: Step) -> Iterator[datetime]:
    """The end of each step: every night, or Sunday nights; the last one is cut off, and followed by a late hour."""
    day = start
    while day < until:
        if step == "day" or day.weekday() == 6:
            yield datetime.combine(day, _NIGHT)
        day += timedelta(days=1)
    yield datetime.combine(until, _NIGHT)
    yield datetime.combine(until, LAST)


def _queues(books: list[Book], edits: list[Edit]) -> dict[int, list[Edit]]:
    """Number of the workbook -> its edits in order of time."""
    homes = {journal: number for number, book in enumerate(books) for journal in book.places}
    queues: dict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        queues[homes[edit.journal]].append(edit)
    return dict(sorted(queues.items()))


def _until(queue: list[Edit], moment: datetime) -> list[Edit]:
    """Take the edits up to this moment off the queue."""
    count = sum(edit.moment <= moment for edit in queue)
    taken = queue[:count]
    del queue[:count]
    return taken


def _tell(truth: Truth, edits: list[Edit]) -> None:
    """What the step's columns mean at its end; a tab that cannot be read then had none of them read."""
    for edit in edits:
        if isinstance(edit.action, PasteRow):
            (truth.unblock if edit.action.undo else truth.block)(edit.journal)
    for edit in edits:
        for column in edit.meant:
            truth.say(column)


def _touch(path: Path, moment: datetime) -> None:
    stamp = moment.replace(tzinfo=ZONE).timestamp()
    os.utime(path, (stamp, stamp))


def _known(planted: tuple[Planted, ...], until: date) -> tuple[Planted, ...]:
    """Mistakes that are mended only after the last step are not mended."""
    end = datetime.combine(until, _NIGHT)
    return tuple(one if one.mended is None or one.mended <= end else replace(one, mended=None) for one in planted)


def _work(books: list[Book], due: dict[int, list[Edit]]) -> dict[int, Outcome]:
    """Number of the workbook -> what came of its edits, carried out on all cores where there are many."""
    jobs = [(books[number], edits) for number, edits in due.items()]
    return dict(zip(due, in_order(_job, jobs, few=FEW), strict=True))


def _job(job: tuple[Book, list[Edit]]) -> Outcome:
    book, edits = job
    return apply_edits(book.path, book.name, book.places, edits)
