"""The tables, once (docs/decisions/0001-store.md). Registry tables are made from ``model.REGISTRY``."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from ejournal.model import REGISTRY, Field, Tab

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)


class Instant(sa.types.TypeDecorator[datetime]):
    """An instant in UTC with microseconds, the same on both databases; takes and gives aware datetimes."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> int | None:
        """Microseconds since 1970; raises ValueError for a datetime without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        delta = value - _EPOCH
        return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> datetime | None:
        """An aware datetime in UTC."""
        return (
            None
            if value is None
            else datetime.fromtimestamp(value // 1_000_000, UTC).replace(microsecond=value % 1_000_000)
        )


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def lifetime() -> tuple[sa.Column[Any], sa.Column[Any]]:
    """From which revision on the row holds, and the one that ended it."""
    return (
        sa.Column("from_revision", sa.Integer, nullable=False),
        sa.Column("to_revision", sa.Integer),
    )


def ref(name: str, target: str = "entities.id", *, nullable: bool = False) -> sa.Column[Any]:
    """A column that refers to another table's key."""
    return sa.Column(name, sa.Integer, sa.ForeignKey(target), nullable=nullable)


revisions = sa.Table(
    "revisions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("run", sa.Text),
)
writer_lock = sa.Table("writer_lock", metadata, sa.Column("id", sa.Integer, primary_key=True))
entities = sa.Table(
    "entities",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("prefix", sa.String(1), nullable=False),
    sa.Column("public_id", sa.Text, nullable=False, unique=True),
)

_TYPES: dict[str, type[sa.types.TypeEngine[Any]]] = {
    "text": sa.Text,
    "int": sa.Integer,
    "number": sa.Float,
    "date": sa.Date,
    "time": sa.Text,
    "instant": Instant,
    "kinds": sa.Text,
    "choice": sa.Text,
}


def field_column(field: Field) -> str:
    """The store's column of a registry field: a reference to an entity is stored by its key.

    A pair's number means itself, so a reference to the bells is stored as the number.
    """
    return f"{field.name}_id" if field.refers and field.refers != "bells" else field.name


def _registry_table(tab: Tab) -> sa.Table:
    columns: list[sa.Column[Any]] = [sa.Column("row", KEY, primary_key=True), ref("id")]
    for field in tab.fields:
        if field_column(field) != field.name:
            columns.append(ref(field_column(field), nullable=True))
        else:
            columns.append(sa.Column(field.name, _TYPES[field.type]))
    return sa.Table(f"registry_{tab.name}", metadata, *columns, *lifetime(), sa.Index(None, "id"))


registry = {tab.name: _registry_table(tab) for tab in REGISTRY}

courses = sa.Table(
    "courses",
    metadata,
    sa.Column("id", sa.Integer, sa.ForeignKey("entities.id"), primary_key=True),
    ref("group_id"),
    ref("discipline_id"),
    ref("semester_id"),
    sa.UniqueConstraint("group_id", "discipline_id", "semester_id"),
)
lessons = sa.Table(
    "lessons",
    metadata,
    sa.Column("id", sa.Integer, sa.ForeignKey("entities.id"), primary_key=True),
    ref("journal_id"),
    ref("timetable_id", nullable=True),
    sa.Column("week", sa.Integer),
    ref("change_id", nullable=True),
    sa.UniqueConstraint("journal_id", "timetable_id", "week", "change_id"),
)
lesson_facts = sa.Table(
    "lesson_facts",
    metadata,
    sa.Column("row", KEY, primary_key=True),
    ref("lesson_id", "lessons.id"),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("pair", sa.Integer, nullable=False),
    sa.Column("week", sa.Integer),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("room", sa.Text),
    sa.Column("meeting", sa.Text),
    sa.Column("status", sa.Text, nullable=False),
    *lifetime(),
    sa.Index(None, "lesson_id"),
)
workbooks = sa.Table(
    "workbooks",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("path", sa.Text, nullable=False, unique=True),
    ref("owner_id", nullable=True),
    sa.Column("size", sa.BigInteger),
    sa.Column("mtime_ns", sa.BigInteger),
    sa.Column("sha256", sa.Text),
    sa.Column("seen_at", Instant),
)
tabs = sa.Table(
    "tabs",
    metadata,
    sa.Column("journal_id", sa.Integer, sa.ForeignKey("entities.id"), primary_key=True),
    ref("workbook_id", "workbooks.id"),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("places", sa.Text),
    sa.Column("cells", sa.Text),
)
reads = sa.Table(
    "reads",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    ref("workbook_id", "workbooks.id"),
    ref("revision", "revisions.id"),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("file_time", Instant, nullable=False),
    sa.Column("read_at", Instant, nullable=False),
    ref("author_id", nullable=True),
    sa.Column("author", sa.Text, nullable=False),
)


def _entry(*before: sa.Column[Any]) -> list[sa.Column[Any]]:
    return [
        sa.Column("id", KEY, primary_key=True),
        ref("student_id"),
        *before,
        sa.Column("ordinal", sa.SmallInteger, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("value", sa.SmallInteger),
        sa.Column("cell", sa.Text, nullable=False),
        ref("read_id", "reads.id"),
        *lifetime(),
    ]


marks = sa.Table("marks", metadata, *_entry(ref("lesson_id", "lessons.id")), sa.Index(None, "lesson_id"))
works = sa.Table(
    "works",
    metadata,
    *_entry(ref("journal_id"), sa.Column("item", sa.SmallInteger, nullable=False), sa.Column("due", sa.Date)),
    sa.Index(None, "journal_id"),
)
lesson_states = sa.Table(
    "lesson_states",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    ref("lesson_id", "lessons.id"),
    sa.Column("completeness", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("disagrees", sa.Boolean, nullable=False),
    sa.Column("work_type", sa.Text),
    sa.Column("control_number", sa.Integer),
    sa.Column("counted", sa.Integer),
    sa.Column("topic", sa.Text),
    sa.Column("completed_after", Instant),
    sa.Column("completed_before", Instant),
    ref("read_id", "reads.id"),
    *lifetime(),
    sa.Index(None, "lesson_id"),
)
plan_rows = sa.Table(
    "plan_rows",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    ref("journal_id"),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("week", sa.Integer),
    sa.Column("date", sa.Date),
    sa.Column("kind", sa.Text),
    sa.Column("hours", sa.Float),
    sa.Column("topic", sa.Text),
    sa.Column("work_type", sa.Text),
    sa.Column("independent_work", sa.Text),
    sa.Column("due", sa.Date),
    sa.Column("literature", sa.Text),
    sa.Column("control_form", sa.Text),
    ref("read_id", "reads.id"),
    *lifetime(),
    sa.Index(None, "journal_id"),
)
quarantine = sa.Table(
    "quarantine",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("code", sa.Text, nullable=False),
    ref("workbook_id", "workbooks.id"),
    sa.Column("tab", sa.Text),
    sa.Column("cell", sa.Text),
    sa.Column("raw", sa.Text),
    ref("journal_id", nullable=True),
    ref("lesson_id", nullable=True),
    ref("student_id", nullable=True),
    *lifetime(),
    sa.Index(None, "workbook_id"),
)
scores = sa.Table(
    "scores",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    ref("student_id"),
    ref("course_id"),
    sa.Column("checkpoint", sa.SmallInteger, nullable=False),
    sa.Column("component", sa.Text, nullable=False),
    sa.Column("points", sa.Float),
    sa.Column("cap", sa.Float, nullable=False),
    sa.Column("numerator", sa.Float),
    sa.Column("denominator", sa.Float),
    sa.Column("reason", sa.Text),
    sa.Column("scheme", sa.Text, nullable=False),
    *lifetime(),
    sa.Index(None, "course_id"),
)
findings = sa.Table(
    "findings",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("rule", sa.Text, nullable=False),
    sa.Column("clause", sa.Text, nullable=False),
    sa.Column("severity", sa.Text, nullable=False),
    sa.Column("audience", sa.Text, nullable=False),
    ref("journal_id", nullable=True),
    ref("lesson_id", nullable=True),
    ref("student_id", nullable=True),
    sa.Column("workbook", sa.Text),
    sa.Column("tab", sa.Text),
    sa.Column("cell", sa.Text),
    sa.Column("arguments", sa.Text, nullable=False),
    ref("finding_id", nullable=True),
    *lifetime(),
    sa.Index(None, "journal_id"),
)
