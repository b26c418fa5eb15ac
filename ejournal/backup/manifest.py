"""What a backup says of itself: each file with its hash, and the versions that it was made by and of."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from ejournal.errors import BackupError

FORMAT = 1
NAME = "manifest.json"
DATASET = "dataset.sqlite3"
SETTINGS = "ejournal.toml"
FOLDERS = ("parameters", "notebooks", "lab", "registry", "journals", "archive")
"""The folders inside a backup: by what stands in them, wherever the workspace keeps it."""

State = Literal["settled", "open", "changing", "unreadable"]


@dataclass(frozen=True)
class Member:
    """One file: its path in the backup, SHA-256 in hex, size in bytes, time in ns since 1970, and permission bits.

    ``state``: settled; open (somebody had the workbook open); changing (it changed whenever it was read) or unreadable
    (no whole workbook), which both hold the bytes last read.
    """

    path: str
    sha256: str
    size: int
    modified_ns: int
    mode: int
    state: State = "settled"


@dataclass(frozen=True)
class Manifest:
    """A backup: when it was made (UTC, ISO 8601), by which version, of which schema and revision, and its files."""

    created: str
    program: str
    schema: str
    revision: int | None
    members: tuple[Member, ...]
    format: int = FORMAT

    def text(self) -> str:
        """The manifest as it stands in the file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def parse_manifest(text: bytes, where: str) -> Manifest:
    """The manifest of a backup. Raises BackupError when it is none, or of a later format."""
    try:
        values = json.loads(text)
        if values["format"] > FORMAT:
            raise BackupError(
                "the backup has a newer format",
                where=where,
                value=values["format"],
                remedy="Install the program's newer version",
            )
        members = tuple(Member(**member) for member in values.pop("members"))
        return Manifest(members=members, **values)
    except (ValueError, TypeError, KeyError):
        raise BackupError("not a backup: its manifest cannot be read", where=where) from None


def check_name(name: str, where: str) -> str:
    """The path, if it is one that a backup may hold; raises BackupError for one that leads elsewhere."""
    path = PurePosixPath(name)
    known = name in (NAME, DATASET, SETTINGS) or (len(path.parts) > 1 and path.parts[0] in FOLDERS)
    if not known or ".." in path.parts or path.is_absolute() or path.as_posix() != name or "\\" in name:
        raise BackupError("the backup holds a file that is none of its own", where=where, value=name)
    return name


def differences(manifest: Manifest, folder: Path, present: set[str]) -> list[str]:
    """Which of the unpacked files are missing, are not as the manifest says, or are not in it."""
    expected = {member.path: member for member in manifest.members}
    found = [f"missing: {path}" for path in sorted(expected.keys() - present)]
    found += [f"not in the manifest: {path}" for path in sorted(present - expected.keys() - {NAME})]
    for path in sorted(present & expected.keys()):
        with (folder / path).open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if digest != expected[path].sha256:
            found.append(f"changed: {path}")
    return found
