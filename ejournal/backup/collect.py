"""What belongs into a backup, and reading it while people save: a file is taken only as it stood still."""

import io
import json
import os
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ejournal.backup.manifest import SETTINGS, State
from ejournal.config import FILE, Config
from ejournal.sheets import lock_file

TRIES = 5
PAUSE = 0.2  # seconds between tries
_ENCRYPTED = b"\xd0\xcf\x11\xe0"  # a workbook with a password is no zip, and whole all the same


@dataclass(frozen=True)
class Taken:
    """One file as it was read; ``modified_ns`` is its time of exactly these bytes when it is settled."""

    data: bytes
    modified_ns: int
    mode: int
    state: State


def files(config: Config, *, archive: bool) -> list[tuple[str, Path]]:
    """Path in the backup -> file, in the order in which they must be read.

    The dataset was copied before: so no workbook is older than what the dataset knows of it, and the first sync after
    a restore only goes forward.
    """
    found = [(SETTINGS, config.workspace / FILE)]
    found += _below("parameters", config.parameters)
    for name in ("notebooks", "lab"):
        found += _below(name, config.workspace / name)
    if config.registry.is_file():
        found.append((f"registry/{config.registry.name}", config.registry))
    found += _below("journals", config.journals)
    return found + (list(_archived(config.archive)) if archive else [])


def _below(name: str, folder: Path) -> list[tuple[str, Path]]:
    """Every file below the folder but hidden ones, locks and what is half written (``.name``, ``~$name``)."""
    found = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith((".", "~$")) for part in inside.parts):
            found.append((f"{name}/{inside.as_posix()}", path))
    return found


def _archived(folder: Path) -> Iterator[tuple[str, Path]]:
    """The archive's manifest, then what it lists: a report that comes in meanwhile is in the next backup."""
    manifest = folder / "manifest.jsonl"
    if not manifest.is_file():
        return
    listed = _listed(manifest.read_text(encoding="utf-8"))
    yield "archive/manifest.jsonl", manifest
    for name, path in _below("archive", folder):
        inside = name.removeprefix("archive/")
        if path != manifest and (listed is None or inside in listed or inside.startswith("unlisted/")):
            yield name, path


def _listed(text: str) -> set[str] | None:
    """The files that a manifest names; None when it is damaged, and all files are worth keeping."""
    try:
        return {file["path"] for line in text.split("\n")[:-1] for file in json.loads(line)["files"]}
    except (ValueError, TypeError, KeyError):
        return None


def take(path: Path, *, pause: float = PAUSE) -> Taken | None:
    """The file as it stood still, else as last read, with its state; None when it is gone."""
    taken: Taken | None = None
    for attempt in range(TRIES):
        if attempt:
            time.sleep(pause)
        taken = _read(path) or taken
        if taken is not None and taken.state in ("settled", "open"):
            return taken
    return taken


def _read(path: Path) -> Taken | None:
    try:
        before = path.stat()
        data = path.read_bytes()
        after = path.stat()
    except FileNotFoundError:
        return None
    return Taken(data, before.st_mtime_ns, before.st_mode & 0o777, _state(path, data, before, after))


def _state(path: Path, data: bytes, before: os.stat_result, after: os.stat_result) -> State:
    same = (before.st_mtime_ns, before.st_size, before.st_ino) == (after.st_mtime_ns, after.st_size, after.st_ino)
    if not same or len(data) != after.st_size:
        return "changing"
    if path.suffix == ".xlsx" and not (data.startswith(_ENCRYPTED) or zipfile.is_zipfile(io.BytesIO(data))):
        return "unreadable"
    return "open" if lock_file(path) else "settled"
