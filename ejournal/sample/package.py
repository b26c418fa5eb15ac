"""An .xlsx file as a zip of XML parts: what a step does not touch stays byte for byte.

A small editor of its own: an openpyxl round trip takes half a second a workbook and loses extensions, and code of the
reader's would repeat the reader's mistakes.
"""

import os
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from ejournal.sample.sheet import MAIN, Sheet, Strings

_PACKAGE_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BOOK, _BOOK_RELATIONS, _STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_FIXED_TIME = (2026, 8, 27, 12, 0, 0)
_QUICK = 1
"""Compression level: a workbook is written in a few milliseconds, and is a fifth larger than Excel would make it."""


@dataclass(frozen=True)
class Tab:
    """One tab of the workbook: its title, its part in the zip, and whether people see it."""

    title: str
    part: str
    visible: bool


class Package:
    """One workbook in memory; sheets are parsed when they are asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.parts = {info.filename: archive.read(info) for info in archive.infolist()}
        self._sheets: dict[str, Sheet] = {}
        self.strings = Strings(self.parts[_STRINGS])

    def tabs(self) -> list[Tab]:
        """The tabs from left to right."""
        targets = {
            relation.get("Id"): relation.get("Target", "")
            for relation in etree.fromstring(self.parts[_BOOK_RELATIONS]).iter(f"{_PACKAGE_RELATIONS}Relationship")
        }
        return [
            Tab(
                sheet.get("name", ""),
                "xl/" + targets[sheet.get(f"{_OFFICE_RELATIONS}id")].removeprefix("/xl/"),
                sheet.get("state", "visible") == "visible",
            )
            for sheet in etree.fromstring(self.parts[_BOOK]).iter(f"{MAIN}sheet")
        ]

    def sheet(self, part: str) -> Sheet:
        """The cells of the tab that stands in this part."""
        if part not in self._sheets:
            self._sheets[part] = Sheet(self.parts[part], self.strings)
        return self._sheets[part]

    def title(self, part: str) -> str:
        """The title of the tab in this part."""
        return next(tab.title for tab in self.tabs() if tab.part == part)

    def rename(self, part: str, title: str) -> None:
        """Give a tab another title, also where the workbook's names (print area, filter) speak of it."""
        old = self.title(part)
        root = etree.fromstring(self.parts[_BOOK])
        for sheet in root.iter(f"{MAIN}sheet"):
            if sheet.get("name") == old:
                sheet.set("name", title)
        for name in root.iter(f"{MAIN}definedName"):
            name.text = named(old).sub(lambda match: f"{quoted(title)}!{match[1]}", name.text or "")
        self.parts[_BOOK] = written(root)

    def save(self) -> None:
        """Write the workbook beside its place, then put it there in one step."""
        for part, sheet in self._sheets.items():
            if sheet.changed:
                self.parts[part] = written(sheet.root)
        if self.strings.changed:
            self.parts[_STRINGS] = written(self.strings.root())
        temporary = self.path.with_name(f".{self.path.stem}.{os.getpid()}.tmp")
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICK) as archive:
            for name, content in self.parts.items():
                info = zipfile.ZipInfo(name, _FIXED_TIME)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, content)
        temporary.replace(self.path)


def quoted(title: str) -> str:
    """A tab's title as formulas and names write it."""
    return "'" + title.replace("'", "''") + "'"


def named(title: str) -> re.Pattern[str]:
    """Finds what the workbook's names say about cells of a tab, its title with or without apostrophes."""
    return re.compile(f"(?:{re.escape(quoted(title))}|(?<![\\w'.]){re.escape(title)})!([$A-Z0-9:]+)")


def written(root: etree._Element) -> bytes:
    """A part's XML as spreadsheet programs write it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
