"""A finished run -> the archive."""

import datetime
from pathlib import Path

from ejournal.archive import Entry, Source, Subject, add
from ejournal.reports.runner import RunResult, safe_name


def archive_result(result: RunResult, archive: Path, created: datetime.datetime) -> Entry:
    """The result as the next version of its report, or the version there is when nothing changed (1.5, 2.4)."""
    origin = result.origin
    source = Source(
        revision=origin.revision,
        parameters=dict(result.parameters),
        parameters_digest=origin.parameters,
        language=origin.language,
        today=origin.today.isoformat(),
        code=origin.code,
        notebook=origin.notebook,
    )
    subject = Subject(result.name, safe_name(result.period), safe_name(result.scope))
    return add(archive, subject, source, {path.name: path for path in result.files.values()}, created)
