"""Brings an existing workbook up to the registry: new students, lessons and items go into the reserve.

What a teacher typed is never touched: only blank reserve cells are filled, and only the system's own cells
(membership, date, pair and kind of a lesson, text and due date of an item) are brought up to date. Nothing is written
when all agrees. The file keeps its time, which says when a person last saved it.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from ejournal.i18n import KINDS
from ejournal.sheets import layout
from ejournal.sheets.excel import open_workbook
from ejournal.sheets.extend_slots import TabEdit, same
from ejournal.sheets.extend_topics import show_topics
from ejournal.sheets.layout import COL_FROM, COL_ID, COL_NAME, COL_TO, PLAN_COLUMN
from ejournal.sheets.parts import open_package, open_sheet, set_cells
from ejournal.sheets.parts_values import Cached
from ejournal.sheets.templates_plan import plan_values
from ejournal.sheets.texts import CANCELLED
from ejournal.sheets.workbook import Grid, JournalTab, LessonColumn, PlanRow, StudentRow, WorkbookSpec, WorkItem

_PREFILLED = ("week", "date", "kind", "hours")


def extend_workbook(path: Path, spec: WorkbookSpec) -> list[str]:
    """Adds what the spec has and the workbook lacks; returns what was done, one short line each.

    Lines that begin with ``no room:``, ``no tab:`` or ``name differs:`` say what could not be done.
    Raises WorkbookError, also workbook_busy while somebody has the file open.
    """
    read = open_workbook(path)
    package = open_package(path, read.sha256)
    said: list[str] = []
    tabs: list[TabEdit] = []
    for journal in spec.journals:
        own: dict[str, TabEdit] = {}
        for kind in (layout.JOURNAL, layout.PLAN):
            grids = _tabs(read.grids, kind, journal.id)
            if len(grids) == 1:
                own[kind] = TabEdit(grids[0], journal.id, partial(open_sheet, package, grids[0].title))
            else:
                said.append(f"no tab: {journal.id} {kind} ({len(grids)} found)")
        _bring_up(own, journal, spec.language)
        tabs += own.values()
    _write(path, tabs, read.sha256)
    return said + [line for tab in tabs for line in tab.said]


def _tabs(grids: Iterable[Grid], kind: str, journal: str) -> list[Grid]:
    return [grid for grid in grids if grid.marker and (grid.marker.kind, grid.marker.id) == (kind, journal)]


def _write(path: Path, tabs: Sequence[TabEdit], sha256: str) -> None:
    edits = {tab.grid.title: tab.edits for tab in tabs if tab.edits}
    if edits:
        set_cells(
            path,
            edits,
            unhide_rows={tab.grid.title: tab.rows for tab in tabs if tab.rows},
            unhide_columns={tab.grid.title: tab.columns for tab in tabs if tab.columns},
            expected_sha256=sha256,
            keep_time=True,
        )


def _bring_up(own: Mapping[str, TabEdit], journal: JournalTab, language: str) -> None:
    tab, plan = own.get(layout.JOURNAL), own.get(layout.PLAN)
    if plan is not None:
        _plan(plan, journal.plan, language)
    if tab is None:
        return
    _students(tab, journal.students)
    _lessons(tab, journal.lessons, language)
    if tab.edits and plan is not None:
        show_topics(tab, plan.grid, CANCELLED[language])
    _items(tab, journal.items)


def _students(tab: TabEdit, students: Sequence[StudentRow]) -> None:
    """Membership dates of those who are there, and a reserve row for each who is not."""
    rows = tab.student_rows()
    for student in students:
        row = rows.get(student.id)
        if row is None:
            if not student.known_only:
                _add_student(tab, student)
            continue
        _name(tab, row, student)
        changed = tab.change(row, COL_FROM, student.member_from) | tab.change(row, COL_TO, student.member_to)
        if changed:
            tab.say(f"{tab.journal} membership {student.id} row {row}")


def _name(tab: TabEdit, row: int, student: StudentRow) -> None:
    """A name that the registry changed is changed where the old one stands; whatever else stands there stays."""
    shown = tab.grid.cell(row, COL_NAME)
    if same(shown, student.shown):
        return
    if any(same(shown, name) for name in student.former):
        tab.change(row, COL_NAME, student.shown)
        tab.say(f"{tab.journal} name {student.id} row {row}")
    else:
        tab.say(f"name differs: {tab.journal} {student.id} row {row}")


def _add_student(tab: TabEdit, student: StudentRow) -> None:
    row = tab.take_row()
    if row is None:
        tab.say(f"no room: {tab.journal} student {student.id}")
        return
    cells = {COL_ID: student.id, COL_FROM: student.member_from, COL_TO: student.member_to, COL_NAME: student.shown}
    for column, value in cells.items():
        tab.change(row, column, value)
    tab.rows.append(row)
    tab.say(f"{tab.journal} student {student.id} row {row}")


def _lessons(tab: TabEdit, lessons: Sequence[LessonColumn], language: str) -> None:
    """Date, pair and kind of the lessons that are there, and a reserve column for each that is not."""
    columns = tab.columns_by_id()
    for lesson in lessons:
        column = columns.pop(lesson.id, None)
        if column is not None:
            if _lesson_head(tab, column, lesson, language):
                tab.say(f"{tab.journal} {_what(lesson)} {lesson.id} column {layout.letters(column)}")
            continue
        if lesson.cancelled:
            continue
        column = tab.take_lesson_column()
        if column is None:
            tab.say(f"no room: {tab.journal} lesson {lesson.id}")
            continue
        _add_lesson(tab, column, lesson, language)
    for key, column in columns.items():
        if layout.is_lesson(key) and tab.change(layout.ROW_KIND, column, CANCELLED[language]):
            tab.say(f"{tab.journal} cancelled {key} column {layout.letters(column)}")


def _what(lesson: LessonColumn) -> str:
    return "cancelled" if lesson.cancelled else "moved"


def _add_lesson(tab: TabEdit, column: int, lesson: LessonColumn, language: str) -> None:
    """The formulas are there already; the count that they will show is put there, as nothing is recalculated here."""
    tab.change(layout.ROW_ID, column, lesson.id)
    _lesson_head(tab, column, lesson, language)
    tab.edits[layout.address(layout.ROW_COUNTED, column)] = Cached(0)
    tab.columns.append(column)
    tab.say(f"{tab.journal} lesson {lesson.id} column {layout.letters(column)}")


def _lesson_head(tab: TabEdit, column: int, lesson: LessonColumn, language: str) -> bool:
    kind = CANCELLED if lesson.cancelled else KINDS[lesson.kind]
    return (
        tab.change(layout.ROW_DATE, column, lesson.date)
        | tab.change(layout.ROW_PAIR, column, lesson.pair)
        | tab.change(layout.ROW_KIND, column, kind[language])
    )


def _items(tab: TabEdit, items: Sequence[WorkItem]) -> None:
    """Text and due date of the items that are there, and a reserve column for each that is not."""
    columns = tab.columns_by_id()
    for item in items:
        column = columns.get(item.id)
        known = column is not None
        column = column if column is not None else tab.take_item_column()
        if column is None:
            tab.say(f"no room: {tab.journal} item {item.id}")
            continue
        changed = tab.change(layout.ROW_TOPIC, column, item.text) | tab.change(layout.ROW_DATE, column, item.due)
        if not known:
            tab.change(layout.ROW_ID, column, item.id)
            tab.columns.append(column)
        if changed or not known:
            tab.say(f"{tab.journal} item {item.id} column {layout.letters(column)}")


def _plan(tab: TabEdit, plan: Sequence[PlanRow], language: str) -> None:
    """Week, date, kind and hours of the plan's rows in which none of them stands yet (4.3)."""
    rows = {str(tab.grid.cell(row, COL_ID)): row for row in range(layout.PLAN_FIRST_ROW, tab.grid.height + 1)}
    for planned in plan:
        row = rows.get(planned.id)
        if row is None:
            tab.say(f"no room: {tab.journal} plan {planned.id}")
            continue
        values = plan_values(planned, language)
        blank = all(tab.grid.cell(row, PLAN_COLUMN[name]) is None for name in _PREFILLED)
        changed = [tab.change(row, PLAN_COLUMN[name], values[name]) for name in _PREFILLED] if blank else []
        if any(changed):
            tab.say(f"{tab.journal} plan {planned.id} row {row}")
