"""Parameters of a university: YAML files read into frozen models, once, with unknown keys rejected.

A file that the workspace's ``parameters/`` folder lacks is taken from the files shipped with the program; what the
workspace has wins. Values that the regulation does not fix say so themselves (``assumed``), for the reports to show.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Generic, Literal, Self, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ejournal.errors import ParameterError
from ejournal.i18n import Text

T = TypeVar("T")


class Strict(BaseModel):
    """A model that refuses unknown keys, silent conversions and later changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Words(Strict):
    """One sentence in the three languages."""

    ru: str
    ky: str
    en: str

    @property
    def text(self) -> Text:
        """The same as a text of the program."""
        return Text(self.ru, self.ky, self.en)


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
    """Whether a rule is applied, and how grave its findings are (missing = as the rule declares)."""

    enabled: bool = True
    severity: Literal["error", "warning", "notice"] | None = None


class Rules(Strict):
    """Switches of the rules by id; a rule without a switch is applied."""

    switches: dict[str, RuleSwitch] = {}


class Setting(Strict, Generic[T]):
    """One value of the rating, with the clause that fixes it or the words that say what was assumed."""

    value: T
    assumed: bool = False
    clause: str = ""
    text: Words | None = None

    @model_validator(mode="after")
    def _is_founded(self) -> Self:
        if self.assumed and self.text is None:
            raise ValueError("an assumed value needs its 'text' in ru, ky and en, which the reports show")
        if not self.assumed and not self.clause:
            raise ValueError("a value that is not assumed needs the 'clause' that fixes it")
        return self


class Component(Strict):
    """One column of a checkpoint's points: what it measures and the most it can give, points."""

    measure: Literal["attendance", "mean_mark", "entered"]
    cap: Setting[float]

    @property
    def hundredths(self) -> int:
        """The cap in hundredths of a point, exactly."""
        return round(self.cap.value * 100)

    @model_validator(mode="after")
    def _is_in_hundredths(self) -> Self:
        if self.cap.value <= 0 or abs(self.cap.value * 100 - self.hundredths) > 1e-9:
            raise ValueError("a cap is above 0 and has at most 2 decimals")
        return self


class Control(Strict):
    """The points of a course with one form of control: components per checkpoint, exam, total."""

    components: dict[str, Component]
    exam: Setting[float] | None = None
    total: Setting[float]


class Rounding(Strict):
    """Half up, to this many decimals."""

    method: Literal["half_up"]
    component_decimals: int = Field(ge=0, le=4)
    total_decimals: int = Field(ge=0, le=2)


class Band(Strict):
    """The totals, both ends included, that earn a letter, its grade points (0-4) and its traditional mark (2-5)."""

    letter: str
    lowest: float
    highest: float
    gpa: float = Field(ge=0, le=4)
    traditional: int = Field(ge=2, le=5)


@dataclass(frozen=True)
class Assumption:
    """A value or a reading that the regulation does not fix; ``key`` is its place in the rating file."""

    key: str
    value: object
    text: Text


class RatingScheme(Strict):
    """How marks become points in one academic year (1.1, 3.5)."""

    name: str
    version: int
    academic_year: str = Field(pattern=r"^\d{4}-\d{4}$")
    scale: Setting[int]
    checkpoints: Setting[int]
    controls: dict[Literal["exam", "credit_test"], Control]
    excused: Setting[Literal["absence", "neutral"]]
    mean: Setting[Literal["given", "absence_as_zero"]]
    independent_work_counts: Setting[bool]
    rounding: Setting[Rounding]
    bands: Setting[tuple[Band, ...]]
    credit_passed_from: Setting[float]
    readings: tuple[Words, ...] = ()

    @property
    def label(self) -> str:
        """Name, academic year and version, as scores and reports carry them."""
        return f"{self.name}, {self.academic_year}, v{self.version}"

    def assumptions(self) -> list[Assumption]:
        """Everything in the scheme that the regulation does not fix, in the file's order."""
        readings = [Assumption("readings", None, words.text) for words in self.readings]
        return [*_assumed(self, ""), *readings]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        for name, control in self.controls.items():
            exam = control.exam.value if control.exam else 0.0
            checkpoint = sum(component.cap.value for component in control.components.values())
            if abs(self.checkpoints.value * checkpoint + exam - control.total.value) > 1e-9:
                raise ValueError(
                    f"{name}: {self.checkpoints.value} checkpoints of {checkpoint:g} points and an exam of {exam:g} "
                    f"do not make the total of {control.total.value:g}"
                )
            _check_bands(self.bands.value, control.total.value, self.rounding.value.total_decimals)
        return self


def _check_bands(bands: tuple[Band, ...], total: float, decimals: int) -> None:
    """Bands must cover 0 to the total in steps of the total's rounding; ValueError names the first gap or overlap."""
    step = 10.0**-decimals
    expected = 0.0
    for band in sorted(bands, key=lambda band: band.lowest):
        if abs(band.lowest - expected) > 1e-9:
            fault = "overlaps the band below" if band.lowest < expected else "leaves a gap below"
            raise ValueError(f"band {band.letter} {fault}: starts at {band.lowest:g}, expected {expected:g}")
        if band.highest < band.lowest:
            raise ValueError(f"band {band.letter} ends at {band.highest:g}, before it starts")
        expected = band.highest + step
    if abs(expected - step - total) > 1e-9:
        raise ValueError(f"the bands end at {expected - step:g}, the total is {total:g}")


def _assumed(value: object, key: str) -> Iterator[Assumption]:
    if isinstance(value, Setting):
        if value.assumed and value.text is not None:
            yield Assumption(key, value.value, value.text.text)
        return
    items = dict(value) if isinstance(value, BaseModel | dict) else {}
    for name, inner in items.items():
        yield from _assumed(inner, f"{key}.{name}" if key else str(name))


class Parameters(Strict):
    """Everything in ``parameters/`` that the system itself reads; ``ratings`` by academic year."""

    marks: MarkParameters
    work_types: WorkTypes
    ratings: dict[str, RatingScheme]
    holidays: Holidays
    rules: Rules

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
    )


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
