"""The reports' charts: colours of Okabe and Ito, told apart without colour too (hatches, markers, numbers); opaque."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH = 7.08  # inches: the text width of an A4 page
LABEL = 34  # characters of a name in a bar's label
STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.framealpha": 1.0,
    "hatch.linewidth": 0.6,
}
FILLS = (
    {"facecolor": "#0072B2", "edgecolor": "#003f63"},
    {"facecolor": "#E69F00", "edgecolor": "#5c4000", "hatch": "///"},
    {"facecolor": "#d9d9d9", "edgecolor": "#595959", "hatch": "..."},
    {"facecolor": "#ffffff", "edgecolor": "#000000"},
)


@contextmanager
def _drawing(height: float) -> Iterator[tuple["Figure", Any]]:
    """A figure (height in inches) and its axes, in the reports' style, outside pyplot's register of open figures."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        yield figure, figure.subplots()


def stacked_bars(labels: Sequence[str], parts: Mapping[str, Sequence[int]], title: str) -> "Figure":
    """One lying bar per label, made of up to four named parts; each part's number stands in it where it has room."""
    with _drawing(0.8 + 0.2 * max(len(labels), 1)) as (figure, axes):
        starts = [0] * len(labels)
        most = max((sum(values) for values in zip(*parts.values(), strict=True)), default=1) or 1
        for (name, values), look in zip(parts.items(), FILLS, strict=False):
            axes.barh(range(len(labels)), values, left=starts, label=name, height=0.7, linewidth=0.6, **look)
            _numbers(axes, values, starts, most)
            starts = [start + value for start, value in zip(starts, values, strict=True)]
        axes.set_yticks(range(len(labels)), labels)
        axes.set_ylim(len(labels) - 0.4, -0.6)
        axes.set_xlim(0, most * 1.02)
        axes.set_xlabel(title)
        axes.xaxis.get_major_locator().set_params(integer=True)
        figure.legend(loc="outside upper center", ncols=4, frameon=False)
    return figure


def _numbers(axes: Any, values: Sequence[int], starts: Sequence[int], most: int) -> None:
    """A part's number on a white ground, so that it reads over any colour and hatch."""
    ground = {"facecolor": "white", "edgecolor": "none", "boxstyle": "square,pad=0.15"}
    for row, (value, start) in enumerate(zip(values, starts, strict=True)):
        if value / most > 0.03:
            axes.text(start + value / 2, row, str(value), ha="center", va="center", fontsize=7, bbox=ground)


def short(name: str) -> str:
    """The name as a bar's label, cut where it is long."""
    return name if len(name) <= LABEL else f"{name[: LABEL - 1]}…"


def line_of_shares(labels: Sequence[str], shares: Sequence[float], title: str, across: str) -> "Figure":
    """Shares (0-1) as a line of marked points in per cent, each with its number."""
    percents = [100 * value for value in shares]
    with _drawing(2.2) as (figure, axes):
        axes.plot(range(len(labels)), percents, color="#0072B2", marker="o", linewidth=1.4)
        for at, value in enumerate(percents):
            axes.annotate(f"{value:.0f}", (at, value), textcoords="offset points", xytext=(0, 6), ha="center")
        axes.set_xticks(range(len(labels)), labels)
        axes.set_xlim(-0.5, max(len(labels) - 0.5, 0.5))
        axes.set_ylim(0, 112)
        axes.set_ylabel(title)
        axes.set_xlabel(across)
        axes.grid(axis="y", color="#d9d9d9", linewidth=0.5)
    return figure


def bars(labels: Sequence[str], counts: Sequence[int], said: Sequence[str], title: str, across: str) -> "Figure":
    """Standing bars, what is said of each above it."""
    with _drawing(2.2) as (figure, axes):
        drawn = axes.bar(range(len(labels)), counts, width=0.62, linewidth=0.6, **FILLS[0])
        axes.bar_label(drawn, said, padding=2)
        axes.set_xticks(range(len(labels)), labels)
        axes.yaxis.get_major_locator().set_params(integer=True)
        axes.margins(y=0.18)
        axes.set_ylabel(title)
        axes.set_xlabel(across)
    return figure


def in_words(rows: pd.DataFrame, label: str, value: str) -> str:
    """The chart's numbers in words, for those who do not see it."""
    return "; ".join(f"{name}: {number}" for name, number in zip(rows[label], rows[value], strict=True))
