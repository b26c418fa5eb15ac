"""How a rule is declared: the regulation's clause, who must act, the sentence they read, and one pure function."""

import string
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date, tzinfo
from typing import Literal, Self

import pandas as pd

from ejournal import columns
from ejournal import columns_decisions as decisions
from ejournal import columns_evidence as evidence
from ejournal.i18n import Text

Severity = Literal["error", "warning", "notice"]
Audience = Literal["teacher", "directorate", "department", "administrator"]
Scope = Literal["journal", "group", "department", "registry"]
Value = bool | int | float | str
PLACE = ("journal_id", "lesson_id", "student_id", "workbook", "tab", "cell")


@dataclass(frozen=True)
class Inputs:
    """The frames of ``ejournal.columns`` that rules look at; those with a default may be left out."""

    lessons: pd.DataFrame
    marks: pd.DataFrame
    memberships: pd.DataFrame
    students: pd.DataFrame
    journals: pd.DataFrame
    courses: pd.DataFrame
    plans: pd.DataFrame
    quarantine: pd.DataFrame
    outages: pd.DataFrame
    semesters: pd.DataFrame = field(default_factory=columns.SEMESTERS.empty)
    groups: pd.DataFrame = field(default_factory=columns.GROUPS.empty)
    works: pd.DataFrame = field(default_factory=columns.WORKS.empty)
    holidays: pd.DataFrame = field(default_factory=evidence.HOLIDAYS.empty)
    hours: pd.DataFrame = field(default_factory=evidence.HOURS.empty)
    changes: pd.DataFrame = field(default_factory=evidence.CHANGES.empty)
    spans: pd.DataFrame = field(default_factory=evidence.SPANS.empty)
    authors: pd.DataFrame = field(default_factory=evidence.AUTHORS.empty)
    listed: pd.DataFrame = field(default_factory=evidence.LISTED.empty)
    scans: pd.DataFrame = field(default_factory=evidence.SCANS.empty)
    closings: pd.DataFrame = field(default_factory=evidence.CLOSINGS.empty)
    refusals: pd.DataFrame = field(default_factory=evidence.REFUSALS.empty)
    reminders: pd.DataFrame = field(default_factory=decisions.REMINDERS.empty)
    entered: pd.DataFrame = field(default_factory=evidence.ENTERED.empty)
    checks: pd.DataFrame = field(default_factory=evidence.CHECKS.empty)

    @classmethod
    def of(cls, source: object) -> Self:
        """All frames that the source (a Dataset) gives, each by the method of its name; one it lacks stays empty."""
        return cls(**{each.name: getattr(source, each.name)() for each in fields(cls) if hasattr(source, each.name)})


@dataclass(frozen=True)
class Moment:
    """The day that counts as today, and the zone whose local dates lessons have."""

    today: date
    zone: str | tzinfo

    @property
    def midnight(self) -> pd.Timestamp:
        """Today as the frames write dates: without a zone."""
        return pd.Timestamp(self.today).normalize()


# A rule's function: frames and moment, then the rule's own parameters by name.
Check = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Parameter:
    """One value of a rule that a university may set in parameters/rules.yaml; its type is the default's."""

    name: str
    default: Value
    doc: Text
    lowest: float | None = None
    highest: float | None = None

    def accepts(self, value: object) -> bool:
        """Whether the value has the type (a whole number serves as a number with decimals) and lies in the range."""
        kind = type(self.default)
        if type(value) is not kind and not (kind is float and type(value) is int):
            return False
        if isinstance(value, bool | str) or not isinstance(value, int | float):
            return True
        return (self.lowest is None or value >= self.lowest) and (self.highest is None or value <= self.highest)

    @property
    def range(self) -> str:
        """What it takes, in signs: ``int, 1..60``."""
        low = "" if self.lowest is None else f"{self.lowest:g}"
        high = "" if self.highest is None else f"{self.highest:g}"
        return type(self.default).__name__ + (f", {low}..{high}" if low or high else "")


@dataclass(frozen=True)
class Rule:
    """One rule; ``function`` gives a row per finding with its place and a column per placeholder of the texts.

    ``scope`` says what a finding may depend on, so that it is looked for again only where that changed: the journal
    or its group (and the other groups that its students were ever in), the whole university for ``department``, or
    the ``registry`` and the dates of lessons alone. The parameter ``private_days`` of a rule says how long its
    findings are shown to nobody but the teacher (2.6).
    """

    id: str
    clauses: tuple[str, ...]
    severity: Severity
    audience: Audience
    message: Text
    remedy: Text
    function: Check
    parameters: tuple[Parameter, ...] = ()
    scope: Scope = "group"

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Names that the message and the remedy fill in, sorted."""
        return tuple(sorted(placeholders(self.message.ru) | placeholders(self.remedy.ru)))


CATALOGUE: dict[str, Rule] = {}


def rule(
    id: str,
    *,
    clauses: tuple[str, ...],
    severity: Severity,
    audience: Audience,
    message: Text,
    remedy: Text,
    parameters: tuple[Parameter, ...] = (),
    scope: Scope = "group",
) -> Callable[[Check], Check]:
    """Enter the decorated function into the catalogue; raises ValueError when the id is taken.

    The function takes each of the ``parameters`` as a keyword of its name.
    """

    def enter(function: Check) -> Check:
        if id in CATALOGUE:
            raise ValueError(f"two rules are called {id}")
        CATALOGUE[id] = Rule(id, clauses, severity, audience, message, remedy, function, parameters, scope)
        return function

    return enter


def placeholders(sentence: str) -> set[str]:
    """Names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
