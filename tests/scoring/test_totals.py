"""Totals, their rounding and their bands."""

import numpy as np
import pandas as pd
import pytest

from ejournal.parameters import RatingScheme
from ejournal.scoring import graded, passed, total_of
from ejournal.scoring.rounding import half_up, share_of_cap

NUMBERS = "Float64"


@pytest.mark.parametrize(
    ("total", "letter", "gpa", "traditional"),
    [
        (100, "A", 4.0, 5),
        (87, "A", 4.0, 5),
        (86.5, "A", 4.0, 5),
        (86.4, "B", 3.33, 4),
        (80, "B", 3.33, 4),
        (79, "C", 3.0, 4),
        (74, "C", 3.0, 4),
        (73, "D", 2.33, 3),
        (67, "E", 2.0, 3),
        (61, "E", 2.0, 3),
        (60.49, "FX", 0.0, 2),
        (31, "FX", 0.0, 2),
        (30, "F", 0.0, 2),
        (0, "F", 0.0, 2),
    ],
)
def test_bands(scheme: RatingScheme, total: float, letter: str, gpa: float, traditional: int) -> None:
    """Each band holds both its ends, after rounding half up."""
    row = graded(pd.Series([total], dtype=NUMBERS), scheme).iloc[0]
    assert (row["letter"], row["gpa"], row["traditional"]) == (letter, gpa, traditional)


def test_missing_totals_stay_missing(scheme: RatingScheme) -> None:
    """No total is no letter and neither passed nor failed; the index is kept."""
    totals = pd.Series([None, 61, 60], index=[7, 8, 9], dtype=NUMBERS)
    table = graded(totals, scheme)
    assert table.index.tolist() == [7, 8, 9]
    assert table.loc[7].isna().all()
    assert table["letter"].tolist()[1:] == ["E", "FX"]
    verdict = passed(totals, scheme)
    assert pd.isna(verdict[7])
    assert verdict[[8, 9]].tolist() == [True, False]


def test_total_is_exact_and_needs_every_part(scheme: RatingScheme) -> None:
    """60.5 made of parts that floats cannot hold rounds up; a missing part gives no total."""
    assert total_of(pd.Series([0.1] * 5 + [60.0], dtype=NUMBERS), scheme) == 61
    assert total_of(pd.Series([20.1, 20.2, 20.19], dtype=NUMBERS), scheme) == 60
    assert total_of(pd.Series([20.1, None], dtype=NUMBERS), scheme) is None
    assert total_of(pd.Series([], dtype=NUMBERS), scheme) is None


def test_half_up_is_decimal() -> None:
    """What looks like a half is a half: 2.675 and 1.005 round up, 0.5 gives 1, 2.5 gives 3."""
    assert [half_up(value, 2) for value in (2.675, 1.005, 0.125)] == [2.68, 1.01, 0.13]
    assert [half_up(value, 0) for value in (0.5, 1.5, 2.5)] == [1, 2, 3]


def test_shares_are_rounded_in_integers() -> None:
    """8 x 1 / 64 = 0.125 gives 0.13; a share of nothing is missing."""
    shares = share_of_cap(np.array([800, 800, 800]), np.array([1, 5, 0]), np.array([64, 6, 0]), 2)
    assert shares[:2].tolist() == [0.13, 6.67]
    assert np.isnan(shares[2])
