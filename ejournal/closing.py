"""A checkpoint closed as one step: the points computed anew, then posted (4.3)."""

from datetime import datetime

from ejournal import pipeline
from ejournal.config import Config
from ejournal.decisions.checkpoints import ClosingSummary, Order, close_checkpoint
from ejournal.decisions.readiness import Scope


def close(config: Config, scope: Scope, order: Order, *, at: datetime) -> ClosingSummary:
    """Score the checkpoint's semester and post the points of the scope's ready courses.

    Raises what scoring and closing raise: ParameterError, StoreBusy.
    """
    found = scope.semester, scope.checkpoint
    pipeline.score(config.workspace, semester=found[0], checkpoint=found[1], today=order.today, at=at)
    return close_checkpoint(config, scope, order, at=at)
