"""Rarer things that happen in workbooks: tables sorted, rows pasted twice, dates retyped, lessons filled too early.

Each journal has at most one of them, so that each can be told from the others in what a reader makes of it.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from ejournal.sample.character import chance, chosen
from ejournal.sample.edits import (
    Column,
    Comment,
    Defect,
    Edit,
    InsertColumn,
    NameBelow,
    Note,
    PastedDate,
    PasteRow,
    Rename,
    RetypeDate,
    Sort,
)
from ejournal.sample.entering import Entered, evening
from ejournal.sample.journals import Slot
from ejournal.sample.keeping import MENDED, Keeper
from ejournal.sample.sheet import Value
from ejournal.sample.truth import sense

ONE_IN = 36
"""Every kind happens to one journal in so many."""
_SOON = timedelta(minutes=4)
_STRANGERS = ("Акунова Жаңылмырза Өскөнбаевна", "Төрөбеков Үсөн Жаңыбекович", "Ли Виктория Сергеевна")
_NOTES = ("болел, справка до 12-го", "сдал реферат", "староста", "пересдача", "из спортивной команды")
_COMMENTS = ("отвечал у доски", "работа списана", "долг по лабораторной", "пересчитать после пересдачи")


def mishap(keeper: Keeper, rank: int) -> list[Edit]:
    """What happens to the journal of this rank among those with clean lessons, if anything does."""
    kinds = tuple(_KINDS)
    place = rank % ONE_IN
    return list(_KINDS[kinds[place]](keeper)) if place < len(kinds) else []


def strangers_marked(keeper: Keeper) -> Iterator[Edit]:
    """Marks for students on days when they were not yet, or no longer, in the group."""
    for entered in keeper.clean:
        lesson = entered.lesson
        for member in keeper.journal.members:
            if member.on(lesson.date) or keeper.chance("stranger", lesson, member.number) > 0.05:
                continue
            defect = Defect("non_member_mark", member.number)
            action = Column(lesson.slot, cells={member.number: "4"}, defects=(defect,))
            yield Edit(entered.moment + _SOON, keeper.journal.code, action)


def _any(keeper: Keeper) -> Entered:
    """One of the clean lessons, the later the likelier."""
    share = 1 - chance(keeper.seed, "mishap", keeper.journal.code) ** 2
    return keeper.clean[min(int(share * len(keeper.clean)), len(keeper.clean) - 1)]


def _evening(keeper: Keeper, day: date, name: str) -> datetime:
    return evening(day, time(15), keeper.seed, name, keeper.journal.code)


def _future_lesson(keeper: Keeper) -> Iterator[Edit]:
    """The column beside: a lesson that is not held yet is filled; it is cleared a few days later, or never seen."""
    unseen = chance(keeper.seed, "unseen", keeper.journal.code) < 0.5
    entered = keeper.clean[-1] if unseen else _any(keeper)
    day = entered.moment.date()
    earliest = max(day + timedelta(days=5), keeper.until + timedelta(days=1) if unseen else day)
    coming = [one for one in keeper.journal.lessons if one.date >= earliest and not one.cancelled]
    if not coming:
        return
    early = keeper.enter(coming[0], entered.moment + _SOON)
    mended = None if unseen else _evening(keeper, day + timedelta(days=2), "clears")
    column = keeper.column(early, Defect("future_lesson", "date", mended))
    yield keeper.edit(early.moment, column.action, early.lesson, None)
    if mended:
        cleared: dict[str, Value] = dict.fromkeys(early.typed, "")
        yield keeper.edit(mended, Column(early.lesson.slot, work="", control="", cells=cleared), early.lesson, None)


def _answered_later(keeper: Keeper) -> Iterator[Edit]:
    """Somebody absent answers for the lesson later, and the mark is put beside the absence."""
    missed = [entered for entered in keeper.clean if entered.away]
    if not missed:
        return
    entered = missed[-1]
    number = keeper.pick(entered.away, "answers", entered.lesson)
    others = {one: meant for one, meant in entered.meant.items() if one != number}
    both: dict[str, Value] = {number: f"{keeper.teacher.absent}/4"}
    action = Column(entered.lesson.slot, cells=both, defects=(Defect("absent_with_mark", number),))
    yield keeper.edit(entered.moment + _SOON, action, entered.lesson, others)


def _date_from_mark(keeper: Keeper) -> Iterator[Edit]:
    entered = _any(keeper)
    if not entered.there:
        return
    number, lesson = keeper.pick(entered.there, "pasted", entered.lesson), entered.lesson
    sees = keeper.chance("sees it", lesson) < MENDED / 2
    mended = keeper.later(entered.moment, lesson, "typed again", 8) if sees else None
    others = {one: meant for one, meant in entered.meant.items() if one != number}
    pasted = PastedDate(lesson.slot, number, date(lesson.date.year, 4, 5), (Defect("date_from_mark", number, mended),))
    yield keeper.edit(entered.moment + _SOON, pasted, lesson, others)
    if mended:
        right = {**entered.meant, number: sense("present", 5, 4)}
        yield keeper.edit(mended, Column(lesson.slot, cells={number: "5/4"}), lesson, right)


def _name_below(keeper: Keeper) -> Iterator[Edit]:
    entered = _any(keeper)
    cells: dict[Slot, Value] = {one.lesson.slot: "5" for one in keeper.clean[-2:]}
    name = chosen(_STRANGERS, keeper.seed, "stranger", keeper.journal.code)
    yield Edit(max(entered.moment, keeper.clean[-1].moment) + _SOON, keeper.journal.code, NameBelow(name, cells))


def _sorted(keeper: Keeper) -> Iterator[Edit]:
    entered = _any(keeper)
    yield Edit(entered.moment + _SOON, keeper.journal.code, Sort(backwards=True))
    if chance(keeper.seed, "sorts back", keeper.journal.code) < 0.5:
        day = entered.moment.date() + timedelta(days=9)
        yield Edit(_evening(keeper, day, "sorts"), keeper.journal.code, Sort(backwards=False))


def _column_inserted(keeper: Keeper) -> Iterator[Edit]:
    entered = _any(keeper)
    cells: dict[str, Value] = {number: float(at % 4 + 2) for at, number in enumerate(entered.meant)}
    action = InsertColumn(entered.lesson.slot, "итог", cells)
    yield Edit(entered.moment + _SOON, keeper.journal.code, action)


def _note(keeper: Keeper) -> Iterator[Edit]:
    for at, entered in enumerate(keeper.clean[:3]):
        number = keeper.pick(list(entered.meant), "noted", entered.lesson)
        yield Edit(entered.moment + _SOON, keeper.journal.code, Note(number, _NOTES[at]))


def _comment(keeper: Keeper) -> Iterator[Edit]:
    entered = _any(keeper)
    number = keeper.pick(list(entered.meant), "commented", entered.lesson)
    text = chosen(_COMMENTS, keeper.seed, "comment", keeper.journal.code)
    yield Edit(entered.moment + _SOON, keeper.journal.code, Comment(entered.lesson.slot, number, text))


def _row_pasted_twice(keeper: Keeper) -> Iterator[Edit]:
    entered = _any(keeper)
    number = keeper.pick(list(entered.meant), "row", entered.lesson)
    day = entered.moment.date() + timedelta(days=7)
    mended = _evening(keeper, day, "undo")
    yield Edit(entered.moment + _SOON, keeper.journal.code, PasteRow(number, mended=mended))
    yield Edit(mended, keeper.journal.code, PasteRow(number, undo=True))


def _tab_renamed(keeper: Keeper) -> Iterator[Edit]:
    entered = _any(keeper)
    title = f"{keeper.journal.discipline[:18].strip()} {keeper.journal.group}"
    yield Edit(entered.moment + _SOON, keeper.journal.code, Rename(title))


def _date_as_text(keeper: Keeper) -> Iterator[Edit]:
    entered = _any(keeper)
    day = entered.lesson.date
    text = chosen((f"{day.day}.{day.month}.{day.year}", f"{day:%d.%m.%y}"), keeper.seed, "date", keeper.journal.code)
    yield Edit(entered.moment + _SOON, keeper.journal.code, RetypeDate(entered.lesson.slot, text))


def _stopped_agreeing(keeper: Keeper) -> Iterator[Edit]:
    """An absence is wiped from a complete column, the number stays."""
    full = [entered for entered in keeper.clean if entered.away]
    if not full:
        return
    entered = full[len(full) // 2]
    lesson, number = entered.lesson, entered.away[0]
    wiped = keeper.later(entered.moment + timedelta(days=6), lesson, "wipes", 3)
    mended = None
    if chance(keeper.seed, "notices", keeper.journal.code) < 0.5:
        mended = keeper.later(wiped, lesson, "notices", 8)
    defect = Defect("stopped_agreeing", "control", mended)
    yield keeper.edit(wiped, Column(lesson.slot, cells={number: ""}, defects=(defect,)), lesson, None)
    if mended:
        again = Column(lesson.slot, cells={number: entered.typed[number]})
        yield keeper.edit(mended, again, lesson, entered.meant)


_KINDS: dict[str, Callable[[Keeper], Iterator[Edit]]] = {
    "future_lesson": _future_lesson,
    "absent_with_mark": _answered_later,
    "sorted": _sorted,
    "name_below": _name_below,
    "row_pasted_twice": _row_pasted_twice,
    "date_as_text": _date_as_text,
    "stopped_agreeing": _stopped_agreeing,
    "column_inserted": _column_inserted,
    "date_from_mark": _date_from_mark,
    "tab_renamed": _tab_renamed,
    "comment": _comment,
    "note": _note,
}
