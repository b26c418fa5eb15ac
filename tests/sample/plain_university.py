"""The timetable read the plain way, day after day, by code that shares nothing with the allocation or the calendar."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

WEEKDAYS = ["Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"]
FIXED_HOLIDAYS = {date(2026, 11, 7), date(2026, 11, 8)}
MONDAY = date(2026, 8, 31)
Row = Mapping[str, Any]
Place = tuple[date, int]


class PlainLesson:
    """One lesson of one journal; ``shared``: others may be in its room with its teacher."""

    def __init__(self, journal: str, day: date, row: Row) -> None:
        self.journal, self.day, self.pair = journal, day, row["pair"]
        self.room, self.kind, self.shared, self.live = row["room"], row["kind"], row.get("stream"), True


def lessons(rows: Mapping[str, Any]) -> list[PlainLesson]:
    """All lessons that are held, orders carried out; a lesson that an order does not find is an AssertionError."""
    found: dict[str, list[PlainLesson]] = defaultdict(list)
    holidays = FIXED_HOLIDAYS | {row["date"] for row in rows["holidays"]}
    for row in rows["timetable"]:
        for day in _days(row):
            if day not in holidays:
                found[row["journal"]].append(PlainLesson(row["journal"], day, row))
    for number, order in enumerate(rows["changes"]):
        _carry_out(found[order["journal"]], order, number, holidays)
    return [lesson for own in found.values() for lesson in own if lesson.live]


def _days(row: Row) -> Iterator[date]:
    for week in range(16):
        day = MONDAY + timedelta(weeks=week, days=WEEKDAYS.index(row["weekday"]))
        odd = week % 2 == 0
        if day >= date(2026, 9, 1) and (row["parity"] == "every" or (row["parity"] == "odd") == odd):
            yield day


def _carry_out(own: list[PlainLesson], order: Row, number: int, holidays: set[date]) -> None:
    assert order.get("new_date") not in holidays
    if order["kind"] == "extra":
        row = {"pair": order["new_pair"], "room": order["new_room"], "kind": order["class_kind"]}
        own.append(PlainLesson(order["journal"], order["new_date"], row))
        return
    [lesson] = [one for one in own if (one.day, one.pair) == (order["date"], order["pair"])]
    if order["kind"] == "cancelled":
        lesson.live = False
    elif order["kind"] == "remote":
        lesson.room = None
    else:
        lesson.day, lesson.pair, lesson.room = order["new_date"], order["new_pair"], order["new_room"]
        lesson.shared = lesson.shared or ("merged" if order["kind"] == "merged" else None)


def teacher_of(rows: Mapping[str, Any], journal: str, day: date) -> str:
    """Who teaches a journal on a day: a substitute, else whoever took it over, else the load's teacher."""
    for row in rows["substitutions"]:
        if row["journal"] == journal and row["valid_from"] <= day <= row["valid_to"]:
            return str(row["teacher"])
    for row in rows["teacher_changes"]:
        if row["journal"] == journal and row["valid_from"] <= day:
            return str(row["teacher"])
    return next(str(row["teacher"]) for row in rows["load"] if row["code"] == journal)


def clashes(rows: Mapping[str, Any]) -> list[tuple[object, ...]]:
    """Everybody and every room found in two places at one pair; what is held together counts once."""
    load = {row["code"]: row for row in rows["load"]}
    subgroups = {(row["group"], row.get("subgroup")) for row in rows["memberships"]}
    seen: dict[tuple[object, ...], set[object]] = defaultdict(set)
    merged = {_slot(lesson) for lesson in lessons(rows) if lesson.shared == "merged"}
    for number, lesson in enumerate(lessons(rows)):
        line = load[lesson.journal]
        parts = [part for group, part in subgroups if group == line["group"] and line["subgroup"] in (None, part)]
        for part in parts:
            seen["group", line["group"], part, lesson.day, lesson.pair].add(number)
        teacher = teacher_of(rows, lesson.journal, lesson.day)
        together = (lesson.shared, lesson.room, teacher) if lesson.shared else number
        if _slot(lesson) in merged:
            together = ("merged", lesson.room, teacher)
        seen["teacher", teacher, lesson.day, lesson.pair].add(together)
        if lesson.room:
            seen["room", lesson.room, lesson.day, lesson.pair].add(together)
    return [key for key, users in seen.items() if len(users) > 1]


def _slot(lesson: PlainLesson) -> tuple[object, ...]:
    return lesson.day, lesson.pair, lesson.room
