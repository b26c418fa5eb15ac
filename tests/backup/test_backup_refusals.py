"""What is not restored: a damaged backup, a newer one, one that is none; and what is never overwritten."""

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from filled_workspace import NOW, contents, tables
from postgres import Postgres

from ejournal.backup import backup, restore
from ejournal.config import FILE, Config
from ejournal.errors import BackupError, StoreError
from ejournal.store import Store

Members = dict[str, bytes]


@pytest.fixture
def good(plain: Config, tmp_path: Path) -> Path:
    """A backup as it should be."""
    return backup(plain, tmp_path / "good.tar.gz", NOW).file


def rewritten(file: Path, change: Callable[[Members], None]) -> Path:
    """The backup with its members (path -> bytes) changed by somebody."""
    members: Members = {}
    with tarfile.open(file) as tar:
        for info in tar:
            stream = tar.extractfile(info)
            assert stream is not None
            members[info.name] = stream.read()
    change(members)
    new = file.with_name("changed.tar.gz")
    with tarfile.open(new, "w:gz") as tar:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return new


def in_manifest(name: str, value: object) -> Callable[[Members], None]:
    """A change of one value of the manifest."""

    def change(members: Members) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | {name: value}).encode()

    return change


def refused(file: Path, folder: Path, match: str) -> None:
    """The restore stops with this error and leaves no trace of the folder."""
    with pytest.raises(BackupError, match=match):
        restore(file, folder)
    assert not folder.exists()


CHANGES: dict[str, tuple[Callable[[Members], None], str]] = {
    "a mark changed": (lambda m: m.update({"dataset.sqlite3": m["dataset.sqlite3"][:-1] + b"?"}), "changed: dataset"),
    "a workbook gone": (lambda m: [m.pop(n) for n in list(m) if "Ким" in n] and None, "missing: journals.*Ким"),
    "a file put in": (lambda m: m.update({"journals/лишний.xlsx": b"x"}), "not in the manifest: journals/лишний"),
    "no manifest": (lambda m: m.pop("manifest.json") and None, "lacks its manifest"),
    "a manifest of words": (lambda m: m.update({"manifest.json": b"[]"}), "manifest cannot be read"),
    "a way out": (lambda m: m.update({"journals/../../x": b"x"}), "none of its own.*x"),
    "an absolute path": (lambda m: m.update({"/etc/x": b"x"}), "none of its own"),
    "a foreign name": (lambda m: m.update({"setup.py": b"x"}), "none of its own"),
    "a newer schema": (in_manifest("schema", "9999"), "newer schema 9999"),
    "a newer format": (in_manifest("format", 2), "newer format"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_backup_is_refused(good: Path, tmp_path: Path, name: str) -> None:
    """Whatever was changed in a backup is named, and nothing of it is restored."""
    change, match = CHANGES[name]
    refused(rewritten(good, change), tmp_path / "new", match)


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_cut_backup_is_refused(good: Path, tmp_path: Path, share: float) -> None:
    """A backup whose end is missing (a full disk, a broken copy) is refused."""
    data = good.read_bytes()
    good.write_bytes(data[: int(len(data) * share)])
    refused(good, tmp_path / "new", "damaged, or none|lacks its manifest")


def test_some_other_file_is_refused(tmp_path: Path) -> None:
    """A file that is no backup, and one that is not there, are said to be that."""
    (tmp_path / "x").write_text("нет")
    refused(tmp_path / "x", tmp_path / "new", "damaged, or none")
    refused(tmp_path / "missing", tmp_path / "new", "no such file")


def test_a_link_in_a_backup_is_refused(good: Path, tmp_path: Path) -> None:
    """A backup holds files only: a link could lead anywhere."""
    with tarfile.open(tmp_path / "link.tar.gz", "w:gz") as tar:
        info = tarfile.TarInfo("journals/x.xlsx")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(info)
    refused(tmp_path / "link.tar.gz", tmp_path / "new", "damaged, or none|no file")


def test_a_folder_in_use_is_left_alone(plain: Config, good: Path) -> None:
    """A folder with anything in it is refused and stays as it was."""
    before = contents(plain.workspace)
    with pytest.raises(BackupError, match="not empty"):
        restore(good, plain.workspace)
    assert contents(plain.workspace) == before


def test_an_empty_folder_is_taken(good: Path, tmp_path: Path) -> None:
    """A folder that was made before is filled; a second restore into it is refused."""
    (tmp_path / "new").mkdir()
    assert restore(good, tmp_path / "new").files > 5
    with pytest.raises(BackupError, match="not empty"):
        restore(good, tmp_path / "new")


def test_a_backup_is_not_overwritten(plain: Config, good: Path, tmp_path: Path) -> None:
    """A backup under the name of an older one is refused, the older one stays, and nothing is left beside it."""
    before, names = good.read_bytes(), set(tmp_path.iterdir())
    with pytest.raises(BackupError, match="exists already"):
        backup(plain, good, NOW)
    with pytest.raises(BackupError, match="does not exist"):
        backup(plain, tmp_path / "нет/b.tar.gz", NOW)
    assert (good.read_bytes(), set(tmp_path.iterdir())) == (before, names)


def test_a_failed_backup_leaves_nothing(plain: Config, tmp_path: Path) -> None:
    """Broken off in the middle, no file stands where the backup was to be."""

    def stop(done: int, total: int, what: str) -> None:
        raise KeyboardInterrupt

    names = set(tmp_path.iterdir())
    with pytest.raises(KeyboardInterrupt):
        backup(plain, tmp_path / "b.tar.gz", NOW, progress=stop)
    assert set(tmp_path.iterdir()) == names


def test_a_database_in_use_is_left_alone(good: Path, tmp_path: Path, postgres: Postgres) -> None:
    """A database that holds a dataset is refused, keeps it, and the folder stays empty."""
    address = postgres()
    restore(good, tmp_path / "first", database=address)
    before = tables(address)
    with pytest.raises(StoreError, match="holds a dataset already"):
        restore(good, tmp_path / "second", database=address)
    assert tables(address) == before
    assert not (tmp_path / "second").exists()


def test_a_file_in_the_databases_place_is_left_alone(good: Path, tmp_path: Path) -> None:
    """A database file outside the folder that exists is refused, and what was unpacked is taken away."""
    other = tmp_path / "other.sqlite3"
    other.write_text("чужое")
    with pytest.raises(BackupError, match="exists already"):
        restore(good, tmp_path / "new", database=f"sqlite:///{other}")
    assert other.read_text() == "чужое"
    assert not (tmp_path / "new").exists()


def test_a_damaged_dataset_is_not_backed_up(plain: Config, tmp_path: Path) -> None:
    """A dataset with a broken page stops the backup: a copy of it would pass for a good one."""
    store = Store.open(plain.database_address)
    with store.engine.connect() as connection:
        page = connection.scalar(sa.text("SELECT rootpage FROM sqlite_master WHERE name = 'marks'"))
        size = connection.scalar(sa.text("PRAGMA page_size"))
    store.dispose()
    file = plain.workspace / "ejournal.sqlite3"
    data = bytearray(file.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    file.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"):
        backup(plain, tmp_path / "b.tar.gz", NOW)
    assert not (tmp_path / "b.tar.gz").exists()


def test_settings_that_cannot_be_read_stop_the_restore(plain: Config, tmp_path: Path) -> None:
    """A backup of broken settings is refused with their name."""
    config = plain
    (plain.workspace / FILE).write_text("= = =", encoding="utf-8")
    refused(backup(config, tmp_path / "b.tar.gz", NOW).file, tmp_path / "new", r"ejournal\.toml: its settings")
