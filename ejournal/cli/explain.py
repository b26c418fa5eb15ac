"""Explains a student's points, cell by cell."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ejournal.cli.frames import AsOfOption, CheckpointOption
from ejournal.cli.options import DateOption, JsonOption, WorkspaceOption, day_of, open_config
from ejournal.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from ejournal.reports.elements import Element

StudentArgument = Annotated[str, typer.Argument(metavar="STUDENT", help="Id (S...), record-book number or full name.")]
CourseArgument = Annotated[str, typer.Argument(metavar="COURSE", help="Id (C...), or code or name of the discipline.")]
LanguageOption = Annotated[str, typer.Option("--language", help="ru, ky or en.", show_default=False)]


def explain(
    student: StudentArgument,
    course: CourseArgument,
    workspace: WorkspaceOption = None,
    checkpoint: CheckpointOption = None,
    language: LanguageOption = "",
    json: JsonOption = False,
    as_of: AsOfOption = "",
    today: DateOption = "",
) -> None:
    """Each point of a student's course down to the cells that made it, with the formula, the scheme and the clause."""
    from ejournal.dataset import Dataset
    from ejournal.reports.explain_view import explanation, formula
    from ejournal.reports.opening import revision_or_moment

    config = open_config(workspace)
    words = language or config.language
    with Dataset(config, revision_or_moment(as_of, config.zone)) as dataset:
        found = dataset.explain(student, course, today=day_of(today, config), checkpoint=checkpoint)
    if not json:
        _tell(explanation(found, words))
        return
    values = found.as_dict(words)
    for said, checked in zip(values["checkpoints"], found.checkpoints, strict=True):
        for part, component in zip(said["components"], checked.components, strict=True):
            part["formula"] = formula(component, words)
    print_json(values)


def _tell(elements: "Sequence[Element]") -> None:
    """Elements as text: sentences, lists and tables."""
    for element in elements:
        described = element.to_json()
        if described["kind"] == "table":
            titles = [str(column["title"]) for column in described["columns"]]  # type: ignore[attr-defined]
            rows = [dict(zip(titles, row, strict=True)) for row in described["rows"]]  # type: ignore[attr-defined]
            print_table(titles, rows, str(described["caption"]))
            continue
        if described["kind"] == "heading":
            say()
        say(str(described["text"]))
        for item in described.get("items", ()):  # type: ignore[attr-defined]
            say(f"  - {item}")
