"""Who made a change and when, as far as that can be told: known, entitled or unknown, and never guessed (3.5)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ejournal.calendar import TeacherSpan, spans_by_journal, teacher_on
from ejournal.dataset.history_rows import all_rows, rows_of
from ejournal.dataset.reading import Reading
from ejournal.store import schema
from ejournal.store.schema_checkpoints import write_backs

Row = dict[str, Any]


@dataclass(frozen=True)
class Origin:
    """Where a change came from; ``at`` is UTC."""

    at: datetime
    author: str | None
    authorship: str
    source: str
    workbook: str | None
    document: str | None = None


@dataclass
class Sources:
    """Revisions, the reads that they came from, and who held the right to each journal when."""

    zone: ZoneInfo
    revisions: dict[int, Row]
    reads: dict[int, list[Row]] = field(default_factory=dict)
    spans: dict[int, list[TeacherSpan]] = field(default_factory=dict)
    teachers: dict[int, str] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading, journals: dict[int, Row], revisions: Iterable[int], zone: ZoneInfo) -> Self:
        """What is needed to name the origin of changes of these journals at these revisions."""
        wanted = set(revisions)
        found = cls(zone, {row["id"]: row for row in all_rows(reading, schema.revisions, "id", wanted)})
        found.reads = _reads(reading, wanted)
        found.reasons = {row["revision"]: row["reason"] for row in all_rows(reading, write_backs, "revision", wanted)}
        found.spans = _spans(reading, journals)
        people = {span.teacher_id for spans in found.spans.values() for span in spans}
        people |= {row["author_id"] for reads in found.reads.values() for row in reads if row["author_id"]}
        rows = all_rows(reading, schema.registry["teachers"], "id", people)
        found.teachers = {row["id"]: row["name"] for row in sorted(rows, key=lambda row: int(row["from_revision"]))}
        return found

    def origin(self, journal: int, revision: int, read_id: int | None) -> Origin:
        """The origin of a change of this journal: a read's where it was typed, else the registry's or a decision's."""
        made = self.revisions[revision]
        reads = self.reads.get(revision, [])
        read = next((row for row in reads if row["id"] == read_id), reads[0] if reads else None)
        path = read["path"] if read else None
        if made["kind"] != "sync" or read is None:
            return Origin(made["at"], made["actor"], "known", made["kind"], path, self.reasons.get(revision))
        at = read["known_since"]
        if read["author"] == "known" and read["author_id"]:
            return Origin(at, self.teachers.get(read["author_id"]), "known", "sync", path)
        holder = self._holder(journal, at.astimezone(self.zone).date())
        return Origin(at, holder, "entitled" if holder else "unknown", "sync", path)

    def _holder(self, journal: int, day: date) -> str | None:
        return self.teachers.get(teacher_on(self.spans.get(journal, []), journal, day) or 0)


def _reads(reading: Reading, revisions: set[int]) -> dict[int, list[Row]]:
    """Revision -> its reads, with their workbook's path and since when the state read was surely there."""
    reads = all_rows(reading, schema.reads, "revision", revisions)
    books = {row["id"]: row["path"] for row in all_rows(reading, schema.workbooks, "id", _keys(reads, "workbook_id"))}
    before: dict[int, datetime] = {}
    earlier = all_rows(reading, schema.reads, "workbook_id", set(books))
    found: dict[int, list[Row]] = {}
    for row in sorted(earlier, key=lambda row: int(row["id"])):
        last = before.get(row["workbook_id"])
        # A file's time later than its read, or not after the read before it, was set by no hand: it tells nothing.
        trusted = row["file_time"] <= row["read_at"] and (last is None or row["file_time"] > last)
        since = row["file_time"] if trusted else row["read_at"]
        before[row["workbook_id"]] = row["read_at"]
        if row["revision"] in revisions:
            found.setdefault(row["revision"], []).append(
                {**row, "known_since": since, "path": books[row["workbook_id"]]}
            )
    return found


def _keys(rows: Iterable[Row], name: str) -> set[int]:
    return {row[name] for row in rows}


def _spans(reading: Reading, journals: dict[int, Row]) -> dict[int, list[TeacherSpan]]:
    """Who held the right to these journals, as the registry says as of the revision."""
    spans = [TeacherSpan(key, row["teacher_id"]) for key, row in journals.items()]
    for name, substitute in (("teacher_changes", False), ("substitutions", True)):
        table = schema.registry[name]
        for row in rows_of(reading, table, "journal_id", set(journals), sa.and_(reading.holds(table))):
            ends = row["valid_to"] if substitute else None
            spans.append(TeacherSpan(row["journal_id"], row["teacher_id"], row["valid_from"], ends, substitute))
    return spans_by_journal(spans)
