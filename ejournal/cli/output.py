"""What commands print: results to standard output, notes and progress to standard error."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

Advance = Callable[[int, int, str], None]


def say(text: str = "") -> None:
    """A line of the result."""
    print(text)


def note(text: str) -> None:
    """A line beside the result."""
    print(text, file=sys.stderr)


def print_json(value: object) -> None:
    """One JSON document, letters as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_csv(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Comma-separated rows under their names; a missing value is empty, line ends are plain."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_plain(row[name]) for name in names] for row in rows)


def _plain(value: Any) -> Any:
    return "" if value is None else value


def print_table(names: Sequence[str], rows: Iterable[Mapping[str, Any]], title: str = "") -> None:
    """A table for people; what stands in it is never read as markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left", header_style="bold", show_lines=False)
    for name in names:
        table.add_column(Text(name), overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(_plain(row[name]))) for name in names))
    Console(width=None if sys.stdout.isatty() else 160).print(table)


@contextmanager
def progress(description: str) -> Iterator[Advance]:
    """A progress bar on standard error while it is a terminal; gives ``advance(done, total, what)``.

    It draws when it is told to and by no thread of its own, because sync forks its readers.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, total, what: None
        return
    shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*shown, TextColumn("{task.fields[what]}", markup=False), console=console, auto_refresh=False) as bar:
        task = bar.add_task(description, total=None, what="")

        def advance(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total, what=what[-48:], refresh=True)

        yield advance
