"""The topics that a tab's formulas will show once lessons moved, as nothing is recalculated while a tab is extended."""

import datetime as dt

from ejournal.sheets import layout
from ejournal.sheets.extend_slots import TabEdit, same
from ejournal.sheets.layout import PLAN_COLUMN, PLAN_FIRST_ROW, address
from ejournal.sheets.parts_values import Cached
from ejournal.sheets.workbook import Grid


def show_topics(tab: TabEdit, plan: Grid, cancelled: str) -> None:
    """Puts the plan's topics, as they stand in the same workbook, beside the formulas that will show them (4.3)."""
    numbers = _numbers(tab, cancelled)
    for key, column in _lessons(tab).items():
        number = numbers.get(key)
        row = PLAN_FIRST_ROW - 1 + number if number else 0
        topic = plan.cell(row, PLAN_COLUMN["topic"]) or ""
        at = address(layout.ROW_TOPIC, column)
        if not same(tab.grid.cell(layout.ROW_TOPIC, column), topic) and tab.sheet.has_formula(at):
            tab.edits[at] = Cached(str(topic))


def _numbers(tab: TabEdit, cancelled: str) -> dict[str, int]:
    """Lesson's id -> its place among all that are not cancelled, from 1, as the formula counts."""
    slots = [
        (_day(tab.value(layout.ROW_DATE, column)), _number(tab.value(layout.ROW_PAIR, column)), column, key)
        for key, column in _lessons(tab).items()
        if tab.value(layout.ROW_KIND, column) != cancelled
    ]
    return {key: number for number, (_, _, _, key) in enumerate(sorted(slots), 1)}


def _lessons(tab: TabEdit) -> dict[str, int]:
    columns = range(layout.FIRST_COLUMN, tab.grid.width + 1)
    ids = ((tab.value(layout.ROW_ID, column), column) for column in columns)
    return {str(key): column for key, column in ids if layout.is_lesson(key)}


def _day(value: object) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else dt.date.min


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
