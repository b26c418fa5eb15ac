"""Dated rows: whatever was replaced by whatever, each revision shows what it showed."""

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings
from second_writer import NOW

from ejournal.store import Store, Writer, schema
from ejournal.store.entities import current, mint, open_rows, replace_rows

INSTITUTES = schema.registry["institutes"]
FINDINGS = schema.findings
STATES = st.lists(st.dictionaries(st.integers(0, 4), st.sampled_from(["а", "б", None])), min_size=1, max_size=7)


def replace(writer: Writer, keys: list[int], state: dict[int, str | None]) -> tuple[int, int]:
    """Make the institutes of these keys those of the state (position -> director); rows inserted and closed."""
    mine = INSTITUTES.c.id.in_(keys)
    new = [
        {"id": keys[position], "code": f"{position}", "name": "название", "kind": "институт", "director": director}
        for position, director in state.items()
    ]
    return replace_rows(writer, INSTITUTES, open_rows(writer.connection, INSTITUTES, mine), new, ("id",))


def changes(old: dict[int, str | None], new: dict[int, str | None]) -> tuple[int, int]:
    """How many rows begin and how many end between two states."""
    begun = sum(position not in old or old[position] != value for position, value in new.items())
    ended = sum(position not in new or new[position] != value for position, value in old.items())
    return begun, ended


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(states=STATES)
def test_as_of_is_a_replay(store: Store, states: list[dict[int, str | None]]) -> None:
    """As of each revision stands what was put there last up to it, and only what changed was written."""
    with store.write("registry", actor="test", at=NOW) as writer:
        keys = mint(writer, "I", 5)
        start = writer.revision
    replayed = {start: dict[int, str | None]()}
    before: dict[int, str | None] = {}
    for state in states:
        with store.write("registry", actor="test", at=NOW) as writer:
            assert replace(writer, keys, state) == changes(before, state)
            assert writer.changed == (state != before)
            replayed[writer.revision] = before = state
    with store.read() as connection:
        for revision, state in replayed.items():
            rows = connection.execute(
                INSTITUTES.select().where(current(INSTITUTES, revision), INSTITUTES.c.id.in_(keys))
            )
            assert {keys.index(row.id): row.director for row in rows} == state
        now = open_rows(connection, INSTITUTES, INSTITUTES.c.id.in_(keys))
    assert {keys.index(row["id"]): row["director"] for row in now} == before


def test_what_makes_no_difference_is_not_written(store: Store) -> None:
    """A row that differs only in an ignored column stays, with the value it had."""
    finding = {"rule": "due", "clause": "3.5", "severity": "error", "audience": "teacher"}
    for arguments, expected in (("{}", (1, 0)), ("{1}", (0, 0))):
        with store.write("validation", actor="test", at=NOW) as writer:
            new = [finding | {"arguments": arguments}]
            old = open_rows(writer.connection, FINDINGS)
            done = replace_rows(writer, FINDINGS, old, new, ("rule",), ignore=frozenset({"arguments"}))
        assert done == expected
    with store.read() as connection:
        assert [row["arguments"] for row in open_rows(connection, FINDINGS)] == ["{}"]


def test_a_row_that_came_and_went_in_one_revision_was_never_there(store: Store) -> None:
    """What one transaction inserts and closes shows at no revision."""
    with store.write("registry", actor="test", at=NOW) as writer:
        keys = mint(writer, "I", 5)
        replace(writer, keys, {0: "а"})
        replace(writer, keys, {})
    with store.read() as connection:
        assert [connection.execute(INSTITUTES.select().where(current(INSTITUTES, n))).all() for n in (0, 1, 2)] == [
            [],
            [],
            [],
        ]
