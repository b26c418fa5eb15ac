"""What each student has of each course, gathered from scores, posted points and points entered."""

from datetime import date

import pandas as pd

from ejournal.parameters import RatingScheme

LINE = ["student_id", "subject"]
PIECE = [*LINE, "checkpoint", "component"]
SCORED, ENTERED, POSTED = 0, 1, 2


def subjects(courses: pd.DataFrame) -> pd.DataFrame:
    """course_id, group_id, control, credits, semester and ``subject``: discipline x semester, over all groups."""
    named = courses[["course_id", "group_id", "control", "credits", "semester"]].copy()
    named["control"] = named["control"].astype(object)
    named["subject"] = courses.groupby(["discipline", "semester"], observed=True).ngroup()
    return named


def lines(
    courses: pd.DataFrame, memberships: pd.DataFrame, rows: list[pd.DataFrame], until: date, on: date
) -> pd.DataFrame:
    """One line per student x subject with the course that reports it and ``member``: still a student on the day ``on``.

    It is the course of the group that the student belongs to at ``until``, else the last one that has points.
    """
    there = memberships[_on(memberships, until)][["student_id", "group_id"]].drop_duplicates()
    now = there.merge(courses[["group_id", "course_id"]], on="group_id")[["student_id", "course_id"]]
    before = [frame[["student_id", "course_id"]].drop_duplicates() for frame in rows]
    every = pd.concat([*(frame.assign(rank=0) for frame in before), now.assign(rank=1)], ignore_index=True)
    every = every.merge(courses.drop(columns="group_id"), on="course_id")
    last = every.sort_values(["rank", "course_id"]).drop_duplicates(LINE, keep="last")
    students = memberships.loc[_on(memberships, on), "student_id"]
    found = last.assign(member=last["student_id"].isin(students)).drop(columns="rank")
    return found.sort_values(["course_id", "student_id"], ignore_index=True)


def _on(memberships: pd.DataFrame, day: date) -> pd.Series:
    at = pd.Timestamp(day)
    return (memberships["valid_from"] <= at) & ~(memberships["valid_to"] < at)


def pieces(
    lines: pd.DataFrame,
    courses: pd.DataFrame,
    scheme: RatingScheme,
    scores: pd.DataFrame,
    posted: pd.DataFrame,
    entered: pd.DataFrame,
) -> pd.DataFrame:
    """One row per line x checkpoint x component that the scheme asks for: points, or the reason why there are none.

    What is posted stands before what is scored and entered now (4.3), what stands on the course that reports the
    student before what stands on the one that was left.
    """
    expected = _expected(lines, scheme)
    typed = _typed(scheme)
    names = ["student_id", "course_id", "checkpoint", "component", "points", "reason"]
    tests = entered[(entered["kind"] == "test").fillna(False)].merge(courses[["course_id", "control"]], on="course_id")
    tests = tests.merge(typed, on="control")
    tests["reason"] = pd.Series(None, index=tests.index, dtype=object).where(tests["points"].notna(), "did_not_come")
    scored = scores[~scores["component"].isin(typed["component"])]
    kinds = ((scored, SCORED), (tests, ENTERED), (posted, POSTED))
    found = pd.concat([_plain(frame[names]).assign(rank=rank) for frame, rank in kinds], ignore_index=True)
    found = found.merge(courses[["course_id", "subject"]], on="course_id")
    own = lines[[*LINE, "course_id"]].rename(columns={"course_id": "own"})
    found = found.merge(own, on=LINE)
    found["reports"] = found["course_id"] == found["own"]
    found = found.sort_values(["rank", "reports"], kind="stable").drop_duplicates(PIECE, keep="last")
    joined = expected.merge(found[[*PIECE, "points", "reason"]], on=PIECE, how="left")
    unsaid = joined["points"].isna() & joined["reason"].isna()
    joined.loc[unsaid, "reason"] = joined.loc[unsaid, "blank"]
    return joined


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    """Codes as objects and numbers as plain numbers, so that frames of different origin can stand in one."""
    return rows.assign(
        component=rows["component"].astype(object),
        reason=rows["reason"].astype(object),
        checkpoint=rows["checkpoint"].astype("int64"),
        points=rows["points"].astype("Float64"),
    )


def _expected(lines: pd.DataFrame, scheme: RatingScheme) -> pd.DataFrame:
    """``blank`` is the reason where nothing is known of the piece."""
    asked = pd.DataFrame(
        [
            (control, checkpoint, name, "not_entered" if component.measure == "entered" else "not_scored")
            for control, setting in scheme.controls.items()
            for checkpoint in range(1, scheme.checkpoints.value + 1)
            for name, component in setting.components.items()
        ],
        columns=["control", "checkpoint", "component", "blank"],
    ).astype({"checkpoint": "int64"})
    return lines[[*LINE, "control"]].merge(asked, on="control")


def _typed(scheme: RatingScheme) -> pd.DataFrame:
    """The component of each form of control whose points are entered."""
    rows = [
        (control, name)
        for control, setting in scheme.controls.items()
        for name, component in setting.components.items()
        if component.measure == "entered"
    ]
    return pd.DataFrame(rows, columns=["control", "component"])
