"""Planted journals that are hardly kept, or not at all for weeks (3.5, 3.6, 4.1)."""

from datetime import timedelta

from ejournal.sample.planting import planter
from ejournal.sample.planting_ground import Ground, Site, implied, planted

_UNTOUCHED, _JUDGED = timedelta(days=23), timedelta(days=20)
_LEAST = 3
"""Lessons due before a journal is judged."""


@planter("journal-untouched", scarce=1)
def journal_untouched(ground: Ground, rule: str, count: int) -> None:
    """Nothing was entered for three weeks (4.1); every lesson of those weeks is due."""

    def missed(site: Site) -> list[Site]:
        days = ground.until - _UNTOUCHED
        return [one for one in _all(site) if one.slot[0] >= days]

    def fits(site: Site) -> bool:
        return sum(one.slot[0] > ground.until - _JUDGED for one in missed(site)) >= _LEAST

    for site in ground.sites(rule, count, fits, whole=True):
        for one in missed(site):
            _forget(ground, one, rule)
        if _is_low(ground, site, missed(site)):
            ground.note(site, implied("journal-filling-low", rule))
        ground.note(site, planted(rule))


@planter("journal-filling-low", scarce=1)
def journal_filling_low(ground: Ground, rule: str, count: int) -> None:
    """Of the last whole month every third lesson is forgotten (3.6)."""

    def missed(site: Site) -> list[Site]:
        return [one for one in _all(site) if ground.in_last_month(one.slot[0])][::3]

    for site in ground.sites(rule, count, lambda site: _is_low(ground, site, missed(site)), whole=True):
        for one in missed(site):
            _forget(ground, one, rule)
        ground.note(site, planted(rule))


def _all(site: Site) -> list[Site]:
    return [Site(site.keeper, entered) for entered in site.keeper.clean]


def _forget(ground: Ground, site: Site, rule: str) -> None:
    due = (implied("lesson-due", rule, "work"),) if site.slot[0] <= ground.until else ()
    ground.change(site, None, *due, work=None, control=None, cells={})


def _is_low(ground: Ground, site: Site, missed: list[Site]) -> bool:
    """Whether fewer than four in five of the last whole month's lessons are left."""
    month = [one for one in _all(site) if ground.in_last_month(one.slot[0])]
    gone = sum(ground.in_last_month(one.slot[0]) for one in missed)
    return len(month) >= _LEAST and 5 * gone > len(month)
