"""Each rule about the regulation's wider clauses finds its planted case at its cell, and nothing beside it."""

import json
from collections.abc import Callable

import pandas as pd
import planted_people
import planted_timetable
import pytest
from world import Case, inputs

from ejournal import columns
from ejournal.parameters import Parameters
from ejournal.rules import CATALOGUE, message, remedy, run

CASES = (*planted_timetable.CASES, *planted_people.CASES)
Find = Callable[..., pd.DataFrame]


@pytest.fixture
def find(parameters: Parameters) -> Find:
    """The findings of a case's rule in a world."""

    def apply(case: Case, **frames: object) -> pd.DataFrame:
        return run(inputs(**frames), case.today, parameters, [case.rule])  # type: ignore[arg-type]

    return apply


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_planted(find: Find, case: Case) -> None:
    """The defect is found at its cell, in words that name it, with every placeholder filled."""
    findings = find(case, **case.plant)
    assert len(findings) == case.count
    row = findings.iloc[0]
    assert (None if pd.isna(row["cell"]) else row["cell"]) == case.cell
    assert case.words in message(row, "ru")
    assert set(json.loads(row["arguments"])) == set(CATALOGUE[case.rule].placeholders)
    said = [text(row, language) for language in ("ru", "ky", "en") for text in (message, remedy)]
    assert not [each for each in said if not each or "None" in each or "<NA>" in each or "{" in each]
    assert {name: str(dtype) for name, dtype in findings.dtypes.items()} == columns.FOUND.dtypes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_sound(find: Find, case: Case) -> None:
    """The same world without the defect has no finding of the rule."""
    assert find(case, **case.sound).empty


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_whom_it_concerns(find: Find, case: Case) -> None:
    """A finding names a journal or a student, so that it reaches somebody and can be looked for again."""
    findings = find(case, **case.plant)
    assert (findings["journal_id"].notna() | findings["student_id"].notna()).all()


def test_the_clean_world_has_no_findings(parameters: Parameters) -> None:
    """No rule of the whole catalogue speaks where nothing is wrong."""
    assert run(inputs(), CASES[0].today, parameters)["rule"].tolist() == []


def test_missing_evidence_is_no_finding(parameters: Parameters) -> None:
    """Where every optional frame is empty, only rules that need none of them can speak."""
    empty = inputs(**dict.fromkeys(inputs().__dataclass_fields__, ()))
    assert run(empty, CASES[0].today, parameters).empty
