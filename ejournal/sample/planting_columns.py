"""Planted in a lesson's column and its lesson plan: not filled, not agreeing, too early, too late, without a topic."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from ejournal.sample.edits import Column
from ejournal.sample.entering import evening, lesson_end
from ejournal.sample.journals import Lesson
from ejournal.sample.planting import planter
from ejournal.sample.planting_ground import Ground, Site, implied, planted
from ejournal.sample.sheet import Value

_LATE = timedelta(days=8)
"""Late enough that a weekly reading saw the column empty after the lesson's day."""


@planter("lesson-due")
def lesson_due(ground: Ground, rule: str, count: int) -> None:
    """The lesson is forgotten (3.5, 4.3)."""
    for site in ground.sites(rule, count, ground.may_gap):
        ground.gap(site)
        ground.change(site, None, planted(rule, "work"), work=None, control=None, cells={})


@planter("control-number-disagrees")
def control_number_disagrees(ground: Ground, rule: str, count: int) -> None:
    """The number of those who were not there is one too great (3.5)."""
    for site in ground.sites(rule, count, ground.may_gap):
        ground.gap(site)
        more = float(len(site.entered.away) + 1)
        ground.change(site, None, planted(rule, "control"), implied("lesson-due", rule, "control"), control=more)


@planter("bad-control-number")
def bad_control_number(ground: Ground, rule: str, count: int) -> None:
    """A word stands where the number belongs (3.5)."""
    for site in ground.sites(rule, count, ground.may_gap):
        ground.gap(site)
        defects = planted(rule, "control"), implied("lesson-due", rule, "control")
        ground.change(site, None, *defects, control=site.pick(["двое", "все", "?"], rule))


@planter("unknown-work-type")
def unknown_work_type(ground: Ground, rule: str, count: int) -> None:
    """The teacher's own word for the work; the column is complete (3.5, 4.3)."""
    for site in ground.sites(rule, count):
        work = site.pick(["опрос + доклад", "разбор ошибок", "видеоурок"], rule)
        ground.change(site, site.entered.meant, planted(rule, "work"), work=work)


@planter("complete-stopped-agreeing")
def stopped_agreeing(ground: Ground, rule: str, count: int) -> None:
    """An absence is wiped from a column that was read complete (3.5)."""

    def fits(site: Site) -> bool:
        return bool(site.entered.away) and site.slot[0] <= ground.until - _LATE

    for site in ground.sites(rule, count, fits):
        wiped: dict[str, Value] = {site.entered.away[0]: ""}
        ground.add(site, ground.last, Column(site.slot, cells=wiped, defects=(planted(rule, "control"),)))


@planter("lesson-late")
def lesson_late(ground: Ground, rule: str, count: int) -> None:
    """The column is entered eight days after the lesson, and no outage excuses it (4.3)."""

    def fits(site: Site) -> bool:
        day = site.slot[0]
        return day + _LATE < ground.until and not _outage(site, day - timedelta(days=7), day + _LATE)

    for site in ground.sites(rule, count, fits):
        ground.change(site, site.entered.meant, planted(rule, "work"))
        ground.move(site, evening(site.slot[0] + _LATE, lesson_end(site.slot[1]), ground.seed, rule))


def _outage(site: Site, first: date, last: date) -> bool:
    """Whether the group had one in these days."""
    begin, end = datetime.combine(first, time.min), datetime.combine(last, time.max)
    return any(began <= end and ended >= begin for began, ended in site.journal.outages)


@planter("future-lesson")
def future_lesson(ground: Ground, rule: str, count: int) -> None:
    """The column of the next lesson after the last day is filled (3.5)."""

    def fits(site: Site) -> bool:
        return site.journal.code not in taken and any(_coming(site, ground.until))

    taken: set[str] = set()
    for site in ground.sites(rule, count, fits):
        taken.add(site.journal.code)
        coming = next(one for one in _coming(site, ground.until))
        early = site.keeper.enter(coming, ground.last)
        column = Column(coming.slot, early.work, float(len(early.away)), early.typed, (planted(rule, "date"),))
        ground.add(site, ground.last, column)


def _coming(site: Site, until: date) -> Iterator[Lesson]:
    soon = until + timedelta(days=2)
    return (one for one in site.journal.lessons if one.date > soon and not one.cancelled)
