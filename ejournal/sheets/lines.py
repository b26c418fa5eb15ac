"""How high a row of wrapped text must be: LibreOffice does not fit the height of a row that no person edited."""

import textwrap

ROOMY = 0.92
"""Letters of a wide font that fit into a unit of a column's width."""
LINE_POINTS = 13.2
MARGIN_POINTS = 3.0


def lines_of(text: str, width: float) -> int:
    """Lines that the text takes in a column of this width (in letters, as spreadsheets measure it)."""
    letters = max(1, int(width * ROOMY))
    return sum(max(1, len(textwrap.wrap(line, letters))) for line in text.splitlines()) or 1


def height_of(lines: int) -> float:
    """Points that a row of so many lines of 10-point text takes."""
    return round(lines * LINE_POINTS + MARGIN_POINTS, 1)
