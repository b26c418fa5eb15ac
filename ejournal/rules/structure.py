"""What happened to a workbook itself: lists, rows, columns and tabs that are not as they were made (3.7, 7.5)."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, rule


def _quarantined(inputs: Inputs, codes: list[str]) -> pd.DataFrame:
    """Rows of these codes, the code repeated as ``problem``, which the texts put into words."""
    rows = inputs.quarantine[inputs.quarantine["code"].isin(codes)]
    return rows.assign(problem=rows["code"].astype("string"))


@rule(
    "name-below-list",
    clauses=("7.5",),
    severity="warning",
    audience="directorate",
    message=Text(
        ru="«{tab}», ячейка {cell}: под списком группы вписано «{raw}».",
        ky="«{tab}», {cell} уячасы: топтун тизмесинин астына «{raw}» деп жазылган.",
        en="«{tab}», cell {cell}: «{raw}» was typed below the list of the group.",
    ),
    remedy=Text(
        ru="Внесите студента в состав группы по приказу или попросите преподавателя убрать строку.",
        ky="Студентти буйрук боюнча топтун курамына киргизиңиз же окутуучудан сапты алып салууну сураныңыз.",
        en="Enter the student in the group's list by order, or ask the teacher to remove the row.",
    ),
)
def name_below_list(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Names typed below the list: the directorate keeps the lists current (7.5)."""
    return _quarantined(inputs, ["name_below"])


@rule(
    "doubled-id",
    clauses=("3.7",),
    severity="error",
    audience="teacher",
    message=Text(
        ru="«{tab}», место {cell}: {problem}. Вкладка не читается, прежние данные сохранены.",
        ky="«{tab}», {cell} орду: {problem}. Барак окулбайт, мурунку маалымат сакталган.",
        en="«{tab}», place {cell}: {problem}. The tab is not read; its earlier data are kept.",
    ),
    remedy=Text(
        ru="Удалите копию, оставив первую, и сохраните книгу.",
        ky="Биринчисин калтырып, көчүрмөнү өчүрүңүз да, китепти сактаңыз.",
        en="Delete the copy, keep the first one, and save the workbook.",
    ),
)
def doubled_id(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Copied rows, columns and tabs, whose hidden codes stand twice (3.7)."""
    return _quarantined(inputs, ["doubled_row", "doubled_column", "doubled_tab"])


@rule(
    "binding-disagrees",
    clauses=("3.7",),
    severity="error",
    audience="teacher",
    message=Text(
        ru="«{tab}», место {cell}: {problem} («{raw}»). Прежние данные сохранены.",
        ky="«{tab}», {cell} орду: {problem} («{raw}»). Мурунку маалымат сакталган.",
        en="«{tab}», place {cell}: {problem} («{raw}»). Earlier data are kept.",
    ),
    remedy=Text(
        ru="Отмените сортировку или правку имён и дат; если не выходит, обратитесь к администратору.",
        ky="Иреттөөнү же аттар менен күндөрдү оңдоону артка кайтарыңыз; болбосо, администраторго кайрылыңыз.",
        en="Undo the sorting or the edit of names and dates; if that fails, ask the administrator.",
    ),
)
def binding_disagrees(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Rows and columns whose hidden code and visible head disagree, and tabs stopped by that (3.7)."""
    return _quarantined(inputs, ["unbound_row", "unbound_column", "tab_stopped"])


@rule(
    "row-rebound",
    clauses=("3.7",),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}», место {cell}: {problem} («{raw}»). Отметки прочитаны.",
        ky="«{tab}», {cell} орду: {problem} («{raw}»). Белгилер окулду.",
        en="«{tab}», place {cell}: {problem} («{raw}»). The marks were read.",
    ),
    remedy=Text(
        ru="Проверьте, что отметки стоят против своих студентов; сортируйте таблицу вместе со скрытым столбцом A.",
        ky="Белгилер өз студенттеринин тушунда экенин текшериңиз; таблицаны жашыруун A мамычасы менен кошо иреттеңиз.",
        en="Check that the marks stand beside their students; sort the table together with the hidden column A.",
    ),
)
def row_rebound(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Rows that a sort tore from their hidden code and that a unique name bound again (3.7)."""
    return _quarantined(inputs, ["rebound_row"])


@rule(
    "missing-row-or-column",
    clauses=("3.7", "5.1"),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}»: {problem} («{raw}»). Прежние данные сохранены.",
        ky="«{tab}»: {problem} («{raw}»). Мурунку маалыматтар сакталды.",
        en="«{tab}»: {problem} («{raw}»). Earlier data are kept.",
    ),
    remedy=Text(
        ru="Верните удалённое отменой действия или из истории версий; если не выходит, обратитесь к администратору.",
        ky="Өчүрүлгөндү аракетти жокко чыгарып же версиялар тарыхынан кайтарыңыз; болбосо, администраторго кайрылыңыз.",
        en="Bring it back by undo or from the version history; if that fails, ask the administrator.",
    ),
)
def missing_row_or_column(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Rows, columns and tabs that have vanished; what was entered stays safe (5.1)."""
    return _quarantined(inputs, ["missing_row", "missing_column", "missing_tab"])


@rule(
    "workbook-unreadable",
    clauses=("3.7",),
    severity="error",
    audience="administrator",
    message=Text(
        ru="Книга «{workbook}» не прочитана: {problem}. Действуют прежние данные.",
        ky="«{workbook}» китеби окулган жок: {problem}. Мурунку маалымат күчүндө.",
        en="The workbook «{workbook}» was not read: {problem}. Its earlier data stand.",
    ),
    remedy=Text(
        ru="Закройте её в других программах, сохраните в формате xlsx без пароля или верните из копии.",
        ky="Аны башка программаларда жаап, сырсөзсүз xlsx форматында сактаңыз же көчүрмөдөн калыбына келтириңиз.",
        en="Close it in other programs, save it as xlsx without a password, or restore it from a copy.",
    ),
)
def workbook_unreadable(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Workbooks that could not be opened or are no xlsx; structural errors are reported (3.7)."""
    codes = sorted(code for code in set(inputs.quarantine["code"].dropna()) if str(code).startswith("workbook_"))
    return _quarantined(inputs, codes)
