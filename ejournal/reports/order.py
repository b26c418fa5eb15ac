"""The order of a report's rows: names by the Kyrgyz alphabet, as in the workbooks."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from ejournal.names import sort_key

NAMES = frozenset({"name", "teacher", "discipline_name"})


def ordered(
    rows: pd.DataFrame, by: Sequence[str], *, greatest: Sequence[str] = (), missing: Literal["first", "last"] = "last"
) -> pd.DataFrame:
    """The rows by these columns, numbered anew; of ``greatest`` columns the greatest value comes first."""

    def key(column: pd.Series) -> pd.Series:
        return column.map(sort_key, na_action="ignore").astype(object) if column.name in NAMES else column

    rising = [name not in greatest for name in by]
    ordered = rows.sort_values(list(by), key=key, ascending=rising, na_position=missing, kind="stable")
    return ordered.reset_index(drop=True)
