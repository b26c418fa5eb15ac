"""The schema through the years: equal to its migrations, upgraded from older datasets, refused when newer."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from next_version import next_migrations
from second_writer import NOW, open_and_close

from ejournal.errors import StoreError
from ejournal.store import Store, schema, upgrade
from ejournal.store.entities import mint

ENTITIES = [(1, "I", "I00014"), (2, "I", "I00022")]
INSTITUTES = [(1, 1, "ИМ", "Институт математики", "институт"), (2, 2, "ИЭ", "Институт экономики", "институт")]


@pytest.fixture(params=["as it is", "and one step more"])
def chain(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ScriptDirectory:
    """The migrations: those of the program, and the same with one step more."""
    if request.param == "and one step more":
        monkeypatch.setattr(upgrade, "MIGRATIONS", next_migrations(tmp_path / "migrations"))
    return ScriptDirectory(str(upgrade.MIGRATIONS))


@pytest.fixture
def populated(chain: ScriptDirectory, address: str) -> Iterator[sa.Engine]:
    """A dataset as the first version made it, with rows that refer to each other."""
    engine = sa.create_engine(address, poolclass=sa.NullPool)
    config = AlembicConfig()
    config.set_main_option("script_location", chain.dir)
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, str(chain.get_base()))
        connection.execute(sa.text("INSERT INTO writer_lock (id) VALUES (1)"))
        connection.execute(sa.text("INSERT INTO revisions (id, at, kind, actor) VALUES (1, 1, 'registry', 'test')"))
        for entity in ENTITIES:
            connection.execute(
                sa.text("INSERT INTO entities VALUES (:a, :b, :c)"), dict(zip("abc", entity, strict=True))
            )
        for institute in INSTITUTES:
            connection.execute(
                sa.text(
                    "INSERT INTO registry_institutes (row, id, code, name, kind, from_revision) "
                    "VALUES (:a, :b, :c, :d, :e, 1)"
                ),
                dict(zip("abcde", institute, strict=True)),
            )
    yield engine
    engine.dispose()


def rows(engine: sa.Engine, place: str = "") -> list[list[tuple[object, ...]]]:
    """What stands in the two tables of the populated dataset, or in a copy of it."""
    statements = (
        f"SELECT id, prefix, public_id FROM {place}entities ORDER BY id",
        f"SELECT row, id, code, name, kind FROM {place}registry_institutes ORDER BY row",
    )
    with engine.connect() as connection:
        return [[tuple(row) for row in connection.execute(sa.text(statement))] for statement in statements]


def copies(engine: sa.Engine) -> list[str]:
    """The copies that upgrades have set aside."""
    if engine.dialect.name == "sqlite":
        file = Path(str(engine.url.database))
        return [str(path) for path in file.parent.iterdir() if ".before-upgrade-from-" in path.name]
    with engine.connect() as connection:
        return [name for name in sa.inspect(connection).get_schema_names() if name.startswith("before_upgrade_from_")]


def test_an_older_dataset_is_upgraded(populated: sa.Engine, chain: ScriptDirectory, address: str) -> None:
    """A dataset of the first version opens under the newest with every row in place."""
    store = Store.open(address)
    store.dispose()
    assert rows(populated) == [ENTITIES, INSTITUTES]
    with populated.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == chain.get_current_head()


def test_an_upgrade_copies_the_dataset_aside_first(populated: sa.Engine, chain: ScriptDirectory, address: str) -> None:
    """Where there was something to upgrade, one copy stands aside as it was before; where not, none."""
    Store.open(address).dispose()
    Store.open(address).dispose()
    found = copies(populated)
    assert len(found) == (chain.get_base() != chain.get_current_head())
    for place in found:
        if populated.dialect.name == "sqlite":
            copy = sa.create_engine(f"sqlite:///{place}", poolclass=sa.NullPool)
            assert rows(copy) == [ENTITIES, INSTITUTES]
            with copy.connect() as connection:
                assert MigrationContext.configure(connection).get_current_revision() == chain.get_base()
        else:
            assert rows(populated, f'"{place}".') == [ENTITIES, INSTITUTES]


def test_references_hold_after_an_upgrade(populated: sa.Engine, address: str) -> None:
    """An upgraded dataset still refuses a row whose entity does not exist."""
    store = Store.open(address)
    with pytest.raises(sa.exc.IntegrityError), store.write("test", actor="test", at=NOW) as writer:
        writer.insert(schema.registry["institutes"], [{"id": 999, "code": "?", "name": "?", "kind": "институт"}])
    store.dispose()


def test_a_newer_dataset_is_refused(store: Store, address: str) -> None:
    """A dataset of a later version is not touched; the error says which versions they are, and what to do."""
    with store.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer schema 9999, this program knows up to") as caught:
        Store.open(address)
    assert caught.value.remedy == "Install the program's newer version"
    assert copies(store.engine) == []


def test_the_tables_are_those_of_the_migrations(store: Store) -> None:
    """What the migrations build is what the program declares: a change without a migration shows here."""
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_opening_again_changes_nothing(store: Store, address: str) -> None:
    """A dataset of this version is opened as it is: no copy, and the one row of the lock stays one."""
    Store.open(address).dispose()
    assert copies(store.engine) == []
    with store.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(schema.writer_lock)) == 1


def test_two_processes_open_a_new_dataset_at_once(address: str) -> None:
    """Two processes that both find an empty database make the schema once, and both can use it."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        assert list(executor.map(open_and_close, [address] * 4)) == ["open"] * 4
    store = Store.open(address)
    with store.write("test", actor="test", at=NOW) as writer:
        assert mint(writer, "S", 1) == [1]
    store.dispose()
