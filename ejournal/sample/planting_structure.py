"""Planted in the tables on the last evening: names below, copied rows, lost codes and columns, broken files."""

from datetime import timedelta

from ejournal.sample.edits import ClearColumn, ClearRow, CopyPlanRow, Damage, LoseId, NameBelow, RetypeDate
from ejournal.sample.planting import planter
from ejournal.sample.planting_ground import Fits, Ground, Site, implied, planted

_EARLIER = timedelta(days=8)
_STRANGERS = ("Акунова Жаңылмырза Өскөнбаевна", "Төрөбеков Үсөн Жаңыбекович", "Ли Виктория Сергеевна")


@planter("workbook-unreadable", scarce=1)
def workbook_unreadable(ground: Ground, rule: str, count: int) -> None:
    """The end of the file is lost, as after an interrupted copy (3.7)."""

    def fits(site: Site) -> bool:
        return all(ground.untouched(code) for code in ground.book(site))

    for site in ground.sites(rule, count, fits, whole=True):
        for code in ground.book(site):
            ground.close(code)
        ground.add(site, ground.last, Damage((planted(rule),)))


@planter("name-below-list")
def name_below_list(ground: Ground, rule: str, count: int) -> None:
    """A name is typed below the list, with a mark (7.5)."""
    for site in ground.sites(rule, count, _once(ground)):
        name = site.pick(list(_STRANGERS), rule)
        ground.add(site, ground.last, NameBelow(name, {site.slot: "5"}, (planted(rule),)))


@planter("doubled-id")
def doubled_id(ground: Ground, rule: str, count: int) -> None:
    """A row of the lesson plan is copied below the table, its hidden code too (3.7)."""
    for site in ground.sites(rule, count, _once(ground)):
        ground.add(site, ground.last, CopyPlanRow(site.entered.lesson.number, (planted(rule),)))


@planter("binding-disagrees")
def binding_disagrees(ground: Ground, rule: str, count: int) -> None:
    """The date above a column is typed over with another day (3.7)."""
    for site in ground.sites(rule, count, _once(ground)):
        day = min(lesson.date for lesson in site.journal.lessons) - timedelta(days=30)
        ground.add(site, ground.last, RetypeDate(site.slot, f"{day:%d.%m.%Y}", (planted(rule),)))
        ground.note(site, implied("lesson-without-column", rule))


@planter("row-rebound")
def row_rebound(ground: Ground, rule: str, count: int) -> None:
    """A row's hidden code is gone; its name still tells whose it is (3.7)."""
    for site in ground.sites(rule, count, _once(ground)):
        ground.add(site, ground.last, LoseId(_most_typed(site), (planted(rule),)))


def _most_typed(site: Site) -> str:
    """Of the lesson's members the one with the most entries, by which the row can be confirmed."""
    typed = [set(entered.typed) for entered in site.keeper.clean]
    return max(site.entered.meant, key=lambda number: sum(number in own for own in typed))


@planter("missing-row-or-column")
def missing_row_or_column(ground: Ground, rule: str, count: int) -> None:
    """A lesson's whole column is emptied, heads and hidden code too (3.7)."""
    for site in ground.sites(rule, count, _once(ground)):
        lost = planted(rule), implied("lesson-without-column", rule)
        ground.add(site, ground.last, ClearColumn(site.slot, lost))


@planter("lesson-without-column")
def lesson_without_column(ground: Ground, rule: str, count: int) -> None:
    """The same to a column that was there (1.4)."""
    for site in ground.sites(rule, count, _once(ground)):
        lost = planted(rule), implied("missing-row-or-column", rule)
        ground.add(site, ground.last, ClearColumn(site.slot, lost))


@planter("student-missing-in-tab", scarce=1)
def student_missing(ground: Ground, rule: str, count: int) -> None:
    """The row of a student who was never absent is emptied, name and hidden code too (7.5)."""

    def fits(site: Site) -> bool:
        return bool(_always_there(ground, site))

    for site in ground.sites(rule, count, fits, whole=True):
        lost = planted(rule), implied("missing-row-or-column", rule)
        ground.add(site, ground.last, ClearRow(_always_there(ground, site)[0], lost))


def _always_there(ground: Ground, site: Site) -> list[str]:
    """Members from the first day on without an absence in the journal, so that no column stops agreeing."""
    away = {number for entered in site.keeper.clean for number in entered.away}
    first = site.journal.lessons[0].date
    return [
        member.number
        for member in site.journal.members
        if member.number not in away and member.on(first) and member.on(ground.until + _EARLIER)
    ]


def _once(ground: Ground) -> Fits:
    """Lessons that were read some time ago, one of each journal only."""
    taken: set[str] = set()

    def fits(site: Site) -> bool:
        if site.journal.code in taken or site.slot[0] > ground.until - _EARLIER:
            return False
        taken.add(site.journal.code)
        return True

    return fits
