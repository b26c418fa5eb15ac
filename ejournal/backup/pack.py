"""Making a backup: the dataset in one snapshot, then the files, into one file that appears when it is whole."""

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from ejournal.backup.collect import Taken, files, take
from ejournal.backup.manifest import DATASET, NAME, Manifest, Member
from ejournal.config import Config
from ejournal.errors import BackupError
from ejournal.store import Store
from ejournal.store.copies import copy_out
from ejournal.store.upgrade import head

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class BackupSummary:
    """What a backup holds: its files, its size in bytes, and the files that did not stand still (path -> state)."""

    file: Path
    revision: int | None
    files: int
    size: int
    unsettled: dict[str, str]


def backup(
    config: Config, file: Path, at: datetime, *, archive: bool = True, progress: Progress | None = None
) -> BackupSummary:
    """Put dataset, settings, parameters, notebooks, registry, journals and archive into one new file.

    It may be made while the workspace is in use. The file holds personal data and may hold the database's password:
    only its owner may read it. Raises BackupError where the file exists, and StoreError.
    """
    file = file.absolute()
    if file.exists():
        raise BackupError("the file exists already", where=str(file), remedy="Give a new name: nothing is overwritten")
    if not file.parent.is_dir():
        raise BackupError("the folder does not exist", where=str(file.parent), remedy="Make it first")
    with _appearing(file) as (temporary, tar):
        members, revision = _pack(tar, temporary.parent, config, archive, progress or _silent)
        manifest = Manifest(
            created=at.astimezone(UTC).isoformat(timespec="seconds"),
            program=version("ejournal"),
            schema=head(),
            revision=revision,
            members=tuple(members),
        )
        _add_bytes(tar, NAME, manifest.text().encode(), at.timestamp())
    unsettled: dict[str, str] = {member.path: member.state for member in members if member.state != "settled"}
    return BackupSummary(file, revision, len(members), file.stat().st_size, unsettled)


@contextmanager
def _appearing(file: Path) -> Iterator[tuple[Path, tarfile.TarFile]]:
    """A new archive, written in a hidden folder beside its place, which it takes in one step when it is whole."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=file.parent) as folder:
        temporary = Path(folder) / "backup.tar.gz"
        with tarfile.open(temporary, "w:gz", compresslevel=6, format=tarfile.PAX_FORMAT) as tar:
            yield temporary, tar
        temporary.chmod(0o600)
        with temporary.open("rb") as stream:
            os.fsync(stream.fileno())
        _appear(temporary, file)


def _appear(temporary: Path, file: Path) -> None:
    """Give the file its name, and never over what came there meanwhile."""
    try:
        os.link(temporary, file)
    except FileExistsError:
        raise BackupError("the file exists already", where=str(file), remedy="Give a new name") from None
    except OSError:  # a memory stick's file system has no links
        temporary.rename(file)


def _pack(
    tar: tarfile.TarFile, folder: Path, config: Config, archive: bool, progress: Progress
) -> tuple[list[Member], int | None]:
    progress(0, 1, DATASET)
    copy = folder / DATASET
    store = Store.open(config.database_address)
    try:
        revision = copy_out(store, copy)
    finally:
        store.dispose()
    members = [_add_file(tar, copy)]
    copy.unlink()
    wanted = files(config, archive=archive)
    for done, (name, path) in enumerate(wanted, 1):
        taken = take(path)
        if taken is not None:
            members.append(_add_taken(tar, name, taken))
        progress(done, len(wanted), name)
    return members, revision


def _add_file(tar: tarfile.TarFile, path: Path) -> Member:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    stat = path.stat()
    tar.add(path, path.name, filter=_anonymous)
    return Member(path.name, digest, stat.st_size, stat.st_mtime_ns, 0o644)


def _add_taken(tar: tarfile.TarFile, name: str, taken: Taken) -> Member:
    _add_bytes(tar, name, taken.data, taken.modified_ns / 1e9)
    digest = hashlib.sha256(taken.data).hexdigest()
    return Member(name, digest, len(taken.data), taken.modified_ns, taken.mode, taken.state)


def _add_bytes(tar: tarfile.TarFile, name: str, data: bytes, modified: float) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = len(data), int(modified), 0o600
    tar.addfile(info, io.BytesIO(data))


def _anonymous(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mode = 0o600
    return info


def _silent(done: int, total: int, what: str) -> None:
    pass
