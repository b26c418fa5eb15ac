"""Findings as a person works them off: sorted by who must act, how grave and whose journal, with their exact cells."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import pandas as pd

from ejournal.i18n import Text
from ejournal.reports import words
from ejournal.reports.elements import ColumnSpec, Element, Heading, KeyFigures, Note, Table

Message = Callable[[Any, str], str]
SEVERITIES: Mapping[str, Text] = {
    "error": Text("Ошибка", "Ката", "Error"),
    "warning": Text("Предупреждение", "Эскертүү", "Warning"),
    "notice": Text("Замечание", "Сын-пикир", "Notice"),
}
AUDIENCES: Mapping[str, Text] = {
    "teacher": Text("Преподавателям", "Окутуучуларга", "For teachers"),
    "directorate": Text("Директорату", "Директоратка", "For the directorate"),
    "department": Text("Кафедре", "Кафедрага", "For the department"),
    "administrator": Text("Администратору (ОЦИТО)", "Администраторго (ОЦИТО)", "For the administrator"),
}
SEVERITY = Text("Степень", "Даражасы", "Severity")
AUDIENCE = Text("Кому", "Кимге", "For whom")
PLACE = Text("Где", "Кайда", "Where")
CELL = Text("Ячейка", "Уяча", "Cell")
MESSAGE = Text("Что найдено и что сделать", "Эмне табылды жана эмне кылуу керек", "What was found and what to do")
CLAUSE = Text("Пункт", "Жобонун пункту", "Clause")
COUNTS_CAPTION = Text("Сколько и кому", "Канча жана кимге", "How many and for whom")
TEACHERS_CAPTION = Text("По преподавателям", "Окутуучулар боюнча", "By teacher")
NO_FINDINGS = Text("Замечаний нет.", "Эч кандай кемчилик табылган жок.", "Nothing was found.")
NO_TEACHER = Text("без преподавателя", "окутуучусу жок", "no teacher")


def located(findings: pd.DataFrame, journals: pd.DataFrame, message: Message, language: str) -> pd.DataFrame:
    """One row per finding, with teacher, group, place and text, by audience, severity, teacher and place.

    ``message`` gives the text of a finding's row in a language.
    """
    named = journals[["journal_id", "teacher", "group", "discipline_name"]]
    rows = findings.merge(named, on="journal_id", how="left")
    rows["message"] = [message(row, language) for _, row in findings.iterrows()]
    rows["teacher"] = rows["teacher"].astype("string").fillna(NO_TEACHER[language])
    rows["place"] = _joined(rows, ["workbook", "tab"])
    rows["cell"] = rows["cell"].fillna("").astype(str)
    rows["severity_rank"] = rows["severity"].map({code: rank for rank, code in enumerate(SEVERITIES)}).astype(int)
    rows["audience_rank"] = rows["audience"].map({code: rank for rank, code in enumerate(AUDIENCES)}).astype(int)
    order = ["audience_rank", "severity_rank", "teacher", "place", "cell", "rule"]
    return rows.sort_values(order, kind="stable").reset_index(drop=True)


def _joined(rows: pd.DataFrame, names: list[str]) -> list[str]:
    parts = rows[names].astype("string").fillna("")
    return [" › ".join(part for part in row if part) for row in parts.itertuples(index=False)]


def of_journals(findings: pd.DataFrame, journals: pd.DataFrame, group: str) -> pd.DataFrame:
    """The findings in these journals and those in no journal; with a group named, those in its journals alone."""
    if group:
        return findings[findings["journal_id"].isin(journals.loc[journals["group"] == group, "journal_id"])]
    return findings[findings["journal_id"].isna() | findings["journal_id"].isin(journals["journal_id"])]


def counts(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row per value of ``by``: findings by severity and together, most first."""
    columns = {code: (rows["severity"] == code).astype(int) for code in SEVERITIES}
    table = pd.DataFrame({by: rows[by].astype(str), **columns, "all": 1})
    summed = table.groupby(by, as_index=False).sum()
    return summed.sort_values(["error", "warning", "notice", by], ascending=[False, False, False, True])


def key_figures(rows: pd.DataFrame, language: str) -> KeyFigures:
    """How many findings of each severity."""
    found = rows["severity"].astype(str).value_counts()
    figures = [(text[language], str(int(found.get(code, 0))), "") for code, text in SEVERITIES.items()]
    return KeyFigures(figures)


def summary(rows: pd.DataFrame, language: str) -> list[Element]:
    """Counts by audience and by teacher; a sentence when there is nothing."""
    if rows.empty:
        return [Note(NO_FINDINGS[language])]
    shown = counts(rows, "audience")
    shown["audience"] = [AUDIENCES[code][language] for code in shown["audience"]]
    return [
        _counts_table(shown, "audience", AUDIENCE[language], COUNTS_CAPTION[language], language),
        _counts_table(
            counts(rows, "teacher"), "teacher", words.TEACHER[language], TEACHERS_CAPTION[language], language
        ),
    ]


def _counts_table(rows: pd.DataFrame, by: str, title: str, caption: str, language: str) -> Table:
    severities = [ColumnSpec(code, text[language], align="right") for code, text in SEVERITIES.items()]
    total: dict[Hashable, Any] = rows[[*SEVERITIES, "all"]].sum().to_dict()
    totals = {by: words.TOTAL[language], **{str(name): str(value) for name, value in total.items()}}
    columns = [ColumnSpec(by, title, key=True), *severities, ColumnSpec("all", words.TOTAL[language], align="right")]
    return Table(rows, columns, caption, totals, language)


def by_audience(rows: pd.DataFrame, language: str) -> list[Element]:
    """A heading and a table for each audience that has findings, in the order in which they act."""
    elements: list[Element] = []
    for code, text in AUDIENCES.items():
        own = rows[rows["audience"] == code]
        if len(own):
            elements += [Heading(text[language]), _findings_table(own, language)]
    return elements


def _findings_table(rows: pd.DataFrame, language: str) -> Table:
    shown = rows.assign(severity=[SEVERITIES[code][language] for code in rows["severity"].astype(str)])
    columns = [
        ColumnSpec("severity", SEVERITY[language]),
        ColumnSpec("teacher", words.TEACHER[language]),
        ColumnSpec("place", PLACE[language]),
        ColumnSpec("cell", CELL[language]),
        ColumnSpec("message", MESSAGE[language]),
        ColumnSpec("clause", CLAUSE[language]),
    ]
    return Table(shown, columns, language=language)
