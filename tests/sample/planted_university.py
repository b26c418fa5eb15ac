"""A university in which nothing but what is planted goes wrong, read step by step, and what the rules say of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd

from ejournal import Dataset
from ejournal.config import load_config
from ejournal.parameters import load_parameters
from ejournal.provision import provision
from ejournal.registry import load_workbook, write_registry
from ejournal.rules import Inputs, run
from ejournal.sample import Planted, plant_orders, states, university
from ejournal.sync import sync
from ejournal.workspace import init

PREPARED = datetime(2026, 8, 27, 6, 0, tzinfo=UTC)
START, UNTIL = date(2026, 8, 28), date(2026, 11, 1)
SEED = 5
Place = tuple[str, str, str]
"""Workbook, tab and cell; empty where a finding names none."""


@dataclass(frozen=True)
class Checked:
    """A workspace at the end, its findings, and what was planted in it."""

    workspace: Path
    findings: pd.DataFrame
    planted: tuple[Planted, ...]

    def found(self, rule: str) -> Counter[Place]:
        """Where the rule finds something, and how often."""
        own = self.findings[self.findings["rule"] == rule][["workbook", "tab", "cell"]]
        return Counter(own.astype("string").fillna("").itertuples(index=False, name=None))

    def meant(self, rule: str) -> Counter[Place]:
        """Where it is to find something: what was planted for it, and what other mistakes imply."""
        return Counter((one.path, one.tab, one.cell) for one in self.planted if one.kind == rule)


def check(folder: Path, plants: Mapping[str, int], *, groups: int, students: int, courses: int) -> Checked:
    """The weeks of such a university played up to the day, read and validated."""
    until = UNTIL
    ordered = plant_orders(university(groups, students, courses, SEED, until), plants, SEED, until)
    rows = ordered.rows
    config = init(folder)
    parameters = load_parameters(config.parameters)
    write_registry(config.registry, rows)
    load_workbook(config, parameters, at=PREPARED, actor="test")
    provision(config, parameters, today=PREPARED.date(), at=PREPARED)
    planted: list[Planted] = []
    for state in states(
        config.journals, rows, start=START, until=until, step="week", seed=SEED, plants=plants, ordered=ordered.journals
    ):
        sync(config, parameters, at=state.moment)
        planted += state.planted
        if state.plans:
            provision(config, parameters, today=state.moment.date(), at=state.moment)
    with Dataset(config) as dataset:
        found = run(Inputs.of(dataset), until + timedelta(days=1), parameters, zone=config.zone)
    return Checked(config.workspace, found, tuple(planted))


def completeness(workspace: Path) -> Counter[str]:
    """How many lessons are complete, incomplete or not held."""
    with Dataset(load_config(workspace)) as dataset:
        return Counter(dataset.lessons()["completeness"].astype(str))
