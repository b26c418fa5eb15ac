"""The values that rules are applied with: as declared, unless parameters/rules.yaml sets them."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from ejournal.errors import ParameterError
from ejournal.parameters import RuleSwitch
from ejournal.rules.declaration import CATALOGUE, Parameter, Rule, Value

FILE = "parameters/rules.yaml: switches"


def in_force(rule: Rule, switch: RuleSwitch) -> dict[str, Value]:
    """Name -> value of each of the rule's parameters: the switch's, else the declared default."""
    return {each.name: switch.parameters.get(each.name, each.default) for each in rule.parameters}


def check_known(ids: Iterable[str], where: str) -> None:
    """Raise ParameterError for the first id that names no rule, with the nearest one there is."""
    for id in ids:
        if id not in CATALOGUE:
            remedy = _nearest(id, CATALOGUE) or f"Rules are: {', '.join(CATALOGUE)}"
            raise ParameterError("no such rule", where=where, value=id, remedy=remedy)


def check_switches(switches: Mapping[str, RuleSwitch]) -> None:
    """Raise ParameterError for a switch of no rule, and for a value that its rule does not take."""
    check_known(switches, FILE)
    for id, switch in switches.items():
        declared = {each.name: each for each in CATALOGUE[id].parameters}
        for name, value in switch.parameters.items():
            _check_value(f"{FILE}.{id}.{name}", declared, name, value)


def _check_value(where: str, declared: Mapping[str, Parameter], name: str, value: object) -> None:
    if name not in declared:
        known = [*declared, *RuleSwitch.model_fields]
        remedy = _nearest(name, known) or f"It takes: {', '.join(known)}"
        raise ParameterError("the rule takes no such parameter", where=where, value=name, remedy=remedy)
    if not declared[name].accepts(value):
        remedy = f"It takes {declared[name].range}; the default is {declared[name].default}"
        raise ParameterError("the rule's parameter cannot have this value", where=where, value=value, remedy=remedy)


def _nearest(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"Did you mean {close[0]}?" if close else ""
