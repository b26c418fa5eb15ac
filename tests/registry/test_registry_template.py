"""The registry workbook as it is given to people: what it holds, offers, and how it looks in print."""

import string
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ejournal.i18n import LANGUAGES, Text
from ejournal.model import REGISTRY, TABS, Tab
from ejournal.registry import check_kinds, guide, read_registry, reading_kinds, values, workbook, write_registry
from ejournal.registry.problems import Kind

Rows = dict[str, list[dict[str, object]]]
FULL: Rows = {
    "changes": [
        {
            "journal": "ИТ-1-26 БД лк",
            "kind": "moved",
            "date": date(2026, 9, 8),
            "pair": 1,
            "new_date": date(2026, 9, 9),
            "new_pair": 3,
            "new_room": "Л-2",
            "class_kind": "lecture",
            "reason": "болезнь",
            "document": "=1+1",
        }
    ],
    "substitutions": [
        {
            "journal": "ИТ-1-26 ФИЗ",
            "teacher": "Асанов Азамат Токтогулович",
            "valid_from": date(2026, 9, 10),
            "valid_to": date(2026, 9, 11),
        }
    ],
    "holidays": [{"date": date(2026, 9, 30), "name": "Орозо айт"}],
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """A new workspace's workbook as openpyxl reads it."""
    path = tmp_path_factory.mktemp("template") / "Реестр.xlsx"
    write_registry(path)
    return openpyxl.load_workbook(path)


def sheet_of(book: Workbook | Path, tab: str) -> Worksheet:
    """A tab of an open workbook, or of a file."""
    opened = openpyxl.load_workbook(book) if isinstance(book, Path) else book
    return opened[TABS[tab].title]


def rule_of(sheet: Worksheet, cell: str) -> DataValidation:
    """The drop-down or limit of a cell."""
    (rule,) = [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]
    return rule


def test_rows_read_back_as_they_were_written(registry: Path, small_rows: Rows) -> None:
    """Every type of value survives: codes, kinds, dates, times, instants, numbers, text that looks like a formula."""
    rows = small_rows | FULL
    write_registry(registry, rows)
    data = read_registry(registry)
    assert data.problems == []
    for tab in REGISTRY:
        written = [{name: value for name, value in row.items() if value is not None} for row in rows.get(tab.name, [])]
        assert [row.values for row in data.tabs[tab.name]] == written


def test_the_same_rows_give_the_same_bytes(tmp_path: Path, small_rows: Rows) -> None:
    """No clock and no chance stands in the file, and nothing is left beside it."""
    for name in ("a.xlsx", "b.xlsx"):
        write_registry(tmp_path / name, small_rows)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def test_a_failed_write_leaves_the_old_workbook(registry: Path, small_rows: Rows) -> None:
    """The file is replaced in one step or not at all."""
    write_registry(registry, small_rows)
    before = registry.read_bytes()
    small_rows["rooms"][0]["seats"] = float("nan")  # no spreadsheet can hold it
    with pytest.raises(TypeError):
        write_registry(registry, small_rows)
    assert registry.read_bytes() == before
    assert [path.name for path in registry.parent.iterdir()] == [registry.name]


def test_instruction_first_then_every_tab(empty: Workbook) -> None:
    """The instruction opens the workbook; the lists behind drop-downs are hidden."""
    book = empty
    assert book.sheetnames == ["Инструкция", *(tab.title for tab in REGISTRY), "Списки"]
    assert book.active.title == "Инструкция"
    assert book["Списки"].sheet_state == "hidden"
    said = " ".join(str(cell.value) for cell in book["Инструкция"]["B"] if cell.value)
    for word in ("последнюю неделю августа", "ejournal registry check", "Приказы", "остаётся в силе"):
        assert word in said


@pytest.mark.parametrize("tab", REGISTRY, ids=lambda tab: tab.name)
def test_a_tabs_frame(tab: Tab, empty: Workbook) -> None:
    """Note, titles, hidden ids, frozen header, a filter that starts at the id, A4 landscape with repeated heads."""
    sheet = sheet_of(empty, tab.name)
    assert sheet["B1"].value == guide.TAB_NOTES[tab.name].ru
    assert [cell.value for cell in sheet[2]][: len(tab.fields) + 1] == ["id", *(item.title for item in tab.fields)]
    assert sheet.column_dimensions["A"].hidden
    assert sheet.freeze_panes == "C3"
    assert sheet.auto_filter.ref.startswith("A2:")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.page_setup.fitToHeight, sheet.print_title_rows) == (0, "$1:$2")


def test_required_columns_look_different(empty: Workbook) -> None:
    """Dark where a value is required, light where it is not; a blank required cell of a begun row turns red."""
    sheet = sheet_of(empty, "groups")
    required, optional = (sheet[cell].fill.start_color.rgb for cell in ("B2", "D2"))
    assert required != optional
    rules = {str(area.sqref).split(":")[0]: area.rules[0].formula for area in sheet.conditional_formatting}
    assert rules["E3"] == ["AND(COUNTA($B3:$G3)>0,ISBLANK(E3))"]
    assert "D3" not in rules


def test_references_choices_and_kinds_drop_down(empty: Workbook) -> None:
    """A list of the other tab's keys, of the choices' words, of usual combinations of kinds; all of them only warn."""
    load, timetable = sheet_of(empty, "load"), sheet_of(empty, "timetable")
    keys = "'Группы'!$B$3:$B$2000"
    assert rule_of(load, "C20000").formula1 == f"OFFSET('Группы'!$B$3,0,0,MAX(1,COUNTA({keys})),1)"
    assert rule_of(load, "G3").formula1 == "'Списки'!$A$1:$A$7"
    assert rule_of(timetable, "C3").formula1 == '"Пн,Вт,Ср,Чт,Пт,Сб,Вс"'
    assert rule_of(timetable, "D3").formula1.startswith("OFFSET('Звонки'!$B$3")
    for tab in REGISTRY:
        for rule in sheet_of(empty, tab.name).data_validations.dataValidation:
            assert rule.errorStyle == "warning"


@pytest.mark.parametrize("tab", REGISTRY, ids=lambda tab: tab.name)
def test_every_reference_and_choice_has_its_list(tab: Tab, empty: Workbook) -> None:
    """No cell that refers to another tab, and no choice, is left without a drop-down."""
    sheet = sheet_of(empty, tab.name)
    for number, item in enumerate(tab.fields, 2):
        cell = f"{string.ascii_uppercase[number - 1]}3"
        if item.refers or item.type in ("choice", "kinds"):
            assert rule_of(sheet, cell).type == "list"


def test_typed_text_stays_text(registry: Path, small_rows: Rows) -> None:
    """Codes are written as text, and empty cells of text columns are formatted as text, so 1-9 is no date."""
    write_registry(registry, small_rows)
    rooms = sheet_of(registry, "rooms")
    assert (rooms["B3"].value, rooms["B3"].number_format) == ("305", "@")
    bells = sheet_of(registry, "bells")
    assert (bells["C3"].value, bells["C3"].number_format) == (time(8, 0), "hh:mm")
    outages = sheet_of(registry, "outages")
    assert outages["B3"].value == datetime(2026, 10, 6, 8, 0)


def test_the_instruction_speaks_the_workspaces_language(registry: Path) -> None:
    """Tabs and columns stay Russian, what explains them does not."""
    write_registry(registry, language="ky")
    assert sheet_of(registry, "groups")["B1"].value == guide.TAB_NOTES["groups"].ky
    assert read_registry(registry).problems == []


def texts() -> list[tuple[str, Text]]:
    """Every text of the registry with its name."""
    found = [("title", guide.GUIDE_TITLE), ("guide", guide.GUIDE), ("ids", workbook.IDS_NOT_WRITTEN)]
    found += [(name, text) for name, text in guide.TAB_NOTES.items()]
    found += [(f"{tab}.{name}", text) for (tab, name), text in guide.FIELD_NOTES.items()]
    found += [(name, text) for name, text in values.EXAMPLES.items()]
    for module in (check_kinds, reading_kinds):
        for name, kind in vars(module).items():
            if isinstance(kind, Kind):
                found += [(name, kind.text), (f"{name}'s remedy", kind.remedy)]
    return found


@pytest.mark.parametrize(("name", "text"), texts(), ids=[name for name, _ in texts()])
def test_texts_are_whole(name: str, text: Text) -> None:
    """Three different sentences with the same placeholders."""
    sentences = [text[language] for language in LANGUAGES]
    assert len(set(sentences)) == 3
    assert all(sentence.strip() for sentence in sentences)
    used = [{field for _, field, _, _ in string.Formatter().parse(sentence) if field} for sentence in sentences]
    assert used[0] == used[1] == used[2]


def test_every_tab_has_its_note() -> None:
    """And every note on a header belongs to a column that there is."""
    assert set(guide.TAB_NOTES) == set(TABS)
    for tab, name in guide.FIELD_NOTES:
        assert TABS[tab].field(name)


def test_the_guide_has_the_same_paragraphs_in_every_language() -> None:
    """Nothing is left out in Kyrgyz or English."""
    lines = [[line.startswith("# ") for line in guide.GUIDE[language].strip().splitlines()] for language in LANGUAGES]
    assert lines[0] == lines[1] == lines[2]
