"""Points entered for tests and exams, and grade sheets."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and to memberships the reason why they ended."""
    with op.batch_alter_table("registry_memberships") as batch_op:
        batch_op.add_column(sa.Column("reason", sa.Text(), nullable=True))
    _table(
        "entered_points",
        ("student_id", "course_id"),
        sa.Column("control", sa.Text(), nullable=False),
        sa.Column("points", sa.Float(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
    )
    _table(
        "grade_sheets",
        ("course_id",),
        sa.Column("control", sa.Text(), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("corrects", sa.SmallInteger(), nullable=True),
        sa.Column("source_revision", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
    )
    _table(
        "grade_sheet_rows",
        ("course_id", "student_id"),
        sa.Column("control", sa.Text(), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("before_exam", sa.Float(), nullable=True),
        sa.Column("exam", sa.Float(), nullable=True),
        sa.Column("total", sa.Float(), nullable=True),
        sa.Column("letter", sa.Text(), nullable=True),
        sa.Column("gpa", sa.Float(), nullable=True),
        sa.Column("traditional", sa.SmallInteger(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("scheme", sa.Text(), nullable=False),
    )


def _table(name: str, entities: tuple[str, ...], *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        *(sa.Column(entity, sa.Integer(), nullable=False) for entity in entities),
        *columns,
        sa.Column("from_revision", sa.Integer(), nullable=False),
        sa.Column("to_revision", sa.Integer(), nullable=True),
        *(sa.ForeignKeyConstraint([entity], ["entities.id"], name=op.f(f"fk_{name}_{entity}")) for entity in entities),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_course_id"), name, ["course_id"], unique=False)
