"""Shows a semester under another rating scheme."""

from pathlib import Path
from typing import Annotated

import typer

from ejournal.cli.frames import AsOfOption, GroupOption, SemesterOption
from ejournal.cli.options import DateOption, JsonOption, WorkspaceOption, day_of, open_config
from ejournal.cli.output import print_json, print_table, say

SchemeOption = Annotated[Path, typer.Option("--scheme", metavar="FILE", help="A rating file, as parameters/rating.")]
GROUPS = ("group", "results", "band_up", "band_down", "pass_gained", "pass_lost")
STUDENTS = ("group", "number", "name", "discipline_name", "old_points", "new_points", "old", "new", "passing")


def whatif(
    scheme: SchemeOption,
    workspace: WorkspaceOption = None,
    semester: SemesterOption = "",
    group: GroupOption = "",
    json: JsonOption = False,
    as_of: AsOfOption = "",
    today: DateOption = "",
) -> None:
    """A semester recomputed under another rating scheme: who would cross which threshold, by group.

    The points so far are compared as shares of what could be had so far; nothing is written.
    """
    from ejournal.parameters import load_scheme
    from ejournal.reports.opening import revision_or_moment
    from ejournal.whatif import plain, what_if

    config = open_config(workspace)
    moment = revision_or_moment(as_of, config.zone)
    day = day_of(today, config)
    found = what_if(config, load_scheme(scheme), semester=semester, group=group, today=day, as_of=moment)
    groups, crossing = plain(found.by_group), plain(found.crossing)
    if json:
        about = {"semester": found.semester, "old_scheme": found.old_scheme, "new_scheme": found.new_scheme}
        print_json({**about, "revision": found.revision, "groups": groups, "crossing": crossing})
        return
    say(f"{found.semester}: {found.old_scheme} -> {found.new_scheme}")
    print_table(GROUPS, groups)
    if not crossing:
        say("Nobody crosses a threshold.")
        return
    said = ({**row, "old": _said(row, "old"), "new": _said(row, "new")} for row in crossing)
    print_table(STUDENTS, said)


def _said(row: dict[str, object], when: str) -> str:
    """``74 C``: the share so far and its letter."""
    share, letter = row[f"{when}_share"], row[f"{when}_letter"]
    return "-" if share is None else f"{share:g} {letter}"
