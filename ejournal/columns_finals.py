"""Frames of how courses end: points entered, results, grade averages, grade sheets (2.4, 4.1)."""

from ejournal.frame import CODE, DATE, FLAG, ID, INSTANT, NUMBER, SMALL, TEXT, frame

MAYBE = "boolean"

RESULTS = frame(
    "results",
    "one row per student x course",
    ("student_id", ID, "store key"),
    ("course_id", ID, "store key; of who moved, the course of the group joined last"),
    ("semester", CODE, "code of the semester"),
    ("control", CODE, "exam | credit_test | graded_credit_test | thesis"),
    ("credits", NUMBER, "credits", "ECTS credits"),
    ("member", FLAG, "belongs to the course's group on the day asked for; only members are counted"),
    ("before_exam", NUMBER, "sum of all checkpoints; missing where a part is, or where there are none", "points"),
    ("admitted", MAYBE, "admitted to the exam; missing = no exam, or not known yet"),
    ("exam", NUMBER, "points of the attempt that counts, or of the defence; missing = none", "points"),
    ("attempt", SMALL, "attempt that counts: 0 first, 1 and 2 retakes, 3 summer semester; missing = no total"),
    ("total", NUMBER, "rounded total; missing with a reason", "points, 0-100"),
    ("letter", CODE, "letter by the scheme's bands"),
    ("gpa", NUMBER, "grade points, 0-4", "grade points"),
    ("traditional", SMALL, "traditional mark, 2-5; missing for a plain credit test"),
    ("passed", MAYBE, "passed; missing without a total"),
    (
        "reason",
        CODE,
        "why there is no total: not_scored | no_lessons_held | not_entered | did_not_come | not_admitted",
    ),
    ("debt", CODE, "letter of a failed course | not_attested, once the course is over; missing = none"),
    ("scheme", TEXT, "name and version of the rating scheme"),
)
AVERAGES = frame(
    "averages",
    "one row per student x semester",
    ("student_id", ID, "store key"),
    ("semester", CODE, "code of the semester"),
    ("courses", SMALL, "courses of the semester"),
    ("open", SMALL, "courses of the semester without a total: they are not in the averages"),
    ("credits", NUMBER, "credits of the semester's courses with a total", "ECTS credits"),
    ("earned", NUMBER, "credits of those passed", "ECTS credits"),
    ("gpa", NUMBER, "mean of the semester's grade points weighted by credits, 0-4; missing = none", "grade points"),
    ("cumulative", NUMBER, "the same over this and all earlier semesters", "grade points"),
    ("debts", SMALL, "courses of the semester that are a debt"),
)
GRADE_SHEETS = frame(
    "grade_sheets",
    "one row per version of a course's grade sheet",
    ("course_id", ID, "store key"),
    ("control", CODE, "final | retake-1 | retake-2 | summer"),
    ("version", SMALL, "number of the version, from 1"),
    ("state", CODE, "draft | approved | signed | corrected"),
    ("corrects", SMALL, "version that this one corrects; missing = none"),
    ("students", SMALL, "rows of the sheet"),
    ("by", TEXT, "who brought it into this state"),
    ("at", INSTANT, "when"),
    ("document", TEXT, "number of the document; missing = none"),
    ("reason", TEXT, "why it was corrected; missing = it was not"),
    ("source_revision", ID, "revision of the dataset that its rows come from"),
)
GRADE_SHEET_ROWS = frame(
    "grade_sheet_rows",
    "one row per student of a version of a grade sheet, as it was when the version was made",
    ("course_id", ID, "store key"),
    ("control", CODE, "final | retake-1 | retake-2 | summer"),
    ("version", SMALL, "number of the version"),
    ("student_id", ID, "store key"),
    ("before_exam", NUMBER, "sum of all checkpoints", "points"),
    ("exam", NUMBER, "points of the exam or the attempt", "points"),
    ("total", NUMBER, "rounded total", "points, 0-100"),
    ("letter", CODE, "letter"),
    ("gpa", NUMBER, "grade points", "grade points"),
    ("traditional", SMALL, "traditional mark, 2-5"),
    ("passed", MAYBE, "passed"),
    ("reason", CODE, "why there is no total; missing = none"),
    ("scheme", TEXT, "name and version of the rating scheme"),
)
MOVEMENTS = frame(
    "movements",
    "one row per student x day on which a membership began or had ended",
    ("student_id", ID, "store key"),
    ("group_id", ID, "store key"),
    ("date", DATE, "first day of it: of membership, or after it"),
    ("kind", CODE, "joined | readmitted | transferred | academic_leave | expelled | left"),
    ("document", TEXT, "order; missing = none was named"),
)
DIFFERENCES = frame(
    "differences",
    "one row per student who moved within a semester x course without a match in the other group",
    ("student_id", ID, "store key"),
    ("course_id", ID, "store key"),
    ("kind", CODE, "owed: only the new group has it | left: only the old one had it"),
    ("moved", DATE, "first day in the new group"),
)
FINALS = (MOVEMENTS, DIFFERENCES, RESULTS, AVERAGES, GRADE_SHEETS, GRADE_SHEET_ROWS)
"""In the order of the docs."""
