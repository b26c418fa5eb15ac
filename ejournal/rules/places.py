"""Where a finding points: the exact cell in a lesson column's head, or the mark's own cell."""

import pandas as pd

DATE_ROW, TOPIC_ROW, WORK_TYPE_ROW, CONTROL_ROW = 3, 6, 7, 8
PROBLEM_ROWS = {"disagrees": CONTROL_ROW, "no_control_number": CONTROL_ROW}


def at_head(lessons: pd.DataFrame, row: int | pd.Series) -> pd.DataFrame:
    """These lessons with ``cell``, the cell of their column in this row; missing where the column was never read."""
    rows = pd.Series(row, index=lessons.index).astype("Int64").astype("string")
    return lessons.assign(cell=lessons["column"].astype("string") + rows)


def problem_row(reasons: pd.Series) -> pd.Series:
    """Row of the head where a lesson that is incomplete for this reason is to be mended."""
    return reasons.astype(object).map(PROBLEM_ROWS).fillna(WORK_TYPE_ROW).astype("Int64")


def once_a_cell(marks: pd.DataFrame) -> pd.DataFrame:
    """One row per student x lesson of these marks, in their order."""
    return marks.drop_duplicates(["student_id", "lesson_id"])
