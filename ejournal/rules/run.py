"""Apply the rules of the catalogue to frames, and put a stored finding into words."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, tzinfo
from typing import Any

import pandas as pd

from ejournal import columns
from ejournal.i18n import Text
from ejournal.parameters import Parameters, RuleSwitch
from ejournal.rules.declaration import CATALOGUE, PLACE, Inputs, Moment, Rule
from ejournal.rules.settings import check_known, check_switches, in_force
from ejournal.rules.words import WORDS

DATES = ("date", "after", "due", "until", "start", "end", "valid_from", "other_date")
Finding = Mapping[str, Any] | pd.Series


def run(
    frames: Inputs,
    today: date,
    parameters: Parameters,
    only: Iterable[str] | None = None,
    *,
    zone: str | tzinfo = "Asia/Bishkek",
) -> pd.DataFrame:
    """All findings: a frame of columns.FOUND, in the order of the catalogue.

    ``only`` names the rules to apply, whatever their switches say about being enabled. Raises ParameterError where it
    or a switch names a rule that does not exist, or a switch a parameter that its rule does not take.
    """
    switches = parameters.rules.switches
    check_switches(switches)
    chosen = None if only is None else list(only)
    check_known(chosen or (), "only")
    moment = Moment(today, zone)
    parts = []
    for rule in CATALOGUE.values():
        switch = switches.get(rule.id, RuleSwitch())
        if switch.enabled if chosen is None else rule.id in chosen:
            found = rule.function(frames, moment, **in_force(rule, switch))
            parts += [_findings(rule, found, switch)] if len(found) else []
    return pd.concat(parts, ignore_index=True).astype(columns.FOUND.dtypes) if parts else columns.FOUND.empty()


def message(finding: Finding, language: str) -> str:
    """What a finding says: what is wrong, and where."""
    return _filled(CATALOGUE[finding["rule"]].message, finding, language)


def remedy(finding: Finding, language: str) -> str:
    """What the person named in the finding's audience has to do."""
    return _filled(CATALOGUE[finding["rule"]].remedy, finding, language)


def _findings(rule: Rule, found: pd.DataFrame, switch: RuleSwitch) -> pd.DataFrame:
    frame = found.reindex(columns=list(PLACE)).reset_index(drop=True)
    frame = frame.assign(
        rule=rule.id,
        clause=", ".join(rule.clauses),
        severity=switch.severity or rule.severity,
        audience=rule.audience,
        arguments=_arguments(found, rule.placeholders),
    )
    return columns.FOUND.typed(frame)


def _arguments(found: pd.DataFrame, names: tuple[str, ...]) -> list[str]:
    """One JSON object per row with the values of the placeholders."""
    rows = zip(*(found[name].tolist() for name in names), strict=True)
    return [json.dumps(dict(zip(names, map(_plain, row), strict=True)), ensure_ascii=False) for row in rows]


def _plain(value: Any) -> str | int | float | None:
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat() if value.tz is None else value.isoformat(timespec="minutes")
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 2)
    return value if isinstance(value, int) else str(value)


def _filled(text: Text, finding: Finding, language: str) -> str:
    arguments = json.loads(finding["arguments"])
    return text.format(language, **{name: _worded(name, value, language) for name, value in arguments.items()})


def _worded(name: str, value: str | int | float | None, language: str) -> str:
    """An argument as people read it: codes in words, dates as 31.12.2026, decimals as 4,25, a dash for nothing."""
    if value is None:
        return "—"
    if isinstance(value, float):
        return str(value) if language == "en" else str(value).replace(".", ",")
    if name in DATES:
        moment = datetime.fromisoformat(str(value))
        return moment.strftime("%d.%m.%Y" if len(str(value)) == 10 else "%d.%m.%Y %H:%M")
    words = WORDS.get(name, {}).get(str(value))
    return words[language] if words else str(value)
