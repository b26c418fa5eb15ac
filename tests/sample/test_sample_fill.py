"""The workbooks after some weeks: what was meant stands in them, and so does every mistake that was planted."""

import shutil
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import mean
from typing import Any

import openpyxl
import pytest
from conftest import UNTIL, Played, play
from plain_reading import PlainColumn, columns_of, sense
from python_calamine import CalamineWorkbook

from ejournal.config import Config
from ejournal.errors import EjournalError
from ejournal.sample import Meant, Planted, Rows, Truth, states
from ejournal.sample.fill import ZONE
from ejournal.sample.slips import SLIPS
from ejournal.sample.truth import ColumnMeant

MISHAPS = {
    "late",
    "sorted",
    "row_pasted_twice",
    "date_from_mark",
    "date_as_text",
    "name_below",
    "future_lesson",
    "stopped_agreeing",
    "column_inserted",
    "tab_renamed",
    "comment",
    "note",
}


@pytest.fixture(scope="session")
def columns(played: Played) -> list[PlainColumn]:
    """Every lesson's column of every workbook at the end."""
    return [column for path in sorted(played.config.journals.rglob("*.xlsx")) for column in columns_of(path)]


@pytest.fixture(scope="session")
def found(columns: list[PlainColumn]) -> dict[tuple[object, ...], list[PlainColumn]]:
    """The same by group, date and pair."""
    index: dict[tuple[object, ...], list[PlainColumn]] = defaultdict(list)
    for column in columns:
        index[column.path.parent.name, column.day, column.pair].append(column)
    return index


def _stands(played: Played, planted: Planted) -> object:
    book = openpyxl.load_workbook(played.config.journals / planted.path)
    return book[planted.tab][planted.cell].value if planted.tab in book.sheetnames else None


def test_what_was_meant_stands_in_the_workbooks(
    played: Played, found: dict[tuple[object, ...], list[PlainColumn]], sample_rows: Rows
) -> None:
    """Each cell of the truth is read by its name, date and pair, in a column that agrees with itself."""
    groups = {row["code"]: row["group"] for row in sample_rows["load"]}
    names = {row["number"]: row["name"] for row in sample_rows["students"]}
    for (journal, day, pair), entries in played.truth.columns.items():
        [column] = [one for one in found[groups[journal], day, pair] if one.cells.keys() >= {names[n] for n in entries}]
        assert column.agrees
        assert {number: sense(column.cells[str(names[number])]) for number in entries} == dict(entries)


def test_the_truth_is_nearly_everything(played: Played, columns: list[PlainColumn]) -> None:
    """Whatever agrees with itself is told, but for the lessons filled too early."""
    agreeing = [column for column in columns if column.agrees]
    early = sum(one.kind == "future_lesson" and one.mended is None for one in played.planted)
    assert len(agreeing) - early == len(played.truth.columns)
    past = [column for column in columns if column.day < UNTIL - timedelta(days=7)]
    assert len(played.truth.columns) > 0.9 * len(past)


def test_students_are_like_students(played: Played) -> None:
    """Attendance between 80 and 97 %, marks of 2 to 5, and who misses more has the lower marks."""
    cells = played.truth.cells
    attendance = mean(meant.status == "present" for meant in cells.values())
    assert 0.8 < attendance < 0.97
    marks: dict[str, list[int]] = defaultdict(list)
    for (*_, number), meant in cells.items():
        marks[number] += meant.marks
    assert {mark for own in marks.values() for mark in own} == {2, 3, 4, 5}
    means = sorted(mean(own) for own in marks.values() if len(own) > 5)
    assert means[-1] - means[0] > 0.8


def test_marks_are_typed_in_many_ways(columns: list[PlainColumn]) -> None:
    """As text and as numbers, with stray spaces, two in a cell, absences in different words."""
    typed = [value for column in columns for value in column.cells.values() if value is not None]
    kinds = Counter(type(value) for value in typed)
    assert kinds[str]
    assert kinds[int] + kinds[float]
    texts = {value for value in typed if isinstance(value, str)}
    assert any("/" in text and text[0].isdecimal() for text in texts)
    assert any(text != text.strip() for text in texts)
    assert len({text.strip() for text in texts if (meant := sense(text)) and meant.status == "absent"}) > 1


def test_every_kind_of_mishap_happens(played: Played) -> None:
    """Even two groups see each of the rarer ones within six weeks, and some slips."""
    kinds = {one.kind for one in played.planted}
    assert kinds >= MISHAPS
    assert kinds & set(SLIPS)


def test_planted_mistakes_stand_in_their_cells(played: Played) -> None:
    """What nobody mended is found where it was planted; columns and rows that moved since are left out."""
    moved = {one.tab for one in played.planted if one.kind in ("sorted", "column_inserted", "tab_renamed")}
    seen = Counter()
    for one in played.planted:
        if one.mended or one.tab in moved or one.kind not in _EXPECTED:
            continue
        seen[one.kind] += 1
        assert _EXPECTED[one.kind](_stands(played, one)), one
    assert len(seen) > 5


_EXPECTED: dict[str, Any] = {
    "no_topic": lambda value: value is None,
    "empty_column": lambda value: isinstance(value, datetime),
    "own_work_type": lambda value: isinstance(value, str),
    "unknown_mark": lambda value: sense(value) is None,
    "date_from_mark": lambda value: value == datetime(2026, 4, 5),
    "date_as_text": lambda value: isinstance(value, str) and value.count(".") == 2,
    "name_below": lambda value: isinstance(value, str) and len(value.split()) == 3,
    "non_member_mark": lambda value: value == "4",
    "note": lambda value: isinstance(value, str),
    "no_control": lambda value: value is None,
    "no_work_type": lambda value: value is None,
}


def test_a_pasted_row_stands_twice_until_it_is_undone(sample_copy: Config, sample_rows: Rows, played: Played) -> None:
    """Between the two steps the tab holds the hidden id twice; in the end once."""
    [pasted] = [one for one in played.planted if one.kind == "row_pasted_twice"]
    assert pasted.mended
    doubled = []
    for _ in states(
        sample_copy.journals, sample_rows, start=date(2026, 8, 28), until=pasted.mended.date(), step="week", seed=3
    ):
        ids = Counter(str(row[0]) for row in _values(sample_copy.journals / pasted.path)[pasted.tab])
        doubled.append(any(count > 1 for key, count in ids.items() if key.startswith("S")))
    assert True in doubled
    assert doubled[-1] is False


def test_a_tab_that_cannot_be_read_says_nothing_new() -> None:
    """While the row stands twice, the truth of that journal does not grow; afterwards all of it is told."""
    key = ("J", date(2026, 9, 20), 1)
    truth = Truth()
    truth.block("J")
    truth.say(ColumnMeant(key, {"1": Meant("absent")}))
    truth.say_works({("J", 3, "1"): 5})
    assert not truth.columns
    assert not truth.works
    truth.unblock("J")
    assert truth.cells == {(*key, "1"): Meant("absent")}
    assert truth.works == {("J", 3, "1"): 5}


def test_files_bear_the_time_of_their_teacher(played: Played) -> None:
    """Each file's time is an evening between its state and the one before, in the university's zone."""
    last: dict[Path, datetime] = {}
    for state in played.states:
        last |= dict.fromkeys(state.changed, state.moment)
    assert last
    for path, moment in last.items():
        saved = datetime.fromtimestamp(path.stat().st_mtime, ZONE)
        assert moment - timedelta(days=7) < saved <= moment
        assert saved.hour >= 8


def test_days_and_weeks_lead_to_the_same(sample_copy: Config, sample_rows: Rows, played: Played) -> None:
    """A state a day, or a state a week: in the end the same cells hold the same."""
    by_day = play(sample_copy, sample_rows, "day")
    assert len(by_day.states) > 3 * len(played.states)
    assert by_day.truth.columns == played.truth.columns
    assert sorted(by_day.planted, key=str) == sorted(played.planted, key=str)
    for path in played.config.journals.rglob("*.xlsx"):
        same = sample_copy.journals / path.relative_to(played.config.journals)
        assert _values(same) == _values(path)


def _values(path: Path) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}  # type: ignore[misc]


def test_the_same_seed_writes_the_same_bytes(sample_copy: Config, sample_rows: Rows, played: Played) -> None:
    """Nothing in a file depends on when or where it was made."""
    play(sample_copy, sample_rows, "week")
    for path in played.config.journals.rglob("*.xlsx"):
        same = sample_copy.journals / path.relative_to(played.config.journals)
        assert same.read_bytes() == path.read_bytes()


def test_a_missing_workbook_is_an_error(sample_copy: Config, sample_rows: Rows) -> None:
    """Journals without a tab are named, not passed over."""
    shutil.rmtree(next(iter(sorted(sample_copy.journals.rglob("*.xlsx")))).parent)
    with pytest.raises(EjournalError, match="no workbook holds this journal"):
        play(sample_copy, sample_rows, "week")
