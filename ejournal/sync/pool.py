"""Reads many workbooks on all cores, in order; a few are read here and now."""

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor

from ejournal.sync.files import File
from ejournal.sync.workbooks import Ground, Reading, read_file

FEW = 6
AHEAD = 16
Task = tuple[File, str | None]
_ground: list[Ground] = []


def read_all(ground: Ground, tasks: Sequence[Task]) -> Iterator[Reading]:
    """Every task's reading, in the order of the tasks, at most ``AHEAD`` of them waiting in memory."""
    workers = min(os.cpu_count() or 1, len(tasks))
    if len(tasks) <= FEW or workers < 2:
        yield from (read_file(ground, *task) for task in tasks)
        return
    with ProcessPoolExecutor(workers, _context(), _start, (ground,)) as pool:
        waiting: list[Future[Reading]] = []
        for task in tasks:
            waiting.append(pool.submit(_read, task))
            if len(waiting) >= AHEAD:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def _context() -> multiprocessing.context.BaseContext:
    """Forking shares the rosters for nothing, but is not safe beside threads."""
    alone = threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("fork" if alone else "spawn")


def _start(ground: Ground) -> None:
    _ground[:] = [ground]
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A reader whose parent was killed must not stay behind, waiting for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(task: Task) -> Reading:
    return read_file(_ground[0], *task)
