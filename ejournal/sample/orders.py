"""Orders of the sample university: changes of the timetable, substitutions, changes of teacher, outages (1.4, 3.5).

Every class is touched by one order at most, and only places where everybody is free are given, so orders never clash.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from ejournal.calendar import DatedLesson
from ejournal.sample.diary import Diary
from ejournal.sample.groups import Row
from ejournal.sample.staff import Teacher
from ejournal.sample.teaching import Class, Teaching

GROUPS_TO_AN_ORDER = 3
"""One order of each kind for so many groups."""


class Orders:
    """Rows of the registry's event tabs, up to a day; later orders are not known yet."""

    def __init__(self, teaching: Teaching, diary: Diary, groups: int, until: date, random: Random) -> None:
        self.changes: list[Row] = []
        self.substitutions: list[Row] = []
        self.teacher_changes: list[Row] = []
        self._teaching, self._diary, self._until, self._random = teaching, diary, until, random
        self._rooms = {room.code: room for room in teaching.rooms.rooms}
        single = [class_ for class_ in teaching.classes if class_.stream is None]
        self._untouched = random.sample(single, len(single))
        rounds = range(-(-groups // GROUPS_TO_AN_ORDER))
        # First who teaches, for the whole semester; only then single lessons move to where they are free.
        for orders in ((self._replace, self._hand_over), (self._merge, self._move, self._cancel, self._remote)):
            for _ in rounds:
                for order in orders:
                    order()

    def _document(self, day: date) -> str:
        return f"Распоряжение № {self._random.randint(10, 160)} от {day:%d.%m.%Y}"

    def _one(self, first: int, last: int) -> tuple[Class, DatedLesson] | None:
        """A class that no order touches yet and one of its lessons, so many days after the semester's first."""
        start = self._diary.semester.start
        earliest, latest = start + timedelta(days=first), min(self._until, start + timedelta(days=last))
        for class_ in self._untouched:
            lessons = self._diary.lessons(class_, earliest, latest)
            if lessons:
                self._untouched.remove(class_)
                return class_, self._random.choice(lessons)
        return None

    def _change(self, class_: Class, kind: str, lesson: DatedLesson | None, **values: object) -> None:
        place = {"date": lesson.date, "pair": lesson.pair} if lesson else {}
        day = lesson.date if lesson else values.get("new_date")
        document = self._document(day - timedelta(days=1)) if isinstance(day, date) else None
        self.changes.append({"journal": class_.lines[0].code, "kind": kind, **place, "document": document, **values})

    def _move(self) -> None:
        if (found := self._one(7, 95)) is None:
            return
        class_, lesson = found
        room = self._rooms[str(lesson.room)]
        place = self._diary.place_near([*_people(class_), room.key], lesson.date, self._random)
        if place:
            new = {"new_date": place[0], "new_pair": place[1]}
            self._change(class_, "moved", lesson, **new, new_room=room.code, reason="командировка преподавателя")

    def _cancel(self) -> None:
        """A cancelled lesson and the extra one that makes up for it."""
        if (found := self._one(5, 95)) is None:
            return
        class_, lesson = found
        self._change(class_, "cancelled", lesson, reason="болезнь преподавателя")
        room = self._rooms[str(lesson.room)]
        place = self._diary.place_near([*_people(class_), room.key], lesson.date + timedelta(days=3), self._random)
        if place:
            new = {"new_date": place[0], "new_pair": place[1], "new_room": room.code, "class_kind": lesson.kind}
            self._change(class_, "extra", None, **new, reason="вместо отменённого занятия")

    def _remote(self) -> None:
        if found := self._one(5, 110):
            class_, lesson = found
            self._change(class_, "remote", lesson, reason="ремонт отопления")

    def _merge(self) -> None:
        """One lesson is given together with another of the same teacher and discipline, in that one's room."""
        start = self._diary.semester.start
        for class_, other in self._twins():
            for lesson in self._diary.lessons(class_, start + timedelta(days=7), self._until):
                near = lesson.date - timedelta(days=4), lesson.date + timedelta(days=4)
                for host in self._diary.lessons(other, *near):
                    keys = class_.keys
                    if lesson.kind == host.kind and self._diary.is_free(keys, host.date, host.pair):
                        self._diary.take(keys, host.date, host.pair)
                        self._untouched = [one for one in self._untouched if one not in (class_, other)]
                        new = {"new_date": host.date, "new_pair": host.pair, "new_room": host.room}
                        self._change(class_, "merged", lesson, **new, reason="совместное занятие подгрупп")
                        return

    def _twins(self) -> Iterator[tuple[Class, Class]]:
        """Untouched classes of one teacher, discipline and group, but of different subgroups."""
        found: dict[tuple[str, str, str], list[Class]] = defaultdict(list)
        for class_ in self._untouched:
            line = class_.lines[0]
            if class_.teacher and line.subgroup:
                found[class_.teacher.name, line.subject.code, line.group.code].append(class_)
        return ((classes[0], classes[1]) for classes in found.values() if len(classes) > 1)

    def _replace(self) -> None:
        """Somebody of the same department stands in for some ten days (3.5)."""
        if (found := self._one(20, 70)) is None:
            return
        class_, lesson = found
        first = lesson.date - timedelta(days=lesson.date.weekday())
        span = {"valid_from": first, "valid_to": first + timedelta(days=self._random.choice((6, 12)))}
        values: Row = {"teacher": self._stand_in(class_).name, **span, "reason": "болезнь преподавателя"}
        for line in class_.lines:
            self.substitutions.append({"journal": line.code, **values, "document": self._document(first)})

    def _hand_over(self) -> None:
        """Another teacher takes the class over for good."""
        if (found := self._one(35, 60)) is None:
            return
        class_, lesson = found
        values: Row = {"teacher": self._stand_in(class_).name, "valid_from": lesson.date}
        for line in class_.lines:
            self.teacher_changes.append({"journal": line.code, **values, "document": self._document(lesson.date)})

    def _stand_in(self, class_: Class) -> Teacher:
        department, own = class_.subject.department, class_.teacher.name if class_.teacher else ""
        teacher = self._teaching.staff.free(department, class_.mask, self._teaching.week, {own})
        self._teaching.week.take([teacher.key], class_.mask)
        return teacher


def outages(scopes: list[str], start: date, until: date, random: Random) -> list[Row]:
    """Days on which the network or the power was out, with the act that records it (4.3, 5.1)."""
    rows: list[Row] = []
    for number, scope in enumerate(scopes[:2], 1):
        day = start + timedelta(days=random.randint(14, 40))
        if day <= until:
            began = datetime.combine(day, time(8, 30))
            act = f"Акт № {number} от {day:%d.%m.%Y}"
            rows.append({"start": began, "end": began + timedelta(hours=30), "scope": scope, "act": act})
    return rows


def _people(class_: Class) -> list[tuple[str, ...]]:
    return [*class_.keys, *([class_.teacher.key] if class_.teacher else [])]
