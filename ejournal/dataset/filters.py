"""What part of the dataset is asked for: the filters that every frame takes."""

from dataclasses import dataclass
from datetime import date

import pandas as pd


@dataclass(frozen=True)
class Filters:
    """Codes, public ids or names as people write them; dates are local, both included. Empty = all."""

    semester: str = ""
    institute: str = ""
    department: str = ""
    group: str = ""
    course: str = ""
    teacher: str = ""
    start: date | None = None
    end: date | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything but the dates is asked for."""
        return any((self.semester, self.institute, self.department, self.group, self.course, self.teacher))

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
