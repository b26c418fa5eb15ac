"""An xlsx file as a zip of parts: which part is which tab, and a copy in which only named parts differ."""

import copy
import hashlib
import io
import posixpath
import zipfile
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from lxml import etree

from ejournal.errors import WorkbookError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WORKBOOK = "xl/workbook.xml"
WORKBOOK_RELATIONS = "xl/_rels/workbook.xml.rels"
CONTENT_TYPES = "[Content_Types].xml"


def tag(name: str) -> str:
    """A spreadsheet element's name with its namespace."""
    return f"{{{MAIN}}}{name}"


def parse(data: bytes) -> etree._Element:
    """The root of a part; entities are not resolved and nothing is fetched."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def serialise(root: etree._Element) -> bytes:
    """A part's bytes as office programs write them."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


class Package:
    """The bytes of one xlsx file and its parts; raises WorkbookError (workbook_unreadable) when it is damaged."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self.sha256 = hashlib.sha256(data).hexdigest()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._relations = parse(self._zip.read(WORKBOOK_RELATIONS))
            self._book = parse(self._zip.read(WORKBOOK))
        except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
            raise WorkbookError("the workbook is damaged", code="workbook_unreadable", where=str(path)) from error

    def read(self, name: str) -> bytes:
        """The unpacked bytes of one part."""
        return self._zip.read(name)

    @cached_property
    def sheets(self) -> dict[str, str]:
        """Tab title -> name of its part, in the workbook's order."""
        targets = {relation.get("Id"): relation.get("Target") for relation in self._relations}
        sheets = self._book.iterfind(f"{tag('sheets')}/{tag('sheet')}")
        return {str(sheet.get("name")): _part_name(str(targets[sheet.get(RELATION_ID)])) for sheet in sheets}

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings, rich text joined and reading aids left out."""
        name = self._related("/sharedStrings")
        return [] if name is None else [plain_text(item) for item in parse(self.read(name)).iterfind(tag("si"))]

    @property
    def counts_from_1904(self) -> bool:
        """Whether the workbook's days count from 1904 (old Macintosh files)."""
        properties = self._book.find(tag("workbookPr"))
        return properties is not None and properties.get("date1904") in ("1", "true")

    def without_calculation_chain(self) -> dict[str, bytes | None]:
        """The parts that change when the chain goes; Excel builds it anew, but refuses one that names no formula."""
        name = self._related("/calcChain")
        if name is None:
            return {}
        relations, types = copy.deepcopy(self._relations), parse(self.read(CONTENT_TYPES))
        _drop(relations, lambda item: str(item.get("Type")).endswith("/calcChain"))
        _drop(types, lambda item: item.get("PartName") == f"/{name}")
        return {name: None, WORKBOOK_RELATIONS: serialise(relations), CONTENT_TYPES: serialise(types)}

    def _related(self, kind: str) -> str | None:
        found = (relation for relation in self._relations if str(relation.get("Type")).endswith(kind))
        name = next((_part_name(str(relation.get("Target"))) for relation in found), None)
        return name if name in self._zip.NameToInfo else None

    def with_parts(self, changed: dict[str, bytes | None]) -> bytes:
        """The file with these parts replaced (None: left out); all others keep bytes, order and dates."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
            for info in self._zip.infolist():
                data = changed.get(info.filename, b"") if info.filename in changed else self._zip.read(info)
                if data is not None:
                    target.writestr(_same_entry(info), data)
        return buffer.getvalue()


def plain_text(element: etree._Element) -> str:
    """The text of a string item: its own and its runs', without phonetic aids."""
    runs = element.iterfind(f"{tag('r')}/{tag('t')}")
    return "".join(node.text or "" for node in (*element.iterfind(tag("t")), *runs))


def _part_name(target: str) -> str:
    """A relation's target seen from the workbook -> the part's name in the zip."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _drop(root: etree._Element, unwanted: Callable[[etree._Element], bool]) -> None:
    for item in [item for item in root if unwanted(item)]:
        root.remove(item)


def _same_entry(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(info.filename, info.date_time)
    entry.compress_type = info.compress_type
    entry.external_attr = info.external_attr
    entry.create_system = info.create_system
    return entry
