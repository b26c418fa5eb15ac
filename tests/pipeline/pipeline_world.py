"""Two groups that share a student who moved, and random edits of their stored marks and columns, as sync makes them."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sa
from university import GROUP, SEMESTER, SMALL_ROWS

from ejournal import pipeline
from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.parameters import load_parameters
from ejournal.provision import provision
from ejournal.registry import load_workbook, write_registry
from ejournal.store import Store, Writer, schema
from ejournal.store.entities import current
from ejournal.workspace import init

TODAY = date(2026, 10, 20)
AT = datetime(2026, 10, 20, 12, 0, tzinfo=UTC)
OTHER, THIRD = "ИТ-2-26", "ИТ-3-26"
MOVED_ON = date(2026, 10, 5)
RESULT = ["rule", "severity", "journal_id", "lesson_id", "student_id", "workbook", "tab", "cell", "arguments"]


def rows_of_three_groups() -> dict[str, list[dict[str, object]]]:
    """The tiny university three times over; one student of the first group went over to the second one."""
    rows = {tab: [dict(row) for row in own] for tab, own in SMALL_ROWS.items()}
    for number, group in enumerate((OTHER, THIRD), 2):
        rows["groups"].append(rows["groups"][0] | {"code": group})
        for tab in ("curriculum", "load", "timetable"):
            rows[tab] += [_of(row, group) for row in SMALL_ROWS[tab]]
        for at in range(4):
            key = f"26-{number}0{at}"
            rows["students"].append({"number": key, "name": f"Студентов Номер {'абвг'[at]}{'бв'[number - 2]}"})
            rows["memberships"].append(
                {"student": key, "group": group, "subgroup": 1 + at % 2, "valid_from": date(2026, 9, 1)}
            )
    moved = rows["memberships"][0]
    rows["memberships"].append(moved | {"group": OTHER, "valid_from": MOVED_ON})
    moved["valid_to"] = MOVED_ON - timedelta(days=1)
    return rows


def _of(row: dict[str, object], group: str) -> dict[str, object]:
    """The row of the same load, timetable or curriculum in another group."""
    changed = dict(row)
    for name in ("group", "code", "journal"):
        if name in changed:
            changed[name] = str(changed[name]).replace(GROUP, group)
    if "weekday" in changed:
        changed["pair"] = 2 if changed["pair"] != 2 else 3
        changed["weekday"] = (
            changed["weekday"] if group == OTHER else {"Вт": "Пн", "Ср": "Сб"}.get(str(row["weekday"]), "Ср")
        )
        changed["pair"] = changed["pair"] if group == OTHER else row["pair"]
    return changed


def make_world(folder: Path) -> Config:
    """A provisioned workspace of three groups."""
    config = init(folder)
    config.registry.unlink()
    write_registry(config.registry, rows_of_three_groups())
    before = datetime(2026, 8, 28, tzinfo=UTC)
    load_workbook(config, load_parameters(config.parameters), at=before, actor="test")
    provision(config, load_parameters(config.parameters), today=before.date(), at=before)
    return config


class Editor:
    """Changes the stored entries of random lessons as one pass of sync would: each workbook one revision."""

    def __init__(self, config: Config, seed: int) -> None:
        self.config = config
        self.random = random.Random(seed)
        with Dataset(config) as dataset:
            self.lessons = dataset.lessons(end=TODAY + timedelta(days=7))
            self.members = dataset.memberships()

    def edit(self, at: datetime, lessons: int = 2) -> None:
        """Fill, change or wipe some lessons of one journal."""
        journal = self.random.choice(sorted(set(self.lessons["journal_id"])))
        own = self.lessons[self.lessons["journal_id"] == journal]
        store = Store.open(self.config.database_address)
        with store.write("sync", actor="sync", at=at) as writer:
            read = self._read(writer, journal, at)
            for lesson in self.random.sample(sorted(own["lesson_id"]), min(lessons, len(own))):
                self._lesson(writer, lesson, int(own["group_id"].iloc[0]), read)
            self._quarantine(writer, journal, sorted(own["lesson_id"])[0])
        store.dispose()

    def _read(self, writer: Writer, journal: int, at: datetime) -> int:
        tab = writer.connection.execute(sa.select(schema.tabs).where(schema.tabs.c.journal_id == journal)).one()
        values = {"workbook_id": tab.workbook_id, "revision": writer.revision, "sha256": "0", "author": "unknown"}
        result = writer.connection.execute(schema.reads.insert(), values | {"file_time": at, "read_at": at})
        return int(result.inserted_primary_key[0])

    def _lesson(self, writer: Writer, lesson: int, group: int, read: int) -> None:
        students = sorted(set(self.members.loc[self.members["group_id"] == group, "student_id"]))
        entries = [self._entry(student, lesson, read) for student in self.random.sample(students, 3)]
        self._swap(writer, schema.marks, lesson, [] if self.random.random() < 0.2 else entries)
        away = sum(entry["status"] == "absent" for entry in entries)
        disagrees = self.random.random() < 0.3
        completeness = self.random.choice(["complete", "complete", "incomplete", "not_held"])
        state = {
            "lesson_id": lesson,
            "completeness": completeness,
            "reason": "disagrees" if completeness == "incomplete" else None,
            "disagrees": completeness == "complete" and disagrees,
            "work_type": "Лекция",
            "control_number": away + disagrees,
            "counted": away,
            "topic": self.random.choice([None, "Тема"]),
            "completed_after": None,
            "completed_before": AT if completeness == "complete" else None,
            "read_id": read,
        }
        self._swap(writer, schema.lesson_states, lesson, [state])

    def _entry(self, student: int, lesson: int, read: int) -> dict[str, Any]:
        value = self.random.choice([None, 2, 3, 4, 5])
        status = "absent" if value is None else "mark"
        place = {"student_id": student, "lesson_id": lesson, "ordinal": 1, "cell": f"F{10 + student % 7}"}
        return {**place, "status": status, "value": value, "read_id": read}

    def _swap(self, writer: Writer, table: sa.Table, lesson: int, rows: list[dict[str, Any]]) -> None:
        old = writer.connection.scalars(sa.select(table.c.id).where(current(table), table.c.lesson_id == lesson)).all()
        writer.close(table, list(old))
        writer.insert(table, rows)

    def _quarantine(self, writer: Writer, journal: int, lesson: int) -> None:
        """Now and then a cell that cannot be read, a name below the list, or a workbook that cannot be opened."""
        table, roll = schema.quarantine, self.random.random()
        tab = writer.connection.execute(sa.select(schema.tabs).where(schema.tabs.c.journal_id == journal)).one()
        row = {"workbook_id": tab.workbook_id, "tab": tab.title, "cell": "F11", "raw": f"{roll:.1f}"}
        keys = {"journal_id": journal, "lesson_id": lesson, "student_id": int(self.members["student_id"].iloc[0])}
        if roll < 0.3:
            writer.insert(table, [{**row, **keys, "code": "unknown_mark"}])
        elif roll < 0.5:
            writer.insert(table, [{**row, **keys, "lesson_id": None, "student_id": None, "code": "name_below"}])
        elif roll < 0.6:
            writer.insert(table, [{**row, **dict.fromkeys((*keys, "tab", "cell")), "code": "workbook_not_xlsx"}])
        else:
            standing = sa.select(table.c.id).where(current(table), table.c.workbook_id == tab.workbook_id)
            writer.close(table, list(writer.connection.scalars(standing)))


def stored_findings(config: Config) -> pd.DataFrame:
    """What stands, in one order."""
    with Dataset(config) as dataset:
        found = dataset.findings(state="all")
    found = found[found["state"] != "resolved"].astype({"rule": str})
    return found.sort_values(RESULT, ignore_index=True)


def scores_of(config: Config) -> pd.DataFrame:
    """The points that stand."""
    with Dataset(config) as dataset:
        return dataset.scores(semester=SEMESTER)


def compute(config: Config, today: date, at: datetime, *, full: bool = False) -> None:
    """Validation and the points of both checkpoints."""
    pipeline.validate(config.workspace, today=today, at=at, full=full)
    for checkpoint in (1, 2):
        asked = {"semester": SEMESTER, "checkpoint": checkpoint, "today": today, "at": at, "full": full}
        pipeline.score(config.workspace, **asked)  # type: ignore[arg-type]
