"""Teachers and rooms of the sample university: whoever is free takes the class; where nobody is, somebody is hired."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ejournal.sample.people import Names, address
from ejournal.sample.week import Key, Week

MOST_HALF_PAIRS = 12
"""Classes in two weeks that one teacher takes over: six pairs a week."""
POSITIONS = ("доцент", "старший преподаватель", "преподаватель", "преподаватель", "профессор")


@dataclass
class Teacher:
    """One teacher; ``load`` in classes in two weeks."""

    name: str
    department: str
    position: str
    email: str
    load: int = 0
    subjects: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        """What a class of this teacher occupies."""
        return ("teacher", self.name)


class Staff:
    """All teachers, in the order in which they were hired."""

    def __init__(self, names: Names) -> None:
        self.teachers: list[Teacher] = []
        self._of: dict[str, list[Teacher]] = {}
        self._names = names
        self._taken: set[str] = set()

    def hire(self, department: str) -> Teacher:
        """A new teacher of this department."""
        number = len(self.teachers) + 1
        name = self._names.draw(self._taken)
        teacher = Teacher(name, department, POSITIONS[number % len(POSITIONS)], address(name, number))
        self.teachers.append(teacher)
        self._of.setdefault(department, []).append(teacher)
        return teacher

    def of(self, department: str) -> list[Teacher]:
        """The teachers of this department."""
        return self._of.get(department, [])

    def candidates(self, department: str, subject: str, pairs: int, not_these: set[str]) -> Iterator[Teacher]:
        """Who can take so many classes more: first those who teach the subject; at the end somebody new."""
        able = [
            teacher
            for teacher in self.of(department)
            if teacher.load + pairs <= MOST_HALF_PAIRS and teacher.name not in not_these
        ]
        yield from sorted(able, key=lambda teacher: (subject not in teacher.subjects, teacher.load))
        yield self.hire(department)

    def free(self, department: str, taken: int, week: Week, not_these: set[str]) -> Teacher:
        """A teacher of this department who has nothing at these places; somebody new where all are busy."""
        for teacher in self.of(department):
            if teacher.name not in not_these and not week.busy[teacher.key] & taken:
                return teacher
        return self.hire(department)


@dataclass(frozen=True)
class Room:
    """One room; ``use``: hall, class, lab or gym."""

    code: str
    building: str
    seats: int
    use: str

    @property
    def key(self) -> Key:
        """What a class in this room occupies."""
        return ("room", self.code)


_BUILDINGS = ("Главный корпус", "Корпус № 2", "Корпус № 3")
_ON_A_FLOOR = 12
_FLOORS = 4


class Rooms:
    """All rooms, in the order in which they were needed."""

    def __init__(self, week: Week) -> None:
        self.rooms: list[Room] = []
        self._week = week

    def take(self, use: str, size: int, mask: int) -> Room:
        """The first room of this use with enough seats that is free at these places; it is occupied now."""
        for room in self.rooms:
            if room.use == use and room.seats >= size and not self._week.busy[room.key] & mask:
                break
        else:
            room = self._open(use, size)
        self._week.take([room.key], mask)
        return room

    def _open(self, use: str, size: int) -> Room:
        number = sum(1 for room in self.rooms if room.use != "gym")
        if use == "gym":
            room = Room(f"Спортзал {len(self.rooms) - number + 1}", "Спорткомплекс", max(60, size), use)
        else:
            building, floor = number // (_ON_A_FLOOR * _FLOORS), number // _ON_A_FLOOR % _FLOORS
            code = f"{building + 1}-{floor + 1}{number % _ON_A_FLOOR + 1:02d}"
            step = 30 if use == "hall" else 4
            name = _BUILDINGS[building] if building < len(_BUILDINGS) else f"Корпус № {building + 1}"
            room = Room(code, name, -(-size // step) * step, use)
        self.rooms.append(room)
        return room
