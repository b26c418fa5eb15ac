"""What a declared frame is: its grain, and the names, types and units of its columns."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

ID = "int64"
OPTIONAL_ID = "Int64"
TEXT = "string"
CODE = "category"
DATE = "datetime64[us]"
INSTANT = "datetime64[us, UTC]"
SMALL = "Int16"
NUMBER = "Float64"
FLAG = "bool"


@dataclass(frozen=True)
class Column:
    """One column of a frame: its pandas dtype, its unit and what it says."""

    name: str
    dtype: str
    doc: str
    unit: str = ""


@dataclass(frozen=True)
class Frame:
    """A frame's grain and columns."""

    name: str
    grain: str
    columns: tuple[Column, ...]

    @property
    def dtypes(self) -> dict[str, str]:
        """Column name -> pandas dtype."""
        return {column.name: column.dtype for column in self.columns}

    def empty(self) -> pd.DataFrame:
        """A frame of no rows with these columns."""
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in self.dtypes.items()})

    def typed(self, rows: pd.DataFrame | Iterable[dict[str, object]]) -> pd.DataFrame:
        """These rows with exactly the declared columns, in order, cast to the declared types.

        Raises KeyError when a declared column is missing.
        """
        frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows), columns=list(self.dtypes))
        return frame[list(self.dtypes)].astype(self.dtypes)


def frame(name: str, grain: str, *columns: tuple[str, ...]) -> Frame:
    """Declare a frame: name, grain, then (name, dtype, doc[, unit]) of each column."""
    return Frame(name, grain, tuple(Column(*column) for column in columns))
