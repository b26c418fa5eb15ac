"""An executed notebook -> the elements it shows, in order, as JSON; what other tools showed is carried over plainly."""

import base64
import io
import re
from collections.abc import Iterator
from typing import Any

from ejournal.reports.elements import MIME

Json = dict[str, Any]
HIDDEN = frozenset({"remove_cell", "remove_output", "parameters", "injected-parameters"})
PIXELS_PER_MILLIMETRE = 96 / 25.4


def elements_of(notebook: Json) -> list[Json]:
    """Elements of all cells without a hiding tag: outputs of code cells, text of markdown cells."""
    shown = (cell for cell in notebook["cells"] if not HIDDEN & set(cell["metadata"].get("tags", [])))
    return [element for cell in shown for element in _elements(cell)]


def cover_of(elements: list[Json]) -> Json:
    """The first cover; a plain one without texts when the notebook shows none."""
    plain = {"kind": "cover", "institution": "", "title": "", "period": "", "scope": "", "basis": "", "revision": None}
    return next((element for element in elements if element["kind"] == "cover"), plain)


def _elements(cell: Json) -> Iterator[Json]:
    if cell["cell_type"] == "markdown":
        yield from markdown_elements(cell["source"])
    for output in cell.get("outputs", []):
        if output["output_type"] in ("display_data", "execute_result"):
            yield from _of_bundle(output["data"])
        elif output["output_type"] == "stream" and output["name"] == "stdout":
            yield _note(output["text"])


def _of_bundle(data: Json) -> Iterator[Json]:
    if MIME in data:
        yield data[MIME]
    elif "image/svg+xml" in data:
        yield _figure(data["image/svg+xml"], data.get("text/plain", ""))
    elif "image/png" in data:
        yield _figure(_wrapped(data["image/png"]), data.get("text/plain", ""))
    elif "text/plain" in data:
        yield _note(data["text/plain"])


def _figure(svg: str, alt: str) -> Json:
    width, height = _size(svg)
    return {"kind": "figure", "svg": svg, "width": width, "height": height, "caption": "", "alt": alt or "figure"}


def _wrapped(png: str) -> str:
    """A bitmap inside SVG, the one kind of picture that print knows; on white, for PDF/A-1 has no transparency."""
    from PIL import Image

    picture = Image.open(io.BytesIO(base64.b64decode(png))).convert("RGBA")
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture)
    buffer = io.BytesIO()
    ground.convert("RGB").save(buffer, format="png")
    data = base64.b64encode(buffer.getvalue()).decode()
    width, height = picture.size
    image = f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}px" height="{height}px">{image}</svg>'


def _size(svg: str) -> tuple[float, float]:
    units = {"pt": 25.4 / 72, "mm": 1.0, "cm": 10.0, "in": 25.4}
    head = re.search(r"<svg\b[^>]*>", svg)
    found = re.findall(r'\b(width|height)="([\d.]+)([a-z]*)"', head.group() if head else "")
    sizes = {name: float(value) * units.get(unit, 1 / PIXELS_PER_MILLIMETRE) for name, value, unit in found}
    return round(sizes.get("width", 150.0), 1), round(sizes.get("height", 100.0), 1)


def _note(text: str, items: list[str] | None = None) -> Json:
    return {"kind": "note", "text": text, "tone": "plain", "items": items or []}


def markdown_elements(source: str) -> Iterator[Json]:
    """Headings, lists and paragraphs of a markdown cell; emphasis, links and code lose their marks, not their words."""
    for block in re.split(r"\n\s*\n|\n(?=#)|(?<=\n)(?=#)", source.strip()):
        if heading := re.match(r"(#{1,6})\s+(.*)", block):
            yield {"kind": "heading", "text": _bare(heading[2]), "level": min(len(heading[1]), 3)}
            block = block[heading.end() :].strip()
        if not block:
            continue
        items = re.split(r"(?:^|\n)\s*(?:[-*+]|\d+[.)])\s+", block)
        yield _note(_bare(items[0]), [_bare(item) for item in items[1:]])


def _bare(text: str) -> str:
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", text)
    return " ".join(re.sub(r"(?<!\w)[*_](\S.*?\S|\S)[*_](?!\w)", r"\1", text).split())
