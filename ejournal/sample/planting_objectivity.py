"""Planted marks and attendance that tell nothing apart: all alike, copied, bunched, never varying (2.6, 5.2, 5.4)."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from statistics import fmean

from ejournal.sample.edits import Column, Defect
from ejournal.sample.planting import planter
from ejournal.sample.planting_attendance import beside_away, mark_away
from ejournal.sample.planting_ground import Ground, Site, implied, planted
from ejournal.sample.sheet import Value
from ejournal.sample.truth import sense
from ejournal.sample.university import SEMESTER

Marks = Mapping[str, tuple[int, ...]]
_CHECKPOINT = SEMESTER.checkpoints[0]
_LAST_DAYS = timedelta(days=7)
_MANY_MARKS, _MANY_STUDENTS, _EACH = 70, 10, 6
_COLUMN, _WEAK = 14, 0.3
_PLACES, _LESSONS, _FEW_BESIDE = 270, 11, 17
"""Students x lessons, lessons, and absences in the group's others, few enough that ``nobody-absent`` says nothing."""


@planter("no-spread", scarce=3)
def no_spread(ground: Ground, rule: str, count: int) -> None:
    """Every mark is a four (2.6); so is every student's, where they have many."""
    for site in ground.sites(rule, count, lambda site: sum(_each(site).values()) >= _MANY_MARKS, whole=True):
        for one in _all(site):
            _mark(ground, one, dict.fromkeys(_marked(one), (4,)))
        _note(ground, site, planted(rule, "date"))
        if sum(marks >= _EACH for marks in _each(site).values()) >= _MANY_STUDENTS - 2:
            _note(ground, site, implied("one-mark-students", rule, "date"))


@planter("one-mark-students", scarce=4)
def one_mark_students(ground: Ground, rule: str, count: int) -> None:
    """Each student has one and the same mark in every lesson: the weaker ones threes, the others fours (2.6)."""

    def fits(site: Site) -> bool:
        return sum(marks >= _EACH for marks in _each(site).values()) >= _MANY_STUDENTS

    for site in ground.sites(rule, count, fits, whole=True):
        own = dict.fromkeys(_each(site), (4,))
        for number in sorted(own, key=lambda number: _mean(site, number))[: int(_WEAK * len(own))]:
            own[number] = (3,)
        for one in _all(site):
            _mark(ground, one, {number: own[number] for number in _marked(one)})
        _note(ground, site, planted(rule, "date"))


@planter("one-mark-lesson", scarce=2)
def one_mark_lesson(ground: Ground, rule: str, count: int) -> None:
    """Everybody has the same mark in one lesson, one that is rare in the journal (2.6)."""

    def fits(site: Site) -> bool:
        return len(site.entered.there) >= _COLUMN and sum(_each(site).values()) >= _MANY_MARKS

    for site in ground.sites(rule, count, fits):
        values = Counter(mark for one in _all(site) for meant in one.entered.meant.values() for mark in meant.marks)
        rare = min((3, 5), key=lambda mark: values[mark])
        _mark(ground, site, dict.fromkeys(site.entered.there, (rare,)), planted(rule, "date"))


@planter("copied-column", scarce=2)
def copied_column(ground: Ground, rule: str, count: int) -> None:
    """The marks of a lesson stand once more in a later one (2.6)."""

    def fits(site: Site) -> bool:
        return bool(_source(ground, site))

    for site in ground.sites(rule, count, fits):
        source = _source(ground, site)[0]
        ground.reserve(source, [source.entered.lesson])
        both = [number for number in source.entered.there if number in site.entered.there]
        marks = {number: source.entered.meant[number].marks[:1] or (3 + at % 3,) for at, number in enumerate(both)}
        _mark(ground, source, marks)
        _mark(ground, site, marks, planted(rule, "date"))


def _source(ground: Ground, site: Site) -> list[Site]:
    """Earlier lessons of the journal with nothing planted in them, at which most of the same students were."""
    return [
        one
        for one in _all(site)
        if one.slot[0] < site.slot[0]
        and ground.free(one, [one.entered.lesson])
        and len(set(one.entered.there) & set(site.entered.there)) >= _COLUMN
    ]


@planter("marks-bunched", scarce=4)
def marks_bunched(ground: Ground, rule: str, count: int) -> None:
    """Nearly all marks belong to the last week before the checkpoint, two a student (2.6)."""

    def fits(site: Site) -> bool:
        early, late = _periods(site)
        return len(early) >= 5 * len(late) > 0 and 2 * sum(len(one.entered.there) for one in late) >= 46

    for site in ground.sites(rule, count, fits, whole=True):
        early, late = _periods(site)
        seen = {number for one in late for number in one.entered.there}
        for one in early:
            _mark(ground, one, {number: marks for number, marks in _marked(one).items() if number not in seen})
        for one in late:
            twice = {number: (_drawn(one, number), _drawn(one, number, "again")) for number in one.entered.there}
            _mark(ground, one, twice, *((planted(rule, "date"),) if one is late[-1] else ()))


def _periods(site: Site) -> tuple[list[Site], list[Site]]:
    """The journal's lessons before the checkpoint's last week, and in it."""
    upto = [one for one in _all(site) if one.slot[0] <= _CHECKPOINT]
    opening = _CHECKPOINT - _LAST_DAYS
    return [one for one in upto if one.slot[0] <= opening], [one for one in upto if one.slot[0] > opening]


@planter("attendance-never-varies", scarce=4)
def attendance_never_varies(ground: Ground, rule: str, count: int) -> None:
    """Nobody is ever absent, in a journal long enough for somebody to have been (2.6, 5.4)."""

    def fits(site: Site) -> bool:
        places = sum(len(one.entered.meant) for one in _all(site))
        long = len(site.keeper.clean) >= _LESSONS and places >= _PLACES
        return long and beside_away(ground, site) <= _FEW_BESIDE

    for site in ground.sites(rule, count, fits, whole=True):
        for one in _all(site):
            mark_away(ground, one, dict.fromkeys(one.entered.away, sense("present")))
        _note(ground, site, planted(rule, "date"))


def _all(site: Site) -> list[Site]:
    return [Site(site.keeper, entered) for entered in site.keeper.clean]


def _marked(site: Site) -> dict[str, tuple[int, ...]]:
    """Who has marks at this lesson, and which."""
    return {number: meant.marks for number, meant in site.entered.meant.items() if meant.marks}


def _mean(site: Site, number: str) -> float:
    """The student's mean mark in the journal."""
    return fmean(mark for one in _all(site) for mark in _marked(one).get(number, ()))


def _drawn(site: Site, number: str, *more: object) -> int:
    """A mark of 3 to 5 for the student at this lesson."""
    return 3 + int(3 * site.keeper.chance("drawn", site.entered.lesson, number, *more))


def _note(ground: Ground, site: Site, defect: Defect) -> None:
    """What concerns a journal's marks as a whole is found above its first lesson."""
    ground.add(site, ground.last, Column(site.journal.lessons[0].slot, defects=(defect,)))


def _each(site: Site) -> Counter[str]:
    """Marks of each student in the journal."""
    return Counter(number for one in _all(site) for number in _marked(one))


def _mark(ground: Ground, site: Site, marks: Marks, *defects: Defect) -> None:
    """The lesson's marks are these and no others; who was away stays away."""
    away = {number: site.entered.meant[number] for number in site.entered.away}
    there = {number: sense("present", *marks.get(number, ())) for number in site.entered.there}
    typed: dict[str, Value] = {number: site.entered.typed.get(number) for number in away}
    typed |= {number: "/".join(map(str, marks[number])) for number in there if marks.get(number)}
    ground.change(site, {**away, **there}, *defects, cells=typed)
