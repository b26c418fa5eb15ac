"""Who belonged to which group and subgroup on which day, as sorted periods that are searched, never looped over.

A *scope* is a group as a whole or one of its subgroups, coded as one integer; a *day* is days since 1970-01-01.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd

Whole = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]

DAY_BITS = 20
LAST_DAY = (1 << DAY_BITS) - 1
MOST_IN_TABLE = 1 << 24
_NOWHERE = -2


def days(dates: pd.Series, missing: int = LAST_DAY) -> Whole:
    """Days since 1970-01-01 of local dates, within 0 and LAST_DAY."""
    numbers = dates.to_numpy().astype("datetime64[D]").astype(np.int64)
    numbers[dates.isna().to_numpy()] = missing
    return np.clip(numbers, 0, LAST_DAY)


def positions(ordered: Whole, wanted: Whole) -> Whole:
    """Where each wanted value stands in a sorted array of distinct values; -1 where it does not.

    Keys of a store lie close together, so many of them are looked up in a table; where they do not, they are searched.
    """
    if not len(ordered) or not len(wanted):
        return np.full(len(wanted), -1, dtype=np.int64)
    low, width = int(ordered[0]), int(ordered[-1] - ordered[0]) + 1
    if len(wanted) < len(ordered) or width > MOST_IN_TABLE:
        found = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
        return np.where(ordered[found] == wanted, found, -1)
    table = np.full(width + 1, -1, dtype=np.int64)
    table[ordered - low] = np.arange(len(ordered))
    place = wanted - low
    if int(wanted.min()) < low or int(wanted.max()) >= low + width:
        place[(place < 0) | (place > width)] = width  # the table's last place holds no value
    return table[place]


@dataclass(frozen=True)
class Membership:
    """Periods of students in scopes: none overlaps another of the same student and scope; sorted by these and day."""

    students: Whole
    groups: Whole
    width: int
    student: Whole
    scope: Whole
    first: Whole
    last: Whole

    @classmethod
    def of(cls, memberships: pd.DataFrame) -> Self:
        """Of a frame of columns.MEMBERSHIPS; one who is in a subgroup is in the whole group, too."""
        first = days(memberships["valid_from"], missing=0)
        last = days(memberships["valid_to"])
        rows = memberships[first <= last]
        first, last = first[first <= last], last[first <= last]
        students, student = np.unique(rows["student_id"].to_numpy(np.int64), return_inverse=True)
        groups, group = np.unique(rows["group_id"].to_numpy(np.int64), return_inverse=True)
        subgroup = _subgroups(rows["subgroup"])
        width = int(subgroup.max(initial=0)) + 1
        split = subgroup > 0
        merged = _merged(
            np.concatenate([student, student[split]]),
            np.concatenate([group * width, (group * width + subgroup)[split]]),
            np.concatenate([first, first[split]]),
            np.concatenate([last, last[split]]),
            len(groups) * width,
        )
        return cls(students, groups, width, *merged)

    @property
    def scopes(self) -> int:
        """How many codes of scopes there are."""
        return len(self.groups) * self.width

    def scope_of(self, group_id: pd.Series, subgroup: pd.Series) -> Whole:
        """Codes of these scopes; -1 where nobody was ever a member."""
        group = positions(self.groups, group_id.to_numpy(np.int64))
        part = _subgroups(subgroup)
        return np.where((group >= 0) & (part < self.width), group * self.width + part, -1)

    @cached_property
    def _first_period(self) -> Whole:
        """Per student, and one more: where the student's periods begin."""
        return np.searchsorted(self.student, np.arange(len(self.students) + 1))

    def covers(self, student: Whole, scope: Whole, day: Whole) -> Truth:
        """Whether each student (a position in ``students``) belonged to the scope on the day.

        Who was in one group throughout these days is found by the group alone. For the others all first periods are
        compared at once, then all second ones of those who have them and were not found yet.
        """
        if not len(self.student) or not len(student):
            return np.zeros(len(student), dtype=np.bool_)
        begins, ends = self._first_period[:-1], self._first_period[1:]
        throughout = (self.first[begins] <= day.min()) & (self.last[begins] >= day.max())
        found: Truth = np.where(throughout, self.scope[begins], _NOWHERE)[student] == scope
        found &= student >= 0
        rows = np.flatnonzero(~found & (scope >= 0) & (student >= 0))
        for turn in range(int((ends - begins).max(initial=0))):
            rows = rows[ends[student[rows]] - begins[student[rows]] > turn]
            holds = self._holds(begins[student[rows]] + turn, scope[rows], day[rows])
            found[rows[holds]] = True
            rows = rows[~holds]
        return found

    def _holds(self, period: Whole, scope: Whole, day: Whole) -> Truth:
        """Whether each of these periods is of the scope and holds the day."""
        same = self.scope[period] == scope
        same &= self.first[period] <= day
        same &= day <= self.last[period]
        return np.asarray(same)

    def whole_group(self) -> pd.DataFrame:
        """Periods in groups as a whole: student (position), group_id, first, last."""
        whole = self.scope % self.width == 0
        return pd.DataFrame(
            {
                "student": self.student[whole],
                "group_id": self.groups[self.scope[whole] // self.width],
                "first": self.first[whole],
                "last": self.last[whole],
            }
        )


def _subgroups(numbers: pd.Series) -> Whole:
    """0 for the whole group, else the subgroup's number and one."""
    return np.asarray((numbers.astype("Int64") + 1).fillna(0), dtype=np.int64)


def _merged(student: Whole, scope: Whole, first: Whole, last: Whole, scopes: int) -> tuple[Whole, Whole, Whole, Whole]:
    """Overlapping periods of one student in one scope joined, so that no lesson counts twice."""
    order = np.lexsort((first, scope, student))
    key, first, last = (student * scopes + scope)[order], first[order], last[order]
    if not len(key):
        return key, key, key, key
    # The key stands in the high bits and only grows, so the running maximum never reaches over to the next key.
    reach = np.maximum.accumulate(key << DAY_BITS | last)
    opens = np.ones(len(key), dtype=np.bool_)
    opens[1:] = (key[1:] << DAY_BITS | first[1:]) > reach[:-1] + 1
    opens[1:] |= key[1:] != key[:-1]
    begins = np.flatnonzero(opens)
    ends = np.append(begins[1:], len(key)) - 1
    return key[begins] // scopes, key[begins] % scopes, first[begins], reach[ends] & LAST_DAY
