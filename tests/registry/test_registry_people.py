"""Leave, expulsion and coming back are kinds of a membership's end and start; older workbooks lack that column."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hands import later

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.parameters import load_parameters
from ejournal.registry import check_registry, load_workbook, read_registry, write_registry

Rows = dict[str, list[dict[str, object]]]
Checked = Callable[[Rows], list[tuple[str, str, str]]]
LEAVE, BACK = date(2026, 10, 10), date(2026, 11, 16)


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """Code, tab and cell of every problem of these rows."""

    def check(rows: Rows) -> list[tuple[str, str, str]]:
        path = tmp_path / "registry.xlsx"
        path.unlink(missing_ok=True)
        write_registry(path, rows)
        return [(each.code, each.tab, each.cell) for each in check_registry(read_registry(path), ())]

    return check


def _on_leave(rows: Rows) -> dict[str, object]:
    """The first student goes on leave and comes back; the row of the return."""
    first = rows["memberships"][0]
    first |= {"valid_to": LEAVE, "reason": "academic_leave", "document": "приказ 5"}
    back = {name: value for name, value in first.items() if name != "valid_to"}
    back |= {"valid_from": BACK, "reason": "readmitted", "document": "приказ 9"}
    rows["memberships"].append(back)
    return back


def test_leave_and_return_are_in_order(checked: Checked, small_rows: Rows) -> None:
    """A leave with its last day and a readmission after it; without the words «восстановлен» it is a problem."""
    back = _on_leave(small_rows)
    assert checked(small_rows) == []
    del back["reason"]
    assert checked(small_rows) == [("not_readmitted", "Состав групп", "H9")]


def test_who_left_has_a_last_day(checked: Checked, small_rows: Rows) -> None:
    """An expulsion without a last day leaves open who is counted."""
    small_rows["memberships"][0]["reason"] = "expelled"
    assert checked(small_rows) == [("left_without_date", "Состав групп", "F3")]


def test_who_is_on_leave_is_not_counted(registered: Config, small_rows: Rows) -> None:
    """Out of the group from the day after the last, in again from the return; each a movement with its order."""
    _on_leave(small_rows)
    registered.registry.unlink()
    write_registry(registered.registry, small_rows)
    load_workbook(registered, load_parameters(registered.parameters), at=later(0), actor="test")
    with Dataset(registered) as dataset:
        moved = dataset.movements().merge(dataset.students(), on="student_id")
        during, after = (dataset.results(on=day).merge(dataset.students()) for day in (date(2026, 11, 1), BACK))
    own = moved[moved["number"] == "26-001"]
    assert [(str(row.kind), row.date.date(), row.document) for row in own.itertuples()][1:] == [
        ("academic_leave", date(2026, 10, 11), "приказ 5"),
        ("readmitted", BACK, "приказ 9"),
    ]
    assert set(during.loc[during["member"], "number"]).isdisjoint({"26-001"})
    assert "26-001" in set(after.loc[after["member"], "number"])


def test_a_workbook_made_before_the_column_is_read(registered: Config, small_rows: Rows) -> None:
    """Nothing is missing in a registry that has no column «Основание» yet."""
    book = openpyxl.load_workbook(registered.registry)
    tab = book["Состав групп"]
    place = next(cell.column for cell in tab[2] if cell.value == "Основание")
    tab.delete_cols(place)
    book.save(registered.registry)
    assert check_registry(read_registry(registered.registry), ()) == []
