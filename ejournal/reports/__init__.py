"""Reports: notebooks run with parameters, and what they show set as HTML and PDF."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ejournal.reports.elements import ColumnSpec, Cover, Figure, Heading, KeyFigures, Note, Signatures, Table

__all__ = ["ColumnSpec", "Cover", "Figure", "Heading", "KeyFigures", "Note", "Signatures", "Table"]


def __getattr__(name: str) -> Any:
    """The elements on first use, so that listing the notebooks does not wait for pandas."""
    if name in __all__:
        from ejournal.reports import elements

        return getattr(elements, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
