"""Writes the registry workbook by XlsxWriter: an instruction tab, then one tab per entity of ``model.REGISTRY``."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ejournal.i18n import Language
from ejournal.model import REGISTRY
from ejournal.registry.guide import GUIDE, GUIDE_TAB, GUIDE_TITLE
from ejournal.registry.template_formats import RegistryFormats
from ejournal.registry.template_tab import LISTS_TAB, write_lists, write_tab
from ejournal.sheets.formats import FONT, INK
from ejournal.sheets.texts import PAGE

Rows = Mapping[str, Sequence[Mapping[str, object]]]
_LINE_PIXELS, _LINE_CHARACTERS = 20, 115
CREATED = datetime(2025, 9, 1)  # noqa: DTZ001 (a workbook's own property: fixed, so that the bytes are the same)


def write_registry(path: Path, rows: Rows | None = None, *, language: Language = "ru") -> None:
    """Writes the workbook beside its place, then puts it there in one step; the same rows give the same bytes.

    ``rows``: tab name -> typed and coded values by field name. Tabs and columns are Russian; ``language`` is that of
    the instruction and the notes.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.stem}.{os.getpid()}.tmp")
    try:
        _write(temporary, rows or {}, language)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _write(path: Path, rows: Rows, language: Language) -> None:
    options = {
        "default_format_properties": {"font_name": FONT, "font_size": 10, "font_color": INK},
        "strings_to_urls": False,
    }
    with Workbook(path, options) as book:
        book.set_properties({"comments": "ejournal registry", "created": CREATED})
        book.set_size(1600, 1000)
        formats = RegistryFormats(book)
        _write_guide(book.add_worksheet(GUIDE_TAB), formats, language)
        for tab in REGISTRY:
            sheet = book.add_worksheet(tab.title)
            write_tab(sheet, formats, tab, rows.get(tab.name, ()), language)
            set_up_print(sheet, language)
        write_lists(book.add_worksheet(LISTS_TAB), formats)
        book.worksheets()[0].activate()


def _write_guide(sheet: Worksheet, formats: RegistryFormats, language: Language) -> None:
    """The instruction (7.1): a heading or a paragraph a row."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, 118)
    sheet.write_string(1, 1, GUIDE_TITLE[language], formats.get("guide_title"))
    sheet.set_row_pixels(1, 34)
    for row, line in enumerate(GUIDE[language].strip().splitlines(), 3):
        heading = line.startswith("# ")
        style = formats.get("guide_head" if heading else "guide_text")
        sheet.write_string(row, 1, line.removeprefix("# "), style)
        sheet.set_row_pixels(row, _LINE_PIXELS * (1 + len(line) // _LINE_CHARACTERS))
    sheet.set_tab_color("#8A97A6")
    set_up_print(sheet, language)
    sheet.fit_to_pages(1, 1)


def set_up_print(sheet: Worksheet, language: Language) -> None:
    """A4 landscape, one page wide, with the tab's name and page numbers."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L&8&A&R&8{PAGE[language]}")
