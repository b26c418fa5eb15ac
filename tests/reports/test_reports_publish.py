"""A finished run in the archive, and the context that runs are given."""

import datetime
from pathlib import Path

from ejournal.archive import list_entries, verify
from ejournal.config import Config
from ejournal.reports.context import Context, current_semester, open_context
from ejournal.reports.kernels import Kernel
from ejournal.reports.publish import archive_result
from ejournal.reports.runner import RunResult, run_notebook

NOW = datetime.datetime(2026, 10, 31, 12, 0, tzinfo=datetime.UTC)
SEMESTERS = {"2027-1": datetime.date(2027, 2, 1), "2026-1": datetime.date(2026, 9, 1)}


def run(stub: Context, kernel: Kernel, out: Path, number: str = "1") -> RunResult:
    """Run the stub notebook."""
    given = {"group": "ИТ-1-26", "number": number}
    return run_notebook("stub", stub.workspace, given, out=out, context=stub, kernel=kernel)


def test_a_result_becomes_a_version_with_its_source(stub: Context, kernel: Kernel, tmp_path: Path) -> None:
    """Three files under period, kind, scope and version; the entry names what they were made from (1.5, 2.4)."""
    entry = archive_result(run(stub, kernel, tmp_path / "out"), stub.archive, NOW)
    assert entry.folder == "2026-2027/stub/ИТ-1-26/v1"
    assert sorted(Path(file.path).suffix for file in entry.files) == [".html", ".ipynb", ".pdf"]
    assert (entry.source.revision, entry.source.language, entry.source.today) == (7, "ru", "2026-10-31")
    assert entry.source.parameters["group"] == "ИТ-1-26"
    assert verify(stub.archive) == []


def test_the_same_run_again_is_the_same_version(stub: Context, kernel: Kernel, tmp_path: Path) -> None:
    """Nothing changed: no new version; another parameter: the next one, which names the one before."""
    first = archive_result(run(stub, kernel, tmp_path / "out"), stub.archive, NOW)
    assert archive_result(run(stub, kernel, tmp_path / "out"), stub.archive, NOW) == first
    second = archive_result(run(stub, kernel, tmp_path / "out", "2"), stub.archive, NOW)
    assert (second.version, second.replaces) == (2, first.number)
    assert len(list_entries(stub.archive)) == 2


def test_the_semester_of_a_day_is_the_last_that_began() -> None:
    """In vacation the last semester is the current one; before the first, the first; without any, none."""
    assert current_semester(SEMESTERS, datetime.date(2027, 1, 20)) == "2026-1"
    assert current_semester(SEMESTERS, datetime.date(2027, 2, 1)) == "2027-1"
    assert current_semester(SEMESTERS, datetime.date(2026, 8, 1)) == "2026-1"
    assert current_semester({}, datetime.date(2026, 8, 1)) == ""


def test_a_workspace_gives_codes_years_and_what_fills_the_empty(registered: Config) -> None:
    """Groups and semesters as loaded; the day, language and current semester for what a run leaves out."""
    context = open_context(registered.workspace, datetime.date(2026, 10, 31))
    assert context.known == {"group": ["ИТ-1-26"], "semester": ["2026-1"]}
    assert context.filled == {"today": "2026-10-31", "language": "ru", "semester": "2026-1"}
    assert context.years == {"2026-1": "2026-2027"}
    assert (context.archive, len(context.digest)) == (registered.archive, 64)
