"""Which journals' inputs changed after a revision, by the revisions that began or ended the store's rows."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import sqlalchemy as sa

from ejournal.store import schema, schema_findings

RESULTS = {
    table.name for table in (schema.findings, schema.scores, schema_findings.dismissals, schema_findings.notices)
}
"""What is computed, or decided about it: no input."""


@dataclass
class Changes:
    """Keys of the journals that changed; ``everything``: what concerns all did; ``loose``: what concerns none did."""

    everything: bool = False
    loose: bool = False
    journals: set[int] = field(default_factory=set)

    @property
    def any(self) -> bool:
        """Whether there is anything to compute."""
        return self.everything or self.loose or bool(self.journals)


def changed_since(connection: sa.Connection, revision: int) -> Changes:
    """What changed after this revision; a change of the registry may concern every journal, so it is everything."""
    found = Changes()
    for table in schema.metadata.sorted_tables:
        if "from_revision" not in table.c or "to_revision" not in table.c or table.name in RESULTS:
            continue
        for journal in _touched(connection, table, revision):
            if journal is None and table is schema.quarantine:
                found.loose = True
            elif journal is None:
                found.everything = True
                return found
            else:
                found.journals.add(journal)
    return found


def _touched(connection: sa.Connection, table: sa.Table, revision: int) -> Iterator[int | None]:
    """Journals whose rows of this table began or ended after the revision; None for a row that names no journal."""
    changed = sa.or_(table.c.from_revision > revision, table.c.to_revision > revision)
    if "journal_id" in table.c:
        statement = sa.select(table.c.journal_id).where(changed).distinct()
    elif "lesson_id" in table.c:
        lessons = schema.lessons.c
        among = sa.select(table.c.lesson_id).where(changed)
        statement = sa.select(lessons.journal_id).where(lessons.id.in_(among)).distinct()
    elif "course_id" in table.c:
        statement = _of_courses(sa.select(table.c.course_id).where(changed))
    else:
        statement = sa.select(sa.null()).where(sa.exists(sa.select(sa.literal(1)).select_from(table).where(changed)))
    if table.name.startswith("registry_"):
        statement = sa.select(sa.null()).where(sa.exists(sa.select(sa.literal(1)).select_from(table).where(changed)))
    yield from connection.scalars(statement)


def _of_courses(courses: sa.Select[tuple[int]]) -> sa.Select[tuple[int]]:
    """The journals of these courses."""
    load, table = schema.registry["load"].c, schema.courses.c
    same = sa.and_(
        load.group_id == table.group_id,
        load.discipline_id == table.discipline_id,
        load.semester_id == table.semester_id,
    )
    statement = sa.select(load.id).join(schema.courses, same)
    return statement.where(table.id.in_(courses), load.to_revision.is_(None)).distinct()


def tab_digests(connection: sa.Connection) -> dict[int, str]:
    """Journal -> a short digest of where its tab and its cells stand."""
    tabs, books = schema.tabs.c, schema.workbooks.c
    statement = sa.select(tabs.journal_id, tabs.title, tabs.places, books.path)
    rows = connection.execute(statement.join_from(schema.tabs, schema.workbooks))
    return {row.journal_id: f"{zlib.crc32(f'{row.path}|{row.title}|{row.places}'.encode()):08x}" for row in rows}


def seen_digests(connection: sa.Connection) -> dict[int, str]:
    """The same as of the last validation."""
    table = schema_findings.seen_tabs.c
    return {row.journal_id: row.digest for row in connection.execute(sa.select(table.journal_id, table.digest))}
