"""The registry workbook: its template, its reading, its check, and its way into the dataset (3.1, 4.1)."""

from ejournal.registry.check import check_registry
from ejournal.registry.data import RegistryData, RegistryRow, TabPlace
from ejournal.registry.load import LoadSummary, load_registry
from ejournal.registry.problems import Problem
from ejournal.registry.read import read_registry
from ejournal.registry.template import Rows, write_registry
from ejournal.registry.workbook import check_workbook, load_workbook, write_ids

__all__ = [
    "LoadSummary",
    "Problem",
    "RegistryData",
    "RegistryRow",
    "Rows",
    "TabPlace",
    "check_registry",
    "check_workbook",
    "load_registry",
    "load_workbook",
    "read_registry",
    "write_ids",
    "write_registry",
]
