"""Signed checks of journals: who checked which of them when, with what remarks (3.6, 5.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.errors import ParameterError
from ejournal.store import Store, schema_findings


@dataclass(frozen=True)
class Signature:
    """Who checked, in which office, on which local day, and the remarks; "" = there are none."""

    by: str
    office: str
    day: date
    remarks: str = ""


@dataclass(frozen=True)
class Checked:
    """What was checked: journals by public id, or all of a group or a department that are kept on that day."""

    journals: Sequence[str] = ()
    group: str = ""
    department: str = ""


@dataclass(frozen=True)
class SignedCheck:
    """Number of the check, which is its revision, and the public ids of the journals that were checked."""

    number: int
    journals: tuple[str, ...]


def sign(config: Config, checked: Checked, signature: Signature, *, at: datetime) -> SignedCheck:
    """Record a check. It is append-only: a later one stands beside it.

    Raises ParameterError where name or office is missing, and where no journal, or one that does not exist, is named.
    """
    for name, value in (("--by", signature.by), ("--office", signature.office)):
        if not value.strip():
            raise ParameterError(
                "a check names who checked, and in which office", where=name, remedy="Give it in words"
            )
    with Dataset(config) as dataset:
        journals = _journals(dataset, checked, signature.day)
    values = {
        "date": signature.day,
        "checked_by": signature.by.strip(),
        "office": signature.office.strip(),
        "remarks": signature.remarks.strip() or None,
    }
    store = Store.open(config.database_address)
    try:
        with store.write("check", actor=signature.by.strip(), at=at) as writer:
            writer.insert(
                schema_findings.checks, [{"journal_id": int(key), **values} for key in journals["journal_id"]]
            )
            return SignedCheck(writer.revision, tuple(journals["journal"].astype(str)))
    finally:
        store.dispose()


def _journals(dataset: Dataset, checked: Checked, day: date) -> pd.DataFrame:
    """The journals meant, in the order of the load."""
    if bool(checked.journals) + bool(checked.group) + bool(checked.department) != 1:
        raise ParameterError(
            "what was checked is not clear", where="check sign", remedy="Give --journal, --group or --department"
        )
    if checked.journals:
        return _named(dataset.journals(on=day), checked.journals)
    within = {"group": checked.group, "department": checked.department}
    found = dataset.journals(on=day, semester=_semester(dataset, day), **within)
    if found.empty:
        name, value = ("--group", checked.group) if checked.group else ("--department", checked.department)
        raise ParameterError(
            "no journal of that day", where=name, value=value, remedy="Give a code as the registry has"
        )
    return found


def _named(journals: pd.DataFrame, asked: Sequence[str]) -> pd.DataFrame:
    known = set(journals["journal"].astype(str)) | set(journals["code"].astype(str))
    for text in asked:
        if text not in known:
            raise ParameterError("no such journal", where="--journal", value=text, remedy="Public id J... or its code")
    found: pd.DataFrame = journals[journals["journal"].isin(asked) | journals["code"].isin(asked)]
    return found


def _semester(dataset: Dataset, day: date) -> str:
    """The semester of this day, or the last one begun before it."""
    semesters = dataset.semesters()
    begun = semesters[semesters["start"] <= pd.Timestamp(day)]
    if begun.empty:
        raise ParameterError("no semester has begun on that day", where="--date", value=str(day))
    return str(begun["semester"].iloc[-1])
