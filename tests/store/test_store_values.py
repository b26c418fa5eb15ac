"""What stands in the store's columns: instants to the microsecond, ids with a check digit."""

from datetime import UTC, datetime, timedelta, timezone

import hypothesis.strategies as st
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from second_writer import NOW

from ejournal.store import Store, is_public_id, public_id, schema
from ejournal.store.ids import ALPHABET

ZONES = st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=ZONES)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(instant=INSTANTS)
def test_an_instant_comes_back_in_utc(store: Store, instant: datetime) -> None:
    """Any instant of any zone is read back as the same one, to the microsecond and in UTC."""
    with store.write("test", actor="test", at=instant) as writer:
        revision = writer.revision
    with store.read() as connection:
        back = connection.scalar(sa.select(schema.revisions.c.at).where(schema.revisions.c.id == revision))
    assert back == instant
    assert back.tzinfo is UTC


def test_an_instant_orders_and_is_compared(store: Store) -> None:
    """Instants are found by comparison with an aware datetime of another zone."""
    for seconds in (0, 1, 2):
        with store.write("test", actor="test", at=NOW + timedelta(seconds=seconds)) as writer:
            assert writer.revision
    border = (NOW + timedelta(seconds=1)).astimezone(timezone(timedelta(hours=6)))
    with store.read() as connection:
        found = connection.scalars(sa.select(schema.revisions.c.id).where(schema.revisions.c.at <= border)).all()
    assert sorted(found) == [1, 2]


def test_a_naive_datetime_is_refused(store: Store) -> None:
    """A datetime without a zone is no instant, and nothing of its write stays."""
    with (
        pytest.raises(sa.exc.StatementError, match="time zone"),
        store.write("test", actor="test", at=NOW.replace(tzinfo=None)) as writer,
    ):
        assert writer.revision
    with store.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(schema.revisions)) == 0


def test_a_missing_instant_stays_missing() -> None:
    """None is none on the way in and on the way out."""
    instant, dialect = schema.Instant(), sa.create_engine("sqlite://").dialect
    assert instant.process_bind_param(None, dialect) is None
    assert instant.process_result_value(None, dialect) is None


@given(number=st.integers(0, 2**31 - 1))
def test_a_public_id_is_well_formed(number: int) -> None:
    """Every number's id passes its own check, for its own type only."""
    assert is_public_id(public_id("S", number), "S")
    assert not is_public_id(public_id("S", number), "L")


def test_public_ids_differ() -> None:
    """No two numbers share an id."""
    assert len({public_id("S", number) for number in range(40_000)}) == 40_000


@given(number=st.integers(0, 2**31 - 1), data=st.data())
def test_a_mistyped_letter_is_caught(number: int, data: st.DataObject) -> None:
    """An id with one letter or digit exchanged for another is none."""
    text = public_id("S", number)
    place = data.draw(st.integers(1, len(text) - 1))
    other = data.draw(st.sampled_from(ALPHABET.replace(text[place], "")))
    assert not is_public_id(text[:place] + other + text[place + 1 :])


@pytest.mark.parametrize("text", ["", "S", "S0041", "S004", "s0041k", "S0041I", "S 0041", "С00411"])
def test_what_is_no_id(text: str) -> None:
    """Too short, small letters, letters that are left out as look-alikes: none of them is an id."""
    assert not is_public_id(text)


def test_the_form_of_an_id() -> None:
    """Number 129 is 41 in base 32: the example that the docs show."""
    assert public_id("S", 129) == "S0041T"
