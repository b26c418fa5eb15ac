"""What a teacher does in a workbook at one moment: plain data, worked out before any file is opened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ejournal.sample.journals import Slot
from ejournal.sample.sheet import Value
from ejournal.sample.truth import ColumnMeant


@dataclass(frozen=True)
class Defect:
    """A mistake made on purpose; ``where``: work, control or date of the column, or a record-book number.

    ``mended``: when the teacher puts it right (naive local), None where nobody does; ``because``: the rule for which
    it was planted, empty where it happened by itself.
    """

    kind: str
    where: str = ""
    mended: datetime | None = None
    because: str = ""


@dataclass(frozen=True)
class Column:
    """Type into a lesson's column; None leaves what stands there, "" clears it; ``cells`` by record-book number."""

    slot: Slot
    work: str | None = None
    control: Value = None
    cells: Mapping[str, Value] = field(default_factory=dict)
    defects: tuple[Defect, ...] = ()
    topic: str | None = None


@dataclass(frozen=True)
class Plan:
    """Type into the lesson plan: row number -> label -> text, number or date; ``missing`` rows get no topic at all."""

    rows: Mapping[int, Mapping[str, str | float | date]]
    missing: tuple[int, ...] = ()


@dataclass(frozen=True)
class Works:
    """Marks of one item of independent work, where its column stands; ``text`` heads it."""

    row: int
    text: str
    cells: Mapping[str, Value]


@dataclass(frozen=True)
class PastedDate:
    """A cell pasted from elsewhere, in which ``5/4`` had become a date of 5 April; undone by typing."""

    slot: Slot
    number: str
    day: date
    defects: tuple[Defect, ...] = ()


@dataclass(frozen=True)
class NameBelow:
    """A name typed in the first free row under the list, with entries in these columns (7.5)."""

    name: str
    cells: Mapping[Slot, Value]
    defects: tuple[Defect, ...] = (Defect("name_below"),)


@dataclass(frozen=True)
class Sort:
    """The whole table sorted by name, hidden cells too."""

    backwards: bool


@dataclass(frozen=True)
class InsertColumn:
    """A column inserted before a lesson's, with a head and a value for each student of the teacher's own."""

    before: Slot
    head: str
    cells: Mapping[str, Value]


@dataclass(frozen=True)
class Note:
    """A remark in a note column beside a student."""

    number: str
    text: str


@dataclass(frozen=True)
class Comment:
    """A comment on a student's cell at a lesson."""

    slot: Slot
    number: str
    text: str


@dataclass(frozen=True)
class Rename:
    """The journal's tab gets another title."""

    title: str


@dataclass(frozen=True)
class RetypeDate:
    """The date at a column's head is typed again as text."""

    slot: Slot
    text: str
    defects: tuple[Defect, ...] = (Defect("date_as_text"),)


@dataclass(frozen=True)
class PasteRow:
    """A student's whole row is pasted under the list once more; ``undo`` takes it away again."""

    number: str
    undo: bool = False
    mended: datetime | None = None


@dataclass(frozen=True)
class Noted:
    """Nothing is typed; what is wrong with the journal as a whole is noted, ``nowhere``: with no workbook at all."""

    defects: tuple[Defect, ...]
    nowhere: bool = False


@dataclass(frozen=True)
class PlanDue:
    """The due date in the plan's row of this number is typed over."""

    number: int
    text: str
    defects: tuple[Defect, ...]


@dataclass(frozen=True)
class CopyPlanRow:
    """The plan's row of this number is copied below the table."""

    number: int
    defects: tuple[Defect, ...]


@dataclass(frozen=True)
class LoseId:
    """The hidden cell at the start of a student's row is emptied."""

    number: str
    defects: tuple[Defect, ...]


@dataclass(frozen=True)
class ClearColumn:
    """A lesson's column is selected and emptied."""

    slot: Slot
    defects: tuple[Defect, ...]


@dataclass(frozen=True)
class ClearRow:
    """A student's row is selected and emptied."""

    number: str
    defects: tuple[Defect, ...]


@dataclass(frozen=True)
class Damage:
    """The file loses its end."""

    defects: tuple[Defect, ...]


Action = (
    Column
    | Plan
    | Works
    | PastedDate
    | NameBelow
    | Sort
    | InsertColumn
    | Note
    | Comment
    | Rename
    | RetypeDate
    | PasteRow
    | Noted
    | PlanDue
    | CopyPlanRow
    | LoseId
    | ClearColumn
    | ClearRow
    | Damage
)


@dataclass(frozen=True)
class Edit:
    """One action of a journal's teacher, the moment it is saved (naive local), and what the columns then mean."""

    moment: datetime
    journal: str
    action: Action
    meant: tuple[ColumnMeant, ...] = ()


@dataclass(frozen=True)
class Planted:
    """A mistake that stands in a workbook: kind, path below the journals folder, tab and cell; moments naive local.

    One that was planted for a rule has its id as ``kind`` and ``because``; what other rules say of it differs in kind.
    Tab and cell are empty where the rule names none.
    """

    kind: str
    path: str
    tab: str
    cell: str
    moment: datetime
    mended: datetime | None = None
    because: str = ""
