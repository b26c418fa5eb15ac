"""Points worked out row by row from the regulation's words alone: slow, plain, and sharing no code with scoring."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

CAPS = {
    "exam": {"participation": 8, "performance": 10, "test": 12},
    "credit_test": {"participation": 16, "performance": 20, "test": 14},
    "graded_credit_test": {"participation": 16, "performance": 20, "test": 14},
}


class Member(NamedTuple):
    """A student in a group or subgroup for a period."""

    student: int
    group: int
    subgroup: int | None
    first: date
    last: date | None


class Course(NamedTuple):
    """A group's discipline in a semester."""

    course: int
    group: int
    discipline: str
    semester: str
    control: str


class Lesson(NamedTuple):
    """A lesson of a course."""

    lesson: int
    course: int
    group: int
    subgroup: int | None
    day: date
    checkpoint: int
    completeness: str


class Mark(NamedTuple):
    """One thing said in a cell."""

    student: int
    lesson: int
    ordinal: int
    status: str
    value: int | None


class Work(NamedTuple):
    """A mark of independent work."""

    student: int
    course: int
    item: int
    due: date | None
    value: int


class Test(NamedTuple):
    """Points entered for a checkpoint's test; None = did not come."""

    student: int
    course: int
    checkpoint: int
    points: Decimal | None


@dataclass(frozen=True)
class World:
    """Everything that points are worked out from; ``unread`` are quarantined cells (student, lesson)."""

    members: tuple[Member, ...]
    courses: tuple[Course, ...]
    lessons: tuple[Lesson, ...]
    marks: tuple[Mark, ...]
    works: tuple[Work, ...]
    unread: tuple[tuple[int, int], ...]
    tests: tuple[Test, ...] = ()


class Score(NamedTuple):
    """What one student has in one component of one course."""

    points: Decimal | None
    numerator: int | Decimal | None
    denominator: int | None
    reason: str | None


def _in(member: Member, group: int, subgroup: int | None, day: date) -> bool:
    there = member.first <= day and (member.last is None or day <= member.last)
    return there and member.group == group and subgroup in (None, member.subgroup)


def _belongs(world: World, student: int, lesson: Lesson) -> bool:
    mine = (member for member in world.members if member.student == student)
    return any(_in(member, lesson.group, lesson.subgroup, lesson.day) for member in mine)


def _meets(member: Member, start: date, end: date) -> bool:
    return member.first <= end and (member.last is None or member.last >= start) and _is_period(member)


def _is_period(member: Member) -> bool:
    return member.last is None or member.first <= member.last


def _rounded(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator * 10**6 // value.denominator) / 10**6
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _reporting_course(world: World, student: int, courses: list[Course], start: date, end: date) -> int:
    """Of the group joined last: the one that ends last, then the one that began last."""
    stays = [
        ((member.last or date.max, first), course.course)
        for course in courses
        for first, member in _stays(world, student, course.group)
        if _meets(member, start, end)
    ]
    return max(stays)[1]


def _stays(world: World, student: int, group: int) -> Iterable[tuple[date, Member]]:
    """Periods of a student in a group, joined where one begins before the day after the other has ended."""
    periods: list[list[int]] = []
    mine = [m for m in world.members if (m.student, m.group) == (student, group) and _is_period(m)]
    for member in sorted(mine, key=lambda member: member.first):
        first, last = member.first.toordinal(), (member.last or date.max).toordinal()
        if periods and first <= periods[-1][1] + 1:
            periods[-1][1] = max(periods[-1][1], last)
        else:
            periods.append([first, last])
    for first, last in periods:
        open_end = None if last == date.max.toordinal() else date.fromordinal(last)
        yield date.fromordinal(first), Member(student, group, None, date.fromordinal(first), open_end)


def plain_points(
    world: World, checkpoint: int, excused: str, mean: str, works_count: bool
) -> dict[tuple[int, int, str], Score]:
    """(student, course, component) -> score."""
    scores: dict[tuple[int, int, str], Score] = {}
    for subject in {(course.discipline, course.semester) for course in world.courses}:
        courses = [c for c in world.courses if (c.discipline, c.semester) == subject]
        term = _lessons_of(world, {c.course for c in world.courses if c.semester == subject[1]})
        period = [lesson.day for lesson in term if lesson.checkpoint == checkpoint]
        if not period:
            continue
        groups = {course.group for course in courses}
        there = {m.student for m in world.members if m.group in groups and _meets(m, min(period), max(period))}
        for student in there:
            whole = [lesson.day for lesson in term]
            course_id = _reporting_course(world, student, courses, min(whole), max(whole))
            control = next(course.control for course in courses if course.course == course_id)
            lessons = [
                lesson
                for lesson in _lessons_of(world, {course.course for course in courses})
                if lesson.checkpoint == checkpoint and _belongs(world, student, lesson)
            ]
            attended, held, missed = _attendance(world, student, lessons, excused)
            values = _values(world, student, lessons)
            if works_count:
                values += _homework(world, student, {c.course for c in courses}, term, checkpoint)
            caps = CAPS[control]
            scores[student, course_id, "participation"] = _participation(caps["participation"], attended, held)
            zeros = missed if mean == "absence_as_zero" else 0
            scores[student, course_id, "performance"] = _performance(caps["performance"], values, zeros)
            tests = [t for t in world.tests if t.checkpoint == checkpoint and t.course in {c.course for c in courses}]
            own = sorted((t for t in tests if t.student == student), key=lambda test: test.course == course_id)
            scores[student, course_id, "test"] = _test(caps["test"], own)
    _drop_tests_not_held(scores)
    return scores


def _test(cap: int, own: list[Test]) -> Score:
    """Points of the course that reports the student, else of the other one."""
    if not own:
        return Score(None, None, None, "not_entered")
    if own[-1].points is None:
        return Score(None, None, None, "did_not_come")
    return Score(own[-1].points, own[-1].points, cap, None)


def _drop_tests_not_held(scores: dict[tuple[int, int, str], Score]) -> None:
    """A course has a test as soon as one of its students has points of it, or did not come to it."""
    tests = {key: score for key, score in scores.items() if key[2] == "test"}
    held = {key[1] for key, score in tests.items() if score.reason != "not_entered"}
    for key in tests:
        if key[1] not in held:
            del scores[key]


def _lessons_of(world: World, courses: set[int]) -> list[Lesson]:
    return [lesson for lesson in world.lessons if lesson.course in courses]


def _attendance(world: World, student: int, lessons: list[Lesson], excused: str) -> tuple[int, int, int]:
    """Lessons attended, held and missed."""
    attended = held = missed = 0
    for lesson in lessons:
        if lesson.completeness != "complete":
            continue
        said = {mark.status for mark in world.marks if (mark.student, mark.lesson) == (student, lesson.lesson)}
        if not said and (student, lesson.lesson) in world.unread:
            continue
        if "absent" in said or ("excused" in said and excused == "absence"):
            missed += 1
        elif "excused" in said:
            continue
        else:
            attended += 1
        held += 1
    return attended, held, missed


def _values(world: World, student: int, lessons: list[Lesson]) -> list[int]:
    own = {lesson.lesson for lesson in lessons}
    return [m.value for m in world.marks if m.student == student and m.lesson in own and m.value is not None]


def _homework(world: World, student: int, courses: set[int], term: list[Lesson], checkpoint: int) -> list[int]:
    ends = {
        number: max((lesson.day for lesson in term if lesson.checkpoint <= number), default=None) for number in (1, 2)
    }
    values = []
    for work in world.works:
        if work.student != student or work.course not in courses or work.due is None:
            continue
        first = ends[1] is not None and work.due <= ends[1]
        if (1 if first else 2) == checkpoint:
            values.append(work.value)
    return values


def _participation(cap: int, attended: int, held: int) -> Score:
    if held == 0:
        return Score(None, attended, held, "no_lessons_held")
    return Score(_rounded(Fraction(cap * attended, held)), attended, held, None)


def _performance(cap: int, values: list[int], zeros: int) -> Score:
    count = len(values) + zeros
    if not values:
        return Score(Decimal("0.00"), 0, count, "no_marks")
    return Score(_rounded(Fraction(cap * sum(values), 5 * count)), sum(values), count, None)
