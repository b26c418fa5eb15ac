"""The monthly report's figures (monthly.py) as elements: tables, key figures and charts, in the reader's language."""

from collections.abc import Mapping, Sequence

import pandas as pd

from ejournal.i18n import Text
from ejournal.names import sort_key
from ejournal.reports import monthly_words as texts
from ejournal.reports import words
from ejournal.reports.elements import ColumnSpec, Element, KeyFigures, Note, Table
from ejournal.reports.formats import as_text, percent
from ejournal.reports.monthly import attendance, share
from ejournal.reports.monthly_charts import attendance_chart, distribution_chart, filling_chart
from ejournal.reports.order import ordered
from ejournal.rules.words import REASONS


def readings(language: str) -> Note:
    """How the figures were counted, and what of it is assumed."""
    return Note("", "plain", [text[language] for text in texts.READINGS])


def _count(name: str, title: str, group: str = "", rotate: bool = True) -> ColumnSpec:
    return ColumnSpec(name, title, align="right", rotate=rotate, format="integer", group=group)


def _share(name: str, title: str, group: str = "", rotate: bool = True) -> ColumnSpec:
    return ColumnSpec(name, title, align="right", rotate=rotate, format="share", group=group)


def key_figures(filling: Mapping[str, object], held: pd.DataFrame, marks: pd.DataFrame, language: str) -> KeyFigures:
    """Filling, filling on time, attendance and mean mark of the month."""
    there = _together(held)
    mean = marks["value"].mean() if len(marks) else None
    on_time = _counted(filling["on_time"], filling["due"], language, filling["undetermined"])
    return KeyFigures(
        [
            _figure(
                texts.FILLED_SHARE,
                filling["filled_share"],
                _counted(filling["filled"], filling["due"], language),
                language,
            ),
            _figure(texts.ON_TIME_SHARE, filling["on_time_share"], on_time, language),
            _figure(
                texts.ATTENDANCE,
                there["attended_share"],
                _counted(there["attended"], there["held"], language),
                language,
            ),
            (texts.MEAN[language], as_text(mean, "decimal2", language), f"{texts.MARKS[language]}: {len(marks)}"),
        ]
    )


def _figure(label: Text, value: object, counted: str, language: str) -> tuple[str, str, str]:
    return label[language], percent(value, language), counted


def _counted(part: object, whole: object, language: str, unknown: object = 0) -> str:
    """So many of so many, and for how many it is not known."""
    given = {"part": part, "whole": whole, "unknown": unknown}
    shown = {name: as_text(value, "integer", language) for name, value in given.items()}
    return (texts.OF_UNKNOWN if unknown else texts.OF).format(language, **shown)


def filling(
    journals: pd.DataFrame,
    teachers: pd.DataFrame,
    left: pd.DataFrame,
    total: Mapping[str, object],
    language: str,
) -> list[Element]:
    """Filling by journal as table and chart, by teacher, and the lessons still to be filled in; a sentence for none."""
    if journals.empty:
        return [Note(texts.NO_LESSONS[language])]
    return [
        filling_table(journals, total, language),
        filling_chart(journals, language),
        teacher_table(teachers, total, language),
        unfilled_table(left, language) if len(left) else Note(texts.ALL_FILLED[language]),
    ]


def _filling_columns(language: str) -> list[ColumnSpec]:
    counts = {"due": texts.DUE, "filled": texts.FILLED, **texts.TIMELINESS, "empty": texts.EMPTY}
    shares = {"filled_share": texts.FILLED, "on_time_share": texts.ON_TIME}
    return [_count(name, text[language], texts.LESSONS_HEAD[language]) for name, text in counts.items()] + [
        _share(name, text[language], texts.SHARES[language]) for name, text in shares.items()
    ]


def filling_table(rows: pd.DataFrame, total: Mapping[str, object], language: str) -> Table:
    """Filling by journal, with totals (6.2)."""
    shown = rows.assign(classes=words.classes(rows["kinds"], rows["subgroup"], language))
    columns = [
        ColumnSpec("discipline_name", words.DISCIPLINE[language], key=True),
        ColumnSpec("classes", words.CLASSES[language]),
        ColumnSpec("teacher", words.TEACHER[language]),
        *_filling_columns(language),
    ]
    totals = {"discipline_name": words.TOTAL[language], **total}
    return Table(shown, columns, texts.FILLING_CAPTION[language], totals, language)


def teacher_table(rows: pd.DataFrame, total: Mapping[str, object], language: str) -> Table:
    """Filling by teacher, with totals (6.2, 5.3)."""
    columns = [
        ColumnSpec("teacher", words.TEACHER[language], key=True),
        _count("journals", texts.JOURNALS[language]),
        *_filling_columns(language),
    ]
    totals = {"teacher": words.TOTAL[language], **total}
    return Table(rows, columns, texts.TEACHER_CAPTION[language], totals, language)


def unfilled_table(rows: pd.DataFrame, language: str) -> Table:
    """Each lesson that is due and not filled in, and what its column lacks (3.6)."""
    shown = rows.assign(
        classes=words.classes(rows["kind"], rows["subgroup"], language),
        missing=[
            REASONS[str(code)][language] if code in REASONS else as_text(None, "text", "") for code in rows["reason"]
        ],
    )
    columns = [
        ColumnSpec("date", texts.DATE[language], format="date"),
        ColumnSpec("pair", texts.PAIR[language], align="center", format="integer"),
        ColumnSpec("discipline_name", words.DISCIPLINE[language], key=True),
        ColumnSpec("classes", words.CLASSES[language]),
        ColumnSpec("teacher", words.TEACHER[language]),
        ColumnSpec("missing", texts.REASON[language]),
    ]
    return Table(shown, columns, texts.UNFILLED_CAPTION[language], language=language)


def attended(held: pd.DataFrame, courses: pd.DataFrame, language: str) -> list[Element]:
    """Attendance by course and by week; a sentence when no lesson is complete."""
    if held.empty:
        return [Note(texts.NO_HELD[language])]
    return [attendance_table(held, courses, language), attendance_chart(held, language)]


def attendance_table(held: pd.DataFrame, courses: pd.DataFrame, language: str) -> Table:
    """Attendance by course over the complete lessons, with totals (2.5)."""
    rows = attendance(held, "course_id").merge(courses[["course_id", "discipline_name"]], on="course_id")
    counts = {"held": texts.HELD, "attended": texts.ATTENDED, "absent": texts.ABSENT, "excused": texts.EXCUSED}
    columns = [
        ColumnSpec("discipline_name", words.DISCIPLINE[language], key=True),
        *(_count(name, text[language], rotate=False) for name, text in counts.items()),
        _share("attended_share", texts.ATTENDANCE[language], rotate=False),
    ]
    totals = {"discipline_name": words.TOTAL[language], **_together(held)}
    return Table(ordered(rows, ["discipline_name"]), columns, texts.ATTENDANCE_CAPTION[language], totals, language)


def _together(held: pd.DataFrame) -> dict[str, object]:
    total = attendance(held.assign(together=1), "together").to_dict("records")
    nothing: dict[str, object] = {"held": 0, "attended": 0, "absent": 0, "excused": 0, "attended_share": None}
    return {str(name): value for name, value in total[0].items()} if total else nothing


def performance(grades: pd.DataFrame, spread: pd.DataFrame, language: str) -> list[Element]:
    """Marks of the month by course, and how often each mark was given; a sentence when none was."""
    if grades.empty or not spread["count"].sum():
        return [Note(texts.NO_MARKS[language])]
    return [performance_table(grades, language), distribution_chart(spread, language)]


def performance_table(rows: pd.DataFrame, language: str) -> Table:
    """How many earned which mark, the shares and the mean mark, by course (2.5)."""
    marks = [_count(f"n{mark}", str(mark), texts.MARKS_OF_MONTH[language], rotate=False) for mark in (5, 4, 3, 2)]
    shares = {"absolute": texts.ABSOLUTE, "quality": texts.QUALITY, "degree": texts.DEGREE}
    columns = [
        ColumnSpec("discipline_name", words.DISCIPLINE[language], key=True),
        _count("members", texts.MEMBERS[language]),
        *marks,
        _count("none", texts.NOT_ATTESTED[language], texts.MARKS_OF_MONTH[language], rotate=False),
        *(_share(name, text[language], texts.PERFORMANCE_SHARES[language]) for name, text in shares.items()),
        _count("marks", texts.MARKS[language]),
        ColumnSpec("mean", texts.MEAN[language], align="right", rotate=True, format="decimal2"),
    ]
    return Table(rows, columns, texts.PERFORMANCE_CAPTION[language], language=language)


def absences(rows: pd.DataFrame, courses: pd.DataFrame, language: str) -> list[Element]:
    """Hours missed by student and discipline; a sentence when the group has no members or no lesson is complete."""
    if rows.empty:
        return [Note(texts.NO_MEMBERS[language])]
    return [absences_table(rows, courses, language)] if rows["held"].sum() else [Note(texts.NO_HELD[language])]


def absences_table(rows: pd.DataFrame, courses: pd.DataFrame, language: str) -> Table:
    """Hours missed by each student, together and by discipline (7.6)."""
    names = dict(zip(courses["course_id"], courses["discipline_name"].astype(str), strict=True))
    by_course = {name: names[int(name.removeprefix("course_"))] for name in map(str, rows) if "course_" in name}
    hours = {"missed_hours": texts.MISSED, "absent_hours": texts.MISSED_ABSENT, "excused_hours": texts.MISSED_EXCUSED}
    missed, each = texts.MISSED_HEAD[language], texts.BY_DISCIPLINE[language]
    columns = [
        ColumnSpec("number", words.NUMBER[language], align="right", format="integer", key=True),
        ColumnSpec("name", words.STUDENT[language], key=True),
        *(
            _count(name, by_course[name], each)
            for name in sorted(by_course, key=lambda name: sort_key(by_course[name]))
        ),
        *(_count(name, text[language], missed) for name, text in hours.items()),
        _share("attended_share", texts.ATTENDANCE[language]),
    ]
    shown = rows.assign(number=range(1, len(rows) + 1))
    totals = _absences_total(rows, (*by_course, *hours), language)
    return Table(shown, columns, texts.ABSENCES_CAPTION[language], totals, language)


def _absences_total(rows: pd.DataFrame, summed: Sequence[str], language: str) -> dict[str, object]:
    together = share(pd.Series([rows["attended"].sum()]), pd.Series([rows["held"].sum()]))
    totals: dict[str, object] = {name: float(rows[name].sum()) for name in summed}
    return totals | {"name": words.TOTAL[language], "attended_share": together[0]}
