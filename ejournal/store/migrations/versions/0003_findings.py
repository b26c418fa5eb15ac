"""The life of findings, and signed checks of journals."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and let findings know which one they are; earlier ones are found anew with an id."""
    _life()
    _decisions()
    _state()
    with op.batch_alter_table("findings") as batch_op:
        batch_op.add_column(sa.Column("finding_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_findings_finding_id"), "entities", ["finding_id"], ["id"])
        batch_op.create_index(op.f("ix_findings_journal_id"), ["journal_id"], unique=False)


def _key() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


def _lifetime() -> tuple[sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("from_revision", sa.Integer(), nullable=False),
        sa.Column("to_revision", sa.Integer(), nullable=True),
    )


def _life() -> None:
    op.create_table(
        "known_findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("first_seen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["entities.id"], name=op.f("fk_known_findings_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_findings")),
        sa.UniqueConstraint("identity", name=op.f("uq_known_findings_identity")),
    )
    op.create_table(
        "dismissals",
        _key(),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("dismissed_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_lifetime(),
        sa.ForeignKeyConstraint(["finding_id"], ["entities.id"], name=op.f("fk_dismissals_finding_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dismissals")),
    )
    op.create_index(op.f("ix_dismissals_finding_id"), "dismissals", ["finding_id"], unique=False)


def _decisions() -> None:
    op.create_table(
        "notices",
        _key(),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        *_lifetime(),
        sa.ForeignKeyConstraint(["finding_id"], ["entities.id"], name=op.f("fk_notices_finding_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index(op.f("ix_notices_finding_id"), "notices", ["finding_id"], unique=False)
    op.create_table(
        "checks",
        _key(),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=True),
        *_lifetime(),
        sa.ForeignKeyConstraint(["journal_id"], ["entities.id"], name=op.f("fk_checks_journal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checks")),
    )
    op.create_index(op.f("ix_checks_journal_id"), "checks", ["journal_id"], unique=False)


def _state() -> None:
    op.create_table(
        "computations",
        _key(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("today", sa.Date(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("read_revision", sa.Integer(), nullable=False),
        sa.Column("stored_revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_computations")),
    )
    op.create_index(op.f("ix_computations_kind_subject"), "computations", ["kind", "subject"], unique=False)
    op.create_table(
        "seen_tabs",
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["journal_id"], ["entities.id"], name=op.f("fk_seen_tabs_journal_id")),
        sa.PrimaryKeyConstraint("journal_id", name=op.f("pk_seen_tabs")),
    )
