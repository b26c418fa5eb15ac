"""Writes a new journal workbook (.xlsx) by XlsxWriter: the tabs in their order, then the file in one step."""

import datetime as dt
import os
from pathlib import Path

from xlsxwriter import Workbook

from ejournal.sheets.formats import FONT, Formats
from ejournal.sheets.layout import FINDINGS, HELP, LISTS, PLAN, POINTS, STAMP
from ejournal.sheets.templates_geometry import geometry, tab_titles
from ejournal.sheets.templates_journal import write_journal
from ejournal.sheets.templates_owned import write_help, write_lists, write_owned
from ejournal.sheets.templates_page import JournalSheet, Page
from ejournal.sheets.templates_plan import write_plan
from ejournal.sheets.templates_rules import LISTS_TYPES_ROW
from ejournal.sheets.texts import TITLES
from ejournal.sheets.workbook import WorkbookSpec

_COLOURS = {"journal": "#1F5F99", PLAN: "#8FB3D5", FINDINGS: "#C98A1B", POINTS: "#3E8E5A", HELP: "#8A97A6"}


def write_workbook(path: Path, spec: WorkbookSpec) -> None:
    """Writes the workbook beside its place, then puts it there in one step; the same spec gives the same bytes."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.stem}.{os.getpid()}.tmp")
    try:
        _write(temporary, spec)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _write(path: Path, spec: WorkbookSpec) -> None:
    options = {
        "default_format_properties": {"font_name": FONT, "font_size": 10},
        "strings_to_urls": False,
        "in_memory": True,
    }
    with Workbook(path, options) as book:
        book.set_properties({"comments": STAMP, "created": _midnight(spec.today)})
        book.set_custom_property("ejournal", STAMP)
        book.set_size(1600, 1000)
        formats = Formats(book)
        pages = _journals(book, formats, spec)
        for kind in (FINDINGS, POINTS):
            write_owned(_sheet(book, kind, TITLES[kind][spec.language]), formats, spec, kind)
        write_help(_sheet(book, HELP, TITLES[HELP][spec.language]), formats, spec)
        write_lists(book.add_worksheet(TITLES[LISTS][spec.language], JournalSheet), formats, spec, pages)
        book.worksheets()[0].activate()


def _journals(book: Workbook, formats: Formats, spec: WorkbookSpec) -> list[Page]:
    """Every journal's tab and its plan's beside it; each lesson column has its row in the hidden lists."""
    pages, lists_row, titles = [], LISTS_TYPES_ROW + 2, tab_titles(spec)
    for journal in spec.journals:
        place, names = geometry(spec, journal), titles[journal.id]
        sheet = _sheet(book, "journal", names[0])
        page = Page(sheet, formats, spec, journal, place, names, lists_row)
        write_journal(page)
        plan = Page(_sheet(book, PLAN, names[1]), formats, spec, journal, place, names, lists_row, PLAN)
        write_plan(plan)
        pages.append(page)
        lists_row += len(place.lesson_columns)
    return pages


def _sheet(book: Workbook, kind: str, title: str) -> JournalSheet:
    sheet: JournalSheet = book.add_worksheet(title, worksheet_class=JournalSheet)
    sheet.set_tab_color(_COLOURS[kind])
    return sheet


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())
