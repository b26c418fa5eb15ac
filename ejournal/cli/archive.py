"""``ejournal archive``: what the archive holds, and whether it still is what was put there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ejournal.cli.options import JsonOption, WorkspaceOption, command_group, open_config
from ejournal.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from ejournal.archive import Entry

app = command_group("The archive of reports: versions, and proof that they are what was put there.")
KindOption = Annotated[str, typer.Option("--kind", help="Only reports of this kind, e.g. monthly.", show_default=False)]
HeadOption = Annotated[
    str,
    typer.Option(
        "--head", metavar="HASH", help="A hash written down elsewhere: some entry has it.", show_default=False
    ),
]


@app.command("list")
def list_(workspace: WorkspaceOption = None, kind: KindOption = "", json: JsonOption = False) -> None:
    """Every version of every report in the archive, in the order in which they came."""
    from ejournal.archive import list_entries

    entries = [
        entry for entry in list_entries(open_config(workspace).archive) if not kind or entry.subject.kind == kind
    ]
    if json:
        print_json([_facts(entry) for entry in entries])
        return
    names = ("number", "kind", "period", "scope", "version", "created", "revision", "files")
    print_table(names, [_facts(entry) | {"files": _kinds(entry)} for entry in entries])


@app.command()
def verify(workspace: WorkspaceOption = None, head: HeadOption = "", json: JsonOption = False) -> None:
    """Compare the archive with its manifest; exit 1 when anything was changed, removed or put in."""
    from ejournal.archive import head as last_hash
    from ejournal.archive import list_entries
    from ejournal.archive import verify as check

    archive = open_config(workspace).archive
    problems = check(archive, head)
    whole = {} if problems else {"entries": len(list_entries(archive)), "head": last_hash(archive)}
    if json:
        print_json({"problems": [vars(problem) for problem in problems], **whole})
    elif problems:
        for problem in problems:
            say(f"{problem.code:<13} {problem.where}" + (f": {problem.detail}" if problem.detail else ""))
    else:
        say(f"{whole['entries']} entries hold; the hash of the last one is {whole['head']}")
    if problems:
        raise typer.Exit(1)


def _facts(entry: "Entry") -> dict[str, Any]:
    return {
        "number": entry.number,
        "kind": entry.subject.kind,
        "period": entry.subject.period,
        "scope": entry.subject.scope,
        "version": entry.version,
        "replaces": entry.replaces,
        "created": entry.created,
        "revision": entry.source.revision,
        "language": entry.source.language,
        "today": entry.source.today,
        "files": [file.path for file in entry.files],
        "hash": entry.hash,
    }


def _kinds(entry: "Entry") -> str:
    """The endings of the entry's files."""
    endings: Sequence[str] = [file.path.rsplit(".", 1)[-1] for file in entry.files]
    return ", ".join(endings)
