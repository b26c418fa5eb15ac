"""A comment on a cell, with the drawing that Excel shows it by."""

from html import escape

from lxml import etree

from ejournal.sample.package import Package, written
from ejournal.sample.sheet import MAIN, address

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_AFTER_DRAWING = ("legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
_COMMENTS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>{author}</author></authors>
<commentList><comment ref="{cell}" authorId="0"><text><t>{text}</t></text></comment></commentList></comments>"""
_DRAWING = """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"
 path="m,l,21600r21600,l21600,xe"/><v:shape id="_x0000_s1025" type="#_x0000_t202" style="position:absolute;
margin-left:80pt;margin-top:5pt;width:108pt;height:59pt;visibility:hidden" fillcolor="#ffffe1">
<x:ClientData ObjectType="Note"><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape></xml>"""


def comment(package: Package, part: str, row: int, column: int, author: str, text: str) -> bool:
    """Put a comment on a cell; False, and nothing done, where the tab has comments already."""
    sheet = package.sheet(part)
    if sheet.root.find(f"{MAIN}legacyDrawing") is not None:
        return False
    number = part.removeprefix("xl/worksheets/sheet").removesuffix(".xml")
    comments, drawing = f"xl/comments{number}.xml", f"xl/drawings/vmlDrawing{number}.vml"
    cell = address(row, column)
    package.parts[comments] = _COMMENTS.format(author=escape(author), cell=cell, text=escape(text)).encode()
    package.parts[drawing] = _DRAWING.format(row=row - 1, column=column - 1).encode()
    _declare(package, comments)
    relations = f"xl/worksheets/_rels/sheet{number}.xml.rels"
    _relate(package, relations, "comments", f"../comments{number}.xml", "rIdComments")
    _relate(package, relations, "vmlDrawing", f"../drawings/vmlDrawing{number}.vml", "rIdDrawing")
    element = etree.Element(f"{MAIN}legacyDrawing", {f"{{{_OFFICE}}}id": "rIdDrawing"})
    later = [index for index, child in enumerate(sheet.root) if etree.QName(child).localname in _AFTER_DRAWING]
    sheet.root.insert(later[0] if later else len(sheet.root), element)
    sheet.changed = True
    return True


def _declare(package: Package, comments: str) -> None:
    root = etree.fromstring(package.parts["[Content_Types].xml"])
    if not any(default.get("Extension") == "vml" for default in root):
        kind = "application/vnd.openxmlformats-officedocument.vmlDrawing"
        root.insert(0, etree.Element(f"{{{_TYPES}}}Default", Extension="vml", ContentType=kind))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{comments}", ContentType=kind)
    package.parts["[Content_Types].xml"] = written(root)


def _relate(package: Package, relations: str, kind: str, target: str, name: str) -> None:
    if relations in package.parts:
        root = etree.fromstring(package.parts[relations])
    else:
        root = etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
    etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=name, Type=f"{_OFFICE}/{kind}", Target=target)
    package.parts[relations] = written(root)
