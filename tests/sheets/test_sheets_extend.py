"""New students, lessons and items go into the reserve; what a teacher typed stays."""

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from ejournal.errors import WorkbookError
from ejournal.sheets import (
    JournalTab,
    LessonColumn,
    PlanRow,
    StudentRow,
    WorkbookSpec,
    WorkItem,
    extend_workbook,
    read_workbook,
    set_cells,
)

TAB = "Информатика лк"
EXTRA = LessonColumn("L1X", dt.date(2026, 10, 3), 5, "practice", "Разбор")


def _first(spec: WorkbookSpec, **changes: object) -> WorkbookSpec:
    first: JournalTab = replace(spec.journals[0], **changes)  # type: ignore[arg-type]
    return replace(spec, journals=(first, *spec.journals[1:]))


def test_nothing_is_written_when_nothing_differs(workbook: Path, spec: WorkbookSpec) -> None:
    """The spec that wrote the workbook adds nothing to it."""
    before = workbook.stat().st_ino
    assert extend_workbook(workbook, spec) == []
    assert workbook.stat().st_ino == before


def test_a_new_student_takes_a_reserve_row(workbook: Path, spec: WorkbookSpec) -> None:
    """Id, membership and name go in and the row is shown; a second time nothing is left to do (7.5)."""
    journal = spec.journals[0]
    new = StudentRow("S9", "Новый Студент", dt.date(2026, 10, 1))
    grown = _first(spec, students=(*journal.students, new))
    assert extend_workbook(workbook, grown) == ["J0001 student S9 row 13"]
    grid = read_workbook(workbook)[0]
    assert [grid.cell(13, column) for column in range(1, 6)] == ["S9", dt.date(2026, 10, 1), None, 4, "Новый Студент"]
    sheet = openpyxl.load_workbook(workbook)[TAB]
    assert not sheet.row_dimensions[13].hidden
    assert sheet.row_dimensions[14].hidden
    assert extend_workbook(workbook, grown) == []


def test_a_new_lesson_takes_a_reserve_column(workbook: Path, spec: WorkbookSpec) -> None:
    """The head is filled, the count begins at 0 and the column is shown (1.4)."""
    journal = spec.journals[0]
    plan = (*journal.plan, PlanRow(5, 5, EXTRA.date, "practice"))
    grown = _first(spec, lessons=(*journal.lessons, EXTRA), plan=plan)
    set_cells(workbook, {f"КТП {TAB}": {"G8": "Разбор"}})
    assert extend_workbook(workbook, grown) == ["J0001 lesson L1X column J", "J0001 plan P5 row 8"]
    grid = read_workbook(workbook)[0]
    assert [grid.cell(row, 10) for row in (1, 3, 4, 5, 6, 9)] == ["L1X", EXTRA.date, 5, "пр", "Разбор", 0]
    assert openpyxl.load_workbook(workbook)[TAB]["J9"].data_type == "f"
    assert extend_workbook(workbook, grown) == []


def test_a_new_item_takes_a_reserve_column(workbook: Path, spec: WorkbookSpec) -> None:
    """Independent work that the plan got later has its column (2.8)."""
    grown = _first(spec, items=(*spec.journals[0].items, WorkItem("W4", "Эссе", dt.date(2026, 11, 1))))
    assert extend_workbook(workbook, grown) == ["J0001 item W4 column M"]
    grid = read_workbook(workbook)[0]
    assert [grid.cell(row, 13) for row in (1, 3, 5, 6)] == ["W4", dt.date(2026, 11, 1), "СРС", "Эссе"]
    assert extend_workbook(workbook, grown) == []


def test_membership_and_moved_lessons_are_brought_up(workbook: Path, spec: WorkbookSpec) -> None:
    """A student who left gets the last day, a moved lesson its new date and pair, wherever the column stands."""
    journal = spec.journals[0]
    left = replace(journal.students[0], member_to=dt.date(2026, 9, 20))
    moved = replace(journal.lessons[1], date=dt.date(2026, 9, 10), pair=4)
    lessons = (journal.lessons[0], moved, *journal.lessons[2:])
    said = extend_workbook(workbook, _first(spec, students=(left, *journal.students[1:]), lessons=lessons))
    assert said == ["J0001 membership S0001 row 10", "J0001 moved L10002 column G"]
    grid = read_workbook(workbook)[0]
    assert [grid.cell(10, 3), grid.cell(3, 7), grid.cell(4, 7)] == [left.member_to, moved.date, 4]


def test_topics_follow_the_plan_when_lessons_move(workbook: Path, spec: WorkbookSpec) -> None:
    """A lesson that moved behind another one takes that one's topic, as its formula will say (4.3)."""
    journal = spec.journals[0]
    moved = replace(journal.lessons[0], date=dt.date(2026, 9, 9))
    extend_workbook(workbook, _first(spec, lessons=(moved, *journal.lessons[1:])))
    grid = read_workbook(workbook)[0]
    assert [grid.cell(6, column) for column in range(6, 10)] == ["Тема 2", "Тема 1", "Тема 3", "Тема 4"]


def test_a_lesson_cancelled_later_stays_where_it_is(workbook: Path, spec: WorkbookSpec) -> None:
    """Its marks stay, its kind says so, and it takes no topic; one cancelled beforehand gets no column."""
    set_cells(workbook, {TAB: {"F10": "5", "F7": "Опрос"}})
    journal = spec.journals[0]
    cancelled = replace(journal.lessons[0], cancelled=True)
    lessons = (cancelled, *journal.lessons[1:], replace(EXTRA, cancelled=True))
    grown = _first(spec, lessons=lessons)
    assert extend_workbook(workbook, grown) == ["J0001 cancelled L10001 column F"]
    grid = read_workbook(workbook)[0]
    assert [grid.cell(row, 6) for row in (1, 5, 6, 7, 10)] == ["L10001", "отм.", None, "Опрос", "5"]
    assert [grid.cell(6, column) for column in (7, 8, 9)] == ["Тема 1", "Тема 2", "Тема 3"]
    assert extend_workbook(workbook, grown) == []


def test_a_lesson_gone_from_the_timetable_is_shown_as_cancelled(workbook: Path, spec: WorkbookSpec) -> None:
    """Its column stays, because somebody may have typed into it."""
    left = _first(spec, lessons=spec.journals[0].lessons[1:])
    assert extend_workbook(workbook, left) == ["J0001 cancelled L10001 column F"]
    assert extend_workbook(workbook, left) == []


def test_a_name_that_the_registry_changed_is_brought_up(workbook: Path, spec: WorkbookSpec) -> None:
    """The old registered name is the system's; a name typed by a teacher is not."""
    renamed = replace(spec.journals[0].students[0], shown="Студент Новая", former=("Студент 1",))
    grown = _first(spec, students=(renamed, *spec.journals[0].students[1:]))
    assert extend_workbook(workbook, grown) == ["J0001 name S0001 row 10"]
    assert read_workbook(workbook)[0].cell(10, 5) == "Студент Новая"


def test_one_who_left_long_ago_gets_no_row(workbook: Path, spec: WorkbookSpec) -> None:
    """But the row that stands there gets its last day."""
    journal = spec.journals[0]
    left = replace(journal.students[0], member_to=dt.date(2026, 8, 1), known_only=True)
    never = StudentRow("S9", "Давний", dt.date(2025, 9, 1), dt.date(2026, 6, 30), known_only=True)
    said = extend_workbook(workbook, _first(spec, students=(left, *journal.students[1:], never)))
    assert said == ["J0001 membership S0001 row 10"]


def test_an_extension_keeps_the_files_time(workbook: Path, spec: WorkbookSpec) -> None:
    """The time says when the teacher last saved, and completion is dated by it."""
    os.utime(workbook, ns=(1, 1_700_000_000_000_000_000))
    extend_workbook(workbook, _first(spec, lessons=(*spec.journals[0].lessons, EXTRA)))
    assert workbook.stat().st_mtime_ns == 1_700_000_000_000_000_000


def test_a_used_up_reserve_is_said(workbook: Path, spec: WorkbookSpec) -> None:
    """What found no room is named, the rest is added."""
    journal = spec.journals[0]
    students = (*journal.students, *(StudentRow(f"S9{at}", f"Новый {at}") for at in range(3)))
    lessons = (*journal.lessons, *(replace(EXTRA, id=f"L1X{at}") for at in range(3)))
    items = (*journal.items, WorkItem("W3", "а"), WorkItem("W4", "б"))
    said = extend_workbook(workbook, _first(spec, students=students, lessons=lessons, items=items))
    assert [line for line in said if line.startswith("no room:")] == [
        "no room: J0001 student S92",
        "no room: J0001 lesson L1X2",
        "no room: J0001 item W4",
    ]
    assert len(said) == 8


def test_what_a_teacher_typed_stays(workbook: Path, spec: WorkbookSpec) -> None:
    """A name or mark in the reserve, a topic and a plan's row are not written over; a name is never corrected."""
    typed = {"E13": "Чужой", "F10": "5", "J14": "кж", "E11": "Иначе", "F6": "Своя тема"}
    plan = {"D8": dt.date(2026, 10, 9), "G8": "Тема преподавателя"}
    set_cells(workbook, {TAB: typed, f"КТП {TAB}": plan})
    journal = spec.journals[0]
    grown = _first(
        spec,
        students=(*journal.students, StudentRow("S9", "Новый")),
        lessons=(*journal.lessons, EXTRA),
        plan=(*journal.plan, PlanRow(5, 5, EXTRA.date, "practice")),
    )
    said = extend_workbook(workbook, grown)
    assert said == [
        "name differs: J0001 S0002 row 11",
        "no room: J0001 student S9",
        "J0001 lesson L1X column K",
    ]
    grid, planned = read_workbook(workbook)[:2]
    assert [grid.cell(13, 5), grid.cell(10, 6), grid.cell(14, 10), grid.cell(11, 5), grid.cell(6, 6)] == [
        *("Чужой", "5", "кж", "Иначе", "Своя тема")
    ]
    assert [planned.cell(8, 4), planned.cell(8, 3)] == [dt.date(2026, 10, 9), None]


def test_a_missing_tab_is_said_and_stops_no_other(workbook: Path, spec: WorkbookSpec) -> None:
    """A journal whose tabs are not there is named; the others are extended."""
    stranger = replace(spec.journals[1], id="J0009")
    new = StudentRow("S9", "Новый")
    first = replace(spec.journals[0], students=(*spec.journals[0].students, new))
    said = extend_workbook(workbook, replace(spec, journals=(stranger, first)))
    assert said == [
        "no tab: J0009 journal (0 found)",
        "no tab: J0009 plan (0 found)",
        "J0001 student S9 row 13",
    ]


def test_an_open_workbook_is_left_alone(workbook: Path, spec: WorkbookSpec) -> None:
    """The lock file of Excel or LibreOffice stops the extension."""
    workbook.with_name(f"~${workbook.name}").touch()
    with pytest.raises(WorkbookError) as caught:
        extend_workbook(workbook, _first(spec, students=()))
    assert caught.value.code == "workbook_busy"
