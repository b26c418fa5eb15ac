"""The regulation made executable: rules over frames, whose findings say what, where, and what to do."""

from ejournal.rules import (
    absences,
    attendance,
    completeness,
    controls,
    entries,
    filling,
    homework,
    hours,
    lists,
    plans,
    rights,
    structure,
    timetable,
    topics,
    unheld,
)
from ejournal.rules.declaration import CATALOGUE, Inputs, Rule, rule
from ejournal.rules.lateness import timeliness
from ejournal.rules.run import message, remedy, run

__all__ = [
    "CATALOGUE",
    "Inputs",
    "Rule",
    "absences",
    "attendance",
    "completeness",
    "controls",
    "entries",
    "filling",
    "homework",
    "hours",
    "lists",
    "message",
    "plans",
    "remedy",
    "rights",
    "rule",
    "run",
    "structure",
    "timeliness",
    "timetable",
    "topics",
    "unheld",
]
