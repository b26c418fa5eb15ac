"""One function over many tasks on all cores, results in the order of the tasks; a few are done here and now."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
FEW = 4
AHEAD = 16
_shared: list[Any] = []


def in_order(
    function: Callable[..., Result], tasks: Iterable[Task], *, few: int = FEW, shared: tuple[Any, ...] = ()
) -> Iterator[Result]:
    """``function(*shared, task)`` of every task, at most ``AHEAD`` of them waiting in memory.

    ``shared`` goes to each worker once, for nothing where it is forked. No database connection may be open where the
    first task is taken.
    """
    waiting = iter(tasks)
    first = list(islice(waiting, few + 1))
    workers = os.cpu_count() or 1
    if len(first) <= few or workers < 2:
        yield from (function(*shared, task) for task in chain(first, waiting))
        return
    with ProcessPoolExecutor(workers, _context(), _start, (shared,)) as pool:
        yield from _ahead(pool, function, chain(first, waiting))


def _ahead(pool: ProcessPoolExecutor, function: Callable[..., Result], tasks: Iterable[Task]) -> Iterator[Result]:
    futures: list[Future[Result]] = []
    for task in tasks:
        futures.append(pool.submit(_call, function, task))
        if len(futures) >= AHEAD:
            yield futures.pop(0).result()
    for future in futures:
        yield future.result()


def _call(function: Callable[..., Result], task: Task) -> Result:
    return function(*_shared, task)


def _context() -> multiprocessing.context.BaseContext:
    """Forking starts at once, but is not safe beside threads."""
    alone = threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("fork" if alone else "spawn")


def _start(shared: tuple[Any, ...]) -> None:
    """A worker's beginning: what it shares, and that it must not outlive a parent that was killed."""
    _shared[:] = shared
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: Any) -> None:
    parent.join()
    os._exit(1)
