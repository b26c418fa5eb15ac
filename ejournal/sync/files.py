"""Which workbooks there are, and which of them changed since they were last read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ejournal.sheets.layout import SUFFIX

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class File:
    """One workbook's file as the folder shows it; ``path`` is posix, from the journals folder."""

    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True)
class Known:
    """One workbook as the store remembers it."""

    id: int
    path: str
    owner_id: int | None
    size: int | None
    mtime_ns: int | None
    sha256: str | None
    seen_at: datetime | None

    def is_unchanged(self, file: File) -> bool:
        """Whether size and time are those of the last read."""
        return (self.size, self.mtime_ns) == (file.size, file.mtime_ns)


def workbook_files(folder: Path) -> list[File]:
    """Every workbook below the folder by path; hidden files and the lock files of office programs are none."""
    return sorted(_walk(folder, folder), key=lambda file: file.path)


def _walk(folder: Path, root: Path) -> Iterator[File]:
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir():
            yield from _walk(entry, root)
        elif entry.suffix.lower() == SUFFIX:
            try:
                status = entry.stat()
            except OSError:  # gone between listing and asking: the next pass sees what became of it
                continue
            yield File(entry.relative_to(root).as_posix(), status.st_size, status.st_mtime_ns)


def changed_files(files: Iterable[File], known: dict[str, Known], *, full: bool) -> list[File]:
    """The files to read: new ones and those of another size or time; ``full``: all, for the nightly sweep."""
    return [file for file in files if full or file.path not in known or not known[file.path].is_unchanged(file)]


def instant(nanoseconds: int) -> datetime:
    """A file's time as an instant, UTC, to the microsecond."""
    return _EPOCH + timedelta(microseconds=nanoseconds // 1000)
