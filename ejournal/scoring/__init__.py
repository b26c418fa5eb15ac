"""Marks into points, points into totals: pure functions over the frames of ``ejournal.columns``."""

from ejournal.scoring.membership import Membership, days, positions
from ejournal.scoring.points import points
from ejournal.scoring.totals import graded, passed, total_of

__all__ = ["Membership", "days", "graded", "passed", "points", "positions", "total_of"]
