"""All planters: importing this module enters them."""

from ejournal.sample import (
    planting_attendance,
    planting_cells,
    planting_columns,
    planting_controls,
    planting_filling,
    planting_objectivity,
    planting_orders,
    planting_plans,
    planting_structure,
    planting_unheld,
    planting_works,
)
from ejournal.sample.planting import PLANTERS, check_plants, clean_edits
from ejournal.sample.planting_ground import LAST
from ejournal.sample.planting_orders import plant_orders

__all__ = [
    "LAST",
    "PLANTERS",
    "check_plants",
    "clean_edits",
    "plant_orders",
    "planting_attendance",
    "planting_cells",
    "planting_columns",
    "planting_controls",
    "planting_filling",
    "planting_objectivity",
    "planting_orders",
    "planting_plans",
    "planting_structure",
    "planting_unheld",
    "planting_works",
]
