"""What a run is given by its workspace: settings, codes that a parameter may name, and what fills the empty ones."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ejournal.config import load_config
from ejournal.parameters import load_parameters


@dataclass(frozen=True)
class Context:
    """One workspace as its notebooks see it; ``known`` lists the codes of a type, ``filled`` the runner's values."""

    workspace: Path
    archive: Path
    parameters: Path
    digest: str
    filled: Mapping[str, str]
    known: Mapping[str, Sequence[str]] = field(default_factory=dict)


def open_context(workspace: Path, today: datetime.date | None = None) -> Context:
    """The workspace's context; ``today`` is the local date unless given. ConfigError when it is no workspace."""
    from ejournal.dataset import Dataset

    config = load_config(workspace)
    day = today or datetime.datetime.now(config.zone).date()
    with Dataset.open(workspace) as dataset:
        courses, groups = dataset.courses(), dataset.groups()
        semesters = sorted(courses["semester"].astype(str).unique())
        current = current_semester(
            semesters, {code: dataset.lessons(semester=code)["date"].min() for code in semesters}, day
        )
    return Context(
        workspace=config.workspace,
        archive=config.archive,
        parameters=config.parameters,
        digest=load_parameters(config.parameters).digest,
        filled={"today": day.isoformat(), "language": config.language, "semester": current},
        known={"group": sorted(groups["group"].astype(str)), "semester": semesters},
    )


def current_semester(semesters: Sequence[str], starts: Mapping[str, datetime.datetime], today: datetime.date) -> str:
    """The last semester whose first lesson is not after today, else the first there is; empty when there is none."""
    begun = [code for code in semesters if starts[code].date() <= today]
    ordered = sorted(begun, key=lambda code: starts[code])
    return ordered[-1] if ordered else next(iter(semesters), "")
