"""The regulation made executable: rules over frames, whose findings say what, where, and what to do."""

from ejournal.rules import completeness, entries, structure
from ejournal.rules.declaration import CATALOGUE, Inputs, Rule, rule
from ejournal.rules.lateness import timeliness
from ejournal.rules.run import message, remedy, run

__all__ = [
    "CATALOGUE",
    "Inputs",
    "Rule",
    "completeness",
    "entries",
    "message",
    "remedy",
    "rule",
    "run",
    "structure",
    "timeliness",
]
