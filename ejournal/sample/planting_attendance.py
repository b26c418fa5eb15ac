"""Planted absences that contradict the day's other lessons, or that are too many or too few (5.4, 7.6)."""

from collections.abc import Iterator
from datetime import timedelta

from ejournal.sample.character import chance
from ejournal.sample.edits import Defect
from ejournal.sample.planting import planter
from ejournal.sample.planting_ground import Ground, Site, planted
from ejournal.sample.sheet import Value
from ejournal.sample.truth import Meant, sense

_HALF, _TWO_WEEKS = 0.6, timedelta(days=15)
_LAST, _AWAY_BESIDE = 10, 26
"""Lessons without an absence, and absences in the group's other journals on the same days."""


@planter("absent-between-lessons", scarce=1)
def absent_between(ground: Ground, rule: str, count: int) -> None:
    """Absent at a pair, and there at the pairs before and after (5.4)."""
    for site in ground.sites(rule, count, lambda site: bool(_skipper(ground, site))):
        number = _skipper(ground, site)
        for neighbour in list(_beside(ground, site)):
            ground.reserve(neighbour, [neighbour.entered.lesson])
        mark_away(ground, site, {number: sense("absent")}, planted(rule, number))


def _skipper(ground: Ground, site: Site) -> str:
    """Somebody who is at the pairs before and after, which nothing was planted in; empty where nobody is."""
    before, after = ([one for one in _beside(ground, site) if one.slot[1] - site.slot[1] == step] for step in (-1, 1))
    there = [
        number
        for number in site.entered.there
        if all(any(number in one.entered.there for one in beside) for beside in (before, after))
    ]
    return site.pick(there, "skips") if there else ""


def _beside(ground: Ground, site: Site) -> Iterator[Site]:
    """The group's other lessons of the day that stand right before or after, with nothing planted in them."""
    for code, keeper in ground.keepers.items():
        if keeper.journal.group == site.journal.group and code != site.journal.code:
            for entered in keeper.clean:
                day, pair = entered.lesson.slot
                other = Site(keeper, entered)
                if day == site.slot[0] and abs(pair - site.slot[1]) == 1 and ground.free(other, [entered.lesson]):
                    yield other


def mark_away(ground: Ground, site: Site, changed: dict[str, Meant], *defects: Defect) -> None:
    """These students were away, or were not, after all; the number is right."""
    meant = {**site.entered.meant, **changed}
    words = {"absent": site.keeper.teacher.absent, "excused": site.keeper.teacher.excused}
    typed: dict[str, Value] = {**site.entered.typed}
    for number, one in changed.items():
        typed[number] = words.get(one.status, "")
    away = float(sum(one.status != "present" for one in meant.values()))
    ground.change(site, meant, *defects, control=away, cells=typed)


@planter("nobody-absent", scarce=2)
def nobody_absent(ground: Ground, rule: str, count: int) -> None:
    """Everybody is always there, though many are absent from the group's other lessons of those days (2.6, 5.4)."""
    for site in ground.sites(rule, count, lambda site: beside_away(ground, site) >= _AWAY_BESIDE, whole=True):
        for entered in site.keeper.clean:
            other = Site(site.keeper, entered)
            mark_away(ground, other, dict.fromkeys(entered.away, sense("present")))
        ground.note(site, planted(rule))


def beside_away(ground: Ground, site: Site) -> int:
    """Absences from the group's other journals on the days of the journal's last lessons; 0 where those are few."""
    last = site.keeper.clean[-_LAST:]
    days = {entered.lesson.date for entered in last}
    others = (
        entered
        for code, keeper in ground.keepers.items()
        if keeper.journal.group == site.journal.group and code != site.journal.code
        for entered in keeper.clean
    )
    return sum(len(one.away) for one in others if one.lesson.date in days) if len(last) == _LAST else 0


@planter("absent-in-a-row", scarce=1)
def absent_in_a_row(ground: Ground, rule: str, count: int) -> None:
    """Somebody has not come for the last ten lessons, nor told why (7.6); the finding names no tab."""
    stayers: list[str] = []

    def fits(site: Site) -> bool:
        stayers.append(_stayer(ground, site))
        return bool(stayers[-1])

    for site in ground.sites(rule, count, fits):
        number = stayers[-1]
        for other in _last_of(ground, site, number):
            ground.reserve(other, [other.entered.lesson])
            mark_away(ground, other, {number: sense("absent")})
        ground.note_nowhere(site, planted(rule))


def _stayer(ground: Ground, site: Site) -> str:
    """A member to the end of the semester in whose last lessons nothing was planted yet."""
    for member in sorted(
        site.journal.members, key=lambda one: site.keeper.chance("stays", site.entered.lesson, one.number)
    ):
        last = list(_last_of(ground, site, member.number))
        whole = len(member.periods) == 1 and member.on(ground.until) and member.on(site.journal.lessons[0].date)
        if whole and _all_free(ground, last):
            return member.number
    return ""


def _last_of(ground: Ground, site: Site, number: str) -> list[Site]:
    """The student's last ten lessons in all journals of the group."""
    own: list[tuple[object, Site]] = [
        (entered.lesson.slot, Site(keeper, entered))
        for keeper in ground.all.values()
        if keeper.journal.group == site.journal.group
        for entered in keeper.clean
        if number in entered.meant
    ]
    return [one for _, one in sorted(own, key=lambda item: item[0])[-_LAST:]]  # type: ignore[arg-type, return-value]


@planter("group-often-absent", scarce=2)
def group_often_absent(ground: Ground, rule: str, count: int) -> None:
    """Half of a group is away, with papers, on every day of the last two weeks (7.6); the finding names no tab."""
    for site in ground.sites(rule, count, lambda site: _all_free(ground, _recent(ground, site))):
        for other in _recent(ground, site):
            ground.reserve(other, [other.entered.lesson])
            away = {
                number: sense("excused")
                for number in other.entered.there
                if chance(ground.seed, rule, number, other.slot[0]) < _HALF
            }
            mark_away(ground, other, away)
        ground.note_nowhere(site, planted(rule))


def _recent(ground: Ground, site: Site) -> list[Site]:
    """The lessons of the group's journals in the last fifteen days."""
    return [
        Site(keeper, entered)
        for keeper in ground.all.values()
        if keeper.journal.group == site.journal.group
        for entered in keeper.clean
        if entered.lesson.date > ground.until - _TWO_WEEKS
    ]


def _all_free(ground: Ground, sites: list[Site]) -> bool:
    return bool(sites) and all(ground.free(one, [one.entered.lesson]) for one in sites)
