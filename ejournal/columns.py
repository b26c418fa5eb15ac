"""Every frame that notebooks, rules and scoring exchange: its grain, columns, types and units, declared once.

A column named ``*_id`` holds the store's integer key. The column of the same name without ``_id`` holds the public
id or code that people see. Dates are local dates of the university (``datetime64[us]`` at midnight, no zone);
instants are UTC (``datetime64[us, UTC]``). Where something stands in a workbook (``workbook``, ``tab``, ``column``) is
where it stood when last read, as of every revision: it serves to find the cell, and no revision is made of it.
"""

from ejournal.columns_decisions import POSTED_POINTS, REMINDERS, REOPENINGS
from ejournal.columns_evidence import EVIDENCE
from ejournal.columns_finals import FINALS
from ejournal.frame import CODE, DATE, FLAG, ID, INSTANT, NUMBER, OPTIONAL_ID, SMALL, TEXT, Column, Frame
from ejournal.frame import frame as _frame

__all__ = ["FRAMES", "Column", "Frame"]

SEMESTERS = _frame(
    "semesters",
    "one row per semester",
    ("semester_id", ID, "store key"),
    ("semester", CODE, "code of the semester, YYYY-N"),
    ("academic_year", CODE, "YYYY-YYYY; names the rating scheme"),
    ("start", DATE, "first day"),
    ("end", DATE, "Sunday of the last teaching week"),
    ("checkpoint_1", DATE, "last day of the first checkpoint's period"),
    ("checkpoint_2", DATE, "last day of the second checkpoint's period"),
)
GROUPS = _frame(
    "groups",
    "one row per group",
    ("group_id", ID, "store key"),
    ("group", CODE, "code of the group"),
    ("institute_id", OPTIONAL_ID, "store key"),
    ("institute", CODE, "code of the institute"),
    ("institute_name", TEXT, "name of the institute"),
    ("speciality", TEXT, "name of the speciality"),
    ("year_of_study", SMALL, "year of study", "years"),
    ("curator", TEXT, "name of the curator"),
)
STUDENTS = _frame(
    "students",
    "one row per student",
    ("student_id", ID, "store key"),
    ("student", CODE, "public id, S..."),
    ("number", TEXT, "record-book number"),
    ("name", TEXT, "surname, name, patronymic"),
)
MEMBERSHIPS = _frame(
    "memberships",
    "one row per student x group x subgroup x period",
    ("student_id", ID, "store key"),
    ("group_id", ID, "store key"),
    ("subgroup", SMALL, "number of the subgroup; missing = the whole group"),
    ("valid_from", DATE, "first day of membership"),
    ("valid_to", DATE, "last day of membership; missing = still a member"),
)
COURSES = _frame(
    "courses",
    "one row per group x discipline x semester",
    ("course_id", ID, "store key"),
    ("course", CODE, "public id, C..."),
    ("semester", CODE, "code of the semester"),
    ("group_id", ID, "store key"),
    ("group", CODE, "code of the group"),
    ("discipline", CODE, "code of the discipline"),
    ("discipline_name", TEXT, "name of the discipline"),
    ("department", CODE, "code of the department that teaches it"),
    ("control", CODE, "exam | credit_test | graded_credit_test | thesis"),
    ("credits", NUMBER, "credits", "ECTS credits"),
)
JOURNALS = _frame(
    "journals",
    "one row per line of the teaching load (course x subgroup x kinds of class)",
    ("journal_id", ID, "store key"),
    ("journal", CODE, "public id, J..."),
    ("code", TEXT, "code of the line of the teaching load"),
    ("course_id", ID, "store key"),
    ("group_id", ID, "store key"),
    ("group", CODE, "code of the group"),
    ("discipline_name", TEXT, "name of the discipline"),
    ("subgroup", SMALL, "number of the subgroup; missing = the whole group"),
    ("kinds", TEXT, "kinds of class, comma separated: lecture, practice, lab"),
    ("teacher_id", OPTIONAL_ID, "store key of the teacher at the day asked for"),
    ("teacher", TEXT, "name of that teacher"),
    ("department", CODE, "code of that teacher's department"),
    ("institute", CODE, "code of the group's institute"),
    ("workbook", TEXT, "path of the workbook, from the journals folder; missing = not provisioned"),
    ("tab", TEXT, "name of the tab when last read"),
)
LESSONS = _frame(
    "lessons",
    "one row per lesson of a journal",
    ("lesson_id", ID, "store key; stable when the lesson moves"),
    ("lesson", CODE, "public id, L..."),
    ("journal_id", ID, "store key"),
    ("course_id", ID, "store key"),
    ("group_id", ID, "store key"),
    ("subgroup", SMALL, "number of the subgroup; missing = the whole group"),
    ("date", DATE, "local date"),
    ("pair", SMALL, "number in the bell schedule"),
    ("week", SMALL, "teaching week of the semester, from 1"),
    ("kind", CODE, "lecture | practice | lab"),
    ("room", TEXT, "code of the room; missing = none or remote"),
    ("meeting", TEXT, "lessons of a stream that meet together share it"),
    ("status", CODE, "planned | moved | cancelled | merged | extra | remote"),
    ("checkpoint", SMALL, "number of the checkpoint whose period holds the date"),
    ("teacher_id", OPTIONAL_ID, "store key of the teacher or substitute on that day"),
    ("teacher", TEXT, "name of that teacher"),
    ("completeness", CODE, "complete | incomplete | not_held; empty columns are incomplete"),
    ("reason", CODE, "why incomplete: empty | no_work_type | no_control_number | disagrees; missing when complete"),
    ("disagrees", FLAG, "a complete column stopped agreeing: the last good state stands"),
    ("work_type", TEXT, "work type named by the teacher"),
    ("control_number", SMALL, "students not present, as typed", "students"),
    ("counted", SMALL, "absent and excused members, as counted", "students"),
    ("topic", TEXT, "typed, else from the lesson plan"),
    ("completed_after", INSTANT, "last read that saw the column incomplete; missing = none did"),
    ("completed_before", INSTANT, "first time it is known to be complete; missing = not complete yet"),
    ("workbook", TEXT, "path of the workbook"),
    ("tab", TEXT, "name of the tab when last read"),
    ("column", TEXT, "column letters of the lesson when last read"),
)
MARKS = _frame(
    "marks",
    "one row per student x lesson x ordinal that a teacher entered",
    ("student_id", ID, "store key"),
    ("lesson_id", ID, "store key"),
    ("journal_id", ID, "store key"),
    ("course_id", ID, "store key"),
    ("date", DATE, "local date of the lesson"),
    ("pair", SMALL, "number in the bell schedule"),
    ("ordinal", SMALL, "1 for the first mark in the cell, 2 for the second"),
    ("status", CODE, "mark | absent | excused | present (a typed +)"),
    ("value", SMALL, "mark, 0-5; missing unless status is mark", "points of 5"),
    ("member", FLAG, "the student was a member of group and subgroup that day"),
    ("workbook", TEXT, "path of the workbook"),
    ("tab", TEXT, "name of the tab when last read"),
    (
        "cell",
        TEXT,
        "address of the cell where it stands now; as of an earlier revision, where it stood when it was read",
    ),
)
REGISTER = _frame(
    "register",
    "one row per student x lesson, for every student who was ever in the group",
    ("student_id", ID, "store key"),
    ("lesson_id", ID, "store key"),
    ("status", CODE, "present | absent | excused | not_entered | not_member (a 0 is a present with value 0)"),
    ("value", SMALL, "last mark of the cell, 0-5", "points of 5"),
)
WORKS = _frame(
    "works",
    "one row per student x item of independent work that was marked",
    ("student_id", ID, "store key"),
    ("journal_id", ID, "store key"),
    ("course_id", ID, "store key"),
    ("item", SMALL, "row of the lesson plan"),
    ("due", DATE, "local date"),
    ("status", CODE, "mark | absent | excused | present"),
    ("value", SMALL, "mark, 0-5", "points of 5"),
    ("cell", TEXT, "address of the cell when it was read"),
)
PLANS = _frame(
    "plans",
    "one row per row of a lesson plan (КТП)",
    ("journal_id", ID, "store key"),
    ("number", SMALL, "row number, from 1"),
    ("week", SMALL, "teaching week"),
    ("date", DATE, "planned date"),
    ("kind", CODE, "lecture | practice | lab"),
    ("hours", NUMBER, "hours", "academic hours"),
    ("topic", TEXT, "topic; missing = not entered"),
    ("work_type", TEXT, "planned work type"),
    ("independent_work", TEXT, "independent work given"),
    ("due", DATE, "due date of the independent work"),
    ("literature", TEXT, "literature"),
    ("control_form", TEXT, "form of control"),
)
QUARANTINE = _frame(
    "quarantine",
    "one row per thing in a workbook that could not be taken over",
    (
        "code",
        CODE,
        "unknown_mark | unknown_work_type | bad_control_number | bad_due_date | name_below | doubled_row | "
        "doubled_column | rebound_row | unbound_row | unbound_column | missing_row | missing_column | missing_tab | "
        "doubled_tab | tab_stopped | workbook_unreadable | workbook_encrypted | workbook_not_xlsx | workbook_empty | "
        "workbook_missing",
    ),
    ("workbook", TEXT, "path of the workbook"),
    ("tab", TEXT, "name of the tab; missing = the whole workbook"),
    ("cell", TEXT, "address of the cell; missing = the whole tab"),
    ("raw", TEXT, "what stands there"),
    ("journal_id", OPTIONAL_ID, "store key"),
    ("lesson_id", OPTIONAL_ID, "store key"),
    ("student_id", OPTIONAL_ID, "store key"),
    ("since", INSTANT, "first read that saw it"),
)
SCORES = _frame(
    "scores",
    "one row per student x course x checkpoint x component",
    ("student_id", ID, "store key"),
    ("course_id", ID, "store key"),
    ("checkpoint", SMALL, "number of the checkpoint, from 1"),
    ("component", CODE, "participation | performance | test"),
    ("points", NUMBER, "points; missing with a reason", "points, 0-cap"),
    ("cap", NUMBER, "most that the component can give", "points"),
    ("numerator", NUMBER, "lessons attended, the sum of marks, or the points of the test"),
    ("denominator", NUMBER, "lessons held, the number of marks, or the most that the test can give"),
    ("reason", CODE, "no_lessons_held | no_marks | not_entered | did_not_come; missing = none"),
    ("scheme", TEXT, "name and version of the rating scheme"),
)
FOUND = _frame(
    "found",
    "one row per finding, as a rule gives it before it is stored",
    ("rule", CODE, "id of the rule"),
    ("clause", TEXT, "clauses of the regulation, comma separated"),
    ("severity", CODE, "error | warning | notice"),
    ("audience", CODE, "who must act: teacher | directorate | department | administrator"),
    ("journal_id", OPTIONAL_ID, "store key"),
    ("lesson_id", OPTIONAL_ID, "store key"),
    ("student_id", OPTIONAL_ID, "store key"),
    ("workbook", TEXT, "path of the workbook"),
    ("tab", TEXT, "name of the tab"),
    ("cell", TEXT, "address of the cell or of the column's head"),
    ("arguments", TEXT, "JSON object: the placeholders of the rule's message"),
)
FINDINGS = _frame(
    "findings",
    "one row per finding, through its life",
    *((each.name, each.dtype, each.doc) for each in FOUND.columns),
    ("finding", TEXT, "public id, F...; the same while it stands and when it comes back"),
    ("first_seen", INSTANT, "validation that saw it first; missing = not stored yet"),
    ("last_seen", INSTANT, "last validation that saw it"),
    ("notified", INSTANT, "when it was first written into a workbook or a report; missing = not yet"),
    ("resolved", INSTANT, "when it was gone; missing = it stands"),
    ("state", CODE, "open | dismissed | resolved"),
    ("dismissed_by", TEXT, "who dismissed it"),
    ("reason", TEXT, "reason given for that"),
)
OUTAGES = _frame(
    "outages",
    "one row per recorded outage",
    ("start", INSTANT, "from"),
    ("end", INSTANT, "to"),
    ("scope", TEXT, "code of a group or institute; missing = all"),
)
HISTORY = _frame(
    "history",
    "one row per event: a cell, a lesson's head, a plan's row, a lesson's date, a membership or a teacher that changed",
    ("event", TEXT, "id, E + revision + - + kind and row; what `ejournal revert` takes"),
    ("revision", "int64", "revision that stored it"),
    (
        "at",
        INSTANT,
        "the file's time where that can be right, else the read's; the revision's for registry and decisions",
    ),
    ("kind", CODE, "mark | lesson | work | plan | date | membership | teacher"),
    ("journal_id", ID, "store key"),
    ("journal", TEXT, "public id, J..."),
    ("lesson_id", OPTIONAL_ID, "store key; missing = not about one lesson"),
    ("lesson", TEXT, "public id, L..."),
    ("date", DATE, "local date of the lesson as it stands; due date of independent work"),
    ("pair", SMALL, "number in the bell schedule"),
    ("item", SMALL, "row of the lesson plan: of independent work and of the plan itself"),
    ("student_id", OPTIONAL_ID, "store key; missing = not about one student"),
    ("student", TEXT, "public id, S..."),
    ("name", TEXT, "name of that student"),
    ("old", TEXT, "before: a cell as it is written, else name=value of what changed; missing = nothing stood there"),
    ("new", TEXT, "after, in the same words; missing = nothing stands there"),
    ("author", TEXT, "who made the change, as far as that can be told"),
    ("authorship", CODE, "known | entitled (held the right that day) | unknown; never guessed"),
    ("source", CODE, "sync | registry, or the decision: revert and others"),
    ("workbook", TEXT, "path of the workbook it was read from"),
    ("cell", TEXT, "address of the cell when it was read; missing = not a cell"),
    ("document", TEXT, "order, document or reason given for it"),
)
FRAMES: dict[str, Frame] = {
    frame.name: frame
    for frame in (
        SEMESTERS,
        GROUPS,
        STUDENTS,
        MEMBERSHIPS,
        COURSES,
        JOURNALS,
        LESSONS,
        MARKS,
        REGISTER,
        WORKS,
        PLANS,
        QUARANTINE,
        SCORES,
        FINDINGS,
        OUTAGES,
        HISTORY,
        *EVIDENCE,
        *FINALS,
        POSTED_POINTS,
        REMINDERS,
        REOPENINGS,
    )
}
