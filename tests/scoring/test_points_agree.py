"""The vectorized points agree with the plain ones on random small worlds."""

from datetime import date, timedelta
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plain_points import Course, Lesson, Mark, Member, Work, World, plain_points
from random_worlds import random_world, united
from worlds import as_scores, frames_of, switched

from ejournal.parameters import RatingScheme
from ejournal.scoring import points

START = date(2026, 9, 1)
DAYS = st.integers(0, 20).map(lambda number: START + timedelta(days=number))
STUDENTS, GROUPS = st.integers(1, 4), st.integers(1, 3)
SUBGROUPS = st.sampled_from([None, None, 1, 2])
COMPLETENESS = st.sampled_from(["complete", "complete", "complete", "incomplete", "not_held"])
STATUSES = st.sampled_from(["mark", "mark", "absent", "excused", "present"])
CONTROLS = ("exam", "credit_test")
WORLDS = 16

MEMBERS = st.lists(st.builds(Member, STUDENTS, GROUPS, SUBGROUPS, DAYS, st.none() | DAYS), min_size=1, max_size=10)
LESSONS = st.lists(st.tuples(st.integers(0, 5), SUBGROUPS, DAYS, COMPLETENESS), min_size=1, max_size=16)
SAID = st.lists(
    st.tuples(STUDENTS, st.integers(0, 15), st.integers(1, 2), STATUSES, st.integers(0, 5)),
    max_size=30,
    unique_by=lambda row: row[:3],
)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Three groups with two disciplines each, one of them in another semester; students come, move and go."""
    control = draw(st.tuples(*[st.sampled_from(CONTROLS)] * 6))
    courses = tuple(
        Course(10 + i, 1 + i % 3, "maths" if i < 3 else "physics", "2026-2" if i == 5 else "2026-1", control[i])
        for i in range(6)
    )
    lessons = tuple(
        Lesson(100 + i, 10 + row[0], 1 + row[0] % 3, row[1], row[2], 1 if row[2] < START + timedelta(10) else 2, row[3])
        for i, row in enumerate(draw(LESSONS))
    )
    marks = tuple(
        Mark(student, 100 + lesson, ordinal, status, value if status == "mark" else None)
        for student, lesson, ordinal, status, value in draw(SAID)
        if lesson < len(lessons)
    )
    works = draw(
        st.lists(
            st.builds(Work, STUDENTS, st.integers(10, 15), st.integers(1, 3), st.none() | DAYS, st.integers(0, 5)),
            max_size=6,
        )
    )
    unread = draw(st.lists(st.tuples(STUDENTS, st.integers(100, 99 + len(lessons))), max_size=6))
    return World(tuple(draw(MEMBERS)), courses, lessons, marks, tuple(works), tuple(unread))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    world=worlds(),
    checkpoint=st.integers(1, 2),
    excused=st.sampled_from(["absence", "neutral"]),
    mean=st.sampled_from(["given", "absence_as_zero"]),
    works_count=st.booleans(),
)
def test_points_agree_with_plain_points(
    scheme: RatingScheme, world: World, checkpoint: int, excused: str, mean: str, works_count: bool
) -> None:
    """Same students, courses, points, counts and reasons, whatever moves, subgroups, switches and gaps there are."""
    ours = points(**frames_of(world), scheme=switched(scheme, excused, mean, works_count), checkpoint=checkpoint)
    assert as_scores(ours) == plain_points(world, checkpoint, excused, mean, works_count)


def test_thousands_of_random_courses_agree(scheme: RatingScheme) -> None:
    """At least 5,000 random courses, scored many at once, each as the plain implementation scores it alone."""
    scored: set[tuple[int, int]] = set()

    @settings(max_examples=150, deadline=None, derandomize=True, database=None)
    @given(
        seed=st.integers(0, 2**32),
        excused=st.sampled_from(["absence", "neutral"]),
        mean=st.sampled_from(["given", "absence_as_zero"]),
        works_count=st.booleans(),
    )
    def agree(seed: int, excused: str, mean: str, works_count: bool) -> None:
        random = Random(seed)
        parts = [random_world(random, number) for number in range(WORLDS)]
        frames = frames_of(united(parts))
        for checkpoint in (1, 2):
            ours = points(**frames, scheme=switched(scheme, excused, mean, works_count), checkpoint=checkpoint)
            plain = [plain_points(part, checkpoint, excused, mean, works_count) for part in parts]
            assert as_scores(ours) == {key: score for scores in plain for key, score in scores.items()}
            scored.update((seed, int(course)) for course in ours["course_id"])

    agree()
    assert len(scored) >= 5_000
