"""``ejournal rules``: what the validation looks for, with the values in force."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ejournal.cli.options import JsonOption, WorkspaceOption, command_group, workspace_folder
from ejournal.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from ejournal.i18n import Text
    from ejournal.parameters import RuleSwitch
    from ejournal.rules import Rule

app = command_group("The catalogue of rules: the regulation made executable.")
LanguageOption = Annotated[str, typer.Option("--language", help="ru, ky or en.", show_default=False)]
RuleArgument = Annotated[str, typer.Argument(metavar="ID", help="Id of the rule, as `rules list` names it.")]
HEADS = ("rule", "clauses", "severity", "who acts", "on")


@app.command("list")
def list_rules(workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Every rule with its clauses, its severity in force, and who must act."""
    from ejournal.rules import CATALOGUE

    switches, _ = _settings(workspace, "")
    rows = [_facts(rule, switches) for rule in CATALOGUE.values()]
    if json:
        print_json(rows)
        return
    shown = [
        (r["id"], ", ".join(r["clauses"]), r["severity"], r["audience"], "+" if r["enabled"] else "-") for r in rows
    ]
    print_table(HEADS, [dict(zip(HEADS, row, strict=True)) for row in shown])


@app.command("show")
def show_rule(
    rule: RuleArgument, workspace: WorkspaceOption = None, json: JsonOption = False, language: LanguageOption = ""
) -> None:
    """One rule: what it looks for, what it says, and its parameters with the values in force."""
    from ejournal.rules import CATALOGUE
    from ejournal.rules.settings import check_known

    check_known([rule], "ID")
    declared = CATALOGUE[rule]
    switches, words = _settings(workspace, language)
    facts = _facts(declared, switches) | {"looks_for": " ".join((declared.function.__doc__ or "").split())}
    if json:
        texts = {part: _texts(getattr(declared, part)) for part in ("message", "remedy")}
        print_json(facts | texts)
        return
    clauses = ", ".join(facts["clauses"])
    say(
        f"{declared.id}  [{clauses}]  {facts['severity']}  -> {facts['audience']}"
        f"{'' if facts['enabled'] else '  (off)'}"
    )
    say(facts["looks_for"])
    say(f"\n{declared.message[words]}\n{declared.remedy[words]}")
    for each in facts["parameters"]:
        set_here = "" if each["value"] == each["default"] else f"  (default {each['default']})"
        say(f"\n{each['name']} = {each['value']}{set_here}  [{each['takes']}]\n    {each['doc'][words]}")


def _settings(workspace: Any, language: str) -> tuple[dict[str, "RuleSwitch"], str]:
    """The workspace's switches and language; outside a workspace those shipped, and Russian."""
    from ejournal.config import load_config
    from ejournal.errors import ParameterError
    from ejournal.i18n import LANGUAGES
    from ejournal.parameters import load_parameters, share_folder
    from ejournal.rules.settings import check_switches

    if language and language not in LANGUAGES:
        raise ParameterError("no such language", where="--language", value=language, remedy="It takes ru, ky or en")
    folder, words = share_folder("parameters"), "ru"
    if workspace is not None or (workspace_folder(workspace) / "ejournal.toml").exists():
        config = load_config(workspace_folder(workspace))
        folder, words = config.parameters, config.language
    switches = load_parameters(folder).rules.switches
    check_switches(switches)
    return switches, language or words


def _texts(text: "Text") -> dict[str, str]:
    return {"ru": text.ru, "ky": text.ky, "en": text.en}


def _facts(rule: "Rule", switches: dict[str, "RuleSwitch"]) -> dict[str, Any]:
    """The declaration with what the switches make of it, plain enough for JSON."""
    from ejournal.parameters import RuleSwitch
    from ejournal.rules.settings import in_force

    switch = switches.get(rule.id, RuleSwitch())
    values = in_force(rule, switch)
    return {
        "id": rule.id,
        "clauses": list(rule.clauses),
        "severity": switch.severity or rule.severity,
        "audience": rule.audience,
        "scope": rule.scope,
        "enabled": switch.enabled,
        "parameters": [
            {
                "name": each.name,
                "value": values[each.name],
                "default": each.default,
                "takes": each.range,
                "doc": _texts(each.doc),
            }
            for each in rule.parameters
        ],
    }
