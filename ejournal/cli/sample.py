"""``ejournal sample``: a workspace of a sample university, its workbooks filled step by step as teachers fill them."""

import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ejournal.cli.output import note, progress, say
from ejournal.config import Config
from ejournal.errors import ConfigError, ParameterError

if TYPE_CHECKING:
    from ejournal.parameters import Parameters
    from ejournal.sample import Planted, Rows, State

PREPARED = (8, 27)
"""Month and day on which groups, timetable and loads are loaded: the last week of August (3.1)."""
PLANTED = "planted.csv"
STATES = "states"


class Steps(StrEnum):
    """How far the workbooks' states lie apart."""

    day = "day"
    week = "week"


FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is missing or empty.")]
UntilOption = Annotated[
    str, typer.Option("--until", metavar="YYYY-MM-DD", help="The last day that teachers work.", show_default=False)
]
SyncOption = Annotated[
    bool, typer.Option("--sync", help="Sync after each step, instead of keeping the changed workbooks in DIR/states.")
]
CleanOption = Annotated[bool, typer.Option("--clean", help="Nobody makes any mistake.")]
PlantOption = Annotated[
    list[str] | None,
    typer.Option(
        "--plant",
        metavar="RULE=COUNT",
        help="So many mistakes for this rule to find, and no others; may be repeated.",
        show_default=False,
    ),
]


@dataclass
class _Played:
    """What came of the steps."""

    states: int = 0
    workbooks: int = 0
    events: int = 0
    planted: list["Planted"] = field(default_factory=list)


def sample(
    folder: FolderArgument,
    until: UntilOption,
    groups: Annotated[int, typer.Option(help="Number of groups.")] = 6,
    students: Annotated[int, typer.Option(help="Students in each group.")] = 25,
    courses: Annotated[int, typer.Option(help="Courses of each group.")] = 8,
    seed: Annotated[int, typer.Option(help="The same seed gives the same university.")] = 1,
    steps: Annotated[Steps, typer.Option(help="A state of the workbooks for each day or week.")] = Steps.week,
    sync: SyncOption = False,
    clean: CleanOption = False,
    plant: PlantOption = None,
) -> None:
    """Make a sample university: registry, workbooks, and what its teachers type into them, with their mistakes."""
    from ejournal.parameters import load_parameters
    from ejournal.sample import plant_orders, rehearse, states, university
    from ejournal.workspace import init

    _refuse_filled(folder)
    last, plants = _day(until), _plants(plant) if plant or clean else None
    ordered = plant_orders(university(groups, students, courses, seed, last), plants or {}, seed, last)
    rows = ordered.rows
    if plants:
        rehearse(rows, plants, ordered.journals, seed, last)
    config = init(folder)
    parameters = load_parameters(config.parameters)
    prepared = _prepare(config, parameters, rows)
    played, start = _Played(), prepared + timedelta(days=1)
    note(f"{groups} groups, {len(rows['load'])} journals; teachers work from {start} to {last}")
    with progress("teachers") as advance:
        playing = states(
            config.journals,
            rows,
            start=start,
            until=last,
            step=steps.value,
            seed=seed,
            plants=plants,
            ordered=ordered.journals,
        )
        for state in playing:
            advance((state.moment.date() - start).days, (last - start).days, f"{state.moment:%d.%m.%Y}")
            _take(played, state, config, parameters, sync)
    _write_planted(folder / PLANTED, played.planted)
    _summary(folder, config, played, sync)


def _refuse_filled(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError("this folder is not empty", where=str(folder), remedy="Give one that is missing or empty")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ParameterError("not a date", where="--until", value=text, remedy="Write it so: 2026-10-31") from None


def _plants(plant: list[str] | None) -> dict[str, int]:
    """Rule -> count, before anything is made. Raises ParameterError."""
    from ejournal.rules import CATALOGUE
    from ejournal.sample import check_plants

    plants: dict[str, int] = {}
    for text in plant or ():
        rule, _, count = text.partition("=")
        if not count.isdecimal():
            raise ParameterError("not a rule and a number", where="--plant", value=text, remedy="Write: unknown-mark=2")
        if rule not in CATALOGUE:
            known = f"Rules are: {', '.join(CATALOGUE)}"
            raise ParameterError("no such rule", where="--plant", value=rule, remedy=known)
        plants[rule] = plants.get(rule, 0) + int(count)
    check_plants(plants)
    return plants


def _prepare(config: Config, parameters: "Parameters", rows: "Rows") -> date:
    """Registry and empty workbooks as they stand before the semester; returns the day."""
    from ejournal.registry import load_workbook, write_registry

    year = min(row["start"].year for row in rows["semesters"] if isinstance(row["start"], date))
    at = datetime(year, *PREPARED, 12, tzinfo=config.zone)
    write_registry(config.registry, rows)
    load_workbook(config, parameters, at=at, actor="sample")
    _provision(config, parameters, at)
    return at.date()


def _provision(config: Config, parameters: "Parameters", at: datetime) -> None:
    from ejournal.provision import provision

    with progress("workbooks") as advance:
        done = provision(config, parameters, today=at.date(), at=at, progress=advance)
    for problem in done.problems:
        note(str(problem))


def _take(played: _Played, state: "State", config: Config, parameters: "Parameters", with_sync: bool) -> None:
    """One state is read into the dataset, or kept."""
    from ejournal.sync import sync

    played.states += 1
    played.workbooks += len(state.changed)
    played.planted += state.planted
    if not with_sync:
        _keep(config, state.changed, _state_folder(config, state.moment))
        return
    done = sync(config, parameters, at=state.moment)
    played.events += done.events
    note(
        f"{state.moment:%d.%m.%Y}: {done.changed} workbooks read, {done.events} events, {done.quarantined} quarantined"
    )
    if state.plans:
        # Columns of independent work come from the lesson plans that were just read.
        _provision(config, parameters, state.moment)


def _state_folder(config: Config, moment: datetime) -> Path:
    """A folder a day; a second state of one day has its hour too."""
    folder = config.workspace / STATES / f"{moment:%Y-%m-%d}"
    return folder.with_name(f"{moment:%Y-%m-%dT%H%M}") if folder.exists() else folder


def _keep(config: Config, changed: Sequence[Path], folder: Path) -> None:
    for path in changed:
        target = folder / path.relative_to(config.journals)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)


def _write_planted(path: Path, planted: list["Planted"]) -> None:
    """All mistakes made on purpose, one a line; cells as they stood at that moment.

    ``because``: the rule that a mistake was planted for; another kind beside it is what that mistake implies.
    """
    import csv

    names = ("kind", "path", "tab", "cell", "moment", "mended", "because")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for one in planted:
            writer.writerow(["" if (value := getattr(one, name)) is None else value for name in names])


def _summary(folder: Path, config: Config, played: _Played, with_sync: bool) -> None:
    kinds = Counter(one.kind for one in played.planted)
    say(f"registry   {config.registry}")
    say(f"journals   {config.journals}")
    say(f"states     {played.states}, {played.workbooks} workbooks saved in all")
    if with_sync:
        say(f"dataset    {config.database_address}, {played.events} events")
    else:
        say(f"kept in    {folder / STATES}, a folder a state; replay them with: ejournal sync -w {folder} --at MOMENT")
    say(f"mistakes   {folder / PLANTED}: " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
