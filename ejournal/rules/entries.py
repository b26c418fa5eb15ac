"""What stands in a cell: entries that cannot be read, contradict themselves, or belong to nobody."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, rule
from ejournal.rules.places import once_a_cell


def _quarantined(inputs: Inputs, code: str) -> pd.DataFrame:
    return inputs.quarantine[inputs.quarantine["code"] == code]


@rule(
    "unknown-mark",
    clauses=("3.5",),
    severity="error",
    audience="teacher",
    message=Text(
        ru="«{tab}», ячейка {cell}: «{raw}» — не отметка. До исправления запись не учитывается.",
        ky="«{tab}», {cell} уячасы: «{raw}» — белги эмес. Оңдолгонго чейин бул жазуу эсепке алынбайт.",
        en="«{tab}», cell {cell}: «{raw}» is no mark. Until it is corrected the entry does not count.",
    ),
    remedy=Text(
        ru="Введите 0-5, +, кж или у; две оценки пишите через дробь: 5/4.",
        ky="0-5, +, кж же у деп жазыңыз; эки бааны бөлчөк сызык менен жазыңыз: 5/4.",
        en="Type 0-5, +, кж or у; write two marks with a slash: 5/4.",
    ),
)
def unknown_mark(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Cells that hold something outside the 0-5 scale and the words of attendance (3.5)."""
    return _quarantined(inputs, "unknown_mark")


@rule(
    "unknown-work-type",
    clauses=("3.5", "4.3"),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}», ячейка {cell}: вид работы «{raw}» неизвестен.",
        ky="«{tab}», {cell} уячасы: «{raw}» деген иштин түрү белгисиз.",
        en="«{tab}», cell {cell}: the work type «{raw}» is not known.",
    ),
    remedy=Text(
        ru="Выберите вид работы из списка в этой ячейке.",
        ky="Иштин түрүн ушул уячадагы тизмеден тандаңыз.",
        en="Choose the work type from the list in this cell.",
    ),
)
def unknown_work_type(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Work types that the university's list does not hold (3.5, 4.3)."""
    return _quarantined(inputs, "unknown_work_type")


@rule(
    "bad-control-number",
    clauses=("3.5",),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}», ячейка {cell}: в строке «Нет» стоит «{raw}», а нужно число студентов.",
        ky="«{tab}», {cell} уячасы: «Жок» сабында «{raw}» турат, ал эми студенттердин саны керек.",
        en="«{tab}», cell {cell}: the row «Absent» holds «{raw}» where a number of students belongs.",
    ),
    remedy=Text(
        ru="Запишите целым числом, сколько студентов не было; 0, если были все.",
        ky="Канча студент келбегенин бүтүн сан менен жазыңыз; баары келсе — 0.",
        en="Type how many students were not there as a whole number; 0 if all were.",
    ),
)
def bad_control_number(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Control numbers that are no number of students (3.5)."""
    return _quarantined(inputs, "bad_control_number")


@rule(
    "bad-due-date",
    clauses=("2.8", "3.5"),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}», ячейка {cell}: срок «{raw}» не читается как дата.",
        ky="«{tab}», {cell} уячасы: «{raw}» мөөнөтү күн катары окулбайт.",
        en="«{tab}», cell {cell}: the due date «{raw}» is no date.",
    ),
    remedy=Text(
        ru="Введите срок сдачи датой, например 15.10.2026.",
        ky="Тапшыруу мөөнөтүн күн түрүндө жазыңыз, мисалы 15.10.2026.",
        en="Type the due date as a date, for example 15.10.2026.",
    ),
)
def bad_due_date(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Due dates of independent work that cannot be read; students must be told them in time (2.8)."""
    return _quarantined(inputs, "bad_due_date")


@rule(
    "absent-with-mark",
    clauses=("3.5", "5.4"),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}», ячейка {cell} ({date}, пара {pair}): студент отмечен отсутствующим и получил оценку.",
        ky="«{tab}», {cell} уячасы ({date}, {pair}-пара): студент жок деп белгиленген, бирок баа алган.",
        en="«{tab}», cell {cell} ({date}, pair {pair}): the student is marked as not there and has a mark.",
    ),
    remedy=Text(
        ru="Оставьте кж или у, если студента не было; оценку, если он был.",
        ky="Студент келбесе — кж же у, келсе — бааны гана калтырыңыз.",
        en="Keep кж or у if the student was not there, the mark if they were.",
    ),
)
def absent_with_mark(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Cells with both an absence and a mark; analysed against attendance (5.4)."""
    marks = inputs.marks
    cell = [marks["student_id"], marks["lesson_id"]]
    away = marks["status"].isin(["absent", "excused"]).groupby(cell).transform("any")
    marked = (marks["status"] == "mark").groupby(cell).transform("any")
    return once_a_cell(marks[away & marked])


@rule(
    "mark-for-non-member",
    clauses=("3.5", "7.5"),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}», ячейка {cell} ({date}, пара {pair}): в этот день студент не числился в группе или подгруппе, "
        "запись не учитывается.",
        ky="«{tab}», {cell} уячасы ({date}, {pair}-пара): ошол күнү студент топто же чакан топто болгон эмес, "
        "жазуу эсепке алынбайт.",
        en="«{tab}», cell {cell} ({date}, pair {pair}): that day the student was not in the group or subgroup, "
        "so the entry does not count.",
    ),
    remedy=Text(
        ru="Уберите запись; если студент уже учился в группе, сообщите директорату номер приказа.",
        ky="Жазууну алып салыңыз; студент топто окуган болсо, дирекцияга буйруктун номерин билдириңиз.",
        en="Remove the entry; if the student did belong to the group, give the directorate the order's number.",
    ),
)
def mark_for_non_member(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Entries for a student on a day outside their membership (7.5)."""
    return once_a_cell(inputs.marks[~inputs.marks["member"]])
