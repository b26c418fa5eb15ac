"""The worked example of the scheme (3.5), and each reading of it on a case that can be checked by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from plain_points import Course, Lesson, Mark, Member, Work, World
from worlds import frames_of, scores_of, switched

from ejournal import columns
from ejournal.errors import ParameterError
from ejournal.parameters import RatingScheme
from ejournal.scoring import points

START = date(2026, 9, 1)
A, B = 1, 2


def _day(number: int) -> date:
    return START + timedelta(days=number - 1)


def _lessons(count: int, course: int = 1, group: int = 1, first_id: int = 1) -> tuple[Lesson, ...]:
    return tuple(Lesson(first_id + i, course, group, None, _day(i + 1), 1, "complete") for i in range(count))


def _world(control: str = "exam") -> World:
    """Eight complete lessons; A has 5 4 кж 5 + 3 кж 4, B joined on the third day and was there without marks."""
    typed = ["5", "4", "кж", "5", "+", "3", "кж", "4"]
    statuses = {"кж": "absent", "+": "present"}
    marks = tuple(
        Mark(A, number, 1, statuses.get(text, "mark"), int(text) if text.isdigit() else None)
        for number, text in enumerate(typed, 1)
    )
    members = (Member(A, 1, None, START, None), Member(B, 1, None, _day(3), None))
    return World(members, (Course(1, 1, "maths", "2026-1", control),), _lessons(8), marks, (), ())


def _row(scores: pd.DataFrame, student: int, component: str, course: int = 1) -> tuple[object, ...]:
    row = scores.loc[(student, course, component)]
    return tuple(None if pd.isna(row[name]) else row[name] for name in ("points", "numerator", "denominator", "reason"))


@pytest.mark.parametrize(("control", "participation", "performance"), [("exam", 6.0, 8.4), ("credit_test", 12.0, 16.8)])
def test_worked_example(scheme: RatingScheme, control: str, participation: float, performance: float) -> None:
    """6 of 8 lessons and a mean of 4.2 (3.5)."""
    scores = scores_of(_world(control), scheme)
    assert _row(scores, A, "participation") == (participation, 6, 8, None)
    assert _row(scores, A, "performance") == (performance, 21, 5, None)


def test_absence_as_zero(scheme: RatingScheme) -> None:
    """With absence as 0 the mean of the example is 21 / 7 = 3.0."""
    scores = scores_of(_world(), switched(scheme, mean="absence_as_zero"))
    assert _row(scores, A, "performance") == (6.0, 21, 7, None)
    assert _row(scores, A, "participation") == (6.0, 6, 8, None)


def test_who_joined_later(scheme: RatingScheme) -> None:
    """Lessons before the membership count nowhere; no marks give 0 with a reason."""
    scores = scores_of(_world(), scheme)
    assert _row(scores, B, "participation") == (8.0, 6, 6, None)
    assert _row(scores, B, "performance") == (0.0, 0, 0, "no_marks")


def test_the_frame_is_as_declared(scheme: RatingScheme) -> None:
    """Columns and types of columns.SCORES, with the scheme's label and the caps."""
    scores = points(**frames_of(_world()), scheme=scheme, checkpoint=1)
    assert {name: str(dtype) for name, dtype in scores.dtypes.items()} == columns.SCORES.dtypes
    assert scores["scheme"].unique().tolist() == [scheme.label]
    assert scores["cap"].tolist() == [8, 10, 8, 10]
    assert scores["checkpoint"].unique().tolist() == [1]


def test_excused(scheme: RatingScheme) -> None:
    """An excused absence is an absence by default and leaves both counts by the switch."""
    world = _world()
    world = replace(world, marks=(*world.marks, Mark(B, 3, 1, "excused", None)))
    assert _row(scores_of(world, scheme), B, "participation") == (6.67, 5, 6, None)
    neutral = scores_of(world, switched(scheme, excused="neutral"))
    assert _row(neutral, B, "participation") == (8.0, 5, 5, None)


def test_absent_and_excused_in_one_cell_are_one_absence(scheme: RatingScheme) -> None:
    """A cell counts once, however many ordinals it has."""
    world = _world()
    world = replace(world, marks=(*world.marks, Mark(B, 3, 1, "absent", None), Mark(B, 3, 2, "excused", None)))
    for switch in ("absence", "neutral"):
        assert _row(scores_of(world, switched(scheme, excused=switch)), B, "participation") == (6.67, 5, 6, None)


def test_incomplete_lessons_keep_their_marks(scheme: RatingScheme) -> None:
    """An incomplete column earns no participation, yet its marks count; its кж does not."""
    world = _world()
    lessons = tuple(
        replace_completeness(lesson, "incomplete") if lesson.lesson in (3, 4) else lesson for lesson in world.lessons
    )
    scores = scores_of(replace(world, lessons=lessons), scheme)
    assert _row(scores, A, "participation") == (6.67, 5, 6, None)
    assert _row(scores, A, "performance") == (8.4, 21, 5, None)


def replace_completeness(lesson: Lesson, completeness: str) -> Lesson:
    """The lesson in another state."""
    return lesson._replace(completeness=completeness)


def test_no_lesson_held(scheme: RatingScheme) -> None:
    """Without a lesson held participation is missing with a reason: never 0, never full."""
    world = _world()
    lessons = tuple(replace_completeness(lesson, "not_held") for lesson in world.lessons)
    scores = scores_of(replace(world, lessons=lessons, marks=()), scheme)
    assert _row(scores, A, "participation") == (None, 0, 0, "no_lessons_held")
    assert _row(scores, A, "performance") == (0.0, 0, 0, "no_marks")


def test_a_zero_is_a_mark(scheme: RatingScheme) -> None:
    """A typed 0 enters the mean and is no absence; 5/4 are two marks."""
    world = _world()
    marks = (Mark(A, 1, 1, "mark", 0), Mark(A, 2, 1, "mark", 5), Mark(A, 2, 2, "mark", 4))
    scores = scores_of(replace(world, marks=marks), scheme)
    assert _row(scores, A, "performance") == (6.0, 9, 3, None)
    assert _row(scores, A, "participation") == (8.0, 8, 8, None)


def test_an_unreadable_cell_counts_for_nobody(scheme: RatingScheme) -> None:
    """A quarantined cell leaves both counts, unless its last good value still stands."""
    world = replace(_world(), unread=((B, 3), (B, 3), (A, 1), (B, 1)))
    scores = scores_of(world, scheme)
    assert _row(scores, B, "participation") == (8.0, 5, 5, None)
    assert _row(scores, A, "participation") == (6.0, 6, 8, None)


def test_subgroups(scheme: RatingScheme) -> None:
    """A subgroup's lesson counts for its members alone, and one with two membership rows is counted once."""
    world = _world()
    members = (Member(A, 1, None, START, None), Member(A, 1, 1, START, None), Member(B, 1, 2, START, None))
    lessons = (*world.lessons, Lesson(9, 1, 1, 1, _day(2), 1, "complete"))
    scores = scores_of(replace(world, members=members, lessons=lessons), scheme)
    assert _row(scores, A, "participation") == (6.22, 7, 9, None)
    assert _row(scores, B, "participation") == (8.0, 8, 8, None)


def test_who_moved_has_both_groups_on_the_later_course(scheme: RatingScheme) -> None:
    """The union over both groups of one discipline, on the course of the group joined last."""
    members = (Member(A, 1, None, START, _day(4)), Member(A, 2, None, _day(5), None), Member(B, 1, None, START, None))
    courses = (Course(1, 1, "maths", "2026-1", "exam"), Course(2, 2, "maths", "2026-1", "exam"))
    courses += (Course(3, 1, "physics", "2026-1", "exam"),)
    lessons = _lessons(8) + _lessons(8, 2, 2, 101) + _lessons(2, 3, 1, 201)
    marks = (Mark(A, 1, 1, "absent", None), Mark(A, 101, 1, "absent", None), Mark(A, 105, 1, "mark", 5))
    scores = scores_of(World(members, courses, lessons, marks, (), ()), scheme)
    assert _row(scores, A, "participation", 2) == (7.0, 7, 8, None)
    assert _row(scores, A, "performance", 2) == (10.0, 5, 1, None)
    assert (A, 1, "participation") not in scores.index
    assert _row(scores, A, "participation", 3) == (8.0, 2, 2, None)
    assert _row(scores, B, "participation", 1) == (8.0, 8, 8, None)


def test_who_left_before_the_period_has_no_rows(scheme: RatingScheme) -> None:
    """Rows are for those who were in the group during the checkpoint's period."""
    world = _world()
    members = (*world.members, Member(3, 1, None, _day(-9), _day(0)), Member(4, 1, None, _day(8), None))
    students = scores_of(replace(world, members=members), scheme).index.get_level_values("student_id")
    assert set(students) == {A, B, 4}


def test_independent_work_counts_by_switch(scheme: RatingScheme) -> None:
    """Marks of СРС due in the period enter the mean only where the scheme says so."""
    world = replace(_world(), works=(Work(B, 1, 1, _day(5), 4), Work(B, 1, 2, None, 1)))
    assert _row(scores_of(world, scheme), B, "performance")[0] == 0.0
    counted = scores_of(world, switched(scheme, works_count=True))
    assert _row(counted, B, "performance") == (8.0, 4, 1, None)


def test_a_control_that_the_scheme_lacks(scheme: RatingScheme) -> None:
    """An unknown form of control is named, not scored as nothing."""
    with pytest.raises(ParameterError, match="viva"):
        scores_of(_world("viva"), scheme)


def test_nothing_gives_nothing(scheme: RatingScheme) -> None:
    """No courses, no members or no lessons give an empty frame of the declared columns."""
    world = _world()
    empty = (replace(world, courses=()), replace(world, members=()), replace(world, lessons=(), marks=()))
    for part in (*empty, World((), (), (), (), (), ())):
        scores = points(**frames_of(part), scheme=scheme, checkpoint=1)
        assert scores.empty
        assert list(scores.columns) == list(columns.SCORES.dtypes)
