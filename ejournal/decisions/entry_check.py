"""Lines of a file of points against the dataset: who, which course, how many points, and whether they may be."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ejournal.decisions.entry_file import EntryLine
from ejournal.decisions.entry_words import EntryProblem, problem
from ejournal.names import normalized
from ejournal.rating import RatingScheme
from ejournal.scoring.attempts import Entry

ABSENT = frozenset(("н/я", "ня", "неявка", "не явился", "не явилась", "келген жок", "absent", "did not come"))
_POINTS = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
RETAKEN = frozenset(("FX", "did_not_come"))


@dataclass(frozen=True)
class Ground:
    """What lines are judged by, of one semester.

    ``students`` rows by key; ``courses`` rows by key; ``groups_of``: student -> groups of the semester, the last
    one joined last; ``results`` by
    (student, course); ``posted`` courses whose checkpoint is locked; ``sealed`` courses whose grade sheet is approved.
    """

    entry: Entry
    scheme: RatingScheme
    today: date
    ends: date
    course: str
    document: str
    students: dict[int, dict[str, Any]]
    courses: dict[int, dict[str, Any]]
    groups_of: dict[int, list[int]]
    results: dict[tuple[int, int], dict[str, Any]]
    posted: set[int] = field(default_factory=set)
    sealed: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Entered:
    """Points of one student in one course; None = did not come."""

    student_id: int
    course_id: int
    points: float | None


def check_lines(lines: Sequence[EntryLine], ground: Ground) -> tuple[list[Entered], list[EntryProblem]]:
    """What the lines say, and everything that is wrong with them, each line on its own."""
    found, problems = [], list(_window(ground))
    names = _names(ground)
    first: dict[tuple[int, int], int] = {}
    for line in lines:
        entered, wrong = _line(line, ground, names)
        if entered is not None:
            earlier = first.setdefault((entered.student_id, entered.course_id), line.line)
            if earlier != line.line:
                wrong.append(problem("twice", line.line, "student", line.student, line=earlier))
            found.append(entered)
        problems += wrong
    return found, problems


def _window(ground: Ground) -> Iterator[EntryProblem]:
    """Outside its window an entry needs a document."""
    window = ground.entry.window(ground.scheme)
    if window is None or ground.document:
        return
    opens, closes = (ground.ends + timedelta(days=days) for days in (window.opens, window.closes))
    if not opens <= ground.today <= closes:
        days = {"opens": f"{opens:%d.%m.%Y}", "closes": f"{closes:%d.%m.%Y}"}
        yield problem("window", 1, "", f"{ground.today:%d.%m.%Y}", **days)


def _names(ground: Ground) -> dict[str, set[int]]:
    """Every word that a student may be given by -> students."""
    found: dict[str, set[int]] = defaultdict(set)
    for key, row in ground.students.items():
        for word in (row["student"], row["number"], row["name"]):
            found[normalized(word)].add(key)
    return found


def _line(line: EntryLine, ground: Ground, names: dict[str, set[int]]) -> tuple[Entered | None, list[EntryProblem]]:
    points, wrong = _points(line)
    course_word = line.course or ground.course
    students = names.get(normalized(line.student), set())
    inside = {key for key in students if _courses(course_word, key, ground)}
    if not students or (ground.course and not line.course and not inside):
        return None, [*wrong, problem("unknown_student", line.line, "student", line.student)]
    if not inside:
        return None, [*wrong, problem("unknown_course", line.line, "course", course_word)]
    if len(inside) > 1:
        return None, [*wrong, problem("two_students", line.line, "student", line.student)]
    student = inside.pop()
    joined = ground.groups_of[student]
    named = _courses(course_word, student, ground)
    course = max(named, key=lambda key: joined.index(ground.courses[key]["group_id"]))
    wrong += _allowed(line, student, course, points, ground)
    return Entered(student, course, None if points is None else float(points)), wrong


def _courses(word: str, student: int, ground: Ground) -> list[int]:
    """Courses of the student's groups that the word names: public id, code or name of the discipline."""
    asked = normalized(word)
    return [
        key
        for key, row in ground.courses.items()
        if row["group_id"] in ground.groups_of.get(student, ())
        and asked in {normalized(row[name]) for name in ("course", "discipline", "discipline_name")}
    ]


def _points(line: EntryLine) -> tuple[Decimal | None, list[EntryProblem]]:
    text = " ".join(line.points.split()).casefold()
    if text in ABSENT:
        return None, []
    if not _POINTS.fullmatch(text):
        return None, [problem("not_points", line.line, "points", line.points)]
    return Decimal(text.replace(",", ".")), []


def _allowed(
    line: EntryLine, student: int, course: int, points: Decimal | None, ground: Ground
) -> Iterator[EntryProblem]:
    """Everything that the scheme, a lock or an earlier result says against the points."""
    cap = ground.entry.cap(str(ground.courses[course]["control"]), ground.scheme)
    if cap is None:
        yield problem("no_such_control", line.line, "course", line.course, control=ground.entry.name)
        return
    if points is not None and points > Decimal(str(cap)):
        yield problem("above_cap", line.line, "points", line.points, cap=f"{cap:g}")
    if course in ground.posted:
        yield problem("posted", line.line, "course", line.course)
    if course in ground.sealed:
        yield problem("signed", line.line, "course", line.course)
    check = _BY_KIND.get(ground.entry.kind)
    if check is not None:
        yield from check(line, ground.results.get((student, course), {}), ground)


def _exam(line: EntryLine, result: dict[str, Any], ground: Ground) -> Iterator[EntryProblem]:
    """Who has too few points from the checkpoints is not admitted."""
    if result.get("admitted") in (None, True) or ground.scheme.finals is None:
        return
    needed = f"{ground.scheme.finals.admitted_from.value:g}"
    yield problem(
        "not_admitted", line.line, "student", line.student, points=f"{result['before_exam']:g}", needed=needed
    )


def _retake(line: EntryLine, result: dict[str, Any], ground: Ground) -> Iterator[EntryProblem]:
    """FX, or an exam not come to; the second one after the first, and an entry may be written anew."""
    attempt, own = result.get("attempt"), ground.entry.attempt or 0
    if attempt is not None and attempt >= own:
        return
    open_debt = {result.get("letter"), result.get("reason")} & RETAKEN
    if not open_debt or (own > 1 and attempt != own - 1):
        yield problem("nothing_to_retake", line.line, "student", line.student)


_BY_KIND: dict[str, Callable[[EntryLine, dict[str, Any], Ground], Iterator[EntryProblem]]] = {
    "exam": _exam,
    "retake": _retake,
}
