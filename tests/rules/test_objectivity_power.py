"""How often honest departments are asked and planted cases found: measured, bounded, and as the docs say."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPARTMENTS = 12
LEAST_POWER = {
    "no-spread": 70,
    "one-mark-lesson": 65,
    "one-mark-students": 70,
    "marks-bunched": 90,
    "far-from-other-courses": 50,
    "far-from-exam": 80,
    "far-from-department": 45,
    "copied-column": 40,
    "attendance-never-varies": 80,
}


def simulate(*options: str) -> str:
    """What the tool prints; warnings are errors there, too."""
    command = [sys.executable, "-W", "error", ROOT / "tools/objectivity_simulation.py", *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, float]]:
    """The rates of a dozen honest and a dozen planted departments."""
    made: dict[str, dict[str, float]] = json.loads(simulate("--departments", str(DEPARTMENTS), "--json"))["rules"]
    return made


@pytest.mark.parametrize("rule", LEAST_POWER)
def test_planted_cases_are_found(measured: dict[str, dict[str, float]], rule: str) -> None:
    """At least so many of a hundred, about twenty below what 200 departments show."""
    assert measured[rule]["power"] >= LEAST_POWER[rule]


@pytest.mark.parametrize("rule", LEAST_POWER)
def test_honest_departments_are_rarely_asked(measured: dict[str, dict[str, float]], rule: str) -> None:
    """At most one of the dozen, and fewer than 2 of 1,000 journals; beside planted ones at most 8."""
    assert measured[rule]["asked"] <= 100 / DEPARTMENTS
    assert measured[rule]["per_1000"] <= 2
    assert measured[rule]["elsewhere"] <= 8


def test_every_objectivity_rule_is_measured(measured: dict[str, dict[str, float]]) -> None:
    """None is in the catalogue without its rates."""
    from ejournal.rules import CATALOGUE

    asked = {id for id, rule in CATALOGUE.items() if any(each.name == "private_days" for each in rule.parameters)}
    assert set(measured) == asked == set(LEAST_POWER)


@pytest.mark.full
def test_the_docs_show_what_is_measured() -> None:
    """The table of 200 departments of each kind, digit by digit."""
    assert simulate() in (ROOT / "docs/objectivity.md").read_text(encoding="utf-8")
