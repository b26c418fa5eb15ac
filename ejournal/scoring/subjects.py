"""Whose points stand on which course: one line per student x discipline x semester, over all groups of a student."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ejournal.scoring.membership import Membership, Whole, days, positions


@dataclass(frozen=True)
class Subjects:
    """Courses (sorted by key) with a code of their discipline and semester, which the courses of all groups share."""

    course_id: Whole
    subject: Whole
    semester: Whole
    count: int


@dataclass(frozen=True)
class Lines:
    """One line per student x subject, sorted by ``key``; ``course`` is the position of the course that reports it."""

    key: Whole
    student: Whole
    course: Whole
    subjects: int

    def of(self, student: Whole, subject: Whole) -> Whole:
        """Position of the line of each student and subject; -1 = none."""
        return positions(self.key, student * self.subjects + subject)


def subjects_of(courses: pd.DataFrame) -> Subjects:
    """Subjects of a frame of columns.COURSES that is sorted by course_id."""
    discipline, _ = pd.factorize(courses["discipline"])
    semester, semesters = pd.factorize(courses["semester"])
    code, subjects = pd.factorize(discipline * max(len(semesters), 1) + semester)
    return Subjects(
        courses["course_id"].to_numpy(np.int64), code.astype(np.int64), semester.astype(np.int64), len(subjects)
    )


def lines_of(
    courses: pd.DataFrame, subjects: Subjects, lessons: pd.DataFrame, membership: Membership, checkpoint: int
) -> Lines:
    """Lines of everyone who was in a course's group during the checkpoint's period.

    A line is reported on the course of the group that the student joined last within the semester, so the points of
    both checkpoints stand on one course. Periods run from the first to the last lesson in ``lessons``.
    """
    frame = pd.DataFrame(
        {"group_id": courses["group_id"], "course": np.arange(len(courses)), "subject": subjects.subject}
    )
    frame["semester"] = subjects.semester
    spans = _spans(subjects, lessons, checkpoint)
    belongs = membership.whole_group().merge(frame.merge(spans, on="semester"), on="group_id")
    belongs = belongs[(belongs["first"] <= belongs["end"]) & (belongs["last"] >= belongs["start"])]
    belongs = belongs.assign(key=belongs["student"] * subjects.count + belongs["subject"])
    during = (belongs["first"] <= belongs["check_end"]) & (belongs["last"] >= belongs["check_start"])
    belongs = belongs[belongs["key"].isin(belongs.loc[during, "key"])]
    latest = belongs.sort_values(["key", "last", "first", "course"]).drop_duplicates("key", keep="last")
    key, student, course = (latest[name].to_numpy(np.int64) for name in ("key", "student", "course"))
    return Lines(key, student, course, subjects.count)


def _spans(subjects: Subjects, lessons: pd.DataFrame, checkpoint: int) -> pd.DataFrame:
    """First and last day of each semester and of the checkpoint in it; semesters without such lessons are left out."""
    course = positions(subjects.course_id, lessons["course_id"].to_numpy(np.int64))
    known = (course >= 0) & lessons["date"].notna().to_numpy()
    checked = (lessons["checkpoint"] == checkpoint).fillna(False).to_numpy(np.bool_)
    semester, day = subjects.semester[course], days(lessons["date"])
    rows = []
    for code in range(int(subjects.semester.max(initial=-1)) + 1):
        whole = known & (semester == code)
        part = day[whole & checked]
        if len(part):
            rows.append((code, day[whole].min(), day[whole].max(), part.min(), part.max()))
    return pd.DataFrame(rows, columns=["semester", "start", "end", "check_start", "check_end"], dtype=np.int64)
