"""Statistics of the objectivity rules: exact and permutation probabilities, robust scores, false discovery control.

Numbers in, numbers out; nothing here knows a journal. Everything is vectorized and, where it draws lots, seeded.
"""

import math
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]

_BLOCK = 1 << 21


def false_discovery(p: Real, family: Whole) -> Real:
    """Each probability adjusted within its family: the least false discovery rate at which it is still found.

    Benjamini and Hochberg (1995). A family is what one reader sees together, here a department's semester.
    """
    adjusted = np.ones(len(p))
    for one in np.unique(family):
        rows = np.flatnonzero(family == one)
        order = rows[np.argsort(p[rows], kind="stable")]
        stepped = p[order] * len(rows) / np.arange(1, len(rows) + 1)
        adjusted[order] = np.minimum(1.0, np.minimum.accumulate(stepped[::-1])[::-1])
    return adjusted


def two_sided(z: Real) -> Real:
    """Probability of a standard normal value at least as far from 0 as each of these."""
    return np.fromiter((math.erfc(abs(value) / math.sqrt(2)) for value in z.tolist()), np.float64, len(z))


def robust_scores(
    values: Real, within: Whole, *, least: int, least_scale: float, part: float
) -> tuple[Real, Real, Real]:
    """Centre, scale and score (value - centre) / scale of each value among those of its ``within``.

    The centre is the median. The scale is the distance from it that ``part`` of the values (0-1) do not exceed, as a
    standard deviation of normal values, at least ``least_scale``: one half is the usual median absolute deviation,
    more sees tails that the middle does not show, and still holds out against a few far values. Fewer than ``least``
    values give a score of 0.
    """
    centre, scale, score = np.zeros(len(values)), np.full(len(values), least_scale), np.zeros(len(values))
    normal = NormalDist().inv_cdf((1 + part) / 2)
    for one in np.unique(within):
        rows = within == one
        middle = np.median(values[rows])
        centre[rows] = middle
        scale[rows] = max(least_scale, float(np.quantile(np.abs(values[rows] - middle), part)) / normal)
        if np.count_nonzero(rows) >= least:
            score[rows] = (values[rows] - middle) / scale[rows]
    return centre, scale, score


def all_equal(shares: Real, count: Whole, correlation: float) -> Real:
    """Probability that ``count`` marks are all this one, for each row of ``shares`` and each value (row x value).

    The marks are as alike as ``correlation`` (0 = drawn one by one; a common easy or hard task makes them alike):
    the beta-binomial product of (share + i f) / (1 + i f) over i < count, with f = correlation / (1 - correlation).
    """
    factor = correlation / (1 - correlation)
    chance = np.ones_like(shares)
    for drawn in range(int(count.max(initial=0))):
        going = (count > drawn)[:, None]
        chance = np.where(going, chance * (shares + drawn * factor) / (1 + drawn * factor), chance)
    return chance


def at_least(chances: Real, row: Whole, rows: int, seen: Whole) -> Real:
    """Probability that at least ``seen`` of a row's independent events happen; ``chances`` holds one event each.

    Exact (the Poisson binomial distribution), all rows one event further at each step.
    """
    table = np.nan_to_num(padded(row, chances, rows)[0])
    most = table.shape[1]
    spread = np.zeros((rows, most + 2))
    spread[:, 0] = 1.0
    for event in table.T:
        spread[:, 1:] = spread[:, 1:] * (1 - event[:, None]) + spread[:, :-1] * event[:, None]
        spread[:, 0] *= 1 - event
    tail: Real = np.cumsum(spread[:, ::-1], axis=1)[:, ::-1].clip(0.0, 1.0)
    reached: Real = tail[np.arange(rows), np.minimum(seen, most + 1)]
    return reached


def distribution_distance(shares: Real, owner: Whole, *, rounds: int, seed: int) -> tuple[Real, Real]:
    """How far each owner's mean distribution is from that of all others, and how rarely chance takes it as far.

    ``shares`` holds a distribution per unit (unit x value, rows sum to 1); owners are numbered from 0 and each has a
    unit. The distance is the share of marks that would have to change (total variation, 0-1). The probability is that
    of a permutation test which deals the units out anew ``rounds`` times: units, not marks, are exchangeable, since
    the marks of one unit go together.
    """
    sizes = np.bincount(owner)
    if len(sizes) < 2:
        return np.zeros(len(sizes)), np.ones(len(sizes))
    dealt = shares[np.argsort(owner, kind="stable")]
    seen = _distances(dealt[None], sizes)[0]
    generator = np.random.default_rng(seed)
    reached = np.zeros(len(sizes), np.int64)
    block = max(1, _BLOCK // shares.size)
    for start in range(0, rounds, block):
        lots = generator.random((min(block, rounds - start), len(shares)))
        reached += (_distances(dealt[np.argsort(lots, axis=1)], sizes) >= seen - 1e-12).sum(axis=0)
    return seen, (1 + reached) / (1 + rounds)


def _distances(dealt: Real, sizes: Whole) -> Real:
    """Total variation between each owner's mean and the mean of the rest: round x owner."""
    own = np.add.reduceat(dealt, np.cumsum(sizes) - sizes, axis=1)
    rest = dealt.sum(axis=1, keepdims=True) - own
    mine, others = sizes[None, :, None], (sizes.sum() - sizes)[None, :, None]
    difference: Real = np.abs(own / mine - rest / others).sum(axis=2)
    return difference / 2


def padded(row: Whole, value: Real, rows: int) -> tuple[Real, Whole]:
    """The values as a table with NaN where a row has fewer than the longest, and the column that each got."""
    order = np.argsort(row, kind="stable")
    sizes = np.bincount(row, minlength=rows)
    column = np.empty(len(row), np.int64)
    column[order] = np.arange(len(row)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    table = np.full((rows, int(sizes.max(initial=0))), np.nan)
    table[row, column] = value
    return table, column


def without_one(table: Real) -> Real:
    """For each entry of a row, the median of the row's other entries; missing entries (NaN) stay missing.

    Rows need at least two entries; a row of one gives NaN.
    """
    ordered = np.sort(table, axis=1)
    rank = np.argsort(np.argsort(table, axis=1, kind="stable"), axis=1, kind="stable")
    left = np.count_nonzero(~np.isnan(table), axis=1)[:, None] - 1
    low, high = (left - 1) // 2, left // 2
    picked = [
        np.take_along_axis(ordered, np.clip(position + (rank <= position), 0, table.shape[1] - 1), axis=1)
        for position in (low, high)
    ]
    return np.where(np.isnan(table) | (left < 1), np.nan, (picked[0] + picked[1]) / 2)
