"""Lists and numbers of a tab against the registry, and workbooks with too much that cannot be read (3.7, 7.5)."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, Parameter, rule
from ejournal.rules.places import CONTROL_ROW, at_head

UNREADABLE = ("unknown_mark", "unknown_work_type", "bad_control_number", "bad_due_date")


@rule(
    "control-number-too-large",
    clauses=("3.5", "7.5"),
    severity="error",
    audience="teacher",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: в строке «Нет» {control_number}, а в списке {members}.",
        ky="«{tab}», {date} күнкү {pair}-пара: «Жок» сабында {control_number}, ал эми тизмеде {members}.",
        en="«{tab}», lesson of {date}, pair {pair}: «Absent» says {control_number}, the list has {members}.",
    ),
    remedy=Text(
        ru="Запишите, сколько студентов не было, а не сколько было.",
        ky="Канча студент келгенин эмес, канчасы келбегенин жазыңыз.",
        en="Type how many students were not there, not how many were.",
    ),
)
def control_number_too_large(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Control numbers above the number of members that day (3.5)."""
    ever = inputs.memberships.groupby("group_id")["student_id"].nunique()
    lessons = inputs.lessons
    # Only a number above a quarter of all who were ever in the group can exceed the members of a day or subgroup.
    many = lessons[lessons["control_number"].fillna(0) * 4 > lessons["group_id"].map(ever).astype("Float64")]
    about = many[["lesson_id", "group_id", "subgroup", "date"]]
    people = about.merge(inputs.memberships.rename(columns={"subgroup": "own"}), on="group_id")
    there = (people["valid_from"] <= people["date"]) & (
        people["valid_to"].isna() | (people["date"] <= people["valid_to"])
    )
    fits = people["subgroup"].isna() | (people["subgroup"] == people["own"]).fillna(False)
    members = people[there & fits].groupby("lesson_id")["student_id"].nunique()
    many = many.assign(members=many["lesson_id"].map(members).astype("Int64"))
    return at_head(many[(many["control_number"] > many["members"]).fillna(False)], CONTROL_ROW)


@rule(
    "many-unreadable-cells",
    clauses=("3.7", "4.1"),
    severity="warning",
    audience="administrator",
    message=Text(
        ru="«{tab}»: ячеек, которые не читаются, {cells}.",
        ky="«{tab}»: окулбаган уячалар — {cells}.",
        en="«{tab}»: {cells} cells cannot be read.",
    ),
    remedy=Text(
        ru="Свяжитесь с преподавателем: видимо, таблица вставлена из другого файла или ему нужна консультация.",
        ky="Окутуучу менен байланышыңыз: таблица башка файлдан коюлган же ага кеңеш керек окшойт.",
        en="Talk to the teacher: a table was pasted from another file, it seems, or advice is needed.",
    ),
    parameters=(
        Parameter(
            "cells",
            10,
            Text(
                "сколько таких ячеек ещё терпимо",
                "мындай уячалардын канчасына чыдоого болот",
                "cells up to which nothing is said",
            ),
            lowest=0,
            highest=1000,
        ),
    ),
    scope="journal",
)
def many_unreadable_cells(inputs: Inputs, moment: Moment, *, cells: int) -> pd.DataFrame:
    """Tabs with so many unreadable cells that the teacher needs help, or the table another structure (3.7)."""
    found = inputs.quarantine[inputs.quarantine["code"].isin(UNREADABLE) & inputs.quarantine["journal_id"].notna()]
    counts = found.groupby("journal_id").agg(
        cells=("cell", "size"), workbook=("workbook", "first"), tab=("tab", "first")
    )
    return counts[counts["cells"] > cells].reset_index()


@rule(
    "student-missing-in-tab",
    clauses=("3.1", "7.5"),
    severity="warning",
    audience="administrator",
    message=Text(
        ru="«{tab}»: в списке нет студента {student}, зачисленного с {valid_from}.",
        ky="«{tab}»: тизмеде {valid_from} тартып кабыл алынган студент {student} жок.",
        en="«{tab}»: the list lacks the student {student}, a member since {valid_from}.",
    ),
    remedy=Text(
        ru="Дополните книгу командой «ejournal journals provision»; не вписывайте имя вручную.",
        ky="Китепти «ejournal journals provision» буйругу менен толуктаңыз; атын кол менен жазбаңыз.",
        en="Extend the workbook by `ejournal journals provision`; do not type the name in by hand.",
    ),
    parameters=(
        Parameter(
            "days",
            3,
            Text(
                "сколько дней после зачисления даётся на дополнение книги",
                "кабыл алынгандан кийин китепти толуктоого канча күн берилет",
                "days after joining within which the workbook is extended",
            ),
            lowest=0,
            highest=60,
        ),
    ),
)
def student_missing_in_tab(inputs: Inputs, moment: Moment, *, days: int) -> pd.DataFrame:
    """Members by the registry who have no row in a tab that was read (7.5)."""
    members = inputs.memberships
    still = members["valid_to"].isna() | (members["valid_to"] >= moment.midnight)
    joined = members["valid_from"] < moment.midnight - pd.Timedelta(days=days)
    now = members[still & joined].rename(columns={"subgroup": "own"})
    tabs = inputs.journals[inputs.journals["journal_id"].isin(inputs.listed["journal_id"])]
    rows = tabs[["journal_id", "group_id", "subgroup", "workbook", "tab"]].merge(now, on="group_id")
    rows = rows[rows["subgroup"].isna() | (rows["subgroup"] == rows["own"]).fillna(False)]
    rows = rows.drop_duplicates(["journal_id", "student_id"])
    there = inputs.listed[["journal_id", "student_id"]].assign(there=True)
    rows = rows.merge(there, on=["journal_id", "student_id"], how="left")
    names = inputs.students[["student_id", "name"]].rename(columns={"name": "student"})
    return rows[rows["there"].isna()].merge(names, on="student_id", how="left")
