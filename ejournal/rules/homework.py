"""Independent work (СРС): given, dated, and marked in time (2.8, 3.5)."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, Parameter, rule
from ejournal.rules.order import DAYS_A_WEEK, first_journals, with_semester


def _given(inputs: Inputs) -> pd.DataFrame:
    """Rows of the plans that give independent work, with workbook and tab."""
    plans = inputs.plans[inputs.plans["independent_work"].fillna("").str.strip() != ""]
    return plans.merge(inputs.journals[["journal_id", "course_id", "workbook", "tab"]], on="journal_id")


@rule(
    "work-not-given",
    clauses=("2.8", "3.5"),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}»: идёт неделя {week}, а СРС по дисциплине не задана (по учебному плану {hours} ч).",
        ky="«{tab}»: {week}-жума жүрүп жатат, бирок СӨИ берилген эмес (окуу планы боюнча {hours} саат).",
        en="«{tab}»: week {week} has begun and no independent work is given; the curriculum has {hours} hours of it.",
    ),
    remedy=Text(
        ru="Впишите задания СРС и сроки во вкладку КТП.",
        ky="СӨИ тапшырмаларын жана мөөнөттөрүн КТП барагына жазыңыз.",
        en="Enter the independent work and its due dates in the plan's tab.",
    ),
    parameters=(
        Parameter(
            "week",
            4,
            Text(
                "с какой недели СРС должна быть задана",
                "кайсы жумадан тартып СӨИ берилиши керек",
                "week from which independent work must be given",
            ),
            lowest=1,
            highest=40,
        ),
    ),
)
def work_not_given(inputs: Inputs, moment: Moment, *, week: int) -> pd.DataFrame:
    """Courses with hours of independent work whose plans, though begun, give none by this week (2.8)."""
    hours = inputs.hours.drop_duplicates("course_id")
    courses = with_semester(inputs, moment, hours.loc[hours["independent_hours"].fillna(0) > 0])
    planned = inputs.journals.loc[inputs.journals["journal_id"].isin(inputs.plans["journal_id"]), "course_id"]
    monday = courses["start"] - pd.to_timedelta(courses["start"].dt.day_of_week, unit="D")
    late = (moment.midnight - monday).dt.days // DAYS_A_WEEK + 1 >= week
    without = ~courses["course_id"].isin(_given(inputs)["course_id"]) & courses["course_id"].isin(planned)
    found = courses[late & without & (moment.midnight <= courses["end"])]
    placed: pd.DataFrame = found.drop(columns="journal_id").merge(first_journals(inputs), on="course_id")
    placed["hours"] = placed["independent_hours"].round().astype("int64")
    return placed.assign(week=week)


@rule(
    "work-without-due-date",
    clauses=("2.8",),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}»: у СРС в строке {item} КТП нет срока.",
        ky="«{tab}»: КТПнын {item}-сабындагы СӨИнин мөөнөтү жок.",
        en="«{tab}»: the independent work in row {item} of the plan has no due date.",
    ),
    remedy=Text(
        ru="Укажите срок: студенты должны узнать его вовремя.",
        ky="Мөөнөтүн көрсөтүңүз: студенттер аны өз убагында билиши керек.",
        en="Give its due date: students must be told it in time.",
    ),
    scope="journal",
)
def work_without_due_date(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Independent work that says what to do and not by when (2.8)."""
    given = _given(inputs)
    return given[given["due"].isna()].rename(columns={"number": "item"})


@rule(
    "work-not-marked",
    clauses=("2.8", "3.5"),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}»: СРС из строки {item} КТП сдавалась до {due}, а оценок за неё нет.",
        ky="«{tab}»: КТПнын {item}-сабындагы СӨИ {due} чейин тапшырылган, бирок баалары жок.",
        en="«{tab}»: the independent work of row {item} of the plan was due on {due} and has no marks.",
    ),
    remedy=Text(
        ru="Поставьте оценки за СРС или перенесите срок.",
        ky="СӨИнин бааларын коюңуз же мөөнөтүн жылдырыңыз.",
        en="Mark the independent work, or move its due date.",
    ),
    parameters=(
        Parameter(
            "days",
            14,
            Text(
                "сколько дней после срока даётся на проверку",
                "мөөнөттөн кийин текшерүүгө канча күн берилет",
                "days after the due date that marking may take",
            ),
            lowest=0,
            highest=120,
        ),
    ),
    scope="journal",
)
def work_not_marked(inputs: Inputs, moment: Moment, *, days: int) -> pd.DataFrame:
    """Independent work past its due date for which not one student has anything entered (2.8)."""
    given = _given(inputs)
    over = given[given["due"] < moment.midnight - pd.Timedelta(days=days)]
    marked = inputs.works[["journal_id", "item"]].drop_duplicates().assign(marked=True)
    joined = over.rename(columns={"number": "item"}).merge(marked, on=["journal_id", "item"], how="left")
    return joined[joined["marked"].isna()]
