"""Planted mistakes: each is found by its rule at its cell, and nothing of that rule elsewhere; a clean run has none."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest
from planted_university import UNTIL, Checked, check, completeness

from ejournal.errors import ParameterError
from ejournal.rules import CATALOGUE, message
from ejournal.sample import check_plants, university
from ejournal.sample.journals import journals_of
from ejournal.sample.planters import PLANTERS, clean_edits
from ejournal.sample.planting_orders import ORDERS
from ejournal.sample.planting_refused import REFUSED

COUNT = 2
WHOLE_GROUP = ("absent-in-a-row", "group-often-absent")
"""What is planted for these takes the last weeks of all journals of a group, and leaves no room for others."""
OBJECTIVITY = (
    "attendance-never-varies",
    "copied-column",
    "marks-bunched",
    "no-spread",
    "one-mark-lesson",
    "one-mark-students",
)
"""They compare many marks, which takes larger groups."""
LISTS = (*ORDERS, "student-missing-in-tab")
MANY = tuple(sorted(PLANTERS.keys() - {*WHOLE_GROUP, *OBJECTIVITY, *LISTS}))
BY_DECISION = {"check-not-signed"}
"""Found in every university where nobody signs checks, which is done outside the workbooks (5.3)."""


def _wrong(checked: Checked, rules: Iterable[str]) -> dict[str, object]:
    """Rule -> what is found and not meant, or meant and not found; rules that hold are left out."""
    wrong: dict[str, object] = {}
    for rule in {*rules, *checked.findings["rule"]} - BY_DECISION:
        found, meant = checked.found(rule), checked.meant(rule)
        if found != meant:
            wrong[rule] = {"too much": found - meant, "too little": meant - found}
    return wrong


def _asked(checked: Checked) -> Counter[str]:
    """Mistakes by the rule they were planted for."""
    return Counter(one.kind for one in checked.planted if one.because == one.kind)


def test_a_clean_university_has_no_finding(tmp_path: Path) -> None:
    """Nine weeks of faultless teachers: no rule has anything to say, and not because nothing was filled in."""
    clean = check(tmp_path / "workspace", {}, groups=3, students=13, courses=6)
    assert clean.planted == ()
    found = clean.findings[~clean.findings["rule"].isin(BY_DECISION)]
    assert [message(finding, "en") for _, finding in found.iterrows()] == []
    assert completeness(clean.workspace)["complete"] > 300


def test_each_planted_mistake_is_found_at_its_cell(tmp_path: Path) -> None:
    """Two for each of many rules in one university: found where they are, and elsewhere only what they imply."""
    many = check(tmp_path / "workspace", dict.fromkeys(MANY, COUNT), groups=3, students=20, courses=8)
    assert _asked(many) == dict.fromkeys(MANY, COUNT)
    assert _wrong(many, MANY) == {}
    implied = Counter((one.because, one.kind) for one in many.planted if one.because != one.kind)
    assert implied["control-number-disagrees", "lesson-due"] == COUNT
    for path, tab in {(one.path, one.tab) for one in many.planted if one.tab}:
        assert tab in openpyxl.load_workbook(many.workspace / "journals" / path, read_only=True).sheetnames


@pytest.mark.full
def test_what_is_planted_in_registry_and_lists_is_found(tmp_path: Path) -> None:
    """Hours by planted orders, and students whose rows are gone."""
    lists = check(tmp_path / "workspace", dict.fromkeys(LISTS, COUNT), groups=3, students=13, courses=6)
    assert _asked(lists) == dict.fromkeys(LISTS, COUNT)
    assert _wrong(lists, LISTS) == {}


@pytest.mark.full
def test_marks_that_tell_nothing_apart_are_found(tmp_path: Path) -> None:
    """Each at its journal or lesson, and no honest journal beside."""
    objective = check(tmp_path / "workspace", dict.fromkeys(OBJECTIVITY, COUNT), groups=3, students=25, courses=8)
    assert _asked(objective) == dict.fromkeys(OBJECTIVITY, COUNT)
    assert _wrong(objective, OBJECTIVITY) == {}


@pytest.mark.full
@pytest.mark.parametrize("rule", WHOLE_GROUP)
def test_what_takes_a_whole_group_is_found_alone(tmp_path: Path, rule: str) -> None:
    """In a university of one group: one finding of this rule, and none of any other."""
    found = check(tmp_path / "workspace", {rule: 1}, groups=1, students=12, courses=5)
    assert _asked(found) == {rule: 1}
    assert _wrong(found, [rule]) == {}


def test_every_rule_is_plantable_or_refused_with_a_reason() -> None:
    """No rule of the catalogue is forgotten, and nothing is planted for a rule that is gone."""
    assert not CATALOGUE.keys() - PLANTERS.keys() - REFUSED.keys()
    assert not PLANTERS.keys() - CATALOGUE.keys()
    assert not PLANTERS.keys() & REFUSED.keys()
    for rule, reason in REFUSED.items():
        with pytest.raises(ParameterError) as caught:
            check_plants({rule: 1})
        assert reason in str(caught.value)


def test_more_than_there_is_room_for_is_refused() -> None:
    """The error names the rule and says what to change."""
    journals = journals_of(university(1, 6, 3, 2, UNTIL))
    homes = {journal.code: number for number, journal in enumerate(journals)}
    with pytest.raises(ParameterError, match="no place left") as caught:
        clean_edits(journals, 2, UNTIL, UNTIL, {"unknown-mark": 100_000}, homes)
    assert "unknown-mark" in str(caught.value.where)
