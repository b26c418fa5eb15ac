"""Drop-downs and colours of a journal's tab: they offer and show, and never reject what is typed."""

from collections.abc import Iterable
from itertools import product

from ejournal.sheets.layout import (
    FIRST_COLUMN,
    FIRST_STUDENT_ROW,
    LISTS,
    ROW_CONTROL,
    ROW_COUNTED,
    ROW_DATE,
    ROW_PAIR,
    ROW_WORK_TYPE,
    address,
    area,
    letters,
    quoted,
)
from ejournal.sheets.templates_page import Page
from ejournal.sheets.texts import (
    CANCELLED,
    CONTROL_PROMPT,
    CONTROL_WRONG,
    MARK_WRONG,
    ROW_LABELS,
    TITLES,
    WORK_TYPE_WRONG,
)
from ejournal.sheets.workbook import LessonColumn, WorkbookSpec

LISTS_MARKS_ROW = 2
"""Row of the lists' tab that holds the marks: those offered first, then all that are taken without a word."""
LISTS_TYPES_ROW = 3
"""Row of the lists' tab that holds the plain list of work types."""
LISTS_FIRST_COLUMN = 3
"""Column of the lists' tab where the lists begin; the plan's own type stands left of it."""
MAX_ABSENT = 60
LOOK_ALIKES = {"к": "k", "н": "h", "б": "b", "у": "y"}
"""Cyrillic letters of the words for absence -> Latin ones that a keyboard in the wrong layout gives."""


def offered_types(spec: WorkbookSpec, lesson: LessonColumn | None) -> tuple[str, ...]:
    """The work types of one lesson's drop-down: its own, or all of the workbook where it names none."""
    return lesson.work_types if lesson and lesson.work_types else spec.work_types


def accepted_marks(spec: WorkbookSpec) -> tuple[str, ...]:
    """What a mark's cell takes without a warning: the offered marks first, then the rest, each once."""
    return tuple(dict.fromkeys((*spec.mark_values, *spec.more_marks)))


def offer(page: Page) -> None:
    """Drop-downs for marks and work types, and a number for ``Нет``."""
    place, last = page.place, page.place.last_student
    message = MARK_WRONG.format(page.language, values=", ".join(page.spec.mark_values))
    first = LISTS_FIRST_COLUMN
    listed = area(LISTS_MARKS_ROW, first, LISTS_MARKS_ROW, first - 1 + len(accepted_marks(page.spec)))
    marks = {
        "validate": "list",
        "source": f"={quoted(TITLES[LISTS][page.language])}!{listed}",
        "error_type": "information",
        "error_message": message,
    }
    page.sheet.data_validation(FIRST_STUDENT_ROW - 1, FIRST_COLUMN - 1, last - 1, place.last_item - 1, marks)
    for number, column in enumerate(place.lesson_columns, 1):
        _offer_work_types(page, column, number)
    _offer_number(page)


def _offer_work_types(page: Page, column: int, number: int) -> None:
    """The plan's work type first, then the list; the row of this lesson in the hidden lists."""
    lessons = page.journal.lessons
    lesson = lessons[number - 1] if number <= len(lessons) else None
    row = page.lists_row + number - 1
    last = LISTS_FIRST_COLUMN - 1 + len(offered_types(page.spec, lesson))
    source = f"={quoted(TITLES[LISTS][page.language])}!{area(row, LISTS_FIRST_COLUMN - 1, row, last)}"
    rule = {
        "validate": "list",
        "source": source,
        "error_type": "information",
        "error_message": WORK_TYPE_WRONG[page.language],
    }
    page.sheet.data_validation(ROW_WORK_TYPE - 1, column - 1, ROW_WORK_TYPE - 1, column - 1, rule)


def _offer_number(page: Page) -> None:
    rule = {
        "validate": "integer",
        "criteria": "between",
        "minimum": 0,
        "maximum": MAX_ABSENT,
        "error_type": "information",
        "error_message": CONTROL_WRONG[page.language],
        "input_title": ROW_LABELS[ROW_CONTROL][page.language],
        "input_message": CONTROL_PROMPT[page.language],
    }
    page.sheet.data_validation(ROW_CONTROL - 1, FIRST_COLUMN - 1, ROW_CONTROL - 1, page.place.last_lesson - 1, rule)


def colour(page: Page) -> None:
    """Colours of header and body.

    LibreOffice lets only the first true rule of a range apply and Excel merges them, so no two ranges overlap.
    """
    _colour_header(page)
    _colour_body(page)
    _rules(page, (FIRST_STUDENT_ROW, 4, page.place.last_student, 5), [("even", _even())])


def _colour_header(page: Page) -> None:
    at = letters(FIRST_COLUMN)
    lesson, last = f'{at}$1<>""', page.place.last_lesson
    agrees = f'{at}$8<>"",{at}$8&""={at}$9&""'
    complete = ("complete", f'=AND({lesson},{at}$7<>"",{agrees})')
    due = ("due", f'=AND({lesson},{at}$3<TODAY(),{at}$5<>"{CANCELLED[page.language]}")')
    today = ("today_head", f"=AND({lesson},{at}$3=TODAY())")
    disagrees = ("disagrees", f'=AND({lesson},{at}$8<>"",{at}$8&""<>{at}$9&"")')
    _rules(page, (ROW_DATE, FIRST_COLUMN, ROW_DATE, last), [today, complete, due])
    _rules(page, (ROW_PAIR, FIRST_COLUMN, ROW_WORK_TYPE, last), [complete, due])
    _rules(page, (ROW_CONTROL, FIRST_COLUMN, ROW_COUNTED, last), [disagrees, complete, due])


def _colour_body(page: Page) -> None:
    """Non-members greyed, then absences and low marks, then today's column."""
    place, row, last = page.place, FIRST_STUDENT_ROW, page.place.last_student
    at = letters(FIRST_COLUMN)
    outside = f'=AND({at}$1<>"",$B{row}<>"",OR({at}$3<$B{row},AND($C{row}<>"",{at}$3>$C{row})))'
    today = ("today", f'=AND({at}$1<>"",{at}$3=TODAY())')
    lessons = [("not_member", outside), *_mark_rules(page.spec, FIRST_COLUMN), today, ("even", _even())]
    _rules(page, (row, FIRST_COLUMN, last, place.last_lesson), lessons)
    if place.item_columns:
        items = [*_mark_rules(page.spec, place.first_item), ("even", _even())]
        _rules(page, (row, place.first_item, last, place.last_item), items)


def _mark_rules(spec: WorkbookSpec, column: int) -> list[tuple[str, str]]:
    """Absent, excused and marks of 2 and less; array constants are not allowed here, so every word is compared."""
    cell = address(FIRST_STUDENT_ROW, column)
    return [
        ("absent", _any_of(cell, spec.absent_words)),
        ("excused", _any_of(cell, spec.excused_words)),
        ("low", _any_of(cell, ("0", "1", "2"))),
    ]


def spellings(words: Iterable[str]) -> list[str]:
    """Each word once, also with the Latin letters that look the same; case does not matter to a spreadsheet."""
    letters_of = [[(letter, LOOK_ALIKES.get(letter, letter)) for letter in word.casefold()] for word in words]
    return list(dict.fromkeys("".join(choice) for word in letters_of for choice in product(*word)))


def _any_of(cell: str, words: tuple[str, ...]) -> str:
    each = [word.replace('"', '""') for word in spellings(words)]
    return "=OR(" + ",".join(f'TRIM({cell})="{word}"' for word in each) + ")" if each else "=FALSE"


def _even() -> str:
    return "=MOD(ROW(),2)=1"


def _rules(page: Page, corners: tuple[int, int, int, int], rules: list[tuple[str, str]]) -> None:
    first_row, first_column, last_row, last_column = (number - 1 for number in corners)
    for name, formula in rules:
        rule = {"type": "formula", "criteria": formula, "format": page.formats.rule(name), "stop_if_true": True}
        page.sheet.conditional_format(first_row, first_column, last_row, last_column, rule)
