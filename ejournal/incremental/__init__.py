"""Validation and scoring of what changed since the last time, equal to what computing everything anew would give."""

from ejournal.incremental.ground import Task
from ejournal.incremental.scoring import Checkpoint, renew_scores, scored
from ejournal.incremental.validation import found_of, renew_findings

__all__ = ["Checkpoint", "Task", "found_of", "renew_findings", "renew_scores", "scored"]
