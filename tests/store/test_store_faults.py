"""What is no usable database, in words: what is wrong, where, what to do; and never a password."""

import pickle
from pathlib import Path

import pytest
import sqlalchemy as sa
from second_writer import NOW

from ejournal.errors import StoreError
from ejournal.store import Store, schema

SECRET = "geheim"


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql+psycopg://user:{SECRET}@127.0.0.1:1/ejournal",
        f"postgresql://user:{SECRET}@127.0.0.1:1/ejournal",
        f"postgresql+psycopg://user@127.0.0.1:1/ejournal?password={SECRET}",
        f"postgresql+psycopg://user:{SECRET}@127.0.0.1:1/ejournal?unheard={SECRET}",
        f"postgresql+psycopg://user:{SECRET}@127.0.0.1:port/ejournal",
        f"mysql://user:{SECRET}@127.0.0.1/ejournal",
        f"user:{SECRET}@127.0.0.1",
    ],
)
def test_no_password_is_ever_told(address: str) -> None:
    """An address that leads nowhere is refused in words that hold no password, and so are its attributes."""
    with pytest.raises(StoreError) as caught:
        Store.open(address)
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(vars(caught.value))
    assert caught.value.remedy


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """Some other file is refused, named and left as it was."""
    file = tmp_path / "dataset.sqlite3"
    file.write_text("Это не база данных. " * 100, encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(StoreError, match=r"dataset\.sqlite3: not a dataset"):
        Store.open(f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    """A file in a missing folder is an error of this program, not of the driver."""
    with pytest.raises(StoreError, match="unable to open database file"):
        Store.open(f"sqlite:///{tmp_path}/нет/dataset.sqlite3")


def test_somebody_elses_database_is_left_alone(address: str) -> None:
    """A database with other tables is refused by their names, and gets none of ours."""
    engine = sa.create_engine(address, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE accounts (id INTEGER)"))
    with pytest.raises(StoreError, match=r"holds something else.*accounts"):
        Store.open(address)
    with engine.connect() as connection:
        assert set(sa.inspect(connection).get_table_names()) <= {"accounts", "alembic_version"}


def test_a_wrong_statement_is_no_fault_of_the_database(store: Store) -> None:
    """A broken constraint is a mistake of the program and is not dressed up as the database's."""
    rows = [{"id": 1, "prefix": "S", "public_id": "S00001"}] * 2
    with pytest.raises(sa.exc.IntegrityError), store.write("test", actor="test", at=NOW) as writer:
        writer.connection.execute(schema.entities.insert(), rows)


def test_an_error_goes_from_process_to_process(tmp_path: Path) -> None:
    """An error that a worker raises arrives whole: what, where and remedy."""
    with pytest.raises(StoreError) as caught:
        Store.open(f"sqlite:///{tmp_path}/нет/dataset.sqlite3")
    arrived = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert str(arrived) == str(caught.value)
