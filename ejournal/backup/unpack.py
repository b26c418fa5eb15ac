"""Restoring a backup: everything is unpacked aside and compared with the manifest before anything takes its place."""

import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from ejournal.backup import settings
from ejournal.backup.manifest import DATASET, NAME, SETTINGS, Manifest, check_name, differences, parse_manifest
from ejournal.config import FILE
from ejournal.errors import BackupError
from ejournal.store import Store, schema
from ejournal.store.copies import copy_in
from ejournal.store.faults import parsed, shown
from ejournal.store.upgrade import head, is_known

Progress = Callable[[int, int, str], None]
_SHOWN = 5  # differences that an error names


@dataclass(frozen=True)
class RestoreSummary:
    """What was restored: the folder, the revision, how many files, and the settings that had to be changed.

    ``database`` is the address without its password; ``created`` the backup's moment, UTC, ISO 8601.
    """

    folder: Path
    created: str
    revision: int | None
    files: int
    database: str
    changed_settings: tuple[str, ...]


def restore(
    file: Path, folder: Path, *, database: str | None = None, progress: Progress | None = None
) -> RestoreSummary:
    """Make a workspace of an empty (or new) folder from a backup.

    ``database``: an empty database's address to put the dataset into; None makes an SQLite file of the folder. Raises
    BackupError for a damaged or newer backup and for a folder that is not empty, StoreError for a database that is
    not; then folder and database stay as they were.
    """
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupError("the folder is not empty", where=str(folder), remedy="Give a new folder")
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".restoring-", dir=folder))
    try:
        summary = _restore(file, folder, staging, database, progress or _silent)
    finally:
        shutil.rmtree(staging)
        if made and not any(folder.iterdir()):
            folder.rmdir()
    return summary


def _restore(file: Path, folder: Path, staging: Path, database: str | None, progress: Progress) -> RestoreSummary:
    manifest = _unpack(file, staging, progress)
    _check_version(manifest, file)
    text, changed = settings.settled((staging / SETTINGS).read_text(encoding="utf-8"), database)
    address = settings.database(text, folder)
    _give_times(manifest, staging)
    if changed:
        (staging / SETTINGS).write_text(text, encoding="utf-8")
    _place_files(manifest, staging, folder, text)
    try:
        _place_dataset(staging / DATASET, address)
        _check_revision(manifest, address)
        (staging / SETTINGS).rename(folder / FILE)  # last: from here on the folder is a workspace
    except BaseException:
        _clear(folder, staging)
        raise
    return RestoreSummary(
        folder, manifest.created, manifest.revision, len(manifest.members), shown(parsed(address)), tuple(changed)
    )


def _unpack(file: Path, staging: Path, progress: Progress) -> Manifest:
    """Every file of the backup into the folder, as the manifest says that it is. Raises BackupError."""
    present: set[str] = set()
    try:
        with tarfile.open(file, "r:gz") as tar:
            for number, member in enumerate(tar, 1):
                name = check_name(member.name, str(file))
                source = tar.extractfile(member) if member.isreg() else None
                if source is None or name in present:
                    raise BackupError("the backup holds something that is no file", where=str(file), value=name)
                (staging / name).parent.mkdir(parents=True, exist_ok=True)
                with source, (staging / name).open("xb") as target:
                    shutil.copyfileobj(source, target)
                present.add(name)
                progress(number, number + 1, name)
    except FileNotFoundError:
        raise BackupError("there is no such file", where=str(file)) from None
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        raise BackupError("the backup is damaged, or none", where=str(file), value=str(error)) from error
    if not {NAME, DATASET, SETTINGS} <= present:
        raise BackupError("not a backup: it lacks its manifest, dataset or settings", where=str(file))
    manifest = parse_manifest((staging / NAME).read_bytes(), str(file))
    found = differences(manifest, staging, present)
    if found:
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise BackupError(
            "the backup is not as its manifest says",
            where=str(file),
            value="; ".join(found[:_SHOWN]) + more,
            remedy="Use another backup",
        )
    return manifest


def _check_version(manifest: Manifest, file: Path) -> None:
    if not is_known(manifest.schema):
        raise BackupError(
            f"the backup has the newer schema {manifest.schema}, this program knows up to {head()}",
            where=str(file),
            remedy=f"Install version {manifest.program} of the program or a later one",
        )


def _give_times(manifest: Manifest, staging: Path) -> None:
    """Each file its own time and permissions: so the next sync passes over what did not change."""
    for member in manifest.members:
        path = staging / member.path
        path.chmod(member.mode)
        os.utime(path, ns=(member.modified_ns, member.modified_ns))


def _place_files(manifest: Manifest, staging: Path, folder: Path, text: str) -> None:
    """Each file to where the settings say."""
    for member in manifest.members:
        top, _, inside = member.path.partition("/")
        if not inside:
            continue
        place = settings.place(text, top) if top in settings.PLACES else top
        target = folder / place if top == "registry" else folder / place / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        (staging / member.path).rename(target)
    for name in ("journals", "archive"):
        (folder / settings.place(text, name)).mkdir(parents=True, exist_ok=True)


def _place_dataset(copy: Path, address: str) -> None:
    url = parsed(address)
    if url.get_backend_name() != "sqlite":
        copy_in(copy, address)
        return
    target = Path(str(url.database))
    if target.exists():
        raise BackupError("the database exists already", where=str(target), remedy="Give another name")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(copy, target)


def _check_revision(manifest: Manifest, address: str) -> None:
    """The restored dataset opens (an older one is upgraded) and stands where the backup says."""
    store = Store.open(address)
    try:
        with store.read() as connection:
            revision = connection.scalar(sa.select(sa.func.max(schema.revisions.c.id)))
    finally:
        store.dispose()
    if revision != manifest.revision:
        raise BackupError("the dataset has another revision than the backup says", where=DATASET, value=revision)


def _clear(folder: Path, staging: Path) -> None:
    """Take away what this restore has put into the folder, which was empty."""
    for path in folder.iterdir():
        if path == staging:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _silent(done: int, total: int, what: str) -> None:
    pass
