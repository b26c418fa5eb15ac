"""All planters: importing this module enters them."""

from ejournal.sample import (
    planting_attendance,
    planting_cells,
    planting_columns,
    planting_controls,
    planting_filling,
    planting_plans,
    planting_structure,
    planting_unheld,
    planting_works,
)
from ejournal.sample.planting import LAST, PLANTERS, REFUSED, check_plants, clean_edits

__all__ = [
    "LAST",
    "PLANTERS",
    "REFUSED",
    "check_plants",
    "clean_edits",
    "planting_attendance",
    "planting_cells",
    "planting_columns",
    "planting_controls",
    "planting_filling",
    "planting_plans",
    "planting_structure",
    "planting_unheld",
    "planting_works",
]
