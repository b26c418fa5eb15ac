"""What part of the dataset is asked for: the filters that every frame takes."""

from dataclasses import dataclass
from datetime import date

import pandas as pd


@dataclass(frozen=True)
class Filters:
    """Codes, public ids or names as people write them; dates are local, both included. Empty = all.

    ``groups``, ``courses`` and ``journals`` are sets of store keys: what a computation is to look at; None = all.
    """

    semester: str = ""
    institute: str = ""
    department: str = ""
    group: str = ""
    course: str = ""
    teacher: str = ""
    start: date | None = None
    end: date | None = None
    groups: frozenset[int] | None = None
    courses: frozenset[int] | None = None
    journals: frozenset[int] | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything but the dates is asked for."""
        named = (self.semester, self.institute, self.department, self.group, self.course, self.teacher)
        return any(named) or any(keys is not None for keys in (self.groups, self.courses, self.journals))

    def takes(self, *, group: int | None = None, course: int | None = None, journal: int | None = None) -> bool:
        """Whether these keys are among those to look at."""
        asked = ((self.groups, group), (self.courses, course), (self.journals, journal))
        return all(keys is None or key is None or key in keys for keys, key in asked)

    def dated(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows whose ``date`` lies within the dates asked for."""
        if self.start is not None:
            frame = frame[frame["date"] >= pd.Timestamp(self.start)]
        if self.end is not None:
            frame = frame[frame["date"] <= pd.Timestamp(self.end)]
        return frame


def matching(frame: pd.DataFrame, **wanted: str) -> pd.DataFrame:
    """The rows whose columns hold these values; an empty value asks for nothing."""
    for name, value in wanted.items():
        if value:
            frame = frame[(frame[name] == value).fillna(False)]
    return frame
