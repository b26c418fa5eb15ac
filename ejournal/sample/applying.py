"""Edits carried out in one workbook's file, in their order, as somebody at the screen would."""

from collections.abc import Mapping
from datetime import date
from functools import singledispatch
from pathlib import Path

from ejournal.sample.comments import comment
from ejournal.sample.edits import (
    ClearColumn,
    ClearRow,
    Column,
    Comment,
    CopyPlanRow,
    Damage,
    Defect,
    Edit,
    InsertColumn,
    LoseId,
    NameBelow,
    Note,
    Noted,
    PastedDate,
    PasteRow,
    Plan,
    PlanDue,
    Rename,
    RetypeDate,
    Sort,
    Works,
)
from ejournal.sample.hand import Hand, Outcome, Place
from ejournal.sample.package import Package
from ejournal.sample.structure import clear_column, clear_row, insert_column, paste_row, sort_rows

_EPOCH = date(1899, 12, 30)
_LONGEST_TITLE = 31
_IDS = 1
"""The column of hidden codes, in journals and in plans."""


def apply_edits(path: Path, name: str, places: Mapping[str, Place], edits: list[Edit]) -> Outcome:
    """Carry out the edits and save the file, if anything was typed; ``name`` is its path as it is noted.

    Raises KeyError where a lesson's column is gone, and ValueError where a whole tab is.
    """
    outcome = Outcome()
    package = Package(path)
    hands = {edit.journal: Hand(package, places[edit.journal], name, outcome) for edit in edits}
    for edit in edits:
        hands[edit.journal].edit = edit
        carry_out(edit.action, hands[edit.journal])
    if outcome.changed:
        for hand in hands.values():
            hand.recalculate()
        package.save()
    if outcome.damaged:
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2])
    return outcome


@singledispatch
def carry_out(action: object, hand: Hand) -> None:
    """Do this in the workbook."""
    raise TypeError(type(action).__name__)


@carry_out.register
def _column(action: Column, hand: Hand) -> None:
    if action.slot in hand.place.cancelled and action.slot not in hand.tab.columns:
        return  # a lesson that was called off need not have a column
    if action.work is not None:
        hand.type(*hand.tab.head("work", action.slot), action.work)
    if action.topic is not None:
        hand.type(*hand.tab.head("topic", action.slot), action.topic)
    if action.control is not None:
        hand.type(*hand.tab.head("control", action.slot), action.control)
    for number, value in action.cells.items():
        if row := hand.row(number):
            column = hand.tab.columns[action.slot]
            hand.type(row, column, value)
            hand.tab.sheet.restyle(row, column, _usual_style(hand, row, column))
    hand.note_all(action.slot, action.defects)


def _usual_style(hand: Hand, row: int, column: int) -> str | None:
    """The format of the cells above and below, which a pasted cell may have lost."""
    sheet = hand.tab.sheet
    here, above, below = (sheet.style(row + shift, column) for shift in (0, -1, 1))
    return above if above == below and row > hand.tab.first else here


@carry_out.register
def _plan(action: Plan, hand: Hand) -> None:
    for number, fields in action.rows.items():
        row = hand.plan.rows.get(number)
        for label, value in fields.items():
            if row and label in hand.plan.columns:
                typed = float((value - _EPOCH).days) if isinstance(value, date) else value
                hand.type_plan(row, hand.plan.columns[label], typed)
    for number in action.missing:
        if row := hand.plan.rows.get(number):
            hand.note("no_topic", row, hand.plan.columns["topic"], part=hand.place.plan_part)


@carry_out.register
def _works(action: Works, hand: Hand) -> None:
    column = hand.tab.works.get(action.text)
    if column is None:
        return  # the column comes with the next provisioning
    for number, value in action.cells.items():
        if row := hand.row(number):
            hand.type(row, column, value)
            hand.outcome.works[hand.place.journal, action.row, number] = int(str(value))


@carry_out.register
def _pasted_date(action: PastedDate, hand: Hand) -> None:
    if row := hand.row(action.number):
        column = hand.tab.columns[action.slot]
        hand.type(row, column, float((action.day - _EPOCH).days))
        hand.tab.sheet.restyle(row, column, hand.tab.sheet.style(*hand.tab.head("date", action.slot)))
        hand.note_all(action.slot, action.defects)


@carry_out.register
def _name_below(action: NameBelow, hand: Hand) -> None:
    row = next(hand.tab.free_rows(), None)
    if row is None:
        return
    hand.type(row, hand.tab.names, action.name)
    for slot, value in action.cells.items():
        hand.type(row, hand.tab.columns[slot], value)
    hand.note_at(action.defects, row, hand.tab.names, hand.place.part)
    hand.look_again()


@carry_out.register
def _note(action: Note, hand: Hand) -> None:
    row = hand.row(action.number)
    free = [column for column in hand.tab.notes if row and not hand.tab.sheet.text(row, column)]
    if row and free:
        hand.type(row, free[0], action.text)
        hand.note("note", row, free[0])


@carry_out.register
def _comment(action: Comment, hand: Hand) -> None:
    row, column = hand.row(action.number), hand.tab.columns[action.slot]
    if row and comment(hand.package, hand.place.part, row, column, hand.place.author, action.text):
        hand.outcome.changed = True
        hand.note("comment", row, column)


@carry_out.register
def _retype_date(action: RetypeDate, hand: Hand) -> None:
    place = hand.tab.head("date", action.slot)
    hand.type(*place, action.text)
    hand.note_at(action.defects, *place, hand.place.part)


@carry_out.register
def _sort(action: Sort, hand: Hand) -> None:
    rows = sorted(hand.tab.rows.values())
    names = {row: hand.tab.sheet.text(row, hand.tab.names) for row in rows}
    order = sorted(rows, key=lambda row: names[row], reverse=action.backwards)
    sort_rows(hand.tab.sheet, rows, order)
    hand.note("sorted", rows[0], hand.tab.names)
    hand.look_again()


@carry_out.register
def _insert_column(action: InsertColumn, hand: Hand) -> None:
    column = hand.tab.columns[action.before]
    insert_column(hand.package, hand.place.part, column)
    hand.look_again()
    hand.type(hand.tab.heads["date"], column, action.head)
    for number, value in action.cells.items():
        if row := hand.row(number):
            hand.type(row, column, value)
    hand.note("column_inserted", hand.tab.heads["date"], column)
    hand.look_again()


@carry_out.register
def _paste_row(action: PasteRow, hand: Hand) -> None:
    copies = hand.tab.doubles(hand.place.shown[action.number])
    if action.undo and len(copies) > 1:
        clear_row(hand.tab.sheet, copies[-1])
    elif not action.undo and copies and (target := next(hand.tab.free_rows(), None)):
        paste_row(hand.tab.sheet, copies[0], target)
        hand.note("row_pasted_twice", target, hand.tab.names, Defect("row_pasted_twice", "", action.mended))
    hand.look_again()


@carry_out.register
def _rename(action: Rename, hand: Hand) -> None:
    taken = {tab.title.casefold() for tab in hand.package.tabs()}
    others = (f"{action.title[: _LONGEST_TITLE - 2]} {number}" for number in range(2, 10))
    title = next(title for title in (action.title[:_LONGEST_TITLE], *others) if title.casefold() not in taken)
    hand.package.rename(hand.place.part, title)
    hand.note("tab_renamed", 1, 1)
    hand.look_again()


@carry_out.register
def _noted(action: Noted, hand: Hand) -> None:
    hand.note_at(action.defects, part="" if action.nowhere else hand.place.part, nowhere=action.nowhere)


@carry_out.register
def _plan_due(action: PlanDue, hand: Hand) -> None:
    row, column = hand.plan.rows[action.number], hand.plan.columns["due"]
    hand.type_plan(row, column, action.text)
    hand.note_at(action.defects, row, column, hand.place.plan_part)


@carry_out.register
def _copy_plan_row(action: CopyPlanRow, hand: Hand) -> None:
    source, target = hand.plan.rows[action.number], hand.plan.sheet.height + 1
    for column in range(1, hand.plan.sheet.width + 1):
        hand.type_plan(target, column, hand.plan.sheet.value(source, column))
        hand.plan.sheet.restyle(target, column, hand.plan.sheet.style(source, column))
    hand.note_at(action.defects, target, _IDS, hand.place.plan_part)


@carry_out.register
def _lose_id(action: LoseId, hand: Hand) -> None:
    if row := hand.row(action.number):
        hand.type(row, _IDS, None)
        hand.note_at(action.defects, row, _IDS, hand.place.part)


@carry_out.register
def _clear_column(action: ClearColumn, hand: Hand) -> None:
    clear_column(hand.tab.sheet, hand.tab.columns[action.slot])
    hand.note_at(action.defects, part=hand.place.part)
    hand.look_again()


@carry_out.register
def _clear_row(action: ClearRow, hand: Hand) -> None:
    if row := hand.row(action.number):
        clear_row(hand.tab.sheet, row)
        hand.note_at(action.defects, part=hand.place.part)
        hand.look_again()


@carry_out.register
def _damage(action: Damage, hand: Hand) -> None:
    hand.outcome.changed = hand.outcome.damaged = True
    hand.note_at(action.defects)
