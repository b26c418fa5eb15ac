"""Addresses and markers of the layout."""

import pytest

from ejournal.sheets import layout


@pytest.mark.parametrize(
    ("column", "text"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_and_letters_agree(column: int, text: str) -> None:
    """A column's number and letters lead to each other."""
    assert layout.letters(column) == text
    assert layout.column_of(text) == column


def test_an_address_is_read_and_written() -> None:
    """Row and column survive the address."""
    assert layout.parse_address(layout.address(7, 28)) == (7, 28)
    with pytest.raises(ValueError, match="not a cell"):
        layout.parse_address("7AB")


def test_a_marker_is_read_and_written() -> None:
    """The marker in A1 names version, kind and journal."""
    marker = layout.marker(layout.JOURNAL, "J12-X")
    assert layout.parse_marker(f" {marker} ") == marker
    assert layout.parse_marker(str(layout.marker(layout.POINTS))) == layout.Marker(1, "points")


@pytest.mark.parametrize("value", [None, "", 5.0, "ejournal", "ejournal:x:journal:J1", "Журнал"])
def test_anything_else_is_no_marker(value: object) -> None:
    """A tab that people made has no marker."""
    assert layout.parse_marker(value) is None


def test_column_ids_say_what_a_column_is() -> None:
    """Lessons begin with L, independent work is W and a plan row's number."""
    assert layout.is_lesson("L7K")
    assert not layout.is_lesson("W7")
    assert layout.work_number("W12") == 12
    assert layout.work_number("L12") is None
    assert layout.work_number(None) is None
