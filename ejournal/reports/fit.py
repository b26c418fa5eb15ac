"""How a table fits a page: measured text -> orientation, font size, column widths, and parts when it must be split.

All lengths are points of 1/72 inch. Widths are measured with the very fonts the PDF is set in, so that no cell is
clipped and no two overlap.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

PORTRAIT = 510.0  # A4 less 15 mm on each side
LANDSCAPE = 756.0
INSET = 3.0
LINE = 1.2  # pitch of lines, in font sizes
TURNED = 130.0  # longest line of a head that stands upright
COMFORT = 110.0  # a column of running text is not made narrower for the sake of a fit
LONGEST = 22  # characters after which a word without a space may be broken
MILLIMETRE = 72 / 25.4
BREAK = "\u200b"
UNKNOWN = "\u25a1"


def font_folder() -> Path:
    """The folder of the DejaVu fonts in matplotlib's package: they have ң, ө and ү."""
    import matplotlib as mpl

    return Path(mpl.get_data_path()) / "fonts" / "ttf"


@lru_cache(maxsize=2)
def _font(bold: bool) -> tuple[Any, Mapping[int, int]]:
    from matplotlib.ft2font import FT2Font

    font = FT2Font(str(font_folder() / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")))
    font.set_size(100, 72)
    return font, {int(code): int(glyph) for code, glyph in font.get_charmap().items()}


@lru_cache(maxsize=4096)
def _advance(character: str, bold: bool) -> float:
    from matplotlib.ft2font import LoadFlags

    if character == BREAK:
        return 0.0
    font, glyphs = _font(bold)
    glyph = font.load_glyph(glyphs.get(ord(character), 0), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / 100


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width of one line at this font size."""
    return sum(_advance(character, bold) for character in text) * size


def printable(text: str) -> str:
    """The text with what the font cannot show replaced by a box, and control characters by a space.

    PDF/A refuses a document with a missing glyph, so one odd character in a name must not stop the archive.
    """
    glyphs = _font(False)[1]
    text = "".join(character if character == "\n" or character >= " " else " " for character in text)
    return "".join(c if c == "\n" or c == BREAK or ord(c) in glyphs else UNKNOWN for c in text)


def soften(text: str) -> str:
    """The text with places to break its overlong words: after / _ . , ; : and else every LONGEST characters."""
    return re.sub(rf"\S{{{LONGEST},}}", lambda word: _softened(word.group()), text)


def _softened(word: str) -> str:
    pieces = re.sub(r"([/\\_.,;:@-])(?=.)", rf"\1{BREAK}", word).split(BREAK)
    shorter = (piece[at : at + LONGEST] for piece in pieces for at in range(0, len(piece), LONGEST))
    return BREAK.join(shorter)


@dataclass(frozen=True)
class Need:
    """Least and wished width of a column, insets included."""

    least: float
    wish: float


@dataclass(frozen=True)
class Part:
    """The columns (by position) of one part of a table, and their widths."""

    columns: list[int]
    widths: list[float]


@dataclass(frozen=True)
class Fit:
    """Where a table fits: on a landscape page or not, at this font size, in these parts."""

    landscape: bool
    size: float
    parts: list[Part]


def turned_lines(title: str, size: float) -> list[str]:
    """The lines of a head that stands upright, none longer than TURNED unless one word is."""
    lines: list[str] = []
    for word in title.split():
        if lines and text_width(f"{lines[-1]} {word}", size, bold=True) <= TURNED:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def fit_table(table: dict[str, Any]) -> Fit:
    """The first of portrait and landscape, larger and smaller type that holds all columns; else parts by columns."""
    for landscape, size in ((False, 9.0), (False, 8.0), (True, 9.0), (True, 8.0), (True, 7.0)):
        room = LANDSCAPE if landscape else PORTRAIT
        needs = [_need(table, position, size) for position in range(len(table["columns"]))]
        if sum(need.least for need in needs) <= room:
            return Fit(landscape, size, [Part(list(range(len(needs))), _share(needs, room))])
    needs = [_need(table, position, 8.0) for position in range(len(table["columns"]))]
    return Fit(True, 8.0, _split(table, needs, LANDSCAPE))


def _need(table: dict[str, Any], position: int, size: float) -> Need:
    column = table["columns"][position]
    cells = {row[position] for row in table["rows"]}
    total = {table["total"][position]} if table["total"] else set()
    body = max(_wide(cells, size), _wide(total, size, bold=True))
    word = max(_wide(_words(cells), size), _wide(_words(total), size, bold=True))
    if column["align"] == "left":
        least = max(word, min(body, COMFORT))
    else:
        least = body if body <= COMFORT else max(word, COMFORT)
    head = _head_width(column, size)
    fixed = (column["width"] or 0.0) * MILLIMETRE
    least = max(least, head)
    wish = max(least, fixed) if fixed else max(body, head)
    return Need(least + 2 * INSET + 1, wish + 2 * INSET + 1)


def _head_width(column: dict[str, Any], size: float) -> float:
    if column["rotate"]:
        return len(turned_lines(column["title"], size)) * LINE * size
    return _wide(_words([column["title"]]), size, bold=True)


def _wide(texts: Iterable[str], size: float, bold: bool = False) -> float:
    return max((text_width(line, size, bold) for text in texts for line in text.split("\n")), default=0.0)


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in re.split(rf"[ \n{BREAK}]", text)}


def _share(needs: Sequence[Need], room: float) -> list[float]:
    wished = sum(need.wish for need in needs)
    if wished <= room:
        return [round(need.wish, 2) for need in needs]
    least = sum(need.least for need in needs)
    rate = (room - least) / (wished - least)
    return [round(need.least + (need.wish - need.least) * rate, 2) for need in needs]


def _split(table: dict[str, Any], needs: Sequence[Need], room: float) -> list[Part]:
    keys = [position for position, column in enumerate(table["columns"]) if column["key"]] or [0]
    needs = _comfortable(keys, needs, room)
    used = sum(needs[position].least for position in keys)
    runs: list[list[int]] = [[]]
    taken = used
    for position in (position for position in range(len(needs)) if position not in keys):
        if runs[-1] and taken + needs[position].least > room:
            runs.append([])
            taken = used
        runs[-1].append(position)
        taken += needs[position].least
    return [_part([*keys, *run], needs, room) for run in runs]


def _comfortable(keys: list[int], needs: Sequence[Need], room: float) -> Sequence[Need]:
    """Key columns as wide as wished where that leaves most of the page: names on one line make rows half as high."""
    if sum(needs[position].wish for position in keys) > 0.4 * room:
        return needs
    return [Need(need.wish, need.wish) if at in keys else need for at, need in enumerate(needs)]


def _part(columns: list[int], needs: Sequence[Need], room: float) -> Part:
    chosen = [needs[position] for position in columns]
    widths = _share(chosen, room) if sum(n.least for n in chosen) <= room else [n.least for n in chosen]
    return Part(columns, widths)
