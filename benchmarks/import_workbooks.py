"""Cold import of a sample university's workbooks, beside python-calamine in one process reading the same files.

Ours: every workbook read, bound, checked and stored in a new dataset, with the readers on all cores. The peer reads
every worksheet's values and does nothing with them. Goal: at most 3 times the peer.
"""

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from measure import in_turn, report
from python_calamine import CalamineWorkbook

from ejournal.cli import main
from ejournal.config import Config, load_config
from ejournal.dataset import Dataset
from ejournal.parameters import load_parameters
from ejournal.sync import sync

RUNS = 5
GROUPS = 12
SAMPLE = ("--students", "25", "--courses", "8", "--until", "2026-10-31", "--seed", "1", "--steps", "week")
AT = datetime(2026, 11, 1, tzinfo=UTC)


def make_sample(folder: Path) -> Config:
    """A workspace whose workbooks teachers filled for nine weeks and that nothing was read from yet."""
    sys.argv = ["ejournal", "sample", str(folder), "--groups", str(GROUPS), *SAMPLE]
    try:
        main()
    except SystemExit as ended:
        if ended.code:
            raise
    return load_config(folder)


def read_plainly(files: list[Path]) -> None:
    """The peer."""
    for file in files:
        with CalamineWorkbook.from_path(str(file)) as book:
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def run() -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as temporary:
        config = make_sample(Path(temporary) / "sample")
        files = sorted(config.journals.rglob("*.xlsx"))
        unread = config.workspace / "ejournal.sqlite3"
        kept = config.workspace / "unread.sqlite3"
        shutil.copy(unread, kept)
        parameters = load_parameters(config.parameters)

        def cold() -> None:
            for file in config.workspace.glob("ejournal.sqlite3*"):
                file.unlink()
            shutil.copy(kept, unread)
            sync(config, parameters, at=AT)

        measured = in_turn(cold, lambda: read_plainly(files), RUNS)
        with Dataset(config) as dataset:
            filled = len(dataset.marks()) + len(dataset.works())
        size = sum(file.stat().st_size for file in files)
        print(f"{len(files)} workbooks, {size / 1e6:.1f} MB, {filled} filled cells")
        report("import_workbooks", measured, 3.0, workbooks=len(files), filled_cells=filled)


if __name__ == "__main__":
    run()
