"""The words of a printed report."""

from pathlib import Path

import pypdfium2 as pdfium


def text_of(pdf: Path) -> str:
    """All pages' text, its lines put together by single spaces."""
    document = pdfium.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).split())
