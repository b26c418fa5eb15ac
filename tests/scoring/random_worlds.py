"""Small random universities, many to one dataset: none of them has anything to do with another."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from plain_points import Course, Lesson, Mark, Member, Test, Work, World

START = date(2026, 9, 1)
APART = 1000
CONTROLS = ("exam", "exam", "credit_test", "graded_credit_test")
COMPLETENESS = ("complete",) * 4 + ("incomplete", "not_held")
STATUSES = ("mark", "mark", "mark", "absent", "absent", "excused", "present")
SUBGROUPS = (None, None, None, 1, 2)


def random_world(random: Random, number: int) -> World:
    """Three groups with two disciplines, one course in another semester; students come, move, leave and come back.

    All keys lie ``APART`` from those of the next number, and semesters and disciplines have names of their own.
    """
    base = number * APART
    courses = tuple(
        Course(
            base + 10 + place,
            base + 1 + place % 3,
            f"{'maths' if place < 3 else 'physics'} {number}",
            f"{'second' if place == 5 else 'first'} {number}",
            random.choice(CONTROLS),
        )
        for place in range(6)
    )
    students = range(base + 1, base + 5)
    lessons = tuple(_lesson(random, base + 100 + place, courses) for place in range(random.randint(1, 18)))
    cells = {(random.choice(students), random.choice(lessons).lesson, random.randint(1, 2)) for _ in range(36)}
    return World(
        tuple(_member(random, random.choice(students), base) for _ in range(random.randint(1, 9))),
        courses,
        lessons,
        tuple(_mark(random, *cell) for cell in sorted(cells)[: random.randint(0, 36)]),
        tuple(
            Work(random.choice(students), random.choice(courses).course, 1, _day(random), random.randint(0, 5))
            for _ in range(random.randint(0, 4))
        ),
        tuple((random.choice(students), random.choice(lessons).lesson) for _ in range(random.randint(0, 4))),
        _tests(random, students, courses),
    )


def _day(random: Random) -> date:
    return START + timedelta(days=random.randint(0, 20))


def _member(random: Random, student: int, base: int) -> Member:
    first = _day(random)
    last = None if random.random() < 0.4 else first + timedelta(days=random.randint(-1, 15))
    return Member(student, base + random.randint(1, 3), random.choice(SUBGROUPS), first, last)


def _lesson(random: Random, lesson: int, courses: tuple[Course, ...]) -> Lesson:
    course, day = random.choice(courses), _day(random)
    checkpoint = 1 if day < START + timedelta(days=10) else 2
    subgroup, completeness = random.choice(SUBGROUPS), random.choice(COMPLETENESS)
    return Lesson(lesson, course.course, course.group, subgroup, day, checkpoint, completeness)


def _mark(random: Random, student: int, lesson: int, ordinal: int) -> Mark:
    status = random.choice(STATUSES)
    return Mark(student, lesson, ordinal, status, random.randint(0, 5) if status == "mark" else None)


def _tests(random: Random, students: range, courses: tuple[Course, ...]) -> tuple[Test, ...]:
    if random.random() < 0.5:
        return ()
    taken = {(random.choice(students), random.choice(courses).course, random.randint(1, 2)) for _ in range(6)}
    return tuple(
        Test(*key, None if random.random() < 0.2 else Decimal(random.randint(0, 1200)) / 100) for key in sorted(taken)
    )


def united(worlds: list[World]) -> World:
    """All of them as one."""
    return World(
        tuple(member for world in worlds for member in world.members),
        tuple(course for world in worlds for course in world.courses),
        tuple(lesson for world in worlds for lesson in world.lessons),
        tuple(mark for world in worlds for mark in world.marks),
        tuple(work for world in worlds for work in world.works),
        tuple(cell for world in worlds for cell in world.unread),
        tuple(test for world in worlds for test in world.tests),
    )
