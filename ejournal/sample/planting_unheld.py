"""Planted lessons that are named as not held: unconfirmed, not made up, or with marks all the same (1.4, 3.5)."""

from datetime import timedelta

from ejournal.sample.entering import work_types
from ejournal.sample.planting import planter
from ejournal.sample.planting_ground import Ground, Site, implied, planted

_CONFIRMED, _MADE_UP = timedelta(days=7), timedelta(days=28)
"""What the rules grant by default; a day or two more or less, because the rules' today may be a day later."""
_DAYS = timedelta(days=2)


@planter("not-held-unconfirmed")
def not_held_unconfirmed(ground: Ground, rule: str, count: int) -> None:
    """Ten days or more ago, by the teacher's word alone (3.5)."""

    def fits(site: Site) -> bool:
        age = ground.until - site.slot[0]
        return _CONFIRMED < age < _MADE_UP - _DAYS and _planned(ground, site)

    for site in ground.sites(rule, count, fits):
        _not_held(ground, site, rule)


@planter("not-held-not-made-up")
def not_held_not_made_up(ground: Ground, rule: str, count: int) -> None:
    """More than four weeks ago, and no lesson is given instead (2.10); nor is there an order."""

    def fits(site: Site) -> bool:
        return ground.until - site.slot[0] > _MADE_UP and _planned(ground, site)

    for site in ground.sites(rule, count, fits):
        _not_held(ground, site, rule, "not-held-unconfirmed")


def _planned(ground: Ground, site: Site) -> bool:
    """Whether no order touched the journal, and it stays well filled without the lesson."""
    return all(lesson.status == "planned" for lesson in site.journal.lessons) and ground.may_be_unheld(site)


def _not_held(ground: Ground, site: Site, rule: str, *others: str) -> None:
    defects = planted(rule, "work"), *(implied(other, rule, "work") for other in others)
    named = site.pick(work_types().not_held, rule)
    ground.gap(site, held=False)
    ground.change(site, None, *defects, held=False, work=named, control=None, cells={})


@planter("not-held-with-marks")
def not_held_with_marks(ground: Ground, rule: str, count: int) -> None:
    """Named as not held a few days ago, with the marks that were given (3.5)."""

    def fits(site: Site) -> bool:
        return (
            ground.until - site.slot[0] < _CONFIRMED - _DAYS and _planned(ground, site) and len(site.entered.typed) > 1
        )

    for site in ground.sites(rule, count, fits):
        named = site.pick(work_types().not_held, rule)
        ground.gap(site, held=False)
        ground.change(site, None, planted(rule, "work"), held=False, work=named)
