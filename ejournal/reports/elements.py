"""What a notebook shows, with its meaning: each element puts itself into the cell's MIME bundle as JSON and as HTML.

The JSON (``MIME``) is what the PDF is set from; the HTML is what JupyterLab and the HTML report show. Both come from
one description, so they cannot differ.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal

import pandas as pd

from ejournal.reports.formats import Format, as_text
from ejournal.reports.markup import to_html, to_plain

if TYPE_CHECKING:
    from matplotlib.figure import Figure as MatplotlibFigure

MIME = "application/vnd.ejournal.element+json"
Align = Literal["left", "center", "right"]
Json = dict[str, object]


class Element:
    """One part of a report; subclasses say what they are in ``describe``."""

    kind: ClassVar[str] = ""

    def describe(self) -> Json:
        """The element as JSON, without its kind."""
        raise NotImplementedError

    def to_json(self) -> Json:
        """The element as JSON that can be set as PDF or HTML without knowing the frame it came from."""
        return {"kind": self.kind, **self.describe()}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Json:
        described = self.to_json()
        return {MIME: described, "text/html": to_html(described), "text/plain": to_plain(described)}


@dataclass(frozen=True)
class ColumnSpec:
    """One column of a table: ``width`` in millimetres (None = as its text needs), ``rotate`` turns the head upright.

    ``key`` columns are repeated when a table is split by columns. ``format`` as in formats.as_text. Columns next to
    each other with the same ``group`` stand under one common head.
    """

    name: str
    title: str
    width: float | None = None
    align: Align = "left"
    rotate: bool = False
    format: Format = "text"
    key: bool = False
    group: str = ""


@dataclass(frozen=True)
class Table(Element):
    """A frame's named columns as a table; ``total_row`` maps column names to the values of the last, bold row."""

    kind: ClassVar[str] = "table"
    frame: pd.DataFrame
    columns: Sequence[ColumnSpec]
    caption: str = ""
    total_row: Mapping[str, object] = field(default_factory=dict)
    language: str = "ru"

    def describe(self) -> Json:
        """Columns, rows of texts, total row and caption; raises KeyError when the frame lacks a column."""
        texts = [
            [as_text(value, column.format, self.language) for value in self.frame[column.name].tolist()]
            for column in self.columns
        ]
        return {
            "caption": self.caption,
            "columns": [_described(column) for column in self.columns],
            "rows": [list(row) for row in zip(*texts, strict=True)],
            "total": [self._total(column) for column in self.columns] if self.total_row else [],
        }

    def _total(self, column: ColumnSpec) -> str:
        if column.name not in self.total_row:
            return ""
        value = self.total_row[column.name]
        return value if isinstance(value, str) else as_text(value, column.format, self.language)


def _described(column: ColumnSpec) -> Json:
    return {
        "title": column.title,
        "width": column.width,
        "align": column.align,
        "rotate": column.rotate,
        "key": column.key,
        "group": column.group,
    }


@dataclass(frozen=True)
class Figure(Element):
    """A matplotlib figure as vector SVG; ``alt`` says in words what the picture shows."""

    kind: ClassVar[str] = "figure"
    figure: "MatplotlibFigure"
    caption: str
    alt: str

    def describe(self) -> Json:
        """SVG text, size in millimetres, caption and the words for those who do not see it."""
        width, height = self.figure.get_size_inches()
        return {
            "svg": svg_of(self.figure),
            "width": round(float(width) * 25.4, 1),
            "height": round(float(height) * 25.4, 1),
            "caption": self.caption,
            "alt": self.alt,
        }


def svg_of(figure: "MatplotlibFigure") -> str:
    """The figure as SVG, the same bytes for the same figure: no date, element ids from a fixed salt."""
    import matplotlib as mpl

    buffer = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "ejournal", "svg.fonttype": "path"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


@dataclass(frozen=True)
class Cover(Element):
    """What the report is: its title, whom it is about, its period; the page heads repeat it."""

    kind: ClassVar[str] = "cover"
    institution: str
    title: str
    period: str
    scope: str = ""
    basis: str = ""
    revision: int | None = None

    def describe(self) -> Json:
        """Institution, title, period, scope, the clauses it carries out and the dataset revision it was made from."""
        return {
            "institution": self.institution,
            "title": self.title,
            "period": self.period,
            "scope": self.scope,
            "basis": self.basis,
            "revision": self.revision,
        }


@dataclass(frozen=True)
class Heading(Element):
    """A heading, level 1 to 3."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 1

    def describe(self) -> Json:
        """Text and level."""
        return {"text": self.text, "level": self.level}


@dataclass(frozen=True)
class Note(Element):
    """A paragraph, and under it the ``items`` of a list; tone ``warning`` marks what a reader must not miss."""

    kind: ClassVar[str] = "note"
    text: str
    tone: Literal["plain", "warning"] = "plain"
    items: Sequence[str] = ()

    def describe(self) -> Json:
        """Text, tone and items."""
        return {"text": self.text, "tone": self.tone, "items": list(self.items)}


@dataclass(frozen=True)
class KeyFigures(Element):
    """The few numbers a reader looks for first: (label, value, note) each."""

    kind: ClassVar[str] = "key_figures"
    figures: Sequence[tuple[str, str, str]]

    def describe(self) -> Json:
        """Label, value and note of each."""
        return {"figures": [list(figure) for figure in self.figures]}


@dataclass(frozen=True)
class Signatures(Element):
    """Lines to be signed by hand: (office, name) each; an empty name leaves room to write it (2.4)."""

    kind: ClassVar[str] = "signatures"
    lines: Sequence[tuple[str, str]]
    hint: str = ""

    def describe(self) -> Json:
        """Office and name of each, and the words under the line."""
        return {"lines": [list(line) for line in self.lines], "hint": self.hint}
