"""Absence over several lessons: of a student, of a group, or of nobody at all (5.4, 7.6)."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, Parameter, rule

WHOLE = 0  # stands for "no subgroup" where a missing value would be lost in a merge


def _members(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Who is in which group today: one row per student x group, with the subgroup and the first day."""
    members = inputs.memberships
    still = members["valid_to"].isna() | (members["valid_to"] >= moment.midnight)
    now = members[still & (members["valid_from"] <= moment.midnight)]
    return now.assign(own=now["subgroup"].fillna(WHOLE).astype("int64")).drop(columns="subgroup")


def _complete(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Complete lessons up to today, by date and pair."""
    lessons = inputs.lessons
    held = lessons[(lessons["completeness"] == "complete") & (lessons["date"] <= moment.midnight)]
    return held.sort_values(["date", "pair"])


@rule(
    "absent-in-a-row",
    clauses=("7.6",),
    severity="notice",
    audience="directorate",
    message=Text(
        ru="{student} ({group}): пропущены подряд последние занятия — {missed}. Куратор: {curator}.",
        ky="{student} ({group}): акыркы {missed} сабакка катары менен келген эмес. Куратору: {curator}.",
        en="{student} ({group}) missed the last {missed} lessons in a row. Curator: {curator}.",
    ),
    remedy=Text(
        ru="Куратору: узнайте причину и сообщите родителям.",
        ky="Кураторго: себебин билип, ата-энесине кабарлаңыз.",
        en="To the curator: find out why, and tell the parents.",
    ),
    parameters=(
        Parameter(
            "lessons",
            8,
            Text(
                "сколько занятий подряд нужно пропустить",
                "катары менен канча сабак калтырылышы керек",
                "lessons missed in a row",
            ),
            lowest=2,
            highest=100,
        ),
    ),
)
def absent_in_a_row(inputs: Inputs, moment: Moment, *, lessons: int) -> pd.DataFrame:
    """Members marked кж in each of the last complete lessons that concerned them, in all journals (7.6)."""
    last = _last_lessons(inputs, moment, lessons)
    absent = inputs.marks.loc[inputs.marks["status"] == "absent", ["student_id", "lesson_id"]].drop_duplicates()
    missed = last.merge(absent, on=["student_id", "lesson_id"]).groupby(["student_id", "group_id"]).size()
    rows = missed[missed >= lessons].rename("missed").reset_index()
    names = inputs.students[["student_id", "name"]].rename(columns={"name": "student"})
    rows = rows.merge(names, on="student_id", how="left")
    return rows.merge(inputs.groups[["group_id", "group", "curator"]], on="group_id", how="left")


def _last_lessons(inputs: Inputs, moment: Moment, count: int) -> pd.DataFrame:
    """Student x each of the last complete lessons of their group and subgroup, not before they joined it."""
    members = _members(inputs, moment)
    scopes = members[["group_id", "own"]].drop_duplicates()
    about = _complete(inputs, moment)[["lesson_id", "group_id", "subgroup", "date", "pair"]]
    within = about.merge(scopes, on="group_id")
    within = within[within["subgroup"].isna() | (within["subgroup"] == within["own"]).fillna(False)]
    last = within.sort_values(["date", "pair"]).groupby(["group_id", "own"]).tail(count)
    each = members.merge(last, on=["group_id", "own"])
    return each[each["valid_from"] <= each["date"]]


@rule(
    "group-often-absent",
    clauses=("2.5", "5.4", "7.6"),
    severity="notice",
    audience="directorate",
    message=Text(
        ru="Группа {group}: за последние недели ({weeks}) пропущено {share} % занятий.",
        ky="{group} тобу: акыркы {weeks} жумада сабактардын {share} % калтырылган.",
        en="Group {group}: {share} % of the lessons of the last {weeks} weeks were missed.",
    ),
    remedy=Text(
        ru="Разберите посещаемость с куратором и старостой группы.",
        ky="Катышууну топтун куратору жана старостасы менен талдаңыз.",
        en="Go through the attendance with the group's curator and monitor.",
    ),
    parameters=(
        Parameter(
            "share",
            0.4,
            Text(
                "доля пропусков, с которой об этом сообщать",
                "калтыруулардын кайсы үлүшүнөн баштап билдирүү керек",
                "share of absences from which it is told",
            ),
            lowest=0.05,
            highest=1,
        ),
        Parameter(
            "weeks",
            2,
            Text("за сколько последних недель", "акыркы канча жума үчүн", "weeks looked back on"),
            lowest=1,
            highest=16,
        ),
        Parameter(
            "lessons",
            6,
            Text(
                "меньше скольких занятий не судить",
                "канча сабактан аз болсо өкүм чыгарылбайт",
                "lessons below which nothing is said",
            ),
            lowest=1,
            highest=200,
        ),
    ),
)
def group_often_absent(inputs: Inputs, moment: Moment, *, share: float, weeks: int, lessons: int) -> pd.DataFrame:
    """Groups that missed a large share of their complete lessons' places in the last weeks, excused or not (7.6)."""
    recent = _complete(inputs, moment)
    recent = recent[recent["date"] > moment.midnight - pd.Timedelta(weeks=weeks)]
    members = _members(inputs, moment)
    whole = members.groupby("group_id")["student_id"].nunique()
    part = members.groupby(["group_id", "own"])["student_id"].nunique().rename("part").reset_index()
    recent = recent.assign(own=recent["subgroup"].fillna(WHOLE).astype("int64")).merge(
        part, on=["group_id", "own"], how="left"
    )
    places = recent["part"].where(recent["subgroup"].notna(), recent["group_id"].map(whole)).fillna(0)
    sums = (
        recent.assign(places=places)
        .groupby("group_id", as_index=False)
        .agg(
            places=("places", "sum"),
            away=("counted", "sum"),
            held=("lesson_id", "size"),
            journal_id=("journal_id", "min"),
        )
    )
    missed = sums["away"] / sums["places"].where(sums["places"] > 0)
    often = (sums["held"] >= lessons) & (missed >= share).fillna(False)
    rows = sums[often].assign(share=(missed[often] * 100).round().astype("int64"), weeks=weeks)
    return rows.merge(inputs.groups[["group_id", "group"]], on="group_id", how="left")


@rule(
    "nobody-absent",
    clauses=("5.4",),
    severity="notice",
    audience="department",
    message=Text(
        ru="«{tab}»: на последних занятиях ({held}) нет ни одного отсутствующего, в других журналах группы в те же дни "
        "пропуски есть ({others}).",
        ky="«{tab}»: акыркы {held} сабакта эч ким жок деп белгиленген эмес, топтун башка журналдарында ошол күндөрү "
        "калтыруулар бар ({others}).",
        en="«{tab}»: nobody is absent in the last {held} lessons, while the group's other journals have absences "
        "on the same days ({others}).",
    ),
    remedy=Text(
        ru="Посетите занятие и сверьте явку с журналом.",
        ky="Сабакка катышып, келгендерди журнал менен салыштырыңыз.",
        en="Visit a lesson and compare who is there with the journal.",
    ),
    parameters=(
        Parameter(
            "held",
            10,
            Text("на скольких занятиях подряд", "катары менен канча сабакта", "lessons in a row"),
            lowest=3,
            highest=100,
        ),
        Parameter(
            "others",
            20,
            Text(
                "сколько пропусков должно быть в других журналах",
                "башка журналдарда канча калтыруу болушу керек",
                "absences that the other journals must have",
            ),
            lowest=1,
            highest=1000,
        ),
    ),
)
def nobody_absent(inputs: Inputs, moment: Moment, *, held: int, others: int) -> pd.DataFrame:
    """Journals whose last lessons had no absence while the group's other lessons of those very days had many (5.4)."""
    complete = _complete(inputs, moment)
    last = complete.groupby("journal_id").tail(held)
    full = last.groupby("journal_id")["counted"].agg(["size", "sum"])
    none = full.index[(full["size"] >= held) & (full["sum"] == 0)]
    days = last.loc[last["journal_id"].isin(none), ["journal_id", "group_id", "date"]].drop_duplicates()
    beside = days.merge(complete[["group_id", "date", "counted", "journal_id"]], on=["group_id", "date"])
    beside = beside[beside["journal_id_x"] != beside["journal_id_y"]]
    away = beside.groupby("journal_id_x")["counted"].sum()
    found = away[away >= others].rename("others").rename_axis("journal_id").reset_index()
    places = inputs.journals[["journal_id", "workbook", "tab"]]
    return found.assign(held=held).merge(places, on="journal_id")
