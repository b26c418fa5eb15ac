"""Presence of current control: marks for each course and each student, in time (2.6, 5.2)."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, Parameter, rule
from ejournal.rules.order import by_checkpoint, first_journals


def _given(inputs: Inputs) -> pd.DataFrame:
    """Marks of members, with the checkpoint of their lesson."""
    marks = inputs.marks[(inputs.marks["status"] == "mark") & inputs.marks["member"]]
    return marks[["course_id", "student_id", "lesson_id"]].merge(
        inputs.lessons[["lesson_id", "checkpoint"]], on="lesson_id"
    )


@rule(
    "course-without-marks",
    clauses=("2.6", "5.2"),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{discipline_name}», проверка {checkpoint}: проведено занятий — {held}, а текущих оценок нет.",
        ky="«{discipline_name}», {checkpoint}-текшерүү: {held} сабак өтүлгөн, бирок учурдагы баалар жок.",
        en="«{discipline_name}», checkpoint {checkpoint}: {held} lessons were held and no mark was given.",
    ),
    remedy=Text(
        ru="Поставьте текущие оценки за проведённые занятия.",
        ky="Өткөрүлгөн сабактар үчүн учурдагы бааларды коюңуз.",
        en="Give current marks for the lessons held.",
    ),
    parameters=(
        Parameter(
            "held",
            8,
            Text(
                "после скольких занятий должна быть хотя бы одна оценка",
                "канча сабактан кийин жок дегенде бир баа болушу керек",
                "lessons after which there must be at least one mark",
            ),
            lowest=1,
            highest=100,
        ),
    ),
)
def course_without_marks(inputs: Inputs, moment: Moment, *, held: int) -> pd.DataFrame:
    """Courses without current control in a checkpoint's period though many of its lessons are complete (5.2)."""
    complete = inputs.lessons[inputs.lessons["completeness"] == "complete"]
    key = ["course_id", "checkpoint"]
    counts = complete.groupby(key).size().rename("held").reset_index()
    marked = _given(inputs)[key].drop_duplicates().assign(marked=True)
    joined = counts[counts["held"] >= held].merge(marked, on=key, how="left")
    names = inputs.courses[["course_id", "discipline_name"]]
    return joined[joined["marked"].isna()].merge(first_journals(inputs), on="course_id").merge(names, on="course_id")


@rule(
    "student-without-marks",
    clauses=("2.6", "2.8", "5.2"),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{discipline_name}», проверка {checkpoint}: у студента {student} нет ни одной текущей оценки.",
        ky="«{discipline_name}», {checkpoint}-текшерүү: студент {student} учурдагы бир да баа алган эмес.",
        en="«{discipline_name}», checkpoint {checkpoint}: the student {student} has no current mark.",
    ),
    remedy=Text(
        ru="Опросите студента до закрытия проверки или сообщите куратору, если он не ходит.",
        ky="Текшерүү жабылганга чейин студентти сураңыз; келбесе, кураторго билдириңиз.",
        en="Ask the student before the checkpoint closes, or tell the curator if they do not come.",
    ),
    parameters=(
        Parameter(
            "days_before",
            14,
            Text(
                "за сколько дней до проверки об этом сообщать",
                "текшерүүгө канча күн калганда билдирүү керек",
                "days before the checkpoint from which it is told",
            ),
            lowest=0,
            highest=60,
        ),
        Parameter(
            "marked",
            0.5,
            Text(
                "доля группы, у которой уже есть оценки",
                "баасы бар студенттердин топтогу үлүшү",
                "share of the group that has marks by then",
            ),
            lowest=0,
            highest=1,
        ),
    ),
)
def student_without_marks(inputs: Inputs, moment: Moment, *, days_before: int, marked: float) -> pd.DataFrame:
    """Members of some standing without a mark in a course shortly before its checkpoint, while most have one (5.2)."""
    courses = by_checkpoint(inputs, moment)
    soon = courses["until"] - pd.Timedelta(days=days_before) <= moment.midnight
    courses = courses[soon & (moment.midnight <= courses["end"])]
    people = inputs.memberships[inputs.memberships["valid_to"].isna()][["student_id", "group_id", "valid_from"]]
    people = people.sort_values("valid_from").drop_duplicates(["student_id", "group_id"])
    expected = courses.merge(people, on="group_id")
    expected = expected[expected["valid_from"] <= expected["until"] - pd.Timedelta(days=2 * days_before)]
    key = ["course_id", "checkpoint", "student_id"]
    given = _given(inputs)[key].drop_duplicates().assign(has=True)
    expected = expected.merge(given.astype({"checkpoint": "int64"}), on=key, how="left")
    has = expected["has"].notna()
    share = has.groupby([expected["course_id"], expected["checkpoint"]]).transform("mean")
    return _with_student(inputs, expected[~has & (share >= max(marked, 1e-9))])


def _with_student(inputs: Inputs, rows: pd.DataFrame) -> pd.DataFrame:
    names = inputs.students[["student_id", "name"]].rename(columns={"name": "student"})
    return rows.merge(names, on="student_id", how="left")
