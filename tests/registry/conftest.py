"""The tiny university's registry as a workbook, checked or loaded, on both databases."""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ejournal.registry import LoadSummary, check_registry, load_registry, read_registry, write_registry
from ejournal.store import Store

Rows = dict[str, list[dict[str, object]]]
Checked = Callable[..., list[tuple[str, str, str]]]
ZONE = ZoneInfo("Asia/Bishkek")
AUGUST = datetime(2026, 8, 28, 6, 0, tzinfo=UTC)


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """Where a test's registry workbook stands."""
    return tmp_path / "Реестр.xlsx"


@pytest.fixture
def checked(registry: Path) -> Checked:
    """Write these rows, read them back, and name the problems: (code, tab, cell)."""

    def check(rows: Rows, holidays: Collection[date] = ()) -> list[tuple[str, str, str]]:
        write_registry(registry, rows)
        problems = check_registry(read_registry(registry), holidays)
        return [(problem.code, problem.tab, problem.cell) for problem in problems]

    return check


@pytest.fixture
def two_groups(small_rows: Rows) -> Rows:
    """A second group beside the first one, whose lecture stands where nobody else is."""
    small_rows["groups"].append({"code": "ИТ-2-26", "institute": "ИЦТ", "year_of_study": 1})
    small_rows["rooms"].append({"code": "306"})
    small_rows["curriculum"].append(
        {
            "group": "ИТ-2-26",
            "discipline": "БД",
            "semester": "2026-1",
            "credits": 4.0,
            "control": "exam",
            "lecture_hours": 32.0,
        }
    )
    line = {"code": "ИТ-2-26 БД лк", "group": "ИТ-2-26", "discipline": "БД", "semester": "2026-1"}
    teacher = "Асанов Азамат Токтогулович"
    small_rows["load"].append({**line, "kinds": ("lecture",), "hours": 32.0, "teacher": teacher})
    small_rows["timetable"].append(
        {"journal": line["code"], "weekday": "Пн", "pair": 3, "parity": "every", "kind": "lecture", "room": "306"}
    )
    return small_rows


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty dataset on each of the two databases."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'dataset.sqlite3'}"
    else:
        address = request.getfixturevalue("postgres")()
    store = Store.open(address)
    yield store
    store.dispose()


@pytest.fixture
def load(store: Store) -> Callable[[Path], LoadSummary]:
    """Load a registry workbook into the dataset as it stands."""

    def run(path: Path, *, holidays: Collection[date] = ()) -> LoadSummary:
        return load_registry(store, read_registry(path), zone=ZONE, holidays=holidays, at=AUGUST, actor="test")

    return run
