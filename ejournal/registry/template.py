"""Writes the registry workbook by XlsxWriter: an instruction tab, then one tab per entity of ``model.REGISTRY``."""

from collections.abc import Mapping, Sequence
from datetime import datetime

ID_HEADER = "id"
INSTRUCTION = "Инструкция"
LIST_ROWS = 2000
LONG_LIST_ROWS = 20_000
LONG_TABS = frozenset({"students", "memberships", "curriculum", "load", "timetable"})
KIND_SUGGESTIONS = ("лк", "пр", "лб", "лк, пр", "лк, лб", "пр, лб", "лк, пр, лб")
NUMBER_FORMATS = {"int": "0", "number": "0.##", "date": "dd.mm.yyyy", "time": "hh:mm", "instant": "dd.mm.yyyy hh:mm"}
CREATED = datetime(2025, 9, 1)  # noqa: DTZ001
Rows = Mapping[str, Sequence[Mapping[str, object]]]
