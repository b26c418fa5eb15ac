"""A university of many groups for benchmarks: its registry, and what teachers entered, put where sync puts it."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.registry.data import RegistryData, RegistryRow
from ejournal.sheets import set_cells
from ejournal.store import Store, Writer, schema

SEMESTER = "2026-1"
STUDENTS, COURSES, TEACHERS, DEPARTMENTS = 25, 8, 600, 30
WEEKDAYS = ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб")
PAIRS = 4
LESSONS_A_WEEK = 3
MARKS = (2, 3, 4, 4, 5, 5)
WORK_TYPE = {"lecture": "Лекция", "practice": "Практическая работа", "lab": "Лабораторная работа"}
TOPIC_ROW, WORK_TYPE_ROW, CONTROL_ROW = 6, 7, 8
Rows = list[dict[str, object]]


def registry_of(groups: int) -> RegistryData:
    """The registry of the first so many groups; a group's rows are the same however many there are."""
    names = [f"Г-{number:03}" for number in range(groups)]
    tabs: dict[str, Rows] = {
        "institutes": [{"code": f"И{n}", "name": f"Институт {n}", "kind": "институт"} for n in range(10)],
        "departments": [
            {"code": f"К{n}", "name": f"Кафедра {n}", "institute": f"И{n % 10}"} for n in range(DEPARTMENTS)
        ],
        "teachers": [_teacher(number) for number in range(TEACHERS)],
        "groups": [_group(number, name) for number, name in enumerate(names)],
        "students": [student for name in names for student in _students(name)],
        "memberships": [_member(name, at) for name in names for at in range(STUDENTS)],
        "disciplines": [_discipline(number) for number in range(COURSES * 5)],
        "semesters": [_semester()],
        "curriculum": [_curriculum(n, name, at) for n, name in enumerate(names) for at in range(COURSES)],
        "load": [_load(n, name, at) for n, name in enumerate(names) for at in range(COURSES)],
        "bells": [{"pair": n + 1} for n in range(PAIRS)],
        "timetable": [_slot(name, at) for name in names for at in range(COURSES * LESSONS_A_WEEK)],
    }
    rows = {name: [RegistryRow(n, None, row) for n, row in enumerate(own, 3)] for name, own in tabs.items()}
    return RegistryData(Path("registry.xlsx"), "0" * 64, rows)


def _teacher(number: int) -> dict[str, object]:
    return {"name": f"Преподаватель Номер {number:03}", "department": f"К{number // (TEACHERS // DEPARTMENTS)}"}


def _group(number: int, name: str) -> dict[str, object]:
    return {"code": name, "institute": f"И{number % 10}", "speciality": "Специальность", "year_of_study": 1}


def _students(group: str) -> Rows:
    return [{"number": f"{group}-{at:02}", "name": f"Студентов {group} {at:02}"} for at in range(STUDENTS)]


def _member(group: str, at: int) -> dict[str, object]:
    return {"student": f"{group}-{at:02}", "group": group, "valid_from": date(2026, 9, 1)}


def _discipline(number: int) -> dict[str, object]:
    return {"code": f"Д{number}", "name": f"Дисциплина {number}", "department": f"К{number % DEPARTMENTS}"}


def _semester() -> dict[str, object]:
    dates = {"start": date(2026, 9, 1), "checkpoint_1": date(2026, 10, 24), "checkpoint_2": date(2026, 12, 19)}
    return {"code": SEMESTER, "academic_year": "2026-2027", "weeks": 16, "first_week": "odd", **dates}


def _curriculum(number: int, group: str, at: int) -> dict[str, object]:
    control = "exam" if at % 2 else "credit_test"
    hours = {"lecture_hours": 96.0, "independent_hours": 0.0, "credits": 4.0}
    return {"group": group, "discipline": _discipline_of(number, at), "semester": SEMESTER, "control": control, **hours}


def _discipline_of(number: int, at: int) -> str:
    return f"Д{number % 5 * COURSES + at}"


def _load(number: int, group: str, at: int) -> dict[str, object]:
    """No two groups have the same teacher in one slot."""
    teacher = f"Преподаватель Номер {(number + at * TEACHERS // COURSES) % TEACHERS:03}"
    return {
        "code": f"{group} {at}",
        "group": group,
        "discipline": _discipline_of(number, at),
        "semester": SEMESTER,
        "kinds": ("lecture",),
        "hours": 96.0,
        "teacher": teacher,
    }


def _slot(group: str, at: int) -> dict[str, object]:
    slot = {"weekday": WEEKDAYS[at % len(WEEKDAYS)], "pair": at // len(WEEKDAYS) + 1}
    return {"journal": f"{group} {at % COURSES}", "parity": "every", "kind": "lecture", **slot}


def fill_workbooks(config: Config, first: date, last: date) -> None:
    """Fill the lessons of these days in every workbook that there is, as teachers would type."""
    lots = np.random.default_rng(first.toordinal())
    with Dataset(config) as dataset:
        lessons = dataset.lessons(start=first, end=last)
        tabs = dataset.connection.execute(sa.select(schema.tabs.c.journal_id, schema.tabs.c.places)).all()
    rows = {row.journal_id: list(json.loads(row.places)["rows"].values()) for row in tabs if row.places}
    edits: dict[str, dict[str, dict[str, Any]]] = {}
    for lesson in lessons[lessons["column"].notna()].itertuples():
        cells = edits.setdefault(str(lesson.workbook), {}).setdefault(str(lesson.tab), {})
        own = lots.choice(rows[lesson.journal_id], 5, replace=False)  # type: ignore[index]
        cells |= {f"{lesson.column}{row}": str(lots.choice(MARKS)) for row in own[1:]}
        cells[f"{lesson.column}{own[0]}"] = "кж"
        cells[f"{lesson.column}{TOPIC_ROW}"] = f"Тема {lesson.week}"
        cells[f"{lesson.column}{WORK_TYPE_ROW}"] = WORK_TYPE["lecture"]
        cells[f"{lesson.column}{CONTROL_ROW}"] = 1
    for path, tabs_of in edits.items():
        if (config.journals / path).stat().st_size > len(_UNCHANGED):
            set_cells(config.journals / path, tabs_of)


_UNCHANGED = b"PK" + bytes(2_000)


def fill_others(config: Config, today: date, at: datetime) -> None:
    """The groups without workbooks: files that a pass leaves closed, and what sync had stored of them."""
    with Dataset(config) as dataset:
        journals, lessons = dataset.journals(), dataset.lessons()
        members = dataset.memberships()
    missing = journals[journals["workbook"].isna()]
    lessons = lessons[lessons["journal_id"].isin(missing["journal_id"])]
    students = {key: own["student_id"].to_numpy() for key, own in members.groupby("group_id")}
    store = Store.open(config.database_address)
    with store.write("sync", actor="sync", at=at) as writer:
        read = _files(config, writer, missing, lessons, students, at)
        held = lessons[lessons["date"].dt.date < today]
        writer.insert(schema.lesson_states, [_state(row, read, config) for row in held.itertuples()])
        writer.insert(schema.marks, _marks(held, students, read))
        writer.insert(
            schema.plan_rows, [_plan(journal, n, read) for journal in missing["journal_id"] for n in range(48)]
        )
    store.dispose()


def _files(config: Config, writer: Writer, missing: Any, lessons: Any, students: Any, at: datetime) -> int:
    columns = lessons.groupby("journal_id")["lesson_id"].agg(list)
    for group, own in missing.groupby("group_id"):
        file = config.journals / SEMESTER / f"{own['group'].iloc[0]}.xlsx"
        file.write_bytes(_UNCHANGED)
        status = file.stat()
        path = file.relative_to(config.journals).as_posix()
        values = {"path": path, "size": status.st_size, "mtime_ns": status.st_mtime_ns, "sha256": "0" * 64}
        key = writer.connection.execute(schema.workbooks.insert(), values).inserted_primary_key[0]  # type: ignore[index]
        rows = {str(student): 10 + n for n, student in enumerate(students[group])}
        tabs = []
        for n, journal in enumerate(own["journal_id"].tolist()):
            places = {
                "columns": {str(lesson): _letters(6 + at) for at, lesson in enumerate(columns[journal])},
                "rows": rows,
            }
            tabs.append(
                {"journal_id": journal, "workbook_id": key, "title": f"Журнал {n}", "places": json.dumps(places)}
            )
        writer.connection.execute(schema.tabs.insert(), tabs)
    read = {"workbook_id": key, "revision": writer.revision, "sha256": "0" * 64, "file_time": at, "read_at": at}
    result = writer.connection.execute(schema.reads.insert(), {**read, "author": "unknown"})
    return int(result.inserted_primary_key[0])  # type: ignore[index]


def _letters(number: int) -> str:
    return (chr(64 + (number - 1) // 26) if number > 26 else "") + chr(65 + (number - 1) % 26)


def _state(lesson: Any, read: int, config: Config) -> dict[str, Any]:
    evening = datetime.combine(lesson.date.date(), datetime.min.time(), config.zone) + timedelta(hours=18)
    return {
        "lesson_id": lesson.lesson_id,
        "completeness": "complete",
        "reason": None,
        "disagrees": False,
        "work_type": WORK_TYPE["lecture"],
        "control_number": 1,
        "counted": 1,
        "topic": None,
        "completed_after": None,
        "completed_before": evening,
        "read_id": read,
    }


def _marks(held: Any, students: Any, read: int) -> list[dict[str, Any]]:
    """Four marks and one absence a lesson."""
    lots = np.random.default_rng(1)
    rows = []
    for lesson, group in zip(held["lesson_id"].tolist(), held["group_id"].tolist(), strict=True):
        chosen = students[group][lots.permutation(STUDENTS)[:5]].tolist()
        values = [None, *lots.choice(MARKS, 4).tolist()]
        for student, value in zip(chosen, values, strict=True):
            status = "absent" if value is None else "mark"
            place = {"student_id": student, "lesson_id": lesson, "ordinal": 1, "cell": "F10", "read_id": read}
            rows.append({**place, "status": status, "value": value})
    return rows


def _plan(journal: int, number: int, read: int) -> dict[str, Any]:
    said = {"kind": "lecture", "hours": 2.0, "topic": f"Тема {number}", "work_type": WORK_TYPE["lecture"]}
    blank = dict.fromkeys(("date", "independent_work", "due", "literature", "control_form"))
    week = number // LESSONS_A_WEEK + 1
    return {"journal_id": journal, "number": number + 1, "week": week, **said, **blank, "read_id": read}
