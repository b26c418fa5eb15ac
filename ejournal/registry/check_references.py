"""Cells that refer to another tab must find their value there."""

from collections.abc import Iterator

from ejournal.model import REGISTRY, TABS
from ejournal.registry.check_book import Book
from ejournal.registry.check_kinds import DANGLING, MISSPELT
from ejournal.registry.data import RegistryRow
from ejournal.registry.problems import Problem
from ejournal.registry.words import folded


def references(book: Book) -> Iterator[Problem]:
    """References to nothing; where only spaces, case, dashes or Latin letters differ, the right spelling is told."""
    for tab in REGISTRY:
        for item in tab.fields:
            if item.refers and book.data.has(item.refers, TABS[item.refers].key[0]):
                yield from _dangling(book, tab.name, item.name, (item.refers,))
    if book.data.has("groups", "code") and book.data.has("institutes", "code"):
        yield from _dangling(book, "outages", "scope", ("groups", "institutes"))


def _dangling(book: Book, tab: str, name: str, targets: tuple[str, ...]) -> Iterator[Problem]:
    keys = {key for target in targets for key in book.by_key(target)}
    lost = [row for row in book.whole(tab, name) if row.values[name] not in keys]
    if not lost:
        return
    spellings = {folded(str(key)): str(key) for key in keys}
    for row in lost:
        yield _problem(book, tab, row, name, targets, spellings)


def _problem(
    book: Book, tab: str, row: RegistryRow, name: str, targets: tuple[str, ...], spellings: dict[str, str]
) -> Problem:
    target = "», «".join(book.data.title(each) for each in targets)
    near = spellings.get(folded(str(row.values[name])))
    if near is None:
        return book.at(DANGLING, tab, row, name, target=target)
    return book.at(MISSPELT, tab, row, name, target=target, near=near)
