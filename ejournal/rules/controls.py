"""Presence of interim and final control, by course (5.2)."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, Parameter, rule
from ejournal.rules.order import by_checkpoint, first_journals, with_semester

# Whether a kind of control is kept here at all is judged by the same group's other courses.
BESIDE = ("group_id", "semester", "checkpoint")


def _alone(default: bool) -> Parameter:
    words = Text(
        "сообщать и тогда, когда этого нет ни у одной дисциплины группы",
        "топтун бир да дисциплинасында жок болсо да билдирилсинби",
        "whether it is told, too, where no course of the group has it",
    )
    return Parameter("alone", default, words)


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
            14,
            Text(
                "сколько дней после проверки даётся на выставление баллов",
                "текшерүүдөн кийин упай коюуга канча күн берилет",
                "days after the checkpoint within which points are posted",
            ),
            lowest=0,
            highest=60,
        ),
        _alone(True),
    ),
)
def checkpoint_not_posted(inputs: Inputs, moment: Moment, *, days: int, alone: bool) -> pd.DataFrame:
    """Courses whose checkpoint has passed without interim control (5.2).

    A university that closes its checkpoints elsewhere sets ``alone`` to false: then only courses left out beside
    posted ones of their group are found.
    """
    courses = by_checkpoint(inputs, moment)
    posted = inputs.closings[["course_id", "checkpoint"]].drop_duplicates().astype({"checkpoint": "int64"})
    joined = courses.merge(posted.assign(posted=True), on=["course_id", "checkpoint"], how="left")
    used = joined["posted"].notna().groupby([joined[name] for name in BESIDE]).transform("any")
    over = joined["until"] + pd.Timedelta(days=days) < moment.midnight
    return joined[over & (used | alone) & joined["posted"].isna()]


@rule(
    "checkpoint-not-ready",
    clauses=("4.3", "5.2"),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{discipline_name}»: проверку {checkpoint} не удалось закрыть — {obstacle} "
        "(не заполнено занятий: {unfilled}, не читается ячеек: {quarantined}).",
        ky="«{discipline_name}»: {checkpoint}-текшерүү жабылган жок — {obstacle} "
        "(толтурулбаган сабактар: {unfilled}, окулбаган уячалар: {quarantined}).",
        en="«{discipline_name}»: checkpoint {checkpoint} could not be closed - {obstacle} "
        "(lessons not filled in: {unfilled}, cells that cannot be read: {quarantined}).",
    ),
    remedy=Text(
        ru="Дополните журнал; после этого дирекция закроет проверку.",
        ky="Журналды толуктаңыз; андан кийин дирекция текшерүүнү жабат.",
        en="Complete the journal; the directorate then closes the checkpoint.",
    ),
)
def checkpoint_not_ready(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Courses passed over when a checkpoint was closed, until their points are posted (4.3)."""
    posted = inputs.closings[["course_id", "checkpoint"]].drop_duplicates().assign(posted=True)
    joined = inputs.reminders.merge(posted, on=["course_id", "checkpoint"], how="left")
    waiting = joined[joined["posted"].isna()].rename(columns={"reason": "obstacle"})
    names = inputs.courses[["course_id", "discipline_name"]]
    return waiting.merge(first_journals(inputs), on="course_id").merge(names, on="course_id")


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
        _alone(False),
    ),
)
def checkpoint_test_missing(inputs: Inputs, moment: Moment, *, days: int, alone: bool) -> pd.DataFrame:
    """Courses without one point of the checkpoint's test, where others of the group have entered theirs (5.2)."""
    courses = by_checkpoint(inputs, moment)
    tests = inputs.entered[(inputs.entered["kind"] == "test") & inputs.entered["checkpoint"].notna()]
    tests = tests[["course_id", "checkpoint"]].drop_duplicates().astype({"checkpoint": "int64"})
    joined = courses.merge(tests.assign(entered=True), on=["course_id", "checkpoint"], how="left")
    used = joined["entered"].notna().groupby([joined[name] for name in BESIDE]).transform("any")
    over = joined["until"] + pd.Timedelta(days=days) < moment.midnight
    return joined[over & (used | alone) & joined["entered"].isna()]


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
        _alone(True),
    ),
)
def final_control_missing(inputs: Inputs, moment: Moment, *, days: int, alone: bool) -> pd.DataFrame:
    """Courses without a final result when the session is over (5.2)."""
    courses = with_semester(inputs, moment, inputs.courses[["course_id", "group_id", "control"]])
    courses = courses.merge(first_journals(inputs), on="course_id")
    final = inputs.entered.loc[inputs.entered["checkpoint"].isna(), "course_id"]
    done = courses["course_id"].isin(final)
    used = done.groupby([courses["group_id"], courses["semester"]]).transform("any")
    # A credit test is passed by the points of the checkpoints alone unless the scheme asks for more.
    over = courses["end"] + pd.Timedelta(days=days) < moment.midnight
    return courses[over & (used | alone) & ~done & courses["control"].notna() & (courses["control"] != "credit_test")]
