"""The groups of the sample university, and who is in them: dated membership of groups and subgroups (3.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ejournal.sample.catalogue import Speciality, specialities
from ejournal.sample.people import Names, address
from ejournal.sample.week import Key

SMALLEST_SPLIT = 12
"""Students from which a group is split into two subgroups."""
Row = dict[str, object]


@dataclass(frozen=True)
class Group:
    """One group; ``year`` of study from 1, ``order`` among all groups from 0."""

    code: str
    speciality: Speciality
    year: int
    students: int
    order: int

    @property
    def subgroups(self) -> tuple[int, ...]:
        """1 and 2, or none in a small group."""
        return (1, 2) if self.students >= SMALLEST_SPLIT else ()

    def keys(self, subgroup: int | None) -> list[Key]:
        """What a class of this group, or of one of its subgroups, occupies."""
        parts = self.subgroups if subgroup is None else (subgroup,)
        return [("group", self.code, str(part)) for part in parts or (0,)]

    def size(self, subgroup: int | None) -> int:
        """Seats that a class needs, with one to spare for who joins later."""
        return self.students + 1 if subgroup is None else -(-self.students // 2) + 1


def make_groups(count: int, students: int, admitted: int) -> list[Group]:
    """The first ``count`` groups; ``admitted``: the calendar year of this year's admission."""
    numbers: dict[tuple[str, int], int] = {}
    found: list[Group] = []
    for speciality, year in _cohorts():
        for _ in range(speciality.together):
            number = numbers[speciality.code, year] = numbers.get((speciality.code, year), 0) + 1
            code = f"{speciality.code}-{number}-{(admitted - year + 1) % 100:02d}"
            found.append(Group(code, speciality, year, students, len(found)))
            if len(found) == count:
                return found
    return found


def _cohorts() -> Iterator[tuple[Speciality, int]]:
    """Specialities with a year of study, round after round, so that few groups already are of many kinds."""
    shift = 0
    while True:
        for place, speciality in enumerate(specialities()):
            yield speciality, (place // 2 % 2 + shift) % speciality.years + 1
        shift += 1


class Enrolment:
    """Students and their memberships up to a day; orders later than that are not known yet."""

    def __init__(self, groups: list[Group], start: date, until: date, random: Random) -> None:
        self.students: list[Row] = []
        self.memberships: list[Row] = []
        self._groups, self._start, self._until, self._random = groups, start, until, random
        self._names: dict[str, set[str]] = {}
        self._rows: dict[str, list[Row]] = {}
        for group in groups:
            self._admit(group)
        for group in groups:
            self._reorder(group)
        self.memberships.sort(key=lambda row: (str(row["group"]), str(row["student"]), str(row["valid_from"])))

    def _admit(self, group: Group) -> None:
        names = Names(self._random)
        taken: set[str] = set()
        if group.order:
            # A namesake of somebody in the group before: a name alone does not tell students apart.
            taken.add(sorted(self._names[self._groups[group.order - 1].code])[0])
        while len(taken) < group.students:
            names.draw(taken)
        self._names[group.code] = taken
        self._rows[group.code] = []
        for place, name in enumerate(sorted(taken)):
            serial = len(self.students) + 1
            number = f"{group.code[-2:]}-{serial:05d}"
            self.students.append({"number": number, "name": name, "email": address(name, serial)})
            row: Row = {"student": number, "group": group.code, "valid_from": self._start}
            if group.subgroups:
                row["subgroup"] = 1 if place < -(-group.students // 2) else 2
            self._rows[group.code].append(row)
            self.memberships.append(row)

    def _reorder(self, group: Group) -> None:
        """Who joins late, leaves, moves to another group or subgroup; each of them another student."""
        people = self._random.sample(self._rows[group.code], min(4, group.students))
        if group.order % 3 == 0 and people:
            self._joins_late(people.pop(), self._day(13, 21))
        if (group.order % 3 == 1 or len(self._groups) == 1) and people:
            self._leaves(people.pop(), self._day(30, 44))
        if group.order % 4 == 0 and group.order + 1 < len(self._groups) and people:
            self._moves(people.pop(), self._groups[group.order + 1], self._day(34, 41))
        if group.order % 4 == 2 and group.subgroups and people:
            row = people.pop()
            self._continue(row, self._day(20, 27), {"subgroup": 3 - int(str(row["subgroup"]))}, "деканат")

    def _day(self, first: int, last: int) -> date:
        return self._start + timedelta(days=self._random.randint(first, last))

    def _document(self, day: date) -> str:
        return f"Приказ № {self._random.randint(100, 480)}-с от {day:%d.%m.%Y}"

    def _joins_late(self, row: Row, day: date) -> None:
        if day <= self._until:
            row |= {"valid_from": day, "document": self._document(day)}

    def _leaves(self, row: Row, day: date) -> None:
        if day <= self._until:
            row |= {"valid_to": day, "document": self._document(day)}

    def _moves(self, row: Row, target: Group, day: date) -> None:
        name = next(str(student["name"]) for student in self.students if student["number"] == row["student"])
        if name in self._names[target.code]:
            return
        self._names[target.code].add(name)
        subgroup = {"subgroup": self._random.choice(target.subgroups)} if target.subgroups else {"subgroup": None}
        self._continue(row, day, {"group": target.code, **subgroup}, self._document(day))

    def _continue(self, row: Row, day: date, change: Row, document: str) -> None:
        """End one membership and begin another the next day."""
        if day > self._until:
            return
        self.memberships.append({**row, "valid_from": day, "document": document, **change})
        row["valid_to"] = day - timedelta(days=1)
