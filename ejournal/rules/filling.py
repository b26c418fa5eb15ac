"""Filling over weeks and months, and the monthly control of it (3.6, 5.3, 6.2)."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, Parameter, rule


def _due(inputs: Inputs, before: pd.Timestamp) -> pd.DataFrame:
    """Lessons before that day that took place by the timetable and are not reported as not held."""
    lessons = inputs.lessons
    open_ = (lessons["status"] != "cancelled") & (lessons["completeness"] != "not_held")
    return lessons[open_ & (lessons["date"] < before)]


def _last_month(moment: Moment) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first day of the last whole month, and of this one."""
    this = moment.midnight.replace(day=1)
    return this - pd.DateOffset(months=1), this


def _month_of(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Lessons due in the last whole month."""
    start, end = _last_month(moment)
    due = _due(inputs, end)
    return due[due["date"] >= start]


@rule(
    "journal-untouched",
    clauses=("3.5", "4.1", "7.6"),
    severity="warning",
    audience="department",
    message=Text(
        ru="«{tab}»: за последние недели ({weeks}) не заполнено ни одного занятия из {lessons}: {teacher}.",
        ky="«{tab}»: акыркы {weeks} жумадагы {lessons} сабактын бири да толтурулган эмес: {teacher}.",
        en="«{tab}»: not one of the {lessons} lessons of the last {weeks} weeks is filled in: {teacher}.",
    ),
    remedy=Text(
        ru="Выясните, ведёт ли преподаватель занятия и может ли открыть свою книгу.",
        ky="Окутуучу сабак өтүп жатабы жана китебин ача алабы, ошону тактаңыз.",
        en="Find out whether the teacher holds the lessons and can open the workbook.",
    ),
    parameters=(
        Parameter("weeks", 3, Text("сколько недель", "канча жума", "weeks without an entry"), lowest=1, highest=16),
        Parameter(
            "lessons",
            3,
            Text(
                "сколько занятий должно было пройти за это время",
                "бул убакытта канча сабак өтүшү керек эле",
                "lessons that must have been due in that time",
            ),
            lowest=1,
            highest=60,
        ),
    ),
    scope="journal",
)
def journal_untouched(inputs: Inputs, moment: Moment, *, weeks: int, lessons: int) -> pd.DataFrame:
    """Journals into which nothing at all was entered for weeks in which lessons were due (4.1)."""
    due = _due(inputs, moment.midnight)
    recent = due[due["date"] >= moment.midnight - pd.Timedelta(weeks=weeks)]
    entered = recent["lesson_id"].isin(inputs.marks["lesson_id"]) | (recent["reason"] != "empty")
    touched = recent.assign(touched=entered | (recent["completeness"] == "complete"))
    sums = touched.groupby("journal_id")["touched"].agg(["size", "any"])
    found = (
        sums[(sums["size"] >= lessons) & ~sums["any"].astype(bool)].rename(columns={"size": "lessons"}).reset_index()
    )
    places = inputs.journals.loc[inputs.journals["workbook"].notna(), ["journal_id", "workbook", "tab", "teacher"]]
    return found.assign(weeks=weeks).merge(places, on="journal_id")


@rule(
    "journal-filling-low",
    clauses=("3.6", "6.2"),
    severity="warning",
    audience="department",
    message=Text(
        ru="«{tab}»: за {month} заполнено {filled} из {lessons} занятий. Преподаватель: {teacher}.",
        ky="«{tab}»: {month} үчүн {lessons} сабактын {filled} толтурулган. Окутуучу: {teacher}.",
        en="«{tab}»: {filled} of the {lessons} lessons of {month} are filled in. Teacher: {teacher}.",
    ),
    remedy=Text(
        ru="Назначьте преподавателю срок для заполнения.",
        ky="Окутуучуга толтуруу мөөнөтүн коюңуз.",
        en="Give the teacher a day by which the journal is to be filled in.",
    ),
    parameters=(
        Parameter(
            "share",
            0.8,
            Text(
                "доля заполненных занятий, ниже которой сообщать",
                "толтурулган сабактардын кайсы үлүшүнөн төмөн болсо билдирүү керек",
                "share of lessons filled in below which it is told",
            ),
            lowest=0,
            highest=1,
        ),
        Parameter(
            "lessons",
            3,
            Text(
                "меньше скольких занятий не судить",
                "канча сабактан аз болсо билдирилбейт",
                "lessons below which nothing is said",
            ),
            lowest=1,
            highest=60,
        ),
    ),
    scope="journal",
)
def journal_filling_low(inputs: Inputs, moment: Moment, *, share: float, lessons: int) -> pd.DataFrame:
    """Journals of which too few lessons of the last whole month are complete: the monthly control's list (3.6)."""
    due = _month_of(inputs, moment)
    complete = (due["completeness"] == "complete").groupby(due["journal_id"])
    sums = complete.agg(["size", "sum"]).rename(columns={"size": "lessons", "sum": "filled"})
    low = sums[(sums["lessons"] >= lessons) & (sums["filled"] < share * sums["lessons"])].reset_index()
    places = inputs.journals[["journal_id", "workbook", "tab", "teacher"]]
    return low.assign(month=_last_month(moment)[0].strftime("%m.%Y")).merge(places, on="journal_id")


@rule(
    "check-not-signed",
    clauses=("3.6", "5.3"),
    severity="notice",
    audience="directorate",
    message=Text(
        ru="Группа {group}: за {month} никто не проверил ни одного журнала.",
        ky="{group} тобу: {month} ичинде бир да журналды эч ким текшерген эмес.",
        en="Group {group}: nobody checked a single journal in {month}.",
    ),
    remedy=Text(
        ru="Проверьте журналы и запишите это командой «ejournal check sign».",
        ky="Журналдарды текшерип, муну «ejournal check sign» буйругу менен жазыңыз.",
        en="Check the journals and record it by `ejournal check sign`.",
    ),
)
def check_not_signed(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Groups with lessons in the last whole month of whose journals no check is signed since it began (3.6)."""
    start, end = _last_month(moment)
    checks = inputs.checks[inputs.checks["date"] >= start]
    checked = inputs.journals.loc[inputs.journals["journal_id"].isin(checks["journal_id"]), "group_id"]
    month = inputs.lessons[(inputs.lessons["date"] >= start) & (inputs.lessons["date"] < end)]
    groups = month.groupby("group_id", as_index=False)["journal_id"].min()
    open_ = groups[~groups["group_id"].isin(checked)]
    rows: pd.DataFrame = open_.assign(month=start.strftime("%m.%Y"))
    return rows.merge(inputs.groups[["group_id", "group"]], on="group_id")
