"""Files that are made from the program and kept in the repository: written anew, or compared with what stands there."""

import argparse
import io
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
Made = Mapping[Path, bytes]


def stale(made: Made, owned: str) -> list[str]:
    """What is missing, differs, or (of the ``owned`` pattern) is there and no longer made: paths from the root."""
    differing = {path for path, data in made.items() if not path.is_file() or not _same(path.read_bytes(), data)}
    left = set(ROOT.glob(owned)) - set(made) if owned else set()
    return sorted(path.relative_to(ROOT).as_posix() for path in differing | left)


def _same(stands: bytes, made: bytes) -> bool:
    """Equal bytes, or workbooks of equal parts: another machine's zlib may pack the same parts otherwise."""
    packed = stands[:2] == made[:2] == b"PK"
    return stands == made or (packed and zipfile.is_zipfile(io.BytesIO(stands)) and _parts(stands) == _parts(made))


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(info.filename, package.read(info)) for info in package.infolist()]


def write(made: Made) -> None:
    """Each file with its bytes; what is equal keeps its time."""
    for path, data in made.items():
        if not path.is_file() or not _same(path.read_bytes(), data):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            print(path.relative_to(ROOT).as_posix())


def run(make: Callable[[], Made], text: str, owned: str = "") -> int:
    """The tool's command line: write the files, or with --check say which are stale and end with 1."""
    parser = argparse.ArgumentParser(description=text)
    parser.add_argument("--check", action="store_true", help="change nothing, say what is stale")
    if not parser.parse_args().check:
        write(make())
        return 0
    found = stale(make(), owned)
    for path in found:
        print(f"{path} is stale: run make templates", file=sys.stderr)
    return 1 if found else 0
