"""The registry workbook into the dataset, in one transaction or not at all, as dated rows (3.1, 4.1).

Who left a group in October was in it in September: a changed row is closed at this revision and its successor inserted.
Orders and changes are events: one that is gone from the workbook stays in the dataset.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from ejournal.i18n import Text
from ejournal.model import REGISTRY, Tab
from ejournal.registry.data import ID_HEADER, RegistryData, RegistryRow
from ejournal.registry.entities import Values, assign
from ejournal.registry.lessons import store_courses, store_lessons
from ejournal.registry.reread import forget_fingerprints
from ejournal.store import Store, Writer, schema
from ejournal.store.entities import open_rows

Keys = dict[str, dict[str, int]]


@dataclass
class LoadSummary:
    """What a load did: rows by tab name, lessons, the dataset's new revision (None: nothing had changed).

    ``kept_orders``: orders that stand in the dataset and no longer in the workbook. ``ids``: tab title -> cell -> id
    to write back; ``notes`` for the person who loaded it.
    """

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    retired: dict[str, int] = field(default_factory=dict)
    kept_orders: dict[str, int] = field(default_factory=dict)
    lessons_added: int = 0
    lessons_changed: int = 0
    lessons_retired: int = 0
    ids: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: list[Text] = field(default_factory=list)
    revision: int | None = None

    def as_dict(self, language: str) -> dict[str, Any]:
        """The summary for people and other programs; of the ids their number."""
        ids = sum(len(cells) for cells in self.ids.values())
        return {**asdict(self), "ids": ids, "notes": [note[language] for note in self.notes]}


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
            keys[tab.name] = _load_tab(writer, tab, data, keys, zone, summary)
        store_courses(writer)
        lessons = store_lessons(writer, frozenset(holidays))
        summary.lessons_added, summary.lessons_changed, summary.lessons_retired = lessons
        if writer.changed:
            summary.revision = writer.revision
            forget_fingerprints(writer.connection, writer.revision)
    return summary


def _load_tab(
    writer: Writer, tab: Tab, data: RegistryData, keys: Keys, zone: ZoneInfo, summary: LoadSummary
) -> dict[str, int]:
    """Bring one tab's rows up to the workbook's; returns the entities by the value of the tab's first key field."""
    table, rows = schema.registry[tab.name], data.tabs.get(tab.name, [])
    old = {row["id"]: row for row in open_rows(writer.connection, table)}
    values = [_stored(tab, row, keys, zone) for row in rows]
    entities, texts = assign(writer, tab, rows, values, old)
    differing = [
        (entity, value)
        for entity, value in zip(entities, values, strict=True)
        if entity not in old or any(old[entity][name] != each for name, each in value.items())
    ]
    gone = old.keys() - set(entities)
    ended = [entity for entity, _ in differing if entity in old] + ([] if tab.event else sorted(gone))
    writer.close(table, [old[entity]["row"] for entity in ended])
    writer.insert(table, [{"id": entity, **value} for entity, value in differing])
    _count(summary, tab, [entity for entity, _ in differing], old, gone)
    _note_ids(summary, tab, data, [texts[entity] for entity in entities])
    first = tab.key[0]
    return {str(row.values[first]): entity for row, entity in zip(rows, entities, strict=True) if first in row.values}


def _stored(tab: Tab, row: RegistryRow, keys: Keys, zone: ZoneInfo) -> Values:
    """The row's values as the store holds them: references by key, instants in UTC, kinds joined."""
    stored: Values = {}
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


def _count(summary: LoadSummary, tab: Tab, differing: list[int], old: dict[int, Values], gone: set[int]) -> None:
    changed = sum(entity in old for entity in differing)
    counts = (
        (summary.added, len(differing) - changed),
        (summary.changed, changed),
        (summary.kept_orders if tab.event else summary.retired, len(gone)),
    )
    for counter, count in counts:
        if count:
            counter[tab.name] = count


def _note_ids(summary: LoadSummary, tab: Tab, data: RegistryData, texts: list[str]) -> None:
    """The hidden ids that the workbook lacks."""
    rows = data.tabs.get(tab.name, [])
    missing = {
        data.cell(tab.name, row, ID_HEADER): text for row, text in zip(rows, texts, strict=True) if row.row_id != text
    }
    if missing and data.has(tab.name, ID_HEADER):
        summary.ids[data.title(tab.name)] = missing
