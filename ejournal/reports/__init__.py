"""Reports: notebooks run with parameters, and what they show set as HTML and PDF."""

from ejournal.reports.elements import ColumnSpec, Cover, Figure, Heading, KeyFigures, Note, Signatures, Table

__all__ = ["ColumnSpec", "Cover", "Figure", "Heading", "KeyFigures", "Note", "Signatures", "Table"]
