"""A checkpoint closed as one step: what was saved until now read, the points computed anew, then posted (4.3)."""

from datetime import datetime

from ejournal import pipeline
from ejournal.config import Config
from ejournal.decisions.checkpoints import ClosingSummary, Order, close_checkpoint
from ejournal.decisions.course_state import Scope
from ejournal.parameters import load_parameters
from ejournal.sync import sync


def close(config: Config, scope: Scope, order: Order, *, at: datetime) -> ClosingSummary:
    """Read the workbooks, score the checkpoint's semester, and post the points of the scope's ready courses.

    Correcting before the lock is a duty: what a teacher saved until now still counts. Raises what sync, scoring and
    closing raise: ParameterError, StoreBusy.
    """
    sync(config, load_parameters(config.parameters), at=at)
    found = scope.semester, scope.checkpoint
    pipeline.score(config.workspace, semester=found[0], checkpoint=found[1], today=order.today, at=at)
    return close_checkpoint(config, scope, order, at=at)
