"""Curriculum, teaching load and timetable of the groups: plain greedy allocation that never puts anybody in two places.

A class is one line of the load, or several that are taught together: a stream's lecture (3.1, 3.2).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

from ejournal.errors import EjournalError
from ejournal.model import KIND_CODES
from ejournal.sample.catalogue import GENERAL, Subject, plan_of_study, subjects
from ejournal.sample.groups import Group, Row
from ejournal.sample.staff import Rooms, Staff, Teacher
from ejournal.sample.week import Key, Slot, Week, find_slots, parities

HOURS = 2
"""Academic hours of one pair."""
SAME_TEACHER = 0.4
"""Share of the disciplines whose two subgroups may have one teacher."""
_KIND_NAMES = {code: name for name, code in KIND_CODES.items()}
_USES = {"lab": "lab", "lecture": "class", "practice": "class"}


@dataclass
class Line:
    """One line of the teaching load: a journal."""

    group: Group
    subject: Subject
    kinds: tuple[str, ...]
    subgroup: int | None = None

    @property
    def code(self) -> str:
        """The line's key in the registry: ``ИТ-1-26 ПИ01 лб1``."""
        kinds = "-".join(_KIND_NAMES[kind] for kind in self.kinds)
        return f"{self.group.code} {self.subject.code} {kinds}{self.subgroup or ''}"

    @property
    def pairs(self) -> int:
        """Classes in two weeks."""
        return sum(count for kind, count in self.subject.pairs if kind in self.kinds)

    @property
    def keys(self) -> list[Key]:
        """The groups or subgroups that it occupies."""
        return self.group.keys(self.subgroup)


@dataclass
class Class:
    """Lines that one teacher teaches together; ``places`` are its weekly ones: kind, slot, room code."""

    lines: list[Line]
    stream: str | None = None
    teacher: Teacher | None = None
    places: list[tuple[str, Slot, str]] = field(default_factory=list)

    @property
    def subject(self) -> Subject:
        """The discipline of all its lines."""
        return self.lines[0].subject

    @property
    def keys(self) -> list[Key]:
        """All groups or subgroups that it occupies."""
        return [key for line in self.lines for key in line.keys]

    @property
    def mask(self) -> int:
        """All its weekly places."""
        return sum(slot.mask for _, slot, _ in self.places)


class Teaching:
    """Everything that is taught: ``classes`` with teacher and places, in the order of the groups."""

    def __init__(self, groups: list[Group], courses: int, weeks: int, staff: Staff, random: Random) -> None:
        self.week = Week()
        self.staff = staff
        self.rooms = Rooms(self.week)
        self.plans = {group.code: plan_of_study(group.speciality, group.year, courses) for group in groups}
        self._groups, self._weeks, self._random = groups, weeks, random
        self._half_teachers: dict[tuple[str, str], set[str]] = {}
        self.classes = self._classes()
        # Whole streams first: the more people a class needs, the fewer places are left for it.
        for class_ in sorted(self.classes, key=lambda class_: (-len(class_.lines), -len(class_.keys))):
            self._allocate(class_)

    def _classes(self) -> list[Class]:
        streams = self._streams()
        found: list[Class] = [class_ for _, class_ in sorted(streams.items()) if class_.stream]
        for group in self._groups:
            for subject in self.plans[group.code]:
                shared = ("lecture",) if streams.get((subject.code, group.code), Class([])).stream else ()
                found += self._own_classes(group, subject, shared)
        return list({id(class_): class_ for class_ in found}.values())

    def _streams(self) -> dict[tuple[str, str], Class]:
        """(Subject, group) -> the lecture that this group hears together with others."""
        listeners: dict[tuple[str, int, str], list[tuple[Group, Subject]]] = defaultdict(list)
        for group in self._groups:
            for subject in self.plans[group.code]:
                if dict(subject.pairs).get("lecture"):
                    level = "college" if group.speciality.field.startswith("college") else "institute"
                    listeners[subject.code, group.year, level].append((group, subject))
        found: dict[tuple[str, str], Class] = {}
        number = 0
        for pairs in listeners.values():
            most = 3 if _is_general(pairs[0][1]) else 2
            for start in range(0, len(pairs), most):
                together = pairs[start : start + most]
                number += len(together) > 1
                class_ = Class([Line(*pair, ("lecture",)) for pair in together])
                class_.stream = f"Поток {number}" if len(together) > 1 else None
                found |= {(subject.code, group.code): class_ for group, subject in together}
        return found

    def _own_classes(self, group: Group, subject: Subject, shared: tuple[str, ...]) -> list[Class]:
        """The classes of one group alone; lecture and practice of one teacher are sometimes one line of the load."""
        own = [kind for kind, _ in subject.pairs if kind not in shared]
        if own == ["lecture", "practice"] and not subject.halves and self._random.random() < 0.5:
            return [Class([Line(group, subject, ("lecture", "practice"))])]
        found = []
        for kind in own:
            parts = group.subgroups if kind in subject.halves and group.subgroups else (None,)
            found += [Class([Line(group, subject, (kind,), part)]) for part in parts]
        return found

    def _allocate(self, class_: Class) -> None:
        wanted = [
            (kind, allowed)
            for kind, count in class_.subject.pairs
            if kind in class_.lines[0].kinds
            for allowed in parities(count)
        ]
        pairs = class_.lines[0].pairs
        people = [self.week.busy[key] for key in class_.keys]
        others = self._others(class_)
        for teacher in self.staff.candidates(class_.subject.department, class_.subject.code, pairs, others):
            taken = self.week.mask([*class_.keys, teacher.key])
            slots = find_slots(taken, people, [allowed for _, allowed in wanted])
            if slots is not None:
                self._settle(class_, teacher, [kind for kind, _ in wanted], slots)
                return
        raise EjournalError(
            "the week has no place left",
            where=f"group {class_.lines[0].group.code}",
            value=class_.subject.name,
            remedy="Ask for fewer courses",
        )

    def _others(self, class_: Class) -> set[str]:
        """Who teaches the other subgroup, where this one is to have a teacher of its own."""
        line = class_.lines[0]
        if line.subgroup is None or self._random.random() < SAME_TEACHER:
            return set()
        return self._half_teachers.get((line.group.code, line.subject.code), set())

    def _settle(self, class_: Class, teacher: Teacher, kinds: list[str], slots: list[Slot]) -> None:
        size = sum(line.group.size(line.subgroup) for line in class_.lines)
        class_.teacher = teacher
        teacher.load += class_.lines[0].pairs
        teacher.subjects.add(class_.subject.code)
        if class_.lines[0].subgroup:
            line = class_.lines[0]
            self._half_teachers.setdefault((line.group.code, line.subject.code), set()).add(teacher.name)
        for kind, slot in zip(kinds, slots, strict=True):
            self.week.take([*class_.keys, teacher.key], slot.mask)
            room = self.rooms.take(_use(class_, kind), size, slot.mask)
            class_.places.append((kind, slot, room.code))

    def curriculum(self, semester: str) -> list[Row]:
        """Rows of the curriculum: hours by kind, credits and control of each course."""
        return [
            _curriculum_row(group, subject, semester, self._weeks)
            for group in self._groups
            for subject in self.plans[group.code]
        ]

    def load(self, semester: str) -> list[Row]:
        """Rows of the teaching load."""
        rows: list[Row] = [
            {
                "code": line.code,
                "group": line.group.code,
                "discipline": line.subject.code,
                "semester": semester,
                "subgroup": line.subgroup,
                "kinds": line.kinds,
                "hours": float(line.pairs * self._weeks // 2 * HOURS),
                "teacher": class_.teacher.name if class_.teacher else None,
            }
            for class_ in self.classes
            for line in class_.lines
        ]
        return sorted(rows, key=lambda row: (str(row["group"]), str(row["code"])))

    def timetable(self) -> list[Row]:
        """Rows of the timetable; lines taught together share day, pair, room and stream."""
        rows: list[Row] = [
            {
                "journal": line.code,
                "weekday": slot.weekday,
                "pair": slot.pair,
                "parity": slot.parity,
                "kind": kind,
                "room": room,
                "stream": class_.stream,
            }
            for class_ in self.classes
            for line in class_.lines
            for kind, slot, room in class_.places
        ]
        return sorted(rows, key=lambda row: str(row["journal"]))


def _is_general(subject: Subject) -> bool:
    return any(subject in found for field, found in subjects().items() if field.startswith(GENERAL))


def _use(class_: Class, kind: str) -> str:
    if class_.stream:
        return "hall"
    return "gym" if class_.subject.department == "ФВ" and kind == "practice" else _USES[kind]


def _curriculum_row(group: Group, subject: Subject, semester: str, weeks: int) -> Row:
    hours = {f"{kind}_hours": float(count * weeks // 2 * HOURS) for kind, count in subject.pairs}
    return {
        "group": group.code,
        "discipline": subject.code,
        "semester": semester,
        "credits": float(subject.credits),
        "control": subject.control,
        **hours,
        "independent_hours": max(0.0, subject.credits * 30.0 - sum(hours.values())),
    }
