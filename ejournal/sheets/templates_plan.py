"""A journal's lesson plan (КТП, 2.2, 4.3): a row a lesson, prefilled from the timetable, and spare rows."""

from ejournal.i18n import KINDS
from ejournal.sheets import layout
from ejournal.sheets.layout import (
    LISTS,
    PLAN_COLUMN,
    PLAN_COLUMNS,
    PLAN_FIRST_ROW,
    PLAN_HEAD_ROW,
    address,
    area,
    quoted,
)
from ejournal.sheets.templates_page import PROTECTION, Page, Value
from ejournal.sheets.templates_rules import LISTS_FIRST_COLUMN, LISTS_TYPES_ROW
from ejournal.sheets.texts import KIND_WRONG, PAGE, PLAN_HEADS, TITLES, WORK_TYPE_WRONG
from ejournal.sheets.workbook import PlanRow

WIDTHS = {
    "id": 8,
    "number": 5,
    "week": 9,
    "date": 12,
    "kind": 7,
    "hours": 7,
    "topic": 46,
    "work_type": 22,
    "independent_work": 30,
    "due": 12,
    "literature": 26,
    "control_form": 18,
}
_STYLES = {
    "id": "hidden",
    "number": "plan_number",
    "date": "plan_date",
    "due": "plan_date",
    "week": "plan_value",
    "kind": "plan_value",
    "hours": "plan_value",
}


def write_plan(page: Page) -> None:
    """The plan's tab with its drop-downs, protection and print set-up."""
    page.put(1, 1, str(layout.marker(layout.PLAN, page.journal.id)), "hidden")
    page.put(2, 2, f"{TITLES[layout.PLAN][page.language]} · {page.journal.heading}", "plan_title")
    for name, column in PLAN_COLUMN.items():
        page.put(PLAN_HEAD_ROW, column, PLAN_HEADS[name][page.language], "plan_head")
        page.sheet.set_column(column - 1, column - 1, WIDTHS[name], None, {"hidden": True} if name == "id" else {})
    for number in range(1, page.place.last_plan - PLAN_FIRST_ROW + 2):
        _row(page, number)
    _offer(page)
    _view(page)


def plan_values(row: PlanRow, language: str) -> dict[str, Value]:
    """Field of the plan -> what its cell shows; an unnamed kind shows nothing."""
    return {
        "id": row.id,
        "number": row.number,
        "week": row.week,
        "date": row.date,
        "kind": KINDS[row.kind][language] if row.kind in KINDS else None,
        "hours": row.hours,
        "topic": row.topic,
        "work_type": row.work_type,
        "independent_work": row.independent_work,
        "due": row.due,
        "literature": row.literature,
        "control_form": row.control_form,
    }


def _row(page: Page, number: int) -> None:
    """The plan's row of this place; a spare one holds its number only."""
    plan = page.journal.plan
    spare = PlanRow(number, None, None, "", hours=None)
    values = plan_values(plan[number - 1] if number <= len(plan) else spare, page.language)
    for name in PLAN_COLUMNS:
        page.put(page.plan_row(number), PLAN_COLUMN[name], values[name], _STYLES.get(name, "plan_text"))


def _offer(page: Page) -> None:
    types = area(
        LISTS_TYPES_ROW, LISTS_FIRST_COLUMN, LISTS_TYPES_ROW, LISTS_FIRST_COLUMN - 1 + len(page.spec.work_types)
    )
    source = f"={quoted(TITLES[LISTS][page.language])}!{types}"
    kinds = [kind[page.language] for kind in KINDS.values()]
    _list(page, "work_type", source, WORK_TYPE_WRONG[page.language])
    _list(page, "kind", kinds, KIND_WRONG[page.language])


def _list(page: Page, name: str, source: str | list[str], message: str) -> None:
    column = PLAN_COLUMN[name] - 1
    rule = {"validate": "list", "source": source, "error_type": "information", "error_message": message}
    page.sheet.data_validation(PLAN_FIRST_ROW - 1, column, page.place.last_plan - 1, column, rule)


def _view(page: Page) -> None:
    """Frozen heads, a hint on past lessons without a topic, protection of numbers and heads, A4 landscape."""
    sheet, topic = page.sheet, PLAN_COLUMN["topic"]
    missing = f'=AND($D{PLAN_FIRST_ROW}<>"",$D{PLAN_FIRST_ROW}<TODAY(),{address(PLAN_FIRST_ROW, topic)}="")'
    rule = {"type": "formula", "criteria": missing, "format": page.formats.rule("due")}
    sheet.conditional_format(PLAN_FIRST_ROW - 1, topic - 1, page.place.last_plan - 1, topic - 1, rule)
    sheet.set_row_pixels(0, 15, None, {"hidden": True})
    sheet.set_row_pixels(1, 26)
    sheet.set_row_pixels(PLAN_HEAD_ROW - 1, 32)
    sheet.freeze_panes(PLAN_FIRST_ROW - 1, 2)
    sheet.set_selection(PLAN_FIRST_ROW - 1, topic - 1, PLAN_FIRST_ROW - 1, topic - 1)
    sheet.hide_gridlines(2)
    sheet.protect("", PROTECTION)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.6)
    sheet.repeat_rows(PLAN_HEAD_ROW - 1)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L&8&A&R&8{PAGE[page.language]}")
