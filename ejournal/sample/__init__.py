"""The sample university: a registry and successive states of its workbooks, as teachers fill them, with their mistakes.

It stands outside the layers and shares no code with what reads workbooks, so that it can be held against the reader.
"""

from ejournal.sample.edits import Planted
from ejournal.sample.fill import State, rehearse, states, teachers_edits
from ejournal.sample.planters import check_plants, plant_orders
from ejournal.sample.truth import Meant, Truth
from ejournal.sample.university import Rows, university

__all__ = [
    "Meant",
    "Planted",
    "Rows",
    "State",
    "Truth",
    "check_plants",
    "plant_orders",
    "rehearse",
    "states",
    "teachers_edits",
    "university",
]
