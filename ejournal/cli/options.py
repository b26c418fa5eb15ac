"""Options that commands share. ``-w`` may stand before and after every command; the nearest to its end wins."""

from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ejournal.config import Config, load_config
from ejournal.errors import ParameterError

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", help="The workspace's folder (default: the current one).", show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document to standard output.")]
DateOption = Annotated[
    str,
    typer.Option("--date", "--today", metavar="YYYY-MM-DD", help="The day that counts as today.", show_default=False),
]
AtOption = Annotated[
    str,
    typer.Option(
        "--at", metavar="MOMENT", help="The moment that counts as now, local: 2026-10-31T18:00.", show_default=False
    ),
]


class Format(StrEnum):
    """How a frame is printed."""

    csv = "csv"
    json = "json"
    table = "table"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print it.")]
_before: ContextVar[Path | None] = ContextVar("workspace", default=None)


def begin(workspace: WorkspaceOption = None) -> None:
    """The program's callback: remembers a workspace given before the command."""
    _before.set(workspace)


def begin_group(workspace: WorkspaceOption = None) -> None:
    """A group's callback: a workspace given before its command goes before the program's."""
    if workspace is not None:
        _before.set(workspace)


def workspace_folder(workspace: Path | None) -> Path:
    """The folder given with the command, before it, or the current one."""
    return workspace or _before.get() or Path()


def open_config(workspace: Path | None) -> Config:
    """The settings of the workspace given with or before the command. Raises ConfigError."""
    return load_config(workspace_folder(workspace))


def command_group(text: str) -> typer.Typer:
    """A group of commands that takes ``-w`` before its commands, too."""
    return typer.Typer(help=text, callback=begin_group, no_args_is_help=True)


def day_of(text: str, config: Config) -> date:
    """The day given, else the local date now. Raises ParameterError."""
    if not text:
        return datetime.now(config.zone).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ParameterError("not a date", where="--date", value=text, remedy="Write it so: 2026-10-31") from None


def moment_of(text: str, config: Config) -> datetime:
    """The moment given, local unless it names a zone, else now; UTC. Raises ParameterError."""
    if not text:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ParameterError("not a moment", where="--at", value=text, remedy="Write it so: 2026-10-31T18:00") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=config.zone)).astimezone(UTC)


def moment_on(day: date, config: Config) -> datetime:
    """Now where the day is today, else the last second of that local day; UTC."""
    now = datetime.now(config.zone)
    if day == now.date():
        return now.astimezone(UTC)
    return datetime.combine(day, time(23, 59, 59), config.zone).astimezone(UTC)
