"""Undoes events of a journal's history by new events."""

from typing import Annotated

import typer

from ejournal.cli.options import AtOption, JsonOption, WorkspaceOption, moment_of, open_config
from ejournal.cli.output import note, print_json, print_table, say

EventsArgument = Annotated[list[str], typer.Argument(metavar="EVENTS", help="Ids of events, as `history` shows them.")]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides this.")]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]
DocumentOption = Annotated[
    str, typer.Option("--document", metavar="NO", help="Number of the document.", show_default=False)
]
PreviewOption = Annotated[bool, typer.Option("--preview", help="Show what would be undone, and undo nothing.")]
WHY = {
    "later": "a later event stands in this cell: revert {by} with it",
    "locked": "the lesson is locked ({by}): reopen the journal first",
    "disagrees": "the column disagrees with itself: it must be set right first",
    "not_undoable": "a {by} is changed in the registry or in the plan, not here",
    "topic_only": "a topic is changed in the plan, not here",
    "no_tab": "the journal stands in no workbook",
}


def revert(
    events: EventsArgument,
    by: ByOption,
    reason: ReasonOption,
    workspace: WorkspaceOption = None,
    document: DocumentOption = "",
    preview: PreviewOption = False,
    at: AtOption = "",
    json: JsonOption = False,
) -> None:
    """Undo events of the history as new events; all of them or, where one is hindered, none.

    The cells are written back by the next sync, where they still hold what is undone. Exit code 1 when hindered.
    """
    from dataclasses import asdict

    from ejournal.decisions.revert import Decision
    from ejournal.decisions.revert import revert as undo
    from ejournal.parameters import load_parameters

    config = open_config(workspace)
    moment = moment_of(at, config)
    decision = Decision(by, reason, document, moment.astimezone(config.zone).date())
    done = undo(config, load_parameters(config.parameters), events, decision, at=moment, preview=preview)
    if json:
        print_json(asdict(done))
    else:
        rows = [{"events": each.event, "kind": each.kind, "now": each.now, "back": each.back} for each in done.undone]
        print_table(("events", "kind", "now", "back"), rows)
        for each in done.hindrances:
            say(f"{each.event}: {WHY[each.why].format(by=each.by)}")
        for lesson in done.disagreeing:
            say(f"{lesson}: the number of absent disagrees now; revert the lesson's own event, too, or correct it")
    if done.revision is not None:
        note(f"revision {done.revision}; the workbook is written by the next sync")
    if done.hindrances:
        raise typer.Exit(1)
