"""Which entity a row of the registry is: known by its hidden id and what stands in it, else by its key, else new."""

from typing import Any

import sqlalchemy as sa

from ejournal.model import Tab
from ejournal.registry.data import RegistryRow
from ejournal.store import Writer, schema
from ejournal.store.entities import mint, public_ids

Values = dict[str, Any]


def assign(
    writer: Writer, tab: Tab, rows: list[RegistryRow], values: list[Values], old: dict[int, Values]
) -> tuple[list[int], dict[int, str]]:
    """The entity of each row, and the public ids of the tab's entities.

    A row that says in all its cells what another entity says is that one: somebody sorted the visible columns, and the
    hidden ids stayed behind. Else ids go before keys: a row that was renamed keeps its entity though a new row took its
    old name. A key that was retired names its entity again, so that a tab wiped by mistake and restored without ids is
    what it was.
    """
    by_id = {text: key for key, text in public_ids(writer.connection, tab.prefix).items()}
    by_values = {tuple(row[name] for name in values[0]): entity for entity, row in old.items()} if values else {}
    by_key = _by_key(writer.connection, tab, old)
    chosen: dict[int, int] = {}
    for known in (
        [by_values.get(tuple(value.values())) for value in values],
        [by_id.get(row.row_id or "") for row in rows],
        [by_key.get(_key(tab, value)) for value in values],
    ):
        taken = set(chosen.values())
        for number, entity in enumerate(known):
            if number not in chosen and entity is not None and entity not in taken:
                chosen[number] = entity
                taken.add(entity)
    assigned = [chosen.get(number) for number in range(len(rows))]
    new = iter(mint(writer, tab.prefix, assigned.count(None)))
    entities = [next(new) if entity is None else entity for entity in assigned]
    return entities, public_ids(writer.connection, tab.prefix)


def _by_key(connection: sa.Connection, tab: Tab, old: dict[int, Values]) -> dict[tuple[Any, ...], int]:
    """Key -> entity, of retired entities as they last were and of those that stand."""
    table = schema.registry[tab.name]
    closed = sa.select(table).where(table.c.to_revision.is_not(None)).order_by(table.c.row)
    last = {row["id"]: dict(row) for row in connection.execute(closed).mappings() if row["id"] not in old}
    return {_key(tab, row): entity for entity, row in (*last.items(), *old.items())}


def _key(tab: Tab, value: Values) -> tuple[Any, ...]:
    return tuple(value[schema.field_column(tab.field(name))] for name in tab.key)
