"""The registry workbook into the dataset, in one transaction or not at all, as dated rows (3.1, 4.1).

Who left a group in October was in it in September: a changed row is closed at this revision and its successor inserted.
Orders and changes are events: one that is gone from the workbook stays in the dataset.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from ejournal.registry.read import RegistryData, RegistryRow

from ejournal.model import REGISTRY, Tab
from ejournal.registry.lessons import store_courses, store_lessons
from ejournal.store import Store, Writer, schema
from ejournal.store.entities import mint, open_rows, public_ids

Keys = dict[str, dict[str, int]]


@dataclass
class LoadSummary:
    """What a load did: rows per tab, lessons, and the ids to write back (tab title -> cell -> id)."""

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    retired: dict[str, int] = field(default_factory=dict)
    kept_orders: dict[str, int] = field(default_factory=dict)
    lessons_added: int = 0
    lessons_changed: int = 0
    lessons_retired: int = 0
    ids: dict[str, dict[str, str]] = field(default_factory=dict)
    revision: int | None = None


def load_registry(
    store: Store,
    data: RegistryData,
    *,
    zone: ZoneInfo,
    holidays: Iterable[date],
    at: datetime,
    actor: str,
) -> LoadSummary:
    """Take over a checked registry. Raises StoreBusy; whatever else is raised leaves the dataset as it was."""
    summary = LoadSummary()
    with store.write("registry", actor=actor, at=at) as writer:
        keys: Keys = {}
        for tab in REGISTRY:
            _load_tab(writer, tab, data.tabs.get(tab.name, []), keys, zone, summary)
        store_courses(writer)
        counts = store_lessons(writer, frozenset(holidays))
        summary.lessons_added, summary.lessons_changed, summary.lessons_retired = counts
        if writer.changed:
            summary.revision = writer.revision
            writer.connection.execute(schema.workbooks.update().values(size=None, mtime_ns=None, sha256=None))
    return summary


def _load_tab(
    writer: Writer, tab: Tab, rows: list[RegistryRow], keys: Keys, zone: ZoneInfo, summary: LoadSummary
) -> None:
    table = schema.registry[tab.name]
    old = {row["id"]: row for row in open_rows(writer.connection, table)}
    values = [_stored(tab, row, keys, zone) for row in rows]
    assigned = _assign(writer, tab, rows, values, old, summary)
    closed: list[int] = []
    inserted: list[dict[str, Any]] = []
    for entity, row in zip(assigned, values, strict=True):
        before = old.get(entity)
        if before is None or any(before[name] != value for name, value in row.items()):
            _count(summary.added if before is None else summary.changed, tab.name)
            inserted.append({"id": entity, **row})
            closed.extend([] if before is None else [before["row"]])
    gone = old.keys() - set(assigned)
    if tab.event:
        summary.kept_orders |= {tab.name: len(gone)} if gone else {}
    else:
        summary.retired |= {tab.name: len(gone)} if gone else {}
        closed.extend(old[entity]["row"] for entity in gone)
    writer.close(table, closed)
    writer.insert(table, inserted)
    keys[tab.name] = {
        str(row[tab.key[0]]): entity for entity, row in zip(assigned, values, strict=True) if tab.key[0] in row
    }


def _count(counter: dict[str, int], name: str) -> None:
    counter[name] = counter.get(name, 0) + 1


def _stored(tab: Tab, row: RegistryRow, keys: Keys, zone: ZoneInfo) -> dict[str, Any]:
    """The row's values as the store holds them: references by key, instants in UTC, kinds joined."""
    stored: dict[str, Any] = {}
    for item in tab.fields:
        value: Any = row.values.get(item.name)
        column = schema.field_column(item)
        if column != item.name:
            value = None if value is None else keys[item.refers][str(value)]
        elif item.type == "instant" and isinstance(value, datetime):
            value = value.replace(tzinfo=zone)
        elif item.type == "kinds":
            value = ",".join(value or ())
        elif isinstance(value, time):
            value = value.strftime("%H:%M")
        stored[column] = value
    return stored


def _assign(
    writer: Writer,
    tab: Tab,
    rows: list[RegistryRow],
    values: list[dict[str, Any]],
    old: dict[int, dict[str, Any]],
    summary: LoadSummary,
) -> list[int]:
    """The entity of each row: by its hidden id, else by its natural key, else a new one."""
    columns = [schema.field_column(tab.field(name)) for name in tab.key]
    by_id = {text: key for key, text in public_ids(writer.connection, tab.prefix).items()}
    by_key = {tuple(row[name] for name in columns): entity for entity, row in old.items()}
    assigned: list[int | None] = []
    taken: set[int] = set()
    for row, value in zip(rows, values, strict=True):
        entity = by_id.get(row.row_id or "") or by_key.get(tuple(value[name] for name in columns))
        assigned.append(None if entity in taken else entity)
        taken |= {entity} if entity is not None else set()
    new = iter(mint(writer, tab.prefix, assigned.count(None)))
    result = [next(new) if entity is None else entity for entity in assigned]
    _note_ids(writer, tab, rows, result, summary)
    return result


def _note_ids(writer: Writer, tab: Tab, rows: list[RegistryRow], assigned: list[int], summary: LoadSummary) -> None:
    texts = public_ids(writer.connection, tab.prefix)
    cells = {
        f"A{row.row_number}": texts[entity]
        for row, entity in zip(rows, assigned, strict=True)
        if row.row_id != texts[entity]
    }
    if cells:
        summary.ids[tab.title] = cells
