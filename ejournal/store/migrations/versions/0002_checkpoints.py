"""Closed checkpoints with their posted points, reopenings, refused changes, and cells to be written back."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "closings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("checkpoint", sa.SmallInteger(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("forced", sa.Boolean(), nullable=False),
        sa.Column("source_revision", sa.Integer(), nullable=False),
        sa.Column("corrects", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("from_revision", sa.Integer(), nullable=False),
        sa.Column("to_revision", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["entities.id"], name=op.f("fk_closings_course_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closings")),
    )
    op.create_index(op.f("ix_closings_course_id"), "closings", ["course_id"], unique=False)
    op.create_table(
        "reminders",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("checkpoint", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("unfilled", sa.Integer(), nullable=False),
        sa.Column("quarantined", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("from_revision", sa.Integer(), nullable=False),
        sa.Column("to_revision", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["entities.id"], name=op.f("fk_reminders_course_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
    )
    op.create_index(op.f("ix_reminders_course_id"), "reminders", ["course_id"], unique=False)
    op.create_table(
        "reopenings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("from_revision", sa.Integer(), nullable=False),
        sa.Column("to_revision", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["journal_id"], ["entities.id"], name=op.f("fk_reopenings_journal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopenings")),
    )
    op.create_index(op.f("ix_reopenings_journal_id"), "reopenings", ["journal_id"], unique=False)
    op.create_table(
        "posted_points",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("closing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("checkpoint", sa.SmallInteger(), nullable=False),
        sa.Column("component", sa.Text(), nullable=False),
        sa.Column("points", sa.Float(), nullable=True),
        sa.Column("cap", sa.Float(), nullable=False),
        sa.Column("numerator", sa.Float(), nullable=True),
        sa.Column("denominator", sa.Float(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("from_revision", sa.Integer(), nullable=False),
        sa.Column("to_revision", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["closing_id"], ["closings.id"], name=op.f("fk_posted_points_closing_id")),
        sa.ForeignKeyConstraint(["course_id"], ["entities.id"], name=op.f("fk_posted_points_course_id")),
        sa.ForeignKeyConstraint(["student_id"], ["entities.id"], name=op.f("fk_posted_points_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posted_points")),
    )
    op.create_index(op.f("ix_posted_points_closing_id"), "posted_points", ["closing_id"], unique=False)
    op.create_index(op.f("ix_posted_points_course_id"), "posted_points", ["course_id"], unique=False)
    op.create_table(
        "refusals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workbook_id", sa.Integer(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=True),
        sa.Column("item", sa.SmallInteger(), nullable=True),
        sa.Column("student_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("checkpoint", sa.SmallInteger(), nullable=True),
        sa.Column("cell", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("from_revision", sa.Integer(), nullable=False),
        sa.Column("to_revision", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["entities.id"], name=op.f("fk_refusals_author_id")),
        sa.ForeignKeyConstraint(["journal_id"], ["entities.id"], name=op.f("fk_refusals_journal_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_refusals_lesson_id")),
        sa.ForeignKeyConstraint(["student_id"], ["entities.id"], name=op.f("fk_refusals_student_id")),
        sa.ForeignKeyConstraint(["workbook_id"], ["workbooks.id"], name=op.f("fk_refusals_workbook_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusals")),
    )
    op.create_index(op.f("ix_refusals_journal_id"), "refusals", ["journal_id"], unique=False)
    op.create_index(op.f("ix_refusals_workbook_id"), "refusals", ["workbook_id"], unique=False)
    op.create_table(
        "write_backs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workbook_id", sa.Integer(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=True),
        sa.Column("item", sa.SmallInteger(), nullable=True),
        sa.Column("student_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("expected", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["journal_id"], ["entities.id"], name=op.f("fk_write_backs_journal_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_write_backs_lesson_id")),
        sa.ForeignKeyConstraint(["revision"], ["revisions.id"], name=op.f("fk_write_backs_revision")),
        sa.ForeignKeyConstraint(["student_id"], ["entities.id"], name=op.f("fk_write_backs_student_id")),
        sa.ForeignKeyConstraint(["workbook_id"], ["workbooks.id"], name=op.f("fk_write_backs_workbook_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_write_backs")),
    )
    op.create_index(op.f("ix_write_backs_state"), "write_backs", ["state"], unique=False)
    op.create_index(op.f("ix_write_backs_workbook_id"), "write_backs", ["workbook_id"], unique=False)
