"""What a run is given by its workspace: settings, codes that a parameter may name, and what fills the empty ones."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ejournal.config import load_config
from ejournal.parameters import load_parameters


@dataclass(frozen=True)
class Context:
    """One workspace as its notebooks see it.

    ``filled`` holds the values that the runner fills in, ``known`` the codes of a type, ``years`` the academic year of
    each semester.
    """

    workspace: Path
    archive: Path
    parameters: Path
    digest: str
    filled: Mapping[str, str]
    known: Mapping[str, Sequence[str]] = field(default_factory=dict)
    years: Mapping[str, str] = field(default_factory=dict)


def open_context(workspace: Path, today: datetime.date | None = None) -> Context:
    """The workspace's context; ``today`` is the local date unless given. ConfigError when it is no workspace."""
    from ejournal.dataset import Dataset

    config = load_config(workspace)
    day = today or datetime.datetime.now(config.zone).date()
    with Dataset.open(workspace) as dataset:
        groups, semesters = dataset.groups(), dataset.semesters().sort_values("start")
    codes = semesters["semester"].astype(str).tolist()
    starts = dict(zip(codes, semesters["start"].dt.date, strict=True))
    return Context(
        workspace=config.workspace,
        archive=config.archive,
        parameters=config.parameters,
        digest=load_parameters(config.parameters).digest,
        filled={"today": day.isoformat(), "language": config.language, "semester": current_semester(starts, day)},
        known={"group": sorted(groups["group"].astype(str)), "semester": codes},
        years=dict(zip(codes, semesters["academic_year"].astype(str), strict=True)),
    )


def current_semester(starts: Mapping[str, datetime.date], today: datetime.date) -> str:
    """The last semester that began by today, else the first there is; empty when there is none."""
    ordered = sorted(starts, key=lambda code: starts[code])
    begun = [code for code in ordered if starts[code] <= today]
    return begun[-1] if begun else next(iter(ordered), "")
