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
WHOLE_GROUP = ("absent-in-a-row", "group-often-absent")
"""What is planted for these takes the last weeks of all journals of a group, and leaves no room for others."""
SMALL = {"groups": 3, "students": 13, "courses": 6}
LARGE = {"groups": 3, "students": 20, "courses": 8}
SINGLE = PLANTERS.keys() - set(WHOLE_GROUP)
BY_DECISION = {"check-not-signed"}
"""Found in every university where nobody signs checks, which is done outside the workbooks (5.3)."""


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """One university with two mistakes for every rule that something can be planted for."""
    return check(tmp_path_factory.mktemp("planted") / "workspace", dict.fromkeys(sorted(SINGLE), COUNT), **LARGE)


def test_a_clean_university_has_no_finding(tmp_path: Path) -> None:
    """Nine weeks of faultless teachers: no rule has anything to say, and not because nothing was filled in."""
    clean = check(tmp_path / "workspace", {}, **SMALL)
    assert clean.planted == ()
    found = clean.findings[~clean.findings["rule"].isin(BY_DECISION)]
    assert [message(finding, "en") for _, finding in found.iterrows()] == []
    assert completeness(clean.workspace)["complete"] > 300


@pytest.mark.parametrize("rule", sorted(SINGLE))
def test_each_planted_mistake_is_found_at_its_cell(planted: Checked, rule: str) -> None:
    """As many as were asked for, each where it was planted, none elsewhere but what other planted mistakes imply."""
    own = [one for one in planted.planted if one.because == one.kind == rule]
    assert len(own) == COUNT
    assert planted.found(rule) == planted.meant(rule)


@pytest.mark.full
@pytest.mark.parametrize("rule", WHOLE_GROUP)
def test_what_takes_a_whole_group_is_found_alone(tmp_path: Path, rule: str) -> None:
    """In a university of one group: one finding of this rule, and none of any other."""
    found = check(tmp_path / "workspace", {rule: 1}, groups=1, students=12, courses=5)
    assert found.found(rule) == found.meant(rule)
    assert set(found.findings["rule"]) - BY_DECISION == {rule}


def test_nothing_else_is_found(planted: Checked) -> None:
    """Every finding of any rule belongs to a mistake that was planted."""
    assert set(planted.findings["rule"]) - BY_DECISION <= {one.kind for one in planted.planted}


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
