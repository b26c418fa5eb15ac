"""What a lesson takes from the plan: topics follow the plan's order by date and pair, whatever moves (4.3)."""

from ejournal.sheets import layout
from ejournal.sheets.layout import FIRST_COLUMN, PLAN_COLUMN, PLAN_FIRST_ROW, area, letters, quoted
from ejournal.sheets.templates_page import Page
from ejournal.sheets.texts import CANCELLED


def from_plan(page: Page, field: str, column: int) -> str:
    """The formula of a field of the plan for the lesson in this column; nothing for a cancelled one and the reserve.

    It is ``calendar.plan_order`` in a spreadsheet's words, so that a teacher sees the topic that a report shows. It
    stands on cells that are typed alone, not on other formulas: not every program renews those after an extension.
    """
    tab, at, cancelled = f"{quoted(page.titles[0])}!", letters(column), CANCELLED[page.language]
    named, fields = PLAN_COLUMN[field], f"{quoted(page.titles[1])}!"
    values = fields + area(PLAN_FIRST_ROW, named, page.place.last_plan, named)
    unused = f'OR({tab}{at}${layout.ROW_ID}="",{tab}{at}${layout.ROW_KIND}="{cancelled}")'
    return f'=IF({unused},"",INDEX({values},{_number(page, tab, at)})&"")'


def _number(page: Page, tab: str, at: str) -> str:
    """The lesson's place among all that are not cancelled, from 1."""
    ids, kinds, dates, pairs = (
        f"{tab}{area(row, FIRST_COLUMN, row, page.place.last_lesson)}"
        for row in (layout.ROW_ID, layout.ROW_KIND, layout.ROW_DATE, layout.ROW_PAIR)
    )
    day, pair = f"{tab}{at}${layout.ROW_DATE}", f"{tab}{at}${layout.ROW_PAIR}"
    same_day = f"({dates}={day})*(({pairs}<{pair})+({pairs}={pair})*(COLUMN({ids})<=COLUMN({tab}{at}$1)))"
    return f'SUMPRODUCT(({ids}<>"")*({kinds}<>"{CANCELLED[page.language]}")*(({dates}<{day})+{same_day}))'
