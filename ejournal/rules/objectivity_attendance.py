"""Whether a journal's attendance changes from lesson to lesson as the same group's does elsewhere (2.6, 5.4)."""

import numpy as np
import pandas as pd

from ejournal.i18n import Text
from ejournal.rules import objectivity_parameters as parameter
from ejournal.rules.declaration import Inputs, Moment, rule
from ejournal.rules.objectivity_figures import Journals, at_journals, journals_of, positions
from ejournal.rules.statistics import Real, Whole, false_discovery

AWAY = ("absent", "excused")


@rule(
    "attendance-never-varies",
    clauses=("2.6", "5.4"),
    severity="notice",
    audience="teacher",
    message=Text(
        ru="«{tab}»: за {lessons} занятий состав отсутствующих ни разу не менялся (постоянно нет: {same}); по другим "
        "журналам группы за столько занятий ожидалось бы около {expected} пропусков. Проводилась ли перекличка?",
        ky="«{tab}»: {lessons} сабакта жок болгондордун курамы бир да жолу өзгөргөн эмес (дайыма жок: {same}); топтун "
        "башка журналдары боюнча {expected} чамасында калтыруу болмок. Катышуу текшерилдиби?",
        en="«{tab}»: in {lessons} lessons those absent never changed (always away: {same}); by the group's other "
        "journals about {expected} absences would be expected in as many. Was the roll called?",
    ),
    remedy=Text(
        ru="Отметьте кж и у за прошедшие занятия по своим записям; если все правда были, ничего не меняйте.",
        ky="Өткөн сабактар үчүн кж менен у белгилерин өз жазууларыңыз боюнча коюңуз; баары чын келсе, өзгөртпөңүз.",
        en="Enter кж and у of past lessons from your own notes; if everybody really was there, change nothing.",
    ),
    parameters=(
        parameter.private_days(),
        parameter.least("least_lessons", 10, "Заполненных занятий", "Толтурулган сабактар", "Complete lessons"),
        parameter.least_journals(2),
        parameter.number(
            "clumping",
            3.0,
            1.0,
            50.0,
            "Пропуски идут группами примно по столько",
            "Калтыруулар ушунчадан топтолуп келет",
            "Absences come in clumps of about so many",
        ),
        parameter.discovery(),
    ),
    scope="department",
)
def attendance_never_varies(
    inputs: Inputs,
    moment: Moment,
    *,
    private_days: int,
    least_lessons: int,
    least_journals: int,
    clumping: float,
    discovery: float,
) -> pd.DataFrame:
    """Journals in which each student is always there or always away, where the group's other journals tell otherwise.

    What varies is how often students do otherwise than they usually do in that journal. None at all has the chance
    exp(-expected / clumping) by the rate in the group's other journals; false discoveries are controlled over a
    department's journals.
    """
    journals = journals_of(inputs)
    lessons, otherwise, always = _attendance(inputs, journals)
    places = lessons * _sizes(inputs, journals)
    full = lessons >= least_lessons
    total = np.bincount(journals.cohort, weights=otherwise * full, minlength=journals.cohorts)[journals.cohort]
    room = np.bincount(journals.cohort, weights=places * full, minlength=journals.cohorts)[journals.cohort]
    others = np.bincount(journals.cohort[full], minlength=journals.cohorts)[journals.cohort] - 1
    rate = (total - otherwise) / np.maximum(room - places, 1)
    expected = rate * places
    judged = np.flatnonzero(full & (others >= least_journals) & (places > 0))
    p = np.where(otherwise[judged] == 0, np.exp(-expected[judged] / clumping), 1.0)
    found = judged[(false_discovery(p, journals.family[judged]) <= discovery) & (otherwise[judged] == 0)]
    return at_journals(inputs, journals, found).assign(
        lessons=lessons[found], same=always[found], expected=np.rint(expected[found]).astype(np.int64)
    )


def _attendance(inputs: Inputs, journals: Journals) -> tuple[Whole, Whole, Whole]:
    """Per journal: complete lessons, student x lesson done otherwise than usual there, and students always away."""
    complete = inputs.lessons[inputs.lessons["completeness"] == "complete"]
    at = positions(journals.frame["journal_id"], complete["journal_id"])
    lessons = np.bincount(at[at >= 0], minlength=len(journals)).astype(np.int64)
    marks = inputs.marks
    away = marks[marks["status"].isin(AWAY) & marks["member"] & marks["lesson_id"].isin(complete["lesson_id"])]
    away = away.drop_duplicates(["student_id", "lesson_id"])
    counted = away.groupby(["journal_id", "student_id"], as_index=False).size()
    at = positions(journals.frame["journal_id"], counted["journal_id"])
    missed, at = counted["size"].to_numpy(np.int64)[at >= 0], at[at >= 0]
    otherwise = np.bincount(at, weights=np.minimum(missed, lessons[at] - missed), minlength=len(journals))
    always = np.bincount(at[missed == lessons[at]], minlength=len(journals))
    return lessons, np.rint(otherwise).astype(np.int64), always.astype(np.int64)


def _sizes(inputs: Inputs, journals: Journals) -> Real:
    """How many students each journal's group or subgroup had while its lessons were held."""
    dates = inputs.lessons.groupby("journal_id")["date"].agg(["min", "max"])
    frame = journals.frame[["journal_id", "group_id", "subgroup"]].assign(at=np.arange(len(journals)))
    rows = frame.join(dates, on="journal_id").merge(inputs.memberships, on="group_id", suffixes=("", "_of_student"))
    named = rows["subgroup"].isna() | (rows["subgroup"] == rows["subgroup_of_student"]).fillna(False)
    there = (rows["valid_from"] <= rows["max"]) & (rows["valid_to"].isna() | (rows["valid_to"] >= rows["min"]))
    members = rows[named.astype(bool) & there].drop_duplicates(["at", "student_id"])
    return np.bincount(members["at"], minlength=len(journals)).astype(np.float64)
