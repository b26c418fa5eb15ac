"""Findings and points written back into the workbooks' own tabs; a teacher's cell is never touched."""

from ejournal.feedback.run import FeedbackSummary, feedback

__all__ = ["FeedbackSummary", "feedback"]
