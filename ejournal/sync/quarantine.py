"""What could not be taken over of one workbook, with its cells: opened when seen, closed when gone (3.7)."""

from ejournal.store import Writer, schema
from ejournal.store.entities import open_rows, replace_rows
from ejournal.sync.bind import Trouble

Placed = tuple[str | None, int | None, Trouble]
"""(tab's title, journal, trouble)."""
KEY = ("code", "tab", "cell", "raw", "journal_id", "lesson_id", "student_id")


def store_troubles(writer: Writer, workbook_id: int, troubles: list[Placed]) -> int:
    """Make these what stands in quarantine of the workbook. Returns how many they are."""
    rows = [
        {
            "code": trouble.code,
            "workbook_id": workbook_id,
            "tab": tab,
            "cell": trouble.cell,
            "raw": trouble.raw,
            "journal_id": journal_id,
            "lesson_id": trouble.lesson_id,
            "student_id": trouble.student_id,
        }
        for tab, journal_id, trouble in troubles
    ]
    unique = list({tuple(row[name] for name in KEY): row for row in rows}.values())
    table = schema.quarantine
    old = open_rows(writer.connection, table, table.c.workbook_id == workbook_id)
    if old or unique:
        replace_rows(writer, table, old, unique, KEY)
    return len(unique)


def keep_troubles(writer: Writer, workbook_id: int, *failures: Trouble) -> int:
    """What the last good read found stands; beside it the reasons, if any, why the workbook is not read now."""
    table = schema.quarantine
    standing = open_rows(writer.connection, table, table.c.workbook_id == workbook_id)
    kept: list[Placed] = [
        (
            row["tab"],
            row["journal_id"],
            Trouble(row["code"], row["cell"], row["raw"], row["lesson_id"], row["student_id"]),
        )
        for row in standing
        if not row["code"].startswith("workbook_")
    ]
    return store_troubles(writer, workbook_id, [*kept, *((None, None, failure) for failure in failures)])
