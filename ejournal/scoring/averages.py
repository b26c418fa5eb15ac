"""Grade averages: the mean of grade points weighted by credits, of a semester and of all up to it."""

import numpy as np
import pandas as pd

from ejournal import columns_finals
from ejournal.scoring.rounding import half_up_all

KEY = ["student_id", "semester"]


def averages(results: pd.DataFrame, semesters: list[str]) -> pd.DataFrame:
    """columns_finals.AVERAGES of a frame of results; ``semesters`` in order of time.

    Courses without a total or without credits are in no average; a failed course is in it with its grade points.
    """
    if results.empty:
        return columns_finals.AVERAGES.empty()
    rows = results.assign(semester=pd.Categorical(results["semester"].astype(object), semesters, ordered=True))
    counted = rows["gpa"].notna() & rows["credits"].notna()
    rows["credit"] = rows["credits"].where(counted, 0.0).astype(float)
    rows["weighted"] = (rows["credits"] * rows["gpa"]).where(counted, 0.0).astype(float)
    rows["earned"] = rows["credit"].where(rows["passed"].fillna(False), 0.0)
    rows["open"] = rows["total"].isna()
    rows["owed"] = rows["debt"].notna()
    grouped = rows.groupby(KEY, observed=True, sort=True)
    sums = grouped[["credit", "weighted", "earned", "open", "owed"]].sum()
    sums["courses"] = grouped.size()
    running = sums.groupby(level="student_id")[["credit", "weighted"]].cumsum()
    found = sums.assign(
        gpa=_mean(sums["weighted"], sums["credit"]), cumulative=_mean(running["weighted"], running["credit"])
    )
    found = found.rename(columns={"credit": "credits", "owed": "debts"}).reset_index()
    found["semester"] = found["semester"].astype(object)
    return columns_finals.AVERAGES.typed(found)


def _mean(weighted: pd.Series, credit: pd.Series) -> pd.Series:
    """To 2 decimals, half up; missing where there are no credits."""
    mean = (weighted / credit.where(credit > 0)).to_numpy(np.float64)
    return pd.Series(pd.array(half_up_all(mean, 2), dtype="Float64"), index=weighted.index)
