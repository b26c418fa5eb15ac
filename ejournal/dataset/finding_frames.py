"""Frames of what validation found and people decided about it: findings through their life, and signed checks."""

from collections import Counter
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from ejournal import columns
from ejournal.dataset.filters import Filters
from ejournal.dataset.reading import MOST_IN_LIST, Reading
from ejournal.dataset.registry_frames import journals
from ejournal.errors import ParameterError
from ejournal.rules.life import facts, identities
from ejournal.store import public_id, schema, schema_findings
from ejournal.store.bulk import cast, frame

STATES = ("open", "dismissed", "resolved")
VALIDATION = "validation"
Ids = pd.Series


def findings(reading: Reading, filters: Filters, state: str = "open") -> pd.DataFrame:
    """columns.FINDINGS in this state (``all``: in any), as last validated, by rule and place. Raises ParameterError."""
    if state not in (*STATES, "all"):
        raise ParameterError(
            "no such state", where="state", value=state, remedy=f"States are: {', '.join(STATES)} and all"
        )
    among = ("journal_id", journals(reading, filters, None)["journal_id"]) if filters.narrows else None
    rows = reading.rows(schema.findings, _NAMES, among).assign(to_revision=None)
    if state in ("resolved", "all"):
        rows = pd.concat([rows, _gone(reading, rows, among)], ignore_index=True)
    typed = cast(with_life(reading, rows), columns.FINDINGS.dtypes)
    found = typed if state == "all" else typed[typed["state"] == state]
    return found.sort_values(["rule", "workbook", "tab", "cell", "finding"], ignore_index=True)


_NAMES = (*columns.FOUND.dtypes, "finding_id")


def _gone(reading: Reading, standing: pd.DataFrame, among: tuple[str, Any] | None) -> pd.DataFrame:
    """The last row of each finding that stands no longer."""
    table = schema.findings
    names = [table.c[name] for name in (*_NAMES, "to_revision", "id")]
    ended: sa.ColumnElement[bool] = table.c.to_revision.is_not(None)
    if reading.as_of is not None:
        ended = table.c.to_revision <= reading.as_of
    rows = frame(reading.connection, sa.select(*names).where(ended, table.c.finding_id.is_not(None)))
    rows = rows[~rows["finding_id"].isin(standing["finding_id"])]
    if among is not None:
        rows = rows[rows["journal_id"].isin(among[1])]
    return rows.sort_values("id").drop_duplicates("finding_id", keep="last").drop(columns="id")


def with_life(reading: Reading, rows: pd.DataFrame) -> pd.DataFrame:
    """These rows of findings (``finding_id``, ``to_revision`` where they stand no longer) with their life."""
    ids, gone = rows["finding_id"], rows["to_revision"].notna()
    dismissed = _dismissals(reading, ids)
    said = [facts(each) for each in rows["arguments"]]
    given = [dismissed.get(key) for key in ids]
    holds = np.array(
        [each is not None and each["facts"] == now for each, now in zip(given, said, strict=True)], dtype=bool
    )
    state = np.where(gone, "resolved", np.where(holds, "dismissed", "open"))
    ends = _instants(reading, rows.loc[gone, "to_revision"])
    decided = [each if hold else None for each, hold in zip(given, holds, strict=True)]
    life: dict[str, Any] = {
        "finding": [None if pd.isna(key) else public_id("F", int(key)) for key in ids],
        "first_seen": ids.map(_first_seen(reading, ids)),
        "last_seen": _last_seen(reading, rows["to_revision"]),
        "notified": ids.map(_notified(reading, ids)),
        "resolved": rows["to_revision"].map(ends),
        "state": state,
        "dismissed_by": [each["dismissed_by"] if each else None for each in decided],
        "reason": [each["reason"] if each else None for each in decided],
    }
    return rows.assign(**life)


def _first_seen(reading: Reading, ids: Ids) -> dict[int, datetime]:
    table = schema_findings.known_findings.c
    return dict(_among(reading, table.id, (table.id, table.first_seen), ids))


def _notified(reading: Reading, ids: Ids) -> dict[int, datetime]:
    table = schema_findings.notices
    rows = _among(reading, table.c.finding_id, (table.c.finding_id, table.c.at), ids, reading.holds(table))
    found: dict[int, datetime] = {}
    for key, at in rows:
        found[key] = min(found.get(key, at), at)
    return found


def _dismissals(reading: Reading, ids: Ids) -> dict[int, dict[str, Any]]:
    table = schema_findings.dismissals
    wanted = set(ids.dropna())
    rows = reading.connection.execute(sa.select(table).where(reading.holds(table))).mappings()
    return {row["finding_id"]: dict(row) for row in rows if row["finding_id"] in wanted}


def _among(reading: Reading, key: Any, names: tuple[Any, ...], ids: Ids, *where: Any) -> list[tuple[Any, Any]]:
    """Pairs of the rows with these keys; all are read where they are many."""
    wanted = {int(each) for each in ids.dropna()}
    statement = sa.select(*names).where(*where)
    if len(wanted) <= MOST_IN_LIST:
        statement = statement.where(key.in_(sorted(wanted)))
    return [(row[0], row[1]) for row in reading.connection.execute(statement) if row[0] in wanted]


def _instants(reading: Reading, revisions: pd.Series) -> dict[int, datetime]:
    """Revision -> its moment."""
    table = schema.revisions.c
    wanted = {int(each) for each in revisions}
    rows = reading.connection.execute(sa.select(table.id, table.at).where(table.kind == VALIDATION)) if wanted else ()
    return {row.id: row.at for row in rows if row.id in wanted}


def _last_seen(reading: Reading, ended: pd.Series) -> list[datetime | None]:
    """Of what stands the last validation; of what ended the last one before that."""
    table = schema_findings.computations.c
    statement = sa.select(table.stored_revision, table.at).where(table.kind == VALIDATION).order_by(table.id)
    if reading.as_of is not None:
        statement = statement.where(table.stored_revision <= reading.as_of)
    rows = reading.connection.execute(statement).all()
    revisions = np.maximum.accumulate(np.array([row.stored_revision for row in rows] or [0]))
    place = [len(rows) if end is None or pd.isna(end) else int(np.searchsorted(revisions, end)) for end in ended]
    return [rows[at - 1].at if 0 < at <= len(rows) else None for at in place]


def living(reading: Reading, found: pd.DataFrame) -> pd.DataFrame:
    """Findings as rules gave them (columns.FOUND), with what is known of their life: columns.FINDINGS."""
    names = identities(found)
    ids = known_ids(reading.connection, names.tolist())
    rows = found.assign(finding_id=pd.array([ids.get(name) for name in names], dtype=object), to_revision=None)
    return cast(with_life(reading, rows.astype(object)), columns.FINDINGS.dtypes)


def known_ids(connection: sa.Connection, wanted: list[str]) -> dict[str, int]:
    """Identity -> key of the findings that were seen before."""
    table = schema_findings.known_findings.c
    statement = sa.select(table.identity, table.id)
    if len(wanted) <= MOST_IN_LIST:
        statement = statement.where(table.identity.in_(wanted))
    among = set(wanted)
    return {row.identity: row.id for row in connection.execute(statement) if row.identity in among}


def open_counts(reading: Reading) -> Counter[str]:
    """Open findings by severity, counted by the database: those that are dismissed are left out."""
    table = schema.findings
    statement = sa.select(table.c.severity, sa.func.count()).where(reading.holds(table)).group_by(table.c.severity)
    counts = Counter({row[0]: row[1] for row in reading.connection.execute(statement)})
    decided = schema_findings.dismissals
    keys = reading.connection.scalars(sa.select(decided.c.finding_id).where(reading.holds(decided))).all()
    rows = reading.rows(table, _NAMES, ("finding_id", keys)).assign(to_revision=None)
    lived = with_life(reading, rows)
    return counts - Counter(lived.loc[lived["state"] == "dismissed", "severity"])


def checks(reading: Reading, filters: Filters) -> pd.DataFrame:
    """columns.CHECKS by day, check and journal."""
    table = schema_findings.checks
    rows = reading.rows(table, ("journal_id", "date", "checked_by", "office", "remarks", "from_revision"))
    within = journals(reading, filters, None)["journal_id"]
    found = rows[rows["journal_id"].isin(within)].rename(columns={"from_revision": "check"})
    typed = cast(found.reset_index(drop=True), columns.FRAMES["checks"].dtypes)
    return filters.dated(typed).sort_values(["date", "check", "journal_id"], ignore_index=True)
