"""Writes sheets_templates/: a filled-in registry, and the journal workbook that the program makes from it."""

import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from example_university import CONTENTS, INSTITUTION, LECTURER, ROWS
from kept import ROOT, run

TODAY = date(2026, 9, 21)
AT = datetime(2026, 8, 28, 6, 0, tzinfo=UTC)
FOLDER = ROOT / "sheets_templates"


def made() -> dict[Path, bytes]:
    """Path -> bytes of each example."""
    with tempfile.TemporaryDirectory(prefix="ej-") as folder:
        registry, journal = _workbooks(Path(folder) / "workspace")
        return {FOLDER / "Реестр.xlsx": registry.read_bytes(), FOLDER / "Журнал.xlsx": journal.read_bytes()}


def _workbooks(folder: Path) -> tuple[Path, Path]:
    """The registry and one teacher's workbook, made the way that a university makes them."""
    from ejournal.parameters import load_parameters
    from ejournal.provision import provision
    from ejournal.registry import load_workbook, write_registry
    from ejournal.workspace import init

    config = init(folder, institution=INSTITUTION)
    parameters = load_parameters(config.parameters)
    write_registry(config.registry, ROWS)
    load_workbook(config, parameters, at=AT, actor="templates")
    done = provision(config, parameters, today=TODAY, at=AT + timedelta(hours=1))
    if done.problems:
        sys.exit(f"the example cannot be provisioned: {done.problems}")
    journal = next(config.journals / path for path in done.created if LECTURER.split()[0] in path)
    _fill(journal)
    return config.registry, journal


def _fill(journal: Path) -> None:
    """Type the plans' first topics and the first weeks' lessons into the workbook, as its teacher would."""
    from ejournal.sheets import Cached, CellValue, read_workbook, set_cells
    from ejournal.sheets.layout import (
        FIRST_COLUMN,
        FIRST_STUDENT_ROW,
        PLAN_COLUMN,
        PLAN_FIRST_ROW,
        ROW_CONTROL,
        ROW_COUNTED,
        ROW_WORK_TYPE,
        address,
    )

    edits: dict[str, dict[str, CellValue]] = {}
    grids = [grid for grid in read_workbook(journal) if grid.marker and grid.marker.kind in ("journal", "plan")]
    for grid, (topics, lessons) in zip(grids, CONTENTS, strict=True):
        cells = edits.setdefault(grid.title, {})
        for row, topic in enumerate(topics, PLAN_FIRST_ROW):
            cells[address(row, PLAN_COLUMN["topic"])] = topic
        for column, (work_type, control, *marks) in enumerate(lessons, FIRST_COLUMN):
            cells[address(ROW_WORK_TYPE, column)] = work_type
            if control is not None:
                cells[address(ROW_CONTROL, column)] = control
            cells[address(ROW_COUNTED, column)] = Cached(sum(mark in ("кж", "у") for mark in marks))
            for row, mark in enumerate(marks, FIRST_STUDENT_ROW):
                if mark:
                    cells[address(row, column)] = mark
    set_cells(journal, edits)


if __name__ == "__main__":
    sys.exit(run(made, "Writes the example workbooks.", owned="sheets_templates/*.xlsx"))
