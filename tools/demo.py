"""`make demo`: a sample university that keeps its journals for nine weeks, and the whole cycle over it."""

import shutil
import subprocess
import sys
from pathlib import Path

SAMPLE = ("--groups", "6", "--students", "25", "--courses", "8", "--until", "2026-10-31", "--seed", "2026")
DAY = "2026-10-31"
MARK = "ejournal.toml"


def run(folder: Path) -> None:
    """Make the demo anew in this folder and say what there is to look at."""
    _clear(folder)
    _ejournal("sample", str(folder), *SAMPLE, "--steps", "week", "--sync")
    _ejournal("cycle", "-w", str(folder), "--date", DAY)
    print(f"\nThe demo workspace is {folder.resolve()}:")
    for what, where in _places(folder):
        print(f"  {what:<28} {where}")
    print(f"\nGo on: .venv/bin/ejournal status -w {folder}    make lab    docs/README.md")


def _clear(folder: Path) -> None:
    """An older demo goes; a folder that is none stays, with a word."""
    if not folder.exists():
        return
    if any(folder.iterdir()) and not (folder / MARK).exists():
        sys.exit(f"{folder} is not a demo workspace: move it away, then run make demo again")
    shutil.rmtree(folder)


def _ejournal(*arguments: str) -> None:
    program = Path(sys.executable).with_name("ejournal")
    ended = subprocess.run([str(program), *arguments], check=False)
    if ended.returncode:
        sys.exit(ended.returncode)


def _places(folder: Path) -> list[tuple[str, Path | str]]:
    def first(pattern: str) -> Path | str:
        return next(iter(sorted(folder.glob(pattern))), "-")

    return [
        ("the registry workbook", folder / "Реестр.xlsx"),
        ("a teacher's workbook", first("journals/**/*.xlsx")),
        ("a month's report, PDF", first("archive/2026-10/monthly/*/v*/*.pdf")),
        ("the same as a web page", first("archive/2026-10/monthly/*/v*/*.html")),
        ("the check of the journals", first("archive/*/validation/*/v*/*.pdf")),
        ("the archive's manifest", folder / "archive" / "manifest.jsonl"),
        ("the dataset", folder / "ejournal.sqlite3"),
    ]


if __name__ == "__main__":
    run(Path(sys.argv[1] if len(sys.argv) > 1 else "demo"))
