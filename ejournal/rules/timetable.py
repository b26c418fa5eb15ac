"""The journal against the timetable, its changes and the department's journal (1.4)."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, rule
from ejournal.rules.places import DATE_ROW, WORK_TYPE_ROW, at_head

SLOT = ["date", "pair"]


@rule(
    "lesson-on-holiday",
    clauses=("1.4",),
    severity="notice",
    audience="department",
    message=Text(
        ru="«{tab}»: занятие {date}, пара {pair}, стоит на праздничный день «{holiday}».",
        ky="«{tab}»: {date} күнкү {pair}-пара «{holiday}» майрам күнүнө туура келет.",
        en="«{tab}»: the lesson of {date}, pair {pair}, falls on the holiday «{holiday}».",
    ),
    remedy=Text(
        ru="Проверьте приказ: перенесите занятие на рабочий день или подтвердите, что оно назначено намеренно.",
        ky="Буйрукту текшериңиз: сабакты жумуш күнүнө жылдырыңыз же атайын коюлганын тастыктаңыз.",
        en="Check the order: move the lesson to a working day, or confirm that it is meant to be there.",
    ),
    scope="registry",
)
def lesson_on_holiday(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Lessons that an order put on a day off; the timetable itself leaves those days out (1.4)."""
    names = inputs.holidays.drop_duplicates("date").set_index("date")["name"]
    lessons = inputs.lessons
    there = lessons[lessons["date"].isin(names.index) & (lessons["status"] != "cancelled")]
    return at_head(there, DATE_ROW).assign(holiday=there["date"].map(names))


@rule(
    "cancelled-lesson-filled",
    clauses=("1.4", "3.5"),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}»: занятие {date}, пара {pair}, отменено приказом, а столбец заполнен.",
        ky="«{tab}»: {date} күнкү {pair}-пара буйрук менен жокко чыгарылган, бирок мамычасы толтурулган.",
        en="«{tab}»: the lesson of {date}, pair {pair}, was cancelled by an order, yet its column is filled in.",
    ),
    remedy=Text(
        ru="Если занятие всё же прошло, сообщите кафедре; если нет, очистите столбец.",
        ky="Сабак өткөн болсо, кафедрага билдириңиз; өтпөсө, мамычаны тазалаңыз.",
        en="Tell the department if the lesson did take place; else clear the column.",
    ),
    scope="journal",
)
def cancelled_lesson_filled(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Lessons that the department's journal does not know, filled in all the same (1.4)."""
    lessons = inputs.lessons[inputs.lessons["status"] == "cancelled"]
    entered = lessons["control_number"].notna() | lessons["lesson_id"].isin(inputs.marks["lesson_id"])
    filled = (lessons["completeness"] == "complete") | ((lessons["completeness"] == "incomplete") & entered)
    return at_head(lessons[filled], WORK_TYPE_ROW)


@rule(
    "lesson-without-column",
    clauses=("1.4", "3.1"),
    severity="warning",
    audience="administrator",
    message=Text(
        ru="«{tab}»: для занятия {date}, пара {pair}, в журнале нет столбца.",
        ky="«{tab}»: {date} күнкү {pair}-пара үчүн журналда мамыча жок.",
        en="«{tab}»: the journal has no column for the lesson of {date}, pair {pair}.",
    ),
    remedy=Text(
        ru="Дополните книги командой «ejournal journals provision», пока их никто не открыл.",
        ky="Китептерди эч ким ачпай турганда «ejournal journals provision» буйругу менен толуктаңыз.",
        en="Extend the workbooks by `ejournal journals provision` while nobody has them open.",
    ),
    scope="journal",
)
def lesson_without_column(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Extra and moved lessons of the past whose tab, read since, gives no place to fill them in (1.4)."""
    lessons = inputs.lessons
    read = lessons.loc[lessons["column"].notna(), "journal_id"]
    past = (lessons["status"] != "cancelled") & (lessons["date"] < moment.midnight)
    return lessons[past & lessons["column"].isna() & lessons["journal_id"].isin(read)]


@rule(
    "teacher-in-two-places",
    clauses=("1.4", "3.5"),
    severity="warning",
    audience="department",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: у преподавателя ({teacher}) в это же время стоит другое занятие.",
        ky="«{tab}», {date} күнкү {pair}-пара: окутуучунун ({teacher}) ушул эле убакта башка сабагы бар.",
        en="«{tab}», lesson of {date}, pair {pair}: the teacher ({teacher}) has another lesson at that hour.",
    ),
    remedy=Text(
        ru="Сверьте с журналом кафедры; замену, перенос или общий поток внесите в реестр.",
        ky="Кафедранын журналы менен салыштырып, алмаштырууну, жылдырууну же жалпы агымды реестрге жазыңыз.",
        en="Check with the department's journal; enter the substitution, the move or the stream in the registry.",
    ),
    scope="registry",
)
def teacher_in_two_places(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Lessons that orders and substitutions leave one teacher at one time without meeting as a stream (1.4)."""
    lessons = inputs.lessons
    # A lesson that an order merges with another is where it should be: beside that one.
    held = lessons[~lessons["status"].isin(["cancelled", "merged"]) & lessons["teacher_id"].notna()]
    time = ["teacher_id", *SLOT]
    together = held[held.duplicated(time, keep=False)]
    meeting = together["meeting"].fillna(together["lesson_id"].astype("string"))
    distinct = meeting.groupby([together[name] for name in time]).transform("nunique")
    return at_head(together[distinct > 1], DATE_ROW)


@rule(
    "group-in-two-places",
    clauses=("1.4", "5.4"),
    severity="warning",
    audience="department",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: для тех же студентов в это же время заполнено другое занятие.",
        ky="«{tab}», {date} күнкү {pair}-пара: ошол эле студенттер үчүн ушул убакта башка сабак да толтурулган.",
        en="«{tab}», lesson of {date}, pair {pair}: another lesson of the same students is filled in for that hour.",
    ),
    remedy=Text(
        ru="Сверьте с расписанием, какое занятие прошло, и исправьте другое или оформите его перенос.",
        ky="Расписание менен салыштырып, өтпөгөн сабакты оңдоңуз же анын жылдырылганын тариздеңиз.",
        en="Check with the timetable which lesson was held; correct the other one, or record its move.",
    ),
)
def group_in_two_places(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Complete lessons that the same group or subgroup cannot both have had (1.4)."""
    lessons = inputs.lessons[inputs.lessons["completeness"] == "complete"]
    time = [lessons["group_id"], *(lessons[name] for name in SLOT)]
    subgroup = lessons["subgroup"].fillna(0)
    together = subgroup.groupby(time).transform("size")
    whole = (subgroup == 0).groupby(time).transform("any")
    doubled = lessons.assign(subgroup=subgroup).duplicated(["group_id", *SLOT, "subgroup"], keep=False)
    return at_head(lessons[(together > 1) & (whole | doubled)], DATE_ROW)


@rule(
    "lesson-without-teacher",
    clauses=("3.2", "3.5"),
    severity="warning",
    audience="department",
    message=Text(
        ru="«{tab}»: занятие {date}, пара {pair}, в этот день некому вести — ни преподавателя, ни замены.",
        ky="«{tab}»: {date} күнкү {pair}-параны өтө турган окутуучу да, алмаштыруучу да жок.",
        en="«{tab}»: nobody held the lesson of {date}, pair {pair}, neither a teacher nor a substitute.",
    ),
    remedy=Text(
        ru="Назначьте замену или исправьте даты смены преподавателя в реестре.",
        ky="Алмаштыруучу дайындаңыз же реестрдеги окутуучунун алмашуу күндөрүн оңдоңуз.",
        en="Appoint a substitute, or correct the dates of the teacher's change in the registry.",
    ),
    scope="registry",
)
def lesson_without_teacher(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Lessons on a day on which nobody held the right to their journal, though others did before or after (3.5)."""
    lessons = inputs.lessons
    known = lessons["journal_id"].isin(inputs.spans["journal_id"])
    nobody = known & lessons["teacher_id"].isna() & (lessons["status"] != "cancelled")
    return at_head(lessons[nobody], DATE_ROW)
