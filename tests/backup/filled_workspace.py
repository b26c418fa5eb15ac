"""Makes a workspace by hand: rows in every table of the dataset, files in every folder, all known to the tests."""

import datetime as dt
import shutil
import zipfile
from pathlib import Path

import sqlalchemy as sa

from ejournal import archive
from ejournal.config import FILE, TEMPLATE, Config, load_config
from ejournal.parameters import share_folder
from ejournal.store import Store, schema
from ejournal.store.copies import reset_sequences

NOW = dt.datetime(2026, 10, 31, 12, 0, 0, 250_000, tzinfo=dt.UTC)
ROWS = 30  # rows in each table
Rows = dict[str, list[tuple[object, ...]]]


def fill(folder: Path, database: str | None = None) -> Config:
    """The workspace in this folder; ``database`` is written into its settings."""
    shutil.copytree(share_folder("parameters"), folder / "parameters")
    settings = TEMPLATE.format(institution="ЖАГУ", language="ky")
    if database is not None:
        settings = settings.replace("sqlite:///ejournal.sqlite3", database)
    (folder / FILE).write_text(settings, encoding="utf-8")
    (folder / "notebooks").mkdir()
    (folder / "notebooks/своя.ipynb").write_text("{}", encoding="utf-8")
    config = load_config(folder)
    workbook(config.registry, "реестр")
    for name in ("2026-1/ИТ-1-26/Асанова А.К..xlsx", "2026-1/ИТ-1-26/Өмүров Ү.Т..xlsx", "2026-1/МК-2-26/Ким В.xlsx"):
        workbook(config.journals / name, name)
    subject, source = archive.Subject("monthly", "2026-10", "ИТ-1-26"), archive.Source(1, {}, "", "ru", "", "", "")
    archive.add(config.archive, subject, source, {"отчёт.pdf": config.registry}, NOW)
    fill_tables(config.database_address)
    return config


def workbook(path: Path, text: str) -> None:
    """A file that is a zip, as a workbook is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("xl/workbook.xml", text)


def fill_tables(address: str) -> None:
    """Rows in every table, each column with values of its type, some missing; references lead where they should."""
    store = Store.open(address)
    with store.engine.begin() as connection:
        for table in schema.metadata.sorted_tables:
            if table.name != "writer_lock":
                rows = [{c.name: _value(c, number) for c in table.columns} for number in range(1, ROWS + 1)]
                connection.execute(table.insert(), rows)
        reset_sequences(connection)
    store.dispose()


def _value(column: sa.Column[object], number: int) -> object:
    if column.primary_key or column.foreign_keys or column.name == "from_revision":
        return number
    if column.nullable and number % 3 == 0:
        return None
    kind = column.type
    if isinstance(kind, schema.Instant):
        return NOW + dt.timedelta(microseconds=number)
    if isinstance(kind, sa.Boolean):
        return number % 2 == 0
    if isinstance(kind, sa.Date):
        return dt.date(2026, 9, number)
    if isinstance(kind, sa.Float):
        return number / 3
    if isinstance(kind, sa.Integer):
        return number
    return "S" if isinstance(kind, sa.String) and kind.length == 1 else f'Өмүр\'ов "ң" {number}'


def tables(address: str) -> Rows:
    """Every row of every table, in order of its key."""
    store = Store.open(address)
    with store.read() as connection:
        found = {
            table.name: [
                tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key.columns))
            ]
            for table in schema.metadata.sorted_tables
        }
    store.dispose()
    return found


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Path -> bytes and time of every file but the dataset, hidden ones left out."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith((".", "ejournal.sqlite3"))
    }
