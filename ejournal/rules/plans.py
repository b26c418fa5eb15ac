"""Lesson plans (КТП): there before the semester, whole, and in step with what is taught (2.2, 2.10, 4.3)."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, Parameter, rule
from ejournal.rules.order import numbered, shown, with_semester
from ejournal.rules.places import TOPIC_ROW, at_head


def _topics(inputs: Inputs) -> pd.DataFrame:
    """The plans' rows that name a topic."""
    return inputs.plans[inputs.plans["topic"].fillna("").str.strip() != ""]


def _provisioned(inputs: Inputs, moment: Moment, days: int) -> pd.DataFrame:
    """Journals that stand in a workbook and whose semester begins within these days or runs, with their topics."""
    journals = with_semester(inputs, moment, inputs.journals[inputs.journals["workbook"].notna()])
    begun = journals["start"] - pd.Timedelta(days=days) <= moment.midnight
    running = journals[begun & (journals["end"] >= moment.midnight)]
    topics = running["journal_id"].map(_topics(inputs).groupby("journal_id").size()).fillna(0)
    return running.assign(topics=topics.astype("int64"))


@rule(
    "plan-missing",
    clauses=("2.2", "4.3"),
    severity="error",
    audience="teacher",
    message=Text(
        ru="«{tab}»: КТП не заполнен, семестр с {start}.",
        ky="«{tab}»: КТП толтурулган эмес, семестр {start} башталат.",
        en="«{tab}»: the lesson plan is empty; the semester begins on {start}.",
    ),
    remedy=Text(
        ru="Заполните вкладку КТП: тему каждого занятия, вид работы, СРС и срок.",
        ky="КТП барагын толтуруңуз: ар бир сабактын темасын, иштин түрүн, СӨИ жана мөөнөтүн.",
        en="Fill in the plan's tab: each lesson's topic, work type, independent work and its due date.",
    ),
    parameters=(
        Parameter(
            "days_before",
            7,
            Text(
                "за сколько дней до начала семестра КТП должен быть введён",
                "КТП семестр башталганга канча күн калганда киргизилиши керек",
                "days before the semester by which the plan must be there",
            ),
            lowest=0,
            highest=60,
        ),
    ),
    scope="journal",
)
def plan_missing(inputs: Inputs, moment: Moment, *, days_before: int) -> pd.DataFrame:
    """Journals without a single topic in their plan, from shortly before the semester on (4.3)."""
    journals = _provisioned(inputs, moment, days_before)
    return journals[journals["topics"] == 0]


@rule(
    "plan-incomplete",
    clauses=("2.2", "4.3"),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}»: в КТП тем {topics}, а занятий {slots}.",
        ky="«{tab}»: КТПда {topics} тема бар, ал эми сабак {slots}.",
        en="«{tab}»: the plan has {topics} topics for {slots} lessons.",
    ),
    remedy=Text(
        ru="Впишите недостающие темы во вкладку КТП.",
        ky="Жетпеген темаларды КТП барагына жазыңыз.",
        en="Enter the missing topics in the plan's tab.",
    ),
    parameters=(
        Parameter(
            "missing",
            0,
            Text(
                "сколько тем может недоставать",
                "канча тема жетпесе болот",
                "topics that may be missing",
            ),
            lowest=0,
            highest=100,
        ),
    ),
    scope="journal",
)
def plan_incomplete(inputs: Inputs, moment: Moment, *, missing: int) -> pd.DataFrame:
    """Journals whose plan, begun, has fewer topics than the timetable has lessons (2.2)."""
    journals = _provisioned(inputs, moment, 0)
    slots = numbered(inputs.lessons).groupby("journal_id").size()
    journals = journals.assign(slots=journals["journal_id"].map(slots).fillna(0).astype("int64"))
    return journals[(journals["topics"] > 0) & (journals["topics"] + missing < journals["slots"])]


def _planned(inputs: Inputs) -> pd.DataFrame:
    """Complete lessons beside their row of the plan: ``planned_kind``, ``planned_week``."""
    lessons = numbered(inputs.lessons)
    plans = _topics(inputs)[["journal_id", "number", "kind", "week"]].astype({"number": "int64"})
    plans = plans.rename(columns={"kind": "planned_kind", "week": "planned_week"})
    return lessons[lessons["completeness"] == "complete"].merge(plans, on=["journal_id", "number"])


@rule(
    "plan-out-of-step",
    clauses=("2.2", "4.3"),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: по КТП эта тема была на неделе {planned_week}, идёт неделя {week}.",
        ky="«{tab}», {date} күнкү {pair}-пара: КТП боюнча бул тема {planned_week}-жумада болчу, азыр {week}-жума.",
        en="«{tab}», lesson of {date}, pair {pair}: the plan has this topic in week {planned_week}, it is week {week}.",
    ),
    remedy=Text(
        ru="Сократите или объедините темы или согласуйте новый КТП с кафедрой.",
        ky="Темаларды кыскартып же бириктирип, болбосо жаңы КТПны кафедра менен макулдашыңыз.",
        en="Shorten or join topics, or agree on a new plan with the department.",
    ),
    parameters=(
        Parameter(
            "weeks",
            2,
            Text(
                "на сколько недель можно отойти от КТП",
                "КТПдан канча жумага четтөөгө болот",
                "weeks by which lessons may leave the plan",
            ),
            lowest=0,
            highest=16,
        ),
    ),
    scope="journal",
)
def plan_out_of_step(inputs: Inputs, moment: Moment, *, weeks: int) -> pd.DataFrame:
    """Journals whose last complete lesson is weeks away from its row of the plan (4.3)."""
    planned = _planned(inputs)
    last = planned.sort_values(["date", "pair"]).drop_duplicates("journal_id", keep="last")
    return at_head(last[(last["week"] - last["planned_week"]).abs().fillna(0) > weeks], TOPIC_ROW)


@rule(
    "plan-kind-differs",
    clauses=("2.2", "2.10"),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: вид занятия — {kind}, а в КТП под этим номером — {planned_kind}.",
        ky="«{tab}», {date} күнкү {pair}-пара: сабактын түрү — {kind}, ал эми КТПда бул номерде — {planned_kind}.",
        en="«{tab}», lesson of {date}, pair {pair}: a {kind} by the timetable, a {planned_kind} by the plan.",
    ),
    remedy=Text(
        ru="Переставьте строки КТП так, чтобы виды занятий шли как в расписании.",
        ky="КТП саптарын сабактын түрлөрү расписаниедегидей болгудай кылып жайгаштырыңыз.",
        en="Put the plan's rows in an order in which the kinds of class follow the timetable.",
    ),
    scope="journal",
)
def plan_kind_differs(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """The first complete lesson of a journal whose row of the plan is of another kind of class (2.10)."""
    planned = _planned(inputs)
    other = planned["planned_kind"].notna() & (planned["planned_kind"].astype(str) != planned["kind"].astype(str))
    return at_head(planned[other].drop_duplicates("journal_id"), TOPIC_ROW)


@rule(
    "plan-hours-differ",
    clauses=("2.2", "2.10"),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}»: в КТП часов ({kind}) {planned}, по учебному плану {hours}.",
        ky="«{tab}»: КТПда ({kind}) {planned} саат, окуу планы боюнча {hours}.",
        en="«{tab}»: the lesson plan has {planned} hours of {kind}, the curriculum {hours}.",
    ),
    remedy=Text(
        ru="Исправьте часы в КТП; если неверен учебный план, сообщите учебному отделу.",
        ky="КТПдагы саатты оңдоңуз; окуу планы туура эмес болсо, окуу бөлүмүнө билдириңиз.",
        en="Correct the plan's hours; if the curriculum is wrong, tell the study department.",
    ),
    parameters=(
        Parameter(
            "tolerance",
            6.0,
            Text(
                "на сколько академических часов можно разойтись",
                "канча академиялык саатка айырмаланса болот",
                "academic hours by which they may differ",
            ),
            lowest=0,
            highest=100,
        ),
    ),
    scope="journal",
)
def plan_hours_differ(inputs: Inputs, moment: Moment, *, tolerance: float) -> pd.DataFrame:
    """Whole plans whose hours of a kind differ from the curriculum's; unfinished ones are another rule's (2.10)."""
    topics = _topics(inputs)
    slots = numbered(inputs.lessons).groupby("journal_id").size()
    whole = topics.groupby("journal_id").size().reindex(slots.index).ge(slots)
    plans = topics[topics["journal_id"].isin(whole.index[whole]) & topics["hours"].notna() & topics["kind"].notna()]
    sums = plans.astype({"kind": "string"}).groupby(["journal_id", "kind"])["hours"].sum()
    planned = sums.rename("planned").reset_index()
    wanted = inputs.hours[inputs.hours["hours"].notna() & inputs.hours["journal_id"].isin(plans["journal_id"])]
    wanted = wanted[["journal_id", "kind", "hours"]].astype({"kind": "string"})
    both = planned.merge(wanted, on=["journal_id", "kind"], how="outer").fillna(0)
    differs = both[(both["planned"] - both["hours"]).abs() > tolerance]
    placed = differs.merge(inputs.journals[["journal_id", "workbook", "tab"]], on="journal_id")
    for name in ("planned", "hours"):
        placed[name] = shown(placed[name])
    return placed
