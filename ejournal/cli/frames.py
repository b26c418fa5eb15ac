"""The dataset's frames for other programs and for people: status, marks, lessons, scores, findings."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ejournal.cli.options import Format, FormatOption, JsonOption, WorkspaceOption, open_config
from ejournal.cli.output import print_csv, print_json, print_table, say

if TYPE_CHECKING:
    import pandas as pd

    from ejournal.dataset import Dataset

AsOfOption = Annotated[
    str,
    typer.Option("--as-of", metavar="REVISION|MOMENT", help="As of a revision or a local moment.", show_default=False),
]
GroupOption = Annotated[str, typer.Option("--group", help="Code of a group.", show_default=False)]
SemesterOption = Annotated[str, typer.Option("--semester", help="Code of a semester.", show_default=False)]
CheckpointOption = Annotated[
    int | None, typer.Option("--checkpoint", help="Number of the checkpoint.", show_default=False)
]
Frames = Callable[["Dataset"], "pd.DataFrame"]


def status(workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """What the dataset holds now: its revision and counts."""
    from ejournal.archive import list_entries
    from ejournal.dataset import Dataset

    config = open_config(workspace)
    with Dataset(config) as dataset:
        counts = {
            "revision": dataset.revision,
            "groups": len(dataset.groups()),
            "students": len(dataset.students()),
            "journals": len(dataset.journals()),
            "lessons": len(dataset.lessons()),
            "marks": len(dataset.marks()),
            "findings": len(dataset.findings()),
        }
    counts["reports"] = len(list_entries(config.archive))
    if json:
        print_json(counts)
        return
    for name, count in counts.items():
        say(f"{name:<10} {'-' if count is None else count}")


def marks(
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.csv,
    as_of: AsOfOption = "",
    group: GroupOption = "",
    semester: SemesterOption = "",
) -> None:
    """What teachers entered: one row per student x lesson x mark."""
    filters = {"group": group, "semester": semester}
    lesson_ids = {"lesson": "lesson", "journal": "journal", "course": "course"}

    def frame(dataset: "Dataset") -> "pd.DataFrame":
        return _named(dataset, dataset.marks(**filters), filters, "student", *lesson_ids)

    names = ("student", "number", "name", "lesson", "journal", "course", "date", "pair", "ordinal", "status", "value")
    print_frame(workspace, as_of, format, frame, (*names, "member", "workbook", "tab", "cell"))


def lessons(
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.csv,
    as_of: AsOfOption = "",
    group: GroupOption = "",
    semester: SemesterOption = "",
) -> None:
    """Dated lessons with the state of their columns: one row per lesson."""
    filters = {"group": group, "semester": semester}

    def frame(dataset: "Dataset") -> "pd.DataFrame":
        return _named(dataset, dataset.lessons(**filters), filters, "journal", "course").rename(
            columns={"lesson": "id"}
        )

    names = ("id", "journal", "course", "date", "pair", "kind", "completeness", "reason", "disagrees", "status", "week")
    more = ("checkpoint", "room", "work_type", "control_number", "counted", "topic")
    times = ("completed_after", "completed_before", "workbook", "tab", "column")
    print_frame(workspace, as_of, format, frame, (*names, *more, *times))


def scores(
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.csv,
    as_of: AsOfOption = "",
    checkpoint: CheckpointOption = None,
    group: GroupOption = "",
    semester: SemesterOption = "",
    posted: Annotated[bool, typer.Option("--posted", help="The points posted when the checkpoint was closed.")] = False,
) -> None:
    """Points as last scored: one row per student x course x checkpoint x component."""
    filters = {"group": group, "semester": semester}

    def frame(dataset: "Dataset") -> "pd.DataFrame":
        found = dataset.posted_points if posted else dataset.scores
        return _named(dataset, found(checkpoint=checkpoint, **filters), filters, "student", "course")

    names = ("student", "number", "name", "course", "checkpoint", "component", "points", "cap", "numerator")
    print_frame(workspace, as_of, format, frame, (*names, "denominator", "reason", "scheme"))


def findings(
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.csv,
    as_of: AsOfOption = "",
    group: GroupOption = "",
    semester: SemesterOption = "",
    language: Annotated[str, typer.Option("--language", help="ru, ky or en.", show_default=False)] = "",
    state: Annotated[str, typer.Option("--state", help="open, dismissed, resolved or all.")] = "open",
) -> None:
    """What the rules found at the last validation: one row per finding, with its exact cell and its life.

    Those that are for the teacher's eyes alone yet are marked as private.
    """
    from ejournal.rules import message, remedy

    filters = {"group": group, "semester": semester}

    def frame(dataset: "Dataset") -> "pd.DataFrame":
        words = language or dataset.config.language
        found = _with_privacy(dataset, dataset.findings(state=state, **filters))
        rows: list[dict[str, Any]] = found.to_dict("records")  # type: ignore[assignment]
        said = found.assign(message=[message(row, words) for row in rows], remedy=[remedy(row, words) for row in rows])
        return _named(dataset, said, filters, "student", "journal", "lesson")

    names = ("rule", "severity", "workbook", "tab", "cell", "clause", "audience", "journal", "lesson", "student")
    life = ("finding", "state", "first_seen", "last_seen", "notified", "resolved", "dismissed_by", "reason", "private")
    print_frame(workspace, as_of, format, frame, (*names, "message", "remedy", *life))


def _with_privacy(dataset: "Dataset", found: "pd.DataFrame") -> "pd.DataFrame":
    """With ``private``: whether today nobody but the teacher is to see the finding (2.6)."""
    from datetime import datetime

    from ejournal.parameters import load_parameters
    from ejournal.rules.life import private_days, visible

    zone = dataset.config.zone
    private = private_days(load_parameters(dataset.config.parameters))
    shown = visible(found, "others", datetime.now(zone).date(), private, zone)
    return found.assign(private=~found.index.isin(shown.index))


def _named(dataset: "Dataset", frame: "pd.DataFrame", filters: Mapping[str, str], *keys: str) -> "pd.DataFrame":
    """The frame with the public ids of these keys, and students' numbers and names."""
    sources: dict[str, Callable[[], pd.DataFrame]] = {
        "student": lambda: dataset.students()[["student_id", "student", "number", "name"]],
        "journal": lambda: dataset.journals()[["journal_id", "journal"]],
        "course": lambda: dataset.courses()[["course_id", "course"]],
        "lesson": lambda: dataset.lessons(**filters)[["lesson_id", "lesson"]],
    }
    for key in keys:
        frame = frame.merge(sources[key](), on=f"{key}_id", how="left")
    return frame


def print_frame(workspace: Any, as_of: str, format: Format, frame: Frames, names: Sequence[str]) -> None:
    from ejournal.dataset import Dataset
    from ejournal.reports.opening import revision_or_moment

    config = open_config(workspace)
    with Dataset(config, revision_or_moment(as_of, config.zone)) as dataset:
        rows = _plain(frame(dataset)[list(names)])
    if format is Format.json:
        print_json(rows)
    elif format is Format.table:
        print_table(names, rows)
    else:
        print_csv(names, rows)


def _plain(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """Rows with None for what is missing, dates and instants in ISO form, whole numbers as such."""
    import pandas as pd

    columns: dict[str, list[Any]] = {}
    for name in frame.columns:
        values = frame[name]
        if isinstance(values.dtype, pd.DatetimeTZDtype):
            texts = [None if pd.isna(value) else value.isoformat(timespec="seconds") for value in values]
        elif pd.api.types.is_datetime64_dtype(values):
            texts = [None if pd.isna(value) else value.date().isoformat() for value in values]
        else:
            texts = [None if pd.isna(value) else value for value in values.astype(object)]
        columns[str(name)] = texts
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
