"""What the sample university is made of: institutes, specialities, disciplines and names, read from ``data/`` once."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

GENERAL = "general_"
"""Fields of study whose disciplines every speciality takes in that year."""


@dataclass(frozen=True)
class Subject:
    """A discipline; ``pairs``: kind of class -> classes in two weeks (1 = 16 hours a semester, 2 = 32, 3 = 48).

    ``halves`` are the kinds taught to each subgroup on its own; ``themes`` make the topics of the lesson plan (4.3).
    """

    code: str
    name: str
    department: str
    control: str
    credits: int
    pairs: tuple[tuple[str, int], ...]
    halves: tuple[str, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True)
class Speciality:
    """A speciality; ``together``: groups admitted at once, ``field``: where its own disciplines stand."""

    code: str
    name: str
    institute: str
    years: int
    together: int
    field: str


def institutes() -> list[dict[str, str]]:
    """Rows of the registry's tab, without directors."""
    return [dict(row) for row in _data("university")["institutes"]]


def departments() -> list[dict[str, str]]:
    """Rows of the registry's tab, without heads."""
    return [dict(row) for row in _data("university")["departments"]]


@cache
def specialities() -> tuple[Speciality, ...]:
    """The specialities, those first that a small university has."""
    return tuple(Speciality(**row) for row in _data("university")["specialities"])


def names() -> dict[str, dict[str, Any]]:
    """Tradition of naming -> its weight, surnames, given names and patronymics."""
    return _data("names")


@cache
def subjects() -> dict[str, tuple[Subject, ...]]:
    """Field of study -> its disciplines in the order in which they are taught; codes are numbered by department."""
    counts: dict[str, int] = {}
    found: dict[str, tuple[Subject, ...]] = {}
    for field, rows in _data("subjects").items():
        own = []
        for row in rows:
            department = row["department"]
            counts[department] = counts.get(department, 0) + 1
            own.append(_subject(row, f"{department}{counts[department]:02d}"))
        found[field] = tuple(own)
    return found


@cache
def by_name() -> dict[str, Subject]:
    """Name of a discipline -> the discipline."""
    return {subject.name: subject for field in subjects().values() for subject in field}


def plan_of_study(speciality: Speciality, year: int, courses: int) -> list[Subject]:
    """The disciplines of one autumn semester: the speciality's own and the general ones by turns."""
    own = subjects()[speciality.field]
    start = (year - 1) * 3 % len(own)
    professional = own[start:] + own[:start]
    general = subjects()[f"{GENERAL}{year}"]
    mixed = [subject for pair in zip(professional, general, strict=False) for subject in pair]
    rest = professional[len(general) :]
    return [*mixed, *rest][:courses]


def most_courses() -> int:
    """The number of courses that every speciality can fill in every year."""
    return min(
        len(subjects()[item.field]) + len(subjects()[f"{GENERAL}{year}"])
        for item in specialities()
        for year in range(1, item.years + 1)
    )


def _subject(row: dict[str, Any], code: str) -> Subject:
    return Subject(
        code=code,
        name=row["name"],
        department=row["department"],
        control=row["control"],
        credits=row["credits"],
        pairs=tuple(row["pairs"].items()),
        halves=tuple(row.get("halves", ())),
        themes=tuple(str(theme) for theme in row["themes"]),
    )


@cache
def _data(name: str) -> dict[str, Any]:
    text = (files("ejournal.sample") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
