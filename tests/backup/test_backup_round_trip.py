"""A backup restored elsewhere is the same workspace: every row, every file."""

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa
from filled_workspace import NOW, ROWS, contents, tables
from next_version import next_migrations
from postgres import Postgres

from ejournal import archive
from ejournal.backup import backup, restore
from ejournal.config import FILE, Config, load_config
from ejournal.parameters import load_parameters
from ejournal.sheets import read_workbook, set_cells
from ejournal.store import Store, schema, upgrade
from ejournal.sync import sync


def test_every_row_and_every_file_comes_back(filled: Config, tmp_path: Path) -> None:
    """Restored into a new folder, each table has the same rows and each file its bytes and time."""
    made = backup(filled, tmp_path / "b.tar.gz", NOW)
    restored = restore(made.file, tmp_path / "elsewhere")
    config = load_config(restored.folder)
    assert tables(config.database_address) == tables(filled.database_address)
    assert config.database_address == f"sqlite:///{tmp_path}/elsewhere/ejournal.sqlite3"
    before, after = contents(filled.workspace), contents(restored.folder)
    if restored.changed_settings:
        assert restored.changed_settings == ("database",)
        before.pop(FILE)
        after.pop(FILE)
    assert after == before
    assert made.revision == restored.revision == ROWS


def test_into_postgresql_and_back(filled: Config, tmp_path: Path, postgres: Postgres) -> None:
    """Restored into PostgreSQL, backed up from there and restored as a file, the rows are still the same."""
    there = restore(backup(filled, tmp_path / "1.tar.gz", NOW).file, tmp_path / "there", database=postgres())
    assert tables(load_config(there.folder).database_address) == tables(filled.database_address)
    back = restore(backup(load_config(there.folder), tmp_path / "2.tar.gz", NOW).file, tmp_path / "back")
    assert tables(load_config(back.folder).database_address) == tables(filled.database_address)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_numbering_goes_on_after_a_restore(
    plain: Config, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    """New rows of a restored dataset get numbers of their own, after the last that came back."""
    database = None if kind == "sqlite" else request.getfixturevalue("postgres")()
    restored = restore(backup(plain, tmp_path / "b.tar.gz", NOW).file, tmp_path / "new", database=database)
    store = Store.open(load_config(restored.folder).database_address)
    with store.write("test", actor="test", at=NOW) as writer:
        writer.insert(schema.registry["holidays"], [{"id": 1, "date": dt.date(2027, 1, 1)}] * 2)
        assert writer.revision == ROWS + 1
    with store.read() as connection:
        assert connection.scalar(sa.select(sa.func.max(schema.registry["holidays"].c.row))) == ROWS + 2
    store.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_later_version_restores_an_older_backup(
    plain: Config, tmp_path: Path, kind: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup of an older schema is upgraded on its way in, with every row."""
    database = None if kind == "sqlite" else request.getfixturevalue("postgres")()
    made, before = backup(plain, tmp_path / "b.tar.gz", NOW), tables(plain.database_address)
    monkeypatch.setattr(upgrade, "MIGRATIONS", next_migrations(tmp_path / "migrations"))
    restored = restore(made.file, tmp_path / "new", database=database)
    store = Store.open(load_config(restored.folder).database_address)
    with store.read() as connection:
        assert connection.scalar(sa.text("SELECT version_num FROM alembic_version")) == "next"
        assert connection.scalar(sa.text("SELECT COUNT(*) FROM entities WHERE remark = '-'")) == ROWS
    store.dispose()
    assert tables(load_config(restored.folder).database_address) == before


def test_the_archive_still_holds(plain: Config, tmp_path: Path) -> None:
    """A restored archive passes its own check, though a report was just coming in when the backup was made."""
    coming = plain.archive / "2026-10/monthly/МК-2-26/v1/отчёт.pdf"
    coming.parent.mkdir(parents=True)
    coming.write_bytes(b"%PDF")
    restored = restore(backup(plain, tmp_path / "b.tar.gz", NOW).file, tmp_path / "new")
    assert archive.verify(load_config(restored.folder).archive) == []
    assert len(archive.list_entries(load_config(restored.folder).archive)) == 1


def test_the_archive_can_be_left_out(plain: Config, tmp_path: Path) -> None:
    """Without the archive all the rest is there, and the folder stands ready."""
    made = backup(plain, tmp_path / "b.tar.gz", NOW, archive=False)
    restored = restore(made.file, tmp_path / "new")
    expected = {path for path in contents(plain.workspace) if not path.startswith("archive/")}
    assert set(contents(restored.folder)) == expected
    assert list((restored.folder / "archive").iterdir()) == []


def test_locks_and_half_written_files_stay_behind(plain: Config, tmp_path: Path) -> None:
    """What a spreadsheet program leaves beside an open workbook is not taken; the workbook is, and said to be open."""
    folder = plain.journals / "2026-1/МК-2-26"
    for name in ("~$Ким В.xlsx", ".~lock.Ким В.xlsx#", ".Ким В.xlsx.tmp"):
        (folder / name).write_text("x")
    made = backup(plain, tmp_path / "b.tar.gz", NOW)
    assert made.unsettled == {"journals/2026-1/МК-2-26/Ким В.xlsx": "open"}
    restored = restore(made.file, tmp_path / "new")
    assert [path.name for path in (restored.folder / "journals/2026-1/МК-2-26").iterdir()] == ["Ким В.xlsx"]


def test_folders_outside_the_workspace_come_into_it(plain: Config, tmp_path: Path) -> None:
    """Journals on a share and a database of an absolute path are restored below the folder, and the settings say so."""
    share = tmp_path / "share"
    plain.journals.rename(share)
    text = (plain.workspace / FILE).read_text(encoding="utf-8")
    text = text.replace('journals = "journals"', f'journals = "{share}"')
    text = text.replace("sqlite:///", f"sqlite:///{plain.workspace}/")
    (plain.workspace / FILE).write_text(text, encoding="utf-8")
    made = backup(load_config(plain.workspace), tmp_path / "b.tar.gz", NOW)
    restored = restore(made.file, tmp_path / "new")
    config = load_config(restored.folder)
    assert set(restored.changed_settings) == {"journals", "database"}
    assert config.journals == tmp_path / "new/journals"
    assert (config.journals / "2026-1/МК-2-26/Ким В.xlsx").is_file()
    assert tables(config.database_address) == tables(plain.database_address)


def test_progress_is_told(plain: Config, tmp_path: Path) -> None:
    """Who waits hears of the dataset first and of every file after it."""
    told: list[tuple[int, int, str]] = []
    made = backup(plain, tmp_path / "b.tar.gz", NOW, progress=lambda *step: told.append(step))
    assert told[0][2] == "dataset.sqlite3"
    assert [done for done, _, _ in told[1:]] == list(range(1, made.files))


def test_a_restored_workspace_goes_on(workspace: Config, tmp_path: Path) -> None:
    """The first sync after a restore finds nothing changed, and takes what is typed into a restored journal."""
    parameters = load_parameters(workspace.parameters)
    sync(workspace, parameters, at=NOW)
    restored = restore(backup(workspace, tmp_path / "b.tar.gz", NOW).file, tmp_path / "new")
    config = load_config(restored.folder)
    assert sync(config, parameters, at=NOW).changed == 0
    journal = next(path for path in config.journals.rglob("*.xlsx") if "Асанов" in path.name)
    title = next(grid.title for grid in read_workbook(journal) if grid.marker and grid.marker.kind == "journal")
    set_cells(journal, {title: {"F10": "5"}})
    done = sync(config, parameters, at=NOW)
    assert (done.changed, done.revision) == (1, (restored.revision or 0) + 1)
