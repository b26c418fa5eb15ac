"""Prints the history of a journal: every event with old, new, who, when and in which cell."""

from typing import TYPE_CHECKING, Annotated

import typer

from ejournal.cli.frames import AsOfOption, print_frame
from ejournal.cli.options import Format, FormatOption, WorkspaceOption

if TYPE_CHECKING:
    import pandas as pd

    from ejournal.dataset import Dataset

JournalOption = Annotated[
    str, typer.Option("--journal", "-j", metavar="JOURNAL", help="Id (J...) or code of the load.")
]
StudentOption = Annotated[
    str, typer.Option("--student", "-s", help="Id (S...), record-book number or full name.", show_default=False)
]
LessonOption = Annotated[
    str, typer.Option("--lesson", "-l", metavar="LESSON", help="Id (L...) or DATE/PAIR.", show_default=False)
]
NAMES = (
    "event",
    "at",
    "kind",
    "lesson",
    "date",
    "pair",
    "item",
    "student",
    "name",
    "old",
    "new",
    "author",
    "authorship",
)
MORE = ("source", "document", "revision", "workbook", "cell")
FOR_PEOPLE = ("event", "at", "kind", "date", "pair", "name", "old", "new", "author", "authorship", "source", "cell")


def history(
    journal: JournalOption,
    workspace: WorkspaceOption = None,
    student: StudentOption = "",
    lesson: LessonOption = "",
    as_of: AsOfOption = "",
    format: FormatOption = Format.table,
) -> None:
    """Every event of a journal: what stood there before and after, from whom, when, in which cell (4.3).

    Marks, lessons' heads, independent work, the lesson plan, moved lessons, memberships and teachers. An event's id is
    what `ejournal revert` takes. Moments are local; in CSV and JSON they carry the zone's offset.
    """

    def frame(dataset: "Dataset") -> "pd.DataFrame":
        found = dataset.history(journal=journal, student=student, lesson=lesson)
        local = found["at"].dt.tz_convert(dataset.config.zone)
        return found.assign(at=local) if format is not Format.table else _for_people(found, local)

    print_frame(workspace, as_of, format, frame, FOR_PEOPLE if format is Format.table else NAMES + MORE)


def _for_people(found: "pd.DataFrame", local: "pd.Series") -> "pd.DataFrame":
    """Short enough for a terminal: moments to the minute, names with initials."""
    from ejournal.names import initials

    short = {name: found[name].map(initials, na_action="ignore") for name in ("name", "author")}
    return found.assign(at=local.dt.strftime("%Y-%m-%d %H:%M"), **short)
