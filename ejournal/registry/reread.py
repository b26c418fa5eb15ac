"""Which journal workbooks the next sync must read again: those whose lessons or students a load changed."""

import sqlalchemy as sa

from ejournal.store import schema


def forget_fingerprints(connection: sa.Connection, revision: int) -> None:
    """Forget size, time and hash of the workbooks that would read differently after this revision."""
    table, tabs = schema.workbooks, schema.tabs.c
    stale = sa.select(tabs.workbook_id).where(tabs.journal_id.in_(_journals(revision)))
    connection.execute(table.update().where(table.c.id.in_(stale)).values(size=None, mtime_ns=None, sha256=None))


def _journals(revision: int) -> sa.CompoundSelect[tuple[int]]:
    """Journals whose line of the load, lessons, members or members' names changed."""
    load, members, students = (schema.registry[name] for name in ("load", "memberships", "students"))
    lessons, facts = schema.lessons, schema.lesson_facts
    renamed = sa.select(students.c.id).where(_touched(students, revision))
    groups = sa.select(members.c.group_id).where(
        sa.or_(
            _touched(members, revision),
            sa.and_(members.c.to_revision.is_(None), members.c.student_id.in_(renamed)),
        )
    )
    moved = sa.select(lessons.c.journal_id).join(facts, facts.c.lesson_id == lessons.c.id)
    return sa.union(
        sa.select(load.c.id).where(_touched(load, revision)),
        sa.select(load.c.id).where(load.c.to_revision.is_(None), load.c.group_id.in_(groups)),
        moved.where(_touched(facts, revision)),
    )


def _touched(table: sa.Table, revision: int) -> sa.ColumnElement[bool]:
    return sa.or_(table.c.from_revision == revision, table.c.to_revision == revision)
