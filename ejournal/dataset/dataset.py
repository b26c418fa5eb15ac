"""The reader's door to the dataset: frames of one pinned revision, with filters, as of any revision or moment."""

from collections import Counter
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pandas as pd
import sqlalchemy as sa

from ejournal.config import Config, load_config
from ejournal.dataset import (
    decision_frames,
    evidence_frames,
    final_frames,
    finding_frames,
    lesson_frames,
    mark_frames,
    registry_frames,
    result_frames,
)
from ejournal.dataset.explain import explain
from ejournal.dataset.explanation import Explanation
from ejournal.dataset.filters import Filters
from ejournal.dataset.history import history
from ejournal.dataset.reading import Reading, revision_of
from ejournal.parameters import load_parameters
from ejournal.store import Store, schema


class Dataset:
    """One snapshot of a workspace's dataset; what is written meanwhile is not seen.

    Filters of every frame: ``semester``, ``institute``, ``department``, ``group`` (codes), ``course`` (public id),
    ``teacher`` (name), ``start`` and ``end`` (local dates, both included; of dated frames). Columns, types and units
    stand in ``ejournal.columns``.
    """

    def __init__(self, config: Config, as_of: int | datetime | None = None) -> None:
        self.config = config
        self._open = ExitStack()
        store = Store.open(config.database_address)
        self._open.callback(store.dispose)
        try:
            self.connection = self._open.enter_context(store.read())
            newest = self.connection.scalar(sa.select(sa.func.max(schema.revisions.c.id)))
            asked = revision_of(self.connection, as_of)
            self.revision: int | None = newest if asked is None else asked
            self._reading = Reading(self.connection, None if asked in (None, newest) else asked)
        except BaseException:
            self._open.close()
            raise

    @classmethod
    def open(cls, workspace: Path | str = ".", *, as_of: int | datetime | None = None) -> Self:
        """The workspace's dataset, pinned to a revision, to the last one at a moment, or to the newest.

        Raises ConfigError for a folder that is no workspace, ParameterError for a revision that does not exist, and
        StoreError for a database that cannot be used.
        """
        return cls(load_config(Path(workspace)), as_of)

    def close(self) -> None:
        """End the snapshot."""
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def semesters(self, **filters: Any) -> pd.DataFrame:
        """Semesters by start: columns.SEMESTERS."""
        return registry_frames.semesters(self._reading, Filters(**filters))

    def groups(self, **filters: Any) -> pd.DataFrame:
        """Groups: columns.GROUPS."""
        return registry_frames.groups(self._reading, Filters(**filters))

    def students(self, **filters: Any) -> pd.DataFrame:
        """Students who were ever in a group asked for: columns.STUDENTS."""
        return registry_frames.students(self._reading, Filters(**filters))

    def memberships(self, **filters: Any) -> pd.DataFrame:
        """Who was in which group and subgroup from when to when: columns.MEMBERSHIPS."""
        return registry_frames.memberships(self._reading, Filters(**filters))

    def courses(self, **filters: Any) -> pd.DataFrame:
        """Courses: columns.COURSES."""
        return registry_frames.courses(self._reading, Filters(**filters))

    def journals(self, *, on: date | None = None, **filters: Any) -> pd.DataFrame:
        """Journals with the teacher of the day ``on`` (the last one appointed when None): columns.JOURNALS."""
        return registry_frames.journals(self._reading, Filters(**filters), on)

    def lessons(self, **filters: Any) -> pd.DataFrame:
        """Dated lessons with the state of their columns: columns.LESSONS."""
        return lesson_frames.lessons(self._reading, Filters(**filters))

    def marks(self, **filters: Any) -> pd.DataFrame:
        """What teachers entered: columns.MARKS."""
        return mark_frames.marks(self._reading, Filters(**filters))

    def register(self, **filters: Any) -> pd.DataFrame:
        """Every student x lesson with its meaning: columns.REGISTER."""
        return mark_frames.register(self._reading, Filters(**filters))

    def works(self, **filters: Any) -> pd.DataFrame:
        """Marks of independent work: columns.WORKS."""
        return mark_frames.works(self._reading, Filters(**filters))

    def plans(self, **filters: Any) -> pd.DataFrame:
        """Lesson plans: columns.PLANS."""
        return lesson_frames.plans(self._reading, Filters(**filters))

    def quarantine(self, **filters: Any) -> pd.DataFrame:
        """What could not be taken over: columns.QUARANTINE."""
        return result_frames.quarantine(self._reading, Filters(**filters))

    def scores(self, *, checkpoint: int | None = None, **filters: Any) -> pd.DataFrame:
        """Points as last scored: columns.SCORES."""
        return result_frames.scores(self._reading, Filters(**filters), checkpoint)

    def findings(self, *, state: str = "open", **filters: Any) -> pd.DataFrame:
        """Findings as last validated, ``state`` open, dismissed, resolved or all: columns.FINDINGS."""
        return finding_frames.findings(self._reading, Filters(**filters), state)

    def living(self, found: pd.DataFrame) -> pd.DataFrame:
        """Findings as rules gave them (columns.FOUND), with what is known of their life: columns.FINDINGS."""
        return finding_frames.living(self._reading, found)

    def open_findings(self) -> Counter[str]:
        """Open findings by severity."""
        return finding_frames.open_counts(self._reading)

    def checks(self, **filters: Any) -> pd.DataFrame:
        """Signed checks: columns.CHECKS."""
        return finding_frames.checks(self._reading, Filters(**filters))

    def movements(self, **filters: Any) -> pd.DataFrame:
        """Who joined, left, went on leave and came back: columns_finals.MOVEMENTS."""
        return final_frames.movements(self._reading, Filters(**filters))

    def differences(self, **filters: Any) -> pd.DataFrame:
        """Disciplines without a match of students who moved: columns_finals.DIFFERENCES."""
        return final_frames.differences(self._reading, Filters(**filters))

    def entered(self, **filters: Any) -> pd.DataFrame:
        """Points entered for tests, exams and retakes: columns_evidence.ENTERED."""
        return final_frames.entered(self._reading, Filters(**filters))

    def results(self, *, on: date | None = None, through: int | None = None, **filters: Any) -> pd.DataFrame:
        """How courses ended, as on the day ``on``, worked out now: columns_finals.RESULTS.

        Without a day it is that of the revision; ``through``: the last attempt to look at, 0 = before any retake.
        """
        parameters = load_parameters(self.config.parameters)
        return final_frames.ended(self._reading, Filters(**filters), parameters, on or self._day, through)

    def averages(self, *, on: date | None = None, **filters: Any) -> pd.DataFrame:
        """Grade averages of semesters, as on the day ``on`` (the revision's when None): columns_finals.AVERAGES."""
        parameters = load_parameters(self.config.parameters)
        return final_frames.grade_averages(self._reading, Filters(**filters), parameters, on or self._day)

    @property
    def _day(self) -> date:
        """The local day of the revision that is read; the first day of all where there is none yet."""
        revisions = schema.revisions.c
        moment = self.connection.scalar(sa.select(revisions.at).where(revisions.id == self.revision))
        return moment.astimezone(self.config.zone).date() if moment else date.min

    def grade_sheets(self, **filters: Any) -> pd.DataFrame:
        """Versions of grade sheets with their state: columns_finals.GRADE_SHEETS."""
        return final_frames.grade_sheets(self._reading, Filters(**filters))

    def grade_sheet_rows(self, **filters: Any) -> pd.DataFrame:
        """Rows of grade sheets as frozen: columns_finals.GRADE_SHEET_ROWS."""
        return final_frames.grade_sheet_rows(self._reading, Filters(**filters))

    def outages(self) -> pd.DataFrame:
        """Recorded outages: columns.OUTAGES."""
        return result_frames.outages(self._reading)

    def holidays(self) -> pd.DataFrame:
        """Days off: columns.HOLIDAYS."""
        fixed = load_parameters(self.config.parameters).holidays
        return evidence_frames.holidays(self._reading, fixed, self.config.language)

    def hours(self, **filters: Any) -> pd.DataFrame:
        """Hours of the curriculum by journal and kind of class: columns.HOURS."""
        return evidence_frames.hours(self._reading, Filters(**filters))

    def changes(self, **filters: Any) -> pd.DataFrame:
        """Change orders of the timetable: columns.CHANGES."""
        return evidence_frames.changes(self._reading, Filters(**filters))

    def spans(self, **filters: Any) -> pd.DataFrame:
        """Who held the right to fill which journal when: columns.SPANS."""
        return evidence_frames.spans(self._reading, Filters(**filters))

    def authors(self, **filters: Any) -> pd.DataFrame:
        """Known authors of what was entered, by lesson: columns.AUTHORS."""
        return evidence_frames.authors(self._reading, Filters(**filters))

    def scans(self, **filters: Any) -> pd.DataFrame:
        """Check-ins by the room's QR code: columns.SCANS; none as long as nothing takes check-ins."""
        return evidence_frames.scans(Filters(**filters))

    def listed(self, **filters: Any) -> pd.DataFrame:
        """Students whose row a tab held when last read: columns.LISTED."""
        return evidence_frames.listed(self._reading, Filters(**filters))

    def closings(self, *, checkpoint: int | None = None, **filters: Any) -> pd.DataFrame:
        """Closed checkpoints: columns.CLOSINGS."""
        return decision_frames.closings(self._reading, Filters(**filters), checkpoint)

    def posted_points(self, *, checkpoint: int | None = None, **filters: Any) -> pd.DataFrame:
        """Points as posted at closing: columns.POSTED_POINTS."""
        return decision_frames.posted_points(self._reading, Filters(**filters), checkpoint)

    def reminders(self, *, checkpoint: int | None = None, **filters: Any) -> pd.DataFrame:
        """Courses that were not ready to be closed: columns.REMINDERS."""
        return decision_frames.reminders(self._reading, Filters(**filters), checkpoint)

    def reopenings(self, **filters: Any) -> pd.DataFrame:
        """Journals that were reopened: columns.REOPENINGS."""
        return decision_frames.reopenings(self._reading, Filters(**filters))

    def refusals(self, **filters: Any) -> pd.DataFrame:
        """Changes that were refused: columns.REFUSALS."""
        return decision_frames.refusals(self._reading, Filters(**filters))

    def history(self, *, journal: str = "", student: str = "", lesson: str = "", **filters: Any) -> pd.DataFrame:
        """Every event of a journal (of all journals asked for, when none is named): columns.HISTORY.

        ``journal``: public id or code of the load; ``student``: public id, record-book number or unique name;
        ``lesson``: public id or ``DATE/PAIR`` of the journal. Raises ParameterError when there is none such.
        """
        return history(self._reading, Filters(**filters), self.config.zone, journal, student, lesson)

    def explain(self, student: str, course: str, *, today: date, checkpoint: int | None = None) -> Explanation:
        """A student's points of a course down to the cells that made them (3.5).

        ``student`` as in :meth:`history`; ``course``: public id, or code or name of the discipline. Raises
        ParameterError when there is none such.
        """
        return explain(self, self._reading, student, course, today=today, checkpoint=checkpoint)
