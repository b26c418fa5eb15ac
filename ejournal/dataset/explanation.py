"""What an explanation of points says: each point of a student's course down to the cells that made it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from ejournal.i18n import Text


@dataclass(frozen=True)
class Place:
    """Where something stands: path of the workbook, name of the tab, address of the cell; missing = not provisioned."""

    workbook: str | None = None
    tab: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class LessonLine:
    """One lesson in participation; codes as in scoring.breakdown.CountedLesson."""

    lesson: str
    date: date
    pair: int
    kind: str
    group: str
    status: str
    held: bool
    attended: bool
    why: str
    place: Place


@dataclass(frozen=True)
class MarkLine:
    """One mark in performance; ``source`` is lesson, work (then ``item`` is its row of the plan) or absence."""

    source: str
    value: int
    date: date | None
    pair: int | None
    item: int | None
    place: Place


@dataclass(frozen=True)
class ComponentLine:
    """One component's points, 0-cap, with what they were made of; ``posted`` are those of a closed checkpoint."""

    component: str
    measure: str
    cap: float
    clause: str
    assumed: bool
    scale: int
    decimals: int
    points: float | None
    numerator: float | None = None
    denominator: float | None = None
    reason: str | None = None
    lessons: Sequence[LessonLine] = ()
    marks: Sequence[MarkLine] = ()
    posted: float | None = None


@dataclass(frozen=True)
class CheckpointLine:
    """One checkpoint's components; none where the student was in no group of the subject in its period."""

    checkpoint: int
    components: Sequence[ComponentLine]

    @property
    def points(self) -> float:
        """The sum of the components that have points."""
        return round(sum(each.points or 0.0 for each in self.components), 4)


@dataclass(frozen=True)
class Explanation:
    """A student's course: who, what, by which scheme and revision, and its checkpoints."""

    student: str
    number: str
    name: str
    course: str
    discipline: str
    group: str
    semester: str
    control: str
    scheme: str
    revision: int | None
    today: date
    checkpoints: Sequence[CheckpointLine]
    assumptions: Sequence[Text] = field(default=(), repr=False)

    @property
    def points(self) -> float:
        """Points so far."""
        return round(sum(each.points for each in self.checkpoints), 4)

    @property
    def most(self) -> float:
        """The most that the components with points could give."""
        found = [each for checkpoint in self.checkpoints for each in checkpoint.components]
        return round(sum(each.cap for each in found if each.points is not None), 4)

    def as_dict(self, language: str) -> dict[str, Any]:
        """Plain values for JSON; dates in ISO form, assumptions in this language."""
        values = _plain(asdict(self))
        return {
            **values,
            "assumptions": [text[language] for text in self.assumptions],
            "points": self.points,
            "most": self.most,
        }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
