"""Writes the registry workbook by XlsxWriter: an instruction tab, then one tab per entity of ``model.REGISTRY``."""

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from ejournal.errors import RegistryError
from ejournal.model import KIND_CODES, REGISTRY, TABS, Field, Tab
from ejournal.registry.check_texts import GUIDE, GUIDE_TITLE, ORDERS, TAB_NOTES
from ejournal.sheets import lock_file

ID_HEADER = "id"
INSTRUCTION = "Инструкция"
LIST_ROWS = 2000
LONG_LIST_ROWS = 20_000
LONG_TABS = frozenset({"students", "memberships", "curriculum", "load", "timetable"})
KIND_SUGGESTIONS = ("лк", "пр", "лб", "лк, пр", "лк, лб", "пр, лб", "лк, пр, лб")
NUMBER_FORMATS = {"int": "0", "number": "0.##", "date": "dd.mm.yyyy", "time": "hh:mm", "instant": "dd.mm.yyyy hh:mm"}
CREATED = datetime(2025, 9, 1)  # noqa: DTZ001
Rows = Mapping[str, Sequence[Mapping[str, object]]]
