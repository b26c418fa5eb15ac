"""Every hour of the curriculum is taught: hours by kind of class against the curriculum (2.10)."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, Parameter, rule
from ejournal.rules.order import DAYS_A_WEEK, shown, with_semester

HOURS_A_LESSON = Parameter(
    "hours_a_lesson",
    2.0,
    Text("академических часов в одной паре", "бир парадагы академиялык саат", "academic hours of one lesson"),
    lowest=0.5,
    highest=8,
)


def _tolerance(default: float) -> Parameter:
    words = Text(
        "на сколько академических часов можно отойти от учебного плана",
        "окуу планынан канча академиялык саатка четтөөгө болот",
        "academic hours by which the curriculum may be missed",
    )
    return Parameter("tolerance", default, words, lowest=0, highest=100)


def _wanted(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Journal x kind with the curriculum's hours, of semesters that have begun, with their dates and the tab."""
    hours = with_semester(inputs, moment, inputs.hours[inputs.hours["hours"].notna()])
    hours = hours[hours["start"] <= moment.midnight].astype({"kind": "string"})
    return hours.merge(inputs.journals[["journal_id", "workbook", "tab"]], on="journal_id")


def _taught(lessons: pd.DataFrame, wanted: pd.DataFrame, hours_a_lesson: float) -> pd.Series:
    """Hours of these lessons for each row of ``wanted``."""
    counts = lessons.astype({"kind": "string"}).groupby(["journal_id", "kind"]).size().rename("lessons").reset_index()
    joined = wanted[["journal_id", "kind"]].merge(counts, on=["journal_id", "kind"], how="left")["lessons"].fillna(0)
    return pd.Series(joined.to_numpy() * hours_a_lesson, index=wanted.index)


def _found(wanted: pd.DataFrame, taught: pd.Series, which: pd.Series) -> pd.DataFrame:
    rows = wanted[which].assign(taught=shown(taught[which]))
    return rows.assign(hours=shown(rows["hours"]))


def _counting(lessons: pd.DataFrame) -> pd.DataFrame:
    """Lessons that took place or may still: neither cancelled nor named as not held."""
    return lessons[(lessons["status"] != "cancelled") & (lessons["completeness"] != "not_held")]


@rule(
    "hours-behind",
    clauses=("2.10",),
    severity="warning",
    audience="department",
    message=Text(
        ru="«{tab}»: к неделе {week} проведено часов ({kind}) {taught}, по учебному плану нужно {expected}.",
        ky="«{tab}»: {week}-жумага ({kind}) {taught} саат өтүлдү, окуу планы боюнча {expected} керек.",
        en="«{tab}»: by week {week} there were {taught} hours of {kind}; the curriculum asks for {expected}.",
    ),
    remedy=Text(
        ru="Наверстайте часы дополнительными занятиями.",
        ky="Сааттарды кошумча сабактар менен толуктаңыз.",
        en="Make the hours up by extra lessons.",
    ),
    parameters=(HOURS_A_LESSON, _tolerance(6.0)),
    scope="journal",
)
def hours_behind(inputs: Inputs, moment: Moment, *, hours_a_lesson: float, tolerance: float) -> pd.DataFrame:
    """Kinds of class behind the curriculum's hours spread evenly over the weeks that have passed whole (2.10).

    A lesson that nobody filled in yet counts as taught: that it is missing in the journal is another rule's finding.
    """
    wanted = _wanted(inputs, moment)
    monday = wanted["start"] - pd.to_timedelta(wanted["start"].dt.day_of_week, unit="D")
    passed = ((moment.midnight - monday).dt.days // DAYS_A_WEEK).clip(upper=wanted["weeks"])
    lessons = _counting(inputs.lessons)
    taught = _taught(lessons[lessons["date"] < moment.midnight], wanted, hours_a_lesson)
    expected = wanted["hours"] * passed / wanted["weeks"]
    behind = (expected - taught > tolerance) & (passed > 0)
    rows = _found(wanted, taught, behind)
    return rows.assign(week=passed[behind], expected=shown(expected[behind].round(1)))


@rule(
    "hours-short",
    clauses=("2.10",),
    severity="warning",
    audience="department",
    message=Text(
        ru="«{tab}»: до конца семестра наберётся часов ({kind}) {taught}, а по учебному плану {hours}.",
        ky="«{tab}»: семестрдин аягына чейин ({kind}) {taught} саат гана болот, окуу планы боюнча {hours}.",
        en="«{tab}»: the semester will have {taught} hours of {kind}, the curriculum asks for {hours}.",
    ),
    remedy=Text(
        ru="Назначьте дополнительные занятия взамен отменённых и выпавших на праздники.",
        ky="Жокко чыгарылган жана майрамга туш келген сабактардын ордуна кошумча сабактарды дайындаңыз.",
        en="Set extra lessons for those cancelled and those lost to holidays.",
    ),
    parameters=(HOURS_A_LESSON, _tolerance(6.0)),
    scope="journal",
)
def hours_short(inputs: Inputs, moment: Moment, *, hours_a_lesson: float, tolerance: float) -> pd.DataFrame:
    """Kinds of class whose lessons, past and still to come, do not reach the curriculum's hours (2.10)."""
    wanted = _wanted(inputs, moment)
    taught = _taught(_counting(inputs.lessons), wanted, hours_a_lesson)
    return _found(wanted, taught, wanted["hours"] - taught > tolerance)


@rule(
    "hours-beyond",
    clauses=("2.10",),
    severity="notice",
    audience="department",
    message=Text(
        ru="«{tab}»: проведено часов ({kind}) {taught} — больше, чем в учебном плане ({hours}).",
        ky="«{tab}»: ({kind}) {taught} саат өтүлдү — бул окуу планындагыдан ({hours}) көп.",
        en="«{tab}»: {taught} hours of {kind} were taught, more than the curriculum's {hours}.",
    ),
    remedy=Text(
        ru="Проверьте, нет ли лишних занятий, и уточните нагрузку.",
        ky="Ашыкча сабактар жокпу, текшерип, жүктөмдү тактаңыз.",
        en="Check for lessons that should not be there, and settle the teaching load.",
    ),
    parameters=(HOURS_A_LESSON, _tolerance(0.0)),
    scope="journal",
)
def hours_beyond(inputs: Inputs, moment: Moment, *, hours_a_lesson: float, tolerance: float) -> pd.DataFrame:
    """Kinds of class with more complete lessons than the curriculum has hours (2.10)."""
    wanted = _wanted(inputs, moment)
    complete = inputs.lessons[inputs.lessons["completeness"] == "complete"]
    taught = _taught(complete, wanted, hours_a_lesson)
    return _found(wanted, taught, taught - wanted["hours"] > tolerance)
