"""Planted where marks ought to be: a course or a student without any, a table that cannot be read (3.7, 5.2)."""

from datetime import timedelta

from ejournal.sample.edits import Defect
from ejournal.sample.planting import planter
from ejournal.sample.planting_ground import Ground, Site, implied, planted
from ejournal.sample.sheet import Value
from ejournal.sample.truth import sense
from ejournal.sample.university import SEMESTER

_CHECKPOINT = SEMESTER.checkpoints[0]
_BEFORE = timedelta(days=14)
_HELD, _UNREADABLE = 8, 11


@planter("course-without-marks", scarce=1)
def course_without_marks(ground: Ground, rule: str, count: int) -> None:
    """Eight lessons and more up to the checkpoint, and nobody was ever marked (5.2)."""

    def fits(site: Site) -> bool:
        sites = ground.course_sites(site)
        held = sum(one.slot[0] <= _CHECKPOINT for one in sites)
        return held >= _HELD and all(ground.untouched(code) for code in ground.course(site))

    for site in ground.sites(rule, count, fits, whole=True):
        for other in ground.course_sites(site):
            _unmark(ground, other, list(other.entered.meant))
        ground.close_course(site, planted(rule))


@planter("student-without-marks", scarce=1)
def student_without_marks(ground: Ground, rule: str, count: int) -> None:
    """One student of the course whom the teacher never marked up to the checkpoint (2.6, 5.2)."""

    def fits(site: Site) -> bool:
        return ground.until > _CHECKPOINT - _BEFORE and all(ground.untouched(code) for code in ground.course(site))

    for site in ground.sites(rule, count, fits, whole=True):
        whole = [one for one in site.journal.members if len(one.periods) == 1 and one.on(SEMESTER.start)]
        number = next(one.number for one in whole if one.on(_CHECKPOINT + timedelta(days=100)))
        for other in ground.course_sites(site):
            if other.slot[0] <= _CHECKPOINT and number in other.entered.meant:
                _unmark(ground, other, [number])
        ground.close_course(site, planted(rule))


def _unmark(ground: Ground, site: Site, numbers: list[str], *defects: Defect) -> None:
    """These students have no mark at this lesson; who was away stays away."""
    there = [number for number in numbers if number in site.entered.there]
    meant = {**site.entered.meant, **dict.fromkeys(there, sense("present"))}
    typed: dict[str, Value] = {number: value for number, value in site.entered.typed.items() if number not in there}
    ground.change(site, meant, *defects, cells=typed)


@planter("many-unreadable-cells", scarce=1)
def many_unreadable(ground: Ground, rule: str, count: int) -> None:
    """Words instead of marks all over the first columns (3.7); each of them is unknown."""

    def fits(site: Site) -> bool:
        return sum(len(entered.there) for entered in site.keeper.clean) > 2 * _UNREADABLE

    for site in ground.sites(rule, count, fits, whole=True):
        left = _UNREADABLE
        for entered in site.keeper.clean:
            bad = entered.there[: min(left, 4)]
            if not bad:
                continue
            left -= len(bad)
            typed: dict[str, Value] = {**entered.typed, **dict.fromkeys(bad, "зачтено")}
            others = {one: meant for one, meant in entered.meant.items() if one not in bad}
            defects = (implied("unknown-mark", rule, number) for number in bad)
            ground.change(Site(site.keeper, entered), others, *defects, cells=typed)
        ground.note(site, planted(rule))


@planter("control-number-too-large")
def control_number_too_large(ground: Ground, rule: str, count: int) -> None:
    """The number of those who were not there is greater than the list is long (3.5)."""
    for site in ground.sites(rule, count, ground.may_gap):
        ground.gap(site)
        others = (implied(other, rule, "control") for other in ("control-number-disagrees", "lesson-due"))
        ground.change(site, None, planted(rule, "control"), *others, control=99.0)
