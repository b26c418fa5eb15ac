"""Binding: which row is which student and which column which lesson. Pure.

A row binds only where its hidden id and its shown name agree, a column only where its id and its date and pair agree
(docs/decisions/0001-store.md). Whatever else is seen is reported with its cell; where two readings are possible the tab
stops, so that no mark is ever given to another student.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ejournal.names import normalized
from ejournal.sheets import layout
from ejournal.sheets.workbook import Grid
from ejournal.sync.cells import day, number, text
from ejournal.sync.roster import Journal, Lesson, Student

_LABELS = {
    "дата": "date",
    "пара": "pair",
    "вид занятия": "kind",
    "тема": "topic",
    "вид работы": "work_type",
    "нет": "control",
    "отмечено": "counted",
    "күнү": "date",
    "сабактын түрү": "kind",
    "иштин түрү": "work_type",
    "жок": "control",
    "белгиленди": "counted",
    "date": "date",
    "pair": "pair",
    "kind": "kind",
    "topic": "topic",
    "work type": "work_type",
    "absent": "control",
    "counted": "counted",
}
_NEEDED = ("date", "pair", "work_type", "control")
Cells = dict[str, dict[str, str]]
Seen = Mapping[str, set[int]]


@dataclass(frozen=True)
class Trouble:
    """One thing that could not be taken over: a code of columns.QUARANTINE, its cell and what stands there."""

    code: str
    cell: str | None = None
    raw: str | None = None
    lesson_id: int | None = None
    student_id: int | None = None


@dataclass
class Binding:
    """Where everything stands in one tab, as 0-based indices of the grid's rows and columns."""

    heads: dict[str, int] = field(default_factory=dict)
    columns: dict[int, tuple[str, Lesson]] = field(default_factory=dict)
    items: dict[int, int] = field(default_factory=dict)
    rows: dict[int, Student] = field(default_factory=dict)
    rebound: dict[int, Student] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    stopped: bool = False

    def stop(self, *troubles: Trouble) -> "Binding":
        """This tab cannot be read without guessing."""
        self.troubles += [*troubles, Trouble("tab_stopped", "A1")]
        self.stopped = True
        return self


def bind(grid: Grid, journal: Journal, before: Cells, seen: Seen) -> Binding:
    """Bind a tab's rows and columns.

    ``before``: lesson id -> student id -> raw text when last read; ``seen``: the keys of the ``lessons`` and
    ``students`` that ever stood in the tab, whose absence is worth a word.
    """
    binding = Binding()
    corner = _corner(grid)
    labels = _labels(grid)
    if corner is None or labels is None:
        return binding.stop(Trouble("unbound_row", "A1"))
    id_row, id_column = corner
    name_column, binding.heads = labels
    _bind_columns(binding, grid, journal, id_row)
    if not binding.stopped:
        first = max(binding.heads.values()) + 1
        _bind_rows(binding, grid, journal, first, id_column, name_column)
    if not binding.stopped:
        _note_missing(binding, grid, journal, id_row, seen)
    if binding.rebound and not binding.stopped:
        _confirm_rebound(binding, grid, before, id_column)
    return binding


def _corner(grid: Grid) -> tuple[int, int] | None:
    for row in range(min(5, grid.height)):
        for column, value in enumerate(grid.rows[row][:8]):
            if isinstance(value, str) and layout.parse_marker(value):
                return row, column
    return None


def _labels(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The column of names and the rows of the heads, found by their words."""
    usual = layout.COL_NAME - 1
    columns = range(min(12, grid.width))
    for column in sorted(columns, key=lambda column: column != usual):
        heads: dict[str, int] = {}
        for row in range(min(25, grid.height)):
            value = grid.rows[row][column]
            word = _LABELS.get(normalized(value)) if isinstance(value, str) else None
            if word:
                heads.setdefault(word, row)
        if all(word in heads for word in _NEEDED):
            return column, heads
    return None


def _address(row: int, column: int) -> str:
    return layout.address(row + 1, column + 1)


def _bind_columns(binding: Binding, grid: Grid, journal: Journal, id_row: int) -> None:
    ids = [value.strip() if isinstance(value, str) else "" for value in grid.rows[id_row]]
    doubled = [key for key, count in Counter(key for key in ids if key).items() if count > 1]
    if doubled:
        places = [(index, key) for index, key in enumerate(ids) if key in doubled]
        binding.stop(*(Trouble("doubled_column", _address(id_row, index), key) for index, key in places))
        return
    for column, key in enumerate(ids):
        item = layout.work_number(key)
        if item is not None:
            binding.items[column] = item
        elif layout.is_lesson(key):
            _bind_lesson(binding, grid, journal, column, key)
        elif not key:
            _note_stray_column(binding, grid, journal, column)


def _slot(binding: Binding, grid: Grid, column: int, lesson: Lesson | None) -> tuple[object, int | None]:
    typed = grid.cell(binding.heads["date"] + 1, column + 1)
    return day(typed, lesson.date if lesson else None), number(grid.cell(binding.heads["pair"] + 1, column + 1))


def _bind_lesson(binding: Binding, grid: Grid, journal: Journal, column: int, key: str) -> None:
    lesson = journal.lessons.get(key)
    place = _address(binding.heads["date"], column)
    if lesson is None:
        if _has_entries(binding, grid, column):
            binding.troubles.append(Trouble("unbound_column", place, key))
    elif _slot(binding, grid, column, lesson) in lesson.slots:
        binding.columns[column] = (key, lesson)
    else:
        shown = text(grid.cell(binding.heads["date"] + 1, column + 1))
        binding.troubles.append(Trouble("unbound_column", place, shown, lesson_id=lesson.id))


def _has_entries(binding: Binding, grid: Grid, column: int) -> bool:
    first = binding.heads["work_type"]
    return any(grid.cell(row + 1, column + 1) is not None for row in range(first, grid.height))


def _note_stray_column(binding: Binding, grid: Grid, journal: Journal, column: int) -> None:
    """A column that somebody inserted and headed with a date is reported; notes and junk are nobody's business."""
    typed = grid.cell(binding.heads["date"] + 1, column + 1)
    around = next(iter(journal.lessons.values())).date if journal.lessons else None
    if day(typed, around) is not None and _has_entries(binding, grid, column):
        binding.troubles.append(Trouble("unbound_column", _address(binding.heads["date"], column), text(typed)))


def _bind_rows(binding: Binding, grid: Grid, journal: Journal, first: int, id_column: int, name_column: int) -> None:
    ids = {row: text(grid.cell(row + 1, id_column + 1)) for row in range(first, grid.height)}
    known = {row: key for row, key in ids.items() if key in journal.students}
    doubled = [key for key, count in Counter(known.values()).items() if count > 1]
    if doubled:
        places = [(row, key) for row, key in known.items() if key in doubled]
        binding.stop(*(Trouble("doubled_row", _address(row, id_column), key) for row, key in places))
        return
    loose: list[tuple[int, str]] = []
    for row in ids:
        shown = text(grid.cell(row + 1, name_column + 1))
        student = journal.students.get(known.get(row, ""))
        if student is not None and normalized(shown) in student.shown:
            binding.rows[row] = student
        elif shown or student is not None:
            loose.append((row, shown))
    _bind_by_name(binding, journal, loose, known, name_column)


def _bind_by_name(
    binding: Binding, journal: Journal, loose: list[tuple[int, str]], known: dict[int, str], name_column: int
) -> None:
    """Rows whose id and name disagree: rebound by a name that is unique in the tab and among the journal's students."""
    taken = {student.public_id for student in binding.rows.values()}
    counts = Counter(normalized(shown) for _, shown in loose)
    for row, shown in loose:
        name = normalized(shown)
        found = [student for student in journal.students.values() if name in student.shown] if name else []
        place = _address(row, name_column)
        if len(found) == 1 and counts[name] == 1 and found[0].public_id not in taken:
            binding.rows[row] = binding.rebound[row] = found[0]
        elif row in known:
            binding.stop(Trouble("unbound_row", place, shown, student_id=journal.students[known[row]].id))
            return
        else:
            binding.troubles.append(Trouble("name_below", place, shown))


def _note_missing(binding: Binding, grid: Grid, journal: Journal, id_row: int, seen: Seen) -> None:
    """Rows and columns that were there before: what was read of them stays, and their loss is reported."""
    named = {text(value) for value in grid.rows[id_row]}
    for key, lesson in journal.lessons.items():
        if lesson.id in seen["lessons"] and key not in named:
            binding.troubles.append(Trouble("missing_column", None, key, lesson_id=lesson.id))
    bound = {student.id for student in binding.rows.values()}
    for student in journal.students.values():
        if student.id in seen["students"] and student.id not in bound:
            binding.troubles.append(Trouble("missing_row", None, student.public_id, student_id=student.id))


def _confirm_rebound(binding: Binding, grid: Grid, before: Cells, id_column: int) -> None:
    """Did the marks move with the names, or the names alone? The marks of the last read decide, else the tab stops."""
    by_name = by_id = 0
    for row, student in binding.rebound.items():
        old_id = text(grid.cell(row + 1, id_column + 1))
        for column, (key, _) in binding.columns.items():
            typed = text(grid.cell(row + 1, column + 1))
            of_name = before.get(key, {}).get(student.public_id, "")
            of_id = before.get(key, {}).get(old_id, "")
            if of_name != of_id or (typed and not old_id):
                by_name += typed == of_name
                by_id += typed == of_id
    names = [
        Trouble("rebound_row", _address(row, id_column), s.public_id, student_id=s.id)
        for row, s in binding.rebound.items()
    ]
    if by_name > by_id or _blank(binding, grid):
        binding.troubles += names
    else:
        binding.stop(*names)


def _blank(binding: Binding, grid: Grid) -> bool:
    """Whether no rebound row holds anything, so that nothing can be given to a wrong student."""
    return not any(
        text(grid.cell(row + 1, column + 1)) for row in binding.rebound for column in (*binding.columns, *binding.items)
    )
