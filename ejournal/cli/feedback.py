"""``ejournal feedback``: findings and points into the workbooks' own tabs."""

from ejournal.cli.options import DateOption, JsonOption, WorkspaceOption, day_of, moment_on, open_config
from ejournal.cli.output import note, print_json, progress, say


def feedback(workspace: WorkspaceOption = None, date: DateOption = "", json: JsonOption = False) -> None:
    """Write findings and points, as last validated and scored, into the workbooks' own tabs."""
    from ejournal.feedback import feedback as run
    from ejournal.parameters import load_parameters

    config = open_config(workspace)
    today = day_of(date, config)
    with progress("feedback") as advance:
        done = run(
            config,
            load_parameters(config.parameters),
            today=today,
            at=moment_on(today, config),
            progress=advance,
        )
    if json:
        print_json({"written": done.written, "unchanged": done.unchanged, "skipped": done.skipped})
        return
    say(f"written    {len(done.written)}")
    say(f"unchanged  {len(done.unchanged)}")
    say(f"skipped    {len(done.skipped)}")
    for path, reason in done.skipped.items():
        note(f"{path}: {reason}")
