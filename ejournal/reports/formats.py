"""Values of a frame as the text of a report's cell, by language: a missing value is a dash, never a zero."""

import datetime
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from numbers import Real
from typing import cast

import pandas as pd

MISSING = "—"
Format = str | Callable[[object], str]


def half_up(value: float, decimals: int) -> Decimal:
    """The number rounded half up, as it is written on paper (0.125 to 2 decimals is 0.13)."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: float, decimals: int, language: str) -> str:
    """The number with these decimals; a decimal comma in Russian and Kyrgyz."""
    text = str(half_up(value, decimals))
    return text if language == "en" else text.replace(".", ",")


def as_text(value: object, how: Format, language: str) -> str:
    """The cell's text; ``how`` is text, integer, decimal1, decimal2, percent, share, date, day, or a function.

    ``percent`` shows a number of per cents with its sign, ``share`` a share 0-1 as per cents without it.
    """
    if callable(how):
        return how(value)
    if value is None or bool(pd.isna(value)):  # type: ignore[call-overload]
        return MISSING
    if how == "share":
        return percent(value, language)
    if how in ("date", "day"):
        return _date(value, "%d.%m.%Y" if how == "date" else "%d.%m")
    if how in _DECIMALS and isinstance(value, Real | Decimal):
        return number(float(value), _DECIMALS[how], language) + (" %" if how == "percent" else "")
    return _plain(value, language)


def percent(value: object, language: str) -> str:
    """A share 0-1 as per cent with one decimal and without its sign; a dash when missing."""
    if value is None or bool(pd.isna(value)):  # type: ignore[call-overload]
        return MISSING
    return number(100 * float(cast(float, value)), 1, language)


_DECIMALS = {"integer": 0, "decimal1": 1, "decimal2": 2, "percent": 1}


def _date(value: object, pattern: str) -> str:
    return value.strftime(pattern) if isinstance(value, datetime.date) else str(value)


def _plain(value: object, language: str) -> str:
    if isinstance(value, datetime.date):
        return _date(value, "%d.%m.%Y")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else number(value, 2, language)
    return str(value)
