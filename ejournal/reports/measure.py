"""Text as print measures it: widths in the very fonts the PDF is set in, what they can show, and where words may break.

All lengths are points of 1/72 inch.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

LINE = 1.2  # pitch of lines, in font sizes
TURNED = 130.0  # longest line of a head that stands upright
LONGEST = 22  # characters after which a word without a space may be broken
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


def widest(texts: Iterable[str], size: float, bold: bool = False) -> float:
    """Width of the widest line of all texts; 0 when there is none."""
    return max((text_width(line, size, bold) for text in texts for line in text.split("\n")), default=0.0)


def words_of(texts: Iterable[str]) -> set[str]:
    """What cannot be broken: the pieces between spaces, line ends and places to break."""
    return {word for text in texts for word in re.split(rf"[ \n{BREAK}]", text)}


def line_count(text: str, width: float, size: float, bold: bool = False) -> int:
    """Lines that the text takes when it is set into this width."""
    return sum(_lines_of(line, width, size, bold) for line in text.split("\n"))


def _lines_of(line: str, width: float, size: float, bold: bool) -> int:
    count, used = 1, 0.0
    for word in re.findall(rf"[^ {BREAK}]+[ {BREAK}]*", line):
        needed = text_width(word.rstrip(), size, bold)
        if used and used + needed > width:
            count, used = count + 1, 0.0
        used += text_width(word, size, bold)
    return count


def printable(text: str) -> str:
    """The text with what the font cannot show replaced by a box, and control characters by a space.

    PDF/A refuses a document with a missing glyph, so one odd character in a name must not stop the archive.
    """
    glyphs = _font(False)[1].keys() & _font(True)[1].keys()
    text = "".join(character if character == "\n" or character >= " " else " " for character in text)
    return "".join(c if c in ("\n", BREAK) or ord(c) in glyphs else UNKNOWN for c in text)


def soften(text: str) -> str:
    """The text with places to break its overlong words: after / _ . , ; : and else every LONGEST characters."""
    return re.sub(rf"\S{{{LONGEST},}}", lambda word: BREAK.join(_pieces(word.group())), text)


def _pieces(word: str) -> Iterator[str]:
    for piece in re.sub(r"([/\\_.,;:@-])(?=.)", rf"\1{BREAK}", word).split(BREAK):
        yield from (piece[at : at + LONGEST] for at in range(0, len(piece), LONGEST))


def turned_lines(title: str, size: float) -> list[str]:
    """The lines of a head that stands upright, none longer than TURNED unless one piece of a word is."""
    return [line for part in title.split("\n") for line in _turned(part, size)]


def _turned(part: str, size: float) -> list[str]:
    lines: list[str] = []
    for word in part.split():
        for at, piece in enumerate(word.split(BREAK)):
            joint = "" if at else " "
            if lines and text_width(f"{lines[-1]}{joint}{piece}", size, bold=True) <= TURNED:
                lines[-1] += f"{joint}{piece}"
            else:
                lines.append(piece)
    return lines or [""]
