"""Workbooks into the dataset: bind, compare with what was last read, store the differences as events."""

from ejournal.sync.run import SyncSummary, sync

__all__ = ["SyncSummary", "sync"]
