"""Parameters of a university: YAML files read into frozen models, once, with unknown keys rejected.

A file that the workspace's ``parameters/`` folder lacks is taken from the files shipped with the program; what the
workspace has wins. Values that the regulation does not fix say so themselves (``assumed``), for the reports to show.
"""

import hashlib
import json
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

import yaml
from pydantic import ConfigDict, Field, ValidationError

from ejournal.entry import EntryRules
from ejournal.errors import ParameterError
from ejournal.rating import Band, Component, Control, RatingScheme, Rounding
from ejournal.strict import Assumption, Setting, Strict, Words

__all__ = [
    "Assumption",
    "Band",
    "Component",
    "Control",
    "Holiday",
    "Holidays",
    "MarkParameters",
    "Parameters",
    "RatingScheme",
    "Rounding",
    "RuleSwitch",
    "Rules",
    "Setting",
    "Strict",
    "Words",
    "WorkTypes",
    "load_parameters",
    "load_scheme",
    "share_folder",
]


class MarkParameters(Strict):
    """What teachers may type into a mark's cell; the first word of a list is the one the system writes (3.5)."""

    present: tuple[str, ...] = Field(min_length=1)
    absent: tuple[str, ...] = Field(min_length=1)
    excused: tuple[str, ...] = Field(min_length=1)
    values: tuple[int, ...] = Field(min_length=1)
    most_marks: int = Field(ge=1, le=9)


class WorkTypes(Strict):
    """Names of work types by kind of class, and the names that say a lesson was not held (3.5)."""

    lecture: tuple[str, ...] = Field(min_length=1)
    practice: tuple[str, ...] = Field(min_length=1)
    lab: tuple[str, ...] = Field(min_length=1)
    not_held: tuple[str, ...] = Field(min_length=1)

    def of(self, kind: str) -> tuple[str, ...]:
        """What the drop-down of this kind of class offers, the not-held names last; KeyError for no such kind."""
        held = {"lecture": self.lecture, "practice": self.practice, "lab": self.lab}[kind]
        return held + self.not_held

    @property
    def all(self) -> tuple[str, ...]:
        """Every name once, the not-held names last."""
        return tuple(dict.fromkeys((*self.lecture, *self.practice, *self.lab, *self.not_held)))


class Holiday(Strict):
    """A public holiday on the same day of every year."""

    day: str = Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")
    name: Words

    def on(self, year: int) -> date | None:
        """Its date in this year; None where the year has no such day (29 February)."""
        month, day = map(int, self.day.split("-"))
        try:
            return date(year, month, day)
        except ValueError:
            return None


class Holidays(Strict):
    """The fixed public holidays; those that move are dated in the registry's tab."""

    fixed: tuple[Holiday, ...]

    def holidays_between(self, start: date, end: date, language: str = "ru") -> dict[date, str]:
        """Date -> name of the public holidays from ``start`` to ``end``, both included, in order of date."""
        dated = [
            (day, holiday.name.text[language])
            for year in range(start.year, end.year + 1)
            for holiday in self.fixed
            if (day := holiday.on(year)) is not None and start <= day <= end
        ]
        return dict(sorted(dated))


class RuleSwitch(Strict):
    """Whether a rule is applied, how grave its findings are (missing = as it declares), and its own parameters.

    Which parameters a rule takes stands in its declaration; ``ejournal.rules.run`` refuses any other.
    """

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)
    __pydantic_extra__: dict[str, bool | int | float | str] = Field(init=False)

    enabled: bool = True
    severity: Literal["error", "warning", "notice"] | None = None

    @property
    def parameters(self) -> dict[str, bool | int | float | str]:
        """Name -> value of the parameters set."""
        return dict(self.__pydantic_extra__ or {})


class Rules(Strict):
    """Switches of the rules by id; a rule without a switch is applied."""

    switches: dict[str, RuleSwitch] = {}


class Parameters(Strict):
    """Everything in ``parameters/`` that the system itself reads; ``ratings`` by academic year."""

    marks: MarkParameters
    work_types: WorkTypes
    ratings: dict[str, RatingScheme]
    holidays: Holidays
    rules: Rules
    entry: EntryRules

    def rating(self, academic_year: str) -> RatingScheme:
        """The scheme of this academic year; raises ParameterError when there is none."""
        if academic_year not in self.ratings:
            raise ParameterError(
                "no rating scheme for this academic year",
                where="parameters/rating",
                value=academic_year,
                remedy="Copy the last year's file, change its academic_year and check its values",
            )
        return self.ratings[academic_year]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all values as resolved, independent of the files' formatting and order."""
        canonical = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


def share_folder(name: str) -> Path:
    """The folder of this name shipped with the program: inside the installed package, else in the repository."""
    package = Path(__file__).resolve().parent
    for folder in (package / "share" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise ParameterError("the program's own files are missing", where=str(package / "share"), value=name)


def load_parameters(folder: Path) -> Parameters:
    """The parameters of this folder, completed by the shipped ones; ParameterError names file, key and value."""
    if not folder.is_dir():
        raise ParameterError("the parameters folder is missing", where=str(folder), remedy="Run `ejournal init` first")
    return Parameters(
        marks=_load(_file(folder, "marks.yaml"), MarkParameters),
        work_types=_load(_file(folder, "work_types.yaml"), WorkTypes),
        ratings=_load_ratings(folder),
        holidays=_load(_file(folder, "calendar/holidays.yaml"), Holidays),
        rules=_load(_file(folder, "rules.yaml"), Rules),
        entry=_load(_file(folder, "entry.yaml"), EntryRules),
    )


def load_scheme(path: Path) -> RatingScheme:
    """One rating scheme, checked as those of the parameters are; ParameterError names file, key and value."""
    return _load(path, RatingScheme)


def _file(folder: Path, name: str) -> Path:
    own = folder / name
    return own if own.exists() else share_folder("parameters") / name


def _load_ratings(folder: Path) -> dict[str, RatingScheme]:
    places = (share_folder("parameters") / "rating", folder / "rating")
    files = {path.name: path for place in places for path in sorted(place.glob("*.yaml"))}
    schemes: dict[str, RatingScheme] = {}
    for name in sorted(files):
        scheme = _load(files[name], RatingScheme)
        if scheme.academic_year in schemes:
            raise ParameterError(
                "two files hold the rating of one academic year",
                where=f"{files[name]}: academic_year",
                value=scheme.academic_year,
                remedy="Keep one of them",
            )
        schemes[scheme.academic_year] = scheme
    return schemes


M = TypeVar("M", bound=Strict)


def _load(path: Path, model: type[M]) -> M:
    try:
        return model.model_validate_json(json.dumps(_read(path), default=str))
    except ValidationError as problems:
        first = problems.errors()[0]
        more = f"; {problems.error_count() - 1} more in this file" if problems.error_count() > 1 else ""
        key = ".".join(str(part) for part in first["loc"]) or "whole file"
        raise ParameterError(
            first["msg"] + more, where=f"{path}: {key}", value=first["input"], remedy=_remedy(first["type"])
        ) from None


def _remedy(kind: str) -> str:
    remedies = {"extra_forbidden": "Remove the key or correct its spelling", "missing": "Add the key"}
    return remedies.get(kind, "Correct the value; the shipped file of the same name shows a good one")


class _Loader(yaml.SafeLoader):
    """Safe YAML that refuses a key given twice, where plain YAML would keep the last in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        doubled = next((key for key in keys if keys.count(key) > 1), None)
        if doubled is not None:
            raise yaml.constructor.ConstructorError(None, None, f"key {doubled!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


def _read(path: Path) -> object:
    try:
        return _Loader(path.read_text(encoding="utf-8")).get_single_data()
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise ParameterError(
            f"the file cannot be read: {problem}", where=str(path), remedy="Restore it, or copy the shipped one"
        ) from problem
