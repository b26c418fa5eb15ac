"""What a teacher reads in the two tabs: each remark at its cell, each number with how it came about."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from feedback_world import LABS, LECTURES, evaluate, fill, provisioned, run, tab, texts
from hands import Hand, run_sync
from university import STUDENTS

from ejournal import pipeline
from ejournal.config import Config

HEADS = ["Важность", "Где", "Что не так", "Что сделать", "Пункт положения"]


def _part(path: Path, title: str) -> tuple[str, dict[str, bytes]]:
    """The name of a tab's part, and all parts of the workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    number = openpyxl.load_workbook(path).sheetnames.index(title) + 1
    return f"xl/worksheets/sheet{number}.xml", parts


def test_each_finding_leads_to_its_cell(evaluated: Config) -> None:
    """Severity, a link to the exact cell, what is wrong, what to do, and the clause (5.3)."""
    run(evaluated)
    path = evaluated.journals / LECTURES
    rows = texts(tab(path, "Проверка"))
    assert rows[2] == HEADS
    disagrees = next(row for row in rows[3:] if "стоит 0" in str(row[2]))
    assert disagrees[:2] == ["внимание", "Базы данных лк · I8"]
    assert disagrees[4] == "3.5"
    assert "22.09.2026" in str(disagrees[2])
    sheet = openpyxl.load_workbook(path)["Проверка"]
    links = [cell.value for cell in sheet["B"] if cell.value and str(cell.value).startswith("=")]
    assert '=HYPERLINK("#\'Базы данных лк\'!I8","Базы данных лк · I8")' in links
    assert len(links) == len(rows) - 3


def test_a_finding_stands_in_its_own_workbook(evaluated: Config) -> None:
    """What one teacher has to mend is not told to another."""
    run(evaluated)
    for path, journals in ((LECTURES, ("Базы данных лк",)), (LABS, ("Базы данных лб 1", "Физика лк пр"))):
        rows = texts(tab(evaluated.journals / path, "Проверка"))[3:]
        assert rows
        assert all(str(row[1]).split(" · ")[0] in journals for row in rows)


def test_what_is_for_others_is_not_told_to_the_teacher(workspace: Config) -> None:
    """A name below the list is the directorate's to mend (7.5)."""
    hand = Hand(workspace)
    hand.sheet["E40"] = "Чужой Студент"
    hand.save()
    evaluate(workspace)
    run(workspace)
    assert "Чужой" not in str(texts(tab(workspace.journals / LECTURES, "Проверка")))


def test_nothing_wrong_is_said_so(workspace: Config) -> None:
    """An empty list is a sentence, not a blank tab; well before the semester not even a lesson plan is missed."""
    from university import date

    run_sync(workspace)
    pipeline.validate(workspace.workspace, today=date(2026, 8, 20))
    run(workspace, today=date(2026, 8, 20))
    rows = texts(tab(workspace.journals / LECTURES, "Проверка"))
    assert rows[3] == ["Замечаний нет: всё, что прочитано, заполнено верно."]


def test_points_carry_their_fractions(evaluated: Config) -> None:
    """Participation 8 x attended / held, performance 10 x mean / 5, over the complete lessons of the course (3.5)."""
    run(evaluated)
    rows = texts(tab(evaluated.journals / LECTURES, "Баллы"))
    by_name = {row[1]: row for row in rows if len(row) > 3 and isinstance(row[0], float)}
    assert list(by_name) == [name for _, name in STUDENTS]
    first, second, joined = (by_name[STUDENTS[at][1]] for at in (0, 1, 5))
    assert first[2:] == [8, "3 / 3", 8, "16 / 4", 16]
    assert second[2:6] == [2.67, "1 / 3", 0, "0 / 0"]
    assert second[7] == "проверка 1, успеваемость: нет ни одной оценки"
    assert joined[2:5] == ["0 / 0", 0, "0 / 0"]
    assert "нет проведённых заполненных занятий" in str(joined[-1])


def test_what_did_not_count_is_named(evaluated: Config) -> None:
    """The teacher sees which lessons are missing from the points, also those of the course's other journals."""
    run(evaluated)
    said = " ".join(str(row[0]) for row in texts(tab(evaluated.journals / LECTURES, "Баллы")) if len(row) == 1)
    assert "прошло занятий 7, в баллы вошло 3" in said
    assert "22.09 пара 1 (лк)" in said
    assert "02.09 пара 2 (лб)" in said
    assert "30.09 пара" not in said
    assert "Участие = 8 × посещено / проведено" in said


def test_the_scheme_and_its_assumptions_are_named(evaluated: Config) -> None:
    """What the regulation does not fix is shown beside the points (1.1)."""
    run(evaluated)
    said = [row[0] for row in texts(tab(evaluated.journals / LECTURES, "Баллы")) if len(row) == 1]
    assert "Схема баллов: ЖАГУ, 2026-2027, v1." in said
    assert "· Пропуск по уважительной причине (у) считается пропуском." in said


def test_revision_and_moment_are_named(evaluated: Config) -> None:
    """In the university's own time."""
    run(evaluated)
    for title in ("Проверка", "Баллы"):
        stamp = texts(tab(evaluated.journals / LECTURES, title))[1][0]
        assert "30.09.2026 18:00, ревизия 4" in str(stamp)


def test_a_credit_test_has_its_own_caps(evaluated: Config) -> None:
    """16 and 20 (3.5)."""
    run(evaluated)
    heads = [text for row in texts(tab(evaluated.journals / LABS, "Баллы")) for text in row]
    assert "Участие, до 16" in heads
    assert "Вместе, до 36" in heads


@pytest.mark.parametrize(("language", "titles"), [("ky", ("Текшерүү", "Упайлар")), ("en", ("Check", "Points"))])
def test_the_tabs_are_in_the_workspaces_language(
    registered: Config, monkeypatch: pytest.MonkeyPatch, language: str, titles: tuple[str, str]
) -> None:
    """Nothing in Russian is left in the Kyrgyz or English tabs but names and what the university itself named."""
    monkeypatch.setenv("EJOURNAL_LANGUAGE", language)
    config = provisioned(registered)
    fill(config)
    evaluate(config)
    run(config)
    for title in titles:
        said = str(texts(tab(config.journals / LECTURES, title)))
        assert not any(word in said for word in ("Важность", "Проверка", "посещено", "Ревизия", "ревизия 4"))
        assert len(said) > 500


def test_no_name_stands_where_numbers_are_asked_for(registered: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """The points tab says no more than the list does."""
    monkeypatch.setenv("EJOURNAL_NAMES", "number")
    config = provisioned(registered)
    evaluate(config)
    run(config)
    said = str(texts(tab(config.journals / LECTURES, "Баллы")))
    assert "26-001" in said
    assert not any(name.split()[0] in said for _, name in STUDENTS)


def test_only_the_two_tabs_change(evaluated: Config) -> None:
    """Every other part of the file keeps its bytes, and the teacher's cells with them."""
    path = evaluated.journals / LECTURES
    before = _part(path, "Баллы")[1]
    run(evaluated)
    own, after = _part(path, "Баллы")
    assert [name for name in before if before[name] != after[name]] == [_part(path, "Проверка")[0], own]
    assert list(before) == list(after)


def test_no_text_is_cut_off(evaluated: Config) -> None:
    """Rows are as high as their longest text needs; LibreOffice would not make them so."""
    run(evaluated)
    sheet = openpyxl.load_workbook(evaluated.journals / LECTURES)["Проверка"]
    for row in range(5, sheet.max_row + 1):
        longest = max(len(str(sheet.cell(row, column).value)) / width for column, width in ((3, 62), (4, 54)))
        assert sheet.row_dimensions[row].height >= 13 * longest
