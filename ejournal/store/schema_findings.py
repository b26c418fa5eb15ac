"""The life of findings, signed checks of journals, and up to where validation and scoring have been computed."""

import sqlalchemy as sa

from ejournal.store.schema import KEY, Instant, lifetime, metadata, ref

known_findings = sa.Table(
    "known_findings",
    metadata,
    sa.Column("id", sa.Integer, sa.ForeignKey("entities.id"), primary_key=True),
    sa.Column("identity", sa.Text, nullable=False, unique=True),
    sa.Column("first_seen", Instant, nullable=False),
)
"""Every finding that ever stood, by what makes it the same finding; it keeps its id when it comes back."""

dismissals = sa.Table(
    "dismissals",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    ref("finding_id"),
    sa.Column("facts", sa.Text, nullable=False),
    sa.Column("dismissed_by", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    *lifetime(),
    sa.Index(None, "finding_id"),
)
"""``facts``: what the finding said then; one that says something else is open again."""

notices = sa.Table(
    "notices",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    ref("finding_id"),
    sa.Column("at", Instant, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    *lifetime(),
    sa.Index(None, "finding_id"),
)
"""The first time that a finding was written into a workbook or a report."""

checks = sa.Table(
    "checks",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    ref("journal_id"),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("checked_by", sa.Text, nullable=False),
    sa.Column("office", sa.Text, nullable=False),
    sa.Column("remarks", sa.Text),
    *lifetime(),
    sa.Index(None, "journal_id"),
)
"""Signed checks (5.3): one row per check x journal; the rows of one check share their revision."""

computations = sa.Table(
    "computations",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("today", sa.Date, nullable=False),
    sa.Column("ground", sa.Text, nullable=False),
    sa.Column("read_revision", sa.Integer, nullable=False),
    sa.Column("stored_revision", sa.Integer, nullable=False),
    sa.Index(None, "kind", "subject"),
)
"""Each validation and scoring: ``read_revision`` is the state it looked at, ``ground`` a digest of all else."""

seen_tabs = sa.Table(
    "seen_tabs",
    metadata,
    sa.Column("journal_id", sa.Integer, sa.ForeignKey("entities.id"), primary_key=True),
    sa.Column("digest", sa.Text, nullable=False),
)
"""Where each journal's cells stood at the last validation: a sorted tab moves findings without any event."""
