"""The tabs that the system owns: remarks, points, the instruction and the hidden lists behind the drop-downs."""

from xlsxwriter.worksheet import Worksheet

from ejournal.sheets.formats import Formats
from ejournal.sheets.layout import FINDINGS, HELP, LISTS, OWNED_STYLES, POINTS, marker
from ejournal.sheets.lines import lines_of
from ejournal.sheets.templates_order import from_plan
from ejournal.sheets.templates_page import PROTECTION, Page, put
from ejournal.sheets.templates_rules import (
    LISTS_FIRST_COLUMN,
    LISTS_MARKS_ROW,
    LISTS_TYPES_ROW,
    accepted_marks,
    offered_types,
)
from ejournal.sheets.texts import HEADINGS, NO_DATA, PAGE
from ejournal.sheets.workbook import WorkbookSpec

WIDTHS = {FINDINGS: (15, 28, 62, 54, 12), POINTS: (5, 32, *(13,) * 10, 44)}

HELP_WIDTH = 118


def write_owned(sheet: Worksheet, formats: Formats, spec: WorkbookSpec, kind: str) -> None:
    """A tab that feedback fills later: marker, heading, that there is nothing yet, and the looks its rows will have."""
    _start(sheet, formats, kind)
    put(sheet, 2, 1, HEADINGS[kind][spec.language], formats.cell("owned_title"))
    put(sheet, 3, 1, NO_DATA[spec.language], formats.cell("owned_remark"))
    for column, style in enumerate(OWNED_STYLES, 2):
        put(sheet, 1, column, None, formats.cell(f"owned_{style}"))
    for column, width in enumerate(WIDTHS[kind]):
        sheet.set_column(column, column, width, None)
    sheet.freeze_panes(*((4, 0) if kind == FINDINGS else (3, 2)))
    _finish(sheet, spec)


def write_help(sheet: Worksheet, formats: Formats, spec: WorkbookSpec) -> None:
    """The instruction (7.1), a line a row; a line that begins with ``# `` is a heading."""
    _start(sheet, formats, HELP)
    put(sheet, 2, 1, HEADINGS[HELP][spec.language], formats.cell("owned_title"))
    for row, line in enumerate(spec.help.strip().splitlines(), 3):
        text = line.removeprefix("# ").strip()
        heading = text != line.strip()
        put(sheet, row, 1, text, formats.cell("help_head" if heading else "help_text"))
        sheet.set_row_pixels(row - 1, 32 if heading else 19 * lines_of(text, HELP_WIDTH) + 2)
    sheet.set_column(0, 0, HELP_WIDTH)
    _finish(sheet, spec)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)


def write_lists(sheet: Worksheet, formats: Formats, spec: WorkbookSpec, pages: list[Page]) -> None:
    """The work types, and a row per lesson column with its plan's type before them."""
    put(sheet, 1, 1, str(marker(LISTS)), formats.cell("hidden"))
    _words(sheet, formats, LISTS_MARKS_ROW, accepted_marks(spec))
    _words(sheet, formats, LISTS_TYPES_ROW, spec.work_types)
    for page in pages:
        for number in range(1, len(page.place.lesson_columns) + 1):
            _lesson_list(sheet, formats, page, number)
    sheet.protect("", PROTECTION)
    sheet.hide()


def _lesson_list(sheet: Worksheet, formats: Formats, page: Page, number: int) -> None:
    """The plan's work type of the lesson, then the types by kind of class."""
    lessons, plan, row = page.journal.lessons, page.journal.plan, page.lists_row + number - 1
    lesson = lessons[number - 1] if number <= len(lessons) else None
    known = plan[number - 1].work_type if lesson and number <= len(plan) else ""
    style, column = formats.cell("hidden"), page.place.lesson_columns[number - 1]
    sheet.write_formula(row - 1, LISTS_FIRST_COLUMN - 2, from_plan(page, "work_type", column), style, known)
    _words(sheet, formats, row, offered_types(page.spec, lesson))


def _words(sheet: Worksheet, formats: Formats, row: int, words: tuple[str, ...]) -> None:
    for column, text in enumerate(words, LISTS_FIRST_COLUMN):
        put(sheet, row, column, text, formats.cell("hidden"))


def _start(sheet: Worksheet, formats: Formats, kind: str) -> None:
    put(sheet, 1, 1, str(marker(kind)), formats.cell("hidden"))
    sheet.set_row_pixels(0, 15, None, {"hidden": True})
    sheet.set_row_pixels(1, 30)
    sheet.hide_gridlines(2)


def _finish(sheet: Worksheet, spec: WorkbookSpec) -> None:
    sheet.set_selection(1, 0, 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L&8&A&R&8{PAGE[spec.language]}")
    sheet.protect("", PROTECTION)
