"""Marks into points, points into totals: pure functions over the frames of ``ejournal.columns``."""

from ejournal.scoring.averages import averages
from ejournal.scoring.difference import difference
from ejournal.scoring.membership import Membership, days, positions
from ejournal.scoring.points import points
from ejournal.scoring.results import results
from ejournal.scoring.totals import graded, passed, total_of

__all__ = [
    "Membership",
    "averages",
    "days",
    "difference",
    "graded",
    "passed",
    "points",
    "positions",
    "results",
    "total_of",
]
