"""Lessons whose column is not complete, no longer agrees, lacks its topic, or was filled before its day."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, rule
from ejournal.rules.places import CONTROL_ROW, DATE_ROW, TOPIC_ROW, at_head, problem_row


@rule(
    "lesson-due",
    clauses=("3.5", "4.3"),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: журнал не заполнен — {reason}.",
        ky="«{tab}», {date} күнкү {pair}-пара: журнал толтурулган эмес — {reason}.",
        en="«{tab}», lesson of {date}, pair {pair}: the journal is not filled in - {reason}.",
    ),
    remedy=Text(
        ru="Назовите вид работы и запишите в строке «Нет», сколько студентов не было (0, если были все).",
        ky="Иштин түрүн тандап, «Жок» сабына келбеген студенттердин санын жазыңыз (баары келсе — 0).",
        en="Choose the work type and type in the row «Absent» how many students were not there (0 if all were).",
    ),
)
def lesson_due(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Past lessons that took place by the timetable and are neither complete nor reported as not held (3.5, 4.3)."""
    lessons = inputs.lessons
    open_ = ~lessons["completeness"].isin(["complete", "not_held"]) & (lessons["status"] != "cancelled")
    due = lessons[open_ & (lessons["date"] < moment.midnight)]
    return at_head(due, problem_row(due["reason"]))


@rule(
    "control-number-disagrees",
    clauses=("3.5",),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: в строке «Нет» стоит {control_number}, а отмечено кж и у {counted}.",
        ky="«{tab}», {date} күнкү {pair}-пара: «Жок» сабында {control_number}, ал эми кж жана у белгилери {counted}.",
        en="«{tab}», lesson of {date}, pair {pair}: «Absent» says {control_number}, yet кж and у are {counted}.",
    ),
    remedy=Text(
        ru="Сверьте список: исправьте число в строке «Нет» или отметки кж и у.",
        ky="Тизмени салыштырып, «Жок» сабындагы санды же кж жана у белгилерин оңдоңуз.",
        en="Check the list and correct the number in the row «Absent» or the кж and у.",
    ),
)
def control_number_disagrees(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Columns that are not complete because the typed number of students differs from the count (3.5)."""
    lessons = inputs.lessons
    return at_head(lessons[(lessons["completeness"] == "incomplete") & (lessons["reason"] == "disagrees")], CONTROL_ROW)


@rule(
    "complete-stopped-agreeing",
    clauses=("3.5", "5.1"),
    severity="error",
    audience="teacher",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: заполненный столбец изменился и больше не сходится "
        "(«Нет» {control_number}, отмечено {counted}). Действует прежнее состояние.",
        ky="«{tab}», {date} күнкү {pair}-пара: толтурулган мамыча өзгөрүп, эми дал келбейт "
        "(«Жок» {control_number}, белгиленгени {counted}). Мурунку абалы күчүндө.",
        en="«{tab}», lesson of {date}, pair {pair}: the complete column changed and no longer agrees "
        "(«Absent» {control_number}, marked {counted}). Its earlier state stands.",
    ),
    remedy=Text(
        ru="Проверьте, не стёрты ли отметки и не попали ли они на чужую строку, и восстановите столбец.",
        ky="Белгилер өчүп калганын же башка сапка түшүп калганын текшерип, мамычаны калыбына келтириңиз.",
        en="Check whether marks were wiped or stand on a wrong row, and restore the column.",
    ),
)
def complete_stopped_agreeing(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Complete columns that what now stands in the workbook contradicts (3.5)."""
    return at_head(inputs.lessons[inputs.lessons["disagrees"]], CONTROL_ROW)


@rule(
    "future-lesson",
    clauses=("3.5",),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair} ещё не состоялось, а столбец уже заполняется.",
        ky="«{tab}», {date} күнкү {pair}-пара али өтө элек, бирок мамычасы толтурулуп жатат.",
        en="«{tab}», lesson of {date}, pair {pair} is still to come, yet its column is being filled.",
    ),
    remedy=Text(
        ru="Проверьте, тот ли это столбец, и перенесите записи в столбец проведённого занятия.",
        ky="Мамычанын туура экенин текшерип, жазууларды өткөн сабактын мамычасына көчүрүңүз.",
        en="Check that it is the right column and move the entries to the lesson that was held.",
    ),
)
def future_lesson(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Lessons after today that already have a work type, a number or marks: the journal follows the timetable (3.5)."""
    lessons = inputs.lessons
    touched = (
        lessons["work_type"].notna()
        | lessons["control_number"].notna()
        | lessons["lesson_id"].isin(inputs.marks["lesson_id"])
    )
    return at_head(lessons[touched & (lessons["date"] > moment.midnight)], DATE_ROW)


@rule(
    "no-topic",
    clauses=("2.2", "4.3"),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: тема не указана.",
        ky="«{tab}», {date} күнкү {pair}-пара: сабактын темасы жазылган эмес.",
        en="«{tab}», lesson of {date}, pair {pair}: no topic is given.",
    ),
    remedy=Text(
        ru="Впишите тему в КТП; она появится в журнале сама.",
        ky="Теманы КТПга жазыңыз; ал журналга өзү чыгат.",
        en="Enter the topic in the lesson plan; the journal then shows it by itself.",
    ),
)
def no_topic(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Complete lessons that neither the plan nor the teacher gave a topic (2.2, 4.3)."""
    lessons = inputs.lessons
    topic = lessons["topic"].fillna("").str.strip()
    return at_head(lessons[(lessons["completeness"] == "complete") & (topic == "")], TOPIC_ROW)
