"""Provisioning again: what is new comes in, what was typed stays, and where nothing is new nothing is written."""

import os
from datetime import date

import openpyxl
import pytest
import sqlalchemy as sa
from hands import FIRST_LECTURE, LECTURE, Hand, marks_of, quarantined, run_sync
from provision_places import AT, FOLDER, LABS, LECTURES, Rows, add_journal, lessons, load, look, names, run, tabs
from university import GROUP, STUDENTS

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.provision import run as provision_run
from ejournal.sheets import read_workbook
from ejournal.store import Store, schema

TAB = "Базы данных лк"
NEW_STUDENT = {"number": "26-007", "name": "Ёлкин Янар Үсөнович"}
LECTURE_ORDER = {"journal": LECTURE, "document": "пр. 1"}


def revision(config: Config) -> int | None:
    """The dataset's newest revision."""
    with Dataset(config) as dataset:
        return dataset.revision


def test_nothing_new_writes_nothing(workspace: Config) -> None:
    """No file is replaced and no revision made."""
    before, newest = look(workspace), revision(workspace)
    done = run(workspace)
    assert done.unchanged == [LECTURES, LABS]
    assert (done.created, done.extended, done.problems) == ({}, {}, [])
    assert (look(workspace), revision(workspace)) == (before, newest)


def test_a_new_student_and_an_extra_lesson_come_in(workspace: Config, small_rows: Rows) -> None:
    """Only the workbooks that they concern are touched, and what a teacher typed stays (7.5)."""
    hand = Hand(workspace)
    hand.fill(FIRST_LECTURE, {"26-001": "5/4", "26-002": "кж"}, 1)
    hand.save()
    small_rows["students"].append(NEW_STUDENT)
    small_rows["memberships"].append(
        {"student": "26-007", "group": GROUP, "subgroup": 2, "valid_from": date(2026, 9, 14)}
    )
    extra = {**LECTURE_ORDER, "kind": "extra", "new_date": date(2026, 9, 12), "new_pair": 2, "class_kind": "lecture"}
    load(workspace, small_rows | {"changes": [extra]})
    done = run(workspace)
    assert list(done.extended) == [LECTURES, LABS]
    assert len(done.extended[LECTURES]) == 3
    assert [line.split()[1] for line in done.extended[LABS]] == ["student"]
    grid = tabs(workspace, LECTURES)[TAB]
    assert names(grid) == [*(name for _, name in STUDENTS), NEW_STUDENT["name"]]
    assert lessons(grid)[-1] == (date(2026, 9, 12), 2, "лк")
    assert [grid.cell(row, 6) for row in (7, 8, 10, 11)] == ["Лекция", 1, "5/4", "кж"]
    assert run(workspace).unchanged == [LECTURES, LABS]


def test_what_came_in_is_read_by_sync(workspace: Config, small_rows: Rows) -> None:
    """A mark in the new column of the new student is that student's, of that lesson."""
    small_rows["students"].append(NEW_STUDENT)
    small_rows["memberships"].append(
        {"student": "26-007", "group": GROUP, "subgroup": 2, "valid_from": date(2026, 9, 1)}
    )
    extra = {**LECTURE_ORDER, "kind": "extra", "new_date": date(2026, 9, 12), "new_pair": 2, "class_kind": "lecture"}
    load(workspace, small_rows | {"changes": [extra]})
    run(workspace)
    hand = Hand(workspace)
    hand.sheet.cell(16, hand.column(date(2026, 9, 12))).value = "3"
    hand.save()
    run_sync(workspace)
    assert marks_of(workspace) == {("26-007", date(2026, 9, 12)): "3"}
    assert quarantined(workspace) == {}


def test_an_extension_does_not_pass_for_a_teachers_save(workspace: Config, small_rows: Rows) -> None:
    """The file keeps the time of the teacher's save, and the next sync reads it all the same."""
    run_sync(workspace)
    path = workspace.journals / LECTURES
    os.utime(path, ns=(1, 1_789_000_000_123_456_789))
    run_sync(workspace)
    moved = {**LECTURE_ORDER, "kind": "moved", "date": date(2026, 9, 8), "pair": 1, "new_date": date(2026, 9, 9)}
    load(workspace, small_rows | {"changes": [moved]})
    run_sync(workspace)
    assert list(run(workspace).extended) == [LECTURES]
    assert path.stat().st_mtime_ns == 1_789_000_000_123_456_789
    store = Store.open(workspace.database_address)
    with store.read() as connection:  # the size alone may be the same by chance
        assert (
            connection.scalar(sa.select(schema.workbooks.c.mtime_ns).where(schema.workbooks.c.path == LECTURES)) is None
        )
    store.dispose()
    assert run_sync(workspace).changed == 1


def test_a_moved_lesson_keeps_its_column_and_its_marks(workspace: Config, small_rows: Rows) -> None:
    """Date and pair are brought up, the rest of the column stays (1.4)."""
    hand = Hand(workspace)
    hand.put("26-001", date(2026, 9, 8), "4")
    hand.save()
    moved = {
        **LECTURE_ORDER,
        **{"kind": "moved", "date": date(2026, 9, 8), "pair": 1, "new_date": date(2026, 9, 9), "new_pair": 3},
    }
    load(workspace, small_rows | {"changes": [moved]})
    run(workspace)
    grid = tabs(workspace, LECTURES)[TAB]
    assert [grid.cell(3, 7), grid.cell(4, 7), grid.cell(10, 7)] == [date(2026, 9, 9), 3, "4"]


def test_a_lesson_cancelled_later_stays_where_it_is(workspace: Config, small_rows: Rows) -> None:
    """Whatever was typed stays; the column says that it was cancelled."""
    hand = Hand(workspace)
    hand.put("26-001", date(2026, 9, 8), "4")
    hand.save()
    load(
        workspace,
        small_rows | {"changes": [{**LECTURE_ORDER, "kind": "cancelled", "date": date(2026, 9, 8), "pair": 1}]},
    )
    run(workspace)
    grid = tabs(workspace, LECTURES)[TAB]
    assert [grid.cell(row, 7) for row in (3, 5, 10)] == [date(2026, 9, 8), "отм.", "4"]
    assert len(lessons(grid)) == 16


def test_who_was_expelled_gets_the_last_day(workspace: Config, small_rows: Rows) -> None:
    """Also when that day lies before the semester: the row that is there greys out."""
    small_rows["memberships"][0] |= {"valid_from": date(2025, 9, 1), "valid_to": date(2026, 8, 20)}
    load(workspace, small_rows)
    run(workspace)
    assert tabs(workspace, LECTURES)[TAB].cell(10, 3) == date(2026, 8, 20)


def test_a_name_changed_in_the_registry_is_changed_in_the_list(workspace: Config) -> None:
    """A marriage does not stop the tab: id and name agree again."""
    book = openpyxl.load_workbook(workspace.registry)
    row = next(row for row in book["Студенты"].iter_rows() if any(cell.value == "26-001" for cell in row))
    cell = next(cell for cell in row if cell.value == STUDENTS[0][1])
    cell.value = "Үсөнова Айгүл Төлөгөновна"
    book.save(workspace.registry)
    from ejournal.parameters import load_parameters
    from ejournal.registry import load_workbook

    load_workbook(workspace, load_parameters(workspace.parameters), at=AT, actor="test")
    done = run(workspace)
    assert done.problems == []
    assert names(tabs(workspace, LECTURES)[TAB])[0] == "Үсөнова Айгүл Төлөгөновна"
    run_sync(workspace)
    assert quarantined(workspace) == {}


def test_independent_work_of_the_plan_gets_its_column(workspace: Config) -> None:
    """What a teacher planned and sync read stands right of the lessons at the next provisioning (2.8)."""
    hand = Hand(workspace)
    plan = hand.book[f"КТП {TAB}"]
    plan["G5"], plan["I5"], plan["J5"] = "Реляционная модель", "Реферат", date(2026, 10, 1)
    hand.save()
    run_sync(workspace)
    assert [line.split()[1:3] for line in run(workspace).extended[LECTURES]] == [["item", "W2"]]
    grid = tabs(workspace, LECTURES)[TAB]
    column = next(at for at in range(6, grid.width + 1) if grid.cell(1, at) == "W2")
    assert [grid.cell(3, column), grid.cell(6, column)] == [date(2026, 10, 1), "Реферат"]


def test_more_independent_work_than_columns_is_named(workspace: Config) -> None:
    """The teacher is told to join some of it; the rest has its columns."""
    hand = Hand(workspace)
    for row in range(4, 18):
        hand.book[f"КТП {TAB}"].cell(row, 9).value = f"Реферат {row}"
    hand.save()
    run_sync(workspace)
    done = run(workspace)
    assert [problem.code for problem in done.problems] == ["no_room_item"] * 2
    assert len(done.extended[LECTURES]) == 12


@pytest.mark.parametrize("lock", ["~${}", ".~lock.{}#"])
def test_an_open_workbook_is_passed_over_and_named(workspace: Config, small_rows: Rows, lock: str) -> None:
    """Nothing is written under a teacher's hands; the others are extended."""
    small_rows["students"].append(NEW_STUDENT)
    small_rows["memberships"].append({"student": "26-007", "group": GROUP, "valid_from": date(2026, 9, 14)})
    load(workspace, small_rows)
    path = workspace.journals / LECTURES
    path.with_name(lock.format(path.name)).touch()
    before = path.read_bytes()
    done = run(workspace)
    assert [(problem.code, problem.path) for problem in done.problems] == [("open", LECTURES)]
    assert list(done.extended) == [LABS]
    assert path.read_bytes() == before


def test_a_broken_workbook_stops_no_other(workspace: Config) -> None:
    """It is named, and stays as it is."""
    (workspace.journals / LECTURES).write_bytes(b"PK\x03\x04 cut off")
    done = run(workspace)
    assert [(problem.code, problem.path) for problem in done.problems] == [("unreadable", LECTURES)]
    assert done.unchanged == [LABS]


def test_a_full_reserve_is_named(workspace: Config, small_rows: Rows) -> None:
    """Who found no row is said; the rest came in."""
    for number in range(10, 24):
        small_rows["students"].append({"number": f"26-0{number}", "name": f"Новый Студент {number}"})
        small_rows["memberships"].append({"student": f"26-0{number}", "group": GROUP, "valid_from": date(2026, 9, 14)})
    load(workspace, small_rows)
    done = run(workspace)
    assert {problem.code for problem in done.problems} == {"no_room"}
    assert "Петрова" in done.problems[-1].text("ru")
    assert len(names(tabs(workspace, LECTURES)[TAB])) == 18


def test_a_journal_stays_when_its_teacher_changes(workspace: Config, small_rows: Rows) -> None:
    """The marks stay in the workbook in which they were typed, which now has no single owner."""
    order = {"journal": "ИТ-1-26 ФИЗ", "teacher": "Асанов Азамат Токтогулович", "valid_from": date(2026, 9, 5)}
    load(workspace, small_rows | {"teacher_changes": [order]})
    done = run(workspace)
    assert (done.created, done.unchanged) == ({}, [LECTURES, LABS])
    store = Store.open(workspace.database_address)
    with store.read() as connection:
        statement = sa.select(schema.workbooks.c.path).where(schema.workbooks.c.owner_id.is_(None))
        assert connection.scalars(statement).all() == [LABS]
    store.dispose()


def test_a_new_journal_never_rewrites_a_filled_workbook(workspace: Config, small_rows: Rows) -> None:
    """Its tab goes into a second file beside the first, and is found there the next time."""
    before = look(workspace)
    small_rows["disciplines"].append({"code": "АЛГ", "name": "Алгоритмы", "department": "ПИ"})
    add_journal(small_rows, group=GROUP, code="ИТ-1-26 АЛГ", weekday="Пн", discipline="АЛГ")
    load(workspace, small_rows)
    second = f"{FOLDER}/Асанов Азамат Токтогулович 2.xlsx"
    assert run(workspace).created == {second: ["Алгоритмы лк"]}
    assert {path: file for path, file in look(workspace).items() if path != second} == before
    assert run(workspace).unchanged == [second, LECTURES, LABS]


def test_a_workbook_that_the_dataset_does_not_know_is_taken_over(
    registered: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between writing and noting, the next run finds the tabs by their markers and makes no second file."""

    def killed(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(provision_run, "register", killed)
    with pytest.raises(KeyboardInterrupt):
        run(registered)
    monkeypatch.undo()
    before = look(registered)
    assert set(before) == {LECTURES, LABS}
    done = run(registered)
    assert (done.created, done.unchanged, look(registered)) == ({}, [LECTURES, LABS], before)
    with Dataset(registered) as dataset:
        assert set(dataset.journals()["workbook"]) == {LECTURES, LABS}


def test_a_lost_workbook_that_was_read_is_not_made_anew(workspace: Config) -> None:
    """A blank one would look as if all marks had been wiped; it has to come from a copy."""
    Hand(workspace).save()
    run_sync(workspace)
    (workspace.journals / LECTURES).unlink()
    done = run(workspace)
    assert [(problem.code, problem.path) for problem in done.problems] == [("gone", LECTURES)]
    assert not (workspace.journals / LECTURES).exists()


def test_a_lost_workbook_that_was_never_read_is_made_anew(workspace: Config) -> None:
    """Nothing can have been lost with it that the dataset knew."""
    (workspace.journals / LECTURES).unlink()
    assert list(run(workspace).created) == [LECTURES]
    assert len(read_workbook(workspace.journals / LECTURES)) == 5


def test_a_foreign_file_of_the_same_name_is_left_alone(registered: Config, small_rows: Rows) -> None:
    """Somebody else's workbook in that place is not overwritten."""
    path = registered.journals / LECTURES
    path.parent.mkdir(parents=True)
    openpyxl.Workbook().save(path)
    before = path.read_bytes()
    done = run(registered)
    assert f"{FOLDER}/Асанов Азамат Токтогулович 2.xlsx" in done.created
    assert path.read_bytes() == before


def test_many_workbooks_are_written_by_several_processes(registered: Config, small_rows: Rows) -> None:
    """The result is the same as one by one: every group's workbook, each with its own group's list."""
    for number in range(2, 8):
        group = f"ИТ-{number}-26"
        small_rows["groups"].append({**small_rows["groups"][0], "code": group})
        small_rows["students"].append({"number": f"27-{number}", "name": f"Студент {number}"})
        small_rows["memberships"].append({"student": f"27-{number}", "group": group, "valid_from": date(2026, 9, 1)})
        small_rows["teachers"].append({"name": f"Учитель {number}", "department": "ПИ"})
        add_journal(small_rows, group=group, code=f"{group} БД", weekday="Сб")
        small_rows["load"][-1]["teacher"] = f"Учитель {number}"
        small_rows["rooms"].append({"code": f"4{number}"})
        small_rows["timetable"][-1]["room"] = f"4{number}"
    load(registered, small_rows)
    seen: list[tuple[int, int]] = []
    done = run(registered, progress=lambda done, total, what: seen.append((done, total)))
    assert len(done.created) == 8
    assert seen == [(number, 8) for number in range(1, 9)]
    for number in range(2, 8):
        book = tabs(registered, f"2026-1/ИТ-{number}-26/Учитель {number}.xlsx")
        assert names(book["Базы данных лк"]) == [f"Студент {number}"]
