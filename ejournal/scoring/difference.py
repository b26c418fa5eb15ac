"""Academic difference: what a student who moved within a semester has to make up in the new group (Points, 3.5)."""

from datetime import date

import pandas as pd

from ejournal import columns_finals


def difference(courses: pd.DataFrame, memberships: pd.DataFrame, *, start: date, end: date) -> pd.DataFrame:
    """columns_finals.DIFFERENCES of one semester's courses, which runs from ``start`` to ``end``.

    Points of a discipline that both groups have follow the student; a discipline that only the new group has is owed,
    and one that only the old group had is left. Coming back to the same group is no move.
    """
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    during = memberships[(memberships["valid_from"] <= last) & ~(memberships["valid_to"] < first)]
    joined = during.sort_values("valid_from")
    stays = joined.drop_duplicates(["student_id", "group_id"], keep="last")[["student_id", "group_id", "valid_from"]]
    moved = stays[stays.duplicated("student_id", keep=False)].sort_values(["student_id", "valid_from", "group_id"])
    if moved.empty:
        return columns_finals.DIFFERENCES.empty()
    moved["now"] = ~moved.duplicated("student_id", keep="last")
    taught = moved.merge(courses[["group_id", "course_id", "discipline"]].astype({"discipline": object}), on="group_id")
    both = taught.groupby(["student_id", "discipline"])["now"].transform("nunique") > 1
    alone = taught[~both].copy()
    alone["kind"] = alone["now"].map({True: "owed", False: "left"})
    alone["moved"] = alone["student_id"].map(moved.loc[moved["now"]].set_index("student_id")["valid_from"])
    found = columns_finals.DIFFERENCES.typed(alone)
    return found.sort_values(["student_id", "kind", "course_id"], ignore_index=True)
