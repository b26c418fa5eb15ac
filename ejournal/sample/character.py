"""What people are like: a student's ability and diligence, a teacher's temperament; the same for the same seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from statistics import NormalDist
from typing import Literal

_NORMAL = NormalDist()
_ILLNESS_DAYS = 21
"""A student falls ill at most once in so many days."""
Temper = Literal["diligent", "hasty", "forgetful", "faultless"]


def chance(*what: object) -> float:
    """A number from 0 to 1 that belongs to these words for good, whoever asks, and in whatever order."""
    digest = blake2b("|".join(map(str, what)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def chosen(options: Sequence[str], *what: object) -> str:
    """One of these, the same for the same words."""
    return options[int(chance(*what) * len(options))]


def _normal(*what: object) -> float:
    return _NORMAL.inv_cdf(min(max(chance(*what), 1e-9), 1 - 1e-9))


@dataclass(frozen=True)
class Student:
    """Ability and diligence, about standard normal and going together."""

    number: str
    seed: int
    ability: float
    diligence: float

    @property
    def attendance(self) -> float:
        """Share of the lessons at which the student is, 0.80 to 0.98."""
        return min(0.98, max(0.80, 0.925 + 0.035 * self.diligence))

    def absence(self, day: date, pair: int, *, skips: bool = True) -> Literal["absent", "excused"] | None:
        """Whether the student is away; the same at every lesson of one day for whole days missed, and when ill.

        ``skips``: whether single pairs are missed too, and papers of an illness are forgotten.
        """
        if ill := self._ill(day):
            return ill if skips else "excused"
        missed = (1 - self.attendance) / 2
        if chance(self.seed, "day", self.number, day) < missed:
            return "absent"
        if skips and chance(self.seed, "pair", self.number, day, pair) < missed:
            return "excused" if chance(self.seed, "reason", self.number, day, pair) < 0.1 else "absent"
        return None

    def _ill(self, day: date) -> Literal["absent", "excused"] | None:
        period = day.toordinal() // _ILLNESS_DAYS
        what = (self.seed, "illness", self.number, period)
        if chance(*what) > 0.06:
            return None
        first = date.fromordinal(period * _ILLNESS_DAYS) + timedelta(days=int(chance(*what, "first") * 14))
        if not first <= day <= first + timedelta(days=2 + int(chance(*what, "last") * 4)):
            return None
        return "excused" if chance(*what, "paper") < 0.75 else "absent"

    def mark(self, discipline: str, *lesson: object) -> int:
        """A mark of 2 to 5: ability, with what the discipline and the day add or take."""
        own = 0.35 * _normal(self.seed, "likes", self.number, discipline)
        day = 0.5 * _normal(self.seed, "mark", self.number, discipline, *lesson)
        return min(5, max(2, round(3.9 + 0.75 * self.ability + own + day)))


@lru_cache(maxsize=100_000)
def student(seed: int, number: str) -> Student:
    """The student of this record-book number."""
    ability = _normal(seed, "ability", number)
    return Student(number, seed, ability, 0.6 * ability + 0.8 * _normal(seed, "diligence", number))


@dataclass(frozen=True)
class Teacher:
    """How one teacher keeps journals: ``absent`` and ``excused`` are typed so, ``plus`` marks who took part."""

    name: str
    seed: int
    temper: Temper
    absent: str
    excused: str
    as_numbers: bool
    plus: bool
    own_words: bool

    @property
    def care(self) -> float:
        """Share of lessons at which something is left out, forgotten or mistyped at first."""
        return {"diligent": 0.015, "hasty": 0.07, "forgetful": 0.09, "faultless": 0.0}[self.temper]

    @property
    def on_time(self) -> float:
        """Share of lessons entered on their own day."""
        return {"diligent": 0.97, "hasty": 0.86, "forgetful": 0.62, "faultless": 1.0}[self.temper]

    @property
    def never(self) -> float:
        """Share of lessons that are never entered."""
        return {"diligent": 0.0, "hasty": 0.015, "forgetful": 0.04, "faultless": 0.0}[self.temper]


_ABSENT = ("кж", "кж", "кж", "кж", "н", "Н", "н/б", "НБ", "КЖ", "kж", "H")
_EXCUSED = ("у", "у", "у", "У", "y")


@lru_cache(maxsize=10_000)
def teacher(seed: int, name: str, clean: bool = False) -> Teacher:
    """The teacher of this name; in a clean university one who does what the regulation asks, on the day."""
    tempers = ("faultless",) if clean else ("diligent",) * 11 + ("hasty",) * 5 + ("forgetful",) * 4
    temper = chosen(tempers, seed, "temper", name)
    return Teacher(
        name=name,
        seed=seed,
        temper=temper,  # type: ignore[arg-type]
        absent=chosen(_ABSENT, seed, "absent", name),
        excused=chosen(_EXCUSED, seed, "excused", name),
        as_numbers=chance(seed, "numbers", name) < 0.35,
        plus=chance(seed, "plus", name) < 0.2,
        own_words=not clean and chance(seed, "words", name) < 0.15,
    )
