"""From points to a course's result: admission, attempts, total, letter, and what remains a debt (2.6, 2.7, 4.1)."""

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from ejournal import columns_finals
from ejournal.errors import ParameterError
from ejournal.parameters import RatingScheme
from ejournal.rating import Finals
from ejournal.scoring.parts import LINE, lines, pieces, subjects
from ejournal.scoring.rounding import MICRO, half_up_all
from ejournal.scoring.totals import graded

ATTEMPTS = {"exam": 0, "credit_test": 0, "thesis": 0}
RETAKES, SUMMER = (1, 2), 3
Numbers = npt.NDArray[np.float64]


def results(
    courses: pd.DataFrame,
    scores: pd.DataFrame,
    posted: pd.DataFrame,
    entered: pd.DataFrame,
    memberships: pd.DataFrame,
    scheme: RatingScheme,
    *,
    end: date,
    on: date,
) -> pd.DataFrame:
    """columns_finals.RESULTS of the courses of one semester, which ends on ``end``, as on the day ``on``.

    A missing part leaves the total missing with a reason, never 0. Who is no member on that day owes nothing. Raises
    ParameterError where the scheme does not say how a course ends, or lacks a form of control.
    """
    finals = _finals(scheme)
    named = subjects(courses)
    _check_controls(named, scheme)
    found = lines(named, memberships, [scores, posted, entered], min(end, on), on)
    if found.empty:
        return columns_finals.RESULTS.empty()
    found = found.merge(_before(pieces(found, named, scheme, scores, posted, entered)), on=LINE, how="left")
    attempts = _attempts(found, named, entered)
    found = _ended(found, attempts, scheme, finals)
    found["debt"] = _debt(found, finals, scheme, end, on)
    return columns_finals.RESULTS.typed(found.assign(scheme=scheme.label))


def _finals(scheme: RatingScheme) -> Finals:
    if scheme.finals is None:
        raise ParameterError(
            "the rating scheme does not say how a course ends",
            where=f"{scheme.label}: finals",
            remedy="Add the key finals to the rating file; the shipped one shows it",
        )
    return scheme.finals


def _check_controls(courses: pd.DataFrame, scheme: RatingScheme) -> None:
    unknown = sorted({str(control) for control in courses["control"].unique()} - set(scheme.controls))
    if unknown:
        where = f"{scheme.label}: controls"
        raise ParameterError("the rating scheme lacks a form of control", where=where, value=unknown[0])


def _before(rows: pd.DataFrame) -> pd.DataFrame:
    """Per line: the sum of all pieces, missing with the first reason where one is missing."""
    gaps = rows[rows["points"].isna()].drop_duplicates(LINE)[[*LINE, "reason"]]
    # Points have a few decimals, so steps of 10**-6 add up exactly where floats do not.
    micro = np.rint(rows["points"].to_numpy(np.float64, na_value=0.0) * MICRO).astype(np.int64)
    whole = rows[LINE].assign(before_exam=micro).groupby(LINE, sort=False, as_index=False)["before_exam"].sum()
    whole["before_exam"] = (whole["before_exam"] / MICRO).astype("Float64")
    joined: pd.DataFrame = whole.merge(gaps, on=LINE, how="left")
    joined.loc[joined["reason"].notna(), "before_exam"] = pd.NA
    return joined


def _attempts(found: pd.DataFrame, courses: pd.DataFrame, entered: pd.DataFrame) -> pd.DataFrame:
    """Per line, in the lines' order: points of attempts 0 to 3, and ``absent``: did not come to the first."""
    final = entered[(entered["kind"] != "test").fillna(False)].merge(courses[["course_id", "subject"]], on="course_id")
    final = final.merge(found[[*LINE, "course_id"]].rename(columns={"course_id": "own"}), on=LINE)
    final["reports"] = final["course_id"] == final["own"]
    final = final.sort_values("reports", kind="stable").drop_duplicates([*LINE, "attempt"], keep="last")
    final["attempt"] = final["attempt"].astype("int64")
    wide = final.pivot(index=LINE, columns="attempt", values="points").reindex(columns=range(SUMMER + 1))
    missed = final[(final["attempt"] == 0) & final["points"].isna()][LINE].assign(absent=True)
    joined = found[LINE].merge(wide.reset_index(), on=LINE, how="left").merge(missed, on=LINE, how="left")
    return joined.assign(absent=joined["absent"].notna())


def _ended(found: pd.DataFrame, attempts: pd.DataFrame, scheme: RatingScheme, finals: Finals) -> pd.DataFrame:
    """Admission, the attempt that counts, total and marks of each line."""
    with_exam = found["control"].map({name: c.exam is not None for name, c in scheme.controls.items()}).to_numpy(bool)
    with_parts = found["control"].map({name: bool(c.components) for name, c in scheme.controls.items()}).to_numpy(bool)
    before = found["before_exam"].to_numpy(np.float64, na_value=np.nan)
    before = np.where(with_parts, before, 0.0)
    taken = [attempts[number].to_numpy(np.float64, na_value=np.nan) for number in range(SUMMER + 1)]
    attempt, total = _chosen(before, taken, with_exam, finals)
    found = found.assign(total=pd.array(half_up_all(total, scheme.rounding.value.total_decimals), dtype="Float64"))
    found["admitted"] = _where(with_exam & with_parts & ~np.isnan(before), before >= finals.admitted_from.value)
    found["attempt"] = pd.array(attempt, dtype="Int16")
    found.loc[found["total"].isna(), "attempt"] = pd.NA
    points = np.choose(attempt, taken)
    found["exam"] = pd.array(np.where(found["total"].isna(), taken[0], points), dtype="Float64")
    marks = graded(found["total"], scheme)
    plain = (found["control"] == "credit_test").to_numpy(bool)
    verdict = np.where(
        plain,
        found["total"].to_numpy(np.float64, na_value=np.nan) >= scheme.credit_passed_from.value,
        marks["traditional"].to_numpy(np.float64, na_value=np.nan) >= 3,
    )
    found["passed"] = _where(found["total"].notna().to_numpy(bool), verdict)
    found = found.assign(letter=marks["letter"], gpa=marks["gpa"], traditional=marks["traditional"].mask(plain))
    found["reason"] = _reason(found, attempts, with_exam)
    return found


def _where(known: npt.NDArray[np.bool_], values: npt.NDArray[np.bool_]) -> pd.arrays.BooleanArray:
    return pd.arrays.BooleanArray(np.asarray(values, dtype=bool), ~known)


def _chosen(
    before: Numbers, taken: list[Numbers], with_exam: npt.NDArray[np.bool_], finals: Finals
) -> tuple[npt.NDArray[np.int64], Numbers]:
    """The attempt that counts, and the total with it: the last one or the best one, by the scheme.

    A retake stands in the exam's place; where there is no exam, it stands for the whole, as the summer semester does.
    """
    totals = [np.where(with_exam, before + taken[0], before)]
    for number in RETAKES:
        retaken = np.where(with_exam, before + taken[number], taken[number])
        totals.append(retaken if number <= finals.retakes.value.most else np.full(len(before), np.nan))
    totals.append(taken[SUMMER])
    attempt, total = np.zeros(len(before), dtype=np.int64), totals[0]
    for number, later in enumerate(totals[1:], 1):
        better = np.isnan(total) | (later > total) if finals.retakes.value.counts == "best" else True
        takes = ~np.isnan(later) & better
        attempt, total = np.where(takes, number, attempt), np.where(takes, later, total)
    return attempt, total


def _reason(found: pd.DataFrame, attempts: pd.DataFrame, with_exam: npt.NDArray[np.bool_]) -> pd.Series:
    """Why there is no total: the first gap before the exam, else what is known of the exam."""
    exam = np.where(attempts["absent"], "did_not_come", "not_entered")
    exam = np.where(found["admitted"].fillna(True), exam, "not_admitted")
    first = found["reason"].astype(object)
    said = first.where(first.notna() | ~with_exam, pd.Series(exam, index=found.index, dtype=object))
    return said.where(found["total"].isna(), None)


def _debt(found: pd.DataFrame, finals: Finals, scheme: RatingScheme, end: date, on: date) -> pd.Series:
    """The letter of a failed course; not attested where the course is over and has no total. Members alone owe."""
    failed = found["member"] & ~found["passed"].fillna(True)
    closes = end + timedelta(days=finals.windows.value.exam.closes)
    over = {name: on > (closes if control.exam else end) for name, control in scheme.controls.items()}
    unattested = found["member"] & found["total"].isna() & found["control"].map(over)
    debt = pd.Series(None, index=found.index, dtype=object)
    debt = debt.mask(failed, found["letter"].astype(object))
    return debt.mask(unattested, "not_attested")
