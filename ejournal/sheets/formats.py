"""The look of a journal workbook: a quiet palette, thin lines, and colours only where they say something."""

from xlsxwriter import Workbook
from xlsxwriter.format import Format

FONT = "Calibri"
INK = "#1F2933"
MUTED = "#66727F"
GRID = "#D5DBE3"
STRONG_LINE = "#8A97A6"
HEAD = "#F1F4F8"
ITEM_HEAD = "#F3F0FA"
NOTE = "#FCFAF3"
TOTAL = "#EEF5F0"
ACCENT = "#1F5F99"

Properties = dict[str, object]

_BASE: Properties = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
_CELL: Properties = {**_BASE, "border": 1, "border_color": GRID}
_HEAD: Properties = {**_CELL, "align": "center", "bg_color": HEAD}
_TURNED: Properties = {"rotation": 90, "text_wrap": True, "align": "center", "valign": "bottom", "font_size": 8.5}
_OPEN: Properties = {"locked": False}
_RED: Properties = {"bg_color": "#F6BDB7", "font_color": "#8C1D13"}
_AMBER: Properties = {"bg_color": "#FCE7B8", "font_color": "#7A5200"}
_FOOT: Properties = {"bottom": 2, "bottom_color": STRONG_LINE}

STYLES: dict[str, Properties] = {
    "hidden": {**_BASE, "font_color": MUTED, "font_size": 8, "num_format": "@"},
    "id": {**_BASE, **_OPEN, "font_color": MUTED, "font_size": 8, "num_format": "@"},
    "member": {**_BASE, **_OPEN, "font_color": MUTED, "font_size": 8, "num_format": "dd.mm.yyyy"},
    "title": {**_BASE, "bold": True, "font_color": ACCENT, "text_wrap": True, "valign": "top"},
    "link": {**_BASE, **_TURNED, "font_color": ACCENT, "bold": True, "valign": "vcenter"},
    "label": {**_CELL, "bg_color": HEAD, "font_color": MUTED, "align": "right", "indent": 1},
    "label_last": {**_CELL, **_FOOT, "bg_color": HEAD, "font_color": MUTED, "align": "right", "indent": 1},
    "head_number": {**_HEAD, **_FOOT, "font_color": MUTED},
    "number": {**_CELL, **_OPEN, "align": "center", "font_color": MUTED},
    "name": {**_CELL, **_OPEN, "num_format": "@", "shrink": True},
    "below": {**_BASE, **_OPEN, "bottom": 4, "bottom_color": GRID, "num_format": "@"},
    "date": {**_HEAD, "num_format": "dd.mm", "bold": True, "shrink": True},
    "pair": {**_HEAD, "num_format": "0"},
    "kind": {**_HEAD, "font_color": MUTED},
    "topic": {**_HEAD, **_TURNED, **_OPEN},
    "work_type": {**_HEAD, **_TURNED, **_OPEN, "bg_color": "#FFFFFF"},
    "control": {**_HEAD, **_OPEN, "bg_color": "#FFFFFF", "bold": True, "num_format": "0"},
    "counted": {**_HEAD, **_FOOT, "font_color": MUTED, "num_format": "0"},
    "mark": {**_CELL, **_OPEN, "align": "center", "num_format": "@"},
    "item_date": {**_HEAD, "num_format": "dd.mm", "bold": True, "bg_color": ITEM_HEAD, "shrink": True},
    "item_kind": {**_HEAD, "font_color": MUTED, "bg_color": ITEM_HEAD, "shrink": True},
    "item_text": {**_HEAD, **_TURNED, "bg_color": ITEM_HEAD},
    "item_last": {**_HEAD, **_FOOT, "bg_color": ITEM_HEAD},
    "note_head": {**_HEAD, **_OPEN, "bg_color": NOTE, "font_color": MUTED, "text_wrap": True},
    "note_last": {**_HEAD, **_FOOT, **_OPEN, "bg_color": NOTE},
    "note": {**_CELL, **_OPEN, "bg_color": NOTE, "num_format": "@"},
    "plan_title": {**_BASE, "bold": True, "font_size": 13, "font_color": ACCENT},
    "plan_head": {**_HEAD, **_FOOT, "bold": True, "text_wrap": True, "font_color": MUTED},
    "plan_number": {**_CELL, "align": "center", "valign": "top", "font_color": MUTED},
    "plan_value": {**_CELL, **_OPEN, "align": "center", "valign": "top"},
    "plan_date": {**_CELL, **_OPEN, "align": "center", "valign": "top", "num_format": "dd.mm.yyyy"},
    "plan_text": {**_CELL, **_OPEN, "valign": "top", "text_wrap": True, "num_format": "@"},
    "owned_title": {**_BASE, "bold": True, "font_size": 14, "font_color": ACCENT},
    "owned_head": {**_CELL, **_FOOT, "bg_color": HEAD, "bold": True, "font_color": MUTED, "text_wrap": True},
    "owned_text": {**_CELL, "text_wrap": True, "valign": "top"},
    "owned_remark": {**_BASE, "font_color": MUTED, "italic": True},
    "owned_section": {**_BASE, "bold": True, "font_size": 12, "font_color": ACCENT, "valign": "bottom"},
    "owned_centre": {**_CELL, "align": "center", "valign": "top", "text_wrap": True},
    "owned_number": {**_CELL, "align": "center", "valign": "top", "num_format": "0.00"},
    "owned_total": {**_CELL, "align": "center", "valign": "top", "num_format": "0.00", "bold": True, "bg_color": TOTAL},
    "owned_link": {**_CELL, "valign": "top", "text_wrap": True, "font_color": ACCENT, "underline": 1},
    "owned_error": {**_CELL, "valign": "top", "align": "center", "bold": True, **_RED},
    "owned_warning": {**_CELL, "valign": "top", "align": "center", "bold": True, **_AMBER},
    "owned_notice": {**_CELL, "valign": "top", "align": "center", "font_color": MUTED},
    "owned_small": {**_BASE, "font_color": MUTED, "font_size": 9},
    "help_head": {**_BASE, "bold": True, "font_size": 12, "font_color": ACCENT, "valign": "bottom"},
    "help_text": {**_BASE, "text_wrap": True, "valign": "top", "font_size": 11},
}

RULES: dict[str, Properties] = {
    "complete": {"bg_color": "#CFEBD3", "font_color": "#1D5B2E"},
    "due": _AMBER,
    "disagrees": {**_RED, "bold": True},
    "today_head": {"bg_color": "#1F5F99", "font_color": "#FFFFFF", "bold": True},
    "today": {"bg_color": "#E4F0FB"},
    "not_member": {"bg_color": "#DDE1E6", "font_color": "#A3ACB7"},
    "absent": {"bg_color": "#FADFE0", "font_color": "#A61B29"},
    "excused": {"bg_color": "#E9E4F8", "font_color": "#55409C"},
    "low": {"font_color": "#C2410C", "bold": True},
    "even": {"bg_color": "#F8FAFC"},
}

_LINE: Properties = {"right": 2, "right_color": STRONG_LINE}


class Formats:
    """The formats of one workbook by name, each made on first use."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Format] = {}

    def cell(self, name: str, *, line: bool = False) -> Format:
        """A cell's format; ``line`` draws a strong line on its right (the end of a checkpoint)."""
        return self._get(name, STYLES[name] if not line else {**STYLES[name], **_LINE}, line)

    def rule(self, name: str) -> Format:
        """A conditional format's look."""
        return self._get(f"rule {name}", RULES[name], False)

    def _get(self, name: str, properties: Properties, line: bool) -> Format:
        key = (name, line)
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]
