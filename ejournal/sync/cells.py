"""Cells as people leave them: text, dates typed as text, numbers as text and as floats."""

import re
import unicodedata
from datetime import date, datetime, timedelta

_DATE = re.compile(r"^(\d{1,2})[./-](\d{1,2})(?:[./-](\d{2}|\d{4}))?(?:\s*г\.?)?$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?$")
_EPOCH = date(1899, 12, 30)
_SERIALS = range(36_526, 73_415)  # 2000 to 2100


def text(value: object) -> str:
    """The value as text: stray and no-break spaces gone, ``5.0`` as ``5``, dates in ISO form, blank as ''."""
    if isinstance(value, str):
        return " ".join(value.replace("\u200b", "").split())
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value)


def day(value: object, around: date | None = None) -> date | None:
    """A date from a date cell, a serial number or text; a year left out is the one nearest to ``around``."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _SERIALS:
        return _EPOCH + timedelta(days=int(value))
    return _typed_day(unicodedata.normalize("NFKC", text(value)), around)


def _typed_day(typed: str, around: date | None) -> date | None:
    try:
        if iso := _ISO.match(typed):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if not (match := _DATE.match(typed)):
            return None
        month, number = int(match[2]), int(match[1])
        if match[3]:
            year = int(match[3])
            return date(year + 2000 if year < 100 else year, month, number)
        if around is None:
            return None
        candidates = [date(around.year + shift, month, number) for shift in (-1, 0, 1)]
        return min(candidates, key=lambda candidate: abs(candidate - around))
    except ValueError:
        return None


def number(value: object) -> int | None:
    """A whole number from a number or text; None for anything else."""
    typed = unicodedata.normalize("NFKC", text(value))
    return int(typed) if typed.isdecimal() and len(typed) <= 4 else None
