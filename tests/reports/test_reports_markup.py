"""Elements as HTML: every text is escaped, heads span their columns, and the fragment is well formed."""

from html.parser import HTMLParser
from xml.etree import ElementTree

import pandas as pd
import pytest
from matplotlib.figure import Figure as Drawing

from ejournal.reports.elements import (
    MIME,
    ColumnSpec,
    Cover,
    Element,
    Figure,
    Heading,
    KeyFigures,
    Note,
    Signatures,
    Table,
)

EVIL = "<script>alert('кж')</script>&\"'"


def table(text: str = "а") -> Table:
    """A table that carries the text in every place a table has."""
    columns = [ColumnSpec("name", text, key=True), ColumnSpec("n", text, rotate=True, align="right", group=text)]
    return Table(pd.DataFrame({"name": [text], "n": [text]}), columns, text, {"name": text, "n": text})


ELEMENTS = (
    table(EVIL),
    Figure(Drawing(figsize=(1, 1)), EVIL, EVIL),
    Cover(EVIL, EVIL, EVIL, EVIL, EVIL),
    Heading(EVIL),
    Note(EVIL, "warning", [EVIL]),
    KeyFigures([(EVIL, EVIL, EVIL)]),
    Signatures([(EVIL, EVIL)], EVIL),
)


class Texts(HTMLParser):
    """Collects texts and tags of a fragment."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the tag."""
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        """Remember the text."""
        self.texts.append(data)


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.kind)
def test_no_text_becomes_markup(element: Element) -> None:
    """A name such as <script> is shown as it was typed, in text and attributes, and runs nowhere."""
    html = str(element._repr_mimebundle_()["text/html"])
    parser = Texts()
    parser.feed(html)
    assert "script" not in parser.tags
    assert EVIL in parser.texts
    assert html.count("<script") == 0


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.kind)
def test_fragments_are_well_formed(element: Element) -> None:
    """Each tag that opens closes, so that one element cannot swallow the rest of the page."""
    html = str(element._repr_mimebundle_()["text/html"])
    plain = html.replace("<br>", "").replace("&#x27;", "'")
    fragment = plain[plain.index('<div class="ejr">') :].replace("<i></i>", "")
    ElementTree.fromstring(_closed(fragment))  # noqa: S314 - our own text


def _closed(fragment: str) -> str:
    head, *images = fragment.split("<img ")
    return head + "".join("<img " + image.replace(">", "/>", 1) for image in images)


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.kind)
def test_each_bundle_holds_meaning_html_and_words(element: Element) -> None:
    """JupyterLab shows the HTML, print takes the meaning, a terminal the words."""
    bundle = element._repr_mimebundle_()
    assert set(bundle) == {MIME, "text/html", "text/plain"}
    assert bundle[MIME]["kind"] == element.kind  # type: ignore[index]


def test_a_common_head_spans_its_columns() -> None:
    """Two rows of heads: the common one over its columns, single ones over both rows."""
    columns = [ColumnSpec("a", "А"), *(ColumnSpec(name, name.upper(), group="Вместе") for name in "bc")]
    html = Table(pd.DataFrame({name: [1] for name in "abc"}), columns)._repr_mimebundle_()["text/html"]
    assert 'colspan="2">Вместе</th>' in str(html)
    assert str(html).count('rowspan="2"') == 1
    assert str(html).count("<tr>") == 3


def test_the_same_head_over_parted_columns_stands_twice() -> None:
    """Only columns next to each other are put together."""
    columns = [ColumnSpec("a", "А", group="Г"), ColumnSpec("b", "Б"), ColumnSpec("c", "В", group="Г")]
    html = str(Table(pd.DataFrame({name: [1] for name in "abc"}), columns)._repr_mimebundle_()["text/html"])
    assert html.count('colspan="1">Г</th>') == 2


def test_line_ends_are_kept() -> None:
    """A cell of two lines is two lines on the screen too."""
    assert "первая<br>вторая" in str(Note("первая\nвторая")._repr_mimebundle_()["text/html"])


def test_a_column_that_the_frame_lacks_is_an_error() -> None:
    """A table never shows an empty column in silence."""
    with pytest.raises(KeyError, match="gone"):
        Table(pd.DataFrame({"a": [1]}), [ColumnSpec("gone", "Нет")]).to_json()
