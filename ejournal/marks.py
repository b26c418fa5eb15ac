"""What a teacher typed into a cell, read into marks and statuses; nothing is guessed (3.5).

A blank cell reads as None: whether it means *present* depends on the lesson's column, not on the cell.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, Self

from ejournal.parameters import MarkParameters

Status = Literal["mark", "absent", "excused", "present"]
WRITTEN: dict[Status, str] = {"absent": "кж", "excused": "у", "present": "+"}
# Latin and Greek letters that pass for the Cyrillic ones of кж, нб and у on a keyboard left in the wrong layout.
LOOK_ALIKES = str.maketrans({"k": "к", "ĸ": "к", "κ": "к", "h": "н", "η": "н", "b": "б", "y": "у", "υ": "у"})
SEPARATOR = r"(?:\s*/\s*|\s+)"
CACHE_SIZE = 65_536


class Entry(NamedTuple):
    """One of the one or two things a cell says; ``value`` is 0-5 for a mark, else None."""

    status: Status
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """What a cell says, in the order typed; an absence may stand beside a mark, which a rule then reports."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A cell that says nothing that can be taken over; ``raw`` is what stands there."""

    raw: str


Reading = Entries | Unknown | None


def folded(words: Iterable[str]) -> frozenset[str]:
    """Work types as they are compared: one space, no case."""
    return frozenset(" ".join(word.split()).casefold() for word in words)


@dataclass(frozen=True, slots=True)
class Completeness:
    """Whether a lesson's column is complete, incomplete or not_held, and why it is incomplete (4.3)."""

    code: str
    reason: str | None = None

    @classmethod
    def of(
        cls, work_type: str | None, control: int | None, counted: int, *, blank: bool, not_held: frozenset[str]
    ) -> Self:
        """By work type, the number of those away as typed and as counted; ``blank``: nothing else is typed there.

        ``not_held`` are the work types that say so, as :func:`folded` gives them.
        """
        named = (work_type or "").casefold()
        if named in not_held:
            return cls("not_held")
        if blank and not named and control is None:
            return cls("incomplete", "empty")
        if not named:
            return cls("incomplete", "no_work_type")
        if control is None:
            return cls("incomplete", "no_control_number")
        return cls("incomplete", "disagrees") if control != counted else cls("complete")


def canonical(entries: Iterable[Entry], parameters: MarkParameters | None = None) -> str:
    """The cell's text as the system writes it: ``5/4``, ``кж``, ``+/5``; without parameters the regulation's words."""
    words = _first_words(parameters) if parameters else WRITTEN
    return "/".join(str(entry.value) if entry.status == "mark" else words[entry.status] for entry in entries)


def _first_words(parameters: MarkParameters) -> dict[Status, str]:
    return {"absent": parameters.absent[0], "excused": parameters.excused[0], "present": parameters.present[0]}


class MarkReader:
    """Reads cell values by the university's words; each distinct value is worked out once."""

    def __init__(self, marks: MarkParameters) -> None:
        self._most_marks = marks.most_marks
        self._tokens = _tokens(marks)
        longest_first = "|".join(re.escape(word) for word in sorted(self._tokens, key=len, reverse=True))
        self._token = re.compile(longest_first)
        self._whole = re.compile(f"(?:{longest_first})(?:{SEPARATOR}(?:{longest_first}))*")
        self._seen: dict[tuple[type, object], Reading] = {}

    def read(self, value: object) -> Reading:
        """The cell's entries, ``Unknown`` with what stands there, or None for a blank cell."""
        if value is None or value == "":
            return None
        # True, 1 and 1.0 are equal as keys but not as cells.
        key = (type(value), value)
        try:
            return self._seen[key]
        except KeyError:
            if len(self._seen) >= CACHE_SIZE:
                self._seen.clear()
            reading = self._seen[key] = self._read(value)
            return reading
        except TypeError:
            return Unknown(str(value))

    def _read(self, value: object) -> Reading:
        text = _text(value)
        if text is None:
            return Unknown(str(value))
        folded = _folded(text)
        if not folded:
            return None
        entries = self._entries(folded)
        return Entries(entries) if self._is_sensible(entries) else Unknown(text)

    def _entries(self, folded: str) -> tuple[Entry, ...]:
        compact = self._tokens.get(folded.replace(" ", ""))
        if compact and compact.status != "mark":
            return (compact,)
        if not self._whole.fullmatch(folded):
            return ()
        return tuple(self._tokens[word] for word in self._token.findall(folded))

    def _is_sensible(self, entries: tuple[Entry, ...]) -> bool:
        """At most the allowed number of marks, and no two statuses: ``кж/у`` contradicts itself."""
        marks = sum(entry.status == "mark" for entry in entries)
        return bool(entries) and marks <= self._most_marks and len(entries) - marks <= 1


def _tokens(marks: MarkParameters) -> dict[str, Entry]:
    """Folded word -> entry."""
    groups: tuple[tuple[Status, tuple[str, ...]], ...] = (
        ("present", marks.present),
        ("absent", marks.absent),
        ("excused", marks.excused),
    )
    words = {_folded(word): Entry(status) for status, group in groups for word in group}
    return words | {str(value): Entry("mark", value) for value in marks.values}


def _text(value: object) -> str | None:
    """Text of a cell that may hold a mark; None for what never does: dates, truth values, fractions."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if value != value:  # a blank that came through numpy is not equal to itself
        return ""
    return str(int(value)) if value in range(10) else None


def _folded(text: str) -> str:
    """One spelling for all that look the same: width, case, spaces, invisible signs, Latin look-alikes."""
    visible = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return " ".join(visible.casefold().translate(LOOK_ALIKES).split())
