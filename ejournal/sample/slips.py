"""Slips of a teacher who enters a column: what is typed instead, and the typing that puts it right later (3.5, 4.3)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ejournal.sample.edits import Column, Defect
from ejournal.sample.entering import Entered
from ejournal.sample.truth import Meant

UNKNOWN_MARKS = ("5+", "зачёт", "4-", "5.5", "сдал", "6")
SLIPS = (
    ("wrong_control",) * 4
    + ("no_control",) * 3
    + ("no_work_type",) * 3
    + ("unknown_mark",) * 3
    + ("absent_with_mark",) * 2
    + ("forgotten_absence",) * 2
)
"""Kinds of slips, as often as they happen."""
Pick = Callable[[Sequence[str], str], str]
"""Chooses one of the options, for good, by the name of the question."""


@dataclass(frozen=True)
class Mistake:
    """The column as it is typed with a slip, the typing that mends it, and what it means until then."""

    wrong: Column
    right: Column
    meant: Mapping[str, Meant] | None


def mistake(entered: Entered, absent: str, mended: datetime | None, pick: Pick) -> Mistake:
    """One slip in this column; ``absent`` is the teacher's word for it."""
    kind = pick(SLIPS, "which slip")
    if kind == "forgotten_absence" and not entered.away:
        kind = "wrong_control"
    make = _IN_HEAD.get(kind) or _in_body
    return make(kind, entered, absent, mended, pick)


def _wrong_control(kind: str, entered: Entered, absent: str, mended: datetime | None, pick: Pick) -> Mistake:
    count = float(len(entered.away))
    counted = count + 1 if not count or pick(("more", "less"), "more") == "more" else count - 1
    return Mistake(_with(entered, kind, "control", mended, control=counted), _only(entered, control=count), None)


def _no_control(kind: str, entered: Entered, absent: str, mended: datetime | None, pick: Pick) -> Mistake:
    right = _only(entered, control=float(len(entered.away)))
    return Mistake(_with(entered, kind, "control", mended, control=None), right, None)


def _no_work_type(kind: str, entered: Entered, absent: str, mended: datetime | None, pick: Pick) -> Mistake:
    return Mistake(_with(entered, kind, "work", mended, work=None), _only(entered, work=entered.work), None)


def _forgotten_absence(kind: str, entered: Entered, absent: str, mended: datetime | None, pick: Pick) -> Mistake:
    number = pick(entered.away, "whose slip")
    cells = {one: value for one, value in entered.typed.items() if one != number}
    right = _only(entered, cells={number: entered.typed[number]})
    return Mistake(_with(entered, kind, "control", mended, cells=cells), right, None)


def _in_body(kind: str, entered: Entered, absent: str, mended: datetime | None, pick: Pick) -> Mistake:
    """A cell that cannot be read or contradicts itself; the column is complete all the same."""
    number = pick(entered.there, "whose slip")
    others = {one: meant for one, meant in entered.meant.items() if one != number}
    right = _only(entered, cells={number: entered.typed.get(number, "")})
    if kind == "unknown_mark":
        cells = {**entered.typed, number: pick(UNKNOWN_MARKS, "what")}
        return Mistake(_with(entered, kind, number, mended, cells=cells), right, others)
    # Absent with a mark: somebody who was not there, and answered for it later.
    count = float(len(entered.away))
    cells = {**entered.typed, number: f"{absent}/4"}
    wrong = _with(entered, kind, number, mended, cells=cells, control=count + 1)
    return Mistake(wrong, replace(right, control=count), others)


def _with(entered: Entered, kind: str, where: str, mended: datetime | None, **changes: object) -> Column:
    column = Column(entered.lesson.slot, entered.work, float(len(entered.away)), entered.typed)
    return replace(column, defects=(Defect(kind, where, mended),), **changes)  # type: ignore[arg-type]


def _only(entered: Entered, **typed: object) -> Column:
    return replace(Column(entered.lesson.slot), **typed)  # type: ignore[arg-type]


_IN_HEAD = {
    "wrong_control": _wrong_control,
    "no_control": _no_control,
    "no_work_type": _no_work_type,
    "forgotten_absence": _forgotten_absence,
}
