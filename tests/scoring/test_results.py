"""How courses end: totals, admission, attempts, debts, averages; each on a case that can be checked by hand (4.1)."""

from datetime import date

import pandas as pd
import pytest
from worlds import frame

from ejournal import columns, columns_decisions, columns_evidence, columns_finals
from ejournal.errors import ParameterError
from ejournal.parameters import RatingScheme
from ejournal.scoring import averages, difference, results

A, B = 1, 2
EXAM, CREDIT, GRADED, THESIS = 10, 20, 30, 40
END = date(2026, 12, 20)
SOON, LATE = date(2026, 12, 21), date(2027, 3, 1)
CONTROLS = {EXAM: "exam", CREDIT: "credit_test", GRADED: "graded_credit_test", THESIS: "thesis"}
Rows = list[dict[str, object]]


def _courses(*ids: int) -> pd.DataFrame:
    rows: Rows = [
        {
            "course_id": course,
            "group_id": 1,
            "discipline": f"D{course}",
            "semester": "2026-1",
            "control": CONTROLS[course],
            "credits": float(course // 10),
        }
        for course in ids
    ]
    return frame(columns.COURSES, rows)


def _members(*rows: tuple[int, int, str, str | None]) -> pd.DataFrame:
    named = [dict(zip(("student_id", "group_id", "valid_from", "valid_to"), row, strict=True)) for row in rows]
    typed: Rows = [{**row, "valid_from": pd.Timestamp(str(row["valid_from"]))} for row in named]
    for row in typed:
        row["valid_to"] = pd.Timestamp(str(row["valid_to"])) if row["valid_to"] else None
    return frame(columns.MEMBERSHIPS, typed)


def _scores(student: int, course: int, *points: tuple[int, str, float | None, str | None]) -> Rows:
    names = ("checkpoint", "component", "points", "reason")
    return [{"student_id": student, "course_id": course, **dict(zip(names, row, strict=True))} for row in points]


def _both(student: int, course: int, participation: float, performance: float) -> Rows:
    """The same points in both checkpoints."""
    return [
        row
        for checkpoint in (1, 2)
        for row in _scores(
            student,
            course,
            (checkpoint, "participation", participation, None),
            (checkpoint, "performance", performance, None),
        )
    ]


def _tests(student: int, course: int, *points: float | None) -> Rows:
    return [
        {"student_id": student, "course_id": course, "kind": "test", "checkpoint": number, "points": value}
        for number, value in enumerate(points, 1)
    ]


def _final(student: int, course: int, points: float | None, kind: str = "exam", attempt: int = 0) -> Rows:
    return [{"student_id": student, "course_id": course, "kind": kind, "attempt": attempt, "points": points}]


def _results(
    scheme: RatingScheme,
    courses: pd.DataFrame,
    scores: Rows,
    entered: Rows,
    posted: Rows | None = None,
    members: pd.DataFrame | None = None,
    on: date = SOON,
) -> pd.DataFrame:
    found = results(
        courses,
        frame(columns.SCORES, scores),
        frame(columns_decisions.POSTED_POINTS, posted or []),
        frame(columns_evidence.ENTERED, entered),
        _members((A, 1, "2026-09-01", None)) if members is None else members,
        scheme,
        end=END,
        on=on,
    )
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == columns_finals.RESULTS.dtypes
    return found.set_index(["student_id", "course_id"])


def _said(row: pd.Series, *names: str) -> tuple[object, ...]:
    return tuple(None if pd.isna(row[name]) else row[name] for name in names)


MARKS = ("total", "letter", "gpa", "traditional", "passed", "reason", "debt")


def test_a_total_with_an_exam(scheme: RatingScheme) -> None:
    """Two checkpoints of 6 + 8.4 + 10.35 and an exam of 30.5: 80.0 exactly, which is a B."""
    found = _results(
        scheme, _courses(EXAM), _both(A, EXAM, 6.0, 8.4), _tests(A, EXAM, 10.35, 10.35) + _final(A, EXAM, 30.0)
    )
    row = found.loc[(A, EXAM)]
    assert _said(row, "before_exam", "admitted", "exam", "attempt") == (49.5, True, 30.0, 0)
    assert _said(row, *MARKS) == (80.0, "B", 3.33, 4, True, None, None)
    assert row["scheme"] == scheme.label


def test_a_missing_part_is_no_zero(scheme: RatingScheme) -> None:
    """Without the second test there is no sum, no admission, no total and no debt; the reason says which is missing."""
    row = _results(scheme, _courses(EXAM), _both(A, EXAM, 8, 10), _tests(A, EXAM, 12) + _final(A, EXAM, 40)).loc[
        (A, EXAM)
    ]
    assert _said(row, "before_exam", "admitted", "attempt", *MARKS) == (None,) * 8 + ("not_entered", None)


@pytest.mark.parametrize(
    ("scores", "entered", "reason"),
    [
        ([], [], "not_scored"),
        (_scores(A, EXAM, (1, "participation", None, "no_lessons_held")), [], "no_lessons_held"),
        (_both(A, EXAM, 8, 10), _tests(A, EXAM, 12, None), "did_not_come"),
        (_both(A, EXAM, 8, 10), _tests(A, EXAM, 12, 12), "not_entered"),
        (_both(A, EXAM, 8, 10), _tests(A, EXAM, 12, 12) + _final(A, EXAM, None), "did_not_come"),
        (_both(A, EXAM, 3, 4), _tests(A, EXAM, 5, 5), "not_admitted"),
    ],
)
def test_why_there_is_no_total(scheme: RatingScheme, scores: Rows, entered: Rows, reason: str) -> None:
    """The first gap gives its reason; before the exam is entered, who has too few points is not admitted."""
    row = _results(scheme, _courses(EXAM), scores, entered).loc[(A, EXAM)]
    assert _said(row, "total", "reason", "debt") == (None, reason, None)


def test_admission_from_the_threshold(scheme: RatingScheme) -> None:
    """31 points before the exam admit, 30.99 do not (assumed in the scheme)."""
    members = _members((A, 1, "2026-09-01", None), (B, 1, "2026-09-01", None))
    scores = _both(A, EXAM, 5, 5) + _both(B, EXAM, 5, 5)
    entered = _tests(A, EXAM, 5, 6) + _tests(B, EXAM, 5, 5.99)
    found = _results(scheme, _courses(EXAM), scores, entered, members=members)
    assert found.loc[(A, EXAM), ["before_exam", "admitted"]].tolist() == [31.0, True]
    assert found.loc[(B, EXAM), ["before_exam", "admitted"]].tolist() == [30.99, False]


def test_credit_tests_and_thesis(scheme: RatingScheme) -> None:
    """A plain credit test passes from 61 and has no traditional mark, a graded one has; a defence stands alone."""
    scores = _both(A, CREDIT, 10, 10.5) + _both(A, GRADED, 10, 10)
    entered = _tests(A, CREDIT, 10, 10) + _tests(A, GRADED, 10, 10) + _final(A, THESIS, 91, "thesis")
    found = _results(scheme, _courses(CREDIT, GRADED, THESIS), scores, entered)
    assert _said(found.loc[(A, CREDIT)], "admitted", *MARKS) == (None, 61.0, "E", 2.0, None, True, None, None)
    assert _said(found.loc[(A, GRADED)], "admitted", *MARKS) == (None, 60.0, "FX", 0.0, 2, False, None, "FX")
    assert _said(found.loc[(A, THESIS)], "before_exam", *MARKS) == (None, 91.0, "A", 4.0, 5, True, None, None)


def _retaken(scheme: RatingScheme, *attempts: float | None) -> pd.Series:
    entered = _tests(A, EXAM, 5, 5) + _final(A, EXAM, 10)
    for number, points in enumerate(attempts, 1):
        entered += _final(A, EXAM, points, "retake" if number < 3 else "summer", number)
    return _results(scheme, _courses(EXAM), _both(A, EXAM, 5, 6), entered).loc[(A, EXAM)]


def test_retakes(scheme: RatingScheme) -> None:
    """FX is a debt until a retake passes; the last attempt counts, or the best one where the scheme says so."""
    assert _said(_retaken(scheme), "exam", "attempt", "total", "debt") == (10.0, 0, 42.0, "FX")
    assert _said(_retaken(scheme, 30), "exam", "attempt", "total", "debt") == (30.0, 1, 62.0, None)
    assert _said(_retaken(scheme, 25, 5), "exam", "attempt", "total", "debt") == (5.0, 2, 37.0, "FX")
    assert _said(_retaken(scheme, 25, None), "exam", "attempt", "total", "debt") == (25.0, 1, 57.0, "FX")
    assert _said(_retaken(scheme, 5, 5, 70), "attempt", "total", "debt") == (3, 70.0, None)
    assert scheme.finals is not None
    best = scheme.finals.retakes.model_copy(
        update={"value": scheme.finals.retakes.value.model_copy(update={"counts": "best"})}
    )
    kind = scheme.model_copy(update={"finals": scheme.finals.model_copy(update={"retakes": best})})
    assert _said(_retaken(kind, 25, 5), "exam", "attempt", "total") == (25.0, 1, 57.0)


def test_posted_points_stand(scheme: RatingScheme) -> None:
    """What was posted goes before what is scored or entered afterwards (4.3)."""
    posted = _scores(A, EXAM, (1, "participation", 1.0, None), (1, "performance", 2.0, None), (1, "test", 3.0, None))
    found = _results(scheme, _courses(EXAM), _both(A, EXAM, 8, 10), _tests(A, EXAM, 12, 12), posted)
    assert found.loc[(A, EXAM), "before_exam"] == 36.0


def test_not_attested_once_the_course_is_over(scheme: RatingScheme) -> None:
    """No total is no debt while points may still be entered; afterwards it is, for an exam and a credit test alike."""
    before = _results(scheme, _courses(EXAM, CREDIT), [], [], on=SOON)["debt"]
    assert pd.isna(before[A, EXAM])
    assert before[A, CREDIT] == "not_attested"
    assert _results(scheme, _courses(EXAM, CREDIT), [], [], on=LATE)["debt"].tolist() == ["not_attested"] * 2


def test_who_left_owes_nothing(scheme: RatingScheme) -> None:
    """Expelled or on leave: the points stay, but they are not counted and owe nothing; who came back does again."""
    members = _members((A, 1, "2026-09-01", "2027-01-15"), (A, 1, "2027-09-01", None))
    entered = _tests(A, EXAM, 5, 5) + _final(A, EXAM, 10)

    def at(day: date) -> tuple[object, ...]:
        row = _results(scheme, _courses(EXAM), _both(A, EXAM, 5, 6), entered, members=members, on=day).loc[(A, EXAM)]
        return _said(row, "member", "total", "debt")

    assert at(date(2027, 1, 10)) == (True, 42.0, "FX")
    assert at(LATE) == (False, 42.0, None)
    assert at(date(2027, 9, 2)) == (True, 42.0, "FX")


def test_points_follow_who_moved(scheme: RatingScheme) -> None:
    """The test taken in the first group and the points posted there count on the course of the second one."""
    courses = _courses(EXAM, CREDIT)
    courses["discipline"] = pd.Categorical(["D", "D"])
    courses["control"] = pd.Categorical(["exam", "exam"])
    courses["group_id"] = [1, 2]
    members = _members((A, 1, "2026-09-01", "2026-10-31"), (A, 2, "2026-11-01", None))
    posted = _scores(A, EXAM, (1, "participation", 1.0, None), (1, "performance", 2.0, None))
    found = _results(
        scheme,
        courses,
        _both(A, CREDIT, 8, 10),
        _tests(A, EXAM, 12) + _tests(A, CREDIT, 11)[:0] + [_tests(A, CREDIT, 0, 11)[1]],
        posted,
        members,
    )
    assert found.index.tolist() == [(A, CREDIT)]
    assert found.loc[(A, CREDIT), "before_exam"] == 1 + 2 + 12 + 8 + 10 + 11


def test_academic_difference_of_who_moved() -> None:
    """Of two groups with one discipline in common: what only the new one has is owed, the old one's is left."""
    courses = _courses(EXAM, CREDIT, GRADED, THESIS)
    courses["group_id"] = [1, 1, 2, 2]
    courses["discipline"] = pd.Categorical(["maths", "logic", "maths", "physics"])
    members = _members((A, 1, "2026-09-01", "2026-10-31"), (A, 2, "2026-11-01", None), (B, 1, "2026-09-01", None))
    found = difference(courses, members, start=date(2026, 9, 1), end=END)
    assert found[["student_id", "course_id", "kind"]].to_numpy().tolist() == [[A, CREDIT, "left"], [A, THESIS, "owed"]]
    assert found["moved"].dt.date.unique().tolist() == [date(2026, 11, 1)]
    assert difference(courses, members, start=date(2026, 11, 2), end=END).empty


def test_averages(scheme: RatingScheme) -> None:
    """3 credits of 2.0, 1 credit of 3.33 and an open course: 2.33 over 4 credits; later semesters add up."""
    rows: Rows = []
    for semester, credits, gpa, total in (
        ("2026-1", 3.0, 2.0, 61.0),
        ("2026-1", 1.0, 3.33, 80.0),
        ("2026-1", 5.0, None, None),
        ("2026-2", 4.0, 0.0, 20.0),
    ):
        passed = None if total is None else total >= 61
        debt = "F" if total == 20 else None
        rows.append(
            {"student_id": A, "semester": semester, "credits": credits, "gpa": gpa, "total": total}
            | {"passed": passed, "debt": debt}
        )
    table = averages(frame(columns_finals.RESULTS, rows), ["2026-1", "2026-2"])
    names = ["semester", "courses", "open", "credits", "earned", "gpa", "cumulative", "debts"]
    assert table[names].values.tolist() == [
        ["2026-1", 3, 1, 4.0, 4.0, 2.33, 2.33, 0],
        ["2026-2", 1, 0, 4.0, 0.0, 0.0, 1.17, 1],
    ]


def test_a_scheme_that_does_not_say_how_courses_end(scheme: RatingScheme) -> None:
    """Such a scheme scores checkpoints, but gives no results."""
    with pytest.raises(ParameterError, match="how a course ends"):
        _results(scheme.model_copy(update={"finals": None}), _courses(EXAM), [], [])


def test_nothing_gives_no_results(scheme: RatingScheme) -> None:
    """No members and no points give an empty frame of the declared columns."""
    assert _results(scheme, _courses(EXAM), [], [], members=_members()).empty
