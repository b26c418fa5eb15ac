"""What a lesson's column holds when it is entered rightly, and the evenings on which teachers sit down to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from ejournal.parameters import WorkTypes, load_parameters, share_folder
from ejournal.sample.character import chance, chosen
from ejournal.sample.journals import Journal, Lesson
from ejournal.sample.sheet import Value
from ejournal.sample.truth import Meant
from ejournal.sample.university import BELLS, PAIR_MINUTES


@cache
def work_types() -> WorkTypes:
    """The work types that the program ships, as the drop-downs show them."""
    return load_parameters(share_folder("parameters")).work_types


def evening(day: date, earliest: time, *what: object) -> datetime:
    """A moment of this day after lessons, 15:40 to 22:30."""
    start = datetime.combine(day, max(earliest, time(15, 40)))
    end = datetime.combine(day, time(22, 30))
    return (start + (end - start) * chance("evening", day, *what)).replace(microsecond=0)


def lesson_end(pair: int) -> time:
    """When a pair is over, and the teacher can sit down to the journal."""
    hour, minute = BELLS[min(pair, len(BELLS)) - 1]
    return (datetime.combine(date.min, time(hour, minute)) + timedelta(minutes=PAIR_MINUTES + 10)).time()


def planned_work_type(seed: int, journal: Journal, lesson: Lesson) -> str:
    """The work type that the lesson plan names for a lesson."""
    types = getattr(work_types(), lesson.kind)
    first = chance(seed, "usual", journal.code, lesson.number) < 0.5
    return str(types[0] if first else chosen(types, seed, "work", journal.code, lesson.number))


@dataclass(frozen=True)
class Entered:
    """One lesson's column as it was entered without a slip: who was meant what, how it was typed, and when."""

    lesson: Lesson
    moment: datetime
    work: str
    meant: Mapping[str, Meant]
    typed: Mapping[str, Value]

    @property
    def away(self) -> list[str]:
        """Record-book numbers of those not there."""
        return [number for number, meant in self.meant.items() if meant.status != "present"]

    @property
    def there(self) -> list[str]:
        """Record-book numbers of those there."""
        return [number for number, meant in self.meant.items() if meant.status == "present"]
