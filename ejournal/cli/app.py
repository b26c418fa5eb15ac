"""The program: its commands put together, and its errors turned into exit codes."""

import os
import sys

import typer

from ejournal.cli import (
    archive,
    backup,
    check,
    checkpoint,
    explain,
    feedback,
    frames,
    history,
    journals,
    lab,
    points,
    registry,
    revert,
    rules,
    run,
    sample,
    sheet,
    sync,
    whatif,
    workspace,
)
from ejournal.cli.options import begin
from ejournal.cli.output import note
from ejournal.errors import EjournalError

ABOUT = "Electronic class journal: teachers' spreadsheets in, one dataset, notebooks and reports out."
COMMANDS = (
    workspace.init,
    sync.sync,
    run.run,
    feedback.feedback,
    sync.cycle,
    frames.status,
    frames.marks,
    frames.lessons,
    frames.scores,
    frames.findings,
    points.results,
    points.averages,
    history.history,
    revert.revert,
    explain.explain,
    whatif.whatif,
    backup.backup,
    backup.restore,
    lab.lab,
    sample.sample,
)


def build() -> typer.Typer:
    """The whole program; each command is a thin function of its module."""
    app = typer.Typer(help=ABOUT, callback=begin, no_args_is_help=True, pretty_exceptions_enable=False)
    app.add_typer(registry.app, name="registry")
    app.add_typer(journals.app, name="journals")
    app.add_typer(archive.app, name="archive")
    app.add_typer(checkpoint.app, name="checkpoint")
    app.add_typer(check.app, name="check")
    app.add_typer(rules.app, name="rules")
    app.add_typer(points.app, name="points")
    app.add_typer(sheet.app, name="sheet")
    for command in COMMANDS:
        app.command()(command)
    return app


def main() -> None:
    """Run the command given; an expected error is printed with its place and remedy, without a traceback."""
    try:
        build()()
    except EjournalError as error:
        note(f"ejournal: {error}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Who read the output has gone (`| head`): no more of it, and no complaint at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
