"""A journal's tab and its plan's as a teacher sees them: rows by their labels and names, columns by date and pair."""

from collections.abc import Iterable, Iterator

from ejournal.sample.journals import Slot
from ejournal.sample.sheet import Sheet

LABELS = {
    "date": ("дата", "күнү", "date"),
    "pair": ("пара", "pair"),
    "kind": ("вид занятия", "сабактын түрү", "kind"),
    "topic": ("тема", "topic"),
    "work": ("вид работы", "иштин түрү", "work type"),
    "control": ("нет", "жок", "absent"),
    "counted": ("отмечено", "белгиленди", "counted"),
}
PLAN_LABELS = {
    "number": ("№", "no."),
    "date": ("дата", "күнү", "date"),
    "week": ("неделя", "жума", "week"),
    "kind": ("вид", "түрү", "kind"),
    "hours": ("часы", "саат", "hours"),
    "topic": ("тема", "темасы", "topic"),
    "work_type": ("вид работы", "иштин түрү", "work type"),
    "independent_work": ("срс", "сөаи", "independent work"),
    "due": ("срок срс", "сөаи мөөнөтү", "due"),
    "literature": ("литература", "адабият", "literature"),
    "control_form": ("форма контроля", "текшерүү формасы", "form of control"),
}
_WORK_WORDS = ("срс", "сөаи", "iw")
_NOTE_WORDS = ("заметки", "эскертмелер", "notes")
_HEAD_ROWS, _HEAD_COLUMNS = 14, 14


class JournalTab:
    """A journal's tab; None from :func:`journal_tab` where the labels are not there."""

    def __init__(self, sheet: Sheet, names: int, heads: dict[str, int]) -> None:
        self.sheet, self.names, self.heads = sheet, names, heads
        self.first = max(heads.values()) + 1
        self.columns: dict[Slot, int] = {}
        self.works: dict[str, int] = {}
        self.notes: list[int] = []
        for column in range(names + 1, sheet.width + 1):
            self._see(column)
        self.rows: dict[str, int] = {}
        for row in range(self.first, sheet.height + 1):
            if name := sheet.text(row, names):
                self.rows.setdefault(name, row)

    def _see(self, column: int) -> None:
        head = self.sheet.text(self.heads["date"], column)
        if self.sheet.text(self.heads["kind"], column).casefold() in _WORK_WORDS:
            self.works[self.sheet.text(self.heads["topic"], column)] = column
        elif head.casefold() in _NOTE_WORDS:
            self.notes.append(column)
        elif head and (day := self.sheet.day(self.heads["date"], column)):
            pair = self.sheet.text(self.heads["pair"], column)
            if pair.isdecimal():
                self.columns[day, int(pair)] = column

    def head(self, label: str, slot: Slot) -> tuple[int, int]:
        """The cell of a labelled row in a lesson's column."""
        return self.heads[label], self.columns[slot]

    def doubles(self, name: str) -> list[int]:
        """All rows that show this name."""
        return [row for row in range(self.first, self.sheet.height + 1) if self.sheet.text(row, self.names) == name]

    def free_rows(self) -> Iterator[int]:
        """Visible rows below the list in which no name stands."""
        last = max(self.rows.values(), default=self.first - 1)
        for row in range(last + 1, self.sheet.height + 1):
            if not self.sheet.is_hidden(row) and not self.sheet.text(row, self.names):
                yield row

    def shows_exactly(self, names: Iterable[str]) -> bool:
        """Whether every name shown is one of these, and there is one at all."""
        return bool(self.rows) and self.rows.keys() <= set(names)


class PlanTab:
    """The tab of a journal's lesson plan: ``columns`` by label, ``rows`` by the number shown."""

    def __init__(self, sheet: Sheet, head: int, columns: dict[str, int]) -> None:
        self.sheet, self.columns = sheet, columns
        self.rows: dict[int, int] = {}
        for row in range(head + 1, sheet.height + 1):
            number = sheet.text(row, columns["number"])
            if number.isdecimal():
                self.rows[int(number)] = row

    def topic(self, number: int) -> str:
        """The topic in the plan's row of this number."""
        row = self.rows.get(number)
        return self.sheet.text(row, self.columns["topic"]) if row else ""


def journal_tab(sheet: Sheet) -> JournalTab | None:
    """The journal on this sheet, if one is: its labels stand under one another."""
    for column in range(1, _HEAD_COLUMNS):
        heads = {
            label: row for row in range(1, _HEAD_ROWS) if (label := _label(sheet.text(row, column), LABELS)) is not None
        }
        if heads.keys() >= LABELS.keys() - {"counted"}:
            return JournalTab(sheet, column, heads)
    return None


def plan_tab(sheet: Sheet) -> PlanTab | None:
    """The lesson plan on this sheet, if one is: its labels stand beside one another."""
    for row in range(1, _HEAD_ROWS):
        columns = {
            label: column
            for column in range(1, _HEAD_COLUMNS)
            if (label := _label(sheet.text(row, column), PLAN_LABELS)) is not None
        }
        if columns.keys() >= {"number", "date", "topic", "work_type"}:
            return PlanTab(sheet, row, columns)
    return None


def shown_forms(name: str, number: str) -> tuple[str, str, str]:
    """How a student may be shown: full name, initials, record-book number."""
    surname, *given = name.split()
    return name, f"{surname} {' '.join(f'{word[0]}.' for word in given)}", number


def _label(text: str, labels: dict[str, tuple[str, ...]]) -> str | None:
    folded = text.casefold()
    return next((label for label, words in labels.items() if folded in words), None) if folded else None
