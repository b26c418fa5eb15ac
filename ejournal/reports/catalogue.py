"""The notebooks that can be run, and their parameters: ``parameters/notebooks/NAME.yaml``, checked before a run.

papermill passes an unknown parameter on in silence; here it stops the run and the message names the nearest known one.
"""

import datetime
import re
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from string import Formatter
from typing import Literal, Self

import yaml
from pydantic import Field, ValidationError, model_validator

from ejournal.errors import ParameterError
from ejournal.parameters import Strict, Words, share_folder

Value = str | int | bool
Kind = Literal["int", "str", "bool", "date", "month", "moment", "choice", "group", "semester"]
Source = Literal["today", "language", "semester"]
YES = ("да", "ооба", "yes", "true", "1")
NO = ("нет", "жок", "no", "false", "0")


class ParameterSpec(Strict):
    """One parameter of a notebook; ``source`` names what the runner fills in when it is not given."""

    type: Kind
    required: bool = False
    default: Value | None = None
    source: Source | None = None
    choices: tuple[Value, ...] = ()
    doc: Words

    @model_validator(mode="after")
    def _default_fits(self) -> Self:
        """A default is of the parameter's type, and stands only where the parameter may be left out."""
        wanted = {"int": int, "bool": bool}.get(self.type, str)
        if self.default not in (None, "") and type(self.default) is not wanted:
            raise ValueError(f"the default {self.default!r} is no {self.type}")
        if self.default is not None and (self.required or self.source):
            raise ValueError("a default stands beside 'required' or 'source'")
        return self


class NotebookSpec(Strict):
    """One notebook: its title, the clauses it carries out, where its output is filed, and its parameters.

    ``period`` and ``scope`` are patterns over the parameters and ``{academic_year}``: the archive's folders.
    """

    name: str = ""
    title: Words
    clause: str
    period: str
    scope: str
    parameters: dict[str, ParameterSpec] = Field(min_length=1)

    @model_validator(mode="after")
    def _places_are_known(self) -> Self:
        """Every run has a day and a language, and its folders are made of parameters that exist."""
        named = {name for pattern in (self.period, self.scope) for _, name, _, _ in Formatter().parse(pattern) if name}
        unknown = sorted(named - {*self.parameters, "academic_year"})
        missing = sorted({"today", "language"} - {*self.parameters})
        if unknown or missing:
            raise ValueError(f"no parameter is called {', '.join([*unknown, *missing])}")
        return self

    def resolve(
        self,
        given: Mapping[str, str],
        filled: Mapping[str, str],
        known: Mapping[str, Collection[str]],
    ) -> dict[str, Value]:
        """Every parameter's value: given, filled by the runner, or default; ``known`` are the codes of a type.

        Raises ParameterError for the first that is unknown, missing or mistyped.
        """
        for name in given:
            if name not in self.parameters:
                raise _unknown(f"notebook {self.name} has no such parameter", name, self.parameters)
        return {name: self._value(name, spec, given, filled, known) for name, spec in self.parameters.items()}

    def _value(
        self,
        name: str,
        spec: ParameterSpec,
        given: Mapping[str, str],
        filled: Mapping[str, str],
        known: Mapping[str, Collection[str]],
    ) -> Value:
        where = f"{self.name}: {name}"
        raw = given.get(name, "")
        if not raw and spec.source is not None:
            raw = filled.get(spec.source, "")
        if raw:
            return _typed(raw, spec, where, known)
        if spec.required or spec.source is not None:
            raise ParameterError("a required parameter is missing", where=where, remedy=f"Give it: -p {name}=...")
        return "" if spec.default is None else spec.default

    def place(self, values: Mapping[str, Value], years: Mapping[str, str]) -> tuple[str, str]:
        """(period, scope) of a run with these values: the archive's folders; an empty scope reads ``all``.

        ``years`` gives a semester's academic year.
        """
        facts = {name: str(value) for name, value in values.items()}
        facts["academic_year"] = years.get(facts.get("semester", "")) or _academic_year(facts["today"])
        words = (part for part in self.scope.format(**facts).split(" ") if part)
        return self.period.format(**facts), " ".join(words) or "all"


def _academic_year(today: str) -> str:
    """The academic year of a day, 1 September to 31 August."""
    day = datetime.date.fromisoformat(today)
    first = day.year - (day.month < 9)
    return f"{first}-{first + 1}"


def _typed(raw: str, spec: ParameterSpec, where: str, known: Mapping[str, Collection[str]]) -> Value:
    if spec.choices:
        return _chosen(raw, {str(choice): choice for choice in spec.choices}, where)
    if spec.type in known:
        return _chosen(raw, {code: code for code in known[spec.type]}, where)
    try:
        return _READERS[spec.type](raw)
    except ValueError:
        raise ParameterError(f"not {_SHAPES[spec.type]}", where=where, value=raw, remedy="Write it so") from None


def _chosen(raw: str, choices: Mapping[str, Value], where: str) -> Value:
    if raw not in choices:
        raise _unknown("no such value", raw, choices, where)
    return choices[raw]


def _unknown(what: str, value: str, known: Collection[str], where: str = "") -> ParameterError:
    nearest = get_close_matches(value, list(known), n=1, cutoff=0.5)
    listed = f"Known: {', '.join(list(known)[:12])}" if known else "None is known"
    remedy = f"Did you mean {nearest[0]}?" if nearest else listed
    return ParameterError(what, where=where, value=value, remedy=remedy)


def _int(raw: str) -> int:
    if not re.fullmatch(r"-?\d{1,9}", raw):
        raise ValueError(raw)
    return int(raw)


def _bool(raw: str) -> bool:
    if raw.lower() not in YES + NO:
        raise ValueError(raw)
    return raw.lower() in YES


def _date(raw: str) -> str:
    if re.fullmatch(r"\d{2}\.\d{2}\.\d{4}", raw):
        return datetime.datetime.strptime(raw, "%d.%m.%Y").replace(tzinfo=datetime.UTC).date().isoformat()
    return datetime.date.fromisoformat(raw).isoformat()


def _month(raw: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", raw):
        raise ValueError(raw)
    return raw


def _moment(raw: str) -> str:
    if not re.fullmatch(r"\d{1,9}", raw):
        datetime.datetime.fromisoformat(raw)
    return raw


_READERS: dict[str, Callable[[str], Value]] = {"int": _int, "bool": _bool, "date": _date, "month": _month}
_READERS["moment"] = _moment
_READERS |= dict.fromkeys(("str", "choice", "group", "semester"), str)
_SHAPES = {
    "int": "a whole number",
    "bool": "yes or no",
    "date": "a date: 2026-10-31 or 31.10.2026",
    "month": "a month: 2026-10",
    "moment": "a revision or a moment: 12, or 2026-10-31 14:00",
}


def load_catalogue(folder: Path) -> dict[str, NotebookSpec]:
    """Name -> notebook, from this parameters folder and the shipped one; the folder's own files win.

    Raises ParameterError for a file that cannot be read as a declaration.
    """
    places = (share_folder("parameters") / "notebooks", folder / "notebooks")
    files = {path.stem: path for place in places for path in sorted(place.glob("*.yaml"))}
    return {name: _load(files[name]) for name in sorted(files)}


def find_notebook(catalogue: Mapping[str, NotebookSpec], name: str) -> NotebookSpec:
    """The notebook of this name; ParameterError names the nearest one there is."""
    if name not in catalogue:
        raise _unknown("no such notebook", name, catalogue)
    return catalogue[name]


def notebook_file(workspace: Path, name: str) -> Path:
    """The notebook's file: the workspace's own, else the shipped one; ParameterError when there is neither."""
    for folder in (workspace / "notebooks", share_folder("notebooks")):
        if (folder / f"{name}.ipynb").is_file():
            return folder / f"{name}.ipynb"
    raise ParameterError("the notebook's file is missing", where=str(workspace / "notebooks"), value=f"{name}.ipynb")


def _load(path: Path) -> NotebookSpec:
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
        return NotebookSpec.model_validate({"name": path.stem, **values}, strict=False)
    except (OSError, TypeError, yaml.YAMLError) as error:
        raise ParameterError(f"the declaration cannot be read: {error}", where=str(path)) from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ParameterError(first["msg"], where=f"{path}: {key}", value=first["input"]) from None
