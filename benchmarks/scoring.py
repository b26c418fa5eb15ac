"""Points of a whole university from long frames, beside ``np.bincount`` over the same factorized columns.

600 groups of 25 students, 8 courses each with 45 lessons: 5.4 million cells, all lessons complete, a third of the cells
filled. Ours goes from the frames of ``Dataset`` (marks, lessons, memberships, courses) to the frame of points: dates of
membership, cells with two marks, caps, rounding and reasons. The peer is given the columns already factorized and only
counts: lessons held and attended, sum and number of marks per student x course. The counts of both must be equal.
Goal: at most 5 times the peer; making the frames and memory (under 2 GB for scoring alone) stand apart.
"""

import time
import tracemalloc
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from measure import in_turn, report

from ejournal import columns
from ejournal.parameters import RatingScheme, load_parameters, share_folder
from ejournal.scoring import points

GROUPS, STUDENTS, COURSES, LESSONS = 600, 25, 8, 45
FILLED = 1 / 3
STATUSES = ("mark", "absent", "excused", "present")
CHANCES = (0.7, 0.2, 0.05, 0.05)
MARK, ABSENT, EXCUSED = 0, 1, 2
RUNS = 7
MOST_MEMORY = 2e9
START = np.datetime64("2026-09-01", "us")
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class University:
    """The frames that scoring takes, and the same marks factorized: line (student x course), status, value."""

    frames: dict[str, pd.DataFrame]
    line: Whole
    status: Whole
    value: Whole
    held: Whole
    lines: int


def typed(declared: columns.Frame, **given: object) -> pd.DataFrame:
    """A frame of these columns in their declared types; the columns that scoring never reads are left out."""
    return pd.DataFrame({name: pd.Series(values).astype(declared.dtypes[name]) for name, values in given.items()})


def keys(count: int, random: np.random.Generator) -> Whole:
    """Keys with gaps between them, as a store's are."""
    return np.cumsum(random.integers(1, 4, count))


def make(random: np.random.Generator) -> University:
    """The university: every student in one group throughout, marks in the order in which the dataset gives them."""
    group, student = keys(GROUPS, random), keys(GROUPS * STUDENTS, random)
    course, lesson = keys(GROUPS * COURSES, random), keys(GROUPS * COURSES * LESSONS, random)
    course_of = np.repeat(np.arange(len(course)), LESSONS)
    day = START + np.timedelta64(1, "D") * np.sort(random.integers(0, 54, (len(course), LESSONS)), axis=1).ravel()
    filled = np.flatnonzero(random.random(len(lesson) * STUDENTS) < FILLED)
    filled = filled[np.argsort(day[filled // STUDENTS], kind="stable")]
    at, seat = filled // STUDENTS, filled % STUDENTS
    who = course_of[at] // COURSES * STUDENTS + seat
    status = random.choice(len(STATUSES), len(filled), p=CHANCES)
    value = np.where(status == MARK, random.integers(2, 6, len(filled)), -1)
    frames = {
        "lessons": typed(
            columns.LESSONS,
            lesson_id=lesson,
            course_id=course[course_of],
            group_id=group[course_of // COURSES],
            subgroup=pd.array([None] * len(lesson), dtype="Int16"),
            date=day,
            checkpoint=np.ones(len(lesson), np.int16),
            completeness=pd.Categorical.from_codes(np.zeros(len(lesson), np.int8), ["complete", "incomplete"]),
        ),
        "marks": typed(
            columns.MARKS,
            student_id=student[who],
            lesson_id=lesson[at],
            course_id=course[course_of[at]],
            ordinal=np.ones(len(filled), np.int16),
            status=pd.Categorical.from_codes(status, list(STATUSES)),
            value=pd.Series(value, dtype="Int16").where(value >= 0),
        ),
        "memberships": typed(
            columns.MEMBERSHIPS,
            student_id=student,
            group_id=np.repeat(group, STUDENTS),
            subgroup=pd.array([None] * len(student), dtype="Int16"),
            valid_from=np.full(len(student), START),
            valid_to=np.full(len(student), np.datetime64("NaT", "us")),
        ),
        "courses": typed(
            columns.COURSES,
            course_id=course,
            semester=["2026-1"] * len(course),
            group_id=np.repeat(group, COURSES),
            discipline=np.tile([f"D{number}" for number in range(COURSES)], GROUPS),
            control=np.tile(["exam", "credit_test"], len(course) // 2),
        ),
    }
    line = who * COURSES + course_of[at] % COURSES
    return University(frames, line, status, value, np.full(len(student) * COURSES, LESSONS), len(student) * COURSES)


def peer(university: University) -> tuple[Whole, ...]:
    """Held, attended, sum and number of marks per line."""
    missed = (university.status == ABSENT) | (university.status == EXCUSED)
    given = university.status == MARK
    absences = np.bincount(university.line[missed], minlength=university.lines)
    counts = np.bincount(university.line[given], minlength=university.lines)
    sums = np.bincount(university.line[given], weights=university.value[given], minlength=university.lines)
    return university.held, university.held - absences, sums.astype(np.int64), counts


def ours(university: University, scheme: RatingScheme) -> pd.DataFrame:
    """The frame of points."""
    return points(**university.frames, scheme=scheme, checkpoint=1)


def check_equal(scores: pd.DataFrame, counted: tuple[Whole, ...]) -> None:
    """Both say the same of every student, course and component."""
    held, attended, sums, counts = counted
    lines = np.arange(len(held))
    for component, numerator, denominator in (("participation", attended, held), ("performance", sums, counts)):
        own = scores[scores["component"] == component]
        order = np.lexsort((own["course_id"].to_numpy(), own["student_id"].to_numpy()))
        assert len(own) == len(lines)
        assert np.array_equal(own["numerator"].to_numpy(np.int64)[order], numerator)
        assert np.array_equal(own["denominator"].to_numpy(np.int64)[order], denominator)


def run() -> None:
    """Measure and report."""
    began = time.perf_counter()
    university = make(np.random.default_rng(1))
    loading = time.perf_counter() - began
    scheme = load_parameters(share_folder("parameters")).rating("2026-2027")
    check_equal(ours(university, scheme), peer(university))
    tracemalloc.start()
    ours(university, scheme)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    cells = GROUPS * STUDENTS * COURSES * LESSONS
    print(f"{cells} cells, {len(university.line)} marks; making the frames {loading:.1f} s (not measured)")
    print(f"peak memory of scoring alone {peak / 1e6:.0f} MB (limit {MOST_MEMORY / 1e6:.0f} MB)")
    assert peak < MOST_MEMORY
    measured = in_turn(lambda: ours(university, scheme), lambda: peer(university), RUNS)
    facts = {"cells": cells, "marks": len(university.line), "peak_mb": round(peak / 1e6)}
    report("scoring", measured, 5.0, **facts, loading_s=round(loading, 2))


if __name__ == "__main__":
    run()
