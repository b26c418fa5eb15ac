"""Which workbook each journal stands in: where its tab is already, else by the grouping, else in a second file."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ejournal.config import Config
from ejournal.errors import WorkbookError
from ejournal.provision.lines import Line, Place
from ejournal.provision.names import file_name, file_names
from ejournal.provision.words import Problem
from ejournal.sheets import read_workbook
from ejournal.sheets.layout import JOURNAL, SUFFIX

MOST_FILES = 50


@dataclass(frozen=True)
class Book:
    """One workbook to write (``new``) or to bring up to date; ``path`` is posix, from the journals folder.

    ``found``: journal's public id -> title of a tab that stands in it though the dataset does not know.
    """

    path: str
    lines: tuple[Line, ...]
    new: bool
    found: Mapping[str, str] = field(default_factory=dict)

    @property
    def teacher_id(self) -> int | None:
        """The one teacher of all its journals; None where they have several."""
        teachers = {line.teacher_id for line in self.lines}
        return teachers.pop() if len(teachers) == 1 else None


@dataclass
class Placing:
    """The workbooks by path, and why journals cannot be placed."""

    folder: Path
    books: dict[str, Book] = field(default_factory=dict)
    problems: dict[str, Problem] = field(default_factory=dict)

    def add(self, path: str, lines: Sequence[Line], *, new: bool, found: Mapping[str, str] | None = None) -> None:
        """Journals of one workbook; those already placed in it stay."""
        before = self.books.get(path, Book(path, (), new))
        self.books[path] = Book(path, (*before.lines, *lines), new, {**before.found, **(found or {})})

    def exists(self, path: str) -> bool:
        """Whether the file is there, or must not be made because it was lost."""
        return path in self.problems or (self.folder / path).exists()


def place(
    config: Config, semester: str, lines: Sequence[Line], known: Mapping[int, Place], public: Mapping[int, str]
) -> Placing:
    """Place every journal. A tab never moves: no change of teacher or of grouping takes marks elsewhere."""
    placing = Placing(config.journals)
    standing: dict[str, list[Line]] = defaultdict(list)
    wanted: dict[str, list[Line]] = defaultdict(list)
    target = _targets(config.grouping, file_name(semester), lines, public)
    for line in lines:
        if line.id in known:
            standing[known[line.id].path].append(line)
        else:
            wanted[target(line)].append(line)
    for path, own in standing.items():
        _stand(placing, path, own, read=any(known[line.id].read for line in own))
    for stem, own in wanted.items():
        _settle(placing, stem, own)
    return placing


def _targets(grouping: str, folder: str, lines: Iterable[Line], public: Mapping[int, str]) -> Callable[[Line], str]:
    """Line -> its workbook's path without the suffix."""
    groups = file_names({line.group_id: line.group for line in lines}, public)
    teachers = file_names({line.teacher_id: line.teacher for line in lines}, public)
    if grouping == "group":
        return lambda line: f"{folder}/{groups[line.group_id]}"
    if grouping == "teacher":
        return lambda line: f"{folder}/{teachers[line.teacher_id]}"
    return lambda line: f"{folder}/{groups[line.group_id]}/{teachers[line.teacher_id]}"


def _stand(placing: Placing, path: str, lines: list[Line], *, read: bool) -> None:
    """Journals whose tabs are known. A lost file is not made anew once it was read: blank, it would wipe its marks."""
    there = (placing.folder / path).exists()
    if there or not read:
        placing.add(path, lines, new=not there)
    else:
        placing.problems[path] = Problem("gone", path)


def _settle(placing: Placing, stem: str, lines: list[Line]) -> None:
    """Journals without a tab go into their workbook, or beside it where that may have been filled already.

    A file that holds their tabs though the dataset does not know it (its maker was stopped in between) is taken over.
    """
    rest = list(lines)
    for number in range(1, MOST_FILES):
        path = f"{stem}{'' if number == 1 else f' {number}'}{SUFFIX}"
        if not placing.exists(path):
            placing.add(path, rest, new=True)
            return
        if path in placing.problems:
            continue
        try:
            there = _journals_in(placing.folder / path)
        except WorkbookError as error:
            placing.problems[path] = Problem("unreadable", path, error.what)
            return
        found = [line for line in rest if line.journal in there]
        rest = [line for line in rest if line.journal not in there]
        if found:
            placing.add(path, found, new=False, found=there)
        if not rest:
            return
    placing.problems[stem] = Problem("too_many", stem)


def _journals_in(path: Path) -> dict[str, str]:
    """Journal's public id -> title of its tab."""
    grids = read_workbook(path)
    return {grid.marker.id: grid.title for grid in grids if grid.marker and grid.marker.kind == JOURNAL}
