"""Every kind of problem, planted once in a registry that is otherwise whole, is found at its exact cell."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest

from ejournal.registry import check_registry, read_registry, write_registry
from ejournal.registry.problems import Problem

Rows = dict[str, list[dict[str, object]]]
Checked = Callable[..., list[tuple[str, str, str]]]
LECTURE = "ИТ-1-26 БД лк"
PHYSICS = "ИТ-1-26 ФИЗ"
HOLIDAY = date(2026, 11, 7)


def put(tab: str, row: int, **values: object) -> Callable[[Rows], None]:
    """Change fields of a row; None takes a value away."""
    return lambda rows: rows[tab][row].update(values)


def add(tab: str, **values: object) -> Callable[[Rows], None]:
    """Add a row."""
    return lambda rows: rows.setdefault(tab, []).append(values)


def again(tab: str, row: int) -> Callable[[Rows], None]:
    """Add a row that repeats another one."""
    return lambda rows: rows[tab].append(dict(rows[tab][row]))


def rename_semester(code: str) -> Callable[[Rows], None]:
    """Give the semester another code, wherever it is named."""

    def change(rows: Rows) -> None:
        rows["semesters"][0]["code"] = code
        for tab in ("load", "curriculum"):
            for row in rows[tab]:
                row["semester"] = code

    return change


def order(kind: str, day: date | None, pair: int | None, journal: str = LECTURE, **values: object) -> Callable:
    """Add a change order."""
    return add("changes", journal=journal, kind=kind, date=day, pair=pair, **values)


TUESDAY = date(2026, 9, 8)
PLANTED = {
    "no department": (put("teachers", 1, department=None), [("missing_value", "Преподаватели", "C4")]),
    "no kinds": (put("load", 2, kinds=None), [("missing_value", "Нагрузка", "G5")]),
    "student twice": (again("students", 0), [("doubled_key", "Студенты", "B9")]),
    "holiday twice": (
        lambda rows: rows["holidays"].extend([{"date": HOLIDAY}, {"date": HOLIDAY, "name": "ещё раз"}]),
        [("doubled_key", "Праздники", "B4")],
    ),
    "year of study": (put("groups", 0, year_of_study=12), [("out_of_range", "Группы", "E3")]),
    "date of another century": (
        put("memberships", 0, valid_from=date(1926, 9, 1)),
        [("out_of_range", "Состав групп", "E3")],
    ),
    "semester's code": (rename_semester("осень"), [("out_of_range", "Семестры", "B3")]),
    "academic year": (put("semesters", 0, academic_year="2026/27"), [("out_of_range", "Семестры", "C3")]),
    "no such teacher": (put("load", 0, teacher="Никто"), [("dangling", "Нагрузка", "I3")]),
    "no such room": (put("timetable", 1, room="999"), [("dangling", "Расписание", "G4")]),
    "no such pair": (
        put("timetable", 1, pair=7),
        [("dangling", "Расписание", "D4")],
    ),
    "no such scope": (put("outages", 0, scope="ИТ-9"), [("dangling", "Сбои", "D3")]),
    "left before joining": (
        put("memberships", 3, valid_to=date(2026, 8, 1)),
        [("ends_before_start", "Состав групп", "F6")],
    ),
    "pair without length": (put("bells", 2, end=time(11, 0)), [("ends_before_start", "Звонки", "D5")]),
    "outage backwards": (
        put("outages", 0, end=datetime(2026, 10, 5, 8, 0)),
        [("ends_before_start", "Сбои", "C3")],
    ),
    "bells overlap": (put("bells", 1, start=time(9, 0)), [("bells_overlap", "Звонки", "C4")]),
    "checkpoint 1 outside": (
        put("semesters", 0, checkpoint_1=date(2027, 5, 1)),
        [("checkpoint_outside", "Семестры", "G3")],
    ),
    "checkpoints swapped": (
        put("semesters", 0, checkpoint_1=date(2026, 12, 19), checkpoint_2=date(2026, 10, 24)),
        [("checkpoint_outside", "Семестры", "H3")],
    ),
    "code of another year": (rename_semester("2025-1"), [("year_disagrees", "Семестры", "B3")]),
    "substitution after the semester": (
        add(
            "substitutions",
            journal=LECTURE,
            teacher="Петрова Ольга Ивановна",
            valid_from=date(2027, 2, 1),
            valid_to=date(2027, 2, 5),
        ),
        [("outside_semester", "Замещения", "D3")],
    ),
    "lesson moved out of the semester": (
        order("moved", TUESDAY, 1, new_date=date(2027, 2, 1)),
        [("outside_semester", "Изменения расписания", "F3")],
    ),
    "in two subgroups": (
        add("memberships", student="26-001", group="ИТ-1-26", subgroup=2, valid_from=date(2026, 10, 1)),
        [("memberships_overlap", "Состав групп", "E9")],
    ),
    "subgroup without members": (put("load", 1, subgroup=3), [("subgroup_empty", "Нагрузка", "F4")]),
    "timetable too short": (put("timetable", 0, parity="odd"), [("timetable_hours", "Нагрузка", "H3")]),
    "more in the curriculum": (put("curriculum", 0, lab_hours=18.0), [("curriculum_hours", "Нагрузка", "H4")]),
    "kinds together": (put("curriculum", 1, practice_hours=20.0), [("curriculum_hours", "Нагрузка", "H5")]),
    "nobody teaches it": (put("curriculum", 0, practice_hours=16.0), [("curriculum_hours", "Учебный план", "H3")]),
    "no curriculum": (lambda rows: rows["curriculum"].pop(1), [("no_curriculum", "Нагрузка", "D5")]),
    "kind of the timetable": (put("timetable", 0, kind="lab"), [("kind_outside_load", "Расписание", "F3")]),
    "kind of an extra lesson": (
        order("extra", None, None, new_date=date(2026, 9, 14), new_pair=2, class_kind="lab"),
        [("kind_outside_load", "Изменения расписания", "I3")],
    ),
    "order for no lesson": (order("cancelled", date(2026, 9, 9), 1), [("no_lesson", "Изменения расписания", "D3")]),
    "order without a pair": (order("remote", TUESDAY, None), [("no_lesson", "Изменения расписания", "E3")]),
    "extra lesson of which kind": (
        order("extra", None, None, PHYSICS, new_date=date(2026, 9, 14), new_pair=2),
        [("extra_incomplete", "Изменения расписания", "I3")],
    ),
    "moved nowhere": (order("moved", TUESDAY, 1), [("moves_nowhere", "Изменения расписания", "F3")]),
    "moved onto a holiday": (
        order("moved", TUESDAY, 1, new_date=HOLIDAY),
        [("on_holiday", "Изменения расписания", "F3")],
    ),
    "extra on a holiday": (
        order("extra", HOLIDAY, 2),
        [("on_holiday", "Изменения расписания", "D3")],
    ),
}


def test_a_whole_registry_has_no_problems(checked: Checked, small_rows: Rows) -> None:
    """Also on holidays: the calendar leaves their lessons out."""
    assert checked(small_rows, [date(2026, 9, 8)]) == []


def test_an_empty_registry_has_no_problems(checked: Checked) -> None:
    """A new workspace's workbook is whole, only empty."""
    assert checked({}) == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_problem_is_found_at_its_cell(name: str, checked: Checked, small_rows: Rows) -> None:
    """One slip, one problem, at the cell to correct."""
    plant, expected = PLANTED[name]
    plant(small_rows)
    assert checked(small_rows, [HOLIDAY]) == expected


def test_all_problems_come_at_once_in_the_workbooks_order(checked: Checked, small_rows: Rows) -> None:
    """Slips of every tab are told together, tab by tab and row by row."""
    for plant in ("no such scope", "checkpoint 1 outside", "no department", "no such teacher", "student twice"):
        PLANTED[plant][0](small_rows)
    tabs = [tab for _, tab, _ in checked(small_rows)]
    assert tabs == ["Преподаватели", "Студенты", "Семестры", "Нагрузка", "Сбои"]


def test_a_registrys_own_holiday_counts(checked: Checked, small_rows: Rows) -> None:
    """A day of the tab «Праздники» is a holiday like the public ones."""
    small_rows["holidays"] = [{"date": date(2026, 9, 10)}]
    order("moved", TUESDAY, 1, new_date=date(2026, 9, 10), new_pair=2)(small_rows)
    assert checked(small_rows) == [("on_holiday", "Изменения расписания", "F3")]


def test_a_misspelt_reference_is_told_how_it_is_spelt(registry: Path, small_rows: Rows) -> None:
    """Case, dashes and Latin letters are no different value; the remedy quotes the right one."""
    small_rows["timetable"][1]["room"] = "л 2"
    small_rows["load"][0]["group"] = "ИT–1–26"  # a Latin T and long dashes
    problems = problems_of(registry, small_rows)
    quoted = {problem.cell: problem.remedy.ru for problem in problems if problem.code == "dangling"}
    assert "«Л-2»" in quoted["G4"]
    assert "«ИТ-1-26»" in quoted["C3"]


def test_a_problem_says_what_stands_there_in_three_languages(registry: Path, small_rows: Rows) -> None:
    """Value, sentence and remedy are for people; the placeholders are filled in each language."""
    small_rows["timetable"][0]["kind"] = "practice"
    (problem,) = problems_of(registry, small_rows)
    assert problem.value == "пр"
    for language in ("ru", "ky", "en"):
        said = problem.as_dict(language)
        assert "лк" in said["text"]
        assert "{" not in said["text"] + said["remedy"]
    assert len({problem.text.ru, problem.text.ky, problem.text.en}) == 3


def test_hours_are_counted_by_parity_and_dates(checked: Checked, small_rows: Rows) -> None:
    """A timetable that changes in the middle adds up: eight weeks in one room, eight in another."""
    first = small_rows["timetable"][0]
    small_rows["timetable"].append({**first, "room": None, "valid_from": date(2026, 10, 26)})
    first["valid_to"] = date(2026, 10, 25)
    assert checked(small_rows) == []
    small_rows["timetable"][-1]["valid_from"] = date(2026, 11, 2)
    assert checked(small_rows) == [("timetable_hours", "Нагрузка", "H3")]


def test_the_first_week_counts_whole(checked: Checked, small_rows: Rows) -> None:
    """The semester starts on a Tuesday; a Monday class still has sixteen weeks of hours."""
    small_rows["timetable"][0].update(weekday="Пн", valid_from=date(2026, 9, 1))
    assert checked(small_rows) == []


def test_a_semester_without_a_timetable_is_not_measured(checked: Checked, small_rows: Rows) -> None:
    """The load comes before the timetable; until a row of it stands nothing is missing."""
    small_rows["timetable"] = []
    assert checked(small_rows) == []


def test_each_subgroup_has_the_courses_hours(checked: Checked, small_rows: Rows) -> None:
    """Two subgroups' lab lines are not added to each other; the one with other hours is told."""
    line, row = dict(small_rows["load"][1]), dict(small_rows["timetable"][1])
    small_rows["load"].append({**line, "code": "ИТ-1-26 БД лб 2", "subgroup": 2})
    small_rows["timetable"].append({**row, "journal": "ИТ-1-26 БД лб 2", "parity": "even"})
    assert checked(small_rows) == []
    small_rows["load"][-1]["hours"] = 14.0
    found = checked(small_rows)
    assert found == [("timetable_hours", "Нагрузка", "H6"), ("curriculum_hours", "Нагрузка", "H6")]


def test_a_student_who_moved_overlaps_nothing(checked: Checked, two_groups: Rows) -> None:
    """Left on the 15th, in the other group from the 16th; a day earlier it is an overlap."""
    two_groups["memberships"].append({"student": "26-004", "group": "ИТ-2-26", "valid_from": date(2026, 10, 16)})
    assert checked(two_groups) == []
    two_groups["memberships"][-1]["valid_from"] = date(2026, 10, 15)
    assert checked(two_groups) == [("memberships_overlap", "Состав групп", "E9")]


def problems_of(path: Path, rows: Rows) -> list[Problem]:
    """The problems of these rows."""
    write_registry(path, rows)
    return check_registry(read_registry(path), ())
