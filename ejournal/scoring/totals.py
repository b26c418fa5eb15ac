"""From points to a total, and from a total to a letter, grade points and a traditional mark."""

import numpy as np
import pandas as pd

from ejournal.parameters import RatingScheme
from ejournal.scoring.rounding import half_up


def total_of(parts: pd.Series, scheme: RatingScheme) -> float | None:
    """The total of a student's points (all components of all checkpoints, and the exam), rounded; None with a gap."""
    if parts.empty or parts.isna().any():
        return None
    # Components have a few decimals, so a sum in steps of 10**-6 is exact where a sum of floats is not.
    exact = sum(round(float(part) * 1_000_000) for part in parts) / 1_000_000
    return half_up(exact, scheme.rounding.value.total_decimals)


def graded(totals: pd.Series, scheme: RatingScheme) -> pd.DataFrame:
    """Letter, gpa (0-4) and traditional mark (2-5) of each total, rounded first; missing totals stay missing."""
    decimals = scheme.rounding.value.total_decimals
    bands = sorted(scheme.bands.value, key=lambda band: band.lowest)
    given = totals.notna().to_numpy(np.bool_)
    rounded = np.array([half_up(float(total), decimals) for total in totals[given]], dtype=np.float64)
    place = np.full(len(totals), -1)
    place[given] = np.searchsorted([band.lowest for band in bands], rounded, side="right") - 1
    table = pd.DataFrame(
        {
            "letter": pd.array([band.letter for band in bands], dtype="string"),
            "gpa": pd.array([band.gpa for band in bands], dtype="Float64"),
            "traditional": pd.array([band.traditional for band in bands], dtype="Int16"),
        }
    )
    return table.reindex(place).set_axis(totals.index)


def passed(totals: pd.Series, scheme: RatingScheme) -> pd.Series:
    """Whether each total passes a credit test; missing totals are missing, not failed."""
    decimals = scheme.rounding.value.total_decimals
    rounded = [half_up(float(total), decimals) if pd.notna(total) else None for total in totals]
    return pd.Series(pd.array(rounded, dtype="Float64"), index=totals.index) >= scheme.credit_passed_from.value
