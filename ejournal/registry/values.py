"""What people really type into a registry cell -> a typed value; what cannot be read says how it is written."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from ejournal.i18n import Text
from ejournal.model import KIND_CODES, Field
from ejournal.registry.words import code_of

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 (a spreadsheet counts local days from here)
_SERIALS = range(36_526, 73_415)  # the days of 2000 to 2100: a date whose cell lost its format
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_DAY = re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4}|\d{2})(?:\s*г\.?)?\Z")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_TIME = re.compile(r"(\d{1,2})[:.\-](\d{2})(?::\d{2})?\Z")
_INSTANT = re.compile(r"(\S+(?:\s*г\.?)?)(?:,|\s|T)\s*(\d{1,2}[:.]\d{2}(?::\d{2})?)\Z")
_SEPARATORS = re.compile(r"[,;/+&.\s–-]+|\bи\b")


class Unreadable(ValueError):
    """The cell's value is of another kind than the column's; raised with nothing else, the field says the rest."""


EXAMPLES: dict[str, Text] = {
    "text": Text(
        "текст, например «ИТ-1-26»; формат ячейки: текстовый",
        "текст, мисалы «ИТ-1-26»; уячанын форматы: тексттик",
        "text such as «ИТ-1-26»; the cell's format is text",
    ),
    "int": Text("целое число, например 2", "бүтүн сан, мисалы 2", "a whole number such as 2"),
    "number": Text("число, например 32 или 4,5", "сан, мисалы 32 же 4,5", "a number such as 32 or 4.5"),
    "date": Text("дата: 01.09.2026", "күнү: 01.09.2026", "a date: 01.09.2026"),
    "time": Text("время: 08:00", "убактысы: 08:00", "a time: 08:00"),
    "instant": Text(
        "дата и время: 01.09.2026 08:00", "күнү жана убактысы: 01.09.2026 08:00", "date and time: 01.09.2026 08:00"
    ),
    "kinds": Text("лк, пр, лб через запятую", "лк, пр, лб үтүр аркылуу", "лк, пр, лб with commas between"),
}
"""Type of a field -> how its values are written."""


def cleaned(text: str) -> str:
    """Text without stray and invisible spaces, letters composed."""
    plain = _INVISIBLE.sub("", text.replace("\u00a0", " "))
    return unicodedata.normalize("NFC", " ".join(plain.split()))


def read_value(field: Field, raw: object) -> object:
    """The typed value of a cell, None for a blank one. Raises Unreadable."""
    if isinstance(raw, str):
        raw = cleaned(raw)
        if raw.upper() in _ERRORS:
            raise Unreadable
    if raw is None or raw == "":
        return None
    if isinstance(raw, bool):
        raise Unreadable
    return _READERS[field.type](field, raw)


def _text(field: Field, raw: object) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, int | float):
        return str(int(raw)) if float(raw).is_integer() else repr(raw)
    raise Unreadable  # a code such as 1-9 that the spreadsheet took for a date


def _number(field: Field, raw: object) -> float:
    if isinstance(raw, str):
        try:
            raw = float(raw.replace(" ", "").replace(",", "."))
        except ValueError:
            raise Unreadable from None
    if isinstance(raw, int | float) and abs(raw) < 1e15:  # also refuses NaN and infinity
        return float(raw)
    raise Unreadable


def _int(field: Field, raw: object) -> int:
    number = _number(field, raw)
    if not number.is_integer():
        raise Unreadable
    return int(number)


def _date(field: Field, raw: object) -> date:
    moment = _moment(raw)
    if moment is not None:
        return moment.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, str):
        return _written_date(raw)
    raise Unreadable


def _written_date(text: str) -> date:
    day, iso = _DAY.match(text), _ISO.match(text)
    try:
        if day:
            year = int(day[3]) + (2000 if len(day[3]) == 2 else 0)
            return date(year, int(day[2]), int(day[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        pass
    raise Unreadable


def _time(field: Field, raw: object) -> time:
    if isinstance(raw, time):
        return raw.replace(second=0, microsecond=0)
    if isinstance(raw, timedelta):
        return _clock(*divmod(round(raw.total_seconds() / 60), 60))
    if isinstance(raw, datetime) and raw.date() <= _EPOCH.date() + timedelta(days=1):
        return raw.time().replace(second=0, microsecond=0)
    if isinstance(raw, str) and (match := _TIME.match(raw)):
        return _clock(int(match[1]), int(match[2]))
    if isinstance(raw, str | int | float):
        return _time_of_number(_number(field, raw))
    raise Unreadable


def _time_of_number(number: float) -> time:
    """A fraction of a day, as a spreadsheet stores times, or hours and minutes typed as 8.30."""
    if 0 <= number < 1:
        return _clock(*divmod(round(number * 1440), 60))
    return _clock(int(number), round(number % 1 * 100))


def _clock(hours: int, minutes: int) -> time:
    try:
        return time(hours, minutes)
    except ValueError:
        raise Unreadable from None


def _instant(field: Field, raw: object) -> datetime:
    moment = _moment(raw)
    if moment is not None:
        return moment.replace(second=0, microsecond=0)
    if isinstance(raw, str) and (match := _INSTANT.match(raw)):
        return datetime.combine(_written_date(match[1].rstrip(",")), _time(field, match[2]))
    return datetime.combine(_date(field, raw), time())


def _moment(raw: object) -> datetime | None:
    """A moment as a spreadsheet stores it, with a date format or without one."""
    if isinstance(raw, datetime):
        return raw
    if isinstance(raw, int | float) and int(raw) in _SERIALS:
        return _EPOCH + timedelta(minutes=round(raw * 1440))
    return None


def _choice(field: Field, raw: object) -> str:
    code = code_of(field, _text(field, raw))
    if code is None:
        raise Unreadable
    return code


def _kinds(field: Field, raw: object) -> tuple[str, ...]:
    words = [word for word in _SEPARATORS.split(_text(field, raw)) if word]
    codes = {code_of(field, word) for word in words}
    if None in codes:
        raise Unreadable
    return tuple(code for code in KIND_CODES.values() if code in codes)


_READERS: dict[str, Callable[[Field, object], object]] = {
    "text": _text,
    "int": _int,
    "number": _number,
    "date": _date,
    "time": _time,
    "instant": _instant,
    "choice": _choice,
    "kinds": _kinds,
}
