"""The state of grade sheets: draft, approved, signed; a correction is a new version that names the old (2.4, 4.1)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
import sqlalchemy as sa

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.errors import ParameterError, StoreBusy
from ejournal.store import Store, Writer, schema
from ejournal.store.entities import open_rows, replace_rows
from ejournal.store.schema_finals import grade_sheet_rows, grade_sheets

TRIES = 5
ATTEMPTS = {"final": 0, "retake-1": 1, "retake-2": 2, "summer": 3}
STEPS = {"approve": ("draft", "approved"), "sign": ("approved", "signed")}
SEALED = ("approved", "signed")
ROW_KEY = ("course_id", "control", "version", "student_id")
FROZEN = ("before_exam", "exam", "total", "letter", "gpa", "traditional", "passed", "reason", "scheme")


@dataclass(frozen=True)
class SheetOrder:
    """Which course (public id) and control, who decides, on which local day, by which document, and why."""

    course: str
    control: str
    by: str
    today: date
    document: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Sheet:
    """A version of a grade sheet as it stands now; ``revision`` is None where nothing changed."""

    course: str
    control: str
    version: int
    state: str
    students: int
    corrects: int | None
    revision: int | None


@dataclass(frozen=True)
class _Look:
    """The course, its versions in order, and the rows that a sheet of it has as things stand."""

    course_id: int
    versions: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    revision: int

    @property
    def last(self) -> dict[str, Any]:
        """The newest version; an empty one, with number 0, where there is none."""
        return self.versions[-1] if self.versions else {"version": 0, "state": "", "corrects": None}


def create_sheet(config: Config, order: SheetOrder, *, at: datetime) -> Sheet:
    """Freeze the results of the course as a draft; a draft that stands already is made anew under its number.

    Raises ParameterError where an approved one stands, nobody is named, or there is no such course, control or row.
    """
    return _decide(config, order, at, _create)


def advance_sheet(config: Config, order: SheetOrder, step: str, *, at: datetime) -> Sheet:
    """``approve`` a draft that still says what the results say, or ``sign`` an approved one; KeyError for others.

    Raises ParameterError where the sheet is in another state, or its draft is out of date.
    """
    return _decide(config, order, at, lambda writer, look, asked: _advance(writer, look, asked, step))


def correct_sheet(config: Config, order: SheetOrder, *, at: datetime) -> Sheet:
    """Begin a new version, a draft that names the approved or signed one, which stays as it was, marked corrected.

    Raises ParameterError where none stands approved, or reason or document are not given.
    """
    for name in ("reason", "document"):
        if not getattr(order, name).strip():
            raise ParameterError(
                "this is needed to correct a grade sheet", where=f"--{name}", remedy="Give it in words"
            )
    return _decide(config, order, at, _correct)


def _decide(config: Config, order: SheetOrder, at: datetime, step: Any) -> Sheet:
    """Look, decide and write, anew where others wrote in between."""
    if order.control not in ATTEMPTS:
        raise ParameterError("no such sheet", where="--control", value=order.control, remedy=f"One of {[*ATTEMPTS]}")
    if not order.by.strip():
        raise ParameterError("nobody is named", where="--by", remedy="Name who decides this")
    store = Store.open(config.database_address)
    try:
        for _ in range(TRIES):
            look = _look(config, order)
            with store.write("grade_sheet", actor=order.by, at=at) as writer:
                if writer.connection.scalar(sa.select(sa.func.max(schema.revisions.c.id))) == look.revision:
                    sheet: Sheet = step(writer, look, order)
                    return sheet
    finally:
        store.dispose()
    raise StoreBusy("the dataset keeps changing", remedy="Try again when sync has ended")


def _look(config: Config, order: SheetOrder) -> _Look:
    with Dataset(config) as dataset:
        courses = dataset.courses(course=order.course) if order.course else pd.DataFrame()
        if courses.empty:
            raise ParameterError("no such course", where="--course", value=order.course, remedy="Its public id, C...")
        course = int(courses["course_id"].iloc[0])
        attempt = ATTEMPTS[order.control]
        results = dataset.results(on=order.today, through=attempt, course=order.course)
        if attempt:
            entered = dataset.entered(course=order.course)
            own = entered.loc[(entered["attempt"] == attempt).fillna(False), "student_id"]
            results = results[results["student_id"].isin(own)]
        results = results[results["member"]]
        versions = dataset.grade_sheets(course=order.course)
        versions = versions[versions["control"] == order.control].sort_values("version")
        return _Look(course, _plain(versions), _plain(results), dataset.revision or 0)


def _plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = frame.astype(object).where(frame.notna(), None).to_dict("records")  # type: ignore[assignment]
    return rows


def _create(writer: Writer, look: _Look, order: SheetOrder) -> Sheet:
    if look.last["state"] in SEALED:
        raise ParameterError(
            "the grade sheet is approved already",
            where=order.course,
            value=look.last["state"],
            remedy="Begin a correction: ejournal sheet correct",
        )
    if not look.rows:
        raise ParameterError("there is nobody to put on this sheet", where=order.course, value=order.control)
    version = look.last["version"] if look.last["state"] == "draft" else 1
    return _draft(writer, look, order, version, look.last["corrects"])


def _draft(writer: Writer, look: _Look, order: SheetOrder, version: int, corrects: int | None) -> Sheet:
    rows = [_frozen(look, order, row, version) for row in look.rows]
    replace_rows(writer, grade_sheet_rows, _stored(writer, look, order, version), rows, ROW_KEY)
    if look.last["version"] != version or writer.changed:
        _set_state(writer, look, order, version, "draft", corrects)
    return _sheet(writer, order, version, "draft", len(rows), corrects)


def _frozen(look: _Look, order: SheetOrder, row: dict[str, Any], version: int) -> dict[str, Any]:
    key = {"course_id": look.course_id, "control": order.control, "version": version, "student_id": row["student_id"]}
    return key | {name: row[name] for name in FROZEN}


def _stored(writer: Writer, look: _Look, order: SheetOrder, version: int) -> list[dict[str, Any]]:
    table = grade_sheet_rows.c
    own = (table.course_id == look.course_id, table.control == order.control, table.version == version)
    return open_rows(writer.connection, grade_sheet_rows, *own)


def _set_state(
    writer: Writer, look: _Look, order: SheetOrder, version: int, state: str, corrects: int | None, reason: str = ""
) -> None:
    """End the version's row and begin one with the new state."""
    table = grade_sheets.c
    own = (table.course_id == look.course_id, table.control == order.control, table.version == version)
    before = open_rows(writer.connection, grade_sheets, *own)
    writer.close(grade_sheets, [row["id"] for row in before])
    row = {
        "course_id": look.course_id,
        "control": order.control,
        "version": version,
        "state": state,
        "corrects": corrects,
        "source_revision": before[0]["source_revision"] if before and state != "draft" else look.revision,
        "actor": order.by,
        "document": order.document or None,
        "reason": reason or (before[0]["reason"] if before else None),
    }
    writer.insert(grade_sheets, [row])


def _advance(writer: Writer, look: _Look, order: SheetOrder, step: str) -> Sheet:
    needed, state = STEPS[step]
    last = look.last
    if last["state"] != needed:
        raise ParameterError(
            f"only a sheet that is {needed} can be {state}", where=order.course, value=last["state"] or "no sheet"
        )
    stored = _stored(writer, look, order, last["version"])
    if step == "approve":
        _check_current(stored, look, order)
    _set_state(writer, look, order, last["version"], state, last["corrects"])
    return _sheet(writer, order, last["version"], state, len(stored), last["corrects"])


def _check_current(stored: list[dict[str, Any]], look: _Look, order: SheetOrder) -> None:
    """A draft is approved as it was seen: points entered since then must be seen first."""
    now = {row["student_id"]: tuple(row[name] for name in FROZEN) for row in look.rows}
    then = {row["student_id"]: tuple(row[name] for name in FROZEN) for row in stored}
    if now != then:
        differing = sum(now.get(key) != then.get(key) for key in now.keys() | then.keys())
        raise ParameterError(
            "the results have changed since the draft was made",
            where=order.course,
            value=f"{differing} students",
            remedy="Make the draft anew: ejournal sheet create",
        )


def _correct(writer: Writer, look: _Look, order: SheetOrder) -> Sheet:
    last = look.last
    if last["state"] not in SEALED:
        raise ParameterError(
            "only an approved or signed sheet is corrected", where=order.course, value=last["state"] or "no sheet"
        )
    _set_state(writer, look, order, last["version"], "corrected", last["corrects"], order.reason)
    return _draft(writer, look, order, last["version"] + 1, last["version"])


def _sheet(writer: Writer, order: SheetOrder, version: int, state: str, students: int, corrects: int | None) -> Sheet:
    revision = writer.revision if writer.changed else None
    return Sheet(order.course, order.control, version, state, students, corrects, revision)
