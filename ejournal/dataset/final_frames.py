"""Frames of how courses end: points entered, results, averages, grade sheets (2.4, 4.1)."""

from datetime import date, timedelta

import pandas as pd
import sqlalchemy as sa

from ejournal import columns_evidence, columns_finals
from ejournal.dataset.decision_frames import posted_points
from ejournal.dataset.filters import Filters
from ejournal.dataset.reading import Reading
from ejournal.dataset.registry_frames import courses, memberships, semesters
from ejournal.dataset.result_frames import scores
from ejournal.parameters import Parameters
from ejournal.scoring import averages, difference, results
from ejournal.scoring.attempts import entry_of
from ejournal.store import schema, schema_finals
from ejournal.store.bulk import cast, frame

SHEET_ROWS = tuple(columns_finals.GRADE_SHEET_ROWS.dtypes)


LEFT = ("transferred", "academic_leave", "expelled")


def movements(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns_finals.MOVEMENTS of the groups asked for, by day: who joined, left, went on leave, came back."""
    rows = []
    asked = set(memberships(reading, filters)["group_id"])
    for row in reading.registry("memberships"):
        about = {name: row[name] for name in ("student_id", "group_id", "document")}
        if row["group_id"] not in asked:
            continue
        begun = "readmitted" if row["reason"] == "readmitted" else "joined"
        rows.append({**about, "date": row["valid_from"], "kind": begun})
        if row["valid_to"] is not None:
            ended = row["reason"] if row["reason"] in LEFT else "left"
            rows.append({**about, "date": row["valid_to"] + timedelta(days=1), "kind": ended})
    found = pd.DataFrame(rows, columns=list(columns_finals.MOVEMENTS.dtypes), dtype=object)
    return cast(found, columns_finals.MOVEMENTS.dtypes).sort_values(["date", "student_id"], ignore_index=True)


def differences(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns_finals.DIFFERENCES of the semesters and groups asked for."""
    found = [columns_finals.DIFFERENCES.empty()]
    members = memberships(reading, Filters())
    for term in semesters(reading, Filters(semester=filters.semester)).itertuples():
        whole = Filters(semester=str(term.semester))
        start, end = (pd.Timestamp(str(day)).date() for day in (term.start, term.end))
        rows = difference(courses(reading, whole), members, start=start, end=end)
        found.append(rows[rows["course_id"].isin(courses(reading, _same(filters, whole))["course_id"])])
    joined = pd.concat([part.astype(object) for part in found], ignore_index=True)
    return cast(joined, columns_finals.DIFFERENCES.dtypes)


def entered(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns_evidence.ENTERED of the courses asked for, by course, student and control."""
    table, made = schema_finals.entered_points, schema.revisions
    names = ("student_id", "course_id", "control", "points")
    statement = (
        sa.select(*(table.c[name] for name in names), table.c.actor.label("by"), made.c.at)
        .join(made, made.c.id == table.c.from_revision)
        .where(reading.holds(table))
        .order_by(table.c.course_id, table.c.student_id, table.c.control)
    )
    rows = _within(reading, filters, frame(reading.connection, statement))
    found = {name: entry_of(str(name)) for name in rows["control"].unique()}
    for name in ("kind", "checkpoint", "attempt"):
        rows[name] = [getattr(found[control], name, None) for control in rows["control"]]
    return cast(rows.astype({"kind": object, "checkpoint": object, "attempt": object}), columns_evidence.ENTERED.dtypes)


def _within(reading: Reading, filters: Filters, rows: pd.DataFrame) -> pd.DataFrame:
    if not filters.narrows:
        return rows
    return rows[rows["course_id"].isin(courses(reading, filters)["course_id"])].reset_index(drop=True)


def ended(
    reading: Reading, filters: Filters, parameters: Parameters, on: date, through: int | None = None
) -> pd.DataFrame:
    """columns_finals.RESULTS of the courses asked for, as on the day ``on``; ``through``: the last attempt to look at.

    Semesters are worked out whole, because who moved brings points from courses of another group.
    """
    found = [columns_finals.RESULTS.empty()]
    members = memberships(reading, Filters())
    asked = _semesters_of(reading, filters)
    for term in asked.itertuples():
        whole = Filters(semester=str(term.semester))
        taught = courses(reading, whole)
        if taught.empty:
            continue
        rows = results(
            taught,
            scores(reading, whole, None),
            posted_points(reading, whole, None),
            _through(entered(reading, whole), through),
            members,
            parameters.rating(str(term.academic_year)),
            end=pd.Timestamp(str(term.end)).date(),
            on=on,
        )
        found.append(rows[rows["course_id"].isin(courses(reading, _same(filters, whole))["course_id"])])
    joined = pd.concat([part.astype(object) for part in found], ignore_index=True)
    return cast(joined, columns_finals.RESULTS.dtypes)


def _semesters_of(reading: Reading, filters: Filters) -> pd.DataFrame:
    """The semesters of the courses asked for."""
    terms = semesters(reading, Filters(semester=filters.semester))
    if not filters.course:
        return terms
    return terms[terms["semester"].isin(courses(reading, filters)["semester"].astype(object))]


def _through(entries: pd.DataFrame, attempt: int | None) -> pd.DataFrame:
    """Tests, and attempts up to this one."""
    return entries if attempt is None else entries[(entries["attempt"] <= attempt).fillna(True)]


def _same(filters: Filters, whole: Filters) -> Filters:
    """What is asked for, in one semester."""
    return Filters(**{**filters.__dict__, "semester": whole.semester})


def grade_averages(reading: Reading, filters: Filters, parameters: Parameters, on: date) -> pd.DataFrame:
    """columns_finals.AVERAGES of the students of the groups asked for; cumulative ones over all their semesters."""
    order = [str(code) for code in semesters(reading, Filters())["semester"]]
    every = averages(ended(reading, Filters(), parameters, on), order)
    if filters.group or filters.institute:
        every = every[every["student_id"].isin(memberships(reading, filters)["student_id"])]
    if filters.semester:
        every = every[every["semester"] == filters.semester]
    return every.reset_index(drop=True)


def grade_sheets(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns_finals.GRADE_SHEETS by course, control and version."""
    table, made = schema_finals.grade_sheets, schema.revisions
    names = ("course_id", "control", "version", "state", "corrects", "document", "reason", "source_revision")
    statement = (
        sa.select(*(table.c[name] for name in names), table.c.actor.label("by"), made.c.at)
        .join(made, made.c.id == table.c.from_revision)
        .where(reading.holds(table))
        .order_by(table.c.course_id, table.c.control, table.c.version)
    )
    rows = _within(reading, filters, frame(reading.connection, statement))
    key = ["course_id", "control", "version"]
    sizes = reading.rows(schema_finals.grade_sheet_rows, key).groupby(key).size().to_dict()
    rows["students"] = [sizes.get(tuple(each), 0) for each in rows[key].to_numpy()]
    return cast(rows, columns_finals.GRADE_SHEETS.dtypes)


def grade_sheet_rows(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns_finals.GRADE_SHEET_ROWS by course, control, version and student."""
    rows = _within(reading, filters, reading.rows(schema_finals.grade_sheet_rows, SHEET_ROWS))
    typed = cast(rows, columns_finals.GRADE_SHEET_ROWS.dtypes)
    return typed.sort_values(["course_id", "control", "version", "student_id"], ignore_index=True)
