"""A sync that kills itself at a given point: a program of its own, because nothing of it may live on.

    python killed_sync.py WORKSPACE POINT NUMBER MOMENT

POINT is read, insert, update, commit or after; the NUMBER-th time that it is reached, the process gets SIGKILL.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ejournal.config import load_config
from ejournal.parameters import load_parameters
from ejournal.sync import run, sync, workbooks
from ejournal.sync.record import Recorder


class Killer:
    """Counts how often the point is reached."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __call__(self, *_: Any, **__: Any) -> None:
        """Reached once more."""
        self.left -= 1
        if self.left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)


def _wrap(owner: Any, name: str, before: Callable[[], None] | None, after: Callable[[], None] | None) -> None:
    whole = getattr(owner, name)

    def wrapped(*arguments: Any, **named: Any) -> Any:
        if before:
            before()
        result = whole(*arguments, **named)
        if after:
            after()
        return result

    setattr(owner, name, wrapped)


def arm(point: str, number: int) -> Killer:
    """Set the trap."""
    killer = Killer(number)
    if point == "read":
        _wrap(workbooks, "open_workbook", None, killer)
    elif point == "after":
        _wrap(Recorder, "store_reading", None, killer)
    elif point == "commit":
        sa.event.listen(sa.Engine, "commit", killer)
    else:
        words = ("INSERT", "UPDATE") if point == "insert" else ("UPDATE",)

        def seen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if statement.lstrip().startswith(words):
                killer()

        sa.event.listen(sa.Engine, "after_cursor_execute", seen)
    return killer


def main() -> None:
    """Run the sync into the trap; 3 when it was never sprung, and how often the point was reached."""
    folder, point, number, moment = sys.argv[1:5]
    if point == "pool":
        run.in_order = partial(run.in_order, few=0)
        point = "insert"
    killer = arm(point, int(number))
    config = load_config(Path(folder))
    sync(config, load_parameters(config.parameters), at=datetime.fromisoformat(moment))
    print(int(number) - killer.left)
    sys.exit(3)


if __name__ == "__main__":
    main()
