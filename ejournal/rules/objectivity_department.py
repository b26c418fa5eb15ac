"""Whether one teacher's marks are distributed far from those of the rest of the department (2.6, 5.2).

Teachers have groups and courses of their own, so a difference is remarkable only where journals dealt out at random
among the department's teachers would hardly ever take one of them as far.
"""

import numpy as np
import pandas as pd

from ejournal.i18n import Text
from ejournal.rules import objectivity_parameters as parameter
from ejournal.rules.declaration import Inputs, Moment, rule
from ejournal.rules.objectivity_figures import (
    MARKS,
    at_journals,
    graded_of,
    journals_of,
    percent,
    shares_of,
    tallies,
)
from ejournal.rules.statistics import Real, Truth, Whole, distribution_distance, false_discovery

FIGURES = ("first", "journals", "count", "own_top", "own_low", "all_top", "all_low")
TOP_AND_LOW = np.array([[mark == 5, mark <= 3] for mark in MARKS], np.float64)
SEED = 20250901
"""Lots are drawn anew for each department from this seed, so that the same marks give the same findings."""


@rule(
    "far-from-department",
    clauses=("2.6", "5.2"),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}» и другие журналы этого преподавателя (всего {journals}, оценок {count}): «5» — {own_top} %, «3» и "
        "ниже — {own_low} %; у остальных на кафедре {all_top} % и {all_low} %. Одинаковы ли критерии оценки?",
        ky="«{tab}» жана бул мугалимдин башка журналдары (баары {journals}, баалар {count}): «5» — {own_top} %, «3» "
        "жана андан төмөн — {own_low} %; кафедранын калганында {all_top} % жана {all_low} %. Критерийлер бирдейби?",
        en="«{tab}» and this teacher's other journals ({journals} in all, {count} marks): «5» is {own_top} %, «3» and "
        "lower {own_low} %; in the rest of the department {all_top} % and {all_low} %. Are the criteria the same?",
    ),
    remedy=Text(
        ru="Сверьте критерии оценивания с коллегами по кафедре; если разница оправдана, достаточно пояснения.",
        ky="Баалоо критерийлерин кафедрадагы кесиптештер менен салыштырыңыз; айырма негиздүү болсо, түшүндүрүңүз.",
        en="Compare the criteria of marking with colleagues; if the difference is justified, explaining it is enough.",
    ),
    parameters=(
        parameter.private_days(),
        parameter.least_marks(150),
        parameter.least_journals(2),
        parameter.marks_each(30),
        parameter.least("least_teachers", 4, "Преподавателей на кафедре", "Кафедрадагы мугалимдер", "Teachers judged"),
        parameter.number(
            "least_distance",
            0.42,
            0.0,
            1.0,
            "Наименьшая доля оценок, которым надо бы быть другими",
            "Башкача болууга тийиш болгон баалардын эң аз үлүшү",
            "Least share of marks that would have to be others",
        ),
        parameter.least("rounds", 1999, "Число перестановок", "Орун алмаштыруулардын саны", "Number of permutations"),
        parameter.discovery(),
    ),
    scope="department",
)
def far_from_department(
    inputs: Inputs,
    moment: Moment,
    *,
    private_days: int,
    least_marks: int,
    least_journals: int,
    marks_each: int,
    least_teachers: int,
    least_distance: float,
    rounds: int,
    discovery: float,
) -> pd.DataFrame:
    """Teachers whose mean distribution of marks over their journals is far from the rest of the department's.

    Total variation, its probability by permuting journals, false discoveries controlled over the department's
    teachers. A teacher is found at their first journal.
    """
    journals = journals_of(inputs)
    graded = graded_of(inputs, journals)
    shares, number = shares_of(tallies(graded.journal, graded.value, len(journals)))
    apart: list[dict[str, int]] = []
    for family in np.unique(journals.family):
        rows = np.flatnonzero((journals.family == family) & (number >= marks_each))
        _, teacher = np.unique(journals.teacher[rows], return_inverse=True)
        held, marked = np.bincount(teacher), np.bincount(teacher, weights=number[rows])
        eligible = (held >= least_journals) & (marked >= least_marks)
        if len(held) >= least_teachers and eligible.any():
            far = _apart(shares[rows], teacher, eligible, least_distance, rounds, discovery)
            apart += [_figures(teacher == one, rows, shares, number) for one in far]
    table = pd.DataFrame(apart, columns=list(FIGURES)).astype("int64")
    found = at_journals(inputs, journals, table["first"].to_numpy(np.int64))
    return found.reset_index(drop=True).join(table)


def _apart(
    shares: Real, teacher: Whole, eligible: Truth, least_distance: float, rounds: int, discovery: float
) -> Whole:
    """Numbers of the eligible teachers who are far from the rest of this department."""
    distance, p = distribution_distance(shares, teacher, rounds=rounds, seed=SEED)
    rate = np.ones(len(p))
    rate[eligible] = false_discovery(p[eligible], np.zeros(np.count_nonzero(eligible), np.int64))
    return np.flatnonzero((rate <= discovery) & (distance >= least_distance))


def _figures(own: Truth, rows: Whole, shares: Real, number: Whole) -> dict[str, int]:
    """A teacher's first journal, journals, marks, and per cent of fives and of threes and lower, beside all others'."""
    mine, others = (percent(shares[rows[side]].mean(axis=0)[None] @ TOP_AND_LOW)[0].tolist() for side in (own, ~own))
    first = int(rows[own][0])
    return dict(zip(FIGURES, (first, int(own.sum()), int(number[rows[own]].sum()), *mine, *others), strict=True))
