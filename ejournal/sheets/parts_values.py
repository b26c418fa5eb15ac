"""What can be put into a cell, and how it stands in a worksheet's XML."""

import datetime as dt
import re
from dataclasses import dataclass

from lxml import etree

from ejournal.sheets.parts_package import tag

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class Link:
    """A cell that leads to another cell of the workbook: ``target`` as ``'Tab'!F9``."""

    target: str
    text: str


@dataclass(frozen=True)
class Cached:
    """A new shown value of a formula, which itself stays."""

    value: str | float


CellValue = str | int | float | dt.date | Link | Cached | None


def shown(value: CellValue) -> str:
    """A value's text as ``Sheet.text`` gives it once the value stands in a cell (a date: not told)."""
    if isinstance(value, Link):
        return _ILLEGAL.sub("", value.text)
    if isinstance(value, str):
        return _ILLEGAL.sub("", value)
    return "" if value is None or isinstance(value, Cached | dt.date) else _digits(value)


def _digits(value: float) -> str:
    return repr(int(value) if float(value).is_integer() else value)


def fill(cell: etree._Element, value: CellValue, epoch: dt.date) -> None:
    """Empties a cell and puts the value in: text inline, so that no other part changes."""
    for child in list(cell):
        cell.remove(child)
    for name in ("t", "cm", "vm"):
        cell.attrib.pop(name, "")
    if isinstance(value, Link):
        target, text = (part.replace('"', '""') for part in (value.target, value.text))
        etree.SubElement(cell, tag("f")).text = _ILLEGAL.sub("", f'HYPERLINK("#{target}","{text}")')
        show(cell, value.text)
    elif isinstance(value, str) and value:
        cell.set("t", "inlineStr")
        text_node = etree.SubElement(etree.SubElement(cell, tag("is")), tag("t"), {_SPACE: "preserve"})
        text_node.text = _ILLEGAL.sub("", value)
    elif value is not None and not isinstance(value, str | Cached):
        show(cell, _number(value, epoch))


def show(cell: etree._Element, value: str | float) -> None:
    """The shown value of a number or a formula."""
    cell.attrib.pop("t", "")
    node = cell.find(tag("v"))
    node = etree.SubElement(cell, tag("v")) if node is None else node
    if isinstance(value, str):
        cell.set("t", "str")
        node.text = _ILLEGAL.sub("", value)
    else:
        node.text = _digits(value)


def _number(value: float | dt.date, epoch: dt.date) -> float:
    """A number, or the days of a date from the workbook's epoch."""
    if isinstance(value, dt.datetime):
        midnight = dt.datetime.combine(value.date(), dt.time(), value.tzinfo)
        return (value.date() - epoch).days + (value - midnight) / dt.timedelta(days=1)
    return (value - epoch).days if isinstance(value, dt.date) else value
