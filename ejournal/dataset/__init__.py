"""The dataset for notebooks, rules, scoring and reports: typed frames of one pinned revision."""

from ejournal.dataset.dataset import Dataset

__all__ = ["Dataset"]
