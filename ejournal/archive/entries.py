"""What one line of the archive's manifest says, and how it is chained to the line before it."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Self

from ejournal.errors import ArchiveError

FIRST = "0" * 64  # the hash before the first entry


@dataclass(frozen=True)
class Subject:
    """What a report is: the same subject again is the next version. ``period`` is an academic year or a month."""

    kind: str
    period: str
    scope: str


@dataclass(frozen=True)
class Source:
    """What a report was made from: the same source gives the same tables, so it is archived once.

    Digests are SHA-256 in hex; ``today`` is an ISO date.
    """

    revision: int | None
    parameters: Mapping[str, object]
    parameters_digest: str
    language: str
    today: str
    code: str
    notebook: str


@dataclass(frozen=True)
class StoredFile:
    """A file of an entry: its path from the archive's folder, its SHA-256 in hex and its size in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Entry:
    """One line of ``manifest.jsonl``: one version of one report. ``created`` is UTC, ISO 8601.

    ``replaces`` is the number of the entry of the version before; ``previous`` the hash of the line before.
    """

    number: int
    subject: Subject
    version: int
    replaces: int | None
    source: Source
    created: str
    files: tuple[StoredFile, ...]
    previous: str = FIRST
    hash: str = field(default="")

    @property
    def folder(self) -> str:
        """The entry's folder, from the archive's folder."""
        return f"{self.subject.period}/{self.subject.kind}/{self.subject.scope}/v{self.version}"

    def sealed(self) -> Self:
        """The entry with its own hash filled in."""
        return replace(self, hash=self.seal())

    def seal(self) -> str:
        """SHA-256 over the hash of the line before and this entry's canonical JSON without its own hash."""
        body = {name: value for name, value in asdict(self).items() if name not in ("hash", "previous")}
        return hashlib.sha256((self.previous + canonical(body)).encode()).hexdigest()

    def line(self) -> str:
        """The entry as one line of the manifest, without the line's end."""
        return canonical(asdict(self))


def canonical(value: object) -> str:
    """The value as JSON in one form: sorted keys, no spaces, letters as they are."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def parse_line(line: str, where: str) -> Entry:
    """The entry of a line; raises ArchiveError when it is none."""
    try:
        values = json.loads(line)
        return Entry(
            **values
            | {
                "subject": Subject(**values["subject"]),
                "source": Source(**values["source"]),
                "files": tuple(StoredFile(**file) for file in values["files"]),
            }
        )
    except (ValueError, TypeError, KeyError):
        raise ArchiveError(
            "not a line of the manifest", where=where, remedy="Restore manifest.jsonl from a copy"
        ) from None


def stored_file(archive: Path, path: Path) -> StoredFile:
    """The file as it is now: path from the archive's folder, digest and size."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return StoredFile(path.relative_to(archive).as_posix(), digest, path.stat().st_size)


def utc(moment: datetime.datetime) -> str:
    """The instant as UTC, ISO 8601, to the second."""
    return moment.astimezone(datetime.UTC).isoformat(timespec="seconds")
