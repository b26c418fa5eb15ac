"""Which row of the lesson plan a lesson takes, and when a journal's semester begins and ends."""

import pandas as pd

from ejournal.rules.declaration import Inputs, Moment

DAYS_A_WEEK = 7
CHECKPOINTS = (1, 2)
LONG_OVER = pd.Timedelta(days=180)
"""After its end a semester is a matter of the archive: nobody is asked to mend its plans, hours and controls."""


def numbered(lessons: pd.DataFrame) -> pd.DataFrame:
    """The lessons that take a row of the plan, with its ``number``: in order of date and pair, as in the calendar."""
    held = lessons[lessons["status"] != "cancelled"].sort_values(["date", "pair", "lesson_id"])
    return held.assign(number=held.groupby("journal_id").cumcount() + 1)


def folded(texts: pd.Series) -> pd.Series:
    """Sentences as they are compared: one space between words, no case; missing = empty."""
    return texts.astype("string").fillna("").str.split().str.join(" ").str.casefold()


def with_semester(inputs: Inputs, moment: Moment, frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of the frame whose course's semester is known and not long over, with its dates and its ``weeks``."""
    courses = inputs.courses[["course_id", "semester", "discipline_name"]].astype({"semester": "string"})
    dates = inputs.semesters[["semester", "start", "end", "checkpoint_1", "checkpoint_2"]].astype(
        {"semester": "string"}
    )
    kept = frame.drop(columns=["semester", "discipline_name"], errors="ignore")
    joined = kept.merge(courses, on="course_id").merge(dates, on="semester")
    joined = joined[moment.midnight <= joined["end"] + LONG_OVER]
    return joined.assign(weeks=((joined["end"] - joined["start"]).dt.days // DAYS_A_WEEK + 1).astype("int64"))


def first_journals(inputs: Inputs) -> pd.DataFrame:
    """One journal per course, where what concerns the course is said: course, journal, workbook, tab."""
    journals = inputs.journals[["course_id", "journal_id", "workbook", "tab"]]
    return journals.sort_values("journal_id").drop_duplicates("course_id")


def shown(hours: pd.Series) -> pd.Series:
    """Hours as people write them: 32, 1.5."""
    return hours.astype("Float64").map(lambda value: f"{value:g}", na_action="ignore").astype("string")


def by_checkpoint(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Course x checkpoint with its last day ``until``, and the tab where what concerns the course is said."""
    courses = with_semester(inputs, moment, inputs.courses[["course_id", "group_id"]])
    courses = courses.merge(first_journals(inputs), on="course_id")
    parts = [courses.assign(checkpoint=number, until=courses[f"checkpoint_{number}"]) for number in CHECKPOINTS]
    return pd.concat(parts, ignore_index=True)
