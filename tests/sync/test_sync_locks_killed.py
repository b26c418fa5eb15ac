"""Killed between the commit of a refusal and the write back: what is owed is carried out by the next run (5.1, 7.8)."""

import os
import shutil
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from closed_world import CLOSED_ON, cell_of, close_it, fill, noon, opened, outbox_of, refusals_of
from hands import LAB, LECTURE, Hand, marks_of, run_sync

from ejournal.config import Config, load_config
from ejournal.store import Store, schema

FIRST = date(2026, 9, 1)
AFTER = CLOSED_ON + timedelta(days=2)


@pytest.fixture
def closed(workspace: Config) -> Config:
    """Databases are filled and closed."""
    fill(workspace, LECTURE, LAB)
    close_it(workspace)
    return workspace


KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from ejournal.config import load_config
from ejournal.decisions import cells, outbox
from ejournal.parameters import load_parameters
from ejournal.sync import sync
folder, point, moment = sys.argv[1:4]
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
if point == "before the file": cells.commit = die
else: outbox._note = die
config = load_config(Path(folder))
sync(config, load_parameters(config.parameters), at=datetime.fromisoformat(moment))
"""


@pytest.mark.parametrize("point", ["before the file", "after the file"])
def test_killed_between_commit_and_write_back(closed: Config, tmp_path: Path, point: str) -> None:
    """The request is there, and the next run carries it out, or sees that it was."""
    config = load_config(Path(shutil.copytree(closed.workspace, tmp_path / "killed")))
    hand = Hand(config)
    hand.put("26-001", FIRST, "2")
    hand.save()
    program = [sys.executable, "-c", KILLED, str(config.workspace), point, noon(AFTER).isoformat()]
    ended = subprocess.run(program, capture_output=True, timeout=120, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert outbox_of(config) == [("2", "5", "waiting")]
    for minutes in (1, 2, 3):
        run_sync(config, noon(AFTER) + timedelta(minutes=minutes))
    assert outbox_of(config) == [("2", "5", "done")]
    assert cell_of(config, "26-001", FIRST) == "5"
    assert refusals_of(config) == [("mark", "5", "2", "closed")]
    assert marks_of(config)["26-001", FIRST] == "5"


def test_a_file_written_but_not_noted_is_read_again(closed: Config) -> None:
    """Even where size and time are those of the last read, the outbox sees that the bytes are not."""
    lock = opened(closed)
    hand = Hand(closed)
    hand.put("26-001", FIRST, "2")
    hand.save()
    run_sync(closed, noon(AFTER))
    lock.unlink()
    path = Hand(closed).path
    before = path.stat()
    data = path.read_bytes()
    hand = Hand(closed)
    hand.put("26-001", FIRST, "5")
    hand.save()
    assert path.read_bytes() != data
    store = Store.open(closed.database_address)
    books = schema.workbooks
    with store.write("test", actor="test", at=noon(AFTER)) as writer:
        mine = books.c.path == path.relative_to(closed.journals).as_posix()
        writer.connection.execute(books.update().where(mine).values(size=path.stat().st_size))
    store.dispose()
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    first = run_sync(closed, noon(AFTER))
    assert (first.changed, first.outbox.waiting) == (0, 1)
    run_sync(closed, noon(AFTER))
    assert outbox_of(closed) == [("2", "5", "done")]
    assert refusals_of(closed) == [("mark", "5", "2", "closed")]
