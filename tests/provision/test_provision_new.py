"""New workbooks: what stands in them, by every grouping, every way of showing names, every language."""

from datetime import date

import pytest
import sqlalchemy as sa
from provision_places import FOLDER, LABS, LECTURES, Rows, add_journal, lessons, load, names, run, tabs
from university import GROUP, JOINED_ON, LEFT_ON, STUDENTS

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.errors import ParameterError
from ejournal.store import Store, schema

TUESDAY = date(2026, 9, 1)


def test_a_workbook_for_each_teacher_of_a_group(registered: Config) -> None:
    """The default: each teacher has a file of their own in the group's folder, with a tab per journal (3.2)."""
    done = run(registered)
    assert done.created == {LECTURES: ["Базы данных лк"], LABS: ["Базы данных лб 1", "Физика лк пр"]}
    assert (done.extended, done.unchanged, done.problems) == ({}, [], [])
    assert list(tabs(registered, LABS)) == [
        "Базы данных лб 1",
        "КТП Базы данных лб 1",
        "Физика лк пр",
        "КТП Физика лк пр",
        "Проверка",
        "Баллы",
        "Инструкция",
    ]


@pytest.mark.parametrize(
    ("grouping", "paths"),
    [
        ("group", {f"2026-1/{GROUP}.xlsx": ["Базы данных лк", "Базы данных лб 1", "Физика лк пр"]}),
        (
            "teacher",
            {
                "2026-1/Асанов Азамат Токтогулович.xlsx": ["Базы данных лк"],
                "2026-1/Петрова Ольга Ивановна.xlsx": ["Базы данных лб 1", "Физика лк пр"],
            },
        ),
    ],
)
def test_the_grouping_is_a_setting(registered: Config, grouping: str, paths: dict[str, list[str]]) -> None:
    """One workbook a group, or one a teacher."""
    done = run(registered.model_copy(update={"grouping": grouping}))
    assert {path: sorted(titles) for path, titles in done.created.items()} == {
        path: sorted(titles) for path, titles in paths.items()
    }


def test_a_teachers_workbook_names_the_groups(registered: Config, small_rows: Rows) -> None:
    """Where one workbook holds several groups, the tabs say which."""
    small_rows["groups"].append({**small_rows["groups"][0], "code": "ИТ-2-26"})
    add_journal(small_rows, group="ИТ-2-26", code="ИТ-2-26 БД лк", weekday="Пн")
    load(registered, small_rows)
    done = run(registered.model_copy(update={"grouping": "teacher"}))
    assert done.created["2026-1/Асанов Азамат Токтогулович.xlsx"] == [
        "ИТ-1-26 Базы данных лк",
        "ИТ-2-26 Базы данных лк",
    ]


def test_students_stand_by_name_with_their_membership(registered: Config) -> None:
    """A subgroup's journal lists the subgroup; who leaves or joins in the semester stands there with the dates."""
    run(registered)
    grid = tabs(registered, LECTURES)["Базы данных лк"]
    assert names(grid) == [name for _, name in STUDENTS]
    assert [grid.cell(row, 3) for row in range(10, 16)] == [None, None, None, LEFT_ON, None, None]
    assert grid.cell(15, 2) == JOINED_ON
    assert names(tabs(registered, LABS)["Базы данных лб 1"]) == [name for _, name in STUDENTS[:3]]


def test_who_left_before_the_semester_or_comes_after_it_is_not_listed(registered: Config, small_rows: Rows) -> None:
    """The list is the semester's."""
    small_rows["memberships"][0] |= {"valid_from": date(2025, 9, 1), "valid_to": date(2026, 8, 31)}
    small_rows["memberships"][1] |= {"valid_from": date(2027, 2, 1)}
    load(registered, small_rows)
    run(registered)
    assert names(tabs(registered, LECTURES)["Базы данных лк"]) == [name for _, name in STUDENTS[2:]]


def test_who_comes_back_stands_once(registered: Config, small_rows: Rows) -> None:
    """Two periods of one student are one row from the first day to the last."""
    first = small_rows["memberships"][0]
    first["valid_to"] = date(2026, 9, 20)
    small_rows["memberships"].append({**first, "valid_from": date(2026, 11, 1), "valid_to": None})
    load(registered, small_rows)
    run(registered)
    grid = tabs(registered, LECTURES)["Базы данных лк"]
    assert names(grid).count(STUDENTS[0][1]) == 1
    assert [grid.cell(10, 2), grid.cell(10, 3)] == [date(2026, 9, 1), None]


def test_lessons_stand_by_the_timetable(registered: Config) -> None:
    """Dates and pairs are those of the timetable; a journal of two kinds holds both in their order (1.4)."""
    run(registered)
    found = lessons(tabs(registered, LECTURES)["Базы данных лк"])
    assert found[0] == (TUESDAY, 1, "лк")
    assert len(found) == 16
    physics = lessons(tabs(registered, LABS)["Физика лк пр"])
    assert physics[:4] == [
        (date(2026, 9, 3), 1, "лк"),
        (date(2026, 9, 10), 1, "лк"),
        (date(2026, 9, 11), 3, "пр"),
        (date(2026, 9, 17), 1, "лк"),
    ]


def test_a_lesson_cancelled_beforehand_gets_no_column(registered: Config, small_rows: Rows) -> None:
    """Neither a column nor a row of the plan."""
    order = {"journal": "ИТ-1-26 БД лк", "kind": "cancelled", "date": date(2026, 9, 8), "pair": 1, "document": "пр. 1"}
    load(registered, small_rows | {"changes": [order]})
    run(registered)
    book = tabs(registered, LECTURES)
    assert date(2026, 9, 8) not in [day for day, _, _ in lessons(book["Базы данных лк"])]
    assert [book["КТП Базы данных лк"].cell(row, 4) for row in (4, 5)] == [TUESDAY, date(2026, 9, 15)]


def test_the_plan_has_a_row_a_lesson(registered: Config) -> None:
    """Week, date, kind and hours are filled in, the rest is the teacher's (2.2, 4.3)."""
    run(registered)
    plan = tabs(registered, LABS)["КТП Базы данных лб 1"]
    assert [plan.cell(5, column) for column in range(1, 8)] == ["P2", 2, 3, date(2026, 9, 16), "лб", 2, None]
    assert plan.cell(12, 1) == "P9"
    assert plan.cell(12, 4) is None


def test_the_heading_says_what_the_journal_is(registered: Config) -> None:
    """Discipline, kinds, group, subgroup and teacher."""
    run(registered)
    assert tabs(registered, LABS)["Базы данных лб 1"].cell(2, 4) == (
        "Базы данных · лабораторные · ИТ-1-26 · подгруппа 1 · Петрова О. И."
    )


def test_the_drop_downs_are_by_kind_of_class(registered: Config) -> None:
    """A lab offers a lab's work types with the ones not held last; two marks in one cell are taken, too (3.5)."""
    import openpyxl

    run(registered)
    lists = openpyxl.load_workbook(registered.journals / LABS)["Списки"]
    lab = [cell.value for cell in lists[5] if cell.value][1:]
    assert (lab[0], lab[-1]) == ("Лабораторная работа", "не проведено: отменено")
    assert "Лекция" not in lab
    marks = [cell.value for cell in lists[2] if cell.value]
    assert marks[:9] == ["кж", "5", "4", "3", "2", "у", "1", "0", "+"]
    assert {"5/4", "н/б"} <= set(marks)


@pytest.mark.parametrize(("language", "title"), [("ru", "Инструкция"), ("ky", "Нускама"), ("en", "Instructions")])
def test_the_instruction_is_in_the_workspaces_language(registered: Config, language: str, title: str) -> None:
    """Each has its own text, with the university's words for marks filled in (7.1)."""
    run(registered.model_copy(update={"language": language}))
    grid = tabs(registered, LECTURES)[title]
    text = "\n".join(str(grid.cell(row, 1) or "") for row in range(2, grid.height + 1))
    assert "кж" in text
    assert "{" not in text
    assert grid.height > 20


def test_names_are_shown_as_the_setting_says(registered: Config) -> None:
    """As numbers, no name stands anywhere in the workbook."""
    run(registered.model_copy(update={"names": "number"}))
    book = tabs(registered, LECTURES)
    assert names(book["Базы данных лк"]) == [number for number, _ in STUDENTS]
    shown = {str(value) for grid in book.values() for row in grid.rows for value in row}
    assert not any(surname in value for value in shown for surname in ("Абдыкеримова", "Бөкөнбаев"))


def test_the_dataset_knows_where_each_journal_stands(registered: Config) -> None:
    """Workbook, tab and owner are noted without a revision; the next sync reads every file."""
    with Dataset(registered) as dataset:
        before = dataset.revision
    run(registered)
    with Dataset(registered) as dataset:
        journals = dataset.journals().set_index("code")
        assert dataset.revision == before
    assert journals.loc["ИТ-1-26 ФИЗ", ["workbook", "tab"]].tolist() == [LABS, "Физика лк пр"]
    store = Store.open(registered.database_address)
    with store.read() as connection:
        rows = connection.execute(sa.select(schema.workbooks)).mappings().all()
        teachers = {row.id: row.name for row in connection.execute(sa.select(schema.registry["teachers"]))}
    store.dispose()
    assert {row["path"]: teachers[row["owner_id"]] for row in rows} == {
        LECTURES: "Асанов Азамат Токтогулович",
        LABS: "Петрова Ольга Ивановна",
    }
    assert {(row["size"], row["sha256"]) for row in rows} == {(None, None)}


def test_a_shared_workbook_has_no_owner(registered: Config) -> None:
    """Who typed into a group's workbook is not known by its owner."""
    run(registered.model_copy(update={"grouping": "group"}))
    store = Store.open(registered.database_address)
    with store.read() as connection:
        assert connection.scalars(sa.select(schema.workbooks.c.owner_id)).all() == [None]
    store.dispose()


def test_the_semester_is_the_one_that_runs_or_comes(registered: Config) -> None:
    """A code chooses another one; one that does not exist is named with those that do."""
    assert run(registered, today=date(2026, 8, 25)).semester == "2026-1"
    with pytest.raises(ParameterError, match="2026-1"):
        run(registered, semester="2027-2")


def test_a_journal_whose_teacher_changed_before_is_the_new_teachers(registered: Config, small_rows: Rows) -> None:
    """The workbook goes to who teaches today; a substitute fills that workbook and gets none (3.5)."""
    order = {"journal": "ИТ-1-26 БД лк", "teacher": "Петрова Ольга Ивановна", "valid_from": date(2026, 9, 5)}
    substitute = {
        "journal": "ИТ-1-26 ФИЗ",
        "teacher": "Асанов Азамат Токтогулович",
        "valid_from": date(2026, 9, 8),
        "valid_to": date(2026, 9, 30),
    }
    load(registered, small_rows | {"teacher_changes": [order], "substitutions": [substitute]})
    done = run(registered)
    assert list(done.created) == [f"{FOLDER}/Петрова Ольга Ивановна.xlsx"]
    assert len(done.created[LABS]) == 3
