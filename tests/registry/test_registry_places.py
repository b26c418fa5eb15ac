"""A room, a teacher or a group in two places: seen on the dates that really are, and only there."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ejournal.registry import check_registry, read_registry, write_registry

Rows = dict[str, list[dict[str, object]]]
Checked = Callable[..., list[tuple[str, str, str]]]
OTHER = "ИТ-2-26 БД лк"
CHANGES, TIMETABLE = "Изменения расписания", "Расписание"
PETROVA = "Петрова Ольга Ивановна"


@pytest.fixture
def same_slot(two_groups: Rows) -> Rows:
    """Both groups' lectures at one time, in one room, by one teacher."""
    two_groups["timetable"][4].update(weekday="Вт", pair=1, room="305")
    return two_groups


def test_a_room_and_a_teacher_taken_twice(checked: Checked, same_slot: Rows) -> None:
    """Told once each, on the row that came last, though it happens on sixteen days."""
    assert checked(same_slot) == [("teacher_twice", TIMETABLE, "B7"), ("room_twice", TIMETABLE, "G7")]


def test_the_problem_names_who_when_and_the_other_row(registry: Path, same_slot: Rows) -> None:
    """First date, pair, the other line with its cell, and how many days."""
    write_registry(registry, same_slot)
    teacher, room = check_registry(read_registry(registry), ())
    assert teacher.value == OTHER
    for part in ("Асанов Азамат", "01.09.2026", "пара 1", "ИТ-1-26 БД лк, Расписание B3", "16"):
        assert part in teacher.text.ru
    assert room.value == "305"


def test_many_lessons_in_one_room_are_told_once_each(checked: Checked, same_slot: Rows) -> None:
    """Three at one place are two problems, not three."""
    line = {**same_slot["load"][3], "code": "третья", "subgroup": None, "teacher": PETROVA, "group": "ИТ-3-26"}
    same_slot["groups"].append({"code": "ИТ-3-26", "institute": "ИЦТ", "year_of_study": 1})
    same_slot["curriculum"].append({**same_slot["curriculum"][2], "group": "ИТ-3-26"})
    same_slot["load"].append(line)
    same_slot["timetable"].append({**same_slot["timetable"][4], "journal": "третья"})
    found = [(code, cell) for code, _, cell in checked(same_slot)]
    assert found == [("teacher_twice", "B7"), ("room_twice", "G7"), ("room_twice", "G8")]


def test_a_stream_shares_room_teacher_and_pair(checked: Checked, same_slot: Rows) -> None:
    """Groups that hear a lecture together carry the same stream."""
    for at in (0, 4):
        same_slot["timetable"][at]["stream"] = "БД"
    assert checked(same_slot) == []
    same_slot["timetable"][4]["stream"] = "БД-2"
    assert [code for code, _, _ in checked(same_slot)] == ["teacher_twice", "room_twice"]


def test_a_stream_that_meets_elsewhere_is_a_clash_of_its_teacher(checked: Checked, same_slot: Rows) -> None:
    """Other rooms do not matter: a teacher of one stream is in one meeting."""
    same_slot["timetable"][4].update(room="306")
    assert checked(same_slot) == [("teacher_twice", TIMETABLE, "B7")]


def test_odd_and_even_weeks_do_not_meet(checked: Checked, same_slot: Rows) -> None:
    """One room and teacher may alternate between two groups."""
    same_slot["timetable"][0]["parity"] = "odd"
    same_slot["timetable"][4]["parity"] = "even"
    for at in (0, 3):
        same_slot["load"][at]["hours"] = 16.0
    for at in (0, 2):
        same_slot["curriculum"][at]["lecture_hours"] = 16.0
    assert checked(same_slot) == []


def test_rows_that_follow_each_other_do_not_meet(checked: Checked, same_slot: Rows) -> None:
    """The room changes hands in October; one day of overlap would be a clash of one day."""
    same_slot["timetable"][0]["valid_to"] = date(2026, 10, 25)
    same_slot["timetable"][4]["valid_from"] = date(2026, 10, 26)
    codes = {code for code, _, _ in checked(same_slot)}
    assert codes == {"timetable_hours"}


def test_a_group_with_two_lessons_at_once(checked: Checked, small_rows: Rows) -> None:
    """Two journals of one group at one pair, in two rooms with two teachers."""
    small_rows["timetable"][2].update(weekday="Вт", room="Л-2")
    assert checked(small_rows) == [("group_twice", TIMETABLE, "B5")]


def test_two_subgroups_may_be_apart_but_not_from_the_whole_group(checked: Checked, small_rows: Rows) -> None:
    """Subgroup 1 and subgroup 2 at one pair are fine; a subgroup beside its group's lecture is not."""
    line = dict(small_rows["load"][1])
    small_rows["load"].append(
        {**line, "code": "ИТ-1-26 БД лб 2", "subgroup": 2, "teacher": "Асанов Азамат Токтогулович"}
    )
    row = dict(small_rows["timetable"][1])
    small_rows["timetable"].append({**row, "journal": "ИТ-1-26 БД лб 2", "room": "305"})
    assert checked(small_rows) == []
    small_rows["timetable"][-1].update(weekday="Чт", pair=1, room="Л-2")
    assert checked(small_rows) == [("group_twice", TIMETABLE, "B7")]


def test_a_moved_lesson_can_clash(checked: Checked, two_groups: Rows) -> None:
    """The order that put it there is named, not the timetable."""
    two_groups["changes"] = [
        {
            "journal": OTHER,
            "kind": "moved",
            "date": date(2026, 9, 14),
            "pair": 3,
            "new_date": date(2026, 9, 15),
            "new_pair": 1,
            "new_room": "305",
        }
    ]
    found = checked(two_groups)
    assert found == [("teacher_twice", CHANGES, "F3"), ("room_twice", CHANGES, "H3")]


def test_an_extra_lesson_can_clash(checked: Checked, two_groups: Rows) -> None:
    """It takes the group's time like any other lesson."""
    two_groups["changes"] = [
        {"journal": "ИТ-1-26 БД лк", "kind": "extra", "new_date": date(2026, 9, 10), "new_pair": 1}
    ]
    assert checked(two_groups) == [("group_twice", CHANGES, "F3")]


def test_a_cancelled_lesson_takes_no_room(checked: Checked, two_groups: Rows) -> None:
    """The lesson that moves into a cancelled one's place clashes with nothing."""
    tuesday = date(2026, 9, 15)
    move = {"journal": OTHER, "kind": "moved", "date": date(2026, 9, 14), "pair": 3, "new_date": tuesday, "new_pair": 1}
    cancel = {"journal": "ИТ-1-26 БД лк", "kind": "cancelled", "date": tuesday, "pair": 1}
    two_groups["changes"] = [move, cancel]
    assert checked(two_groups) == []
    two_groups["changes"] = [move]
    assert checked(two_groups) == [("teacher_twice", CHANGES, "F3")]


def test_a_merged_lesson_joins_another_one(checked: Checked, two_groups: Rows) -> None:
    """Merged by an order, it shares room and teacher with the lesson that it joins."""
    merge = {
        "journal": OTHER,
        "kind": "merged",
        "date": date(2026, 9, 14),
        "pair": 3,
        "new_date": date(2026, 9, 15),
        "new_pair": 1,
        "new_room": "305",
    }
    two_groups["changes"] = [merge]
    assert checked(two_groups) == []


def test_a_remote_lesson_needs_no_room(checked: Checked, same_slot: Rows) -> None:
    """Held remotely on every day of one week, its room is free; the teacher is not."""
    same_slot["load"][3]["teacher"] = PETROVA
    assert checked(same_slot) == [("room_twice", TIMETABLE, "G7")]
    weeks = [date.fromordinal(date(2026, 9, 1).toordinal() + 7 * week) for week in range(16)]
    same_slot["changes"] = [{"journal": OTHER, "kind": "remote", "date": day, "pair": 1} for day in weeks]
    assert checked(same_slot) == []


def test_a_substitute_must_be_free(checked: Checked, two_groups: Rows) -> None:
    """Who replaces a teacher and has a lesson of their own then is named at the substitution (3.5)."""
    two_groups["timetable"][4].update(weekday="Чт", pair=1)
    order = {"journal": OTHER, "teacher": PETROVA, "valid_from": date(2026, 9, 14), "valid_to": date(2026, 9, 18)}
    assert checked(two_groups) == []
    two_groups["substitutions"] = [order]
    assert checked(two_groups) == [("teacher_twice", "Замещения", "C3")]


def test_a_replaced_teacher_is_free(checked: Checked, same_slot: Rows) -> None:
    """After the change of teacher the same slot belongs to two people."""
    same_slot["timetable"][4].update(room="306")
    change = {"journal": OTHER, "teacher": PETROVA, "valid_from": date(2026, 9, 1)}
    assert checked(same_slot) == [("teacher_twice", TIMETABLE, "B7")]
    same_slot["teacher_changes"] = [change]
    assert checked(same_slot) == []
