"""The same pass over the same workbooks gives the same dataset on a real PostgreSQL server."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from hands import EVENING, FIRST_LECTURE, LAB, Hand, later, run_sync
from university import SMALL_ROWS

from ejournal import pipeline
from ejournal.columns import FRAMES
from ejournal.config import FILE, Config, load_config
from ejournal.dataset import Dataset
from ejournal.parameters import load_parameters
from ejournal.provision import provision
from ejournal.registry import load_workbook, write_registry

TODAY = later(60 * 24 * 20).date()


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
    load_workbook(config, parameters, at=EVENING, actor="test")
    provision(config, parameters, today=FIRST_LECTURE, at=EVENING)
    return config


def _save(hand: Hand, minutes: int) -> None:
    """Save at a moment of its own, the same in both workspaces: the file's time stands in the frames."""
    moment = later(minutes).timestamp()
    os.utime(hand.save(), (moment, moment))


def _kept(config: Config) -> dict[str, pd.DataFrame]:
    """A month of one lecture and one lab: filled, read, corrected, read, validated and scored; then every frame."""
    hand = Hand(config)
    hand.fill(FIRST_LECTURE, {"26-001": "5/4", "26-002": "кж", "26-003": "0", "26-004": "5+"}, 1)
    _save(hand, 4)
    lab = Hand(config, LAB)
    lab.fill(FIRST_LECTURE.replace(day=2), {"26-001": "у"}, 1, "Лабораторная работа")
    _save(lab, 4)
    run_sync(config, later(5))
    hand = Hand(config)
    hand.put("26-003", FIRST_LECTURE, "4")
    _save(hand, 9)
    run_sync(config, later(10))
    pipeline.validate(config.workspace, today=TODAY, at=later(20))
    pipeline.score(config.workspace, semester="2026-1", checkpoint=1, today=TODAY, at=later(20))
    with Dataset(config) as dataset:
        return {name: getattr(dataset, name)() for name in FRAMES}


def test_both_databases_hold_the_same(made_once: Path, tmp_path: Path, postgres: Callable[[], str]) -> None:
    """Every frame is equal, keys and instants included."""
    ours = _kept(_on("sqlite:///ejournal.sqlite3", tmp_path / "sqlite", made_once))
    theirs = _kept(_on(postgres(), tmp_path / "postgres", made_once))
    assert len(ours["marks"]) == 5
    assert len(ours["findings"]) > 3
    assert ours["scores"]["points"].notna().any()
    for name in FRAMES:
        pd.testing.assert_frame_equal(ours[name], theirs[name], obj=name)
