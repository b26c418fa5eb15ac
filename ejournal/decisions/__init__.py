"""Decisions that the regulation gives to somebody: closing and reopening of checkpoints, and what follows from them."""

from ejournal.decisions.checkpoints import ClosingSummary, Order, close_checkpoint
from ejournal.decisions.outbox import OutboxSummary, apply_outbox, request
from ejournal.decisions.readiness import CourseState, Scope, course_states
from ejournal.decisions.reopening import Grant, Reopened, reopen

__all__ = [
    "ClosingSummary",
    "CourseState",
    "Grant",
    "Order",
    "OutboxSummary",
    "Reopened",
    "Scope",
    "apply_outbox",
    "close_checkpoint",
    "course_states",
    "reopen",
    "request",
]
