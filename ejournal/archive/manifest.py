"""The archive of reports: ``<period>/<kind>/<scope>/vN/`` folders and an append-only, hash-chained manifest (1.5, 5.8).

Files come into place before their line is written, and a line counts only with its end: whatever a crash leaves is
either a whole entry or none. What is there without an entry is set aside, never overwritten and never deleted.
"""

import datetime
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ejournal.archive.entries import FIRST, Entry, Source, Subject, parse_line, stored_file, utc
from ejournal.errors import ArchiveError

MANIFEST = "manifest.jsonl"
LOCK = ".lock"
ASIDE = "unlisted"  # folder of what was found in an entry's place without an entry
INCOMING = ".incoming-"  # prefix of folders whose files are not in place yet


def list_entries(archive: Path) -> list[Entry]:
    """All entries in order; empty when nothing was archived yet. Raises ArchiveError for a line that is none."""
    manifest = archive / MANIFEST
    if not manifest.is_file():
        return []
    lines = read_lines(manifest)[:-1]  # without its end, a line was never committed
    return [parse_line(line, f"{MANIFEST}, line {number}") for number, line in enumerate(lines, 1)]


def read_lines(manifest: Path) -> list[str]:
    """The manifest's lines, and what stands after the last line's end; a byte that is no UTF-8 reads as a mark."""
    return manifest.read_bytes().decode("utf-8", errors="replace").split("\n")


def head(archive: Path) -> str:
    """The hash of the last entry: written down elsewhere, it shows a manifest whose end was cut off."""
    entries = list_entries(archive)
    return entries[-1].hash if entries else FIRST


def find_same(archive: Path, subject: Subject, source: Source) -> Entry | None:
    """The last version of this subject if it was made from the same source, else None."""
    versions = [entry for entry in list_entries(archive) if entry.subject == subject]
    return versions[-1] if versions and versions[-1].source == source else None


def add(
    archive: Path,
    subject: Subject,
    source: Source,
    files: Mapping[str, Path],
    created: datetime.datetime,
) -> Entry:
    """Archive these files (name in the archive -> file to copy) as the subject's next version.

    Returns the entry there is already when nothing changed. Raises ArchiveError for a name that leads elsewhere.
    """
    _check_names((subject.kind, subject.period, subject.scope, *files))
    archive.mkdir(parents=True, exist_ok=True)
    with _locked(archive):
        _drop_torn_line(archive / MANIFEST)
        _drop_incoming(archive)
        same = find_same(archive, subject, source)
        return same or _append(archive, subject, source, files, created)


def _check_names(names: tuple[str, ...]) -> None:
    for name in names:
        if not name or name.startswith(".") or {"/", "\\", "\0"} & set(name):
            raise ArchiveError("not a name for the archive", value=name, remedy="Use a plain name without / and \\")


@contextmanager
def _locked(archive: Path) -> Iterator[None]:
    with (archive / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def settled(archive: Path) -> Iterator[None]:
    """While nobody is archiving; a copy of an archive, without its lock, is always settled."""
    if not (archive / LOCK).is_file():
        yield
        return
    with (archive / LOCK).open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


def _append(
    archive: Path, subject: Subject, source: Source, files: Mapping[str, Path], created: datetime.datetime
) -> Entry:
    entries = list_entries(archive)
    earlier = [entry for entry in entries if entry.subject == subject]
    entry = Entry(
        number=len(entries) + 1,
        subject=subject,
        version=len(earlier) + 1,
        replaces=earlier[-1].number if earlier else None,
        source=source,
        created=utc(created),
        files=(),
        previous=entries[-1].hash if entries else FIRST,
    )
    folder = _place(archive, entry, files)
    stored = tuple(stored_file(archive, path) for path in sorted(folder.iterdir()))
    entry = Entry(**{**vars(entry), "files": stored}).sealed()
    _write_line(archive / MANIFEST, entry.line())
    return entry


def _place(archive: Path, entry: Entry, files: Mapping[str, Path]) -> Path:
    target = archive / entry.folder
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        _set_aside(archive, target)
    with tempfile.TemporaryDirectory(prefix=INCOMING, dir=archive) as temporary:
        new = Path(temporary) / "files"
        new.mkdir()
        for name, path in files.items():
            shutil.copyfile(path, new / name)
            _sync(new / name)
        new.rename(target)
    _sync(target)
    _sync(target.parent)
    return target


def _set_aside(archive: Path, target: Path) -> None:
    place = archive / ASIDE
    place.mkdir(exist_ok=True)
    name = "-".join(target.relative_to(archive).parts)
    free = next(number for number in range(1, 10**6) if not (place / f"{name}-{number}").exists())
    target.rename(place / f"{name}-{free}")


def _write_line(manifest: Path, line: str) -> None:
    descriptor = os.open(manifest, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(descriptor, f"{line}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    _sync(manifest.parent)


def _drop_torn_line(manifest: Path) -> None:
    """Cut off what a crash left of a line: without its end it was never an entry."""
    if not manifest.is_file():
        return
    data = manifest.read_bytes()
    if data and not data.endswith(b"\n"):
        os.truncate(manifest, data.rfind(b"\n") + 1)


def _drop_incoming(archive: Path) -> None:
    """Remove what a killed run had copied and not put in place: nobody else is copying now."""
    for folder in archive.glob(f"{INCOMING}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
