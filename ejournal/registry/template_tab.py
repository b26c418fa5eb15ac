"""One tab of the registry workbook: note, header, rows, drop-downs that warn and never reject."""

import datetime as dt
from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from ejournal.i18n import Language, Text
from ejournal.model import TABS, Field, Tab
from ejournal.registry.data import FIRST_ROW, HEADER_ROW, ID_HEADER
from ejournal.registry.guide import FIELD_NOTES, TAB_NOTES
from ejournal.registry.template_formats import RegistryFormats
from ejournal.registry.values import EXAMPLES
from ejournal.registry.words import shown_word
from ejournal.sheets.layout import LISTS, letters, quoted
from ejournal.sheets.texts import TITLES

LIST_ROWS = 2_000
LONG_LIST_ROWS = 20_000
LONG_TABS = frozenset({"students", "memberships", "curriculum", "load", "timetable"})
KIND_SUGGESTIONS = ("лк", "пр", "лб", "лк, пр", "лк, лб", "пр, лб", "лк, пр, лб")
_EVENT_COLOUR, _COLOUR = "#C98A1B", "#1F5F99"
_ID_WIDTH = 9
_OUTSIDE_WIDTH = 9
LISTS_TAB = TITLES[LISTS].ru

NOT_LISTED = Text(
    "Такого значения нет на вкладке «{tab}». Оставить?",
    "«{tab}» барагында мындай маани жок. Калтырасызбы?",
    "This value is not on the tab «{tab}». Keep it?",
)
NOT_CHOSEN = Text(
    "Такого значения нет в списке. Оставить?",
    "Тизмеде мындай маани жок. Калтырасызбы?",
    "This value is not in the list. Keep it?",
)
NOT_SO = Text(
    "Здесь ожидается {example}. Оставить?",
    "Бул жерде күтүлөт: {example}. Калтырасызбы?",
    "Expected: {example}. Keep it?",
)


def write_tab(
    sheet: Worksheet,
    formats: RegistryFormats,
    tab: Tab,
    rows: Sequence[Mapping[str, object]],
    language: Language,
) -> None:
    """Writes a tab with these rows, and prepares the empty rows below them."""
    last = max(last_row(tab), FIRST_ROW - 1 + len(rows))
    _write_note(sheet, formats, tab, TAB_NOTES[tab.name][language])
    sheet.write_string(HEADER_ROW - 1, 0, ID_HEADER, formats.get("id"))
    sheet.set_column(0, 0, _ID_WIDTH, formats.get("id"), {"hidden": True})
    for column, item in enumerate(tab.fields, 1):
        _write_column(sheet, formats, tab, item, column, language)
        validation = _validation(item, language)
        if validation:
            sheet.data_validation(FIRST_ROW - 1, column, last - 1, column, validation)
    for number, row in enumerate(rows, FIRST_ROW - 1):
        for column, item in enumerate(tab.fields, 1):
            _write_value(sheet, number, column, item, row.get(item.name), formats)
    _mark_missing(sheet, formats, tab, last)
    sheet.set_row_pixels(0, 26)
    sheet.set_row_pixels(HEADER_ROW - 1, 36)
    sheet.freeze_panes(HEADER_ROW, 2)
    sheet.autofilter(HEADER_ROW - 1, 0, last - 1, len(tab.fields))
    sheet.repeat_rows(0, HEADER_ROW - 1)
    sheet.set_tab_color(_EVENT_COLOUR if tab.event else _COLOUR)


def last_row(tab: Tab) -> int:
    """The last row that drop-downs of an empty tab reach."""
    return LONG_LIST_ROWS if tab.name in LONG_TABS else LIST_ROWS


def _write_note(sheet: Worksheet, formats: RegistryFormats, tab: Tab, note: str) -> None:
    """The note above the table; over a narrow table it stands in merged cells, else print would cut it off."""
    missing = len(note) - sum(_width(item) for item in tab.fields)
    if missing > 0:
        more = 1 + missing // _OUTSIDE_WIDTH
        sheet.merge_range(0, 1, 0, len(tab.fields) + more, note, formats.get("note"))
    else:
        sheet.write_string(0, 1, note, formats.get("note"))


def _width(item: Field) -> int:
    """The column's width in characters: room for the longest word of its title and the filter's button."""
    return max(item.width, max(len(word) for word in item.title.split()) + 4)


def _write_column(
    sheet: Worksheet, formats: RegistryFormats, tab: Tab, item: Field, column: int, language: Language
) -> None:
    sheet.set_column(column, column, _width(item), formats.body(item, lines=False))
    sheet.write_string(HEADER_ROW - 1, column, item.title, formats.header(item))
    note = FIELD_NOTES.get((tab.name, item.name))
    if note:
        sheet.write_comment(HEADER_ROW - 1, column, note[language], {"x_scale": 1.6, "y_scale": 0.7, "author": ""})


def _write_value(sheet: Worksheet, row: int, column: int, item: Field, value: object, formats: RegistryFormats) -> None:
    """A value as it stands in the model; text is never taken for a number, a formula or a link."""
    style = formats.body(item)
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif item.type == "choice":
        sheet.write_string(row, column, shown_word(item, value), style)
    elif item.type == "kinds" and isinstance(value, tuple | list):
        sheet.write_string(row, column, ", ".join(shown_word(item, code) for code in value), style)
    elif isinstance(value, dt.date | dt.time):
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, str(value), style)


def _mark_missing(sheet: Worksheet, formats: RegistryFormats, tab: Tab, last: int) -> None:
    """A blank required cell of a row that is begun turns red."""
    whole = f"$B{FIRST_ROW}:${letters(len(tab.fields) + 1)}{FIRST_ROW}"
    for column, item in enumerate(tab.fields, 1):
        if item.required:
            blank = f"AND(COUNTA({whole})>0,ISBLANK({letters(column + 1)}{FIRST_ROW}))"
            rule = {"type": "formula", "criteria": f"={blank}", "format": formats.get("missing")}
            sheet.conditional_format(FIRST_ROW - 1, column, last - 1, column, rule)


def _validation(item: Field, language: Language) -> dict[str, object] | None:
    """What a cell offers or expects; anything else is warned of and may stay."""
    if item.refers:
        message = NOT_LISTED.format(language, tab=TABS[item.refers].title)
        expected: dict[str, object] = {"validate": "list", "source": key_range(TABS[item.refers])}
    elif item.choices or item.type == "kinds":
        message = NOT_CHOSEN[language]
        expected = {"validate": "list", "source": [word for word, _ in item.choices] or kinds_range()}
    elif item.type in _EXPECTED:
        message = NOT_SO.format(language, example=EXAMPLES[item.type][language])
        expected = _EXPECTED[item.type]
    else:
        return None
    return {**expected, "error_type": "warning", "error_title": item.title, "error_message": message}


def _between(validate: str, minimum: object, maximum: object) -> dict[str, object]:
    return {"validate": validate, "criteria": "between", "minimum": minimum, "maximum": maximum}


_DAYS = (dt.date(2000, 1, 1), dt.date(2100, 12, 31))
_EXPECTED: dict[str, dict[str, object]] = {
    "int": _between("integer", 0, 9999),
    "number": _between("decimal", 0, 9999),
    "date": _between("date", *_DAYS),
    "instant": _between("date", *_DAYS),
    "time": _between("time", dt.time(0), dt.time(23, 59)),
}


def key_range(tab: Tab) -> str:
    """The filled part of a tab's key column as a formula, so that a list ends with its last value."""
    title = quoted(tab.title)
    cells = f"{title}!$B${FIRST_ROW}:$B${last_row(tab)}"
    return f"=OFFSET({title}!$B${FIRST_ROW},0,0,MAX(1,COUNTA({cells})),1)"


def kinds_range() -> str:
    """Where the hidden lists hold the combinations of kinds of class: a list within a rule would split at commas."""
    return f"={quoted(LISTS_TAB)}!$A$1:$A${len(KIND_SUGGESTIONS)}"


def write_lists(sheet: Worksheet, formats: RegistryFormats) -> None:
    """The hidden lists behind the drop-downs."""
    for row, words in enumerate(KIND_SUGGESTIONS):
        sheet.write_string(row, 0, words, formats.get("id"))
    sheet.hide()
