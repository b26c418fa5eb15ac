"""Values as the text of a cell: rounding on paper, decimal commas, and a dash for what is missing."""

import datetime

import numpy as np
import pandas as pd
import pytest

from ejournal.reports.formats import as_text, half_up, number, percent


@pytest.mark.parametrize(("value", "shown"), [(0.125, "0.13"), (2.675, "2.68"), (1.005, "1.01"), (-0.125, "-0.13")])
def test_halves_round_up_as_written(value: float, shown: str) -> None:
    """The number that people see is rounded, not its binary neighbour."""
    assert str(half_up(value, 2)) == shown


@pytest.mark.parametrize(("language", "shown"), [("ru", "6,00"), ("ky", "6,00"), ("en", "6.00")])
def test_the_decimal_sign_is_the_languages(language: str, shown: str) -> None:
    """A comma in Russian and Kyrgyz, a point in English."""
    assert number(6, 2, language) == shown


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT])
@pytest.mark.parametrize("how", ["text", "integer", "decimal2", "percent", "share", "date"])
def test_what_is_missing_is_a_dash(missing: object, how: str) -> None:
    """Never a zero and never empty: null is one of the values a report must tell apart."""
    assert as_text(missing, how, "ru") == "—"


@pytest.mark.parametrize(
    ("value", "how", "shown"),
    [
        (0, "integer", "0"),
        (np.int64(5), "decimal2", "5,00"),
        (np.float64(4.25), "decimal1", "4,3"),
        (12.0, "text", "12"),
        (12.346, "text", "12,35"),
        (91.25, "percent", "91,3 %"),
        (7 / 8, "share", "87,5"),
        (datetime.date(2026, 10, 5), "date", "05.10.2026"),
        (pd.Timestamp(2026, 10, 5), "day", "05.10"),
        (pd.Timestamp(2026, 10, 5), "text", "05.10.2026"),
        ("5/4", "decimal2", "5/4"),
        (3, lambda value: f"{value}!", "3!"),
    ],
)
def test_each_format(value: object, how: str, shown: str) -> None:
    """Numbers of any library, dates and texts by the name of the format."""
    assert as_text(value, how, "ru") == shown


def test_a_share_of_nothing_is_a_dash() -> None:
    """No lesson due: no per cent."""
    assert (percent(pd.NA, "ru"), percent(0.0, "ru"), percent(1, "en")) == ("—", "0,0", "100.0")
