"""The shipped parameters are right, and wrong ones are refused with their place."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from ejournal.errors import ParameterError
from ejournal.parameters import load_parameters, share_folder

SHIPPED = share_folder("parameters")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace's own copy of the parameters."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "parameters"))


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_caps_of_the_regulation() -> None:
    """3.5 fixes 8 and 10 points with an exam, 16 and 20 with a credit test; both totals are 100."""
    controls = load_parameters(SHIPPED).rating("2026-2027").controls
    caps = {
        name: [component.cap.value for component in control.components.values()] for name, control in controls.items()
    }
    assert caps == {
        "exam": [8, 10, 12],
        "credit_test": [16, 20, 14],
        "graded_credit_test": [16, 20, 14],
        "thesis": [],
    }
    assert {control.total.value for control in controls.values()} == {100}


def test_only_the_regulation_s_values_are_not_assumed() -> None:
    """Every other value stands in the list of assumptions, in three languages."""
    assumptions = load_parameters(SHIPPED).rating("2026-2027").assumptions()
    keys = [assumption.key for assumption in assumptions]
    assert "controls.exam.components.test.cap" in keys
    assert "controls.exam.components.participation.cap" not in keys
    assert keys.count("readings") == 5
    for assumption in assumptions:
        assert len({assumption.text[language] for language in ("ru", "ky", "en")}) == 3


def test_work_types_end_with_not_held() -> None:
    """The drop-down offers the not-held names last, for every kind of class."""
    work_types = load_parameters(SHIPPED).work_types
    for kind in ("lecture", "practice", "lab"):
        assert work_types.of(kind)[-len(work_types.not_held) :] == work_types.not_held
    assert len(set(work_types.all)) == len(work_types.all)


def test_holidays_between() -> None:
    """Both ends count, years are crossed, and the names come in the language asked for."""
    holidays = load_parameters(SHIPPED).holidays
    found = holidays.holidays_between(date(2026, 11, 8), date(2027, 1, 1), "en")
    assert found == {
        date(2026, 11, 8): "Days of History and Commemoration of Ancestors, second day",
        date(2027, 1, 1): "New Year's Day",
    }
    assert holidays.holidays_between(date(2026, 9, 1), date(2026, 9, 30)) == {}


def test_a_day_that_some_years_lack(folder: Path) -> None:
    """29 February is a holiday in leap years only."""
    _edit(folder / "calendar/holidays.yaml", '"02-23"', '"02-29"')
    holidays = load_parameters(folder).holidays
    found = holidays.holidays_between(date(2027, 2, 1), date(2028, 3, 1))
    assert [day for day in found if day.month == 2] == [date(2028, 2, 29)]


def test_missing_files_come_from_the_program(tmp_path: Path) -> None:
    """An empty parameters folder gives the shipped values; a folder that is not there is an error."""
    assert load_parameters(tmp_path).digest == load_parameters(SHIPPED).digest
    with pytest.raises(ParameterError, match="ejournal init"):
        load_parameters(tmp_path / "missing")


def test_digest_follows_values_not_formatting(folder: Path) -> None:
    """A comment leaves the digest alone, a changed value does not."""
    before = load_parameters(folder).digest
    _edit(folder / "marks.yaml", "most_marks: 2", "# a note\nmost_marks:   2")
    assert load_parameters(folder).digest == before
    _edit(folder / "marks.yaml", "most_marks:   2", "most_marks: 1")
    assert load_parameters(folder).digest != before


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("marks.yaml", "most_marks: 2", "most_marks: 2\nmaximum: 5", "marks.yaml: maximum"),
        ("marks.yaml", "most_marks: 2", "most_marks: '2'", "marks.yaml: most_marks"),
        ("marks.yaml", "most_marks: 2", "", "Add the key"),
        ("marks.yaml", "most_marks: 2", "most_marks: 2\nmost_marks: 3", "stands twice"),
        ("marks.yaml", "most_marks: 2", "most_marks: [2", "cannot be read"),
        ("rules.yaml", "switches: {}", "switches: {no-topic: {severity: bad}}", "switches.no-topic.severity"),
        ("rating/2026.yaml", "value: 8, clause", "value: 9, clause", "exam: 2 checkpoints of 31 points"),
        ("rating/2026.yaml", 'value: 8, clause: "3.5"', "value: 8", "clause"),
        ("rating/2026.yaml", "value: 8, clause", "value: 8.001, clause", "at most 2 decimals"),
        ("rating/2026.yaml", "lowest: 80, highest: 86", "lowest: 81, highest: 86", "band B leaves a gap"),
        ("rating/2026.yaml", "lowest: 80, highest: 86", "lowest: 80, highest: 87", "band A overlaps"),
        ("rating/2026.yaml", "lowest: 80, highest: 86", "lowest: 80, highest: 70", "before it starts"),
        ("rating/2026.yaml", "lowest: 87, highest: 100", "lowest: 87, highest: 99", "bands end at 99"),
        (
            "rating/2026.yaml",
            "letter: B, lowest: 80, highest: 86, gpa: 3.33",
            "letter: B, lowest: 80, highest: 86, gpa: 2",
            "earns",
        ),
        ("rating/2026.yaml", "letter: B", "letter: A", "the same letter"),
        ("rating/2026.yaml", "measure: attendance", "measure: presence", "components.participation.measure"),
        ("rating/2026.yaml", "value: 31\n", "value: 61\n", "finals.admitted_from is at most 60"),
        ("rating/2026.yaml", "value: 61\n", "value: 161\n", "credit_passed_from"),
        ("rating/2026.yaml", "opens: -14, closes: 14", "opens: 15, closes: 14", "opens before it closes"),
        ("rating/2026.yaml", "most: 2", "most: 3", "retakes"),
        ("rating/2026.yaml", "academic_year: 2026-2027", "academic_year: 2026-2028", "does not end in the year after"),
        ("rating/2026.yaml", "value: absence\n", "value: sometimes\n", "excused.value"),
        ("rating/2026.yaml", "value: 61\n  assumed: true\n  text:", "value: 61\n  assumed: true\n  note:", "note"),
    ],
)
def test_wrong_values_are_refused_with_their_place(folder: Path, file: str, old: str, new: str, said: str) -> None:
    """The error names the file and the key, and nothing is loaded."""
    _edit(folder / file, old, new)
    with pytest.raises(ParameterError) as problem:
        load_parameters(folder)
    assert said in str(problem.value)
    assert file in str(problem.value)


def test_a_cap_above_the_regulation_is_never_its_own(folder: Path) -> None:
    """A cap that cites 3.5 cannot exceed it even where the sums are right; declared as assumed, it may (1.1)."""
    path = folder / "rating/2026.yaml"
    _edit(path, 'value: 8, clause: "3.5"', 'value: 9, clause: "3.5"')
    _edit(path, 'value: 10, clause: "3.5"', 'value: 9, clause: "3.5"')
    with pytest.raises(ParameterError, match=r"exam\.participation: clause 3\.5 allows at most 8 points, not 9"):
        load_parameters(folder)
    _edit(path, 'value: 9, clause: "3.5"', "value: 9, assumed: true, text: {ru: р, ky: к, en: e}")
    scheme = load_parameters(folder).rating("2026-2027")
    assert "controls.exam.components.participation.cap" in [found.key for found in scheme.assumptions()]


def test_a_value_is_assumed_or_fixed(folder: Path) -> None:
    """A value that cites a clause and calls itself assumed is refused: reports could not tell which it is."""
    _edit(
        folder / "rating/2026.yaml",
        "scale: {value: 5,",
        "scale: {value: 5, assumed: true, text: {ru: р, ky: к, en: e},",
    )
    with pytest.raises(ParameterError, match="not both"):
        load_parameters(folder)


def test_every_problem_counts(folder: Path) -> None:
    """A file with several problems says how many more there are."""
    _edit(folder / "marks.yaml", "most_marks: 2", "most_marks: two\nmaximum: 5")
    with pytest.raises(ParameterError, match="1 more in this file"):
        load_parameters(folder)


def test_one_scheme_a_year(folder: Path) -> None:
    """Two rating files of one academic year are refused, and a year without one is named."""
    with pytest.raises(ParameterError, match="2031-2032"):
        load_parameters(folder).rating("2031-2032")
    shutil.copy(folder / "rating/2026.yaml", folder / "rating/other.yaml")
    with pytest.raises(ParameterError, match="two files"):
        load_parameters(folder)


def test_unreadable_encoding_is_a_parameter_error(folder: Path) -> None:
    """A file saved in another encoding is named, not a traceback."""
    (folder / "marks.yaml").write_bytes("present: ['н']".encode("cp1251"))
    with pytest.raises(ParameterError, match=r"marks\.yaml"):
        load_parameters(folder)
