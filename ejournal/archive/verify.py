"""Whether the archive still is what its manifest says: what was changed, removed or put in, by name."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ejournal.archive.entries import FIRST, Entry, parse_line, stored_file
from ejournal.archive.manifest import ASIDE, INCOMING, LOCK, MANIFEST, read_lines, settled
from ejournal.errors import ArchiveError

Code = Literal["changed", "removed", "put_in", "line_changed", "chain_broken", "cut_off"]


@dataclass(frozen=True)
class Problem:
    """One difference between archive and manifest; ``where`` is a path in the archive or a line of the manifest."""

    code: Code
    where: str
    detail: str = ""


def verify(archive: Path, expected_head: str = "") -> list[Problem]:
    """All differences, the manifest's own first; empty when the archive holds.

    ``expected_head``, a hash written down elsewhere, must be that of some entry: else the manifest was cut off.
    """
    with settled(archive):
        return _differences(archive, expected_head)


def _differences(archive: Path, expected_head: str) -> list[Problem]:
    manifest = archive / MANIFEST
    if not manifest.is_file():
        missing = [Problem("removed", MANIFEST)] if _present(archive) or expected_head not in ("", FIRST) else []
        return missing + [Problem("put_in", path) for path in sorted(_present(archive))]
    entries, problems = _chain(manifest)
    if expected_head and expected_head not in {FIRST, *(entry.hash for entry in entries)}:
        problems.append(Problem("cut_off", MANIFEST, f"no entry has the hash {expected_head}"))
    return problems + _files(archive, entries)


def _chain(manifest: Path) -> tuple[list[Entry], list[Problem]]:
    entries: list[Entry] = []
    problems: list[Problem] = []
    previous = FIRST
    lines = read_lines(manifest)
    for number, line in enumerate(lines[:-1], 1):
        where = f"{MANIFEST}, line {number}"
        try:
            entry = parse_line(line, where)
        except ArchiveError as error:
            problems.append(Problem("line_changed", where, error.what))
            previous = _stated_hash(line)
            continue
        problems += _links(entry, number, previous, where)
        entries.append(entry)
        previous = entry.hash
    if lines[-1]:
        problems.append(Problem("cut_off", f"{MANIFEST}, line {len(lines)}", "the line has no end"))
    return entries, problems


def _links(entry: Entry, number: int, previous: str, where: str) -> list[Problem]:
    problems = []
    if entry.seal() != entry.hash:
        problems.append(Problem("line_changed", where, f"entry {entry.number}: its hash is not that of its words"))
    if entry.previous != previous or entry.number != number:
        problems.append(Problem("chain_broken", where, f"entry {entry.number} does not follow the line before it"))
    return problems


def _stated_hash(line: str) -> str:
    try:
        return str(json.loads(line)["hash"])
    except (ValueError, TypeError, KeyError):
        return ""


def _files(archive: Path, entries: list[Entry]) -> list[Problem]:
    listed = {file.path: (file, entry) for entry in entries for file in entry.files}
    present = _present(archive)
    problems = []
    for path, (file, entry) in listed.items():
        if path not in present:
            problems.append(Problem("removed", path, f"entry {entry.number}"))
        elif (archive / path).is_symlink():
            problems.append(Problem("changed", path, f"entry {entry.number}: a link stands in its place"))
        elif stored_file(archive, archive / path) != file:
            problems.append(Problem("changed", path, f"entry {entry.number}"))
    return problems + [Problem("put_in", path) for path in sorted(present - set(listed))]


def _present(archive: Path) -> set[str]:
    """Files and links in the archive, except its lock, its manifest, and what was set aside or is not in place yet."""
    if not archive.is_dir():
        return set()
    found = (path for path in archive.rglob("*") if path.is_symlink() or not path.is_dir())
    names = {path.relative_to(archive).as_posix() for path in found}
    return {name for name in names if name not in (MANIFEST, LOCK) and not name.startswith((f"{ASIDE}/", INCOMING))}
