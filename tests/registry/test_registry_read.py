"""What people really type is read; what cannot be read is told with its cell, and never guessed."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from ejournal.errors import WorkbookError
from ejournal.model import TABS
from ejournal.registry import RegistryData, check_registry, read_registry, write_registry
from ejournal.registry.values import Unreadable, read_value
from ejournal.store import public_id

Rows = dict[str, list[dict[str, object]]]
CODE = TABS["groups"].field("code")
INT = TABS["groups"].field("year_of_study")
NUMBER = TABS["load"].field("hours")
DATE = TABS["memberships"].field("valid_from")
TIME = TABS["bells"].field("start")
INSTANT = TABS["outages"].field("start")
KINDS = TABS["load"].field("kinds")
PARITY = TABS["timetable"].field("parity")
CONTROL = TABS["curriculum"].field("control")
DAY = TABS["timetable"].field("weekday")
CHANGE = TABS["changes"].field("kind")
BREAK, ZERO_WIDTH, BREVE = "\u00a0", "\u200b", "\u0306"


@pytest.mark.parametrize(
    ("field", "raw", "value"),
    [
        (CODE, "  ИТ-1-26 ", "ИТ-1-26"),
        (CODE, f"ИТ{BREAK} 1{ZERO_WIDTH}", "ИТ 1"),
        (CODE, f"Даи{BREVE}ыр", "Дайыр"),
        (CODE, 101.0, "101"),
        (CODE, 10.5, "10.5"),
        (CODE, "   ", None),
        (INT, 2.0, 2),
        (INT, " 2 ", 2),
        (INT, "2.0", 2),
        (NUMBER, "4,5", 4.5),
        (NUMBER, "1 024", 1024.0),
        (DATE, datetime(2026, 9, 1), date(2026, 9, 1)),
        (DATE, date(2026, 9, 1), date(2026, 9, 1)),
        (DATE, "01.09.2026", date(2026, 9, 1)),
        (DATE, "1.9.26 г.", date(2026, 9, 1)),
        (DATE, "01/09/2026", date(2026, 9, 1)),
        (DATE, "2026-09-01", date(2026, 9, 1)),
        (DATE, 46266.0, date(2026, 9, 1)),
        (TIME, time(8, 0), time(8, 0)),
        (TIME, "8:00", time(8, 0)),
        (TIME, "08.00", time(8, 0)),
        (TIME, "8-30", time(8, 30)),
        (TIME, "8:30:00", time(8, 30)),
        (TIME, 0.354166666666667, time(8, 30)),
        (TIME, 8.3, time(8, 30)),
        (TIME, 8.0, time(8, 0)),
        (TIME, timedelta(hours=9, minutes=20), time(9, 20)),
        (TIME, datetime(1899, 12, 30, 9, 20), time(9, 20)),
        (INSTANT, datetime(2026, 10, 6, 8, 0), datetime(2026, 10, 6, 8, 0)),
        (INSTANT, "06.10.2026 8:00", datetime(2026, 10, 6, 8, 0)),
        (INSTANT, "06.10.2026, 08:00", datetime(2026, 10, 6, 8, 0)),
        (INSTANT, "2026-10-06T08:00", datetime(2026, 10, 6, 8, 0)),
        (INSTANT, 46301.5, datetime(2026, 10, 6, 12, 0)),
        (INSTANT, date(2026, 10, 6), datetime(2026, 10, 6)),
        (KINDS, "лк, пр", ("lecture", "practice")),
        (KINDS, "ПР/лк", ("lecture", "practice")),
        (KINDS, "лк+лб", ("lecture", "lab")),
        (KINDS, "Лк и пр.", ("lecture", "practice")),
        (KINDS, "лекция; лабораторные", ("lecture", "lab")),
        (KINDS, "lecture lab", ("lecture", "lab")),
        (PARITY, "Нечетная", "odd"),
        (PARITY, "ЧЁТНАЯ", "even"),
        (PARITY, "every", "every"),
        (PARITY, "жуп", "even"),
        (CONTROL, "Зачет", "credit_test"),
        (CONTROL, "credit test", "credit_test"),
        (CONTROL, "ЭКЗАМЕН", "exam"),
        (CONTROL, "Дифференцированный зачет", "graded_credit_test"),
        (CONTROL, "дифзачёт", "graded_credit_test"),
        (CONTROL, "Защита", "thesis"),
        (DAY, "пн", "Пн"),
        (DAY, "Вторник", "Вт"),
        (DAY, "CP", "Ср"),
        (DAY, "дүйшөмбү", "Пн"),
        (CHANGE, "Перенос", "moved"),
        (CHANGE, "cancelled", "cancelled"),
    ],
)
def test_a_value_is_read_as_typed(field: object, raw: object, value: object) -> None:
    """Stray spaces, text for numbers and numbers for text, other spellings of dates, times and choices."""
    assert read_value(field, raw) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        (CODE, date(2026, 9, 1)),
        (CODE, True),
        (CODE, "#REF!"),
        (INT, 1.5),
        (INT, "второй"),
        (NUMBER, "32 ч"),
        (NUMBER, float("nan")),
        (DATE, "31.02.2026"),
        (DATE, "сентябрь"),
        (DATE, 5.0),
        (TIME, "25:00"),
        (TIME, 8.75),
        (TIME, "утром"),
        (INSTANT, "06.10.2026 25:00"),
        (KINDS, "лк, семинар"),
        (PARITY, "иногда"),
        (PARITY, "лк"),
        (DAY, "8"),
        (CHANGE, "?"),
    ],
)
def test_what_cannot_be_read_is_not_guessed(field: object, raw: object) -> None:
    """A code turned into a date, a word for a number, a day that does not exist."""
    with pytest.raises(Unreadable):
        read_value(field, raw)  # type: ignore[arg-type]


@pytest.fixture
def edited(registry: Path, small_rows: Rows) -> Callable[[Callable[[Workbook], None]], RegistryData]:
    """Write the tiny university, let a person change the workbook, read it."""

    def edit(change: Callable[[Workbook], None]) -> RegistryData:
        write_registry(registry, small_rows)
        book = openpyxl.load_workbook(registry)
        change(book)
        book.save(registry)
        return read_registry(registry)

    return edit


Edited = Callable[[Callable[[Workbook], None]], RegistryData]


def cells(data: RegistryData) -> list[tuple[str, str, str]]:
    """The problems found while reading."""
    return [(problem.code, problem.tab, problem.cell) for problem in data.problems]


def test_tabs_and_columns_may_stand_anywhere(edited: Edited) -> None:
    """Another order of tabs, titles in other letters, columns moved and added, the note deleted."""

    def change(book: Workbook) -> None:
        book.move_sheet("Студенты", offset=-4)
        sheet = book["Студенты"]
        sheet.title = " студенты "
        sheet.insert_cols(2)
        sheet["B2"] = "Телефон"
        sheet["B3"] = "0770"
        sheet["C2"], sheet["D2"] = "  фио* ", "№ ЗАЧЕТНОЙ КНИЖКИ"
        for row in range(3, 9):
            sheet.cell(row, 3).value, sheet.cell(row, 4).value = sheet.cell(row, 4).value, sheet.cell(row, 3).value
        sheet.delete_rows(1)

    data = edited(change)
    assert data.problems == []
    first = data.tabs["students"][0]
    assert first.values == {"number": "26-001", "name": "Абдыкеримова Айгүл Төлөгөновна"}
    assert first.row_number == 2
    assert data.cell("students", first, "name") == "C2"
    assert data.title("students") == " студенты "


def test_a_missing_tab_and_a_missing_column_are_told_once(edited: Edited) -> None:
    """Their rows' references and blanks are not told besides."""

    def change(book: Workbook) -> None:
        book.remove(book["Аудитории"])
        book["Группы"]["E2"] = "Год"

    data = edited(change)
    expected = [("missing_column", "Группы", "A2"), ("missing_tab", "Аудитории", "")]
    assert cells(data) == expected
    assert [(one.code, one.tab, one.cell) for one in check_registry(data, ())] == expected


def test_a_tab_without_headers_says_so(edited: Edited) -> None:
    """Not each column by itself."""
    data = edited(lambda book: book["Звонки"].delete_rows(2))
    assert cells(data) == [("missing_header", "Звонки", "A1")]


def test_doubled_tabs_and_columns_are_told(edited: Edited) -> None:
    """Which of two is meant cannot be known."""

    def change(book: Workbook) -> None:
        book["Звонки"]["E2"] = "Пара"
        book.copy_worksheet(book["Звонки"]).title = "Звонки "

    assert cells(edited(change)) == [("doubled_tab", "Звонки ", ""), ("doubled_column", "Звонки", "E2")]


def test_each_unreadable_cell_is_told_and_nothing_besides(edited: Edited) -> None:
    """Cell, what stands there, how to write it; the cell is not called empty, too."""

    def change(book: Workbook) -> None:
        book["Состав групп"]["E4"] = "первого сентября"
        book["Расписание"]["E3"] = "иногда"
        book["Звонки"]["C3"] = "утром"
        book["Группы"]["B3"] = datetime(2026, 1, 26)

    data = edited(change)
    told = {(problem.tab, problem.cell): problem for problem in data.problems}
    assert set(told) == {("Состав групп", "E4"), ("Расписание", "E3"), ("Звонки", "C3"), ("Группы", "B3")}
    assert told["Состав групп", "E4"].value == "первого сентября"
    assert "01.09.2026" in told["Состав групп", "E4"].remedy.ru
    assert "нечётная" in told["Расписание", "E3"].remedy.en
    assert "missing_value" not in {problem.code for problem in check_registry(data, ())}


def test_blank_rows_are_passed_over_and_rows_keep_their_number(edited: Edited) -> None:
    """A row of spaces, a row with nothing but its hidden id, a gap between rows."""

    def change(book: Workbook) -> None:
        sheet = book["Студенты"]
        sheet["B4"], sheet["C4"] = None, "  "
        sheet["A4"] = public_id("S", 7)
        sheet["B12"], sheet["C12"] = "26-009", "Новый Студент"

    data = edited(change)
    assert [row.row_number for row in data.tabs["students"]] == [3, 5, 6, 7, 8, 12]


def test_numbers_for_codes_still_refer(edited: Edited) -> None:
    """A room typed as the number 305 is the room 305, on both tabs."""

    def change(book: Workbook) -> None:
        book["Аудитории"]["B3"] = 305
        book["Расписание"]["G3"] = 305.0
        book["Расписание"]["D3"] = "1"

    data = edited(change)
    assert check_registry(data, ()) == []
    assert data.tabs["timetable"][0].values["room"] == "305"


def test_a_row_copied_with_its_hidden_id_is_told(edited: Edited) -> None:
    """So is an id of another tab, and one with a wrong check digit."""

    def change(book: Workbook) -> None:
        sheet = book["Студенты"]
        sheet["A3"] = sheet["A5"] = public_id("S", 7)
        sheet["A6"] = public_id("G", 8)
        sheet["A7"] = "S00099"

    data = edited(change)
    assert cells(data) == [
        ("doubled_id", "Студенты", "A5"),
        ("foreign_id", "Студенты", "A6"),
        ("foreign_id", "Студенты", "A7"),
    ]
    assert "A5" in data.problems[0].remedy.ky


def test_a_workbook_without_ids_is_read(edited: Edited) -> None:
    """Who made the table themselves has no id column; rows are known by their keys."""
    data = edited(lambda book: book["Студенты"].delete_cols(1))
    assert data.problems == []
    assert [row.row_id for row in data.tabs["students"]] == [None] * 6
    assert data.cell("students", data.tabs["students"][0], "number") == "A3"


def test_a_registry_longer_than_a_journal_is_read(registry: Path) -> None:
    """Memberships of many years pass the limit that journals have."""
    write_registry(registry, {"students": [{"number": str(at), "name": f"Студент {at}"} for at in range(20_100)]})
    assert len(read_registry(registry).tabs["students"]) == 20_100


def test_a_file_that_is_no_workbook_is_refused(registry: Path) -> None:
    """With the reader's own words."""
    registry.write_bytes(b"no workbook")
    with pytest.raises(WorkbookError, match="not an xlsx"):
        read_registry(registry)
    with pytest.raises(WorkbookError, match="cannot be read"):
        read_registry(registry.with_name("нет.xlsx"))
