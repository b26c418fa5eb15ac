"""One sync of a workspace at a time: an advisory lock on a file, which ends with its process."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ejournal.errors import StoreBusy

WAIT_SECONDS = 600
PAUSE_SECONDS = 0.1


@contextmanager
def only_one(state: Path, *, wait: bool) -> Iterator[None]:
    """Hold the workspace's lock; raises StoreBusy when another sync runs and this one does not wait, or waited long."""
    state.mkdir(parents=True, exist_ok=True)
    give_up = time.monotonic() + (WAIT_SECONDS if wait else 0)
    with (state / "sync.lock").open("w") as file:
        while not _locked(file.fileno()):
            if time.monotonic() >= give_up:
                raise StoreBusy("another sync is running", remedy="Try again when it has ended")
            time.sleep(PAUSE_SECONDS)
        yield


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
