"""A PDF as a reader sees it: its pages' words with their boxes, and the marks that archives ask for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw


@dataclass(frozen=True)
class Word:
    """One run of characters without a space, with the box around its ink, in points from the page's lower left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Word", slack: float = 0.4) -> bool:
        """Whether the two boxes share more than a hair."""
        across = min(self.right, other.right) - max(self.left, other.left)
        upright = min(self.top, other.top) - max(self.bottom, other.bottom)
        return across > slack and upright > slack


@dataclass(frozen=True)
class Page:
    """One page: its size in points, its text as extracted, and its words."""

    width: float
    height: float
    text: str
    words: list[Word]


@contextmanager
def opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    """The document, closed afterwards."""
    document = pdfium.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def pages_of(pdf: bytes) -> list[Page]:
    """Every page of the document."""
    with opened(pdf) as document:
        return [_page(page) for page in document]


def _page(page: pdfium.PdfPage) -> Page:
    text = page.get_textpage()
    try:
        width, height = page.get_size()
        return Page(width, height, text.get_text_bounded(), list(_words(text)))
    finally:
        text.close()
        page.close()


def _words(text: pdfium.PdfTextPage) -> Iterator[Word]:
    run: list[tuple[str, tuple[float, float, float, float]]] = []
    for at in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text.raw, at))
        if character.isspace() or raw.FPDFText_IsGenerated(text.raw, at) == 1:
            yield from _word(run)
            run = []
        else:
            run.append((character, text.get_charbox(at)))
    yield from _word(run)


def _word(run: list[tuple[str, tuple[float, float, float, float]]]) -> Iterator[Word]:
    if run:
        lefts, bottoms, rights, tops = zip(*(box for _, box in run), strict=True)
        yield Word("".join(c for c, _ in run), min(lefts), min(bottoms), max(rights), max(tops))


def is_tagged(pdf: bytes) -> bool:
    """Whether the document says that it is tagged, for screen readers."""
    with opened(pdf) as document:
        return bool(raw.FPDFCatalog_IsTagged(document.raw))


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Name of each font that a text uses -> whether it lies in the file."""
    fonts: dict[str, bool] = {}
    with opened(pdf) as document:
        for page in document:
            for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=5):
                font = raw.FPDFTextObj_GetFont(item.raw)
                fonts[_font_name(font)] = raw.FPDFFont_GetIsEmbedded(font) == 1
            page.close()
    return fonts


def _font_name(font: Any) -> str:
    import ctypes

    buffer = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(font, buffer, 200)
    return buffer.value.decode()
