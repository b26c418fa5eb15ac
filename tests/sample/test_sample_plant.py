"""Planted mistakes: each is found by its rule at its cell, and nothing of that rule elsewhere; a clean run has none."""

from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from planted_university import UNTIL, Checked, check, completeness

from ejournal.errors import ParameterError
from ejournal.rules import message
from ejournal.sample import university
from ejournal.sample.journals import journals_of
from ejournal.sample.planters import PLANTERS, clean_edits

COUNT = 2


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """One university with two mistakes for every rule that something can be planted for."""
    return check(tmp_path_factory.mktemp("planted") / "workspace", dict.fromkeys(PLANTERS, COUNT))


def test_a_clean_university_has_no_finding(tmp_path: Path) -> None:
    """Nine weeks of faultless teachers: no rule has anything to say, and not because nothing was filled in."""
    clean = check(tmp_path / "workspace", {})
    assert clean.planted == ()
    assert [message(finding, "en") for _, finding in clean.findings.iterrows()] == []
    assert completeness(clean.workspace)["complete"] > 300


@pytest.mark.parametrize("rule", sorted(PLANTERS))
def test_each_planted_mistake_is_found_at_its_cell(planted: Checked, rule: str) -> None:
    """As many as were asked for, each where it was planted, none elsewhere but what other planted mistakes imply."""
    own = [one for one in planted.planted if one.because == one.kind == rule]
    assert len(own) == COUNT
    assert planted.found(rule) == planted.meant(rule)


def test_nothing_else_is_found(planted: Checked) -> None:
    """Every finding of any rule belongs to a mistake that was planted."""
    assert set(planted.findings["rule"]) <= {one.kind for one in planted.planted}


def test_what_is_implied_names_its_cause(planted: Checked) -> None:
    """A column that does not agree is due as well: noted under the mistake that makes it so."""
    implied = Counter((one.because, one.kind) for one in planted.planted if one.because != one.kind)
    assert implied["control-number-disagrees", "lesson-due"] == COUNT


def test_places_are_in_the_workbooks(planted: Checked) -> None:
    """The tab of every planted mistake is in its workbook, whose file opens unless that is the mistake."""
    for one in planted.planted:
        path = planted.workspace / "journals" / one.path
        if one.kind != "workbook-unreadable" and one.tab:
            assert one.tab in openpyxl.load_workbook(path, read_only=True).sheetnames


def test_more_than_there_is_room_for_is_refused() -> None:
    """The error names the rule and says what to change."""
    journals = journals_of(university(1, 6, 3, 2, UNTIL))
    homes = {journal.code: number for number, journal in enumerate(journals)}
    with pytest.raises(ParameterError, match="no place left") as caught:
        clean_edits(journals, 2, UNTIL, UNTIL, {"unknown-mark": 100_000}, homes)
    assert "unknown-mark" in str(caught.value.where)
