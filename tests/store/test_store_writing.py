"""Write transactions: committed whole or not at all, and numbered one after the other."""

from multiprocessing import get_context

import pytest
import sqlalchemy as sa
from second_writer import NOW, write_and_hang

from ejournal.store import Store, schema
from ejournal.store.entities import mint, open_rows

INSTITUTES = schema.registry["institutes"]


def add_institute(store: Store, code: str, stop: type[BaseException] | None = None) -> int:
    """One institute in a revision of its own, whose number it gives; ``stop`` is raised before the commit."""
    with store.write("registry", actor="test", at=NOW, run="R1") as writer:
        (key,) = mint(writer, "I", 1)
        writer.insert(INSTITUTES, [{"id": key, "code": code, "name": code, "kind": "институт"}])
        if stop is not None:
            raise stop
        return writer.revision


def counts(store: Store) -> dict[str, int]:
    """Rows of every table that a write may have touched."""
    with store.read() as connection:
        tables = (schema.revisions, schema.entities, INSTITUTES)
        return {table.name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in tables}


def test_revisions_follow_each_other(store: Store) -> None:
    """Three writes are revisions 1, 2 and 3, and each says when, what and who."""
    assert [add_institute(store, code) for code in ("ИМ", "ИЭ", "МК")] == [1, 2, 3]
    with store.read() as connection:
        rows = connection.execute(sa.select(schema.revisions).order_by(schema.revisions.c.id)).all()
    assert [tuple(row) for row in rows] == [(number, NOW, "registry", "test", "R1") for number in (1, 2, 3)]


def test_a_write_that_changes_nothing_makes_no_revision(store: Store) -> None:
    """A transaction without a row leaves no number behind: the next one takes it."""
    with store.write("sync", actor="test", at=NOW) as writer:
        writer.insert(INSTITUTES, [])
        writer.close(INSTITUTES, [])
        assert not writer.changed
    assert add_institute(store, "ИМ") == 1


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt])
def test_what_is_broken_off_leaves_nothing(store: Store, stop: type[BaseException]) -> None:
    """An exception inside a write takes back its rows, its ids and its number."""
    add_institute(store, "ИМ")
    before = counts(store)
    with pytest.raises(stop):
        add_institute(store, "ИЭ", stop)
    assert counts(store) == before
    assert add_institute(store, "ИЭ") == 2


def test_a_killed_writer_leaves_nothing(store: Store, address: str) -> None:
    """A process killed inside its transaction leaves neither rows nor its lock."""
    spawn = get_context("spawn")
    written, never = spawn.Event(), spawn.Event()
    process = spawn.Process(target=write_and_hang, args=(address, written, never))
    process.start()
    assert written.wait(60)
    process.kill()
    process.join()
    assert counts(store) == {"revisions": 0, "entities": 0, INSTITUTES.name: 0}
    assert add_institute(store, "ИМ") == 1


def test_a_closed_row_stays_as_it_was_closed(store: Store) -> None:
    """Closing a row a second time does not move its end."""
    add_institute(store, "ИМ")
    for _ in range(2):
        with store.write("registry", actor="test", at=NOW) as writer:
            writer.close(INSTITUTES, [1])
    with store.read() as connection:
        assert open_rows(connection, INSTITUTES) == []
        assert connection.scalar(sa.select(INSTITUTES.c.to_revision)) == 2


def test_ids_are_never_given_twice(store: Store) -> None:
    """Ids go on after the last one, whatever their type, and say their type."""
    with store.write("registry", actor="test", at=NOW) as writer:
        first = mint(writer, "S", 3)
        second = mint(writer, "J", 2)
        assert mint(writer, "S", 0) == []
    assert first + second == [1, 2, 3, 4, 5]
    with store.read() as connection:
        texts = connection.scalars(sa.select(schema.entities.c.public_id).order_by(schema.entities.c.id)).all()
    assert [text[0] for text in texts] == ["S", "S", "S", "J", "J"]
