"""Each clause of the regulation is carried out by something that exists, or says why not."""

import re
import sys
from pathlib import Path

import pytest

from ejournal.clauses import CLAUSES, Clause
from ejournal.cli.app import build

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def matrix() -> dict[str, tuple[str, ...]]:
    """Clause -> its row of the matrix."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        from clause_matrix import matrix
    finally:
        sys.path.pop(0)
    return {row[0]: row for row in matrix()}


def commands() -> set[str]:
    """Every command, those of groups with the group's name."""
    program = build()
    found = {command.name or command.callback.__name__.replace("_", "-") for command in program.registered_commands}
    for group in program.registered_groups:
        inner = group.typer_instance.registered_commands
        found |= {f"{group.name} {each.name or each.callback.__name__.replace('_', '-')}" for each in inner}
    return found


@pytest.mark.parametrize("clause", CLAUSES.values(), ids=lambda clause: clause.number)
def test_a_clause_is_carried_out(clause: Clause, matrix: dict[str, tuple[str, ...]]) -> None:
    """A rule, a command, a report, the university itself, or a plain word that it is not carried out yet."""
    _, asks, rules, done, reports, _, beside = matrix[clause.number]
    assert asks
    assert rules or done or reports or beside


@pytest.mark.parametrize("clause", CLAUSES.values(), ids=lambda clause: clause.number)
def test_its_commands_exist(clause: Clause) -> None:
    """No clause leans on a command that the program does not have."""
    assert set(clause.commands) <= commands()


def test_no_rule_or_report_cites_a_clause_that_is_not_listed(matrix: dict[str, tuple[str, ...]]) -> None:
    """A clause that a rule or a notebook carries out stands in the list."""
    from clause_matrix import by_reports, by_rules

    assert {*by_rules(), *by_reports()} <= set(CLAUSES)


def test_the_order_is_the_regulations() -> None:
    """Clauses are unique and in order."""
    numbers = [tuple(map(int, number.split("."))) for number in CLAUSES]
    assert numbers == sorted(set(numbers))


def test_tests_are_found_by_their_docstrings(matrix: dict[str, tuple[str, ...]]) -> None:
    """The scan sees this file, by its docstring, as a test of objectivity (2.6) and does not take 1.25 for a clause."""
    assert "ground/test_clauses.py" in matrix["2.6"][5]
    assert not [number for number in matrix if re.fullmatch(r"\d\.\d{3,}", number)]
