"""What an executed notebook shows, as elements in order."""

import base64
import io
from typing import Any

import nbformat
from matplotlib.figure import Figure

from ejournal.reports.collect import cover_of, elements_of, markdown_elements
from ejournal.reports.elements import Cover, Heading, Note


def shown(*outputs: Any, source: str = "", tags: tuple[str, ...] = ()) -> dict[str, Any]:
    """A notebook of one code cell with these outputs."""
    cell = nbformat.v4.new_code_cell(source, outputs=list(outputs))
    cell.metadata["tags"] = list(tags)
    return nbformat.v4.new_notebook(cells=[cell])


def bundle(data: dict[str, Any]) -> Any:
    """A displayed MIME bundle."""
    return nbformat.v4.new_output("display_data", data=data)


def test_elements_keep_their_order_over_cells() -> None:
    """A cell's elements follow those of the cell before it."""
    cells = [
        nbformat.v4.new_code_cell(outputs=[bundle(element._repr_mimebundle_()) for element in elements])
        for elements in ((Heading("Первый"), Note("Второй")), (Heading("Третий"),))
    ]
    found = elements_of(nbformat.v4.new_notebook(cells=cells))
    assert [element["text"] for element in found] == ["Первый", "Второй", "Третий"]


def test_hidden_cells_show_nothing() -> None:
    """Parameters, injected parameters and what is tagged for removal stay out of the report."""
    output = bundle(Heading("тайна")._repr_mimebundle_())
    for tag in ("parameters", "injected-parameters", "remove_cell", "remove_output"):
        assert elements_of(shown(output, tags=(tag,))) == []


def test_what_was_printed_is_a_note_and_what_was_complained_of_is_not() -> None:
    """Standard output is carried over; standard error is for who runs the notebook."""
    out, err = (nbformat.v4.new_output("stream", name=name, text=f"{name}\n") for name in ("stdout", "stderr"))
    assert [element["text"] for element in elements_of(shown(out, err))] == ["stdout\n"]


def test_other_tools_pictures_are_carried_over() -> None:
    """A bitmap keeps its size and loses its transparency, which PDF/A-1 forbids; words about it become its alt text."""
    buffer = io.BytesIO()
    Figure(figsize=(2, 1), dpi=96).savefig(buffer, format="png", transparent=True)
    data = {"image/png": base64.b64encode(buffer.getvalue()).decode(), "text/plain": "две линии"}
    (figure,) = elements_of(shown(bundle(data)))
    assert (figure["kind"], figure["width"], figure["height"], figure["alt"]) == ("figure", 50.8, 25.4, "две линии")
    inside = base64.b64decode(figure["svg"].split("base64,")[1].split('"')[0])
    assert inside[25] == 2  # the PNG's colour type: red, green, blue, and no alpha


def test_a_vector_picture_keeps_its_size() -> None:
    """Points, millimetres and pixels become millimetres."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="48px"></svg>'
    (figure,) = elements_of(shown(bundle({"image/svg+xml": svg})))
    assert (figure["width"], figure["height"]) == (25.4, 12.7)


def test_a_value_without_picture_is_shown_as_text() -> None:
    """A frame that is just named at a cell's end is not lost in print."""
    data = {"text/html": "<table></table>", "text/plain": "   a\n0  1"}
    assert elements_of(shown(bundle(data)))[0]["text"] == "   a\n0  1"


def test_markdown_becomes_headings_paragraphs_and_lists() -> None:
    """Marks of emphasis, links and code go, their words stay."""
    text = "# Итог\nПервый *абзац* и `код`.\n\n- раз [ссылка](https://example.org)\n- **два**\n\n##### Глубоко"
    first, paragraph, items, deep = markdown_elements(text)
    assert (first["text"], first["level"]) == ("Итог", 1)
    assert paragraph["text"] == "Первый абзац и код."
    assert items["items"] == ["раз ссылка", "два"]
    assert (deep["text"], deep["level"]) == ("Глубоко", 3)


def test_underscores_inside_words_are_no_emphasis() -> None:
    """Names such as as_of and course_id stay whole."""
    (note,) = markdown_elements("Параметры as_of и course_id, 2 * 3 * 4")
    assert note["text"] == "Параметры as_of и course_id, 2 * 3 * 4"


def test_the_cover_is_the_first_one_or_a_plain_one() -> None:
    """A notebook without cover still has heads and foot on its pages."""
    cover = Cover("ЖАГУ", "Отчёт", "октябрь", revision=3).to_json()
    assert cover_of([Heading("а").to_json(), cover, cover | {"title": "второй"}])["title"] == "Отчёт"
    assert cover_of([])["revision"] is None
