"""What a tab held when last read, kept current where the system itself wrote into it."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from ejournal.store import Writer, schema

_HEADS = ("work_type", "control")


def note(writer: Writer, written: Iterable[dict[str, Any]]) -> None:
    """Put the new texts of these requests into the raw cells of their tabs."""
    by_journal: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in written:
        by_journal[row["journal_id"]].append(row)
    tabs = schema.tabs
    for journal, rows in by_journal.items():
        held = writer.connection.scalar(sa.select(tabs.c.cells).where(tabs.c.journal_id == journal))
        public = _public(writer, rows)
        cells: dict[str, dict[str, str]] = json.loads(held or "{}")
        for row in rows:
            _put(cells, row, public)
        kept = json.dumps({key: own for key, own in cells.items() if own}, ensure_ascii=False, separators=(",", ":"))
        writer.connection.execute(tabs.update().where(tabs.c.journal_id == journal).values(cells=kept))


def _public(writer: Writer, rows: Iterable[dict[str, Any]]) -> dict[int, str]:
    keys = {row[name] for row in rows for name in ("lesson_id", "student_id") if row[name] is not None}
    table = schema.entities.c
    found = writer.connection.execute(sa.select(table.id, table.public_id).where(table.id.in_(keys)))
    return {row.id: row.public_id for row in found}


def _put(cells: dict[str, dict[str, str]], row: dict[str, Any], public: dict[int, str]) -> None:
    """One text: of a student, or of the column's head, whose two texts stand together under an empty name."""
    column = cells.setdefault(f"W{row['item']}" if row["lesson_id"] is None else public[row["lesson_id"]], {})
    name, text = public.get(row["student_id"] or 0, ""), row["new"]
    if row["field"] in _HEADS:
        heads = column.get("", "\t").split("\t")
        heads[_HEADS.index(row["field"])] = text
        text = "" if not any(heads) else "\t".join(heads)
    column.pop(name, None)
    if text:
        column[name] = text
