"""Points of a checkpoint as a table of students and course components, with what was assumed and what is missing."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.parameters import Assumption, Parameters, RatingScheme
from ejournal.reports import words
from ejournal.reports.elements import ColumnSpec, Element, Note, Table
from ejournal.reports.formats import MISSING, as_text
from ejournal.reports.order import ordered
from ejournal.scoring.words import COMPONENTS, REASONS

TOGETHER = Text("вместе", "жалпысы", "together")
COMPONENT = Text("{component},\nдо {cap}", "{component},\n{cap} чейин", "{component},\nof {cap}")
CAPTION = Text("Баллы, проверка {checkpoint}", "Упайлар, {checkpoint}-текшерүү", "Points, checkpoint {checkpoint}")
MEAN = Text("В среднем", "Орточо", "Mean")
ASSUMED = Text(
    "Положение этого не устанавливает; принято допущение (схема «{scheme}»):",
    "Жободо бул көрсөтүлгөн эмес, төмөнкүдөй кабыл алынды («{scheme}» схемасы):",
    "The regulation does not fix this; it was assumed (scheme {scheme}):",
)
WARNINGS = Text("Обратите внимание:", "Көңүл буруңуз:", "Mind these:")
WARNING = Text(
    "{discipline}, {component}: {reason} — {students}",
    "{discipline}, {component} боюнча {reason}: {students}",
    "{discipline}, {component}: {reason}: {students}",
)
MANY = Text("{some} из {count} студентов", "{count} студенттин {some}", "{some} of {count} students")
MOST_NAMES = 8  # more names than these are a number: the table shows whose they are
EVERYBODY = Text("все студенты ({count})", "бардык студенттер ({count})", "all students ({count})")
NO_SCORES = Text("Баллов ещё нет.", "Упайлар азырынча жок.", "There are no points yet.")


def wide(scores: pd.DataFrame, students: pd.DataFrame) -> pd.DataFrame:
    """One row per student by name: columns ``<course_id>_<component>`` and ``<course_id>_sum``, points.

    A sum is missing where one of its components is.
    """
    keys = scores["course_id"].astype(str) + "_" + scores["component"].astype(str)
    points = scores.assign(key=keys).pivot(index="student_id", columns="key", values="points")
    for course in sorted(scores["course_id"].unique()):
        own = [name for name in points.columns if name.rsplit("_", 1)[0] == str(course)]
        points[f"{course}_sum"] = points[own].sum(axis=1, min_count=len(own))
    named = students[["student_id", "name"]].merge(points.reset_index(), on="student_id", how="inner")
    return ordered(named, ["name", "student_id"])


def points(
    scores: pd.DataFrame, students: pd.DataFrame, courses: pd.DataFrame, checkpoint: int, language: str
) -> list[Element]:
    """The table of points; a sentence when there are none."""
    if scores.empty:
        return [Note(NO_SCORES[language])]
    return [points_table(scores, students, courses, checkpoint, language)]


def points_table(
    scores: pd.DataFrame, students: pd.DataFrame, courses: pd.DataFrame, checkpoint: int, language: str
) -> Table:
    """Students x course components, with the mean of each column in the last row."""
    rows = wide(scores, students)
    rows.insert(0, "number", range(1, len(rows) + 1))
    columns = [
        ColumnSpec("number", words.NUMBER[language], align="right", key=True),
        ColumnSpec("name", words.STUDENT[language], key=True),
    ]
    for course in ordered(courses, ["discipline_name", "course_id"]).itertuples():
        columns += _course_columns(scores, int(str(course.course_id)), str(course.discipline_name), language)
    means = {column.name: rows[column.name].mean() for column in columns[2:]}
    totals = {"name": MEAN[language], **means}
    return Table(rows, columns, CAPTION.format(language, checkpoint=checkpoint), totals, language)


def _course_columns(scores: pd.DataFrame, course: int, discipline: str, language: str) -> list[ColumnSpec]:
    """The components of one course and their sum, under its name."""
    own = scores[scores["course_id"] == course]
    columns = []
    for code in own["component"].astype(str).unique():
        cap = as_text(float(own.loc[own["component"] == code, "cap"].iloc[0]), "text", language)
        name = COMPONENTS[code][language] if code in COMPONENTS else code
        columns.append(_points(f"{course}_{code}", COMPONENT.format(language, component=name, cap=cap), discipline))
    if columns:
        columns.append(_points(f"{course}_sum", TOGETHER[language], discipline))
    return columns


def _points(name: str, title: str, discipline: str) -> ColumnSpec:
    return ColumnSpec(name, title, align="right", rotate=True, format="decimal2", group=discipline)


def warnings(scores: pd.DataFrame, students: pd.DataFrame, courses: pd.DataFrame, language: str) -> list[Element]:
    """What is missing or 0 for a reason: one line per course, component and reason, naming the students."""
    rows = scores[scores["reason"].notna()].merge(students[["student_id", "name"]], on="student_id")
    rows = rows.merge(courses[["course_id", "discipline_name"]], on="course_id")
    rows = ordered(
        rows.astype({"component": str, "reason": str}), ["discipline_name", "course_id", "component", "reason", "name"]
    )
    members = scores.groupby("course_id")["student_id"].nunique().to_dict()
    items = []
    for (course, *codes), own in rows.groupby(["course_id", "component", "reason"], sort=False):
        component, reason = (str(code) for code in codes)
        items.append(
            WARNING.format(
                language,
                discipline=own["discipline_name"].iloc[0],
                component=COMPONENTS[component][language] if component in COMPONENTS else component,
                reason=REASONS[reason][language] if reason in REASONS else reason,
                students=_named(own["name"], members[course], language),
            )
        )
    return [Note(WARNINGS[language], "warning", items)] if items else []


def _named(names: pd.Series, members: int, language: str) -> str:
    """The names; a number where they are many, one word where they are all of the course's students."""
    if len(names) == members > 1:
        return EVERYBODY.format(language, count=members)
    if len(names) > MOST_NAMES:
        return MANY.format(language, some=len(names), count=members)
    return ", ".join(names)


def scheme_of(scores: pd.DataFrame, parameters: Parameters) -> RatingScheme | None:
    """The rating scheme that the scores were computed by; None when it is no longer among the parameters."""
    labels = set(scores["scheme"].dropna())
    return next((scheme for scheme in parameters.ratings.values() if scheme.label in labels), None)


def assumptions(scheme: RatingScheme | None, language: str) -> list[Element]:
    """Everything assumed in the scheme, as a note of the report (1.1)."""
    if scheme is None:
        return []
    items = [_said(assumption, language) for assumption in scheme.assumptions()]
    return [Note(ASSUMED.format(language, scheme=scheme.label), "plain", items)]


def _said(assumption: Assumption, language: str) -> str:
    return assumption.text[language] or MISSING
