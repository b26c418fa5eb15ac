"""A pass over 600 workbooks of which none changed, beside the limit of one second."""

import statistics
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from measure import Measured, in_turn, report

from ejournal.config import Config
from ejournal.parameters import load_parameters
from ejournal.store import Store, schema
from ejournal.sync import sync
from ejournal.workspace import init

WORKBOOKS = 600
RUNS = 7
AT = datetime(2026, 11, 1, tzinfo=UTC)


def known_workbooks(config: Config) -> None:
    """600 files as the dataset remembers them: what is in them does not matter to a pass that leaves them closed."""
    rows = []
    for number in range(WORKBOOKS):
        file = config.journals / f"group-{number // 10:02}" / f"teacher-{number:03}.xlsx"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"PK" + bytes(60_000))
        status = file.stat()
        path = file.relative_to(config.journals).as_posix()
        rows.append({"path": path, "size": status.st_size, "mtime_ns": status.st_mtime_ns, "sha256": "0" * 64})
    store = Store.open(config.database_address)
    with store.write("sync", actor="benchmark", at=AT) as writer:
        writer.connection.execute(schema.workbooks.insert(), rows)
    store.dispose()


def run() -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as temporary:
        config = init(Path(temporary) / "workspace")
        known_workbooks(config)
        parameters = load_parameters(config.parameters)
        ours = in_turn(lambda: sync(config, parameters, at=AT), lambda: None, RUNS).ours
        print(f"{WORKBOOKS} unchanged workbooks, median {statistics.median(ours):.3f} s")
        report("unchanged_workbooks", Measured(ours, [1.0] * RUNS), 1.0, workbooks=WORKBOOKS)


if __name__ == "__main__":
    run()
