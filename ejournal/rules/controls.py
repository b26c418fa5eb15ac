"""Presence of current, interim and final control, by course (5.2)."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, Parameter, rule
from ejournal.rules.order import first_journals, with_semester

CHECKPOINTS = (1, 2)
# Whether a kind of control is kept here at all is judged by the same group's other courses.
BESIDE = ("group_id", "semester", "checkpoint")


def _by_checkpoint(inputs: Inputs) -> pd.DataFrame:
    """Course x checkpoint with its last day ``until``, and the tab where what concerns the course is said."""
    courses = with_semester(inputs, inputs.courses[["course_id", "group_id"]])
    courses = courses.merge(first_journals(inputs), on="course_id")
    parts = [courses.assign(checkpoint=number, until=courses[f"checkpoint_{number}"]) for number in CHECKPOINTS]
    return pd.concat(parts, ignore_index=True)


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
    courses = _by_checkpoint(inputs)
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


@rule(
    "checkpoint-not-posted",
    clauses=("4.3", "5.2"),
    severity="warning",
    audience="department",
    message=Text(
        ru="«{discipline_name}»: баллы проверки {checkpoint} (до {until}) не выставлены.",
        ky="«{discipline_name}»: {checkpoint}-текшерүүнүн ({until} чейин) упайлары коюлган эмес.",
        en="«{discipline_name}»: the points of checkpoint {checkpoint} (up to {until}) are not posted.",
    ),
    remedy=Text(
        ru="Закройте проверку: «ejournal checkpoint close»; что мешает, покажет --preview.",
        ky="Текшерүүнү жабыңыз: «ejournal checkpoint close»; эмне тоскоол экенин --preview көрсөтөт.",
        en="Close the checkpoint: `ejournal checkpoint close`; --preview tells what is in the way.",
    ),
    parameters=(
        Parameter(
            "days",
            7,
            Text(
                "сколько дней после проверки даётся на выставление баллов",
                "текшерүүдөн кийин упай коюуга канча күн берилет",
                "days after the checkpoint within which points are posted",
            ),
            lowest=0,
            highest=60,
        ),
    ),
)
def checkpoint_not_posted(inputs: Inputs, moment: Moment, *, days: int) -> pd.DataFrame:
    """Courses whose checkpoint has passed without interim control though others of the group are posted (5.2).

    Where no course of the group is posted, checkpoints are closed elsewhere, and there is nothing to compare with.
    """
    courses = _by_checkpoint(inputs)
    posted = inputs.closings[["course_id", "checkpoint"]].drop_duplicates().astype({"checkpoint": "int64"})
    joined = courses.merge(posted.assign(posted=True), on=["course_id", "checkpoint"], how="left")
    used = joined["posted"].notna().groupby([joined[name] for name in BESIDE]).transform("any")
    over = joined["until"] + pd.Timedelta(days=days) < moment.midnight
    return joined[over & used & joined["posted"].isna()]


@rule(
    "checkpoint-test-missing",
    clauses=("2.6", "5.2"),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{discipline_name}», проверка {checkpoint}: баллы за контрольную работу не введены.",
        ky="«{discipline_name}», {checkpoint}-текшерүү: текшерүү ишинин упайлары киргизилген эмес.",
        en="«{discipline_name}», checkpoint {checkpoint}: the points of its test are not entered.",
    ),
    remedy=Text(
        ru="Введите баллы во вкладке контрольных работ или передайте их файлом CSV.",
        ky="Упайларды текшерүү иштеринин барагына киргизиңиз же CSV файлы менен бериңиз.",
        en="Enter the points in the tests' tab, or hand them in as a CSV file.",
    ),
    parameters=(
        Parameter(
            "days",
            3,
            Text(
                "сколько дней после проверки даётся на ввод баллов",
                "текшерүүдөн кийин упайларды киргизүүгө канча күн берилет",
                "days after the checkpoint within which the test's points are entered",
            ),
            lowest=0,
            highest=60,
        ),
    ),
)
def checkpoint_test_missing(inputs: Inputs, moment: Moment, *, days: int) -> pd.DataFrame:
    """Courses without one point of the checkpoint's test, where others of the group have entered theirs (5.2)."""
    courses = _by_checkpoint(inputs)
    tests = inputs.entered[(inputs.entered["kind"] == "test") & inputs.entered["checkpoint"].notna()]
    tests = tests[["course_id", "checkpoint"]].drop_duplicates().astype({"checkpoint": "int64"})
    joined = courses.merge(tests.assign(entered=True), on=["course_id", "checkpoint"], how="left")
    used = joined["entered"].notna().groupby([joined[name] for name in BESIDE]).transform("any")
    over = joined["until"] + pd.Timedelta(days=days) < moment.midnight
    return joined[over & used & joined["entered"].isna()]


@rule(
    "final-control-missing",
    clauses=("2.6", "5.2"),
    severity="error",
    audience="department",
    message=Text(
        ru="«{discipline_name}»: семестр окончен {end}, результатов итогового контроля ({control}) нет.",
        ky="«{discipline_name}»: семестр {end} бүткөн, жыйынтыктоочу текшерүүнүн ({control}) жыйынтыгы жок.",
        en="«{discipline_name}»: the semester ended on {end}; the final control ({control}) has no results.",
    ),
    remedy=Text(
        ru="Введите результаты экзамена или зачёта, если он прошёл; если нет, назначьте его.",
        ky="Сынак же зачёт өтсө, жыйынтыгын киргизиңиз; өтпөсө, күнүн дайындаңыз.",
        en="Enter the results if the exam or credit test was held; if it was not, set its date.",
    ),
    parameters=(
        Parameter(
            "days",
            28,
            Text(
                "сколько дней после семестра длится итоговый контроль",
                "семестрден кийин жыйынтыктоочу текшерүү канча күнгө созулат",
                "days that final control takes after the semester",
            ),
            lowest=0,
            highest=120,
        ),
    ),
)
def final_control_missing(inputs: Inputs, moment: Moment, *, days: int) -> pd.DataFrame:
    """Courses without a final result when the session is over, though others of the group have theirs (5.2)."""
    courses = with_semester(inputs, inputs.courses[["course_id", "group_id", "control"]])
    courses = courses.merge(first_journals(inputs), on="course_id")
    final = inputs.entered.loc[inputs.entered["checkpoint"].isna(), "course_id"]
    done = courses["course_id"].isin(final)
    used = done.groupby([courses["group_id"], courses["semester"]]).transform("any")
    # A credit test is passed by the points of the checkpoints alone unless the scheme asks for more.
    over = courses["end"] + pd.Timedelta(days=days) < moment.midnight
    return courses[over & used & ~done & courses["control"].notna() & (courses["control"] != "credit_test")]
