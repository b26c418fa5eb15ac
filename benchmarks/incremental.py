"""A sync of 30 changed workbooks of 600 with validation and scoring, beside a full run of the three.

Both sides are measured on one dataset in CPU seconds of the process and its children, and both sync the same 30
workbooks: the peer then validates and scores everything, we what changed. Goal: at most 0.12. Beside the measured
``ratio``, ``computed_ratio`` leaves sync out on both sides, and ``all_read_ratio`` works out the peer as if it had read
the 570 other workbooks, too, each at what one of the 30 takes above a pass that finds one file touched.

Only the workbooks that are edited are made and filled as teachers do it. The other groups' lessons, marks and plans
are put into the dataset as sync would have stored them, and their files are as a pass sees files that did not change.
"""

import os
import resource
import shutil
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from measure import Measured, report
from university_of_600 import SEMESTER, fill_others, fill_workbooks, registry_of

from ejournal import pipeline
from ejournal.config import Config, load_config
from ejournal.parameters import load_parameters
from ejournal.provision import provision
from ejournal.registry.load import load_registry
from ejournal.store import Store
from ejournal.sync import sync
from ejournal.workspace import init

GROUPS, CHANGED = 600, 30
RUNS = 2
TODAY = date(2026, 10, 20)
BEFORE = datetime(2026, 8, 28, tzinfo=UTC)
AT = datetime(2026, 10, 20, 12, tzinfo=UTC)


def make(folder: Path) -> Config:
    """A workspace of the whole university, synced, validated and scored in the morning."""
    init(folder)
    settings = folder / "ejournal.toml"
    told = settings.read_text(encoding="utf-8").replace('grouping = "group-teacher"', 'grouping = "group"')
    settings.write_text(told, encoding="utf-8")
    config = load_config(folder)
    parameters = load_parameters(config.parameters)
    _load(config, CHANGED)
    provision(config, parameters, today=BEFORE.date(), at=BEFORE)
    _load(config, GROUPS)
    sync(config, parameters, at=BEFORE + timedelta(hours=1))
    fill_workbooks(config, date(2026, 9, 1), TODAY - timedelta(days=2))
    sync(config, parameters, at=AT - timedelta(hours=6))
    fill_others(config, TODAY, AT - timedelta(hours=5))
    compute(config, AT - timedelta(hours=4), full=True)
    return config


def _load(config: Config, groups: int) -> None:
    store = Store.open(config.database_address)
    load_registry(store, registry_of(groups), zone=config.zone, holidays=(), at=BEFORE, actor="benchmark")
    store.dispose()


def compute(config: Config, at: datetime, *, full: bool) -> None:
    """Validation, and the points of the checkpoint that runs."""
    pipeline.renew(config.workspace, today=TODAY, at=at, full=full)
    pipeline.rescore(config.workspace, semester=SEMESTER, checkpoint=1, today=TODAY, at=at, full=full)


def cpu() -> float:
    """CPU seconds of this process and of the children that it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def say(began: float, what: str) -> None:
    """Progress on standard error."""
    print(f"{time.perf_counter() - began:6.1f} s  {what}", file=sys.stderr)


def run() -> None:
    """Measure and report."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        config = make(Path(temporary) / "university")
        say(began, f"{GROUPS} groups are there, validated and scored")
        fill_workbooks(config, TODAY - timedelta(days=1), TODAY - timedelta(days=1))
        kept = Path(shutil.copy(config.workspace / "ejournal.sqlite3", Path(temporary) / "kept.sqlite3"))
        ours, full = [_once(config, kept, full=False) for _ in range(RUNS)], _once(config, kept, full=True)
        each = (full[0] - touched(config)) / CHANGED
        for what, (read, computed) in (("what changed", ours[-1]), ("everything", full)):
            say(began, f"{what}: sync {read:.1f} s of CPU, validation and scoring {computed:.1f} s")
        measured = Measured([sum(run) for run in ours], [sum(full)] * RUNS)
        all_read = Measured(measured.ours, [sum(full) + each * (GROUPS - CHANGED)] * RUNS)
        facts = {
            "of": "CPU seconds",
            "computed_ratio": round(Measured([run[1] for run in ours], [full[1]] * RUNS).ratio, 3),
            "all_read_ratio": round(all_read.ratio, 3),
            "sync_s_a_workbook": round(each, 4),
            "groups": GROUPS,
            "changed_workbooks": CHANGED,
            "wall_s": round(time.perf_counter() - began),
        }
        report("incremental", measured, 0.12, **facts)


def _once(config: Config, kept: Path, *, full: bool) -> tuple[float, float]:
    """CPU seconds of the sync, and of validation and scoring, from the state that was kept."""
    for file in config.workspace.glob("ejournal.sqlite3*"):
        file.unlink()
    shutil.copy(kept, config.workspace / "ejournal.sqlite3")
    start = cpu()
    done = sync(config, load_parameters(config.parameters), at=AT)
    read = cpu()
    compute(config, AT, full=full)
    assert done.changed == CHANGED
    return read - start, cpu() - read


def touched(config: Config) -> float:
    """CPU seconds of a pass that finds one file touched and nothing new in it."""
    file = next(file for file in sorted(config.journals.rglob("*.xlsx")) if file.stat().st_size > 10_000)
    os.utime(file)
    start = cpu()
    sync(config, load_parameters(config.parameters), at=AT + timedelta(hours=1))
    return cpu() - start


if __name__ == "__main__":
    run()
