"""When two findings are the same one, whether one still says what it said, and who may see it yet. Pure.

A finding is the same while its rule, journal, lesson and student are; where neither lesson nor student is named, what
it names tells it from others of its rule. Its cell, a count or a wording may change without making another one of it.
"""

import json
from collections.abc import Mapping
from datetime import date, tzinfo
from typing import Any

import pandas as pd

from ejournal.parameters import Parameters, RuleSwitch
from ejournal.rules.declaration import CATALOGUE, PLACE
from ejournal.rules.settings import in_force

PRIVATE_DAYS = "private_days"
NAMES = ("problem", "raw", "topic", "kind", "item", "checkpoint", "teacher", "discipline", "group", "semester")
PARTS = ("item", "checkpoint", "kind")
_KEYS = ("journal_id", "lesson_id", "student_id")


def identities(found: pd.DataFrame) -> pd.Series:
    """What makes each finding of the frame (columns of columns.FOUND) the one it is: a text of its own for each.

    Alike ones (two equal names below one list) are numbered by what they say and where they stand.
    """
    objects = found.astype(object)
    rows: list[dict[str, Any]] = objects.where(found.notna(), None).to_dict("records")  # type: ignore[assignment]
    texts = pd.Series([_identity(row) for row in rows], index=found.index, dtype=object)
    order = pd.DataFrame({"identity": texts, "facts": [facts(row["arguments"]) for row in rows]}, index=found.index)
    order = order.assign(tab=found["tab"].fillna(""), cell=found["cell"].fillna(""), place=range(len(order)))
    order = order.sort_values(["identity", "facts", "tab", "cell", "place"])
    number = order.groupby("identity").cumcount().reindex(found.index)
    return texts.where(number == 0, texts + [f"|{each + 1}" for each in number])


def _identity(row: Mapping[str, Any]) -> str:
    """Rule, keys, and where those do not say enough the workbook and what the arguments name."""
    lesson, student = row["lesson_id"], row["student_id"]
    names = () if lesson is not None else NAMES if student is None else PARTS
    arguments = json.loads(row["arguments"])
    named = [f"{name}={arguments[name]}" for name in names if arguments.get(name) is not None]
    book = [f"workbook={row['workbook']}"] if row["journal_id"] is None and row["workbook"] is not None else []
    keys = ["-" if row[key] is None else str(int(row[key])) for key in _KEYS]
    return "|".join([str(row["rule"]), *keys, *book, *named])


def facts(arguments: str) -> str:
    """What a finding says apart from where it stands, as one text: equal texts say the same."""
    said = {name: value for name, value in json.loads(arguments).items() if name not in PLACE}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def private_days(parameters: Parameters) -> dict[str, int]:
    """Rule -> days that its findings are seen by the teacher alone (2.6); rules without such days are left out."""
    switches = parameters.rules.switches
    found = {rule.id: in_force(rule, switches.get(rule.id, RuleSwitch())) for rule in CATALOGUE.values()}
    return {id: int(values[PRIVATE_DAYS]) for id, values in found.items() if int(values.get(PRIVATE_DAYS, 0)) > 0}


def visible(
    findings: pd.DataFrame,
    audience: str,
    today: date,
    private: Mapping[str, int],
    zone: str | tzinfo = "Asia/Bishkek",
) -> pd.DataFrame:
    """The findings (columns.FINDINGS) that this audience may see on the day.

    A teacher sees all of their own. Others see those of a rule with ``private`` days only when as many days have passed
    since the finding was first seen; one that was never stored yet is as new as can be (2.6).
    """
    if audience == "teacher" or not private:
        return findings
    days = findings["rule"].astype(object).map(private).fillna(0).astype(int)
    seen = findings["first_seen"].dt.tz_convert(zone).dt.tz_localize(None).dt.normalize()
    age = (pd.Timestamp(today) - seen).dt.days.fillna(-1)
    shown: pd.DataFrame = findings[(days == 0) | (age >= days)]
    return shown
