"""Names of files, tabs and students."""

import pytest

from ejournal.names import shown_name, sort_key
from ejournal.provision.names import file_name, file_names
from ejournal.provision.titles import shortened, tab_title


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Асанов Азамат Токтогулович", "Асанов Азамат Токтогулович"),
        ("ИТ-1/26", "ИТ-1-26"),
        (' a<b>c:"d" ', "a-b-c-d-"),
        ("Асанов А. Т.", "Асанов А. Т"),
        ("CON", "_CON"),
        ("com1.x", "_com1.x"),
        ("...", "_"),
        ("~$скрытый", "скрытый"),
        ("а" * 200, "а" * 80),
    ],
)
def test_file_names_are_allowed_everywhere(name: str, file: str) -> None:
    """Windows forbids signs, endings and words; hidden names and lock files are none of sync's workbooks."""
    assert file_name(name) == file


def test_names_that_windows_takes_for_one_are_told_apart() -> None:
    """Two groups never share a folder by accident."""
    names = file_names({1: "ИТ-1/26", 2: "ит-1-26", 3: "ФИЗ"}, {1: "G00011", 2: "G0002Z", 3: "G0003X"})
    assert names == {1: "ИТ-1-26 (G00011)", 2: "ит-1-26 (G0002Z)", 3: "ФИЗ"}


def test_names_are_sorted_by_the_kyrgyz_alphabet() -> None:
    """Ё stands after е, ң after н, ө after о, ү after у; code points would put ё first and ң ө ү last."""
    wanted = ["Енов", "Ёлкин", "Жээнов", "Нуров", "Ңуров", "Оров", "Өзүбеков", "Панов", "Уров", "Үсөнов", "Фаттов"]
    assert sorted([*wanted[5:], *wanted[:5]], key=sort_key) == wanted


@pytest.mark.parametrize(
    ("how", "shown"), [("full", "Үсөнов Өмүр Жеңиш уулу"), ("initials", "Үсөнов Ө. Ж."), ("number", "26-001")]
)
def test_students_are_shown_as_the_setting_says(how: str, shown: str) -> None:
    """A spreadsheet outside the university is a disclosure, so it may hold initials or numbers alone."""
    assert shown_name(how, "Үсөнов Өмүр Жеңиш уулу", "26-001") == shown


@pytest.mark.parametrize(
    ("discipline", "kinds", "subgroup", "group", "title"),
    [
        ("Базы данных", ("lecture",), None, "", "Базы данных лк"),
        ("Базы данных", ("lab",), 2, "", "Базы данных лб 2"),
        ("Теория вероятностей и математическая статистика", ("lecture",), None, "", "Теор. вер. и мат. стат. лк"),
        ("Объектно-ориентированное программирование", ("lecture", "practice"), 1, "ИТ-1-26", "ИТ-1-26 ОП лк пр 1"),
    ],
)
def test_tabs_have_short_titles(
    discipline: str, kinds: tuple[str, ...], subgroup: int | None, group: str, title: str
) -> None:
    """Discipline, kinds and subgroup stay readable within Excel's 31 letters, also with the plan's prefix."""
    found = tab_title(discipline, kinds, subgroup, group, "ru")
    assert found == title
    assert len(f"Plan {found}") <= 31


@pytest.mark.parametrize("most", range(1, 40))
def test_a_shortened_name_never_is_longer_than_asked(most: int) -> None:
    """Whatever room is left, also none."""
    assert 0 < len(shortened("Безопасность жизнедеятельности и охрана труда", most)) <= most
