"""How a table fits a page: measured text -> orientation, font size, column widths, and parts when it must be split.

All lengths are points of 1/72 inch. Widths are measured with the very fonts the PDF is set in, so that no cell is
clipped and no two overlap. Columns under one common head stay together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from ejournal.reports.measure import LINE, line_count, soften, turned_lines, widest, words_of

PORTRAIT = 510.0  # A4 less 15 mm on each side
LANDSCAPE = 756.0
INSET = 3.0
COMFORT = 110.0  # a column of running text is not made narrower for the sake of a fit
MILLIMETRE = 72 / 25.4
SIZES = ((False, 9.0), (False, 8.0), (True, 9.0), (True, 8.0), (True, 7.0))
ROOMY = 8.0  # added to columns of figures where the page has room
WHOLE = 260.0  # a table that is certainly lower than this is not broken over pages
HEAD = 80.0  # height kept for a table's caption and heads
TALL = 25  # a row of more lines than this may be broken over pages
MOST_KEYS = 0.5  # share of the page that repeated columns may take

Table = dict[str, Any]


@dataclass(frozen=True)
class Need:
    """Least and wished width of a column, insets included; ``roomy`` columns of figures take some of what is left."""

    least: float
    wish: float
    roomy: bool = False


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


def softened(table: Table) -> Table:
    """The table with places to break the overlong words of its cells and heads."""
    heads = [
        column | {"title": soften(column["title"]), "group": soften(column.get("group", ""))}
        for column in table["columns"]
    ]
    return table | {"rows": [[soften(cell) for cell in row] for row in table["rows"]], "columns": heads}


def fit_table(table: Table) -> Fit:
    """The first of portrait and landscape, larger and smaller type that holds all columns; else parts by columns."""
    for landscape, size in SIZES:
        room = LANDSCAPE if landscape else PORTRAIT
        needs = _needs(table, size)
        if sum(need.least for need in needs) <= room:
            return Fit(landscape, size, [_part(list(range(len(needs))), _comfortable(table, needs, room), room)])
    return Fit(True, 8.0, _split(table, _needs(table, 8.0), LANDSCAPE))


def runs(table: Table, columns: Sequence[int]) -> list[tuple[str, list[int]]]:
    """These columns in order, those next to each other under one common head together; its text is empty for none."""
    heads = ((table["columns"][at].get("group", ""), at) for at in columns)
    together = groupby(enumerate(heads), key=lambda item: item[1][0] or str(item[0]))
    found = [[head for _, head in run] for _, run in together]
    return [(run[0][0], [at for _, at in run]) for run in found]


def row_lines(table: Table, part: Part, size: float) -> list[int]:
    """How many lines each row of the part certainly holds at most, the total row last."""
    rows = [*table["rows"], *([table["total"]] if table["total"] else [])]
    rooms = [(at, width - 2 * INSET - 1) for at, width in zip(part.columns, part.widths, strict=True)]
    return [max(line_count(row[at], room, size, bold=True) for at, room in rooms) for row in rows]


def stays_whole(lines: Sequence[int], size: float) -> bool:
    """Whether a part with these rows is low enough to be kept on one page."""
    return HEAD + sum(count * LINE * size + 6 for count in lines) <= WHOLE


def _needs(table: Table, size: float) -> list[Need]:
    needs = [_need(table, position, size) for position in range(len(table["columns"]))]
    for title, columns in runs(table, range(len(needs))):
        short = _width_of(title, size) - sum(needs[at].least for at in columns)
        if title and short > 0:
            for at in columns:
                least = needs[at].least + short / len(columns)
                needs[at] = replace(needs[at], least=least, wish=max(needs[at].wish, least))
    return needs


def _width_of(title: str, size: float) -> float:
    return widest(words_of([title]), size, bold=True) + 2 * INSET + 1


def _need(table: Table, position: int, size: float) -> Need:
    column = table["columns"][position]
    cells = {row[position] for row in table["rows"]}
    total = {table["total"][position]} if table["total"] else set()
    body = max(widest(cells, size), widest(total, size, bold=True))
    word = max(widest(words_of(cells), size), widest(words_of(total), size, bold=True))
    if column["align"] == "left":
        least = max(word, min(body, COMFORT))
    else:
        least = body if body <= COMFORT else max(word, COMFORT)
    head = _head_width(column, size)
    fixed = (column["width"] or 0.0) * MILLIMETRE
    least = max(least, head)
    wish = max(least, fixed) if fixed else max(body, head)
    return Need(least + 2 * INSET + 1, wish + 2 * INSET + 1, column["align"] != "left")


def _head_width(column: dict[str, Any], size: float) -> float:
    if column["rotate"]:
        return len(turned_lines(column["title"], size)) * LINE * size
    return widest(words_of([column["title"]]), size, bold=True)


def _share(needs: Sequence[Need], room: float) -> list[float]:
    wished = sum(need.wish for need in needs)
    if wished <= room:
        more = min(ROOMY, (room - wished) / max(sum(need.roomy for need in needs), 1))
        return [round(need.wish + more * need.roomy, 2) for need in needs]
    least = sum(need.least for need in needs)
    rate = (room - least) / (wished - least)
    return [round(need.least + (need.wish - need.least) * rate, 2) for need in needs]


def _split(table: Table, needs: Sequence[Need], room: float) -> list[Part]:
    keys = _keys(table, needs, room)
    if _wished(keys, needs) <= 0.4 * room:
        needs = [replace(need, least=need.wish) if at in keys else need for at, need in enumerate(needs)]
    left = room - _least(keys, needs)
    others = [at for at in range(len(needs)) if at not in keys]
    parts = _even(list(_units(table, others, needs, left)), needs, left)
    return [_part([*keys, *columns], needs, room) for columns in parts]


def _keys(table: Table, needs: Sequence[Need], room: float) -> list[int]:
    """The columns repeated in every part: those marked as keys, as many as leave room for others; else the first."""
    keys: list[int] = []
    for at in (at for at, column in enumerate(table["columns"]) if column["key"]):
        if _least([*keys, at], needs) <= MOST_KEYS * room:
            keys.append(at)
    return keys or [0]


def _comfortable(table: Table, needs: Sequence[Need], room: float) -> Sequence[Need]:
    """Key columns as wide as wished where the others still fit: names on one line make rows half as high."""
    keys = [at for at, column in enumerate(table["columns"]) if column["key"]]
    roomier = [replace(need, least=need.wish) if at in keys else need for at, need in enumerate(needs)]
    return roomier if sum(need.least for need in roomier) <= room else needs


def _units(table: Table, columns: Sequence[int], needs: Sequence[Need], room: float) -> Iterator[list[int]]:
    """Columns that must stay together; a common head too wide for one part is cut into even pieces."""
    for _, run in runs(table, columns):
        pieces = 1
        while pieces < len(run) and any(_least(piece, needs) > room for piece in _cut(run, pieces)):
            pieces += 1
        yield from _cut(run, pieces)


def _cut(run: list[int], pieces: int) -> list[list[int]]:
    return [run[len(run) * at // pieces : len(run) * (at + 1) // pieces] for at in range(pieces)]


def _least(columns: Sequence[int], needs: Sequence[Need]) -> float:
    return sum(needs[at].least for at in columns)


def _wished(columns: Sequence[int], needs: Sequence[Need]) -> float:
    return sum(needs[at].wish for at in columns)


def _even(units: Sequence[list[int]], needs: Sequence[Need], room: float) -> list[list[int]]:
    """Units in order in as few parts as the room allows, the parts as even as can be."""
    best: list[tuple[int, float, list[list[int]]]] = [(0, 0.0, [])]
    for end in range(1, len(units) + 1):
        found = []
        for start in range(end):
            part = [at for unit in units[start:end] for at in unit]
            width = _least(part, needs)
            if width <= room or start == end - 1:
                count, squares, parts = best[start]
                found.append((count + 1, squares + width * width, [*parts, part]))
        best.append(min(found, key=lambda each: each[:2]))
    return best[-1][2]


def _part(columns: list[int], needs: Sequence[Need], room: float) -> Part:
    chosen = [needs[position] for position in columns]
    widths = _share(chosen, room) if _least(columns, needs) <= room else [need.least for need in chosen]
    return Part(columns, widths)
