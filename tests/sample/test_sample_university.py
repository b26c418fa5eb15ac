"""The sample's registry: nothing in two places, hours that add up, orders that find their lessons, the same by seed."""

import re
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from plain_university import clashes, lessons

from ejournal.errors import EjournalError
from ejournal.parameters import load_parameters, share_folder
from ejournal.sample import university

MID_TERM, END = date(2026, 10, 31), date(2026, 12, 20)
SIZES = [(1, 25, 8, 1), (7, 25, 8, 2), (4, 11, 11, 3), (3, 60, 4, 4), (2, 1, 1, 5), (30, 25, 8, 6)]


@pytest.fixture(scope="module")
def six_groups() -> dict[str, Any]:
    """The demo's size, with the orders of nine weeks."""
    return dict(university(6, 25, 8, 1, MID_TERM))


@pytest.mark.parametrize(("groups", "students", "courses", "seed"), SIZES)
def test_nobody_is_in_two_places(groups: int, students: int, courses: int, seed: int) -> None:
    """Groups, subgroups, teachers and rooms have one lesson a pair, also after every order."""
    assert clashes(university(groups, students, courses, seed, END)) == []


def test_the_plain_reading_sees_a_clash(six_groups: dict[str, Any]) -> None:
    """The test above can fail: a row put where its group has another one is told."""
    rows = {**six_groups, "timetable": [dict(row) for row in six_groups["timetable"]], "changes": []}
    first = rows["timetable"][0]
    other = next(row for row in rows["timetable"] if row["journal"][:7] == first["journal"][:7] and row is not first)
    other |= {name: first[name] for name in ("weekday", "pair", "parity")}
    assert clashes(rows)


@pytest.mark.parametrize("until", [date(2026, 9, 1), MID_TERM, END])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_registry_check_finds_nothing(tmp_path: Path, until: date, seed: int) -> None:
    """Written as a workbook, read and checked, the sample has no problem at all."""
    from ejournal.registry import check_registry, read_registry, write_registry

    write_registry(tmp_path / "registry.xlsx", university(7, 25, 8, seed, until))
    holidays = load_parameters(share_folder("parameters")).holidays.holidays_between(date(2026, 9, 1), END)
    problems = check_registry(read_registry(tmp_path / "registry.xlsx"), holidays)
    assert [problem.as_dict("en") for problem in problems] == []


def test_the_same_seed_gives_the_same_university() -> None:
    """Rows depend on nothing but the arguments."""
    assert university(5, 20, 7, 11, END) == university(5, 20, 7, 11, END)
    assert university(5, 20, 7, 11, END)["students"] != university(5, 20, 7, 12, END)["students"]


def test_hours_add_up(six_groups: dict[str, Any]) -> None:
    """Each audience hears the curriculum's hours: two a pair, sixteen weeks, odd or even ones the half of it."""
    heard: dict[tuple[object, ...], float] = defaultdict(float)
    load = {row["code"]: row for row in six_groups["load"]}
    for row in six_groups["timetable"]:
        line = load[row["journal"]]
        heard[line["group"], line["discipline"], row["kind"], line["subgroup"]] += (
            32 if row["parity"] == "every" else 16
        )
    for row in six_groups["curriculum"]:
        for kind in ("lecture", "practice", "lab"):
            keys = [key for key in heard if key[:3] == (row["group"], row["discipline"], kind)]
            assert {heard[key] for key in keys} == ({row[f"{kind}_hours"]} if row.get(f"{kind}_hours") else set())


def test_it_has_all_that_a_university_has(six_groups: dict[str, Any]) -> None:
    """A college, streams of two and of three groups, subgroups with teachers of their own, every kind of order."""
    assert {row["kind"] for row in six_groups["institutes"]} == {"институт", "колледж"}
    streams = Counter((row["stream"], row["weekday"], row["pair"], row["parity"]) for row in six_groups["timetable"])
    assert {2, 3} <= {count for (stream, *_), count in streams.items() if stream}
    halves: dict[tuple[object, ...], set[object]] = defaultdict(set)
    for row in six_groups["load"]:
        if row["subgroup"]:
            halves[row["group"], row["discipline"], row["kinds"]].add(row["teacher"])
    assert {len(teachers) for teachers in halves.values()} == {1, 2}
    assert any(len(row["kinds"]) == 2 for row in six_groups["load"])
    kinds = {row["kind"] for row in six_groups["changes"]}
    assert kinds == {"cancelled", "moved", "merged", "extra", "remote"}
    assert all(six_groups[tab] for tab in ("substitutions", "teacher_changes", "outages", "holidays"))
    assert {row["parity"] for row in six_groups["timetable"]} == {"every", "odd", "even"}


def test_members_come_move_and_leave(six_groups: dict[str, Any]) -> None:
    """One joined late, one left, one went to another group, one to the other subgroup; never two at once."""
    periods: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(six_groups["memberships"], key=lambda row: row["valid_from"]):
        periods[row["student"]].append(row)
    assert any(own[0]["valid_from"] > date(2026, 9, 1) for own in periods.values())
    assert any(own[-1].get("valid_to") for own in periods.values())
    twice = [own for own in periods.values() if len(own) == 2]
    assert {own[0]["group"] == own[1]["group"] for own in twice} == {True, False}
    for own in periods.values():
        assert all(before["valid_to"] < after["valid_from"] for before, after in pairwise(own))


def test_names_are_those_of_the_place(six_groups: dict[str, Any]) -> None:
    """Kyrgyz letters and Russian names; a name is unique within a group, and has namesakes elsewhere."""
    names = {row["number"]: row["name"] for row in six_groups["students"]}
    assert all(any(letter in name for name in names.values()) for letter in "өү")
    assert any("ң" in row["name"] for row in [*six_groups["students"], *six_groups["teachers"]])
    groups: dict[str, set[str]] = defaultdict(set)
    for row in six_groups["memberships"]:
        groups[row["group"]].add(row["student"])
    for members in groups.values():
        assert len({names[number] for number in members}) == len(members)
    assert len(set(names.values())) < len(names)
    assert len({row["name"] for row in six_groups["teachers"]}) == len(six_groups["teachers"])


def test_orders_are_known_only_up_to_the_day() -> None:
    """On the first day there are no orders yet; in mid-term none of later lessons."""
    first_day = university(9, 25, 8, 1, date(2026, 9, 1))
    assert not any(first_day[tab] for tab in ("changes", "substitutions", "teacher_changes", "outages"))
    assert all(row["valid_from"] == date(2026, 9, 1) for row in first_day["memberships"])
    mid_term = university(9, 25, 8, 1, MID_TERM)
    assert all(row["date"] <= MID_TERM for row in mid_term["changes"] if row["kind"] != "extra")


def test_lessons_keep_off_holidays(six_groups: dict[str, Any]) -> None:
    """No lesson is held on the university's day, and some would have been."""
    held = lessons(six_groups)
    assert not [lesson for lesson in held if lesson.day == date(2026, 10, 16)]
    assert [lesson for lesson in held if lesson.day == date(2026, 10, 23)]


def test_groups_are_named_by_speciality_number_and_year(six_groups: dict[str, Any]) -> None:
    """``ИТ-1-26``: a group of the second year was admitted a year earlier."""
    for row in six_groups["groups"]:
        assert re.fullmatch(r"[А-Я]+-\d+-\d\d", row["code"])
        assert int(row["code"][-2:]) == 27 - row["year_of_study"]


@pytest.mark.parametrize(
    ("groups", "students", "courses", "until"),
    [(0, 25, 8, MID_TERM), (1, 61, 8, MID_TERM), (1, 25, 40, MID_TERM), (1, 25, 8, date(2027, 1, 10))],
)
def test_what_cannot_be_made_is_refused(groups: int, students: int, courses: int, until: date) -> None:
    """Numbers out of range and days outside the semester are errors that say what is possible."""
    with pytest.raises(EjournalError, match="Give"):
        university(groups, students, courses, 1, until)
