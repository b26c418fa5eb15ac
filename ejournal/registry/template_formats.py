"""The look of the registry workbook: the journal's quiet palette, dark headers where a value is required."""

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from ejournal.model import Field
from ejournal.sheets.formats import ACCENT, FONT, GRID, HEAD, INK, MUTED, STRONG_LINE

Properties = dict[str, object]

_BASE: Properties = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
_HEADER: Properties = {
    **_BASE,
    "bold": True,
    "text_wrap": True,
    "border": 1,
    "border_color": GRID,
    "bottom": 2,
    "bottom_color": STRONG_LINE,
}
_STYLES: dict[str, Properties] = {
    "note": {**_BASE, "font_color": MUTED, "italic": True},
    "id": {**_BASE, "font_color": MUTED, "font_size": 8, "num_format": "@"},
    "required": {**_HEADER, "bg_color": ACCENT, "font_color": "#FFFFFF"},
    "optional": {**_HEADER, "bg_color": HEAD, "font_color": MUTED},
    "missing": {"bg_color": "#F6BDB7"},
    "guide_title": {**_BASE, "bold": True, "font_size": 16, "font_color": ACCENT},
    "guide_head": {**_BASE, "bold": True, "font_size": 12, "font_color": ACCENT, "valign": "bottom"},
    "guide_text": {**_BASE, "text_wrap": True, "valign": "top", "font_size": 11},
}
_NUMBERS = {"int": "0", "number": "0.##", "date": "dd.mm.yyyy", "time": "hh:mm", "instant": "dd.mm.yyyy hh:mm"}
_CENTRED = frozenset({"int", "number", "date", "time", "instant", "choice"})
_LINES: Properties = {"border": 1, "border_color": GRID}


class RegistryFormats:
    """The formats of one workbook, each made on first use."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def get(self, name: str) -> Format:
        """The format of this name."""
        return self._get(name, _STYLES[name])

    def header(self, field: Field) -> Format:
        """A column's header: dark where the column is required."""
        name = "required" if field.required else "optional"
        return self._get(f"{name} {_align(field)}", {**_STYLES[name], "align": _align(field)})

    def body(self, field: Field, *, lines: bool = True) -> Format:
        """A column's cells: text stays text, so that no code becomes a date. Cells still empty have no ``lines``."""
        number = _NUMBERS.get(field.type, "@")
        properties = {**_BASE, "num_format": number, "align": _align(field), **(_LINES if lines else {})}
        return self._get(f"body {number} {_align(field)} {lines}", properties)

    def _get(self, name: str, properties: Properties) -> Format:
        if name not in self._made:
            self._made[name] = self._book.add_format(properties)
        return self._made[name]


def _align(field: Field) -> str:
    return "center" if field.type in _CENTRED else "left"
