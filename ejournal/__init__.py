"""Electronic class journal: teachers' spreadsheets in, one dataset, notebooks and reports out."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ejournal.dataset import Dataset

__all__ = ["Dataset"]


def __getattr__(name: str) -> Any:
    """The dataset on first use, so that a command that needs no frames does not wait for pandas."""
    if name == "Dataset":
        from ejournal.dataset import Dataset

        return Dataset
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
