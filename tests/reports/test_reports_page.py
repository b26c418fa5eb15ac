"""The HTML report: one file that asks nothing of the network, in its language, without code."""

import re
from typing import Any

import nbformat
import pandas as pd
import pytest
from matplotlib.figure import Figure as Drawing

from ejournal.reports.elements import ColumnSpec, Cover, Figure, Heading, Note, Table
from ejournal.reports.page import html_page

ELEMENTS = (
    Cover("ЖАГУ", "Отчёт <за месяц>", "октябрь 2026 г.", "Группа ИТ-1-26"),
    Heading("Раздел"),
    Table(pd.DataFrame({"a": ["https://example.org/имя"]}), [ColumnSpec("a", "Имя")]),
    Figure(Drawing(figsize=(1, 1)), "Рисунок", "слова"),
    Note("Заметка"),
)


@pytest.fixture(scope="module")
def page() -> str:
    """A page of all kinds of output, some of which must not be seen."""
    code = nbformat.v4.new_code_cell("тайный_код = 1")
    shown = [nbformat.v4.new_output("display_data", data=element._repr_mimebundle_()) for element in ELEMENTS]
    frame: Any = pd.DataFrame({"b": [1]})
    data = {"text/html": frame._repr_html_(), "text/plain": "b"}
    streams = [nbformat.v4.new_output("stream", name=name, text=f"в {name}") for name in ("stdout", "stderr")]
    code.outputs = [*shown, nbformat.v4.new_output("display_data", data=data), *streams]
    hidden = nbformat.v4.new_markdown_cell("спрятано", metadata={"tags": ["remove_cell"]})
    cells = [hidden, nbformat.v4.new_markdown_cell("Слово *важное*"), code]
    return html_page(nbformat.v4.new_notebook(cells=cells), "ky", "Ревизия 7 & код")


def test_nothing_is_asked_of_the_network(page: str) -> None:
    """No address outside the file in any attribute or style, no script, and a policy that would refuse them."""
    found = re.findall(r"(?:src|href|action|poster|srcset)\s*=\s*[\"']?([^\"'>\s]{0,20})", page)
    assert {address.split(":")[0] for address in found} <= {"data", "#"}
    assert re.findall(r"url\(|@import|<script|<link|<iframe|javascript:", page) == []
    assert "default-src 'none'" in page


def test_the_page_says_its_language_and_title(page: str) -> None:
    """For screen readers, tabs and search: language, title with scope and period, a width for telephones."""
    assert '<html lang="ky">' in page
    assert "<title>Отчёт &lt;за месяц&gt; · Группа ИТ-1-26 · октябрь 2026 г.</title>" in page
    assert '<meta name="viewport"' in page
    assert page.count("<h1>") == 1


def test_outputs_and_words_are_shown_and_code_is_not(page: str) -> None:
    """All outputs and texts; no code, no hidden cell, nothing written to standard error."""
    for text in ("Раздел", "Рисунок", "Заметка", "важное", "в stdout", "https://example.org/имя"):
        assert text in page
    for text in ("тайный_код", "спрятано", "в stderr"):
        assert text not in page


def test_the_style_stands_once_and_the_origin_at_the_foot(page: str) -> None:
    """Each element brings its style; the page keeps one of them, and says what it was made from."""
    assert page.count(".ejr-scroll{overflow-x:auto") == 1
    assert "<footer>Ревизия 7 &amp; код</footer>" in page
