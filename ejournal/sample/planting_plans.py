"""Planted in lesson plans and topics: missing, with gaps, out of step, of other kinds and hours (2.2, 2.10, 4.3)."""

from ejournal.sample.edits import Column
from ejournal.sample.journals import Lesson
from ejournal.sample.plans import topic
from ejournal.sample.planting import planter
from ejournal.sample.planting_ground import Ground, PlanRows, Site, implied, planted

_OTHER_KIND = {"lecture": "пр", "practice": "лк", "lab": "лк"}
_MORE_HOURS = 22.0
_WEEKS_OFF = 5.0
_REPEATED = 4
"""Lessons with one topic, of which the last is one too many."""
_LATER = 6
"""Lessons after a skipped topic."""


@planter("plan-missing", scarce=1)
def plan_missing(ground: Ground, rule: str, count: int) -> None:
    """Nobody wrote the plan (2.2, 4.3); so every lesson lacks its topic."""
    for site in ground.sites(rule, count, whole=True):
        ground.plan(site, lambda rows: {})
        ground.note(site, planted(rule))
        for entered in site.keeper.clean:
            defects = (implied("no-topic", rule, "topic"),)
            ground.add(site, ground.last, Column(entered.lesson.slot, defects=defects))


@planter("plan-incomplete")
def plan_incomplete(ground: Ground, rule: str, count: int) -> None:
    """A lesson that is still to come has no topic (2.2)."""

    def fits(site: Site) -> bool:
        return not _gap(ground, site) and _held(site)[-1].date > ground.until

    for site in ground.sites(rule, count, fits):
        _drop_topic(ground, site, _held(site)[-1].number)
        ground.note(site, planted(rule))


@planter("no-topic")
def no_topic(ground: Ground, rule: str, count: int) -> None:
    """The plan's row of a complete lesson has no topic (2.2, 4.3); so the plan is not whole."""
    for site in ground.sites(rule, count):
        if not _gap(ground, site):
            ground.note(site, implied("plan-incomplete", rule))
        _drop_topic(ground, site, site.entered.lesson.number)
        ground.change(site, site.entered.meant, planted(rule, "topic"))


def _gap(ground: Ground, site: Site) -> bool:
    """Whether the plan lacks a topic already."""
    return any("topic" not in row for row in ground.plan_rows(site).values())


def _drop_topic(ground: Ground, site: Site, number: int) -> None:
    def without(rows: PlanRows) -> PlanRows:
        return {**rows, number: {label: value for label, value in rows[number].items() if label != "topic"}}

    ground.plan(site, without)


@planter("plan-out-of-step")
def plan_out_of_step(ground: Ground, rule: str, count: int) -> None:
    """The plan has the last lesson's topic in quite another week (4.3)."""
    for site in ground.sites(rule, count, lambda site: site.entered is site.keeper.clean[-1]):
        ground.retype(site, site.entered.lesson.number, week=_WEEKS_OFF + _week(ground, site))
        ground.change(site, site.entered.meant, planted(rule, "topic"))


def _week(ground: Ground, site: Site) -> float:
    return (site.slot[0] - min(one.date for one in site.journal.lessons)).days // 7 + 1


@planter("plan-kind-differs")
def plan_kind_differs(ground: Ground, rule: str, count: int) -> None:
    """The plan has a lecture where the timetable has a practice (2.10); the hours of each kind stay right."""

    def fits(site: Site) -> bool:
        return not ground.has(site, rule) and len(_same_kind(site)) > 1

    for site in ground.sites(rule, count, fits):
        lesson = site.entered.lesson
        other = next(one for one in _same_kind(site) if one.number != lesson.number)
        ground.retype(site, lesson.number, kind=_OTHER_KIND[lesson.kind], hours=0.0)
        ground.retype(site, other.number, hours=4.0)
        ground.change(site, site.entered.meant, planted(rule, "topic"))


@planter("plan-hours-differ")
def plan_hours_differ(ground: Ground, rule: str, count: int) -> None:
    """A slip of the hand in a row's hours, in a plan that is whole (2.10)."""

    def fits(site: Site) -> bool:
        return not ground.has(site, rule) and not _gap(ground, site)

    for site in ground.sites(rule, count, fits):
        ground.retype(site, site.entered.lesson.number, hours=_MORE_HOURS)
        ground.note(site, planted(rule))


@planter("topic-repeated")
def topic_repeated(ground: Ground, rule: str, count: int) -> None:
    """Four lessons of one kind with one topic: the fourth is one too many (2.10)."""
    for site in ground.sites(rule, count, lambda site: ground.free(site, _before(site))):
        ground.reserve(site, _before(site))
        first, *others = _before(site)
        for lesson in (*others, site.entered.lesson):
            ground.retype(site, lesson.number, topic=topic(site.journal, first))
        ground.change(site, site.entered.meant, planted(rule, "topic"))


def _before(site: Site) -> list[Lesson]:
    """The three lessons of the same kind before this one; none where there are fewer."""
    same = [one for one in _same_kind(site) if one.number < site.entered.lesson.number]
    return same[1 - _REPEATED :] if len(same) >= _REPEATED - 1 else []


@planter("topic-skipped")
def topic_skipped(ground: Ground, rule: str, count: int) -> None:
    """The teacher taught something else, and never came back to the plan's topic (2.10)."""

    def fits(site: Site) -> bool:
        last = max(entered.lesson.number for entered in site.keeper.clean)
        return site.entered.lesson.number + _LATER <= last

    for site in ground.sites(rule, count, fits):
        other = site.pick(["Встреча с выпускниками", "Разбор олимпиадных задач", "Просмотр фильма"], rule)
        ground.change(site, site.entered.meant, planted(rule, "topic"), topic=other)


def _held(site: Site) -> list[Lesson]:
    return [lesson for lesson in site.journal.lessons if not lesson.cancelled]


def _same_kind(site: Site) -> list[Lesson]:
    return [one for one in _held(site) if one.kind == site.entered.lesson.kind]
