"""Half up, exactly: 0.125 gives 0.13 and 2.675 gives 2.68, which floating point alone gets wrong."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import numpy.typing as npt

from ejournal.scoring.membership import Whole

MICRO = 1_000_000


def share_of_cap(hundredths: Whole, numerator: Whole, denominator: Whole, decimals: int) -> npt.NDArray[np.float64]:
    """Cap (in hundredths of a point) x numerator / denominator, rounded half up in integers; NaN where / 0."""
    scale = 10**decimals
    bottom = 100 * np.maximum(denominator, 1)
    steps = (2 * hundredths * numerator * scale + bottom) // (2 * bottom)
    return np.where(denominator > 0, steps / scale, np.nan)


def half_up(value: float, decimals: int) -> float:
    """A value rounded half up by its shortest decimal form, which is what people see and sum."""
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def half_up_all(values: npt.NDArray[np.float64], decimals: int) -> npt.NDArray[np.float64]:
    """Each value rounded half up as people see it, in steps of 10**-6; NaN stays."""
    step = MICRO // 10**decimals
    given = ~np.isnan(values)
    micro = np.rint(np.where(given, values, 0.0) * MICRO).astype(np.int64)
    return np.where(given, (2 * micro + step) // (2 * step) / 10**decimals, np.nan)
