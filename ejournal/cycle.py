"""The whole cycle of one day: sync, validation, scoring, feedback, reports into the archive (2.1, 2.5, 6.2)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from ejournal import pipeline
from ejournal.archive import Entry
from ejournal.config import Config, load_config
from ejournal.dataset import Dataset
from ejournal.decisions.notices import notify
from ejournal.errors import EjournalError
from ejournal.feedback import FeedbackSummary, feedback
from ejournal.parameters import load_parameters
from ejournal.reports.context import Context, open_context
from ejournal.reports.fanout import run_each
from ejournal.reports.publish import archive_result
from ejournal.reports.runner import RunResult, run_notebook
from ejournal.reports.validation_view import shown
from ejournal.store import Store
from ejournal.sync import SyncSummary, sync

Progress = Callable[[str, int, int, str], None]
STAGES = ("sync", "validation", "scoring", "feedback", "reports")


@dataclass
class CycleSummary:
    """What each stage did: findings by severity, rows of points, archived reports, and failures by report."""

    sync: SyncSummary
    feedback: FeedbackSummary
    findings: dict[str, int] = field(default_factory=dict)
    scores: int = 0
    archived: list[Entry] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Day:
    """One run of the cycle: its workspace, the day that counts as today, the instant that counts as now."""

    config: Config
    today: date
    at: datetime
    progress: Progress
    full: bool = False

    def stage(self, name: str) -> Callable[[int, int, str], None]:
        return lambda done, total, what: self.progress(name, done, total, what)


def cycle(workspace: Path, *, today: date, at: datetime, progress: Progress, full: bool = False) -> CycleSummary:
    """Run the whole cycle; ``progress(stage, done, total, what)``. A report that fails stops no other.

    ``full``: validate and score everything, and not only what changed since the last time.

    Raises what sync, validation, scoring and feedback raise: StoreBusy, ParameterError, StoreError.
    """
    config = load_config(workspace)
    day = _Day(config, today, at, progress, full)
    parameters = load_parameters(config.parameters)
    synced = sync(config, parameters, at=at, progress=day.stage("sync"))
    found = pipeline.renew(config.workspace, today=today, at=at, full=full)
    progress("validation", 1, 1, "")
    scored = _score(day)
    written = feedback(config, parameters, today=today, at=at, progress=day.stage("feedback"))
    summary = CycleSummary(synced, written, dict(found), scored)
    _report(day, summary)
    return summary


def _score(day: _Day) -> int:
    """Score the checkpoints that have begun, of the semester of this day; the number of rows of points."""
    scored = 0
    wanted = _checkpoints(day)
    for number, (semester, checkpoint) in enumerate(wanted, 1):
        scored += pipeline.rescore(
            day.config.workspace,
            semester=semester,
            checkpoint=checkpoint,
            today=day.today,
            at=day.at,
            full=day.full,
        )
        day.progress("scoring", number, len(wanted), f"{semester} {checkpoint}")
    return scored


def _checkpoints(day: _Day) -> list[tuple[str, int]]:
    """(semester, checkpoint) whose period has begun, in semesters that hold this day."""
    today = pd.Timestamp(day.today)
    with Dataset(day.config) as dataset:
        semesters = dataset.semesters()
    held = semesters[(semesters["start"] <= today) & (today <= semesters["end"])]
    return [
        (str(row.semester), number)
        for row in held.itertuples()
        for number in ((1, 2) if today > row.checkpoint_1 else (1,))  # type: ignore[operator]
    ]


def _report(day: _Day, summary: CycleSummary) -> None:
    """Validation once, points and the month's report of every group, archived as they come."""
    context = open_context(day.config.workspace, day.today)
    checkpoints = _checkpoints(day)
    groups = list(context.known["group"])
    total = 1 + len(groups) * (1 + len(checkpoints))
    done = _Count(day, total)
    out = day.config.workspace / "reports"
    try:
        _archive(day, summary, [run_notebook("validation", day.config.workspace, {}, out=out, context=context)])
        _notify(day)
    except EjournalError as error:
        summary.failures["validation"] = str(error)
    done.next("validation")
    month = {"month": f"{day.today:%Y-%m}"}
    _each(day, summary, "monthly", month, groups, context, done)
    for semester, checkpoint in checkpoints:
        parameters = {"semester": semester, "checkpoint": str(checkpoint)}
        _each(day, summary, "scoring", parameters, groups, context, done)


def _notify(day: _Day) -> None:
    """Note which findings the archived report told to those who read it (5.3)."""
    with Dataset(day.config) as dataset:
        found = shown(dataset.findings(), day.today, load_parameters(day.config.parameters), day.config.zone)
    store = Store.open(day.config.database_address)
    try:
        notify(store, found["finding"].dropna(), "report", day.at)
    finally:
        store.dispose()


@dataclass
class _Count:
    day: _Day
    total: int
    done: int = 0

    def next(self, what: str) -> None:
        self.done += 1
        self.day.progress("reports", self.done, self.total, what)


def _each(
    day: _Day,
    summary: CycleSummary,
    name: str,
    parameters: dict[str, str],
    groups: Sequence[str],
    context: Context,
    done: _Count,
) -> None:
    ran = run_each(
        name,
        day.config.workspace,
        parameters,
        "group",
        groups,
        lambda _done, _total, value, _failure: done.next(f"{name} {value}"),
        out=day.config.workspace / "reports",
        context=context,
    )
    _archive(day, summary, [ran.results[group] for group in groups if group in ran.results])
    summary.failures |= {f"{name} {group}": str(failure) for group, failure in ran.failures.items()}


def _archive(day: _Day, summary: CycleSummary, results: Sequence[RunResult]) -> None:
    summary.archived += [archive_result(result, day.config.archive, day.at) for result in results]
