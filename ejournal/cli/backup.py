"""``ejournal backup`` and ``ejournal restore``."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from ejournal.cli.options import JsonOption, WorkspaceOption, open_config, workspace_folder
from ejournal.cli.output import note, print_json, progress, say

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The backup's file, for example backup.tar.gz.")]
ArchiveOption = Annotated[bool, typer.Option("--archive/--no-archive", help="Whether the archive of reports is in it.")]
DatabaseOption = Annotated[
    str,
    typer.Option(
        "--database",
        envvar="EJOURNAL_DATABASE",
        metavar="ADDRESS",
        help="Address of an empty database to restore into (default: a file in the folder).",
        show_default=False,
        show_envvar=True,
    ),
]


def backup(
    file: FileArgument, workspace: WorkspaceOption = None, archive: ArchiveOption = True, json: JsonOption = False
) -> None:
    """Copy dataset, settings, parameters, workbooks and archive into one new file; the workspace may be in use."""
    from ejournal.backup import backup as make

    config = open_config(workspace)
    with progress("backup") as advance:
        made = make(config, file, datetime.now(UTC), archive=archive, progress=advance)
    if json:
        print_json(asdict(made))
    else:
        say(f"file      {made.file}")
        say(f"size      {made.size} bytes")
        say(f"files     {made.files}")
        say(f"revision  {'-' if made.revision is None else made.revision}")
    for path, state in made.unsettled.items():
        note(f"{state} while it was copied: {path}")


def restore(
    file: FileArgument, workspace: WorkspaceOption = None, database: DatabaseOption = "", json: JsonOption = False
) -> None:
    """Make a workspace of an empty folder (-w) from a backup; nothing is ever overwritten."""
    from ejournal.backup import restore as remake

    with progress("restore") as advance:
        made = remake(file, workspace_folder(workspace), database=database or None, progress=advance)
    if json:
        print_json(asdict(made))
    else:
        say(f"workspace  {made.folder}")
        say(f"of         {made.created}")
        say(f"database   {made.database}")
        say(f"files      {made.files}")
        say(f"revision   {'-' if made.revision is None else made.revision}")
    for name in made.changed_settings:
        note(f"changed in ejournal.toml: {name}")
