"""A semester up to its first checkpoint, filled by hand, closed and reopened, for the tests of checkpoints."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pandas as pd
from hands import LAB, LECTURE, PHYSICS, Hand, run_sync
from university import SEMESTER

from ejournal.closing import close
from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.decisions.checkpoints import ClosingSummary, Order
from ejournal.decisions.course_state import CourseState, Scope
from ejournal.decisions.readiness import course_states
from ejournal.decisions.reopening import Grant, Reopened, reopen
from ejournal.parameters import load_parameters
from ejournal.store import Store, schema_checkpoints

UNTIL = date(2026, 10, 24)
CLOSED_ON = date(2026, 10, 26)
SCOPE = Scope(SEMESTER, 1)
TYPES = {LECTURE: "Лекция", LAB: "Лабораторная работа", PHYSICS: "Опрос"}


def noon(day: date) -> datetime:
    """Noon of that local day (Asia/Bishkek has no summer time)."""
    return datetime.combine(day, time(6), UTC)


def days_of(config: Config, code: str, until: date = UNTIL) -> list[date]:
    """The days of a journal's lessons up to a date."""
    with Dataset(config) as dataset:
        journals = dataset.journals()
        key = journals.loc[journals["code"] == code, "journal_id"].iloc[0]
        lessons = dataset.lessons(end=until)
    return [day.date() for day in lessons.loc[lessons["journal_id"] == key, "date"]]


def fill(config: Config, *codes: str, until: date = UNTIL) -> None:
    """Every lesson up to the date with a mark, an absence and the number of those away, then one sync."""
    for code in codes:
        hand = Hand(config, code)
        for day in days_of(config, code, until):
            hand.fill(day, {"26-001": "5", "26-002": "кж"}, 1, TYPES[code])
        hand.save()
    run_sync(config, noon(UNTIL))


def close_it(config: Config, day: date = CLOSED_ON, scope: Scope = SCOPE, **order: Any) -> ClosingSummary:
    """Close as the head of the study department would."""
    return close(config, scope, Order("Учебный отдел", day, **order), at=noon(day))


def reopen_it(config: Config, day: date, days: int = 3, code: str = LECTURE) -> Reopened:
    """Reopen a journal by an order."""
    grant = Grant(days, "Директор Осмонов", "опечатка", "р. 14", day)
    return reopen(config, code, grant, rules=load_parameters(config.parameters).entry, at=noon(day))


def states(config: Config, day: date = CLOSED_ON, scope: Scope = SCOPE) -> dict[str, CourseState]:
    """Discipline -> its state."""
    with Dataset(config) as dataset:
        return {state.discipline_name: state for state in course_states(dataset, scope, day)}


def frame_of(config: Config, name: str, as_of: int | None = None) -> pd.DataFrame:
    """One frame of the dataset."""
    with Dataset(config, as_of) as dataset:
        found: pd.DataFrame = getattr(dataset, name)()
        return found


def cell_of(config: Config, number: str, day: date) -> object:
    """What stands in a student's cell of the lectures' tab."""
    hand = Hand(config)
    return hand.sheet.cell(hand.row(number), hand.column(day)).value


def refusals_of(config: Config) -> list[tuple[str, str, str, str]]:
    """Field, old, new and state of each refusal."""
    frame = frame_of(config, "refusals")
    return [(str(r.field), str(r.old), str(r.new), str(r.state)) for r in frame.itertuples()]


def outbox_of(config: Config) -> list[tuple[str, str, str]]:
    """Expected text, new text and state of each request."""
    store = Store.open(config.database_address)
    with store.read() as connection:
        rows = connection.execute(schema_checkpoints.write_backs.select().order_by("id")).all()
    store.dispose()
    return [(row.expected, row.new, row.state) for row in rows]


def opened(config: Config) -> Path:
    """Excel's lock file beside the workbook: somebody has it open."""
    path = Hand(config).path
    lock = path.with_name(f"~${path.name}")
    lock.write_bytes(b"")
    return lock
