"""Bulk reads: a query's result as typed columns."""

from collections.abc import Mapping

import pandas as pd
import sqlalchemy as sa


def frame(connection: sa.Connection, statement: sa.Select[tuple[object, ...]]) -> pd.DataFrame:
    """The result of a query, one column a selected column, values as the database gave them (object dtype)."""
    result = connection.execute(statement)
    names = list(result.keys())
    rows = result.fetchall()
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return pd.DataFrame({name: pd.Series(column, dtype=object) for name, column in zip(names, columns, strict=True)})


def cast(rows: pd.DataFrame, dtypes: Mapping[str, str]) -> pd.DataFrame:
    """These columns with their declared types; missing values stay missing."""
    return pd.DataFrame({name: _cast(rows[name], dtype) for name, dtype in dtypes.items()})


def _cast(values: pd.Series, dtype: str) -> pd.Series:
    cast: pd.Series
    if dtype.startswith("datetime64"):
        cast = pd.to_datetime(values, utc="UTC" in dtype).astype(dtype)  # type: ignore[call-overload]
    elif dtype.startswith("Int") or dtype == "Float64":
        cast = pd.to_numeric(values).astype(dtype)  # type: ignore[call-overload]
    else:
        cast = values.astype(dtype)  # type: ignore[call-overload]
    return cast
