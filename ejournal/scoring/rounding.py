"""Half up, exactly: 0.125 gives 0.13 and 2.675 gives 2.68, which floating point alone gets wrong."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import numpy.typing as npt

from ejournal.scoring.membership import Whole


def share_of_cap(hundredths: Whole, numerator: Whole, denominator: Whole, decimals: int) -> npt.NDArray[np.float64]:
    """Cap (in hundredths of a point) x numerator / denominator, rounded half up in integers; NaN where / 0."""
    scale = 10**decimals
    bottom = 100 * np.maximum(denominator, 1)
    steps = (2 * hundredths * numerator * scale + bottom) // (2 * bottom)
    return np.where(denominator > 0, steps / scale, np.nan)


def half_up(value: float, decimals: int) -> float:
    """A value rounded half up by its shortest decimal form, which is what people see and sum."""
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))
