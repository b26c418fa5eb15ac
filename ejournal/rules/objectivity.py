"""Whether marks tell students and lessons apart: journals, lessons and students with one and the same mark (2.6, 5.2).

What these rules find is a question to the teacher, never a verdict: it names the figures and what they were compared
with. A journal is compared with the same students' other journals, so that a strong group alone is no finding, and
nothing is said on few marks. How often honest journals are asked about is measured in docs/objectivity.md.
"""

import numpy as np
import pandas as pd

from ejournal.i18n import Text
from ejournal.rules import objectivity_parameters as parameter
from ejournal.rules.declaration import Inputs, Moment, rule
from ejournal.rules.objectivity_figures import (
    at_journals,
    graded_of,
    journals_of,
    pairs,
    percent,
    shares_of,
    tallies,
)
from ejournal.rules.places import DATE_ROW, at_head
from ejournal.rules.statistics import all_equal, at_least, false_discovery, padded, without_one

INNER = [3, 4]
"""Marks that are no end of the usual scale of 2 to 5."""
PRIOR = 10
"""The university's distribution counts as so many marks beside a journal's own."""
REMEDY = Text(
    ru="Если так и было, менять ничего не нужно: достаточно короткого пояснения. Ошибки ввода исправьте до проверки.",
    ky="Чын эле ушундай болсо, эч нерсени өзгөртпөңүз: кыска түшүндүрмө жетиштүү. Катаны текшерүүгө чейин оңдоңуз.",
    en="If this is how it was, change nothing: a short explanation is enough. Correct slips before the checkpoint.",
)


@rule(
    "no-spread",
    clauses=("2.6", "5.2"),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}»: из {count} оценок {share} % — «{mark}»; в других журналах той же группы на самую частую оценку "
        "приходится около {typical} %. Видна ли по оценкам разница в работе студентов?",
        ky="«{tab}»: {count} баанын {share} % — «{mark}»; ошол эле топтун башка журналдарында эң көп коюлган баага "
        "{typical} % чамасы туура келет. Баалар студенттердин ишиндеги айырманы көрсөтөбү?",
        en="«{tab}»: of {count} marks {share} % are «{mark}»; in the same group's other journals the most frequent "
        "mark takes about {typical} %. Do the marks show how the students' work differs?",
    ),
    remedy=REMEDY,
    parameters=(
        parameter.private_days(),
        parameter.least_marks(60),
        parameter.least_journals(3),
        parameter.number(
            "ratio",
            0.2,
            0.0,
            1.0,
            "Разброс (вероятность, что две оценки различны) не больше этой доли обычного у группы",
            "Чачыроо (эки баанын айырмаланышынын ыктымалдуулугу) топтун адаттагысынын ушул үлүшүнөн ашпайт",
            "The spread (chance that two marks differ) is at most this share of the group's usual one",
        ),
        parameter.number(
            "least_usual",
            0.35,
            0.0,
            1.0,
            "Наименьший обычный разброс у группы",
            "Топтун адаттагы чачырашынын эң азы",
            "Least usual spread of the group",
        ),
    ),
    scope="group",
)
def no_spread(
    inputs: Inputs,
    moment: Moment,
    *,
    private_days: int,
    least_marks: int,
    least_journals: int,
    ratio: float,
    least_usual: float,
) -> pd.DataFrame:
    """Journals in which two marks hardly ever differ, beside the median of the group's other journals.

    Where the group's other journals hardly differ either, nothing is said.
    """
    journals = journals_of(inputs)
    graded = graded_of(inputs, journals)
    shares, number = shares_of(tallies(graded.journal, graded.value, len(journals)))
    spread = 1 - (shares**2).sum(axis=1)
    most = shares.max(axis=1)
    judged = np.flatnonzero(number >= least_marks)
    cohort = journals.cohort[judged]
    spreads, column = padded(cohort, spread[judged], journals.cohorts)
    mosts, _ = padded(cohort, most[judged], journals.cohorts)
    others = np.bincount(cohort, minlength=journals.cohorts)[cohort] - 1
    usual = without_one(spreads)[cohort, column]
    flat = (others >= least_journals) & (usual >= least_usual) & (spread[judged] <= ratio * usual)
    found = judged[flat]
    return at_journals(inputs, journals, found).assign(
        count=number[found],
        mark=shares[found].argmax(axis=1),
        share=percent(most[found]),
        typical=percent(without_one(mosts)[cohort, column][flat]),
    )


@rule(
    "one-mark-lesson",
    clauses=("2.6", "5.2"),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}», занятие {date}, пара {pair}: все {count} оценок — «{mark}», а на других занятиях этого журнала "
        "«{mark}» — {typical} % оценок. Все ли справились одинаково?",
        ky="«{tab}», {date} күнкү {pair}-пара: {count} баанын баары — «{mark}», ал эми бул журналдын башка "
        "сабактарында баалардын {typical} % гана «{mark}». Баары бирдей аткардыбы?",
        en="«{tab}», lesson of {date}, pair {pair}: all {count} marks are «{mark}», while in this journal's other "
        "lessons «{mark}» is {typical} % of the marks. Did all do equally well?",
    ),
    remedy=REMEDY,
    parameters=(
        parameter.private_days(),
        parameter.least_marks(12),
        parameter.least("other_marks", 40, "Оценок на других занятиях", "Башка сабактардагы баалар", "Marks elsewhere"),
        parameter.correlation(0.03),
        parameter.discovery(),
    ),
    scope="department",
)
def one_mark_lesson(
    inputs: Inputs,
    moment: Moment,
    *,
    private_days: int,
    least_marks: int,
    other_marks: int,
    correlation: float,
    discovery: float,
) -> pd.DataFrame:
    """Lessons whose marks are all equal where the journal's other lessons make that improbable.

    Beta-binomial probability of as many equal marks of a value that is at most as usual, false discoveries controlled
    over all lessons of a department.
    """
    journals = journals_of(inputs)
    graded = graded_of(inputs, journals)
    lesson, journal, column = pairs(graded.lesson, graded.journal)
    here = tallies(column, graded.value, len(lesson))
    elsewhere = tallies(graded.journal, graded.value, len(journals))[journal] - here
    overall = shares_of(here.sum(axis=0)[None])[0]
    judged = (here.sum(axis=1) >= least_marks) & (elsewhere.sum(axis=1) >= other_marks)
    lesson, journal, here, elsewhere = lesson[judged], journal[judged], here[judged], elsewhere[judged]
    count, mark, alike = here.sum(axis=1).astype(np.int64), here.argmax(axis=1), (here > 0).sum(axis=1) == 1
    shares = shares_of(elsewhere + PRIOR * overall)[0]
    as_rare = shares <= shares[np.arange(len(mark)), mark][:, None]
    equal = (all_equal(shares, np.where(alike, count, 0), correlation) * as_rare).sum(axis=1)
    chance = np.where(alike, equal, 1.0)
    found = alike & (false_discovery(chance, journals.family[journal]) <= discovery)
    usual = shares_of(elsewhere)[0][np.arange(len(mark)), mark]
    return at_head(inputs.lessons.iloc[lesson[found]], DATE_ROW).assign(
        count=count[found], mark=mark[found], typical=percent(usual[found])
    )


@rule(
    "one-mark-students",
    clauses=("2.6", "5.2"),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}»: у {same} из {count} студентов на всех занятиях одни тройки или одни четвёрки; судя по их оценкам "
        "в других журналах, таких ожидалось бы около {expected}. Оценивалась ли каждая работа отдельно?",
        ky="«{tab}»: {count} студенттин {same} бардык сабактардан жалаң үч же жалаң төрт алган; башка журналдардагы "
        "бааларына караганда андайлар {expected} чамасында болмок. Ар бир иш өзүнчө бааландыбы?",
        en="«{tab}»: {same} of {count} students have nothing but threes or nothing but fours in every lesson; by their "
        "marks in other journals about {expected} would be expected. Was each piece of work marked by itself?",
    ),
    remedy=REMEDY,
    parameters=(
        parameter.private_days(),
        parameter.least_students(8),
        parameter.marks_each(6),
        parameter.number(
            "least_share",
            0.3,
            0.0,
            1.0,
            "Наименьшая доля таких студентов",
            "Мындай студенттердин эң аз үлүшү",
            "Least share of such students",
        ),
        parameter.correlation(0.15),
        parameter.discovery(),
    ),
    scope="department",
)
def one_mark_students(
    inputs: Inputs,
    moment: Moment,
    *,
    private_days: int,
    least_students: int,
    marks_each: int,
    least_share: float,
    correlation: float,
    discovery: float,
) -> pd.DataFrame:
    """Journals in which more students have nothing but 3 or nothing but 4 than their marks elsewhere make probable.

    At the ends of the scale one mark throughout is natural, so only 3 and 4 count. A student's distribution is the
    average of the journal's and their own in other journals; the number of such students then is a Poisson binomial.
    False discoveries are controlled over a department's journals.
    """
    journals = journals_of(inputs)
    graded = graded_of(inputs, journals)
    who, journal, line = pairs(graded.student, graded.journal)
    here = tallies(line, graded.value, len(who))
    own = tallies(graded.student, graded.value, graded.students)[who] - here
    others, enough = shares_of(own)
    whole = shares_of(tallies(graded.journal, graded.value, len(journals)))[0][journal]
    kept = (here.sum(axis=1) >= marks_each) & (enough >= marks_each)
    here, journal, shares = here[kept], journal[kept], ((others + whole) / 2)[kept]
    chance = all_equal(shares[:, INNER], here.sum(axis=1).astype(np.int64), correlation).sum(axis=1)
    judged = np.bincount(journal, minlength=len(journals))
    alike = here[:, INNER].max(axis=1) == here.sum(axis=1)
    same = np.bincount(journal[alike], minlength=len(journals))
    rows = np.flatnonzero(judged >= least_students)
    p = at_least(chance, journal, len(journals), same)[rows]
    found = rows[(false_discovery(p, journals.family[rows]) <= discovery) & (same[rows] >= least_share * judged[rows])]
    expected = np.bincount(journal, weights=chance, minlength=len(journals))
    return at_journals(inputs, journals, found).assign(
        same=same[found], count=judged[found], expected=np.round(expected[found], 1)
    )
