"""``ejournal journals``: the teachers' workbooks."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ejournal.cli.options import DateOption, JsonOption, WorkspaceOption, command_group, day_of, moment_on, open_config
from ejournal.cli.output import note, print_json, progress, say

if TYPE_CHECKING:
    from ejournal.provision import ProvisionSummary

app = command_group("The teachers' workbooks.")
SemesterOption = Annotated[
    str,
    typer.Option(
        "--semester", help="Code of the semester (default: the one that runs, or the next).", show_default=False
    ),
]


@app.command()
def provision(
    workspace: WorkspaceOption = None, semester: SemesterOption = "", date: DateOption = "", json: JsonOption = False
) -> None:
    """Make the semester's workbooks, and add to those that are there what is new in the registry."""
    from ejournal.parameters import load_parameters
    from ejournal.provision import provision as run

    config = open_config(workspace)
    today = day_of(date, config)
    with progress("journals") as advance:
        done = run(
            config,
            load_parameters(config.parameters),
            today=today,
            at=moment_on(today, config),
            semester=semester,
            progress=advance,
        )
    if json:
        print_json(_facts(done, config.language))
        return
    _say(done)
    for problem in done.problems:
        note(problem.text(config.language))


def _facts(done: "ProvisionSummary", language: str) -> dict[str, Any]:
    problems = [
        {"code": problem.code, "workbook": problem.path, "detail": problem.detail, "text": problem.text(language)}
        for problem in done.problems
    ]
    names = ("semester", "created", "extended", "unchanged")
    return {**{name: getattr(done, name) for name in names}, "problems": problems}


def _say(done: "ProvisionSummary") -> None:
    for path, titles in done.created.items():
        say(f"created   {path}: {', '.join(titles)}")
    for path, lines in done.extended.items():
        say(f"extended  {path}: {'; '.join(lines)}")
    counts = f"{len(done.created)} created, {len(done.extended)} extended, {len(done.unchanged)} unchanged"
    say(f"semester {done.semester}: {counts}, {len(done.problems)} problems")
