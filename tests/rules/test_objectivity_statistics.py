"""The statistics agree with counting by hand, with enumeration, and with drawing lots."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ejournal.rules import statistics


def test_false_discovery_is_benjamini_hochberg_within_a_family() -> None:
    """The worked example of four probabilities; another family's do not weigh in."""
    p = np.array([0.03, 0.001, 0.8, 0.02, 0.03])
    family = np.array([1, 1, 1, 1, 2])
    assert statistics.false_discovery(p, family) == pytest.approx([0.04, 0.004, 0.8, 0.04, 0.03])


def test_two_sided() -> None:
    """1.96 standard deviations are 5 %."""
    assert statistics.two_sided(np.array([1.959964, -1.959964, 0.0])) == pytest.approx([0.05, 0.05, 1.0], abs=1e-6)


def test_robust_scores_hold_out_against_a_far_value() -> None:
    """One value out of ten far away is far, and moves neither centre nor scale."""
    values = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 1000])
    centre, scale, score = statistics.robust_scores(values, np.zeros(10, int), least=5, least_scale=0.1, part=0.5)
    assert (centre[0], scale[0]) == (5.5, pytest.approx(2.5 * 1.4826, rel=1e-4))
    assert np.flatnonzero(np.abs(score) > 3).tolist() == [9]
    assert not statistics.robust_scores(values, np.zeros(10, int), least=11, least_scale=0.1, part=0.5)[2].any()


def test_equal_marks_without_correlation_are_a_power() -> None:
    """Independent marks: the shares' powers; a correlation makes equal marks likelier."""
    shares = np.array([[0.2, 0.3, 0.5]])
    apart = statistics.all_equal(shares, np.array([3]), 0.0)
    assert apart == pytest.approx(np.array([[0.2**3, 0.3**3, 0.5**3]]))
    assert (statistics.all_equal(shares, np.array([3]), 0.2) > apart).all()


def test_equal_marks_with_correlation_are_beta_binomial() -> None:
    """The same as drawing each row's share from a Dirichlet distribution first."""
    lots = np.random.default_rng(1)
    shares, correlation, count = np.array([0.2, 0.3, 0.5]), 0.2, 4
    drawn = lots.dirichlet(shares * (1 - correlation) / correlation, 200_000)
    found = statistics.all_equal(shares[None], np.array([count]), correlation)
    assert found[0] == pytest.approx((drawn**count).mean(axis=0), rel=0.02)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6), st.integers(0, 7))
def test_at_least_is_the_sum_over_all_outcomes(chances: list[float], seen: int) -> None:
    """Every outcome of few events, counted one by one."""
    exact = 0.0
    for happened in product([0, 1], repeat=len(chances)):
        if sum(happened) >= seen:
            exact += np.prod([c if h else 1 - c for c, h in zip(chances, happened, strict=True)])
    found = statistics.at_least(np.array(chances), np.zeros(len(chances), int), 1, np.array([seen]))
    assert found == pytest.approx([exact], abs=1e-9)


@given(st.lists(st.lists(st.one_of(st.none(), st.floats(0, 5)), min_size=4, max_size=4), min_size=1, max_size=5))
def test_without_one_is_the_median_of_the_others(rows: list[list[float | None]]) -> None:
    """Each entry against numpy's median of its row without it."""
    table = np.array([[np.nan if value is None else value for value in row] for row in rows])
    found = statistics.without_one(table)
    for row, column in np.ndindex(table.shape):
        others = np.delete(table[row], column)
        others = others[~np.isnan(others)]
        missing = np.isnan(table[row, column]) or not len(others)
        expected = np.nan if missing else np.median(others)
        assert found[row, column] == pytest.approx(expected, nan_ok=True)


def test_distance_is_the_share_of_marks_to_change() -> None:
    """One owner's units are all fives, the rest's all threes: every mark would have to be another."""
    shares = np.eye(2)[[0, 0, 1, 1, 1, 1, 1, 1]]
    distance, p = statistics.distribution_distance(shares, np.array([0, 0, 1, 1, 1, 2, 2, 2]), rounds=999, seed=3)
    assert distance[0] == pytest.approx(1.0)
    assert p[0] == pytest.approx(1 / 28, abs=0.02)  # two of eight units, dealt out


def test_lots_are_drawn_alike() -> None:
    """The same marks give the same probability, whatever stands around them."""
    shares = np.random.default_rng(4).dirichlet([3, 4, 5], 40)
    first, second = (statistics.distribution_distance(shares, np.arange(40) % 6, rounds=199, seed=9) for _ in "ab")
    assert (first[1] == second[1]).all()


def test_permutation_is_fair() -> None:
    """Where owners differ by chance alone, one in twenty probabilities is below 5 %."""
    lots = np.random.default_rng(5)
    low = [
        statistics.distribution_distance(lots.dirichlet([3, 4, 5], 24), np.arange(24) % 6, rounds=199, seed=seed)[1]
        for seed in range(100)
    ]
    assert 0.03 <= (np.concatenate(low) <= 0.05).mean() <= 0.07


def test_nothing_in_nothing_out() -> None:
    """No rows are no error."""
    none, whole = np.empty(0), np.empty(0, int)
    assert not len(statistics.false_discovery(none, whole))
    assert not len(statistics.two_sided(none))
    assert not len(statistics.all_equal(np.empty((0, 6)), whole, 0.1))
    assert not len(statistics.at_least(none, whole, 0, whole))
    assert not len(statistics.distribution_distance(np.empty((0, 6)), whole, rounds=9, seed=1)[0])
