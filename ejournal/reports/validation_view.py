"""Findings as a person works them off: by who must act, journal by journal, with exact cells and what to do (5.3)."""

import re
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from ejournal.i18n import Text
from ejournal.reports import words
from ejournal.reports.elements import ColumnSpec, Element, Heading, KeyFigures, Note, Table
from ejournal.reports.order import ordered
from ejournal.rules import CATALOGUE, message, remedy

SEVERITIES: Mapping[str, Text] = {
    "error": Text("Ошибка", "Ката", "Error"),
    "warning": Text("Предупреждение", "Эскертүү", "Warning"),
    "notice": Text("Замечание", "Сын-пикир", "Notice"),
}
COUNTED: Mapping[str, Text] = {
    "error": Text("Ошибок", "Каталардын саны", "Errors"),
    "warning": Text("Предупреждений", "Эскертүүлөрдүн саны", "Warnings"),
    "notice": Text("Замечаний", "Сын-пикирлердин саны", "Notices"),
}
AUDIENCES: Mapping[str, Text] = {
    "teacher": Text("Преподавателям", "Окутуучуларга", "For teachers"),
    "directorate": Text("Директорату", "Директоратка", "For the directorate"),
    "department": Text("Кафедре", "Кафедрага", "For the department"),
    "administrator": Text("Администратору (ОЦИТО)", "Администраторго (ОЦИТО)", "For the administrator"),
}
SEVERITY = Text("Степень", "Даражасы", "Severity")
AUDIENCE = Text("Кому", "Кимге", "For whom")
TAB = Text("Вкладка", "Барак", "Tab")
CELL = Text("Ячейка", "Уяча", "Cell")
MESSAGE = Text("Что найдено", "Эмне табылды", "What was found")
CLAUSE = Text("Пункт", "Жобонун пункту", "Clause")
REMEDY = Text("Что сделать:", "Эмне кылуу керек:", "What to do:")
COUNTS_CAPTION = Text("Сколько и кому", "Канча жана кимге", "How many and for whom")
TEACHERS_CAPTION = Text("По преподавателям", "Окутуучулар боюнча", "By teacher")
ACQUAINTED = Text("Ознакомлен(а): подпись, дата", "Таанышты: колу, күнү", "Has read it: signature, date")
NO_FINDINGS = Text("Замечаний нет.", "Эч кандай кемчилик табылган жок.", "Nothing was found.")
NO_TEACHER = Text("без преподавателя", "окутуучусу жок", "no teacher")
SIGNATURE = 42.0  # millimetres left for a signature


def located(findings: pd.DataFrame, journals: pd.DataFrame, language: str) -> pd.DataFrame:
    """One row per finding with teacher, text and remedy, by audience, teacher, workbook, severity, rule and cell."""
    rows = findings.merge(journals[["journal_id", "teacher"]], on="journal_id", how="left")
    given: list[dict[str, Any]] = findings.to_dict("records")  # type: ignore[assignment]
    rows["message"] = [message(row, language) for row in given]
    rows["remedy"] = [remedy(row, language) for row in given]
    rows["nobody"] = rows["teacher"].isna()
    for name in ("teacher", "workbook", "tab", "cell"):
        rows[name] = rows[name].astype("string").fillna(NO_TEACHER[language] if name == "teacher" else "")
    ranks = {"audience": AUDIENCES, "severity": SEVERITIES, "rule": CATALOGUE}
    for name, codes in ranks.items():
        rows[f"{name}_rank"] = rows[name].astype(str).map({code: at for at, code in enumerate(codes)}).astype(int)
    rows["cell_rank"] = [_cell_rank(cell) for cell in rows["cell"]]
    order = ["audience_rank", "nobody", "teacher", "workbook", "severity_rank", "rule_rank", "tab", "cell_rank"]
    return ordered(rows, order)


def _cell_rank(cell: str) -> tuple[int, str, int]:
    """B7 before AA7, as they stand in the sheet; what is no cell's address first."""
    found = re.match(r"([A-Z]+)(\d*)", cell)
    return (len(found[1]), found[1], int(found[2] or 0)) if found else (0, cell, 0)


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
    return ordered(summed, [*SEVERITIES, by], greatest=list(SEVERITIES))


def key_figures(rows: pd.DataFrame, language: str) -> KeyFigures:
    """How many findings of each severity."""
    found = rows["severity"].astype(str).value_counts()
    return KeyFigures([(text[language], str(int(found.get(code, 0))), "") for code, text in COUNTED.items()])


def summary(rows: pd.DataFrame, language: str) -> list[Element]:
    """Counts by audience, and by teacher with room to sign (5.3); a sentence when there is nothing."""
    if rows.empty:
        return [Note(NO_FINDINGS[language])]
    shown = counts(rows, "audience")
    shown["audience"] = [AUDIENCES[code][language] for code in shown["audience"]]
    audience = ColumnSpec("audience", AUDIENCE[language], key=True)
    tables: list[Element] = [_counts_table(shown, [audience], COUNTS_CAPTION[language], language)]
    told = counts(rows[rows["audience"] == "teacher"], "teacher").assign(signature="")
    if len(told):
        teacher = ColumnSpec("teacher", words.TEACHER[language], key=True)
        signature = ColumnSpec("signature", ACQUAINTED[language], width=SIGNATURE)
        tables.append(_counts_table(told, [teacher, signature], TEACHERS_CAPTION[language], language))
    return tables


def _counts_table(rows: pd.DataFrame, around: list[ColumnSpec], caption: str, language: str) -> Table:
    """A table of counts between the first and the other columns of ``around``."""
    total: dict[Hashable, Any] = rows[[*SEVERITIES, "all"]].sum().to_dict()
    totals = {around[0].name: words.TOTAL[language], **{str(name): str(value) for name, value in total.items()}}
    numbers = [ColumnSpec(code, text[language], align="right") for code, text in COUNTED.items()]
    numbers.append(ColumnSpec("all", words.TOTAL[language], align="right"))
    return Table(rows, [around[0], *numbers, *around[1:]], caption, totals, language)


def by_audience(rows: pd.DataFrame, language: str) -> list[Element]:
    """A heading for each audience that has findings, in the order in which they act; under it a table per workbook."""
    elements: list[Element] = []
    for code, text in AUDIENCES.items():
        own = rows[rows["audience"] == code]
        if len(own) and code == "teacher":
            elements.append(Heading(text[language]))
            for teacher, theirs in own.groupby("teacher", sort=False):
                elements += [Heading(str(teacher), 2), *_by_workbook(theirs, language)]
        elif len(own):
            elements += [Heading(text[language]), *_by_workbook(own, language)]
    return elements


def _by_workbook(rows: pd.DataFrame, language: str) -> list[Element]:
    tables = [_findings_table(own, str(book), language) for book, own in rows.groupby("workbook", sort=False)]
    return [*tables, Note(REMEDY[language], "plain", _once(rows["remedy"]))]


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _findings_table(rows: pd.DataFrame, caption: str, language: str) -> Table:
    """One row per finding; the tab has a column of its own only where a sentence does not name it."""
    shown = rows.assign(severity=[SEVERITIES[code][language] for code in rows["severity"].astype(str)])
    named = all(tab in said for tab, said in zip(rows["tab"], rows["message"], strict=True))
    columns = [
        ColumnSpec("severity", SEVERITY[language]),
        *([] if named else [ColumnSpec("tab", TAB[language])]),
        ColumnSpec("cell", CELL[language]),
        ColumnSpec("message", MESSAGE[language]),
        ColumnSpec("clause", CLAUSE[language]),
    ]
    return Table(shown, columns, caption, language=language)
