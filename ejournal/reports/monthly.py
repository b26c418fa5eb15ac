"""The monthly report of a group (2.5, 3.6, 6.2): filling, attendance, performance, absences; frames in, frames out.

Shares are 0-1 and missing where nothing could be counted. "Month" is its local calendar days up to ``today``.
"""

import datetime
from typing import cast

import pandas as pd

from ejournal.reports.order import ordered

ABSOLUTE, QUALITY, DEGREE = "absolute", "quality", "degree"
WEIGHTS = {5: 1.0, 4: 0.64, 3: 0.36, 2: 0.16}  # степень обученности учащихся, СОУ
NOT_ATTESTED = 0.07
TIMELINESS = ("on_time", "late", "undetermined")
KINDS = ("lecture", "practice", "lab")


def month_days(month: str, today: datetime.date) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of a month ``YYYY-MM``, the last one not after ``today``."""
    first = pd.Timestamp(f"{month}-01")
    return first, min(first + pd.offsets.MonthEnd(0), pd.Timestamp(today))


def lessons_of_month(lessons: pd.DataFrame, month: str, today: datetime.date) -> pd.DataFrame:
    """The lessons due by the timetable (3.5): those of the month up to today that were not cancelled."""
    first, last = month_days(month, today)
    return lessons[lessons["date"].between(first, last) & (lessons["status"] != "cancelled")]


def members_on(memberships: pd.DataFrame, group_id: int, day: pd.Timestamp) -> pd.Index:
    """Student ids of the group's members on that day; N of the figures counts these and no others."""
    of_group = memberships[memberships["group_id"] == group_id]
    there = (of_group["valid_from"] <= day) & (of_group["valid_to"].isna() | (of_group["valid_to"] >= day))
    students: list[int] = sorted(of_group.loc[there, "student_id"].unique().tolist())
    return pd.Index(students, name="student_id")


def filling(lessons: pd.DataFrame, timeliness: pd.Series, journals: pd.DataFrame) -> pd.DataFrame:
    """One row per journal: lessons due, filled, empty, filled on time, late and undetermined, with shares.

    ``timeliness`` is aligned with ``lessons``; a lesson reported as not held counts as filled (3.5).
    """
    named = journals[["journal_id", "discipline_name", "kinds", "subgroup", "teacher"]]
    rows = named.merge(_counted(lessons, timeliness, "journal_id"), on="journal_id", how="inner")
    order = rows.assign(kind=rows["kinds"].str.split(",").str[0].map({kind: at for at, kind in enumerate(KINDS)}))
    order = ordered(order, ["discipline_name", "kind", "subgroup", "journal_id"], missing="first")
    return _with_filling_shares(order.drop(columns="kind"))


def filling_by_teacher(lessons: pd.DataFrame, timeliness: pd.Series) -> pd.DataFrame:
    """One row per teacher or substitute who was to hold the lessons: the counts of :func:`filling`, with shares."""
    rows = _counted(lessons, timeliness, "teacher")
    journals = lessons.groupby("teacher", dropna=False)["journal_id"].nunique().rename("journals").reset_index()
    return _with_filling_shares(ordered(rows.merge(journals, on="teacher"), ["teacher"]))


def _counted(lessons: pd.DataFrame, timeliness: pd.Series, by: str) -> pd.DataFrame:
    facts = pd.DataFrame({by: lessons[by], "due": 1})
    facts["filled"] = lessons["completeness"].isin(["complete", "not_held"]).astype(int)
    for word in TIMELINESS:
        facts[word] = ((timeliness == word) & (facts["filled"] == 1)).fillna(False).astype(int)
    return facts.groupby(by, as_index=False, dropna=False).sum()


def unfilled(lessons: pd.DataFrame, journals: pd.DataFrame) -> pd.DataFrame:
    """The lessons due that are not filled in, by date and pair, with their discipline and what is missing (6.2)."""
    left = lessons.loc[
        lessons["completeness"] == "incomplete", ["journal_id", "date", "pair", "kind", "teacher", "reason"]
    ]
    rows = left.merge(journals[["journal_id", "discipline_name", "subgroup"]], on="journal_id", how="left")
    return ordered(rows, ["date", "pair", "journal_id"])


def filling_total(by_journal: pd.DataFrame) -> dict[str, object]:
    """The sums over all journals, and the shares of the sums."""
    sums = by_journal[["due", "filled", *TIMELINESS]].sum().to_frame().T
    return cast(dict[str, object], _with_filling_shares(sums).iloc[0].to_dict())


def _with_filling_shares(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        empty=rows["due"] - rows["filled"],
        filled_share=share(rows["filled"], rows["due"]),
        on_time_share=share(rows["on_time"], rows["due"]),
    )


def share(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Part of whole, 0-1, missing where the whole is 0."""
    counted = whole.astype("Float64")
    shares: pd.Series = part.astype("Float64").div(counted.where(counted > 0))
    return shares


def held_register(register: pd.DataFrame, lessons: pd.DataFrame) -> pd.DataFrame:
    """The members' rows of the complete lessons that were held, with course, date and week of the lesson."""
    held = lessons.loc[lessons["completeness"] == "complete", ["lesson_id", "course_id", "date", "week"]]
    rows = register[register["status"].isin(["present", "absent", "excused"])]
    return rows.merge(held, on="lesson_id", how="inner")


def attendance(held: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row per value of ``by`` (course_id, student_id, week, date): student-lessons attended, absent, excused."""
    counted = pd.DataFrame({by: held[by], "held": 1})
    for column, status in (("attended", "present"), ("absent", "absent"), ("excused", "excused")):
        counted[column] = (held["status"] == status).astype(int)
    rows = counted.groupby(by, as_index=False).sum()
    return rows.assign(attended_share=share(rows["attended"], rows["held"]))


def marks_of_month(marks: pd.DataFrame, lessons: pd.DataFrame) -> pd.DataFrame:
    """The marks 0-5 given to members in the month's lessons."""
    given = (marks["status"] == "mark") & marks["member"] & marks["lesson_id"].isin(lessons["lesson_id"])
    return marks[given]


def performance(marks: pd.DataFrame, members: pd.Index, courses: pd.DataFrame) -> pd.DataFrame:
    """One row per course: N members, how many earned 5, 4, 3, 2 or were not attested, and the three shares (2.5).

    A student's mark of the month is the mean of the marks given, rounded half up, not below 2.
    """
    marks = marks[marks["student_id"].isin(members)]
    means = marks.groupby(["course_id", "student_id"])["value"].mean().astype(float)
    earned = (means + 0.5).apply(int).clip(lower=2)
    rows = courses[["course_id", "discipline_name", "control"]].copy()
    rows["members"] = len(members)
    for mark in WEIGHTS:
        counts = earned[earned == mark].groupby("course_id").size()
        rows[f"n{mark}"] = rows["course_id"].map(counts).fillna(0).astype(int)
    rows["none"] = rows["members"] - rows[[f"n{mark}" for mark in WEIGHTS]].sum(axis=1)
    rows["marks"] = rows["course_id"].map(marks.groupby("course_id").size()).fillna(0).astype(int)
    rows["mean"] = rows["course_id"].map(marks.groupby("course_id")["value"].mean()).astype("Float64")
    return with_quality(ordered(rows, ["discipline_name", "course_id"]))


def with_quality(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with абсолютная и качественная успеваемость and СОУ as shares of ``members``, 0-1."""
    weighed = sum((rows[f"n{mark}"] * weight for mark, weight in WEIGHTS.items()), rows["none"] * NOT_ATTESTED)
    return rows.assign(
        absolute=share(rows["n5"] + rows["n4"] + rows["n3"], rows["members"]),
        quality=share(rows["n5"] + rows["n4"], rows["members"]),
        degree=share(weighed, rows["members"]),
    )


def absences(held: pd.DataFrame, students: pd.DataFrame, hours: float) -> pd.DataFrame:
    """One row per student: lessons held for and attended by them, absent and excused lessons and academic hours.

    ``hours`` are the academic hours of one lesson; columns ``course_<id>`` hold the hours missed per course.
    """
    rows = students[["student_id", "name"]].merge(attendance(held, "student_id"), on="student_id", how="left")
    rows["held"] = rows["held"].fillna(0).astype(int)
    for column in ("attended", "absent", "excused"):
        rows[column] = rows[column].fillna(0).astype(int)
    for column in ("absent", "excused"):
        rows[f"{column}_hours"] = rows[column] * hours
    rows["missed_hours"] = rows["absent_hours"] + rows["excused_hours"]
    missed = held[held["status"].isin(["absent", "excused"])]
    for course in sorted(held["course_id"].unique()):
        count = missed[missed["course_id"] == course].groupby("student_id").size()
        rows[f"course_{course}"] = rows["student_id"].map(count).fillna(0) * hours
    return ordered(rows, ["name", "student_id"])


def distribution(marks: pd.DataFrame) -> pd.DataFrame:
    """One row per mark 5 to 0: how many were given in the month, and their share."""
    counts = marks["value"].value_counts()
    rows = pd.DataFrame({"mark": [5, 4, 3, 2, 1, 0]})
    rows["count"] = [int(counts.get(mark, 0)) for mark in rows["mark"]]
    return rows.assign(share=share(rows["count"], pd.Series(rows["count"].sum(), index=rows.index)))
