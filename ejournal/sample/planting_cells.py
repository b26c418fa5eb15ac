"""Planted in single cells: what cannot be read, contradicts itself, or stands beside somebody who was no member."""

from datetime import timedelta

from ejournal.sample.edits import Column
from ejournal.sample.planting import planter
from ejournal.sample.planting_ground import Ground, Site, planted
from ejournal.sample.sheet import Value
from ejournal.sample.slips import UNKNOWN_MARKS

_SOON = timedelta(minutes=4)


@planter("unknown-mark")
def unknown_mark(ground: Ground, rule: str, count: int) -> None:
    """Something outside the scale is typed for somebody who was there (3.5)."""
    for site in ground.sites(rule, count, lambda site: bool(site.entered.there)):
        number = site.pick(site.entered.there, rule)
        value = site.pick(list(UNKNOWN_MARKS), "what")
        _one_cell(ground, site, rule, number, value)


@planter("absent-with-mark")
def absent_with_mark(ground: Ground, rule: str, count: int) -> None:
    """A mark beside an absence in one cell (3.5, 5.4)."""
    for site in ground.sites(rule, count, lambda site: bool(_absent(site))):
        _one_cell(ground, site, rule, site.pick(_absent(site), rule), f"{site.keeper.teacher.absent}/4")


def _absent(site: Site) -> list[str]:
    return [number for number, meant in site.entered.meant.items() if meant.status == "absent"]


def _one_cell(ground: Ground, site: Site, rule: str, number: str, value: Value) -> None:
    """One student's cell says this instead, and what was meant there is lost."""
    others = {one: meant for one, meant in site.entered.meant.items() if one != number}
    ground.change(site, others, planted(rule, number), cells={**site.entered.typed, number: value})


@planter("mark-for-non-member", scarce=1)
def mark_for_non_member(ground: Ground, rule: str, count: int) -> None:
    """A mark for a student who was not yet, or no longer, in the group (3.5, 7.5)."""
    for site in ground.sites(rule, count, lambda site: bool(_strangers(site))):
        number = site.pick(_strangers(site), rule)
        action = Column(site.slot, cells={number: "4"}, defects=(planted(rule, number),))
        ground.add(site, site.entered.moment + _SOON, action)


def _strangers(site: Site) -> list[str]:
    return [member.number for member in site.journal.members if not member.on(site.slot[0])]
