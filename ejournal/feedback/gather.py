"""What each workbook is to be told: findings addressed to its teacher, and the points of its courses (5.3, 2.8)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy as sa

from ejournal.dataset import Dataset
from ejournal.names import shown_name, sort_key
from ejournal.rules.life import visible
from ejournal.store import schema

Row = dict[str, Any]
TEACHER = "teacher"


@dataclass(frozen=True)
class Workbook:
    """One workbook as the dataset knows it; ``sha256`` is the state last read, None when it is to be read anew."""

    id: int
    path: str
    sha256: str | None


@dataclass(frozen=True)
class CourseFacts:
    """One course: its names, its students' scores (with ``shown``), and the lessons that are over by today."""

    name: str
    control: str
    group: str
    scores: tuple[Row, ...] = ()
    lessons: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Facts:
    """All that one workbook's two tabs are made from."""

    workbook: Workbook
    findings: tuple[Row, ...] = ()
    courses: tuple[CourseFacts, ...] = ()
    checks: tuple[Row, ...] = ()


@dataclass
class Gathered:
    """The whole dataset's facts, cut by workbook and course."""

    workbooks: list[Workbook] = field(default_factory=list)
    findings: Mapping[str, list[Row]] = field(default_factory=dict)
    courses: Mapping[int, CourseFacts] = field(default_factory=dict)
    of_workbook: Mapping[str, list[int]] = field(default_factory=dict)
    checks: Mapping[str, list[Row]] = field(default_factory=dict)

    def facts(self) -> Iterator[Facts]:
        """Each workbook's facts, by path."""
        for workbook in self.workbooks:
            found = tuple(self.findings.get(workbook.path, ()))
            courses = tuple(self.courses[key] for key in self.of_workbook.get(workbook.path, ()))
            yield Facts(workbook, found, courses, tuple(self.checks.get(workbook.path, ())))


def gather(dataset: Dataset, today: date, private: Mapping[str, int]) -> Gathered:
    """From one pinned revision; lessons up to ``today``, a local date.

    Findings of a rule with ``private`` days go for so long into a workbook of the teacher's own, not into a shared one.
    """
    journals = dataset.journals()
    placed = journals[journals["workbook"].notna()]
    of_workbook: dict[str, list[int]] = defaultdict(list)
    for path, course in placed[["workbook", "course_id"]].drop_duplicates().itertuples(index=False):
        of_workbook[str(path)].append(int(course))
    lessons = dataset.lessons(end=today)
    return Gathered(
        _workbooks(dataset, set(of_workbook)),
        _findings(_shown_findings(dataset, today, private), lessons),
        _courses(dataset, _over(lessons, today)),
        of_workbook,
        checks_by_workbook(dataset.checks(end=today), placed),
    )


def _shown_findings(dataset: Dataset, today: date, private: Mapping[str, int]) -> pd.DataFrame:
    """Open findings that the readers of their workbook may see yet (2.6)."""
    found, table = dataset.findings(), schema.workbooks.c
    own = set(dataset.connection.scalars(sa.select(table.path).where(table.owner_id.is_not(None))))
    shared = visible(found, "others", today, private, dataset.config.zone)
    return found[found["workbook"].isin(own) | found.index.isin(shared.index)]


def checks_by_workbook(checks: pd.DataFrame, journals: pd.DataFrame) -> dict[str, list[Row]]:
    """Path -> signed checks of its journals, the newest first; ``tabs`` names the tabs of those that were checked."""
    placed = checks.merge(journals[["journal_id", "workbook", "tab"]], on="journal_id")
    said = ["workbook", "check", "date", "checked_by", "office", "remarks"]
    joined = placed.groupby(said, dropna=False, sort=False)["tab"].agg(", ".join).rename("tabs").reset_index()
    return _by(_plain(joined.sort_values(["date", "check"], ascending=False)), "workbook")


def _over(lessons: pd.DataFrame, today: date) -> pd.DataFrame:
    """The lessons that are over: of today's only those filled in already, as nobody knows the hour."""
    filled = lessons["completeness"] != "incomplete"
    return lessons[(lessons["status"] != "cancelled") & ((lessons["date"] < pd.Timestamp(today)) | filled)]


def _workbooks(dataset: Dataset, paths: set[str]) -> list[Workbook]:
    table = schema.workbooks.c
    rows = dataset.connection.execute(sa.select(table.id, table.path, table.sha256).order_by(table.path))
    return [Workbook(row.id, row.path, row.sha256) for row in rows if row.path in paths]


def _findings(findings: pd.DataFrame, lessons: pd.DataFrame) -> dict[str, list[Row]]:
    """Path -> findings for the teacher, gravest first, then by tab and date."""
    own = findings[(findings["audience"] == TEACHER) & findings["workbook"].notna()]
    dated = own.merge(lessons[["lesson_id", "date"]], on="lesson_id", how="left")
    dated["severity"] = pd.Categorical(dated["severity"], ["error", "warning", "notice"], ordered=True)
    rows = _plain(dated.sort_values(["severity", "tab", "date", "cell", "rule"], kind="stable"))
    return _by(rows, "workbook")


def _courses(dataset: Dataset, lessons: pd.DataFrame) -> dict[int, CourseFacts]:
    shown = _shown(dataset)
    scores = [{**row, "shown": shown[row["student_id"]]} for row in _plain(dataset.scores())]
    scores.sort(key=lambda row: (sort_key(row["shown"]), row["student_id"]))
    by_course = _by(scores, "course_id")
    held = _by(_plain(lessons[["course_id", "date", "pair", "kind", "checkpoint", "completeness"]]), "course_id")
    return {
        row["course_id"]: CourseFacts(
            row["discipline_name"] or "",
            row["control"] or "",
            row["group"] or "",
            tuple(by_course.get(row["course_id"], ())),
            tuple(held.get(row["course_id"], ())),
        )
        for row in _plain(dataset.courses())
    }


def _shown(dataset: Dataset) -> dict[int, str]:
    """Student -> the name as workbooks show it: what stands in a workbook must not say more than its list (design)."""
    names = dataset.config.names
    return {row["student_id"]: shown_name(names, row["name"], row["number"]) for row in _plain(dataset.students())}


def _by(rows: list[Row], name: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[name]].append(row)
    return found


def _plain(frame: pd.DataFrame) -> list[Row]:
    """Rows of plain values, None for what is missing."""
    objects = frame.astype(object)
    rows: list[Row] = objects.where(frame.notna(), None).to_dict("records")  # type: ignore[assignment]
    return rows
