"""Writes the docs that the program itself knows best: columns, registry, rules, clauses and commands."""

import inspect
import sys
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_type_hints

from kept import ROOT, run
from typer.models import ArgumentInfo, CommandInfo, OptionInfo

DOCS = ROOT / "docs"
HEAD = "<!-- Made by tools/generated_docs.py from {source}: change it there, then run `make templates`. -->\n\n"


def table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table; what would end a cell is escaped."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def columns() -> str:
    """Every frame of the dataset: grain, columns, types, units."""
    from ejournal.columns import FRAMES

    parts = [
        HEAD.format(source="ejournal/columns.py"),
        "# The dataset's frames\n\n",
        "What `Dataset` returns: one pandas frame a method, with exactly these columns, in this order. Dates are\n"
        "local dates of the university, instants are UTC. A column named `*_id` holds the store's key, the one\n"
        "without `_id` the public id or code that people see.\n",
    ]
    for frame in FRAMES.values():
        rows = [(f"`{item.name}`", f"`{item.dtype}`", item.unit, item.doc) for item in frame.columns]
        parts.append(f"\n## {frame.name}\n\nGrain: {frame.grain}.\n\n")
        parts.append(table(("column", "type", "unit", "what it says"), rows))
    return "".join(parts)


def registry() -> str:
    """Every tab of the registry workbook and its columns."""
    from ejournal.model import REGISTRY, TABS

    parts = [
        HEAD.format(source="ejournal/model.py"),
        "# The registry workbook\n\n",
        "One tab per kind of thing. A column that refers to another tab takes that tab's first column (its key).\n"
        "Rows of orders and changes are events: one that is deleted here stays in the dataset.\n",
    ]
    for tab in REGISTRY:
        key = ", ".join(tab.field(name).title for name in tab.key)
        parts.append(f"\n## {tab.title}\n\n`{tab.name}`, {'events' if tab.event else 'one row each'}; key: {key}.\n\n")
        rows = [
            (
                item.title,
                f"`{item.name}`",
                item.type,
                "yes" if item.required else "",
                f"tab {TABS[item.refers].title}" if item.refers else ", ".join(word for word, _ in item.choices),
            )
            for item in tab.fields
        ]
        parts.append(table(("column", "name", "type", "required", "values"), rows))
    return "".join(parts)


def rules() -> str:
    """The catalogue of rules with what they say in the three languages, and their parameters."""
    from ejournal.rules import CATALOGUE

    parts = [
        HEAD.format(source="ejournal/rules/"),
        "# The rules\n\n",
        f"What the validation looks for, in {len(CATALOGUE)} rules. Clauses are those of the regulation on the\n"
        "electronic journal ([clauses.md](clauses.md)). A rule is switched off, made graver or milder, or given other\n"
        "values of its parameters in `parameters/rules.yaml`; `ejournal rules show ID` tells the values in force.\n"
        "Names in braces are filled in by each finding.\n\n",
        table(
            ("rule", "clauses", "severity", "who acts"),
            [(f"[{r.id}](#{r.id})", ", ".join(r.clauses), r.severity, r.audience) for r in CATALOGUE.values()],
        ),
    ]
    parts += [_rule(rule) for rule in CATALOGUE.values()]
    return "".join(parts)


def _rule(rule: Any) -> str:
    """One rule: what it looks for, facts, texts, parameters."""
    from ejournal.i18n import LANGUAGES

    facts = (", ".join(rule.clauses), rule.severity, rule.audience)
    words = [(language, rule.message[language], rule.remedy[language]) for language in LANGUAGES]
    text = f"\n## {rule.id}\n\n{_paragraphs(inspect.getdoc(rule.function))}\n\n"
    text += table(("clauses", "severity", "who acts"), [facts]) + "\n" + table(("language", "message", "remedy"), words)
    taken = [
        (f"`{each.name}`", f"{each.default}", each.range, *(each.doc[language] for language in LANGUAGES))
        for each in rule.parameters
    ]
    return text + ("\n" + table(("parameter", "default", "takes", *LANGUAGES), taken) if taken else "")


def clauses() -> str:
    """The clause matrix: what carries each clause out."""
    from clause_matrix import matrix

    parts = [
        HEAD.format(source="ejournal/clauses.py, the rules, the notebooks' parameters and the tests"),
        "# The regulation, clause by clause\n\n",
        "What carries each clause out that concerns the system: rules that find where it is broken, commands,\n"
        "reports, the tests that hold the program to it, and what the university does itself.\n\n",
        table(("clause", "what it asks", "rules", "commands", "reports", "tests", "beside"), matrix()),
    ]
    return "".join(parts)


def commands() -> str:
    """Every command with its arguments and options."""
    from ejournal.cli.app import build

    parts = [
        HEAD.format(source="ejournal/cli/"),
        "# The commands\n\n",
        "`-w DIR` (`--workspace`) names the workspace, before or after any command; without it the current folder is\n"
        "meant. Results go to standard output, notes and progress to standard error. Exit codes:\n"
        "[operations.md](operations.md#exit-codes).\n",
    ]
    program = build()
    parts += [_command("##", f"ejournal {_name(each)}", each) for each in program.registered_commands]
    for group in program.registered_groups:
        parts.append(f"\n## ejournal {group.name}\n\n{_paragraphs(group.typer_instance.info.help)}\n")
        inner = group.typer_instance.registered_commands
        parts += [_command("###", f"ejournal {group.name} {_name(each)}", each) for each in inner]
    return "".join(parts)


def _name(command: CommandInfo) -> str:
    return command.name or command.callback.__name__.replace("_", "-")


def _command(level: str, path: str, command: CommandInfo) -> str:
    """One command: what it does, how it is written, its arguments and options as its function declares them."""
    declared = get_type_hints(command.callback, include_extras=True)
    defaults = inspect.signature(command.callback).parameters
    usage, rows = [path], []
    for name, hint in declared.items():
        for info in getattr(hint, "__metadata__", ()):
            needed = defaults[name].default is inspect.Parameter.empty
            word = f"`{_argument(name, info, needed)}`" if isinstance(info, ArgumentInfo) else ""
            usage += [word.strip("`")] if word else []
            word = word or f"`{_option(name, info, get_args(hint)[0])}`"
            rows.append((word, f"{info.help or ''}{_default(defaults[name].default)}"))
    rows.sort(key=lambda row: row[0].startswith("`-"))
    usage += ["[OPTIONS]"] if any(row[0].startswith("`-") for row in rows) else []
    text = f"\n{level} {path}\n\n{_paragraphs(command.help or command.callback.__doc__)}\n\n"
    text += f"```\n{' '.join(usage)}\n```\n"
    return text + ("\n" + table(("argument or option", "what it does"), rows) if rows else "")


def _default(value: Any) -> str:
    plain = getattr(value, "value", value)
    return "" if plain in (None, "", False, True, inspect.Parameter.empty) else f" Default: {plain}."


def _argument(name: str, info: ArgumentInfo, needed: bool) -> str:
    shown = (info.metavar or name.upper()).strip("[]")
    return shown if needed else f"[{shown}]"


def _option(name: str, info: OptionInfo, kind: Any) -> str:
    first = (info.default,) if isinstance(info.default, str) else ()  # where Typer keeps an annotation's first name
    names = ", ".join((*first, *(info.param_decls or ()))) or f"--{name.replace('_', '-')}"
    if kind is bool:
        return names
    words = "|".join(member.value for member in kind) if isinstance(kind, type) and issubclass(kind, Enum) else ""
    plain = next((each.__name__ for each in (*get_args(kind), kind) if isinstance(each, type)), "text")
    return f"{names} {info.metavar or words or {'str': 'TEXT', 'Path': 'DIR', 'int': 'N'}.get(plain, plain.upper())}"


def _paragraphs(text: str | None) -> str:
    return "\n\n".join(" ".join(part.split()) for part in (text or "").split("\n\n")).strip()


def made() -> dict[Path, bytes]:
    """Path -> bytes of each generated page."""
    pages = {
        "columns.md": columns,
        "registry.md": registry,
        "rules.md": rules,
        "cli.md": commands,
        "clauses.md": clauses,
    }
    return {DOCS / name: page().encode() for name, page in pages.items()}


if __name__ == "__main__":
    sys.exit(run(made, "Writes docs/columns.md, registry.md, rules.md, clauses.md and cli.md."))
