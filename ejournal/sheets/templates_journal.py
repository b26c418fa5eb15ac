"""A journal's tab: hidden ids, header, students, reserve, independent work and notes (3.5)."""

from ejournal.i18n import KINDS
from ejournal.sheets import layout
from ejournal.sheets.layout import COL_NAME, COL_NUMBER, FIRST_COLUMN, FIRST_STUDENT_ROW, address, area, letters
from ejournal.sheets.templates_geometry import ROWS_BELOW
from ejournal.sheets.templates_order import from_plan
from ejournal.sheets.templates_page import PROTECTION, Page
from ejournal.sheets.templates_rules import colour, offer, spellings
from ejournal.sheets.texts import INDEPENDENT, NOTES, NUMBER, PAGE, ROW_LABELS, TO_TODAY
from ejournal.sheets.workbook import LessonColumn, StudentRow, WorkItem

HEIGHTS = {2: 46, 3: 19, 4: 17, 5: 17, 6: 100, 7: 84, 8: 20, 9: 19}
"""Header row -> its height in pixels; the header stays in view, so it leaves a laptop's screen to the names."""
BODY_HEIGHT = 21
LESSON_PIXELS = 43
NOTE_PIXELS = 110


def write_journal(page: Page) -> None:
    """The whole tab, its drop-downs, colours, protection and print set-up."""
    _frame(page)
    for number, column in enumerate(page.place.lesson_columns, 1):
        _lesson(page, column, number)
    for number, column in enumerate(page.place.item_columns, 1):
        _item(page, column, number)
    for column in page.place.note_columns:
        _note(page, column)
    for number, row in enumerate(page.place.rows, 1):
        _student(page, row, number)
    _below(page)
    offer(page)
    colour(page)
    _view(page)
    _print(page)


def today_column(page: Page) -> int:
    """The last lesson's column up to today; the first one before the semester."""
    past = [number for number, lesson in enumerate(page.journal.lessons) if lesson.date <= page.spec.today]
    return FIRST_COLUMN + max(past, default=0)


def _frame(page: Page) -> None:
    """Marker, title, labels and the link to today's column."""
    page.put(1, 1, str(layout.marker(layout.JOURNAL, page.journal.id)), "hidden")
    page.merge(layout.ROW_TITLE, COL_NUMBER, COL_NAME, page.journal.heading, "title")
    for row, label in ROW_LABELS.items():
        last = row == layout.ROW_COUNTED
        page.put(row, COL_NAME, label[page.language], "label_last" if last else "label")
        page.put(row, COL_NUMBER, None, "head_number" if last else "label")
    page.put(layout.ROW_COUNTED, COL_NUMBER, NUMBER[page.language], "head_number")
    page.formula(layout.ROW_TOPIC, COL_NUMBER, _today_link(page), TO_TODAY[page.language], "link")


def _today_link(page: Page) -> str:
    """A link to the last date up to today, wherever its column stands."""
    dates = area(layout.ROW_DATE, FIRST_COLUMN, layout.ROW_DATE, page.place.last_lesson)
    last_date = f"SUMPRODUCT(MAX(({dates}<=TODAY())*{dates}))"
    column = f"COLUMN(${letters(FIRST_COLUMN)}$3)-1+IFERROR(MATCH({last_date},{dates},0),1)"
    return f'=HYPERLINK("#"&ADDRESS({FIRST_STUDENT_ROW},{column},4),"{TO_TODAY[page.language]}")'


def _lesson(page: Page, column: int, number: int) -> None:
    """One lesson's column, or a hidden reserve one when the lessons are used up."""
    lessons = page.journal.lessons
    lesson = lessons[number - 1] if number <= len(lessons) else None
    line = lesson is not None and lesson.checkpoint_end
    _lesson_head(page, column, lesson, line)
    topic = lesson.topic if lesson else ""
    page.formula(layout.ROW_TOPIC, column, from_plan(page, "topic", column), topic, "topic", line=line)
    page.formula(layout.ROW_COUNTED, column, _counted(page, column), 0 if lesson else "", "counted", line=line)
    for row in page.place.rows:
        page.put(row, column, None, "mark", line=line)
    hidden = {"hidden": True} if lesson is None else {}
    page.sheet.set_column_pixels(column - 1, column - 1, LESSON_PIXELS, None, hidden)


def _lesson_head(page: Page, column: int, lesson: LessonColumn | None, line: bool) -> None:
    kind = KINDS[lesson.kind][page.language] if lesson else None
    page.put(layout.ROW_ID, column, lesson.id if lesson else None, "hidden")
    page.put(layout.ROW_DATE, column, lesson.date if lesson else None, "date", line=line)
    page.put(layout.ROW_PAIR, column, lesson.pair if lesson else None, "pair", line=line)
    page.put(layout.ROW_KIND, column, kind, "kind", line=line)
    page.put(layout.ROW_WORK_TYPE, column, None, "work_type", line=line)
    page.put(layout.ROW_CONTROL, column, None, "control", line=line)


def _counted(page: Page, column: int) -> str:
    """Absent and excused among the members of that day, whatever the case of the letters (3.5)."""
    first, last, at = FIRST_STUDENT_ROW, page.place.last_student, letters(column)
    words = spellings((*page.spec.absent_words, *page.spec.excused_words))
    listed = ",".join('"' + word.replace('"', '""') + '"' for word in words)
    since, until = f"$B${first}:$B${last}", f"$C${first}:$C${last}"
    member = f'({since}<={at}$3)*(({until}="")+({until}>={at}$3)>0)'
    return f'=IF({at}$1="","",SUMPRODUCT((TRIM({at}${first}:{at}${last})={{{listed}}})*{member}))'


def _item(page: Page, column: int, number: int) -> None:
    """One column of independent work, or a hidden reserve one."""
    items = page.journal.items
    item = items[number - 1] if number <= len(items) else None
    _item_head(page, column, item)
    for row in page.place.rows:
        page.put(row, column, None, "mark")
    hidden = {"hidden": True} if item is None else {}
    page.sheet.set_column_pixels(column - 1, column - 1, LESSON_PIXELS, None, hidden)


def _item_head(page: Page, column: int, item: WorkItem | None) -> None:
    page.put(layout.ROW_ID, column, item.id if item else None, "hidden")
    page.put(layout.ROW_DATE, column, item.due if item else None, "item_date")
    page.put(layout.ROW_PAIR, column, None, "item_kind")
    page.put(layout.ROW_KIND, column, INDEPENDENT[page.language], "item_kind")
    page.put(layout.ROW_TOPIC, column, item.text if item else None, "item_text")
    for row in (layout.ROW_WORK_TYPE, layout.ROW_CONTROL):
        page.put(row, column, None, "item_kind")
    page.put(layout.ROW_COUNTED, column, None, "item_last")


def _note(page: Page, column: int) -> None:
    for row in range(layout.ROW_DATE, layout.ROW_COUNTED):
        page.put(row, column, None, "note_head")
    page.put(layout.ROW_DATE, column, NOTES[page.language], "note_head")
    page.put(layout.ROW_COUNTED, column, None, "note_last")
    for row in page.place.rows:
        page.put(row, column, None, "note")
    page.sheet.set_column_pixels(column - 1, column - 1, NOTE_PIXELS)


def _student(page: Page, row: int, number: int) -> None:
    """One student's hidden id and membership, number and name; or a hidden reserve row."""
    students = page.journal.students
    student: StudentRow | None = students[number - 1] if number <= len(students) else None
    page.put(row, layout.COL_ID, student.id if student else None, "id")
    page.put(row, layout.COL_FROM, student.member_from if student else None, "member")
    page.put(row, layout.COL_TO, student.member_to if student else None, "member")
    page.put(row, COL_NUMBER, number, "number")
    page.put(row, COL_NAME, student.shown if student else None, "name")
    page.sheet.set_row_pixels(row - 1, BODY_HEIGHT, None, {"hidden": True} if student is None else {})


def _below(page: Page) -> None:
    """Open rows under the list: who types a name there is found by the check (7.5)."""
    start = page.place.last_student + 1
    for row in range(start, start + ROWS_BELOW):
        page.sheet.set_row_pixels(row - 1, BODY_HEIGHT)
        for column in (COL_NAME, *page.place.lesson_columns, *page.place.item_columns):
            page.put(row, column, None, "below")


def _view(page: Page) -> None:
    """Heights, widths, frozen names and header, first view at today's column, filter and protection."""
    sheet, today = page.sheet, today_column(page)
    sheet.set_row_pixels(0, 15, None, {"hidden": True})
    for row, height in HEIGHTS.items():
        sheet.set_row_pixels(row - 1, height)
    sheet.set_column(0, 2, 12, None, {"hidden": True})
    sheet.set_column_pixels(COL_NUMBER - 1, COL_NUMBER - 1, 34)
    longest = max((len(student.shown) for student in page.journal.students), default=0)
    sheet.set_column(COL_NAME - 1, COL_NAME - 1, min(38, max(30, longest)))
    sheet.freeze_panes(FIRST_STUDENT_ROW - 1, FIRST_COLUMN - 1, FIRST_STUDENT_ROW - 1, today - 1)
    sheet.set_selection(FIRST_STUDENT_ROW - 1, today - 1, FIRST_STUDENT_ROW - 1, today - 1)
    sheet.autofilter(layout.ROW_COUNTED - 1, 0, page.place.last_student - 1, page.place.last_note - 1)
    sheet.hide_gridlines(2)
    body = f"{address(FIRST_STUDENT_ROW, COL_NAME)}:{address(page.place.last_student, page.place.last_note)}"
    sheet.ignore_errors({"number_stored_as_text": body})
    sheet.protect("", PROTECTION)


def _print(page: Page) -> None:
    """A4 landscape, one page tall, with names and header on every page."""
    sheet = page.sheet
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.6)
    sheet.repeat_rows(layout.ROW_TITLE - 1, layout.ROW_COUNTED - 1)
    sheet.repeat_columns(COL_NUMBER - 1, COL_NAME - 1)
    sheet.print_area(1, COL_NUMBER - 1, page.place.last_student - 1, page.place.last_item - 1)
    sheet.fit_to_pages(0, 1)
    sheet.set_footer(f"&L&8&A&R&8{PAGE[page.language]}")
