"""Attendance against check-ins and the other lessons of the day (5.4, 7.6). No scan, by itself, is never a finding."""

import pandas as pd

from ejournal.i18n import Text
from ejournal.rules.declaration import Inputs, Moment, rule
from ejournal.rules.places import once_a_cell

AWAY = ("absent", "excused")


@rule(
    "scanned-but-absent",
    clauses=("4.2", "5.4"),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}», ячейка {cell} ({date}, пара {pair}): стоит кж, а студент отметился по QR-коду в {after}.",
        ky="«{tab}», {cell} уячасы ({date}, {pair}-пара): кж турат, ал эми студент QR-код менен {after} катталган.",
        en="«{tab}», cell {cell} ({date}, pair {pair}): marked кж, yet the student checked in by QR code at {after}.",
    ),
    remedy=Text(
        ru="Был ли студент на занятии? Если да, уберите кж.",
        ky="Студент сабакта болду беле? Болсо, кж белгисин алып салыңыз.",
        en="Was the student there? If so, remove the кж.",
    ),
    scope="journal",
)
def scanned_but_absent(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Absences of students who scanned the room's code for that lesson (4.2)."""
    scans = inputs.scans.sort_values("at").drop_duplicates(["student_id", "lesson_id"])
    away = once_a_cell(inputs.marks[inputs.marks["status"] == "absent"])
    found = away.merge(scans, on=["student_id", "lesson_id"])
    return found.assign(after=found["at"].dt.tz_convert(moment.zone))


@rule(
    "absent-between-lessons",
    clauses=("5.4",),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}», ячейка {cell} ({date}, пара {pair}): кж, а на парах до и после студент был.",
        ky="«{tab}», {cell} уячасы ({date}, {pair}-пара): кж, бирок студент мурунку жана кийинки парада болгон.",
        en="«{tab}», cell {cell} ({date}, pair {pair}): кж, yet the student was at the pairs before and after.",
    ),
    remedy=Text(
        ru="Проверьте, на той ли строке стоит кж; если студент ушёл с пары, оставьте как есть.",
        ky="Кж туура сапта экенин текшериңиз; студент парадан кеткен болсо, ошол бойдон калтырыңыз.",
        en="Check that the кж stands on the right row; leave it if the student did skip the pair.",
    ),
)
def absent_between_lessons(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Absences between two lessons of the day, both complete, that the same student attended, in any journals (5.4)."""
    away = inputs.marks[inputs.marks["status"].isin(AWAY) & inputs.marks["member"]]
    absent = once_a_cell(away[away["status"] == "absent"])
    present = _attended(inputs, absent, away)
    before = present.loc[present["step"] == -1, "entry"]
    after = present.loc[present["step"] == 1, "entry"]
    return absent[absent.index.isin(before) & absent.index.isin(after)]


def _attended(inputs: Inputs, absent: pd.DataFrame, away: pd.DataFrame) -> pd.DataFrame:
    """Absences (``entry`` = index) x complete lessons a pair before or after (``step``) that the student attended."""
    complete = inputs.lessons[inputs.lessons["completeness"] == "complete"]
    lessons = complete[["lesson_id", "group_id", "subgroup", "date", "pair"]].astype({"pair": "int64"})
    entries = absent[["student_id", "lesson_id", "date", "pair"]].astype({"pair": "int64"}).assign(entry=absent.index)
    entries = entries.merge(inputs.lessons[["lesson_id", "group_id"]], on="lesson_id").drop(columns="lesson_id")
    beside = [
        entries.assign(pair=entries["pair"] + step, step=step).merge(lessons, on=["group_id", "date", "pair"])
        for step in (-1, 1)
    ]
    near = _of_members(pd.concat(beside, ignore_index=True), inputs.memberships)
    missed = away[["student_id", "lesson_id"]].drop_duplicates().assign(missed=True)
    near = near.merge(missed, on=["student_id", "lesson_id"], how="left")
    return near[near["missed"].isna()]


def _of_members(rows: pd.DataFrame, memberships: pd.DataFrame) -> pd.DataFrame:
    """The rows whose student was in the lesson's group, and in its subgroup where it has one, on its day."""
    members = memberships.rename(columns={"subgroup": "own"})
    joined = rows.merge(members, on=["student_id", "group_id"])
    there = (joined["valid_from"] <= joined["date"]) & (
        joined["valid_to"].isna() | (joined["date"] <= joined["valid_to"])
    )
    fits = joined["subgroup"].isna() | (joined["subgroup"] == joined["own"]).fillna(False)
    return joined[there & fits].drop_duplicates(["entry", "step", "lesson_id"])


@rule(
    "in-two-lessons",
    clauses=("3.5", "5.4"),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}», ячейка {cell} ({date}, пара {pair}): в это же время студент отмечен и на другом занятии.",
        ky="«{tab}», {cell} уячасы ({date}, {pair}-пара): студент ушул эле убакта башка сабакта да белгиленген.",
        en="«{tab}», cell {cell} ({date}, pair {pair}): at that hour the student has a mark in another lesson, too.",
    ),
    remedy=Text(
        ru="Выясните, на каком занятии был студент, и уберите другую отметку.",
        ky="Студент кайсы сабакта болгонун тактап, экинчи белгини алып салыңыз.",
        en="Find out which lesson the student attended and remove the other mark.",
    ),
)
def in_two_lessons(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Marks that say that one student was at two lessons at once (5.4)."""
    there = inputs.marks[inputs.marks["status"].isin(["mark", "present"]) & inputs.marks["member"]]
    cells = once_a_cell(there)
    return cells[cells.duplicated(["student_id", "date", "pair"], keep=False)]
