"""``ejournal sheet``: grade sheets from draft to signature, and their corrections (2.4, 4.1)."""

from typing import TYPE_CHECKING, Annotated

import typer

from ejournal.cli.frames import AsOfOption, GroupOption, SemesterOption, _named, print_frame
from ejournal.cli.options import (
    AtOption,
    DateOption,
    Format,
    FormatOption,
    JsonOption,
    WorkspaceOption,
    command_group,
    day_of,
    moment_of,
    moment_on,
    open_config,
)
from ejournal.cli.output import print_json, say
from ejournal.i18n import Language, Text

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd

    from ejournal.config import Config
    from ejournal.dataset import Dataset
    from ejournal.decisions.grade_sheets import Sheet, SheetOrder

app = command_group("Grade sheets: drafted, approved, signed, and corrected by a new version.")
CourseOption = Annotated[str, typer.Option("--course", metavar="C...", help="The course, by public id.")]
ControlOption = Annotated[str, typer.Option("--control", help="final, retake-1, retake-2 or summer.")]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides this.")]
DocumentOption = Annotated[
    str, typer.Option("--document", metavar="NO", help="Number of the document.", show_default=False)
]
STATES = {
    "draft": Text("черновик", "долбоор", "draft"),
    "approved": Text("утверждена", "бекитилген", "approved"),
    "signed": Text("подписана", "кол коюлган", "signed"),
    "corrected": Text("исправлена", "оңдолгон", "corrected"),
}
SAID = Text(
    "Ведомость {course}, {control}, версия {version}: {state}, студентов {students}",
    "{course} ведомосту, {control}, {version}-версия: {state}, студенттер: {students}",
    "Grade sheet {course}, {control}, version {version}: {state}, {students} students",
)
INSTEAD = Text(", вместо версии {version}", ", {version}-версиянын ордуна", ", in place of version {version}")


@app.command()
def create(
    course: CourseOption,
    by: ByOption,
    control: ControlOption = "final",
    workspace: WorkspaceOption = None,
    date: DateOption = "",
    at: AtOption = "",
    json: JsonOption = False,
) -> None:
    """Freeze the results of a course as a draft; a draft that stands already is made anew."""
    from ejournal.decisions.grade_sheets import create_sheet

    config, order, moment = _order(workspace, date, at, course, control, by)
    _show(create_sheet(config, order, at=moment), config.language, json)


@app.command()
def approve(
    course: CourseOption,
    by: ByOption,
    control: ControlOption = "final",
    workspace: WorkspaceOption = None,
    document: DocumentOption = "",
    date: DateOption = "",
    at: AtOption = "",
    json: JsonOption = False,
) -> None:
    """Approve a draft that still says what the results say; its points cannot be entered anew after that."""
    from ejournal.decisions.grade_sheets import advance_sheet

    config, order, moment = _order(workspace, date, at, course, control, by, document)
    _show(advance_sheet(config, order, "approve", at=moment), config.language, json)


@app.command()
def sign(
    course: CourseOption,
    by: ByOption,
    control: ControlOption = "final",
    workspace: WorkspaceOption = None,
    document: DocumentOption = "",
    date: DateOption = "",
    at: AtOption = "",
    json: JsonOption = False,
) -> None:
    """Record that an approved grade sheet was signed."""
    from ejournal.decisions.grade_sheets import advance_sheet

    config, order, moment = _order(workspace, date, at, course, control, by, document)
    _show(advance_sheet(config, order, "sign", at=moment), config.language, json)


@app.command()
def correct(
    course: CourseOption,
    by: ByOption,
    reason: Annotated[str, typer.Option("--reason", help="Why it is corrected.")],
    document: Annotated[str, typer.Option("--document", metavar="NO", help="Number of the document.")],
    control: ControlOption = "final",
    workspace: WorkspaceOption = None,
    date: DateOption = "",
    at: AtOption = "",
    json: JsonOption = False,
) -> None:
    """Begin a new version that names the approved or signed one; points can be entered again until it is approved."""
    from ejournal.decisions.grade_sheets import correct_sheet

    config, order, moment = _order(workspace, date, at, course, control, by, document, reason)
    _show(correct_sheet(config, order, at=moment), config.language, json)


@app.command("list")
def show(
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.csv,
    as_of: AsOfOption = "",
    group: GroupOption = "",
    semester: SemesterOption = "",
) -> None:
    """Versions of grade sheets with their state: one row per course x control x version."""
    filters = {"group": group, "semester": semester}

    def frame(dataset: "Dataset") -> "pd.DataFrame":
        return _named(dataset, dataset.grade_sheets(**filters), filters, "course")

    names = ("course", "control", "version", "state", "corrects", "students", "by", "at", "document", "reason")
    print_frame(workspace, as_of, format, frame, (*names, "source_revision"))


@app.command()
def rows(
    course: CourseOption,
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.csv,
    as_of: AsOfOption = "",
) -> None:
    """What stands on a course's grade sheets: one row per student x control x version, as frozen."""

    def frame(dataset: "Dataset") -> "pd.DataFrame":
        return _named(dataset, dataset.grade_sheet_rows(course=course), {}, "student", "course")

    names = ("course", "control", "version", "student", "number", "name", "before_exam", "exam", "total", "letter")
    print_frame(workspace, as_of, format, frame, (*names, "gpa", "traditional", "passed", "reason", "scheme"))


def _order(
    workspace: WorkspaceOption,
    date: str,
    at: str,
    course: str,
    control: str,
    by: str,
    document: str = "",
    reason: str = "",
) -> "tuple[Config, SheetOrder, datetime]":
    from ejournal.decisions.grade_sheets import SheetOrder

    config = open_config(workspace)
    today = day_of(date, config)
    moment = moment_of(at, config) if at else moment_on(today, config)
    return config, SheetOrder(course, control, by, today, document, reason), moment


def _show(sheet: "Sheet", language: Language, json: bool) -> None:
    if json:
        print_json(sheet.__dict__)
        return
    said = SAID.format(language, **(sheet.__dict__ | {"state": STATES[sheet.state][language]}))
    say(said + (INSTEAD.format(language, version=sheet.corrects) if sheet.corrects else ""))
