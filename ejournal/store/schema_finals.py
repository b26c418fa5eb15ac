"""Points entered for tests and exams, and grade sheets (2.4, 4.1)."""

import sqlalchemy as sa

from ejournal.store.schema import KEY, lifetime, metadata, ref

entered_points = sa.Table(
    "entered_points",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    ref("student_id"),
    ref("course_id"),
    sa.Column("control", sa.Text, nullable=False),
    sa.Column("points", sa.Float),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("document", sa.Text),
    *lifetime(),
    sa.Index(None, "course_id"),
)
"""``control`` is checkpoint-N, exam, credit-test, thesis, retake-N or summer; no points = did not come."""
grade_sheets = sa.Table(
    "grade_sheets",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    ref("course_id"),
    sa.Column("control", sa.Text, nullable=False),
    sa.Column("version", sa.SmallInteger, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("corrects", sa.SmallInteger),
    sa.Column("source_revision", sa.Integer, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("document", sa.Text),
    sa.Column("reason", sa.Text),
    *lifetime(),
    sa.Index(None, "course_id"),
)
"""A version's state: draft, approved, signed, corrected. A change of state is a new row; ``corrects`` is a version."""
grade_sheet_rows = sa.Table(
    "grade_sheet_rows",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    ref("course_id"),
    sa.Column("control", sa.Text, nullable=False),
    sa.Column("version", sa.SmallInteger, nullable=False),
    ref("student_id"),
    sa.Column("before_exam", sa.Float),
    sa.Column("exam", sa.Float),
    sa.Column("total", sa.Float),
    sa.Column("letter", sa.Text),
    sa.Column("gpa", sa.Float),
    sa.Column("traditional", sa.SmallInteger),
    sa.Column("passed", sa.Boolean),
    sa.Column("reason", sa.Text),
    sa.Column("scheme", sa.Text, nullable=False),
    *lifetime(),
    sa.Index(None, "course_id"),
)
