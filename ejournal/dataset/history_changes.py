"""Dated rows -> what changed when: the rows of one cell, head or order before and after each revision. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ejournal.marks import Entry, canonical

Row = dict[str, Any]
Key = tuple[Any, ...]
Said = Callable[[list[Row], list[Row]], tuple[str | None, str | None]]


@dataclass(frozen=True)
class Change:
    """What changed of one key at one revision; ``row`` is the first row that began there, else that ended there."""

    key: Key
    revision: int
    before: list[Row]
    after: list[Row]
    row: Row


def changes_of(rows: Iterable[Row], key: tuple[str, ...]) -> Iterator[Change]:
    """Every change of every key, by key and revision; a key may hold several rows at a time (two marks in a cell)."""
    by_key: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        by_key[tuple(row[name] for name in key)].append(row)
    for value, own in by_key.items():
        own.sort(key=lambda row: (row["from_revision"], row.get("ordinal", 0)))
        for revision in sorted({row["from_revision"] for row in own} | {row["to_revision"] for row in own} - {None}):
            began = [row for row in own if row["from_revision"] == revision]
            ended = [row for row in own if row["to_revision"] == revision]
            before = [row for row in own if row["from_revision"] < revision and not _over(row, revision - 1)]
            after = [row for row in own if row["from_revision"] <= revision and not _over(row, revision)]
            yield Change(value, revision, before, after, (began or ended)[0])


def _over(row: Row, revision: int) -> bool:
    return row["to_revision"] is not None and row["to_revision"] <= revision


def entries_of(rows: Iterable[Row]) -> tuple[Entry, ...]:
    """The entries of one cell in the order typed."""
    ordered = sorted(rows, key=lambda row: row["ordinal"])
    return tuple(Entry(row["status"], row["value"]) for row in ordered)


def as_cell(before: list[Row], after: list[Row]) -> tuple[str | None, str | None]:
    """Old and new as the cell is written, in the regulation's words: ``5/4``, ``кж``."""
    return canonical(entries_of(before)) or None, canonical(entries_of(after)) or None


def as_work(before: list[Row], after: list[Row]) -> tuple[str | None, str | None]:
    """Old and new as the cell is written; with the due date where that changed, too."""
    dues = [rows[0]["due"] if rows else None for rows in (before, after)]
    if not (before and after) or dues[0] == dues[1]:
        return as_cell(before, after)
    old, new = as_cell(before, after)
    return f"{old}; due={dues[0]}", f"{new}; due={dues[1]}"


def as_fields(*names: str) -> Said:
    """Old and new as ``name=value`` of the columns that differ."""

    def said(before: list[Row], after: list[Row]) -> tuple[str | None, str | None]:
        old, new = ((rows[-1] if rows else {}) for rows in (before, after))
        differing = [name for name in names if _said(old.get(name)) != _said(new.get(name))]
        return _written(old, differing), _written(new, differing)

    return said


def _written(row: Row, names: list[str]) -> str | None:
    if not row:
        return None
    return "; ".join(f"{name}={said}" for name in names if (said := _said(row[name])) is not None) or None


def _said(value: Any) -> str | None:
    """The value as it is said; None for what is missing and for a flag that is not set."""
    if value is None or isinstance(value, bool):
        return "yes" if value else None
    return f"{value:g}" if isinstance(value, float) else str(value)
