"""All planters, entered in their order: first those that need a workbook to themselves."""

from ejournal.sample import planting_cells, planting_columns, planting_structure
from ejournal.sample.planting import LAST, PLANTERS, REFUSED, check_plants, clean_edits

__all__ = [
    "LAST",
    "PLANTERS",
    "REFUSED",
    "check_plants",
    "clean_edits",
    "planting_cells",
    "planting_columns",
    "planting_structure",
]
