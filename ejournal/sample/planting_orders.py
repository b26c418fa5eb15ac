"""Planted in the registry before it is loaded: orders after which a journal's hours are not the curriculum's (2.10)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from ejournal.errors import ParameterError
from ejournal.sample.character import chance
from ejournal.sample.journals import Journal, Lesson, journals_of
from ejournal.sample.planting import planter
from ejournal.sample.planting_ground import Ground, Site, implied, planted
from ejournal.sample.teaching import HOURS
from ejournal.sample.university import SEMESTER, Rows, days_off

TOLERANCE = 6.0
"""Academic hours that the rules let pass by default."""
ORDERS = ("hours-behind", "hours-beyond", "hours-short")
_EVENING_PAIR = 7
_DOCUMENT = "Распоряжение № {number} от {day:%d.%m.%Y}"
Row = Mapping[str, object]


@dataclass(frozen=True)
class Ordered:
    """The registry's rows with planted orders, and rule -> journals -> the curriculum's hours of their kind."""

    rows: Rows
    journals: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class _Line:
    """A journal of one kind of class that no order touches yet, with the curriculum's hours of that kind."""

    journal: Journal
    hours: float
    until: date

    @property
    def past(self) -> list[Lesson]:
        """Lessons before the last day."""
        return [one for one in self.journal.lessons if one.date < self.until]

    @property
    def coming(self) -> list[Lesson]:
        """Lessons after the next day, which may be the rules' today."""
        return [one for one in self.journal.lessons if one.date > self.until + timedelta(days=1)]

    def left(self, changed: int) -> float:
        """Hours of the semester with so many lessons more or fewer."""
        return float(HOURS * (len(self.journal.lessons) + changed))


def plant_orders(rows: Rows, plants: Mapping[str, int], seed: int, until: date) -> Ordered:
    """Add the orders that are asked for; rules of other kinds are left to the workbooks. Raises ParameterError."""
    found: dict[str, dict[str, float]] = {rule: {} for rule in ORDERS}
    changes = list(rows["changes"])
    taken = {str(row["journal"]) for tab in ("changes", "substitutions", "teacher_changes") for row in rows[tab]}
    for rule in ORDERS:
        for _ in range(plants.get(rule, 0)):
            line, orders = _one(rows, rule, seed, until, taken, changes)
            taken.add(line.journal.code)
            changes += orders
            found[rule][line.journal.code] = line.hours
    return Ordered({**rows, "changes": changes}, found)


def _one(rows: Rows, rule: str, seed: int, until: date, taken: set[str], changes: list[Row]) -> tuple[_Line, list[Row]]:
    lines = [line for line in _lines(rows, until) if line.journal.code not in taken]
    for line in sorted(lines, key=lambda line: chance(seed, "order", rule, line.journal.code)):
        orders = _extra(line, rows, changes) if rule == "hours-beyond" else _cancelled(line, rule)
        if orders:
            return line, orders
    raise ParameterError(
        "no journal's hours can be changed so far",
        where=f"--plant {rule}",
        value=until.isoformat(),
        remedy="Ask for fewer, or for more groups or weeks",
    )


def _lines(rows: Rows, until: date) -> Iterator[_Line]:
    streams = {row["journal"] for row in rows["timetable"] if row.get("stream")}
    load = {row["code"]: row for row in rows["load"]}
    hours = {(row["group"], row["discipline"]): row for row in rows["curriculum"]}
    for journal in journals_of(rows):
        line = load[journal.code]
        if len(journal.kinds) == 1 and journal.code not in streams:
            wanted = hours[line["group"], line["discipline"]][f"{journal.kinds[0]}_hours"]
            yield _Line(journal, float(cast(float, wanted)), until)


def _cancelled(line: _Line, rule: str) -> list[Row]:
    """Orders that call off as many past lessons, or lessons to come, as it takes; none where there are too few."""
    if rule == "hours-short":
        surplus, lessons = line.left(0) - line.hours, line.coming
    else:
        monday = SEMESTER.start - timedelta(days=SEMESTER.start.weekday())
        passed = (line.until - monday).days // 7
        surplus, lessons = HOURS * len(line.past) + HOURS - line.hours * passed / SEMESTER.weeks, line.past
    count = int((surplus + TOLERANCE) // HOURS) + 1
    if not 0 < count < len(lessons):
        return []
    return [_order(line, "cancelled", one.date, date=one.date, pair=one.pair) for one in lessons[-count:]]


def _extra(line: _Line, rows: Rows, changes: list[Row]) -> list[Row]:
    """Orders for lessons in the evening until there are more than the curriculum has hours."""
    count = int(line.hours // HOURS) - len(line.past) + 1
    busy = {row.get("new_date") for row in changes if row.get("new_pair") == _EVENING_PAIR}
    days = [line.until - timedelta(days=shift) for shift in range(2, 60)]
    free = [
        day for day in days if day >= SEMESTER.start and day.weekday() < 6 and day not in days_off() and day not in busy
    ]
    if not 0 < count <= len(free) or any(row["pair"] == _EVENING_PAIR for row in rows["timetable"]):
        return []
    room = next(row["room"] for row in rows["timetable"] if row["journal"] == line.journal.code)
    new = {"new_pair": _EVENING_PAIR, "new_room": room, "class_kind": line.journal.kinds[0]}
    return [_order(line, "extra", day, new_date=day, **new) for day in sorted(free[:count])]


def _order(line: _Line, kind: str, day: date, **values: object) -> Row:
    signed = day - timedelta(days=3)
    number = 200 + int(chance("order", line.journal.code, day) * 200)
    document = _DOCUMENT.format(number=number, day=signed)
    return {"journal": line.journal.code, "kind": kind, "reason": "по заявке кафедры", "document": document, **values}


@planter("hours-behind", scarce=5)
@planter("hours-beyond", scarce=5)
@planter("hours-short", scarce=5)
def hours(ground: Ground, rule: str, count: int) -> None:
    """The orders stand in the registry; what they bring about is noted at the journals (2.10)."""
    for code, wanted in ground.ordered.get(rule, {}).items():
        keeper = ground.all[code]
        site = Site(keeper, keeper.clean[0])
        ground.note(site, planted(rule))
        lessons = HOURS * sum(not lesson.cancelled for lesson in keeper.journal.lessons)
        if abs(lessons - wanted) > TOLERANCE:
            ground.note(site, implied("plan-hours-differ", rule))
        if rule == "hours-behind" and wanted - lessons > TOLERANCE:
            ground.note(site, implied("hours-short", rule))
        ground.close(code)
