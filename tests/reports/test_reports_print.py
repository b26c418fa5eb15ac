"""The PDF measured: every text whole, inside its column and on its page, at 8 and at 60 columns; archives' marks."""

import datetime
import re
from collections import Counter
from itertools import combinations
from typing import Any

import pandas as pd
import pytest
from matplotlib.figure import Figure as Drawing
from printed import Page, Word, fonts_of, is_tagged, pages_of

from ejournal.errors import ReportError
from ejournal.reports.elements import ColumnSpec, Cover, Figure, Heading, KeyFigures, Note, Signatures, Table
from ejournal.reports.fit import LANDSCAPE, PORTRAIT, Fit, fit_table, softened
from ejournal.reports.print import Origin, print_elements

ORIGIN = Origin(12, "0.1.0+abcdef12", "a" * 64, "b" * 64, datetime.date(2026, 10, 31))
COVER = Cover("Жалал-Абадский государственный университет", "Отчёт о бөлүм", "октябрь 2026 г.", "Группа ИТ-1-26")
MARGIN = 15 / 25.4 * 72
NAMES = ("Абдыкеримова Айгүл Төлөгөновна", "Бөкөнбаев Өмүрбек Жеңишович", "Ким Ян", "Маматкулова Бегимай")


def cell(column: int, row: int) -> str:
    """A text that names its column and row in each of its words: some are figures' length, some are sentences."""
    tag = f"к{column:02}р{row:03}"
    return tag if column % 3 else f"{tag} {tag} ңөү{tag}"


def table(columns: int, rows: int, grouped: bool = False) -> Table:
    """A table of a number, a name, and tagged cells; every third column is running text, others are turned heads."""
    frame = pd.DataFrame({at: [cell(at, row) for row in range(rows)] for at in range(columns)})
    frame["number"], frame["name"] = range(1, rows + 1), [NAMES[row % len(NAMES)] for row in range(rows)]
    specs = [
        ColumnSpec("number", "№", align="right", key=True),
        ColumnSpec("name", "Студент", key=True),
        *(
            ColumnSpec(
                at,  # type: ignore[arg-type]
                f"г{at:02} Базы",
                align="left" if at % 3 == 0 else "right",
                rotate=at % 3 != 0,
                group=f"Дисциплина{at // 3:02}" if grouped else "",
            )
            for at in range(columns)
        ),
    ]
    return Table(frame, specs, "Таблица проверки", {"name": "Итого", **{at: cell(at, 999) for at in range(columns)}})


def printed(*elements: Any, origin: Origin = ORIGIN) -> list[Page]:
    """The pages of a report with the cover and these elements."""
    return pages_of(print_elements([COVER.to_json(), *(element.to_json() for element in elements)], origin))


def bounds(fit: Fit, column: int) -> list[tuple[float, float]]:
    """Where the column stands from left to right, in every part that holds it."""
    found = []
    for part in fit.parts:
        if column in part.columns:
            at = part.columns.index(column)
            left = MARGIN + sum(part.widths[:at])
            found.append((left, left + part.widths[at]))
    return found


def assert_nothing_overlaps(page: Page) -> None:
    """No word stands on another, and none beyond the margins."""
    assert [(a.text, b.text) for a, b in combinations(page.words, 2) if a.overlaps(b)] == []
    assert [w.text for w in page.words if w.left < MARGIN - 1 or w.right > page.width - MARGIN + 1] == []
    assert [w.text for w in page.words if w.bottom < 25 or w.top > page.height - 20] == []


def assert_each_cell_is_whole(pages: list[Page], columns: int, rows: int, fit: Fit) -> None:
    """Every cell's every word is there, in its own column, as often as it was written."""
    words = [word for page in pages for word in page.words]
    tagged = [(word, tag) for word in words for tag in re.findall(r"к(\d\d)р(\d\d\d)", word.text)]
    count = Counter((int(column), int(row)) for _, (column, row) in tagged)
    expected = {(at, row): 1 if at % 3 else 3 for at in range(columns) for row in [*range(rows), 999]}
    assert count == expected
    outside = [w.text for w, (column, _) in tagged if not _inside(w, bounds(fit, int(column) + 2))]
    assert outside == []
    heads = [(word, int(word.text[1:3])) for word in words if re.fullmatch(r"г\d\d", word.text)]
    assert {column for _, column in heads} == set(range(columns))
    assert [word.text for word, column in heads if not _inside(word, bounds(fit, column + 2))] == []


def _inside(word: Word, places: list[tuple[float, float]]) -> bool:
    return any(left - 0.3 <= word.left and word.right <= right + 0.3 for left, right in places)


@pytest.mark.parametrize(
    ("columns", "rows", "landscape", "parts"), [(4, 70, False, 1), (8, 60, True, 1), (60, 30, True, 3)]
)
@pytest.mark.parametrize("grouped", [False, True])
def test_every_cell_stands_whole_in_its_column(
    columns: int, rows: int, landscape: bool, parts: int, grouped: bool
) -> None:
    """At 4, 8 and 60 columns of text and figures nothing is clipped, overlapped or lost, and all pages have heads."""
    made = table(columns, rows, grouped)
    fit = fit_table(softened(made.to_json()))
    assert (fit.landscape, len(fit.parts) >= parts) == (landscape, True)
    pages = printed(made)
    for page in pages:
        assert_nothing_overlaps(page)
        assert (page.width > page.height) == landscape
        assert "Студент" in page.text
        assert "г" in page.text
    assert len(pages) > 1
    assert_each_cell_is_whole(pages, columns, rows, fit)


def test_wide_tables_repeat_names_and_keep_common_heads_together() -> None:
    """Each part of 60 columns holds the names again, says which part it is, and no discipline is torn apart."""
    made = table(60, 10, grouped=True)
    fit = fit_table(softened(made.to_json()))
    for part in fit.parts:
        assert part.columns[:2] == [0, 1]
        assert (len(part.columns) - 2) % 3 == 0
        assert sum(part.widths) <= LANDSCAPE + 0.1
    text = "\n".join(page.text for page in printed(made))
    assert text.count("Айгүл Төлөгөновна") == 3 * len(fit.parts)
    assert f"часть 1 из {len(fit.parts)}" in text
    sizes = [len(part.columns) for part in fit.parts]
    assert max(sizes) - min(sizes) <= 6


def test_a_narrow_table_stays_upright_and_is_not_stretched() -> None:
    """Three short columns take what they need of an upright page."""
    fit = fit_table(softened(table(1, 3).to_json()))
    assert (fit.landscape, fit.size, len(fit.parts)) == (False, 9.0, 1)
    assert sum(fit.parts[0].widths) < PORTRAIT


def test_each_page_says_whose_it_is_what_it_is_and_which() -> None:
    """Institution, title, scope and period at the head; origin and page of pages at the foot."""
    pages = printed(table(4, 70))
    for number, page in enumerate(pages, 1):
        top = [word.text for word in page.words if word.bottom > page.height - 60]
        assert {"Жалал-Абадский", "государственный", "университет", "Отчёт", "ИТ-1-26", "октябрь"} <= set(top)
        assert f"стр. {number} из {len(pages)}" in page.text
        assert "Набор данных: ревизия 12 · код 0.1.0+abcdef12 · параметры aaaaaaaa" in page.text


@pytest.mark.parametrize(
    ("language", "numbers"), [("ru", "стр. 1 из 1"), ("ky", "1 беттин 1-бети"), ("en", "page 1 of 1")]
)
def test_the_frame_speaks_the_reports_language(language: str, numbers: str) -> None:
    """Page numbers and origin are in the language of the report, and the document says which it is."""
    origin = Origin(None, "c", "p" * 8, "n" * 8, ORIGIN.today, language)
    pdf = print_elements([COVER.to_json()], origin)
    assert numbers in pages_of(pdf)[0].text
    assert f"/Lang({language})".encode() in pdf


def test_kyrgyz_letters_are_whole_in_both_weights() -> None:
    """ң, ө, ү and their capitals can be copied out of the print, and their glyphs have ink."""
    letters = "ңөүҢӨҮ"
    frame = pd.DataFrame({"a": [f"тең {letters}"]})
    (page,) = printed(Table(frame, [ColumnSpec("a", f"баш{letters}")], letters))
    assert page.text.count(letters) == 3
    boxes = [word for word in page.words if letters in word.text]
    assert all(word.right - word.left > 20 and word.top - word.bottom > 5 for word in boxes)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>#let x = 1</script>", "<script>#let x = 1</script>"),
        ('$a_1$ *не* _курсив_ "кавычки" -- ... \\', '$a_1$ *не* _курсив_ "кавычки" -- ... \\'),
        ("Айжан 🦊 Асанова", "Айжан □ Асанова"),
        ("а\tб\x00в\rг\x7fд", "а б в г□д"),
        ("office final", "office final"),
    ],
)
def test_texts_are_data_and_never_markup(text: str, shown: str) -> None:
    """What people typed is set as they typed it; a letter that no font has becomes a box and stops nothing."""
    frame = pd.DataFrame({"a": [text]})
    (page,) = printed(Table(frame, [ColumnSpec("a", "Имя")]))
    assert shown in page.text


def test_an_endless_word_is_broken_inside_its_column() -> None:
    """A path of 200 characters without a space stands in lines, all of it there, and widens no page."""
    path = "2026-1/ИТ-1-26/" + "оченьдлинноеимя" * 12 + ".xlsx"
    frame = pd.DataFrame({"a": [path], "b": ["рядом"]})
    (page,) = printed(Table(frame, [ColumnSpec("a", path), ColumnSpec("b", "Б")]))
    assert_nothing_overlaps(page)
    assert re.sub(r"\s|\u200b", "", page.text).count(path) == 2


def test_a_row_higher_than_a_page_goes_on_over_pages() -> None:
    """A cell of 3000 words loses none of them."""
    frame = pd.DataFrame({"a": [" ".join(f"с{at:04}" for at in range(3000))], "b": ["рядом"]})
    pages = printed(Table(frame, [ColumnSpec("a", "Текст"), ColumnSpec("b", "Б")]))
    found = {word.text for page in pages for word in page.words if re.fullmatch(r"с\d{4}", word.text)}
    assert len(found) == 3000
    for page in pages:
        assert_nothing_overlaps(page)


def test_a_short_table_is_not_broken_over_pages() -> None:
    """Four rows that do not fit the rest of the page stand on the next one, under their caption."""
    filler = Note("", items=[f"строка {at}" for at in range(44)])
    pages = printed(filler, table(2, 4))
    assert len(pages) == 2
    assert "Таблица проверки" not in pages[0].text
    assert all(f"р00{row}" in pages[1].text for row in range(4))


def test_a_heading_is_not_left_alone_at_the_foot() -> None:
    """A heading stands on the page of the table that it heads."""
    filler = Note("", items=[f"строка {at}" for at in range(45)])
    pages = printed(filler, Heading("Заголовок раздела"), table(2, 4))
    assert "Заголовок раздела" in pages[1].text


@pytest.mark.parametrize(("width", "height"), [(7, 40), (30, 4), (7, 2)])
def test_a_picture_fits_its_page(width: float, height: float) -> None:
    """However high or wide it was drawn, it stands whole on one page, with its caption."""
    drawing = Drawing(figsize=(width, height))
    drawing.text(0.5, 0.5, "середина")
    pages = printed(Figure(drawing, "Подпись", "слова"), Note("после"))
    assert sum("Подпись" in page.text for page in pages) == 1
    assert len(pages) <= 2


def test_half_transparent_pictures_are_made_opaque() -> None:
    """matplotlib's legend and an alpha of a line do not stop the archive's form (PDF/A-1)."""
    drawing = Drawing(figsize=(3, 2))
    axes = drawing.subplots()
    axes.plot([1, 2], label="а", alpha=0.5)
    axes.plot([2, 1], alpha=0.0)
    axes.legend()
    assert len(printed(Figure(drawing, "", "слова"))) == 1


def test_what_cannot_be_printed_names_the_report() -> None:
    """A picture that no reader understands is an error of ours, with the report's title."""
    broken = {"kind": "figure", "svg": "<svg", "width": 10, "height": 10, "caption": "", "alt": "а"}
    with pytest.raises(ReportError) as raised:
        print_elements([COVER.to_json(), broken], ORIGIN)
    assert raised.value.where == "Отчёт о бөлүм"


def test_a_wide_table_turns_its_own_pages_only() -> None:
    """What stands under another heading keeps its upright page."""
    pages = printed(Heading("Узкая"), table(2, 5), Heading("Широкая"), table(9, 5), Heading("Снова"), table(2, 5))
    assert [page.width > page.height for page in pages] == [False, True, False]


def test_all_elements_are_printed() -> None:
    """Cards, notes with lists, signatures: each text is on the page."""
    elements = [
        KeyFigures([("Заполнено, %", "91,9", "68 из 74"), ("Балл", "3,79", "")]),
        Note("Обратите внимание:", "warning", ["первое", "второе"]),
        Signatures([("Директор", ""), ("Куратор", "Орозбекова Ч. С.")], "подпись"),
    ]
    (page,) = printed(*elements)
    assert_nothing_overlaps(page)
    for text in ("Заполнено, %", "91,9", "68 из 74", "первое", "второе", "Директор", "Орозбекова Ч. С.", "подпись"):
        assert text in page.text


def test_the_file_is_fit_for_an_archive() -> None:
    """PDF/A-1a by its own metadata: tagged, its language named, all fonts inside, a picture with words (1.5, 2.4)."""
    drawing = Figure(Drawing(figsize=(2, 1)), "Подпись", "что видно")
    pdf = print_elements([COVER.to_json(), table(4, 3).to_json(), drawing.to_json()], ORIGIN)
    assert b"<pdfaid:part>1</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"/Alt" in pdf
    assert is_tagged(pdf)
    fonts = fonts_of(pdf)
    assert {name.split("+")[1] for name in fonts} == {"DejaVuSans", "DejaVuSans-Bold"}
    assert all(fonts.values())


def test_the_same_report_gives_the_same_bytes() -> None:
    """No clock and no chance in the file: two prints are equal, another day's print is another."""
    elements = [COVER.to_json(), table(8, 20).to_json()]
    assert print_elements(elements, ORIGIN) == print_elements(elements, ORIGIN)
    other = Origin(12, "0.1.0+abcdef12", "a" * 64, "b" * 64, datetime.date(2026, 11, 1))
    assert print_elements(elements, ORIGIN) != print_elements(elements, other)


def test_a_report_of_nothing_is_one_empty_page() -> None:
    """A notebook that shows nothing still prints with its head and foot."""
    (page,) = pages_of(print_elements([], ORIGIN))
    assert "стр. 1 из 1" in page.text
