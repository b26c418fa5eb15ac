"""How a rule is declared: the regulation's clause, who must act, the sentence they read, and one pure function."""

import string
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Literal

import pandas as pd

from ejournal.i18n import Text

Severity = Literal["error", "warning", "notice"]
Audience = Literal["teacher", "directorate", "department", "administrator"]
PLACE = ("journal_id", "lesson_id", "student_id", "workbook", "tab", "cell")


@dataclass(frozen=True)
class Inputs:
    """The frames of ``ejournal.columns`` that rules look at."""

    lessons: pd.DataFrame
    marks: pd.DataFrame
    memberships: pd.DataFrame
    students: pd.DataFrame
    journals: pd.DataFrame
    courses: pd.DataFrame
    plans: pd.DataFrame
    quarantine: pd.DataFrame
    outages: pd.DataFrame


@dataclass(frozen=True)
class Moment:
    """The day that counts as today, and the zone whose local dates lessons have."""

    today: date
    zone: str | tzinfo

    @property
    def midnight(self) -> pd.Timestamp:
        """Today as the frames write dates: without a zone."""
        return pd.Timestamp(self.today).normalize()


Check = Callable[[Inputs, Moment], pd.DataFrame]


@dataclass(frozen=True)
class Rule:
    """One rule; ``function`` gives a row per finding with its place and a column per placeholder of the texts."""

    id: str
    clauses: tuple[str, ...]
    severity: Severity
    audience: Audience
    message: Text
    remedy: Text
    function: Check

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Names that the message and the remedy fill in, sorted."""
        return tuple(sorted(placeholders(self.message.ru) | placeholders(self.remedy.ru)))


CATALOGUE: dict[str, Rule] = {}


def rule(
    id: str, *, clauses: tuple[str, ...], severity: Severity, audience: Audience, message: Text, remedy: Text
) -> Callable[[Check], Check]:
    """Enter the decorated function into the catalogue; raises ValueError when the id is taken."""

    def enter(function: Check) -> Check:
        if id in CATALOGUE:
            raise ValueError(f"two rules are called {id}")
        CATALOGUE[id] = Rule(id, clauses, severity, audience, message, remedy, function)
        return function

    return enter


def placeholders(sentence: str) -> set[str]:
    """Names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
