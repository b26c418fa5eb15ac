"""``ejournal sync`` and ``ejournal cycle``."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ejournal.cli.options import (
    AtOption,
    DateOption,
    JsonOption,
    WorkspaceOption,
    day_of,
    moment_of,
    moment_on,
    open_config,
)
from ejournal.cli.output import note, print_json, progress, say

if TYPE_CHECKING:
    from ejournal.cycle import CycleSummary
    from ejournal.sync import SyncSummary

NowOption = Annotated[
    bool, typer.Option("--now", help="Do not wait for another sync that is running: exit at once with 75.")
]
FullOption = Annotated[bool, typer.Option("--full", help="Look into files whose size and time did not change, too.")]
AnewOption = Annotated[
    bool, typer.Option("--full", help="Validate and score everything, and not only what changed since the last time.")
]


def sync(
    workspace: WorkspaceOption = None,
    now: NowOption = False,
    full: FullOption = False,
    at: AtOption = "",
    json: JsonOption = False,
) -> None:
    """Read changed workbooks into the dataset."""
    from ejournal.parameters import load_parameters
    from ejournal.sync import sync as run

    config = open_config(workspace)
    moment = moment_of(at, config)
    with progress("sync") as advance:
        done = run(config, load_parameters(config.parameters), at=moment, full=full, wait=not now, progress=advance)
    if json:
        print_json(sync_facts(done))
        return
    say(f"changed      {done.changed}")
    say(f"events       {done.events}")
    say(f"quarantined  {done.quarantined}")
    say(f"refused      {done.refused}")
    say(f"set back     {done.outbox.done}, waiting {done.outbox.waiting}, in conflict {done.outbox.conflicts}")
    say(f"revision     {'-' if done.revision is None else done.revision}")
    for path in done.busy:
        note(f"left for the next sync, it is being saved: {path}")


def sync_facts(done: "SyncSummary") -> dict[str, Any]:
    """The summary as JSON."""
    names = ("changed", "events", "refused", "quarantined", "revision", "busy")
    return {**{name: getattr(done, name) for name in names}, "outbox": asdict(done.outbox)}


def cycle(
    workspace: WorkspaceOption = None, date: DateOption = "", full: AnewOption = False, json: JsonOption = False
) -> None:
    """Sync, validate, score, write feedback, and put the month's reports into the archive."""
    from ejournal.cycle import cycle as run

    config = open_config(workspace)
    today = day_of(date, config)
    with progress("cycle") as advance:
        done = run(
            config.workspace,
            today=today,
            at=moment_on(today, config),
            full=full,
            progress=lambda stage, at, total, what: advance(at, total, f"{stage} {what}"),
        )
    if json:
        print_json(_facts(done))
    else:
        _say(done)
    for name, failure in done.failures.items():
        note(f"{name}: {failure}")
    if done.failures:
        raise typer.Exit(1)


def _facts(done: "CycleSummary") -> dict[str, Any]:
    return {
        "sync": sync_facts(done.sync),
        "findings": done.findings,
        "scores": done.scores,
        "feedback": {
            "written": len(done.feedback.written),
            "unchanged": len(done.feedback.unchanged),
            "skipped": done.feedback.skipped,
        },
        "reports": [
            {"kind": e.subject.kind, "period": e.subject.period, "scope": e.subject.scope, "version": e.version}
            for e in done.archived
        ],
        "failures": done.failures,
    }


def _say(done: "CycleSummary") -> None:
    found = ", ".join(f"{count} {severity}" for severity, count in sorted(done.findings.items())) or "none"
    say(f"sync        {done.sync.changed} workbooks changed, {done.sync.events} events, revision {done.sync.revision}")
    say(f"validation  findings: {found}")
    say(f"scoring     {done.scores} rows of points")
    say(f"feedback    {len(done.feedback.written)} workbooks written, {len(done.feedback.skipped)} skipped")
    say(f"reports     {len(done.archived)} in the archive, {len(done.failures)} failed")
