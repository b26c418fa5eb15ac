"""How a table fits: measured words, even parts, columns that stay together."""

from typing import Any

import pytest

from ejournal.reports.fit import LANDSCAPE, MOST_KEYS, PORTRAIT, fit_table, runs, softened, stays_whole
from ejournal.reports.measure import BREAK, line_count, printable, soften, text_width, turned_lines, widest


def column(title: str = "а", **about: Any) -> dict[str, Any]:
    """One column as an element's JSON has it."""
    plain = {"title": title, "width": None, "align": "left", "rotate": False, "key": False, "group": ""}
    return plain | about


def table(columns: list[dict[str, Any]], *rows: list[str]) -> dict[str, Any]:
    """A table's JSON, its words softened."""
    return softened({"columns": columns, "rows": list(rows), "total": [], "caption": ""})


def test_words_are_measured_in_the_font_they_are_set_in() -> None:
    """Twice the size is twice the width, bold is wider, and a place to break has none."""
    assert text_width("өүң", 18) == pytest.approx(2 * text_width("өүң", 9))
    assert text_width("Имя", 9, bold=True) > text_width("Имя", 9)
    assert text_width(f"а{BREAK}б", 9) == text_width("аб", 9)
    assert widest([], 9) == 0


def test_a_width_in_millimetres_is_kept_where_there_is_room() -> None:
    """A place for a signature is as wide as asked for."""
    (part,) = fit_table(table([column(), column(width=42.0)], ["а", ""])).parts
    assert part.widths[1] == pytest.approx(42 / 25.4 * 72 + 7, abs=0.1)


def test_names_stand_on_one_line_where_the_page_has_room() -> None:
    """The key column gets its wish before running text does."""
    name, text = "Абдыкеримова Айгүл Төлөгөновна Кызы", "слово " * 60
    (part,) = fit_table(table([column(key=True), column()], [name, text])).parts
    assert part.widths[0] >= text_width(name, 9)
    assert sum(part.widths) <= PORTRAIT + 0.1


def test_figures_take_some_of_what_is_left_and_no_more() -> None:
    """Columns of figures breathe on a roomy page; the table is not stretched over it."""
    (part,) = fit_table(table([column(), column(align="right")], ["а", "5"])).parts
    assert 15 < part.widths[1] < 30
    assert sum(part.widths) < 60


def test_parts_of_a_wide_table_are_even() -> None:
    """Not seven disciplines on one page and one on the next."""
    groups = [column(f"до {at}", align="right", group=f"Дисциплина {at // 3}") for at in range(30)]
    fit = fit_table(table([column(key=True), *groups], ["Абдыкеримова Айгүл", *["14,67 из 20,00"] * 30]))
    sizes = [len(part.columns) - 1 for part in fit.parts]
    assert len(sizes) > 1
    assert max(sizes) - min(sizes) <= 3
    assert all(size % 3 == 0 for size in sizes)


def test_a_common_head_wider_than_a_page_is_cut_evenly() -> None:
    """Forty columns under one head: parts of like size, each with the head again, none wider than the page."""
    made = table([column(key=True), *[column(group="Все")] * 40], ["имя", *["слово слово"] * 40])
    fit = fit_table(made)
    assert all(sum(part.widths) <= LANDSCAPE + 0.1 for part in fit.parts)
    assert sorted(at for part in fit.parts for at in part.columns[1:]) == list(range(1, 41))
    assert {title for part in fit.parts for title, _ in runs(made, part.columns)} == {"", "Все"}


def test_a_long_common_head_widens_its_columns() -> None:
    """No word of it is wider than the columns under it."""
    made = table([column("1", group="Электротехника"), column("2", group="Электротехника")], ["5", "4"])
    (part,) = fit_table(made).parts
    assert sum(part.widths) >= text_width("Электротехника", 9, bold=True)


def test_too_many_keys_are_not_all_repeated() -> None:
    """Repeated columns never take more than half of a page; every column stands somewhere."""
    many = [column(key=True) for _ in range(30)]
    fit = fit_table(table(many, ["оченьдлинноеслово"] * 30))
    repeated = set.intersection(*(set(part.columns) for part in fit.parts))
    wide = sum(fit.parts[0].widths[fit.parts[0].columns.index(at)] for at in repeated)
    assert wide <= MOST_KEYS * LANDSCAPE
    assert set().union(*(part.columns for part in fit.parts)) == set(range(30))


def test_only_neighbours_share_a_head() -> None:
    """The same words over columns that are apart are two heads."""
    made = table([column(group="А"), column(), column(group="А"), column(group="А")], ["1"] * 4)
    assert runs(made, range(4)) == [("А", [0]), ("", [1]), ("А", [2, 3])]


@pytest.mark.parametrize(("rows", "whole"), [(5, True), (40, False)])
def test_low_tables_stay_whole(rows: int, whole: bool) -> None:
    """Five rows are kept together, forty are not."""
    assert stays_whole([1] * rows, 9) is whole


def test_lines_are_counted_as_they_are_set() -> None:
    """Words that do not fit go to the next line; an empty text is one line."""
    assert line_count("", 100, 9) == 1
    assert line_count("один два", 1000, 9) == 1
    assert line_count("один два", text_width("один", 9) + 1, 9) == 2
    assert line_count("один\nдва", 1000, 9) == 2


def test_overlong_words_may_break_at_their_signs() -> None:
    """Paths break after their slashes, other words after 22 characters; short words do not break."""
    assert soften("2026-1/ИТ-1-26/Асанов Алмаз.xlsx") == "2026-1/ИТ-1-26/Асанов Алмаз.xlsx"
    assert BREAK not in soften("Кыргызстандын тарыхы")
    assert soften("2026-1/ИТ-1-26/Асанов_Алмаз.xlsx").startswith(f"2026-{BREAK}1/{BREAK}ИТ-")
    assert max(len(piece) for piece in soften("х" * 100).split(BREAK)) == 22


def test_turned_heads_keep_their_lines_and_break_long_words() -> None:
    """A line end in the title is kept; a word longer than the head is high is broken where it may be."""
    assert turned_lines("успеваемость,\nдо 10", 8) == ["успеваемость,", "до 10"]
    assert turned_lines("", 8) == [""]
    lines = turned_lines(soften("х" * 60), 8)
    assert "".join(lines) == "х" * 60
    assert len(lines) == 3


def test_what_the_font_lacks_is_a_box() -> None:
    """One odd letter in a name does not stop the archive; Kyrgyz and Uzbek letters and dashes stay."""
    assert printable("ңөүҢӨҮ ўқғҳ — «№»") == "ңөүҢӨҮ ўқғҳ — «№»"
    assert printable("а\u0001б🦊\n") == "а б□\n"
