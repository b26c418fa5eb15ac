"""Where the tiny university's workbooks stand, and a way to look into them while the registry changes."""

from datetime import UTC, date, datetime

from ejournal.config import Config
from ejournal.parameters import load_parameters
from ejournal.provision import ProvisionSummary, provision
from ejournal.registry import load_workbook, write_registry
from ejournal.sheets import Grid, read_workbook

AT = datetime(2026, 9, 10, 6, 0, tzinfo=UTC)
TODAY = date(2026, 9, 10)
FOLDER = "2026-1/ИТ-1-26"
LECTURES, LABS = f"{FOLDER}/Асанов Азамат Токтогулович.xlsx", f"{FOLDER}/Петрова Ольга Ивановна.xlsx"
Rows = dict[str, list[dict[str, object]]]


def run(config: Config, **options: object) -> ProvisionSummary:
    """Provision as of the second week."""
    settings = {"today": TODAY, "at": AT} | options
    return provision(config, load_parameters(config.parameters), **settings)  # type: ignore[arg-type]


def load(config: Config, rows: Rows) -> None:
    """The registry with these rows, loaded."""
    write_registry(config.registry, rows)
    load_workbook(config, load_parameters(config.parameters), at=AT, actor="test")


def add_journal(rows: Rows, *, group: str, code: str, weekday: str, discipline: str = "БД") -> None:
    """Another lecture a week, with all that the registry's check asks for."""
    plan = {"credits": 2.0, "control": "exam", "lecture_hours": 32.0, "independent_hours": 28.0}
    course = {"group": group, "discipline": discipline, "semester": "2026-1"}
    rows["curriculum"].append({**course, **plan})
    rows["load"].append({**rows["load"][0], **course, "code": code})
    rows["timetable"].append({**rows["timetable"][0], "journal": code, "weekday": weekday})


def tabs(config: Config, path: str) -> dict[str, Grid]:
    """Title -> tab of a workbook."""
    return {grid.title: grid for grid in read_workbook(config.journals / path)}


def names(grid: Grid) -> list[object]:
    """The list of students as it stands."""
    return [value for row in range(10, grid.height + 1) if (value := grid.cell(row, 5)) is not None]


def lessons(grid: Grid) -> list[tuple[object, object, object]]:
    """Date, pair and kind of every lesson's column."""
    columns = (column for column in range(6, grid.width + 1) if str(grid.cell(1, column) or "").startswith("L"))
    return [(grid.cell(3, column), grid.cell(4, column), grid.cell(5, column)) for column in columns]


def look(config: Config) -> dict[str, tuple[int, bytes]]:
    """Every workbook by path: inode (a rewrite changes it) and bytes."""
    found = sorted(config.journals.rglob("*.xlsx"))
    return {path.relative_to(config.journals).as_posix(): (path.stat().st_ino, path.read_bytes()) for path in found}
