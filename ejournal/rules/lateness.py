"""Whether a lesson was filled in on its own day, judged only where the evidence suffices (4.3)."""

from datetime import tzinfo

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, Parameter, rule
from ejournal.rules.places import WORK_TYPE_ROW, at_head

CATEGORIES = ("on_time", "late", "undetermined", "missing")
# An outage without an end is still going on.
NO_END = pd.Timestamp("2200-01-01", tz="UTC")
DAY = pd.Timedelta(days=1)


def timeliness(
    lessons: pd.DataFrame,
    outages: pd.DataFrame,
    zone: str | tzinfo,
    journals: pd.DataFrame | None = None,
    *,
    grace_days: int = 0,
) -> pd.Series:
    """on_time, late, undetermined or missing (never complete) for each lesson, with the index of ``lessons``.

    When a lesson was completed is known as an interval. It is on time when the interval ends within the lesson's local
    day, late when it begins after it, else undetermined. An outage that touches the day moves its end to the end of
    the outage's last day; an interval that touches an outage is never called late. The outages of a group or institute
    need ``journals`` to be told apart; without it only the outages of all are seen. ``grace_days`` more days may pass.
    """
    begin, end = _local_day(lessons["date"], zone, grace_days)
    after, before = lessons["completed_after"], lessons["completed_before"]
    excused = pd.Series(False, index=lessons.index)
    for start, stop, scope in _periods(outages):
        concerned = _concerned(lessons, scope, journals)
        touches_day = concerned & (end > start) & (begin < stop)
        last = stop.tz_convert(zone).tz_localize(None).normalize() + DAY
        end = end.mask(touches_day & (end < stop), last.tz_localize(zone).tz_convert("UTC"))
        excused |= concerned & (before > start) & (after < stop)
    category = pd.Series("undetermined", index=lessons.index)
    category = category.mask((after >= end) & ~excused, "late")
    category = category.mask(before <= end, "on_time").mask(before.isna(), "missing")
    return category.astype(pd.CategoricalDtype(list(CATEGORIES)))


def _local_day(dates: pd.Series, zone: str | tzinfo, grace_days: int = 0) -> tuple[pd.Series, pd.Series]:
    """First instant of each local date, and of the first date after it and its grace, in UTC."""
    begin, end = (
        day.dt.tz_localize(zone, ambiguous="NaT", nonexistent="shift_forward").dt.tz_convert("UTC")
        for day in (dates, dates + DAY * (1 + grace_days))
    )
    return begin, end


def _periods(outages: pd.DataFrame) -> list[tuple[pd.Timestamp, pd.Timestamp, str]]:
    """Start, end and scope ("" = all) of each outage, in order of start."""
    rows = outages.sort_values("start")
    ends, scopes = rows["end"].fillna(NO_END), rows["scope"].fillna("")
    return list(zip(rows["start"].tolist(), ends.tolist(), scopes.tolist(), strict=True))


def _concerned(lessons: pd.DataFrame, scope: str, journals: pd.DataFrame | None) -> pd.Series:
    """Which lessons an outage of this scope (a group or an institute) concerns."""
    if not scope:
        return pd.Series(True, index=lessons.index)
    if journals is None:
        return pd.Series(False, index=lessons.index)
    within = (journals["group"].astype("string") == scope) | (journals["institute"].astype("string") == scope)
    return lessons["journal_id"].isin(journals.loc[within.fillna(False), "journal_id"])


@rule(
    "lesson-late",
    clauses=("4.3",),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: журнал заполнен с опозданием, {after} столбец ещё не был готов.",
        ky="«{tab}», {date} күнкү {pair}-пара: журнал кечигип толтурулган, {after} мамыча али даяр эмес болчу.",
        en="«{tab}», lesson of {date}, pair {pair}: filled in late, on {after} the column was not complete yet.",
    ),
    remedy=Text(
        ru="Заполняйте журнал в день занятия. Если помешал сбой, администратор вносит его во вкладку «Сбои».",
        ky="Журналды сабак өткөн күнү толтуруңуз. Үзгүлтүк тоскоол болсо, администратор аны «Сбои» барагына жазат.",
        en="Fill in the journal on the lesson's day. If an outage prevented it, the administrator enters it in «Сбои».",
    ),
    parameters=(
        Parameter(
            "grace_days",
            0,
            Text(
                "сколько дней после занятия ещё не считаются опозданием",
                "сабактан кийинки канча күн кечигүү деп эсептелбейт",
                "days after the lesson's own day that are not yet late",
            ),
            lowest=0,
            highest=14,
        ),
    ),
    scope="journal",
)
def lesson_late(inputs: Inputs, moment: Moment, *, grace_days: int) -> pd.DataFrame:
    """Lessons first completed after their day and grace, outside recorded outages; corrections are never late (4.3)."""
    complete = inputs.lessons[inputs.lessons["completeness"] == "complete"]
    category = timeliness(complete, inputs.outages, moment.zone, inputs.journals, grace_days=grace_days)
    late = complete[category == "late"]
    return at_head(late, WORK_TYPE_ROW).assign(after=late["completed_after"].dt.tz_convert(moment.zone))
