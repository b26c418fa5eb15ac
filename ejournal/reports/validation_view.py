"""Findings as a person works them off: by who must act, journal by journal, with exact cells and what to do (5.3)."""

import re
from collections.abc import Hashable, Iterable, Mapping
from datetime import date, tzinfo
from typing import Any

import pandas as pd

from ejournal.i18n import Text
from ejournal.parameters import Parameters
from ejournal.reports import words
from ejournal.reports.elements import ColumnSpec, Element, Heading, KeyFigures, Note, Table
from ejournal.reports.order import ordered
from ejournal.rules import CATALOGUE, message, remedy
from ejournal.rules.life import private_days, visible

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
CHECKS = Text(
    "Замечания по ведению журнала", "Журналдын жүргүзүлүшү боюнча эскертүүлөр", "Remarks on the keeping of journals"
)
CHECKED_BY = Text("Кто проверил", "Ким текшерди", "Checked by")
CHECKED = Text("Какие журналы", "Кайсы журналдар", "Which journals")
REMARKS = Text("Замечания", "Эскертүүлөр", "Remarks")
NO_REMARKS = Text("без замечаний", "эскертүүсүз", "no remarks")
DATE = Text("Дата", "Күнү", "Date")
NO_TEACHER = Text("без преподавателя", "окутуучусу жок", "no teacher")
SIGNATURE = 42.0  # millimetres left for a signature


def shown(findings: pd.DataFrame, today: date, parameters: Parameters, zone: tzinfo) -> pd.DataFrame:
    """Open findings that others than the teacher may see on this day (2.6): what a report may print."""
    open_ = findings[findings["state"] == "open"]
    return visible(open_, "report", today, private_days(parameters), zone).reset_index(drop=True)


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


def signed_checks(checks: pd.DataFrame, journals: pd.DataFrame, group: str, language: str) -> list[Element]:
    """Who checked which journals, when and with what remarks (5.3), the newest first; nothing where none was signed."""
    among = journals[journals["group"] == group] if group else journals
    placed = checks.merge(among[["journal_id", "code", "group"]].astype({"group": "string"}), on="journal_id")
    if placed.empty:
        return []
    said = ["check", "date", "checked_by", "office", "remarks"]
    rows = (
        placed.groupby(said, dropna=False, sort=False).agg(codes=("code", list), groups=("group", list)).reset_index()
    )
    rows = rows.sort_values(["date", "check"], ascending=False, ignore_index=True)
    rows = rows.assign(
        day=[words.day(each.date()) for each in rows["date"]],
        who=rows["checked_by"] + ", " + rows["office"],
        remarks=rows["remarks"].fillna(NO_REMARKS[language]),
        what=[_what(codes, groups, journals) for codes, groups in zip(rows["codes"], rows["groups"], strict=True)],
    )
    columns = [
        ColumnSpec("day", DATE[language]),
        ColumnSpec("who", CHECKED_BY[language]),
        ColumnSpec("what", CHECKED[language]),
        ColumnSpec("remarks", REMARKS[language]),
    ]
    return [Heading(CHECKS[language]), Table(rows, columns, language=language)]


def _what(codes: list[str], groups: list[str], journals: pd.DataFrame) -> str:
    """Groups whose journals were all checked by their code, the other journals by theirs."""
    counts = pd.Series(groups).value_counts()
    of_group = journals["group"].astype("string").value_counts()
    whole = [group for group in dict.fromkeys(groups) if counts[group] == of_group.get(group)]
    rest = [code for code, group in zip(codes, groups, strict=True) if group not in whole]
    return ", ".join([*whole, *rest])
