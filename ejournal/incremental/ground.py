"""Up to where validation and scoring were computed, and from what apart from the dataset."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

import ejournal
from ejournal.config import Config
from ejournal.parameters import Parameters
from ejournal.store import Writer, schema, schema_findings

COMPUTING = ("rules", "scoring", "dataset", "incremental")


@dataclass(frozen=True)
class Task:
    """One computation to bring up to date: what, on which local day, by which parameters, at which instant."""

    config: Config
    parameters: Parameters
    kind: str
    subject: str
    today: date
    at: datetime

    @property
    def ground(self) -> str:
        """A digest of all that the result depends on beside the dataset and the day."""
        said = "|".join((self.parameters.digest, _code(), self.config.zone.key))
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True)
class Last:
    """The last computation of a kind: ``revision`` is the state of the dataset that it looked at."""

    revision: int
    today: date


def last_of(connection: sa.Connection, task: Task) -> Last | None:
    """The last one that stands on the same ground; None where there is none, so that all must be computed."""
    table = schema_findings.computations.c
    statement = (
        sa.select(table.read_revision, table.today, table.ground)
        .where(table.kind == task.kind, table.subject == task.subject)
        .order_by(table.id.desc())
        .limit(1)
    )
    row = connection.execute(statement).first()
    return Last(row.read_revision, row.today) if row is not None and row.ground == task.ground else None


def note(writer: Writer, task: Task, read_revision: int) -> None:
    """Remember that this was computed from that state of the dataset. It makes no revision of its own."""
    newest = writer.connection.scalar(sa.select(sa.func.max(schema.revisions.c.id))) or 0
    row: dict[str, Any] = {
        "kind": task.kind,
        "subject": task.subject,
        "at": task.at,
        "today": task.today,
        "ground": task.ground,
        "read_revision": read_revision,
        "stored_revision": newest,
    }
    writer.connection.execute(schema_findings.computations.insert(), row)


@cache
def _code() -> str:
    """Of the sources that compute: a rule that was changed is applied to everything anew."""
    package = Path(ejournal.__file__).parent
    sources = sorted(path for name in COMPUTING for path in (package / name).rglob("*.py"))
    digest = hashlib.sha256()
    for path in [*sources, package / "columns.py"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()
