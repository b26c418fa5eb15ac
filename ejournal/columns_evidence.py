"""Frames that rules weigh beside the journal: hours, orders, rights, check-ins, and what others decided."""

from ejournal.columns_decisions import CLOSINGS as CLOSINGS
from ejournal.columns_decisions import REFUSALS as REFUSALS
from ejournal.frame import CODE, DATE, FLAG, ID, INSTANT, NUMBER, SMALL, TEXT
from ejournal.frame import frame as _frame

HOLIDAYS = _frame(
    "holidays",
    "one row per day off of the years the semesters touch",
    ("date", DATE, "local date"),
    ("name", TEXT, "name of the holiday"),
)
HOURS = _frame(
    "hours",
    "one row per journal x kind of class that its line of the teaching load names",
    ("journal_id", ID, "store key"),
    ("course_id", ID, "store key"),
    ("semester", CODE, "code of the semester"),
    ("kind", CODE, "lecture | practice | lab"),
    ("hours", NUMBER, "hours of the curriculum; missing = the curriculum names none", "academic hours"),
    ("independent_hours", NUMBER, "hours of independent work of the course by the curriculum", "academic hours"),
    ("load_hours", NUMBER, "hours of the whole line of the teaching load", "academic hours"),
)
CHANGES = _frame(
    "changes",
    "one row per change order of the timetable",
    ("change_id", ID, "store key"),
    ("journal_id", ID, "store key"),
    ("kind", CODE, "cancelled | moved | merged | extra | remote"),
    ("date", DATE, "date of the lesson it names"),
    ("pair", SMALL, "pair of the lesson it names"),
    ("new_date", DATE, "new date; missing = unchanged"),
    ("new_pair", SMALL, "new pair; missing = unchanged"),
    ("reason", TEXT, "reason"),
    ("document", TEXT, "number of the document"),
)
SPANS = _frame(
    "spans",
    "one row per teacher x journal x period of the right to fill it",
    ("journal_id", ID, "store key"),
    ("teacher_id", ID, "store key"),
    ("valid_from", DATE, "first day; missing = from the beginning"),
    ("valid_to", DATE, "last day, where an order or a successor ends it; missing = open"),
    ("substitute", FLAG, "by an order of substitution"),
)
AUTHORS = _frame(
    "authors",
    "one row per lesson x known author x file time of what was entered",
    ("lesson_id", ID, "store key"),
    ("journal_id", ID, "store key"),
    ("author_id", ID, "store key of the teacher known to have entered it"),
    ("author", TEXT, "name of that teacher"),
    ("at", INSTANT, "time of the file as it was read"),
)
LISTED = _frame(
    "listed",
    "one row per journal x student whose row the tab held when last read",
    ("journal_id", ID, "store key"),
    ("student_id", ID, "store key"),
    ("row", SMALL, "row of the tab"),
)
SCANS = _frame(
    "scans",
    "one row per student x lesson that checked in by the room's QR code",
    ("student_id", ID, "store key"),
    ("lesson_id", ID, "store key"),
    ("at", INSTANT, "moment of the scan"),
)
ENTERED = _frame(
    "entered",
    "one row per student x course x test, exam or attempt whose points were entered",
    ("student_id", ID, "store key"),
    ("course_id", ID, "store key"),
    ("kind", CODE, "test | exam | credit_test | thesis | retake | summer"),
    ("checkpoint", SMALL, "number of the checkpoint; missing = final control"),
    ("points", NUMBER, "points; missing = did not come", "points"),
    ("attempt", SMALL, "0 first, 1 and 2 retakes, 3 summer semester; missing = a checkpoint's test"),
    ("by", TEXT, "who entered them"),
    ("at", INSTANT, "when"),
)
CHECKS = _frame(
    "checks",
    "one row per journal x signed check",
    ("check", ID, "number of the check: the revision that recorded it"),
    ("journal_id", ID, "store key"),
    ("date", DATE, "day of the check"),
    ("checked_by", TEXT, "who checked"),
    ("office", TEXT, "the office held"),
    ("remarks", TEXT, "remarks; missing = none"),
)
EVIDENCE = (HOLIDAYS, HOURS, CHANGES, SPANS, AUTHORS, LISTED, SCANS, CLOSINGS, REFUSALS, ENTERED, CHECKS)
"""In the order of the docs."""
