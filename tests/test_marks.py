"""Cells as teachers really type them (3.5)."""

import datetime
from pathlib import Path

import pytest

from ejournal.marks import Entries, Entry, MarkReader, Unknown, canonical
from ejournal.parameters import load_parameters, share_folder

MARKS = load_parameters(share_folder("parameters")).marks
MARK = {value: Entry("mark", value) for value in range(6)}
ABSENT, EXCUSED, PRESENT = Entry("absent"), Entry("excused"), Entry("present")


@pytest.fixture
def reader() -> MarkReader:
    """A reader by the shipped words."""
    return MarkReader(MARKS)


@pytest.mark.parametrize("blank", [None, "", "  ", "\u00a0\u200b\ufeff", float("nan")])
def test_blank_cells_say_nothing(reader: MarkReader, blank: object) -> None:
    """A blank cell is neither present nor absent: the lesson's column decides."""
    assert reader.read(blank) is None


@pytest.mark.parametrize("value", [5, 5.0, "5", " 5 ", "\u00a05\u200b", "５"])
def test_a_mark_in_any_dress(reader: MarkReader, value: object) -> None:
    """Numbers, text, stray spaces, invisible signs and full-width digits are the same mark."""
    assert reader.read(value) == Entries((MARK[5],))


def test_zero_is_a_mark(reader: MarkReader) -> None:
    """A typed 0 is a mark of 0, not a blank and not an absence."""
    assert reader.read("0") == reader.read(0.0) == reader.read(0) == Entries((MARK[0],))


@pytest.mark.parametrize(
    "word",
    ["кж", "КЖ", "Кж", "Kж", "KЖ", "ĸж", "к ж", "ｋж", "н", "Н", "H", "h", "н/б", "Н/Б", "H/б", "н / б", "нб", "HБ"],
)
def test_absent_words(reader: MarkReader, word: str) -> None:
    """Every alias of absent, in any case and with Latin look-alikes."""
    assert reader.read(word) == Entries((ABSENT,))


@pytest.mark.parametrize("word", ["у", "У", "y", "Y", " у "])
def test_excused_words(reader: MarkReader, word: str) -> None:
    """The excused word, also typed on a Latin keyboard."""
    assert reader.read(word) == Entries((EXCUSED,))


@pytest.mark.parametrize("value", ["5/4", "5 4", "5 / 4", "5/ 4", "5\u00a04", "５／４"])
def test_two_marks(reader: MarkReader, value: str) -> None:
    """Two marks of one lesson, in the order typed."""
    assert reader.read(value) == Entries((MARK[5], MARK[4]))


def test_a_status_beside_a_mark(reader: MarkReader) -> None:
    """A typed + or an absence beside a mark is kept as both; a rule reports the absence with a mark."""
    assert reader.read("+") == Entries((PRESENT,))
    assert reader.read("+/5") == Entries((PRESENT, MARK[5]))
    assert reader.read("кж/4") == reader.read("Kж 4") == Entries((ABSENT, MARK[4]))
    assert reader.read("н/б/4") == Entries((ABSENT, MARK[4]))


@pytest.mark.parametrize(
    "value",
    [
        "5,4",
        "5.4",
        "54",
        "5/",
        "/5",
        "5//4",
        "5/4/3",
        "6",
        "-1",
        "5-",
        "+5",
        "x",
        "н/6",
        "H/6",
        "к",
        "кж/у",
        "+/кж",
        "٥",
        "О",
    ],
)
def test_what_is_not_guessed(reader: MarkReader, value: str) -> None:
    """Ambiguous, contradictory and foreign text stays unknown, with what stands there."""
    assert reader.read(value) == Unknown(value)


@pytest.mark.parametrize(
    "value", [4.5, 6, -1, 1e300, float("inf"), True, False, datetime.date(2026, 4, 5), datetime.time(5, 4), [5]]
)
def test_types_that_are_no_marks(reader: MarkReader, value: object) -> None:
    """A 5/4 that the spreadsheet made a date, a fraction or a truth value is unknown."""
    assert reader.read(value) == Unknown(str(value))


def test_equal_keys_do_not_mix(reader: MarkReader) -> None:
    """1, 1.0, True and "1" are told apart although Python calls some of them equal."""
    readings = [reader.read(value) for value in (True, 1, 1.0, "1", True)]
    assert readings == [Unknown("True"), *[Entries((MARK[1],))] * 3, Unknown("True")]


@pytest.mark.parametrize("text", ["5", "5/4", "кж", "у", "+", "+/5", "кж/4", "0"])
def test_canonical_reads_back(reader: MarkReader, text: str) -> None:
    """What the system writes is what it reads."""
    reading = reader.read(text)
    assert isinstance(reading, Entries)
    assert canonical(reading.entries) == canonical(reading.entries, MARKS) == text


def test_canonical_uses_the_university_s_words(tmp_path: Path) -> None:
    """With parameters the first word of each list is written."""
    words = MARKS.model_copy(update={"absent": ("нб", "кж")})
    assert canonical((ABSENT, MARK[3]), words) == "нб/3"
