"""Whether columns repeat, marks crowd before a checkpoint, or attendance never changes (2.6, 5.2, 5.4)."""

import numpy as np
import pandas as pd

from ejournal.i18n import Text
from ejournal.rules import objectivity_parameters as parameter
from ejournal.rules.declaration import Inputs, Moment, rule
from ejournal.rules.objectivity_figures import (
    MARKS,
    Graded,
    Journals,
    graded_of,
    journals_of,
    pairs,
    percent,
    shares_of,
    tallies,
)
from ejournal.rules.places import DATE_ROW, at_head
from ejournal.rules.statistics import Real, Whole

PRIOR = 2
"""The university's distribution counts as so many marks beside a student's own."""
REMEDY = Text(
    ru="Сверьте столбец со своими записями. Если всё верно, ничего не меняйте: достаточно короткого пояснения.",
    ky="Мамычаны өз жазууларыңыз менен салыштырыңыз. Баары туура болсо, өзгөртпөңүз: кыска түшүндүрмө жетиштүү.",
    en="Compare the column with your own notes. If all is right, change nothing: a short explanation is enough.",
)


@rule(
    "copied-column",
    clauses=("2.6", "5.2"),
    severity="warning",
    audience="teacher",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: оценки всех {count} студентов те же, что {other_date}, пара "
        "{other_pair} («{other_tab}»). Не попал ли столбец сюда копированием?",
        ky="«{tab}», {date} күнкү {pair}-пара: {count} студенттин баарынын баалары {other_date} күнкү "
        "{other_pair}-парадагыдай («{other_tab}»). Мамыча бул жерге көчүрүлүп калган жокпу?",
        en="«{tab}», lesson of {date}, pair {pair}: the marks of all {count} students are those of {other_date}, pair "
        "{other_pair} («{other_tab}»). Did the column get here by copying?",
    ),
    remedy=REMEDY,
    parameters=(
        parameter.private_days(),
        parameter.least_marks(10),
        parameter.number(
            "most_expected",
            0.02,
            0.0,
            1.0,
            "Сколько таких совпадений на журнал случайность вправе дать самое большее",
            "Кокустук бир журналга эң көп дегенде канча мындай дал келүү бериши мүмкүн",
            "Most such coincidences that chance may be expected to give a journal",
        ),
    ),
    scope="department",
)
def copied_column(
    inputs: Inputs, moment: Moment, *, private_days: int, least_marks: int, most_expected: float
) -> pd.DataFrame:
    """Lessons whose students have exactly the marks of an earlier lesson of the group, where chance hardly does that.

    The chance of a coincidence is the product of each student's share of the mark, times the pairs of columns looked
    at: the journal's for a column of the same journal, else the group's. Two lessons of one journal on one day are
    one class and are not compared, and columns of a single mark are left to one-mark-lesson.
    """
    journals = journals_of(inputs)
    graded = graded_of(inputs, journals)
    columns = _columns(inputs, journals, graded)
    columns = columns[(columns["count"] >= least_marks) & columns["mixed"]]
    columns = columns.sort_values(["cohort", "pattern", "date", "pair"], kind="stable").reset_index(drop=True)
    earlier = columns.shift(1)
    equal = (columns["cohort"] == earlier["cohort"]) & (columns["pattern"] == earlier["pattern"])
    inside = columns["journal"] == earlier["journal"]
    looked_at = columns["cohort_pairs"].mask(inside, columns["journal_pairs"])
    rare = np.exp(columns["chance"]) * looked_at <= most_expected
    found = columns.index[equal & rare & ~(inside & (columns["date"] == earlier["date"]))]
    lessons = inputs.lessons.iloc[columns["lesson"].to_numpy(np.int64)[found]]
    others = inputs.lessons.iloc[columns["lesson"].to_numpy(np.int64)[found - 1]]
    return at_head(lessons, DATE_ROW).assign(
        count=columns["count"].to_numpy(np.int64)[found],
        other_date=others["date"].to_numpy(),
        other_pair=others["pair"].to_numpy(),
        other_tab=others["tab"].to_numpy(),
    )


def _columns(inputs: Inputs, journals: Journals, graded: Graded) -> pd.DataFrame:
    """One row per lesson with marks: its pattern as a number, the logarithm of its chance, and what it is among."""
    lesson, journal, column = pairs(graded.lesson, graded.journal)
    within = tallies(column, graded.value, len(lesson))
    frame = pd.DataFrame({"lesson": lesson, "journal": journal, "cohort": journals.cohort[journal]})
    inside = frame.groupby("journal")["lesson"].transform("size")
    across = frame.groupby("cohort")["lesson"].transform("size")
    return frame.assign(
        date=inputs.lessons["date"].to_numpy()[lesson],
        pair=inputs.lessons["pair"].to_numpy(np.float64, na_value=0)[lesson],
        count=within.sum(axis=1),
        mixed=(within > 0).sum(axis=1) > 1,
        pattern=_patterns(column, graded, len(lesson)),
        chance=np.bincount(column, weights=np.log(_own_shares(graded)), minlength=len(lesson)),
        journal_pairs=inside * (inside - 1) / 2,
        cohort_pairs=across * (across - 1) / 2,
    )


def _own_shares(graded: Graded) -> Real:
    """For each mark, how usual it is for its student: the mean of the share in this journal and in all journals."""
    who, _, line = pairs(graded.student, graded.journal)
    inside = tallies(line, graded.value, len(who))
    all_over = tallies(graded.student, graded.value, graded.students)
    usual = PRIOR * shares_of(inside.sum(axis=0)[None])[0]
    return (
        shares_of(inside + usual)[0][line, graded.value] + shares_of(all_over + usual)[0][graded.student, graded.value]
    ) / 2


def _patterns(column: Whole, graded: Graded, columns: int) -> Whole:
    """A number per column, the same for the same marks of the same students: a sum of scattered 64-bit keys."""
    key = (graded.student * len(MARKS) + graded.value + 1).astype(np.uint64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):
        key = (key ^ (key >> np.uint64(shift))) * np.uint64(factor)
    order = np.argsort(column, kind="stable")
    starts = np.searchsorted(column[order], np.arange(columns))
    return np.add.reduceat(key[order], starts).astype(np.int64) if columns else np.empty(0, np.int64)


@rule(
    "marks-bunched",
    clauses=("2.6", "5.2"),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}»: {share} % из {count} оценок до проверки {end} относятся к последним {days} дням, на которые "
        "пришлось {typical} % занятий. Велась ли текущая оценка и раньше?",
        ky="«{tab}»: {end} текшерүүсүнө чейинки {count} баанын {share} % акыркы {days} күнгө туура келет, ал эми "
        "сабактардын {typical} % гана ошол күндөрү болгон. Учурдагы баа мурда да коюлдубу?",
        en="«{tab}»: {share} % of the {count} marks before the checkpoint of {end} belong to its last {days} days, in "
        "which {typical} % of the lessons fell. Was work marked earlier, too?",
    ),
    remedy=Text(
        ru="Распределяйте текущий контроль по всему периоду; если так вышло по плану, достаточно пояснения.",
        ky="Учурдагы көзөмөлдү мезгил бою бөлүштүрүңүз; план боюнча ушундай болсо, түшүндүрмө жетиштүү.",
        en="Spread current control over the whole period; if the plan had it so, an explanation is enough.",
    ),
    parameters=(
        parameter.private_days(),
        parameter.least_marks(40),
        parameter.least("least_lessons", 6, "Проведённых занятий", "Өткөн сабактар", "Lessons held"),
        parameter.least("days", 7, "Последних дней", "Акыркы күндөр", "Last days"),
        parameter.number(
            "least_share",
            0.6,
            0.0,
            1.0,
            "Наименьшая доля оценок в последние дни",
            "Акыркы күндөрдөгү баалардын эң аз үлүшү",
            "Least share of marks in the last days",
        ),
        parameter.number(
            "ratio",
            3.0,
            1.0,
            100.0,
            "Во сколько раз эта доля больше доли занятий",
            "Бул үлүш сабактардын үлүшүнөн канча эсе чоң",
            "How many times that share is the share of lessons",
        ),
    ),
    scope="journal",
)
def marks_bunched(
    inputs: Inputs,
    moment: Moment,
    *,
    private_days: int,
    least_marks: int,
    least_lessons: int,
    days: int,
    least_share: float,
    ratio: float,
) -> pd.DataFrame:
    """Journals most of whose marks of a past checkpoint belong to its last days, though most lessons do not.

    A mark belongs to them when its lesson was held in them, or was certainly not complete before them. Found at the
    period's last lesson.
    """
    lessons = _with_ends(inputs, moment)
    opening = lessons["end"] - pd.Timedelta(days=days - 1)
    held_late = lessons["date"] >= opening
    filled_late = lessons["completed_after"] >= opening.dt.tz_localize(moment.zone, nonexistent="shift_forward")
    journals = journals_of(inputs)
    graded = graded_of(inputs, journals)
    number = np.bincount(graded.lesson, minlength=len(inputs.lessons))[lessons["position"]]
    late = held_late | filled_late
    tally = lessons.assign(marks=number, late_marks=number * late, held=1, held_late=held_late.astype(int))
    counted = tally.groupby(["journal_id", "checkpoint"])[["marks", "late_marks", "held", "held_late"]].transform("sum")
    share, usual = counted["late_marks"] / counted["marks"].clip(lower=1), counted["held_late"] / counted["held"]
    found = (counted["marks"] >= least_marks) & (counted["held"] >= least_lessons)
    found &= (share >= least_share) & (share >= ratio * usual)
    figures = lessons.assign(
        share=percent(share.to_numpy()), typical=percent(usual.to_numpy()), count=counted["marks"], days=days
    )
    last = figures[found].sort_values(["date", "pair"], kind="stable")
    return at_head(last.drop_duplicates(["journal_id", "checkpoint"], keep="last"), DATE_ROW)


def _with_ends(inputs: Inputs, moment: Moment) -> pd.DataFrame:
    """Complete lessons of checkpoints that are over, with ``end``, the checkpoint's day, and their ``position``."""
    named = inputs.semesters.drop(columns="end").melt(
        ["semester"], ["checkpoint_1", "checkpoint_2"], "checkpoint", "end"
    )
    named = named.assign(checkpoint=named["checkpoint"].str[-1].astype("Int16")).astype({"semester": "object"})
    courses = inputs.courses[["course_id", "semester"]].astype({"semester": "object"})
    lessons = inputs.lessons.assign(position=np.arange(len(inputs.lessons)))
    lessons = lessons[lessons["completeness"] == "complete"].merge(courses, on="course_id")
    lessons = lessons.merge(named, on=["semester", "checkpoint"])
    return lessons[lessons["end"] < moment.midnight].reset_index(drop=True)
