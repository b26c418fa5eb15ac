"""``ejournal points``: points of tests, exams and retakes from a file, and what was entered; ``ejournal results``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
from ejournal.cli.output import print_json, print_table, say
from ejournal.i18n import Language, Text

if TYPE_CHECKING:
    import pandas as pd

    from ejournal.dataset import Dataset
    from ejournal.decisions.entry_words import EntryProblem

app = command_group("Points of checkpoint tests, exams, defences and retakes.")
CourseOption = Annotated[str, typer.Option("--course", help="Only this course, by public id.", show_default=False)]
FOUND = Text(
    "проблем: {count}; ничего не принято", "көйгөй: {count}; эч нерсе алынган жок", "problems: {count}; nothing taken"
)
HEADS = {
    "line": Text("строка", "сап", "line"),
    "column": Text("столбец", "мамыча", "column"),
    "value": Text("значение", "мааниси", "value"),
    "text": Text("что не так", "эмнеси туура эмес", "what is wrong"),
    "remedy": Text("что сделать", "эмне кылуу керек", "what to do"),
}
DONE = Text(
    "{control}: новых {added}, изменено {changed}, без изменений {unchanged}",
    "{control}: жаңы {added}, өзгөргөн {changed}, өзгөрбөгөн {unchanged}",
    "{control}: {added} new, {changed} changed, {unchanged} unchanged",
)


@app.command("import")
def take(
    file: Annotated[Path, typer.Argument(help="CSV with the columns student, points and course (or with --course).")],
    control: Annotated[
        str,
        typer.Option(
            "--control", help="checkpoint-1, checkpoint-2, exam, credit-test, thesis, retake-1, retake-2, summer."
        ),
    ],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who enters the points.")],
    workspace: WorkspaceOption = None,
    course: Annotated[
        str, typer.Option("--course", help="The course of all lines: public id, or the discipline.", show_default=False)
    ] = "",
    semester: SemesterOption = "",
    document: Annotated[
        str,
        typer.Option(
            "--document", metavar="NO", help="Document that allows it outside the window.", show_default=False
        ),
    ] = "",
    date: DateOption = "",
    at: AtOption = "",
    json: JsonOption = False,
) -> None:
    """Take points over from a file: all of it, or with any problem nothing, and all problems at once."""
    from ejournal.decisions.entered import EntryOrder, import_points
    from ejournal.errors import EntryError
    from ejournal.parameters import load_parameters

    config = open_config(workspace)
    today = day_of(date, config)
    order = EntryOrder(control, by, today, semester, course, document)
    moment = moment_of(at, config) if at else moment_on(today, config)
    try:
        summary = import_points(config, load_parameters(config.parameters), file, order, at=moment)
    except EntryError as error:
        _print_problems(error.problems, config.language, json)  # type: ignore[arg-type]
        raise
    if json:
        print_json(summary.__dict__)
        return
    said = {name: getattr(summary, name) for name in ("control", "added", "changed", "unchanged")}
    say(DONE.format(config.language, **said))


@app.command("list")
def show(
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.csv,
    as_of: AsOfOption = "",
    group: GroupOption = "",
    course: CourseOption = "",
    semester: SemesterOption = "",
) -> None:
    """Points as entered: one row per student x course x control; empty points = did not come."""
    filters: dict[str, Any] = {"group": group, "semester": semester, "course": course}

    def frame(dataset: "Dataset") -> "pd.DataFrame":
        return _named(dataset, dataset.entered(**filters), filters, "student", "course")

    names = ("student", "number", "name", "course", "kind", "checkpoint", "attempt", "points", "by", "at")
    print_frame(workspace, as_of, format, frame, names)


@app.command("difference")
def show_difference(
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.csv,
    as_of: AsOfOption = "",
    group: GroupOption = "",
    semester: SemesterOption = "",
) -> None:
    """Academic difference of students who moved: courses that only the new group has (owed), or only the old one."""
    filters = {"group": group, "semester": semester}

    def frame(dataset: "Dataset") -> "pd.DataFrame":
        courses = dataset.courses()[["course_id", "discipline_name"]]
        found = dataset.differences(**filters).merge(courses, on="course_id", how="left")
        return _named(dataset, found, filters, "student", "course")

    names = ("student", "number", "name", "kind", "course", "discipline_name", "moved")
    print_frame(workspace, as_of, format, frame, names)


def results(
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.csv,
    as_of: AsOfOption = "",
    group: GroupOption = "",
    course: CourseOption = "",
    semester: SemesterOption = "",
    debts: Annotated[bool, typer.Option("--debts", help="Only debts: failed or not attested.")] = False,
    date: DateOption = "",
) -> None:
    """How courses ended: total, letter, admission, attempt and debt, one row per student x course."""
    filters: dict[str, Any] = {"group": group, "semester": semester, "course": course}
    today = day_of(date, open_config(workspace))

    def frame(dataset: "Dataset") -> "pd.DataFrame":
        found = dataset.results(on=today, **filters)
        return _named(dataset, found[found["debt"].notna()] if debts else found, filters, "student", "course")

    names = (
        "student",
        "number",
        "name",
        "course",
        "semester",
        "control",
        "credits",
        "member",
        "before_exam",
        "admitted",
    )
    marks = ("exam", "attempt", "total", "letter", "gpa", "traditional", "passed", "reason", "debt", "scheme")
    print_frame(workspace, as_of, format, frame, (*names, *marks))


def averages(
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.csv,
    as_of: AsOfOption = "",
    group: GroupOption = "",
    semester: SemesterOption = "",
    date: DateOption = "",
) -> None:
    """Grade averages weighted by credits, of each semester and of all up to it: one row per student x semester."""
    filters = {"group": group, "semester": semester}
    today = day_of(date, open_config(workspace))

    def frame(dataset: "Dataset") -> "pd.DataFrame":
        return _named(dataset, dataset.averages(on=today, **filters), filters, "student")

    names = ("student", "number", "name", "semester", "courses", "open", "credits", "earned", "gpa", "cumulative")
    print_frame(workspace, as_of, format, frame, (*names, "debts"))


def _print_problems(problems: "list[EntryProblem]", language: Language, json: bool) -> None:
    rows = [problem.as_dict(language) for problem in problems]
    if json:
        print_json({"problems": rows})
        return
    names = {name: head[language] for name, head in HEADS.items()}
    print_table([*names.values()], [{names[name]: row[name] for name in names} for row in rows])
    say(FOUND.format(language, count=len(rows)))
