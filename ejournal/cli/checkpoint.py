"""``ejournal checkpoint``: what can be closed, closing, and reopening (4.3)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ejournal.cli.options import (
    AtOption,
    DateOption,
    JsonOption,
    WorkspaceOption,
    command_group,
    day_of,
    moment_of,
    moment_on,
    open_config,
)
from ejournal.cli.output import note, print_json, print_table, say

if TYPE_CHECKING:
    from datetime import date as day_

    from ejournal.config import Config
    from ejournal.decisions.checkpoints import ClosingSummary
    from ejournal.decisions.course_state import CourseState, Scope

app = command_group("Checkpoints: what is ready, closing with posted points, and reopening of one journal.")
NumberOption = Annotated[int, typer.Option("--checkpoint", help="Number of the checkpoint, 1 or 2.")]
SemesterOption = Annotated[
    str, typer.Option("--semester", help="Code of the semester (default: the one of this day).", show_default=False)
]
GroupOption = Annotated[str, typer.Option("--group", help="Only this group, by code.", show_default=False)]
CourseOption = Annotated[str, typer.Option("--course", help="Only this course, by public id.", show_default=False)]
DepartmentOption = Annotated[
    str, typer.Option("--department", help="Only courses of this department, by code.", show_default=False)
]
InstituteOption = Annotated[
    str, typer.Option("--institute", help="Only groups of this institute, by code.", show_default=False)
]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides this.")]
DocumentOption = Annotated[str, typer.Option("--document", metavar="NO", help="Number of the document.")]
REASONS = {
    "": "ready",
    "before_date": "its date is not reached",
    "closed": "closed already",
    "quarantined": "cells that could not be read",
    "disagrees": "complete lessons that stopped agreeing",
    "unfilled": "lessons not filled in",
    "no_points": "no points to post",
}
SHOWN = ("group", "discipline", "due", "complete", "quarantined", "state", "since", "by", "ready")


@app.command()
def status(
    workspace: WorkspaceOption = None,
    checkpoint: NumberOption = 1,
    semester: SemesterOption = "",
    group: GroupOption = "",
    course: CourseOption = "",
    department: DepartmentOption = "",
    institute: InstituteOption = "",
    date: DateOption = "",
    json: JsonOption = False,
) -> None:
    """Per course: due, complete, quarantined and unfilled lessons, ready or not and why, closed or reopened by whom."""
    config = open_config(workspace)
    today = day_of(date, config)
    scope = _scope(config, today, checkpoint, semester, (institute, department, group, course))
    _show(config, _states(config, scope, today), json)


@app.command()
def close(
    by: ByOption,
    workspace: WorkspaceOption = None,
    checkpoint: NumberOption = 1,
    semester: SemesterOption = "",
    group: GroupOption = "",
    course: CourseOption = "",
    department: DepartmentOption = "",
    institute: InstituteOption = "",
    document: DocumentOption = "",
    preview: Annotated[bool, typer.Option("--preview", help="Only list what is ready and what is not.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Close what is not filled in, too.")] = False,
    date: DateOption = "",
    at: AtOption = "",
    json: JsonOption = False,
) -> None:
    """Post the points of the courses that are ready, lock their lessons, and remind the rest."""
    from ejournal.closing import close as run
    from ejournal.decisions.checkpoints import Order

    config = open_config(workspace)
    today = day_of(date, config)
    scope = _scope(config, today, checkpoint, semester, (institute, department, group, course))
    if preview:
        _show(config, _states(config, scope, today), json)
        return
    moment = moment_of(at, config) if at else moment_on(today, config)
    done = run(config, scope, Order(by, today, document, force), at=moment)
    if json:
        print_json(_closed_facts(done))
        return
    _say_closed(done)


@app.command()
def reopen(
    by: ByOption,
    journal: Annotated[str, typer.Option("--journal", metavar="J", help="Public id or code of the journal.")],
    days: Annotated[int, typer.Option("--days", help="For how many days, this one included.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why it is reopened.")],
    document: DocumentOption,
    workspace: WorkspaceOption = None,
    date: DateOption = "",
    at: AtOption = "",
    json: JsonOption = False,
) -> None:
    """Reopen one journal for some days; then the lock stands again. New points need another `close`."""
    from ejournal.decisions.reopening import Grant
    from ejournal.decisions.reopening import reopen as run
    from ejournal.parameters import load_parameters

    config = open_config(workspace)
    today = day_of(date, config)
    moment = moment_of(at, config) if at else moment_on(today, config)
    rules = load_parameters(config.parameters).entry
    done = run(config, journal, Grant(days, by, reason, document, today), rules=rules, at=moment)
    if json:
        print_json({"journal": journal, "start": done.start, "until": done.until, "revision": done.revision})
        return
    say(f"reopened  {journal}, {done.start} to {done.until}, revision {done.revision}")


def _scope(config: "Config", today: "day_", checkpoint: int, semester: str, narrowed: Sequence[str]) -> "Scope":
    from ejournal.dataset import Dataset
    from ejournal.decisions.course_state import Scope

    if not semester:
        with Dataset(config) as dataset:
            rows = dataset.semesters()
        begun = rows[rows["start"].dt.date <= today]
        semester = str(begun["semester"].iloc[-1]) if len(begun) else ""
    return Scope(semester, checkpoint, *narrowed)


def _states(config: "Config", scope: "Scope", today: "day_") -> "list[CourseState]":
    from ejournal.dataset import Dataset
    from ejournal.decisions.readiness import course_states

    with Dataset(config) as dataset:
        return course_states(dataset, scope, today)


def _show(config: "Config", states: "list[CourseState]", json: bool) -> None:
    if json:
        print_json([_facts(state) for state in states])
        return
    rows = [{**_facts(state), **_words(config, state)} for state in states]
    print_table(SHOWN, rows, f"Checkpoint {states[0].checkpoint}, up to {states[0].until}")
    for state in states:
        for lesson in state.unfilled:
            note(f"{state.group} {state.discipline_name}: {lesson.date} pair {lesson.pair} ({lesson.reason})")
        if state.conflicts or state.waiting:
            cells = f"{state.waiting} cells wait to be set back, {state.conflicts} hold something else"
            note(f"{state.group} {state.discipline_name}: {cells}")


def _words(config: "Config", state: "CourseState") -> dict[str, str]:
    """What people read of a course's state: local time, until when it is reopened, and why it is not ready."""
    since = state.since
    local = since.astimezone(config.zone).strftime("%Y-%m-%d %H:%M") if isinstance(since, datetime) else since
    until = f" to {state.reopenings[-1].until}" if state.state == "reopened" else ""
    return {"since": str(local or ""), "state": state.state + until, "ready": REASONS[state.reason]}


def _facts(state: "CourseState") -> dict[str, Any]:
    names = ("course", "group", "checkpoint", "until", "due", "complete", "quarantined", "disagreeing", "state")
    more = ("ready", "reason", "since", "by", "document", "waiting", "conflicts")
    facts = {name: getattr(state, name) for name in names + more}
    lessons = [
        {"journal": each.journal, "date": each.date, "pair": each.pair, "reason": each.reason}
        for each in state.unfilled
    ]
    opened = [{"start": each.start, "until": each.until} for each in state.reopenings]
    return {**facts, "discipline": state.discipline_name, "unfilled": lessons, "reopenings": opened}


def _closed_facts(done: "ClosingSummary") -> dict[str, Any]:
    lists = {name: getattr(done, name) for name in ("closed", "reminded", "unchanged")}
    return {"revision": done.revision, **{name: [_facts(state) for state in own] for name, own in lists.items()}}


def _say_closed(done: "ClosingSummary") -> None:
    say(f"closed     {len(done.closed)}")
    say(f"reminded   {len(done.reminded)}")
    say(f"unchanged  {len(done.unchanged)}")
    say(f"revision   {done.revision}")
    _note_each("closed", done.closed)
    _note_each("reminded", done.reminded)


def _note_each(word: str, states: "Iterable[CourseState]") -> None:
    for state in states:
        note(f"{word}: {state.group} {state.discipline_name}: {REASONS[state.reason]}")
