"""Planted in independent work: not given, without a due date or with one that is none, not marked (2.8, 3.5)."""

from datetime import date, timedelta

from ejournal.sample.edits import PlanDue, Works
from ejournal.sample.planting import planter
from ejournal.sample.planting_ground import Ground, PlanRows, Site, implied, planted

_MARKING = timedelta(days=16)
_GIVEN = ("independent_work", "due")


@planter("work-not-given", scarce=1)
def work_not_given(ground: Ground, rule: str, count: int) -> None:
    """No journal of the course gives any (2.8)."""

    def fits(site: Site) -> bool:
        return all(ground.untouched(code) for code in ground.course(site))

    for site in ground.sites(rule, count, fits, whole=True):
        for code in ground.course(site):
            other = Site(ground.all[code], site.entered)
            ground.plan(other, _without_work)
            ground.drop_works(other)
        ground.close_course(site, planted(rule))


def _without_work(rows: PlanRows) -> PlanRows:
    return {
        number: {label: value for label, value in row.items() if label not in _GIVEN} for number, row in rows.items()
    }


@planter("work-without-due-date")
def work_without_due_date(ground: Ground, rule: str, count: int) -> None:
    """It says what to do and not by when (2.8)."""
    for site in ground.sites(rule, count, lambda site: bool(_dated(ground, site))):
        _undate(ground, site, min(_dated(ground, site)))
        ground.note(site, planted(rule))


@planter("bad-due-date")
def bad_due_date(ground: Ground, rule: str, count: int) -> None:
    """A due date in words (2.8); so there is none that can be read."""
    for site in ground.sites(rule, count, lambda site: bool(_dated(ground, site))):
        number = min(_dated(ground, site))
        _undate(ground, site, number)
        text = site.pick(["до экзамена", "на следующей неделе", "в конце модуля"], rule)
        ground.add(site, ground.plan_moment(site), PlanDue(number, text, (planted(rule),)))
        ground.note(site, implied("work-without-due-date", rule))


def _undate(ground: Ground, site: Site, number: int) -> None:
    def without(rows: PlanRows) -> PlanRows:
        return {**rows, number: {label: value for label, value in rows[number].items() if label != "due"}}

    ground.plan(site, without)
    ground.drop_works(site, number)


@planter("work-not-marked")
def work_not_marked(ground: Ground, rule: str, count: int) -> None:
    """Handed in more than two weeks ago, and not one mark (2.8)."""

    def due(site: Site) -> list[int]:
        marked = {edit.action.row for edit in ground.edits[site.journal.code] if isinstance(edit.action, Works)}
        dated = _dated(ground, site)
        return [number for number, day in dated.items() if day <= ground.until - _MARKING and number in marked]

    for site in ground.sites(rule, count, lambda site: bool(due(site))):
        ground.drop_works(site, due(site)[0])
        ground.note(site, planted(rule))


def _dated(ground: Ground, site: Site) -> dict[int, date]:
    """Rows of the plan with independent work and its due date, that nothing was planted in."""
    marked = {edit.action.row for edit in ground.edits[site.journal.code] if isinstance(edit.action, Works)}
    rows = ground.plan_rows(site)
    return {number: day for number, row in rows.items() if isinstance(day := row.get("due"), date) and number in marked}
