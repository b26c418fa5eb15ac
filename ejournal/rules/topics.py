"""Topics as taught: none repeated without need, none of the plan skipped (2.2, 2.10)."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, Parameter, rule
from ejournal.rules.order import folded, numbered
from ejournal.rules.places import TOPIC_ROW, at_head


def _taught(inputs: Inputs) -> pd.DataFrame:
    """Complete lessons with ``folded`` topics and their row of the plan, by date and pair."""
    lessons = numbered(inputs.lessons)
    lessons = lessons.assign(folded=folded(lessons["topic"]))
    return lessons[(lessons["completeness"] == "complete") & (lessons["folded"] != "")]


@rule(
    "topic-repeated",
    clauses=("2.2", "2.10"),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: тема «{topic}» записана в {time}-й раз.",
        ky="«{tab}», {date} күнкү {pair}-пара: «{topic}» темасы {time}-жолу жазылды.",
        en="«{tab}», lesson of {date}, pair {pair}: the topic «{topic}» is entered for the {time}th time.",
    ),
    remedy=Text(
        ru="Проверьте тему занятия; если она большая, разделите её в КТП на части.",
        ky="Сабактын темасын текшериңиз; чоң болсо, КТПда бөлүктөргө бөлүңүз.",
        en="Check the lesson's topic; divide a large one into parts in the plan.",
    ),
    parameters=(
        Parameter(
            "most",
            3,
            Text(
                "сколько занятий подряд или врозь может занять одна тема",
                "бир тема канча сабакты ээлей алат",
                "lessons of one kind that one topic may take",
            ),
            lowest=1,
            highest=20,
        ),
    ),
    scope="journal",
)
def topic_repeated(inputs: Inputs, moment: Moment, *, most: int) -> pd.DataFrame:
    """Lessons whose topic the same journal had too often before, in the same kind of class (2.10)."""
    taught = _taught(inputs)
    key = [taught["journal_id"], taught["kind"].astype("string"), taught["folded"]]
    time = taught.groupby(key).cumcount() + 1
    return at_head(taught[time > most], TOPIC_ROW).assign(time=time[time > most])


@rule(
    "topic-skipped",
    clauses=("2.2", "2.10", "4.3"),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: по КТП здесь тема «{planned}»; она не пройдена и позже.",
        ky="«{tab}», {date} күнкү {pair}-пара: КТП боюнча бул жерде «{planned}» темасы; ал кийин да өтүлгөн эмес.",
        en="«{tab}», lesson of {date}, pair {pair}: the plan's topic here is «{planned}»; nor was it taught later.",
    ),
    remedy=Text(
        ru="Пройдите тему или измените КТП, если её заменила другая.",
        ky="Теманы өтүңүз; аны башка тема алмаштырса, КТПны өзгөртүңүз.",
        en="Teach the topic, or change the plan if another one took its place.",
    ),
    parameters=(
        Parameter(
            "lessons",
            3,
            Text(
                "сколько занятий спустя тема считается пропущенной",
                "тема канча сабактан кийин калтырылган болуп эсептелет",
                "lessons after which a topic counts as skipped",
            ),
            lowest=0,
            highest=40,
        ),
    ),
    scope="journal",
)
def topic_skipped(inputs: Inputs, moment: Moment, *, lessons: int) -> pd.DataFrame:
    """Topics of the plan that no complete lesson had, though lessons after their own were held (2.10)."""
    taught = _taught(inputs)
    plans = inputs.plans[["journal_id", "number", "topic"]].rename(columns={"topic": "planned"})
    plans = plans.astype({"number": "int64"}).assign(folded=folded(plans["planned"]))
    seen = taught[["journal_id", "folded"]].drop_duplicates().assign(seen=True)
    plans = plans[plans["folded"] != ""].merge(seen, on=["journal_id", "folded"], how="left")
    missed = plans.loc[plans["seen"].isna(), ["journal_id", "number", "planned"]]
    last = taught.groupby("journal_id")["number"].max()
    passed = missed[missed["number"] + lessons <= missed["journal_id"].map(last).fillna(-1)]
    return at_head(taught.merge(passed, on=["journal_id", "number"]), TOPIC_ROW)
