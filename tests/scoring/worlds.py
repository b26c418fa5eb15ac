"""A small world of plain tuples as the frames that scoring takes."""

from decimal import Decimal

import pandas as pd
from plain_points import Score, World

from ejournal import columns, columns_evidence
from ejournal.parameters import RatingScheme
from ejournal.scoring import points


def frame(declared: columns.Frame, rows: list[dict[str, object]]) -> pd.DataFrame:
    """Rows of the columns that matter; the others are missing, False or 0."""
    blank: dict[str, object] = {name: {"int64": 0, "bool": False}.get(dtype) for name, dtype in declared.dtypes.items()}
    return declared.typed([blank | row for row in rows])


def frames_of(world: World) -> dict[str, pd.DataFrame]:
    """The arguments of ``points`` by name."""
    course_of = {lesson.lesson: lesson.course for lesson in world.lessons}
    return {
        "lessons": frame(
            columns.LESSONS,
            [
                {
                    "lesson_id": lesson.lesson,
                    "course_id": lesson.course,
                    "group_id": lesson.group,
                    "subgroup": lesson.subgroup,
                    "date": lesson.day,
                    "checkpoint": lesson.checkpoint,
                    "completeness": lesson.completeness,
                }
                for lesson in world.lessons
            ],
        ),
        "marks": frame(
            columns.MARKS,
            [
                {
                    "student_id": mark.student,
                    "lesson_id": mark.lesson,
                    "course_id": course_of[mark.lesson],
                    "ordinal": mark.ordinal,
                    "status": mark.status,
                    "value": mark.value,
                }
                for mark in world.marks
            ],
        ),
        "memberships": frame(
            columns.MEMBERSHIPS,
            [
                {
                    "student_id": member.student,
                    "group_id": member.group,
                    "subgroup": member.subgroup,
                    "valid_from": member.first,
                    "valid_to": member.last,
                }
                for member in world.members
            ],
        ),
        "courses": frame(
            columns.COURSES,
            [
                {
                    "course_id": course.course,
                    "group_id": course.group,
                    "discipline": course.discipline,
                    "semester": course.semester,
                    "control": course.control,
                }
                for course in world.courses
            ],
        ),
        "works": frame(
            columns.WORKS,
            [
                {
                    "student_id": work.student,
                    "course_id": work.course,
                    "item": work.item,
                    "due": work.due,
                    "status": "mark",
                    "value": work.value,
                }
                for work in world.works
            ],
        ),
        "quarantine": frame(
            columns.QUARANTINE,
            [
                {"code": "unknown_mark", "student_id": student, "lesson_id": lesson, "raw": "?"}
                for student, lesson in world.unread
            ],
        ),
        "entered": frame(
            columns_evidence.ENTERED,
            [
                {
                    "student_id": test.student,
                    "course_id": test.course,
                    "kind": "test",
                    "checkpoint": test.checkpoint,
                    "points": None if test.points is None else float(test.points),
                }
                for test in world.tests
            ],
        ),
    }


def switched(
    scheme: RatingScheme, excused: str = "absence", mean: str = "given", works_count: bool = False
) -> RatingScheme:
    """The scheme with its switches set."""
    changes = {"excused": excused, "mean": mean, "independent_work_counts": works_count}
    settings = {name: getattr(scheme, name).model_copy(update={"value": value}) for name, value in changes.items()}
    return scheme.model_copy(update=settings)


def as_scores(scores: pd.DataFrame) -> dict[tuple[int, int, str], Score]:
    """A frame of scores as the plain implementation says it."""
    return {
        (row.student_id, row.course_id, row.component): Score(
            _decimal(row.points),
            None if pd.isna(row.numerator) else _decimal(row.numerator),
            None if pd.isna(row.denominator) else int(row.denominator),
            None if pd.isna(row.reason) else row.reason,
        )
        for row in scores.itertuples()
    }


def _decimal(value: float) -> Decimal | None:
    return None if pd.isna(value) else Decimal(f"{value:.4f}").quantize(Decimal("0.01"))


def scores_of(world: World, scheme: RatingScheme, checkpoint: int = 1) -> pd.DataFrame:
    """Scores of a world, indexed by student, course and component."""
    scores = points(**frames_of(world), scheme=scheme, checkpoint=checkpoint)
    return scores.set_index(["student_id", "course_id", "component"])
