"""``ejournal run``: one notebook, or one for each group, as executed notebook, HTML and PDF."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ejournal.cli.options import DateOption, JsonOption, WorkspaceOption, day_of, open_config, workspace_folder
from ejournal.cli.output import note, print_json, progress, say
from ejournal.config import Config
from ejournal.errors import EjournalError, ParameterError

if TYPE_CHECKING:
    from ejournal.archive import Entry
    from ejournal.reports.catalogue import NotebookSpec
    from ejournal.reports.context import Context
    from ejournal.reports.fanout import EachResult
    from ejournal.reports.runner import RunResult

NameArgument = Annotated[str, typer.Argument(help="Name of the notebook, as --list shows it.", show_default=False)]
ParameterOption = Annotated[
    list[str] | None,
    typer.Option("--parameter", "-p", metavar="KEY=VALUE", help="A parameter of the notebook.", show_default=False),
]
EachOption = Annotated[
    str, typer.Option("--each", metavar="KEY", help="Once for each value of this parameter.", show_default=False)
]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Where to put the files (default: reports/).", show_default=False),
]
LanguageOption = Annotated[
    str, typer.Option("--language", help="Language of the report: ru, ky or en.", show_default=False)
]
ArchiveOption = Annotated[bool, typer.Option("--archive/--no-archive", help="Put the result into the archive.")]
ListOption = Annotated[bool, typer.Option("--list", help="Show the notebooks and their parameters.")]


def run(
    name: NameArgument = "",
    parameter: ParameterOption = None,
    each: EachOption = "",
    workspace: WorkspaceOption = None,
    out: OutOption = None,
    today: DateOption = "",
    language: LanguageOption = "",
    archive: ArchiveOption = True,
    list_: ListOption = False,
    json: JsonOption = False,
) -> None:
    """Run a notebook with parameters: executed notebook, HTML and PDF, kept as a version in the archive."""
    if list_:
        _list(workspace, language, json)
        return
    if not name:
        raise ParameterError("no notebook is named", remedy="Name one; `ejournal run --list` shows them")
    from ejournal.reports.context import open_context

    config = open_config(workspace)
    given = _given(parameter or [], language)
    context = open_context(config.workspace, day_of(today, config) if today else None)
    done = _run(name, config, given, each, out or config.workspace / "reports", context)
    entries = _archived(done, config) if archive else {}
    facts = [_facts(value, result, entries.get(value)) for value, result in done.results.items()]
    if json:
        print_json({"reports": facts, "failures": {value: str(error) for value, error in done.failures.items()}})
    else:
        _say(facts)
    for value, error in done.failures.items():
        note(f"{name} {value}: {error}")
    if done.failures:
        raise typer.Exit(1)


def _given(pairs: Sequence[str], language: str) -> dict[str, str]:
    """The parameters given; ParameterError for one that is no ``key=value`` or stands twice."""
    given: dict[str, str] = {}
    for pair in [*pairs, *([f"language={language}"] if language else [])]:
        key, sign, value = pair.partition("=")
        if not sign or not key.strip():
            raise ParameterError("not a parameter", where="-p", value=pair, remedy="Write it so: -p group=ИТ-1-26")
        if key.strip() in given:
            raise ParameterError("given twice", where="-p", value=key.strip(), remedy="Give it once")
        given[key.strip()] = value.strip()
    return given


def _run(name: str, config: Config, given: Mapping[str, str], each: str, out: Path, context: "Context") -> "EachResult":
    from ejournal.reports.fanout import EachResult, run_each, values_of
    from ejournal.reports.runner import run_notebook

    if not each:
        result = run_notebook(name, config.workspace, given, out=out, context=context)
        return EachResult({result.scope: result})
    values = values_of(name, each, context)
    with progress(name) as advance:

        def told(done: int, total: int, value: str, failure: EjournalError | None) -> None:
            advance(done, total, f"{value}: failed" if failure else value)

        ran = run_each(name, config.workspace, given, each, values, told, out=out, context=context)
    ordered = {value: ran.results[value] for value in values if value in ran.results}
    return EachResult(ordered, {value: ran.failures[value] for value in values if value in ran.failures})


def _archived(done: "EachResult", config: Config) -> dict[str, "Entry"]:
    """Each result as a version of its report; what was made as of an earlier state is none."""
    from ejournal.reports.publish import archive_result

    current = {value: result for value, result in done.results.items() if not result.parameters.get("as_of")}
    if len(current) < len(done.results):
        note("made as of an earlier state: not put into the archive")
    return {value: archive_result(result, config.archive, datetime.now(UTC)) for value, result in current.items()}


def _facts(value: str, result: "RunResult", entry: "Entry | None") -> dict[str, Any]:
    return {
        "value": value,
        "notebook": result.name,
        "period": result.period,
        "scope": result.scope,
        "revision": result.origin.revision,
        "files": {kind: str(path) for kind, path in result.files.items()},
        "archive": None
        if entry is None
        else {"number": entry.number, "version": entry.version, "folder": entry.folder},
        "seconds": round(result.seconds, 1),
    }


def _say(facts: Sequence[Mapping[str, Any]]) -> None:
    for fact in facts:
        say(f"{fact['notebook']} {fact['scope']} {fact['period']}")
        for kind, path in fact["files"].items():
            say(f"  {kind:<8} {path}")
        if fact["archive"]:
            say(f"  archive  {fact['archive']['folder']} (entry {fact['archive']['number']})")


def _list(workspace: Path | None, language: str, json: bool) -> None:
    from ejournal.reports.catalogue import load_catalogue

    folder = workspace_folder(workspace)
    if not language and (folder / "ejournal.toml").is_file():
        language = open_config(workspace).language
    catalogue = load_catalogue(folder / "parameters")
    if json:
        print_json([_described(spec, language) for spec in catalogue.values()])
        return
    for spec in catalogue.values():
        say(f"{spec.name}: {spec.title.text[language]} ({spec.clause})")
        for fact in _described(spec, language)["parameters"]:
            say(f"  {fact['name']:<12} {fact['type']:<9} {fact['value']:<22} {fact['doc']}".rstrip())


def _described(spec: "NotebookSpec", language: str) -> dict[str, Any]:
    parameters = [
        {
            "name": name,
            "type": "|".join(map(str, about.choices)) or about.type,
            "value": _value_words(about.required, about.source, about.default),
            "doc": about.doc.text[language],
        }
        for name, about in spec.parameters.items()
    ]
    return {"name": spec.name, "title": spec.title.text[language], "clause": spec.clause, "parameters": parameters}


def _value_words(required: bool, source: str | None, default: object) -> str:
    if required:
        return "required"
    if source:
        return f"default: {'current' if source == 'semester' else source}"
    return f"default: {default}" if default not in (None, "") else "optional"
