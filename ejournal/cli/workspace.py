"""``ejournal init``: a new workspace."""

from pathlib import Path
from typing import Annotated

import typer

from ejournal.cli.output import say


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make a workspace of.")],
    institution: Annotated[str, typer.Option("--institution", help="Name that reports carry.")] = "",
    language: Annotated[
        str, typer.Option("--language", help="Language of workbooks and reports: ru, ky or en.")
    ] = "ru",
) -> None:
    """Make a workspace: settings, parameters, and the registry workbook to fill in."""
    from ejournal.errors import ParameterError
    from ejournal.i18n import LANGUAGES
    from ejournal.workspace import INSTITUTION
    from ejournal.workspace import init as make

    chosen = next((code for code in LANGUAGES if code == language), None)
    if chosen is None:
        raise ParameterError("no such language", where="--language", value=language, remedy="Use ru, ky or en")
    config = make(folder, institution=institution or INSTITUTION, language=chosen)
    say(f"settings    {config.workspace / 'ejournal.toml'}")
    say(f"parameters  {config.parameters}")
    say(f"registry    {config.registry}")
    say(f"Fill in the registry, then: ejournal registry check -w {folder}")
