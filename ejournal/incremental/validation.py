"""The stored findings made equal to what the rules find now, looking only at what may have changed."""

from collections import Counter
from dataclasses import dataclass, fields
from inspect import signature
from typing import Any

import pandas as pd

from ejournal import columns
from ejournal.dataset import Dataset
from ejournal.incremental.changes import Changes, changed_since, seen_digests, tab_digests
from ejournal.incremental.ground import Task, last_of
from ejournal.incremental.scope import Keys, Links
from ejournal.incremental.storing import Found, store_findings
from ejournal.parameters import Parameters, RuleSwitch
from ejournal.rules import CATALOGUE, Inputs, run

FINDING_KEY = ("rule", "journal_id", "lesson_id", "student_id", "workbook", "tab", "cell", "arguments")
MOST_JOURNALS = 1_000
"""Up to so many journals a change anywhere lets the rules that compare the whole university look again at once; in a
larger one they look at the first validation of each day, and whenever everything is asked for."""
UNFILTERED = ("semesters", "holidays", "outages", "quarantine")


@dataclass(frozen=True)
class Scope:
    """Where to look: the journals whose findings are renewed, the groups to read for that, and the rules to apply."""

    journals: Keys
    students: Keys
    groups: Keys
    rules: tuple[str, ...]


def renew_findings(task: Task, *, full: bool = False, most_journals: int = MOST_JOURNALS) -> Counter[str]:
    """Bring the stored findings up to date; open findings by severity. ``full``: look at everything."""
    with Dataset(task.config) as dataset:
        revision = dataset.revision or 0
        scope = None if full else scope_of(dataset, task, most_journals)
        found = None if scope is not None and not scope.rules else found_of(dataset, task, scope)
        digests = tab_digests(dataset.connection)
    store_findings(task, None if found is None else _part(found, scope), revision, digests)
    with Dataset(task.config) as dataset:
        return dataset.open_findings()


def found_of(dataset: Dataset, task: Task, scope: Scope | None = None) -> pd.DataFrame:
    """What the rules find in the dataset, or in the scope: a frame of columns.FOUND."""
    frames = Inputs.of(dataset) if scope is None else _inputs(dataset, scope)
    only = None if scope is None else scope.rules
    found = run(frames, task.today, task.parameters, only, zone=task.config.zone)
    return found.drop_duplicates(list(FINDING_KEY), ignore_index=True)


def scope_of(dataset: Dataset, task: Task, most_journals: int) -> Scope | None:
    """Where something may have changed since the last validation; None = everywhere. No rules: nowhere.

    A rule may look at the calendar in any way, so on another day everything is looked at.
    """
    last = last_of(dataset.connection, task)
    if last is None or last.today != task.today:
        return None
    changes = changed_since(dataset.connection, last.revision)
    _add_moved(dataset, changes)
    if not changes.any:
        return Scope(frozenset(), frozenset(), frozenset(), ())
    if changes.everything:
        return None
    links = Links.of(dataset.connection)
    rules, wide = _rules(task.parameters)
    if wide and sum(map(len, links.journals.values())) <= most_journals:
        return None
    affected = links.near(links.groups_of(changes.journals))
    return Scope(links.journals_of(affected), links.students_of(affected), links.near(affected), rules)


def _add_moved(dataset: Dataset, changes: Changes) -> None:
    """Tabs whose rows or columns stand elsewhere, or that are new: their findings point to other cells."""
    seen = seen_digests(dataset.connection)
    now = tab_digests(dataset.connection)
    changes.journals |= {journal for journal, digest in now.items() if seen.get(journal) != digest}


def _rules(parameters: Parameters) -> tuple[tuple[str, ...], bool]:
    """Rules in force whose findings depend on a journal's surroundings alone, and whether some look at everything."""
    switches = parameters.rules.switches
    applied = [rule for rule in CATALOGUE.values() if switches.get(rule.id, RuleSwitch()).enabled]
    near = tuple(rule.id for rule in applied if rule.scope in ("journal", "group"))
    return near, any(rule.scope == "department" for rule in applied)


def _inputs(dataset: Dataset, scope: Scope) -> Inputs:
    """The frames that rules look at, of these groups alone; what stands in no journal is kept whole."""
    frames: dict[str, Any] = {}
    for name in (each.name for each in fields(Inputs)):
        method = getattr(dataset, name, None)
        if method is not None:
            whole = name in UNFILTERED or "filters" not in signature(method).parameters
            frames[name] = method() if whole else method(groups=scope.groups)
    quarantine = frames["quarantine"]
    journals = set(frames["journals"]["journal_id"])
    frames["quarantine"] = quarantine[quarantine["journal_id"].isna() | quarantine["journal_id"].isin(journals)]
    return Inputs(**frames)


def _part(found: pd.DataFrame, scope: Scope | None) -> Found:
    """The findings to store, and which stored ones they replace."""
    if scope is None:
        return Found(found)
    inside = found["journal_id"].isin(scope.journals)
    nowhere = found["journal_id"].isna() & (found["student_id"].isna() | found["student_id"].isin(scope.students))
    kept = found[inside | nowhere].reset_index(drop=True)
    return Found(columns.FOUND.typed(kept), scope.journals, scope.students, frozenset(scope.rules))
