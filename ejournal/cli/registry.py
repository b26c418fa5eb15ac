"""``ejournal registry``: all problems of the registry workbook at once, and its way into the dataset."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from ejournal.cli.options import AtOption, JsonOption, WorkspaceOption, command_group, moment_of, open_config
from ejournal.cli.output import note, print_json, print_table, say
from ejournal.i18n import Language, Text

if TYPE_CHECKING:
    from ejournal.registry import LoadSummary, Problem

app = command_group("The registry workbook: who studies, who teaches what, where and when.")
NONE = Text("проблем нет", "көйгөй жок", "no problems")
FOUND = Text("проблем: {count}", "көйгөйлөр: {count}", "problems: {count}")
HEADS = {
    "tab": Text("вкладка", "барак", "tab"),
    "cell": Text("ячейка", "уяча", "cell"),
    "value": Text("значение", "мааниси", "value"),
    "text": Text("что не так", "эмнеси туура эмес", "what is wrong"),
    "remedy": Text("что сделать", "эмне кылуу керек", "what to do"),
}


@app.command()
def check(workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """List all problems of the registry at once; exit 1 when there are any."""
    from ejournal.parameters import load_parameters
    from ejournal.registry import check_workbook

    config = open_config(workspace)
    _, problems = check_workbook(config, load_parameters(config.parameters))
    _print_problems(problems, config.language, json)
    if problems:
        raise typer.Exit(1)


@app.command()
def load(workspace: WorkspaceOption = None, at: AtOption = "", json: JsonOption = False) -> None:
    """Take the registry over into the dataset: all of it, or with any problem nothing."""
    from ejournal.errors import RegistryError
    from ejournal.parameters import load_parameters
    from ejournal.registry import load_workbook

    config = open_config(workspace)
    try:
        summary = load_workbook(config, load_parameters(config.parameters), at=moment_of(at, config), actor=_user())
    except RegistryError as error:
        _print_problems(error.problems, config.language, json)  # type: ignore[arg-type]
        raise
    if json:
        print_json(summary.as_dict(config.language))
        return
    _print_summary(summary)
    for remark in summary.notes:
        note(remark[config.language])


def _print_problems(problems: "Sequence[Problem]", language: Language, json: bool) -> None:
    rows = [problem.as_dict(language) for problem in problems]
    if json:
        print_json({"problems": rows})
    elif not rows:
        say(NONE[language])
    else:
        names = {name: head[language] for name, head in HEADS.items()}
        print_table([*names.values()], [{names[name]: row[name] for name in names} for row in rows])
        say(FOUND.format(language, count=len(rows)))


def _print_summary(summary: "LoadSummary") -> None:
    from ejournal.model import REGISTRY

    counters = {
        "added": summary.added,
        "changed": summary.changed,
        "retired": summary.retired,
        "kept": summary.kept_orders,
    }
    rows = [
        {"tab": tab.title} | {name: counter.get(tab.name) for name, counter in counters.items()}
        for tab in REGISTRY
        if any(tab.name in counter for counter in counters.values())
    ]
    if rows:
        print_table(("tab", *counters), rows)
    say(
        f"lessons   {summary.lessons_added} added, {summary.lessons_changed} changed, {summary.lessons_retired} retired"
    )
    say(f"revision  {summary.revision if summary.revision is not None else 'no change'}")


def _user() -> str:
    """Who loads, as the revision names them: the user of this machine."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container's user without a name
        return "administrator"
