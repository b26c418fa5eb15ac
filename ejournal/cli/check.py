"""``ejournal check``: signed checks of journals, and findings that are dismissed or restored (5.3)."""

from typing import Annotated, Any

import typer

from ejournal.cli.options import (
    DateOption,
    JsonOption,
    WorkspaceOption,
    command_group,
    day_of,
    moment_on,
    open_config,
)
from ejournal.cli.output import print_json, print_table, say

app = command_group("Signed checks of journals, and decisions on findings.")
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides this.")]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]
FindingArgument = Annotated[str, typer.Argument(metavar="FINDING", help="Id of the finding, F...")]
SHOWN = ("check", "date", "checked_by", "office", "group", "journal", "discipline", "teacher", "remarks")


@app.command()
def sign(
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who checked.")],
    office: Annotated[str, typer.Option("--office", metavar="OFFICE", help="The office that the person holds.")],
    journal: Annotated[
        list[str] | None, typer.Option("--journal", help="Public id or code of a journal; may be repeated.")
    ] = None,
    group: Annotated[str, typer.Option("--group", help="All journals of this group.", show_default=False)] = "",
    department: Annotated[
        str, typer.Option("--department", help="All journals of this department's teachers.", show_default=False)
    ] = "",
    remarks: Annotated[str, typer.Option("--remarks", metavar="TEXT", help="Remarks.", show_default=False)] = "",
    date: DateOption = "",
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Record that a named person checked journals, when, and with what remarks."""
    from ejournal.decisions.checks import Checked, Signature
    from ejournal.decisions.checks import sign as record

    config = open_config(workspace)
    day = day_of(date, config)
    checked = Checked(tuple(journal or ()), group, department)
    done = record(config, checked, Signature(by, office, day, remarks), at=moment_on(day, config))
    if json:
        print_json({"check": done.number, "journals": list(done.journals)})
        return
    say(f"check {done.number}: {len(done.journals)} journals")


@app.command(name="list")
def list_checks(
    workspace: WorkspaceOption = None,
    group: Annotated[str, typer.Option("--group", help="Only this group.", show_default=False)] = "",
    json: JsonOption = False,
) -> None:
    """Checks that were signed: a row per check and journal."""
    from ejournal.dataset import Dataset

    config = open_config(workspace)
    with Dataset(config) as dataset:
        journals = dataset.journals(group=group)
        checks = (
            dataset.checks(group=group).merge(journals, on="journal_id").assign(date=lambda rows: rows["date"].dt.date)
        )
    frame = checks.rename(columns={"discipline_name": "discipline"})[list(SHOWN)]
    rows: list[dict[str, Any]] = frame.astype(object).where(frame.notna(), None).to_dict("records")  # type: ignore[assignment]
    if json:
        print_json(rows)
        return
    print_table(SHOWN, rows)


@app.command()
def dismiss(
    finding: FindingArgument,
    by: ByOption,
    reason: ReasonOption,
    date: DateOption = "",
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Dismiss a finding: it stays dismissed while it says the same."""
    from ejournal.decisions.dismissals import dismiss as decide

    config = open_config(workspace)
    done = decide(config, finding, by=by, reason=reason, at=moment_on(day_of(date, config), config))
    _say(done, "dismissed", json)


@app.command()
def restore(
    finding: FindingArgument,
    by: ByOption,
    reason: ReasonOption,
    date: DateOption = "",
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Take the dismissal of a finding back."""
    from ejournal.decisions.dismissals import restore as decide

    config = open_config(workspace)
    done = decide(config, finding, by=by, reason=reason, at=moment_on(day_of(date, config), config))
    _say(done, "restored", json)


def _say(done: Any, what: str, json: bool) -> None:
    if json:
        print_json({"finding": done.finding, "rule": done.rule, "state": what, "revision": done.revision})
        return
    say(f"{what} {done.finding} ({done.rule}), revision {done.revision}")
