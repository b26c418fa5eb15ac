"""Killed at any moment, nothing is half in, and the next pass gives what an undisturbed one gives (5.1, 7.8)."""

import random
import shutil
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa
from hands import FIRST_LECTURE, LAB, LECTURE, PHYSICS, Hand, later, run_sync

from ejournal.config import Config, load_config
from ejournal.dataset import Dataset
from ejournal.store import Store

PROGRAM = Path(__file__).with_name("killed_sync.py")
NUMBERS = ("26-001", "26-002", "26-003", "26-004", "26-005")
FRAMES = ("marks", "lessons", "register", "plans", "works", "quarantine")
MOMENT = later(30)


def _fill(config: Config) -> None:
    """Every journal filled for five weeks, marks of each kind among them."""
    chance = random.Random(5)
    starts = {LECTURE: FIRST_LECTURE, LAB: date(2026, 9, 2), PHYSICS: date(2026, 9, 3)}
    for code, start in starts.items():
        hand = Hand(config, code)
        for week in range(0, 6, 2):
            marks = {number: chance.choice(["5", "4", "3", "кж", "у", "5/4", None]) for number in NUMBERS[:3]}
            away = sum(mark in ("кж", "у") for mark in marks.values())
            hand.fill(start + timedelta(weeks=week), marks, away, "Лекция")
        hand.save()


@pytest.fixture
def filled(workspace: Config) -> Config:
    """Read once while empty, then filled and not read again."""
    run_sync(workspace)
    _fill(workspace)
    return workspace


def _copy(config: Config, folder: Path) -> Config:
    shutil.copytree(config.workspace, folder)
    return load_config(folder)


def _state(config: Config) -> dict[str, pd.DataFrame]:
    """Every frame that a pass makes; the moment of a quarantined thing and instants are those of the same pass."""
    with Dataset(config) as dataset:
        return {name: getattr(dataset, name)() for name in FRAMES}


def _assert_same(found: dict[str, pd.DataFrame], wanted: dict[str, pd.DataFrame]) -> None:
    for name in FRAMES:
        pd.testing.assert_frame_equal(found[name], wanted[name], obj=name)


def _assert_whole(config: Config, before: dict[str, pd.DataFrame], after: dict[str, pd.DataFrame]) -> None:
    """The file is sound, and each workbook's marks are all there or none of them is."""
    store = Store.open(config.database_address)
    with store.read() as connection:
        assert connection.scalar(sa.text("PRAGMA integrity_check")) == "ok"
    store.dispose()
    now = _state(config)["marks"]
    for workbook, own in after["marks"].groupby("workbook"):
        there = now[now["workbook"] == workbook]
        old = before["marks"][before["marks"]["workbook"] == workbook]
        assert len(there) in (len(own), len(old)), workbook


def _run(config: Config, point: str, number: int) -> subprocess.CompletedProcess[bytes]:
    words = [sys.executable, str(PROGRAM), str(config.workspace), point, str(number), MOMENT.isoformat()]
    return subprocess.run(words, capture_output=True, timeout=120, check=False)


def _kill(config: Config, point: str, number: int) -> None:
    ended = _run(config, point, number)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


def _survives(filled: Config, folder: Path, points: list[tuple[str, int]]) -> None:
    before = _state(filled)
    undisturbed = _copy(filled, folder / "undisturbed")
    run_sync(undisturbed, MOMENT)
    wanted = _state(undisturbed)
    assert len(wanted["marks"]) > len(before["marks"])
    for at, (point, number) in enumerate(points):
        config = _copy(filled, folder / f"killed-{at}")
        _kill(config, point, number)
        _assert_whole(config, before, wanted)
        run_sync(config, MOMENT)
        _assert_same(_state(config), wanted)


TEN: list[tuple[str, int]] = [
    ("read", 1),
    ("read", 2),
    ("insert", 1),
    ("insert", 3),
    ("insert", 6),
    ("insert", 11),
    ("update", 1),
    ("commit", 1),
    ("after", 1),
    ("pool", 4),
]


def test_killed_ten_times(filled: Config, tmp_path: Path) -> None:
    """Inside read, insert, commit and after; most of them in a live transaction."""
    _survives(filled, tmp_path, TEN)


def _reached(config: Config, point: str) -> int:
    """How often a pass over this workspace reaches the point."""
    ended = _run(config, point, 1_000_000)
    assert ended.returncode == 3, ended.stderr.decode()
    return int(ended.stdout.split()[-1])


@pytest.mark.full
def test_killed_fifty_times(filled: Config, tmp_path: Path) -> None:
    """Fifty deaths at every place there is, in turn; nine of ten in a live transaction."""
    places = {
        point: _reached(_copy(filled, tmp_path / f"counted-{point}"), point)
        for point in ("insert", "pool", "update", "commit", "read", "after")
    }
    deaths = [(point, number) for point, most in places.items() for number in range(1, most + 1)]
    assert len(deaths) >= 25
    _survives(filled, tmp_path, [deaths[at % len(deaths)] for at in range(50)])


def test_readers_of_a_killed_sync_end_with_it(filled: Config, tmp_path: Path) -> None:
    """No reading process stays behind, waiting for work for ever."""
    config = _copy(filled, tmp_path / "killed")
    _kill(config, "pool", 4)
    assert not _processes_of(str(config.workspace), patience=50)


def _processes_of(folder: str, patience: int) -> list[str]:
    """Command lines of living processes that name this folder, asked again while there are any."""
    found: list[str] = []
    for _ in range(patience):
        found = [text for text in map(_command, Path("/proc").glob("[0-9]*")) if folder in text]
        if not found:
            break
        subprocess.run(["sleep", "0.1"], check=True)
    return found


def _command(process: Path) -> str:
    try:
        return (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def test_the_trap_can_miss(filled: Config, tmp_path: Path) -> None:
    """A point that is never reached ends the pass in the ordinary way: the deaths above were real ones."""
    assert _reached(_copy(filled, tmp_path / "missed"), "insert") > 5
