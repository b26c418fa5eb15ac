"""The week's grid: who is busy at which pair of odd and even weeks, as bit masks; slots are found greedily."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ejournal.model import WEEKDAYS

DAYS = 6
PAIRS = 7
MOST_PAIRS_A_DAY = 4
Key = tuple[str, ...]
"""Who or what can be in one place only: ("group", code, subgroup), ("teacher", name) or ("room", code)."""
PARITIES = {"odd": 1, "even": 2, "every": 3}


@dataclass(frozen=True, slots=True)
class Slot:
    """One weekly place of a class; ``day`` 0-5 from Monday, ``pair`` from 1."""

    day: int
    pair: int
    parity: str

    @property
    def weekday(self) -> str:
        """The day as the registry writes it."""
        return WEEKDAYS[self.day]

    @property
    def mask(self) -> int:
        """Its bits: two a slot, for odd and for even weeks."""
        return PARITIES[self.parity] << 2 * (self.day * PAIRS + self.pair - 1)


def day_mask(day: int) -> int:
    """All bits of a day."""
    return (1 << 2 * PAIRS) - 1 << 2 * day * PAIRS


class Week:
    """Occupied places by key."""

    def __init__(self) -> None:
        self.busy: dict[Key, int] = defaultdict(int)

    def mask(self, keys: Iterable[Key]) -> int:
        """The places where at least one of the keys is busy."""
        taken = 0
        for key in keys:
            taken |= self.busy[key]
        return taken

    def take(self, keys: Iterable[Key], mask: int) -> None:
        """Occupy these places."""
        for key in keys:
            self.busy[key] |= mask


def parities(pairs: int) -> list[tuple[str, ...]]:
    """Classes in two weeks -> the parities that each weekly place may have: 3 is one of every week and a half one."""
    return [("every",)] * (pairs // 2) + [("odd", "even")] * (pairs % 2)


def find_slots(taken: int, people: Sequence[int], wanted: Sequence[tuple[str, ...]]) -> list[Slot] | None:
    """A free place for each wanted class, or None when one of them finds none.

    ``taken``: where somebody needed is busy; ``people``: the groups' own masks, by which days are kept even.
    """
    found: list[Slot] = []
    for allowed in wanted:
        own = [slot.mask for slot in found]
        candidates = [slot for slot in _slots(allowed) if not slot.mask & (taken | sum(own))]
        if not candidates:
            return None
        found.append(min(candidates, key=lambda slot: _cost(slot, people, own)))
    return found


def _slots(allowed: tuple[str, ...]) -> Iterator[Slot]:
    return (slot for slot in ALL_SLOTS if slot.parity in allowed)


def _cost(slot: Slot, people: Sequence[int], own: Sequence[int]) -> tuple[int, ...]:
    """Least for a day with few pairs yet, a day of its own, an early pair, and the other half of a slot in use."""
    day = day_mask(slot.day)
    same_day = sum(1 for mask in own if mask & day)
    both = 3 << 2 * (slot.day * PAIRS + slot.pair - 1)
    loads = [(mask & day).bit_count() for mask in people]
    crowded = sum(load >= 2 * MOST_PAIRS_A_DAY for load in loads)
    halves = sum(1 for mask in people if mask & both) if slot.parity != "every" else 0
    late = max(0, slot.pair - 4)
    return (crowded, same_day, late, -halves, max(loads, default=0) + 2 * (slot.day == DAYS - 1), slot.pair, slot.day)


ALL_SLOTS = tuple(Slot(day, pair, parity) for day in range(DAYS) for pair in range(1, PAIRS + 1) for parity in PARITIES)
