"""A rule's own parameters: typed, within their range, told in three languages, and obeyed."""

from dataclasses import replace
from datetime import date

import pytest
from planted import lesson_frame
from world import inputs

from ejournal.errors import ParameterError
from ejournal.i18n import LANGUAGES
from ejournal.parameters import Parameters, Rules, RuleSwitch
from ejournal.rules import CATALOGUE, Inputs, run
from ejournal.rules.declaration import Parameter

OF_RULES = [(rule.id, each) for rule in CATALOGUE.values() for each in rule.parameters]
LATE = lesson_frame(completed_after="2026-09-15T03:00Z", completed_before="2026-09-15T04:00Z")


def _with(parameters: Parameters, rule: str, **values: object) -> Parameters:
    switch = RuleSwitch.model_validate(values)
    return parameters.model_copy(update={"rules": Rules(switches={rule: switch})})


@pytest.mark.parametrize(("rule", "parameter"), OF_RULES, ids=lambda value: getattr(value, "name", value))
def test_a_parameter_is_well_declared(rule: str, parameter: Parameter) -> None:
    """The default lies in the range, the texts are whole, and no name is one of the switch's own."""
    assert parameter.accepts(parameter.default)
    assert parameter.name not in (*RuleSwitch.model_fields, "parameters")
    assert len({parameter.doc[language] for language in LANGUAGES}) == 3


def test_grace_days_are_given(clean: Inputs, parameters: Parameters) -> None:
    """A lesson filled in the day after is late without grace and not with a day of it (4.3)."""
    late = replace(clean, lessons=LATE)
    assert len(run(late, date(2026, 9, 20), parameters, ["lesson-late"])) == 1
    assert run(late, date(2026, 9, 20), _with(parameters, "lesson-late", grace_days=1), ["lesson-late"]).empty


def test_a_whole_number_serves_where_decimals_may_stand(parameters: Parameters) -> None:
    """``tolerance: 100`` is taken for a number of hours, and obeyed (2.10)."""
    world = inputs(hours=[{"hours": 90}])
    assert len(run(world, date(2026, 9, 20), parameters, ["hours-short"])) == 1
    assert run(world, date(2026, 9, 20), _with(parameters, "hours-short", tolerance=100), ["hours-short"]).empty


@pytest.mark.parametrize(
    ("values", "found"),
    [({"grace_day": 1}, "grace_days"), ({"grace_days": "1"}, "int"), ({"grace_days": -1}, r"0\.\.14")],
)
def test_what_the_rule_does_not_take_is_refused(parameters: Parameters, values: dict[str, object], found: str) -> None:
    """An unknown name, another type, a value out of range: each stops the run and says what is meant."""
    with pytest.raises(ParameterError, match=found):
        run(inputs(), date(2026, 9, 20), _with(parameters, "lesson-late", **values))


@pytest.mark.parametrize("rule", ["checkpoint-not-posted", "final-control-missing"])
def test_control_that_nobody_has_is_missing_unless_kept_elsewhere(parameters: Parameters, rule: str) -> None:
    """Where a whole group lacks a control it is found, but for a university that says it keeps it elsewhere (5.2)."""
    over = date(2027, 2, 1)
    assert rule in run(inputs(), over, parameters, [rule])["rule"].tolist()
    assert run(inputs(), over, _with(parameters, rule, alone=False), [rule]).empty


@pytest.mark.parametrize("rule", ["checkpoint-not-posted", "final-control-missing", "hours-short"])
def test_a_semester_long_over_is_left_alone(parameters: Parameters, rule: str) -> None:
    """What was not done two years ago can no longer be mended, so nobody is told."""
    world = inputs(hours=[{"hours": 90}])
    assert not run(world, date(2027, 2, 1), parameters, [rule]).empty
    assert run(world, date(2029, 2, 1), parameters, [rule]).empty
