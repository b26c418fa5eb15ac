"""Everything that is wrong with the registry, at once: each problem with its tab, cell, value and remedy."""

from collections.abc import Collection
from datetime import date

from ejournal.registry.data import RegistryData
from ejournal.registry.problems import Problem


def check_registry(data: RegistryData, holidays: Collection[date]) -> list[Problem]:
    """All problems in the workbook's order; ``holidays`` are the public ones, the registry's own are added."""
    return list(data.problems)
