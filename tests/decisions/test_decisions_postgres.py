"""Closing, refusing, setting back and reopening give the same on a real PostgreSQL server (4.3)."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
from closed_world import CLOSED_ON, close_it, fill, frame_of, noon, reopen_it
from hands import LAB, LECTURE, Hand, run_sync
from university import SMALL_ROWS

from ejournal.config import FILE, Config, load_config
from ejournal.parameters import load_parameters
from ejournal.provision import provision
from ejournal.registry import load_workbook, write_registry

NAMES = ("marks", "closings", "posted_points", "reminders", "reopenings", "refusals", "lessons")


def _on(address: str, folder: Path, made: Path) -> Config:
    """A workspace with the tiny university, loaded into this database."""
    shutil.copytree(made / "registered", folder)
    (folder / "ejournal.sqlite3").unlink()
    file = folder / FILE
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("database")]
    file.write_text("\n".join([*kept, f'database = "{address}"', ""]), encoding="utf-8")
    config = load_config(folder)
    config.registry.unlink()
    write_registry(config.registry, SMALL_ROWS)
    parameters = load_parameters(config.parameters)
    before = noon(date(2026, 8, 28))
    load_workbook(config, parameters, at=before, actor="test")
    provision(config, parameters, today=before.date(), at=before)
    return config


def _lived(config: Config) -> dict[str, pd.DataFrame]:
    """Filled, closed, changed and set back, reopened, changed, and posted anew."""
    fill(config, LECTURE, LAB)
    close_it(config)
    for day, value in ((CLOSED_ON, "2"), (CLOSED_ON + timedelta(days=1), "3")):
        hand = Hand(config)
        hand.put("26-001", date(2026, 9, 1), value)
        hand.save()
        run_sync(config, noon(day))
        if value == "2":
            reopen_it(config, day + timedelta(days=1))
    close_it(config, CLOSED_ON + timedelta(days=2))
    return {name: frame_of(config, name) for name in NAMES}


def test_both_databases_hold_the_same(made_once: Path, tmp_path: Path, postgres: Callable[[], str]) -> None:
    """Every frame is equal, keys and instants included."""
    ours = _lived(_on("sqlite:///ejournal.sqlite3", tmp_path / "sqlite", made_once))
    theirs = _lived(_on(postgres(), tmp_path / "postgres", made_once))
    assert [len(ours[name]) for name in ("closings", "reopenings", "refusals")] == [1, 1, 1]
    assert ours["closings"]["corrects"].notna().all()
    for name in NAMES:
        pd.testing.assert_frame_equal(ours[name], theirs[name], obj=name)
