"""The same marks under two rating schemes: who crosses which threshold. Pure."""

import numpy as np
import pandas as pd

from ejournal.parameters import RatingScheme
from ejournal.scoring.rounding import half_up
from ejournal.scoring.totals import graded, passed

KEY = ["student_id", "course_id"]
STANDING = ["points", "cap", "share", "letter", "gpa", "traditional", "passes"]


def standings(scores: pd.DataFrame, courses: pd.DataFrame, scheme: RatingScheme) -> pd.DataFrame:
    """One row per student x course with points so far: where that would lead, if the rest went as well.

    ``points`` and ``cap`` are sums over the checkpoints and components that have points, ``share`` is points / cap x
    the total of the form of control, rounded as totals are; letter, traditional mark and ``passes`` are those of the
    share. Courses whose form of control the scheme lacks have none.
    """
    given = scores[scores["points"].notna()]
    found = given.groupby(KEY, as_index=False)[["points", "cap"]].sum()
    found = found.merge(courses[["course_id", "control"]], on="course_id")
    found = found[found["control"].isin(list(scheme.controls))].reset_index(drop=True)
    controls = found["control"].astype(object)
    total = controls.map({code: control.total.value for code, control in scheme.controls.items()})
    decimals = scheme.rounding.value.total_decimals
    exact = np.round(found["points"].to_numpy(float) * total.to_numpy(float) / found["cap"].to_numpy(float), 9)
    share = pd.Series([half_up(float(value), decimals) for value in exact], dtype="Float64")
    grades = graded(share, scheme)
    by_test = controls.isin(["credit_test"])
    passes = passed(share, scheme).where(by_test, grades["traditional"] > 2)
    rows = found.drop(columns="control").assign(points=found["points"].round(6), share=share)
    return rows.assign(
        letter=grades["letter"], gpa=grades["gpa"], traditional=grades["traditional"], passes=passes.astype("boolean")
    )


def crossings(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Both standings side by side (``old_*``, ``new_*``), with what changed: one row per student x course of either.

    ``band`` is up, down or same: of another letter by its grade points, and where these are equal by the share;
    ``passing`` is gains, loses or same.
    """
    names = [*KEY, *STANDING]
    left = old[names].rename(columns={name: f"old_{name}" for name in STANDING})
    right = new[names].rename(columns={name: f"new_{name}" for name in STANDING})
    both = left.merge(right, on=KEY, how="outer").sort_values(KEY, ignore_index=True)
    gpa = (both["new_gpa"] - both["old_gpa"]).fillna(0)
    higher = gpa.where(gpa != 0, (both["new_share"] - both["old_share"]).fillna(0))
    moved = both["old_letter"].notna() & both["new_letter"].notna() & (both["old_letter"] != both["new_letter"])
    band = np.select([moved & (higher > 0), moved & (higher < 0)], ["up", "down"], "same")
    gains = (both["new_passes"] & ~both["old_passes"]).fillna(False)
    loses = (both["old_passes"] & ~both["new_passes"]).fillna(False)
    return both.assign(band=band, passing=np.select([gains, loses], ["gains", "loses"], "same"))
