"""Lessons that the teacher names as not held: they need the department's order and a make-up lesson (3.5)."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, Parameter, rule
from ejournal.rules.places import WORK_TYPE_ROW, at_head


def _old(inputs: Inputs, moment: Moment, days: int) -> pd.DataFrame:
    """Lessons named as not held more than these days ago."""
    lessons = inputs.lessons
    before = moment.midnight - pd.Timedelta(days=days)
    return lessons[(lessons["completeness"] == "not_held") & (lessons["date"] < before)]


@rule(
    "not-held-unconfirmed",
    clauses=("1.4", "3.5"),
    severity="notice",
    audience="department",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: названо непроведённым ({work_type}), кафедра этого не подтвердила.",
        ky="«{tab}», {date} күнкү {pair}-пара: өткөн жок деп аталган ({work_type}), кафедра муну тастыктаган эмес.",
        en="«{tab}», lesson of {date}, pair {pair}: named as not held ({work_type}), not confirmed by the department.",
    ),
    remedy=Text(
        ru="Внесите отмену или перенос во вкладку «Изменения расписания» с номером документа.",
        ky="Жокко чыгарууну же жылдырууну документтин номери менен «Изменения расписания» барагына жазыңыз.",
        en="Enter the cancellation or the move in the tab «Изменения расписания», with the document's number.",
    ),
    parameters=(
        Parameter(
            "days",
            7,
            Text(
                "через сколько дней после занятия нужно подтверждение",
                "сабактан кийин канча күндө тастыктоо керек",
                "days after the lesson by which it must be confirmed",
            ),
            lowest=0,
            highest=120,
        ),
    ),
    scope="journal",
)
def not_held_unconfirmed(inputs: Inputs, moment: Moment, *, days: int) -> pd.DataFrame:
    """Lessons whose *not held* stands on the teacher's word alone: no order names them (3.5)."""
    old = _old(inputs, moment, days)
    return at_head(old[old["status"].isin(["planned", "remote"])], WORK_TYPE_ROW)


@rule(
    "not-held-not-made-up",
    clauses=("2.10", "3.5"),
    severity="warning",
    audience="department",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: не проведено ({work_type}), занятие взамен не назначено.",
        ky="«{tab}», {date} күнкү {pair}-пара: өткөрүлгөн эмес ({work_type}), ордуна сабак дайындалган эмес.",
        en="«{tab}», lesson of {date}, pair {pair}: not held ({work_type}), and no make-up lesson is set.",
    ),
    remedy=Text(
        ru="Назначьте дополнительное занятие во вкладке «Изменения расписания».",
        ky="«Изменения расписания» барагында кошумча сабак дайындаңыз.",
        en="Set an extra lesson in the tab «Изменения расписания».",
    ),
    parameters=(
        Parameter(
            "days",
            28,
            Text(
                "через сколько дней занятие взамен должно быть назначено",
                "ордуна сабак канча күндүн ичинде дайындалышы керек",
                "days within which the make-up lesson must be set",
            ),
            lowest=0,
            highest=120,
        ),
    ),
    scope="journal",
)
def not_held_not_made_up(inputs: Inputs, moment: Moment, *, days: int) -> pd.DataFrame:
    """Lessons not held without an extra lesson of their journal: the first extra one makes up for the first (2.10)."""
    lessons = inputs.lessons
    extras = lessons[(lessons["status"] == "extra") & (lessons["completeness"] != "not_held")]
    missing = lessons[lessons["completeness"] == "not_held"].sort_values(["date", "pair"])
    order = missing.groupby("journal_id").cumcount()
    made_up = missing["journal_id"].map(extras.groupby("journal_id").size()).fillna(0)
    left = missing[order >= made_up]
    return at_head(left[left["lesson_id"].isin(_old(inputs, moment, days)["lesson_id"])], WORK_TYPE_ROW)


@rule(
    "not-held-with-marks",
    clauses=("3.5",),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: названо непроведённым ({work_type}), а в столбце есть отметки.",
        ky="«{tab}», {date} күнкү {pair}-пара: өткөн жок деп аталган ({work_type}), бирок мамычада белгилер бар.",
        en="«{tab}», lesson of {date}, pair {pair}: named as not held ({work_type}), yet its column has marks.",
    ),
    remedy=Text(
        ru="Назовите вид работы, если занятие прошло; уберите отметки, если нет.",
        ky="Сабак өтсө, иштин түрүн көрсөтүңүз; өтпөсө, белгилерди алып салыңыз.",
        en="Name the work type if the lesson was held; remove the marks if it was not.",
    ),
    scope="journal",
)
def not_held_with_marks(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Lessons not held that have entries all the same; the entries then count for nobody (3.5)."""
    lessons = inputs.lessons[inputs.lessons["completeness"] == "not_held"]
    return at_head(lessons[lessons["lesson_id"].isin(inputs.marks["lesson_id"])], WORK_TYPE_ROW)
