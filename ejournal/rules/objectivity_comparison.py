"""Whether a level of marks stands alone beside the same students' other courses, or beside their exam (5.2).

Courses differ in difficulty and teachers in strictness, so no difference is remarkable by itself: it is measured by
how much the courses of the semester differ from one another (median and median absolute deviation).
"""

import numpy as np
import pandas as pd

from ejournal.i18n import Text
from ejournal.rules import objectivity_parameters as parameter
from ejournal.rules.declaration import Inputs, Moment, rule
from ejournal.rules.objectivity_figures import at_journals, graded_of, journals_of, positions
from ejournal.rules.objectivity_levels import Limits, course_means, far_journals, paired

REMEDY = Text(
    ru="Если разница понятна (трудность дисциплины, состав группы), менять ничего не нужно: достаточно пояснения.",
    ky="Айырманын себеби белгилүү болсо (дисциплинанын оордугу, топтун курамы), өзгөртпөңүз: түшүндүрмө жетиштүү.",
    en="If the difference has its reason (a hard course, the group's make-up), an explanation is enough.",
)


@rule(
    "far-from-other-courses",
    clauses=("2.6", "5.2"),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}»: средняя оценка группы {here}, а у тех же {students} студентов по другим дисциплинам {there}; "
        "в сравнимых журналах такая разница обычно {usual} ± {scale}. Чем она объясняется?",
        ky="«{tab}»: топтун орточо баасы бул жерде {here}, ал эми ошол эле {students} студенттики башка "
        "дисциплиналарда {there}; окшош журналдарда мындай айырма адатта {usual} ± {scale}. Анын себеби эмнеде?",
        en="«{tab}»: the group's mean mark is {here} here and {there} for the same {students} students in their other "
        "courses; in comparable journals that difference is usually {usual} ± {scale}. What explains it?",
    ),
    remedy=REMEDY,
    parameters=(
        parameter.private_days(),
        parameter.least_students(8),
        parameter.marks_each(5),
        parameter.least_journals(3),
        parameter.least(
            "least_judged", 12, "Журналов для масштаба", "Масштаб үчүн журналдар", "Journals for the scale"
        ),
        parameter.number(
            "least_difference",
            0.65,
            0.0,
            5.0,
            "Наименьшая разница, баллов шкалы 0-5",
            "Эң аз айырма, 0-5 шкаласынын баллы",
            "Least difference, points of the 0-5 scale",
        ),
        parameter.discovery(),
    ),
    scope="department",
)
def far_from_other_courses(
    inputs: Inputs,
    moment: Moment,
    *,
    private_days: int,
    least_students: int,
    marks_each: int,
    least_journals: int,
    least_judged: int,
    least_difference: float,
    discovery: float,
) -> pd.DataFrame:
    """Journals whose level is far from the same students' level in their other courses.

    Paired: each student's mean here less the median of their other courses' means; beside the same difference in the
    same teacher's other groups of the discipline (of all journals where these are few), so that neither a hard
    discipline nor a strict teacher is a finding; false discoveries are controlled over a department's journals.
    """
    journals = journals_of(inputs)
    rows = paired(journals, graded_of(inputs, journals), marks_each, least_journals)
    limits = Limits(least_students, least_judged, least_difference, discovery)
    far = far_journals(journals, *rows, limits, journals.taught)
    return at_journals(inputs, journals, far.journal).assign(
        here=far.here, there=far.there, students=far.students, usual=far.usual, scale=far.scale
    )


@rule(
    "far-from-exam",
    clauses=("2.6", "5.2"),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}»: средняя текущая оценка {students} студентов {here}, а экзамен в той же шкале {there}; "
        "в других курсах такая разница обычно {usual}. Почему экзамен прошёл иначе?",
        ky="«{tab}»: {students} студенттин учурдагы орточо баасы {here}, экзамени ошол эле шкалада {there}; "
        "башка курстарда мындай айырма адатта {usual}. Экзамен эмне үчүн башкача өттү?",
        en="«{tab}»: the mean current mark of {students} students is {here}, their exam on the same scale {there}; "
        "in other courses that difference is usually {usual}. Why did the exam turn out otherwise?",
    ),
    remedy=REMEDY,
    parameters=(
        parameter.private_days(),
        parameter.least_students(8),
        parameter.marks_each(5),
        parameter.least("least_judged", 12, "Курсов для масштаба", "Масштаб үчүн курстар", "Courses for the scale"),
        parameter.number(
            "exam_points",
            40.0,
            1.0,
            1000.0,
            "Баллов за экзамен без ошибок",
            "Катасыз экзамендин баллы",
            "Points of a faultless exam",
        ),
        parameter.number(
            "least_difference",
            0.8,
            0.0,
            5.0,
            "Наименьшее отличие от обычного, баллов шкалы 0-5",
            "Адаттагыдан эң аз айырма, 0-5 шкаласынын баллы",
            "Least distance from the usual, points of the 0-5 scale",
        ),
        parameter.discovery(),
    ),
    scope="department",
)
def far_from_exam(
    inputs: Inputs,
    moment: Moment,
    *,
    private_days: int,
    least_students: int,
    marks_each: int,
    least_judged: int,
    exam_points: float,
    least_difference: float,
    discovery: float,
) -> pd.DataFrame:
    """Courses whose current marks are far from the same students' exam, beside the other courses' usual difference.

    Found at the course's first journal. Nothing until exam points are entered.
    """
    journals = journals_of(inputs)
    first = journals.frame.drop_duplicates("course_id")
    exams = inputs.entered[(inputs.entered["kind"] == "exam") & inputs.entered["points"].notna()]
    means = course_means(inputs, marks_each).merge(exams, on=["student_id", "course_id"])
    at = positions(first["course_id"], means["course_id"])
    means, at = means[at >= 0], first.index.to_numpy(np.int64)[at[at >= 0]]
    here = means["mean"].to_numpy(np.float64)
    there = 5 * means["points"].to_numpy(np.float64) / exam_points
    limits = Limits(least_students, least_judged, least_difference, discovery)
    far = far_journals(journals, at, here, there, limits)
    return at_journals(inputs, journals, far.journal).assign(
        here=far.here, there=far.there, students=far.students, usual=far.usual
    )
