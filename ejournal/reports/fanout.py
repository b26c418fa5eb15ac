"""One notebook for many values of one parameter: at most two at once, each in a kernel that stays warm."""

import queue
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from ejournal.errors import EjournalError, ParameterError, ReportError
from ejournal.reports.catalogue import find_notebook, load_catalogue, notebook_file
from ejournal.reports.context import Context, open_context
from ejournal.reports.kernels import Kernel
from ejournal.reports.runner import RunResult, run_notebook

WORKERS = 2
Progress = Callable[[int, int, str, EjournalError | None], None]


@dataclass
class EachResult:
    """Results and failures by value; one value's failure does not stop the others."""

    results: dict[str, RunResult] = field(default_factory=dict)
    failures: dict[str, EjournalError] = field(default_factory=dict)


@dataclass
class _Work:
    """What the workers share: the values still to run and what came of the others."""

    name: str
    parameters: Mapping[str, str]
    key: str
    out: Path
    context: Context
    total: int
    progress: Progress
    waiting: "queue.SimpleQueue[str]"
    each: EachResult = field(default_factory=EachResult)
    lock: Lock = field(default_factory=Lock)


def values_of(name: str, key: str, context: Context) -> list[str]:
    """Every value that this parameter of the notebook may take (all groups); ParameterError when it has no list."""
    spec = find_notebook(load_catalogue(context.parameters), name)
    listed = {
        parameter: [str(choice) for choice in about.choices] or list(context.known.get(about.type, ()))
        for parameter, about in spec.parameters.items()
        if about.choices or about.type in context.known
    }
    if key not in listed:
        raise ParameterError("no list of values for it", where=name, value=key, remedy=f"Known: {', '.join(listed)}")
    return listed[key]


def run_each(
    name: str,
    workspace: Path,
    parameters: Mapping[str, str],
    key: str,
    values: Sequence[str],
    progress: Progress,
    *,
    out: Path,
    context: Context | None = None,
) -> EachResult:
    """Run the notebook once for each value of ``key``; ``progress(done, total, value, failure)`` after each.

    Raises ParameterError for any parameter of any run before the first one begins.
    """
    context = context or open_context(workspace)
    _check(name, parameters, key, values, context)
    shared: queue.SimpleQueue[str] = queue.SimpleQueue()
    for value in values:
        shared.put(value)
    work = _Work(name, parameters, key, out, context, len(values), progress, shared)
    count = min(WORKERS, len(values))
    with ThreadPoolExecutor(max(count, 1)) as pool:
        try:
            for worker in [pool.submit(_work_off, work) for _ in range(count)]:
                worker.result()
        except BaseException:
            while _next(work) is not None:
                pass  # who stops the program does not wait for what has not begun
            raise
    return work.each


def _check(name: str, parameters: Mapping[str, str], key: str, values: Sequence[str], context: Context) -> None:
    if key in parameters:
        raise ParameterError("given both as one value and for each", where=name, value=key, remedy="Give it once")
    spec = find_notebook(load_catalogue(context.parameters), name)
    notebook_file(context.workspace, name)
    for value in values:
        spec.resolve({**parameters, key: value}, context.filled, context.known)


def _work_off(work: _Work) -> None:
    """One thread: its own event loop, which its kernel's clients share, until no value waits."""
    from jupyter_core.utils import ensure_event_loop

    loop = ensure_event_loop()
    try:
        with Kernel() as kernel:
            while (value := _next(work)) is not None:
                _run_one(work, value, kernel)
    finally:
        loop.close()


def _next(work: _Work) -> str | None:
    try:
        return work.waiting.get_nowait()
    except queue.Empty:
        return None


def _run_one(work: _Work, value: str, kernel: Kernel) -> None:
    failure: EjournalError | None = None
    result: RunResult | None = None
    parameters = {**work.parameters, work.key: value}
    try:
        result = run_notebook(
            work.name, work.context.workspace, parameters, out=work.out, context=work.context, kernel=kernel
        )
    except EjournalError as error:
        failure = error
    except Exception as error:  # a full disk, a fault of ours: the other values do not wait for its repair
        failure = ReportError(f"{type(error).__name__}: {error}", where=f"{work.name} {value}")
    with work.lock:
        if result is not None:
            work.each.results[value] = result
        if failure is not None:
            work.each.failures[value] = failure
        work.progress(len(work.each.results) + len(work.each.failures), work.total, value, failure)
