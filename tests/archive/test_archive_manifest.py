"""The archive's manifest: versions, the chain, and what is named when somebody touched the archive."""

import datetime
import json
from collections.abc import Callable
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from ejournal.archive import Entry, Source, Subject, add, head, list_entries, verify
from ejournal.archive.entries import FIRST
from ejournal.errors import ArchiveError

NOW = datetime.datetime(2026, 11, 1, 12, 0, tzinfo=datetime.UTC)
SUBJECT = Subject("monthly", "2026-10", "ИТ-1-25")
SOURCE = Source(7, {"group": "ИТ-1-25"}, "a" * 64, "ru", "2026-10-31", "0.1.0+12345678", "b" * 64)


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Entry]:
    """Archives one small PDF, by default the same each time."""

    def one(subject: Subject = SUBJECT, source: Source = SOURCE, text: str = "отчёт") -> Entry:
        made = tmp_path / "отчёт.pdf"
        made.write_text(text, encoding="utf-8")
        return add(tmp_path / "archive", subject, source, {"отчёт.pdf": made}, NOW)

    return one


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The archive's folder."""
    return tmp_path / "archive"


def test_versions_name_the_one_before(put: Callable[..., Entry], archive: Path) -> None:
    """The same subject from another revision is version 2 and names the entry it replaces."""
    first, second = put(), put(source=replace(SOURCE, revision=8))
    assert (first.version, second.version, second.replaces) == (1, 2, first.number)
    assert (archive / "2026-10/monthly/ИТ-1-25/v2/отчёт.pdf").is_file()
    assert verify(archive) == []


def test_nothing_changed_adds_nothing(put: Callable[..., Entry], archive: Path) -> None:
    """A rerun from the same source returns the entry there is."""
    assert put() == put(text="другие байты")
    assert len(list_entries(archive)) == 1


def test_another_scope_starts_at_version_one(put: Callable[..., Entry]) -> None:
    """Versions are counted per subject, entries through the whole archive."""
    put()
    other = put(subject=replace(SUBJECT, scope="ИТ-2-25"))
    assert (other.version, other.number, other.replaces) == (1, 2, None)


def test_the_chain_starts_at_zero(put: Callable[..., Entry], archive: Path) -> None:
    """Each line carries the hash of the line before it."""
    first, second = put(), put(source=replace(SOURCE, revision=8))
    assert first.previous == FIRST
    assert second.previous == first.hash
    assert head(archive) == second.hash


def test_changed_removed_and_put_in_are_named(put: Callable[..., Entry], archive: Path) -> None:
    """Each touched file is named with what happened to it."""
    put()
    put(subject=replace(SUBJECT, scope="ИТ-2-25"))
    (archive / "2026-10/monthly/ИТ-1-25/v1/отчёт.pdf").write_text("подделка", encoding="utf-8")
    (archive / "2026-10/monthly/ИТ-2-25/v1/отчёт.pdf").unlink()
    (archive / "лишний.pdf").touch()
    assert [(problem.code, problem.where) for problem in verify(archive)] == [
        ("changed", "2026-10/monthly/ИТ-1-25/v1/отчёт.pdf"),
        ("removed", "2026-10/monthly/ИТ-2-25/v1/отчёт.pdf"),
        ("put_in", "лишний.pdf"),
    ]


def test_a_changed_line_is_named(put: Callable[..., Entry], archive: Path) -> None:
    """A line whose words were changed is named, and the lines after it still hold."""
    put()
    put(source=replace(SOURCE, revision=8))
    manifest = archive / "manifest.jsonl"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"revision":7', '"revision":9'), encoding="utf-8")
    assert [(p.code, p.where) for p in verify(archive)] == [("line_changed", "manifest.jsonl, line 1")]


def test_a_removed_line_breaks_the_chain(put: Callable[..., Entry], archive: Path) -> None:
    """Without its first line the manifest's second follows nothing, and its file was put in by nobody."""
    put()
    put(source=replace(SOURCE, revision=8))
    manifest = archive / "manifest.jsonl"
    manifest.write_text(manifest.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")
    assert [problem.code for problem in verify(archive)] == ["chain_broken", "put_in"]


def test_a_cut_end_is_seen_by_a_hash_kept_elsewhere(put: Callable[..., Entry], archive: Path) -> None:
    """A head written down on paper shows that the last entry was cut off."""
    put()
    last = put(source=replace(SOURCE, revision=8))
    manifest = archive / "manifest.jsonl"
    manifest.write_text(manifest.read_text(encoding="utf-8").split("\n")[0] + "\n", encoding="utf-8")
    (archive / "2026-10/monthly/ИТ-1-25/v2/отчёт.pdf").unlink()
    assert verify(archive) == []
    assert [problem.code for problem in verify(archive, last.hash)] == ["cut_off"]


def test_a_torn_line_is_no_entry(put: Callable[..., Entry], archive: Path) -> None:
    """What a crash left of a line is reported, and the next entry takes its place."""
    put()
    with (archive / "manifest.jsonl").open("a", encoding="utf-8") as manifest:
        manifest.write('{"number":2,"ver')
    assert [problem.code for problem in verify(archive)] == ["cut_off"]
    assert put(source=replace(SOURCE, revision=8)).number == 2
    assert verify(archive) == []


def test_a_folder_without_entry_is_set_aside(put: Callable[..., Entry], archive: Path) -> None:
    """Files that a crash left without a line are kept aside, never overwritten."""
    left = archive / "2026-10/monthly/ИТ-1-25/v1"
    left.mkdir(parents=True)
    (left / "отчёт.pdf").write_text("без записи", encoding="utf-8")
    put()
    kept = archive / "unlisted/2026-10-monthly-ИТ-1-25-v1-1/отчёт.pdf"
    assert kept.read_text(encoding="utf-8") == "без записи"
    assert verify(archive) == []


def test_no_name_leads_out_of_the_archive(put: Callable[..., Entry]) -> None:
    """A scope with a slash or a leading dot is refused."""
    for scope in ("../чужое", "..", "a/b", ""):
        with pytest.raises(ArchiveError):
            put(subject=replace(SUBJECT, scope=scope))


def test_a_line_that_is_none_stops_the_list(put: Callable[..., Entry], archive: Path) -> None:
    """Listing a manifest with a foreign line names the line."""
    put()
    with (archive / "manifest.jsonl").open("a", encoding="utf-8") as manifest:
        manifest.write(json.dumps({"number": 2}) + "\n")
    with pytest.raises(ArchiveError, match="line 2"):
        list_entries(archive)


def test_an_empty_archive_holds(archive: Path) -> None:
    """No folder yet: no entries, no problems."""
    assert (list_entries(archive), verify(archive), head(archive)) == ([], [], FIRST)


def _add_five(archive: Path, made: Path, worker: int) -> None:
    for number in range(5):
        add(archive, replace(SUBJECT, scope=f"{worker}"), replace(SOURCE, revision=number), {"f.pdf": made}, NOW)


def test_two_writers_keep_one_chain(tmp_path: Path) -> None:
    """Two processes that archive at once write one unbroken chain."""
    made = tmp_path / "f.pdf"
    made.touch()
    context = get_context("spawn")
    workers = [context.Process(target=_add_five, args=(tmp_path / "archive", made, number)) for number in (1, 2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [entry.number for entry in list_entries(tmp_path / "archive")] == list(range(1, 11))
    assert verify(tmp_path / "archive") == []


def test_what_a_killed_run_had_copied_is_cleared_away(put: Callable[..., Entry], archive: Path) -> None:
    """Half copied files are no part of the archive: verify passes over them, the next entry removes them."""
    put()
    left = archive / ".incoming-abc/files"
    left.mkdir(parents=True)
    (left / "отчёт.pdf").write_text("полов", encoding="utf-8")
    assert verify(archive) == []
    put(source=replace(SOURCE, revision=8))
    assert not left.parent.exists()


def test_a_link_to_a_like_file_is_a_change(put: Callable[..., Entry], archive: Path, tmp_path: Path) -> None:
    """A file replaced by a link to its copy elsewhere no longer lies in the archive."""
    put()
    file = archive / "2026-10/monthly/ИТ-1-25/v1/отчёт.pdf"
    copy = tmp_path / "copy.pdf"
    file.rename(copy)
    file.symlink_to(copy)
    assert [(problem.code, problem.detail) for problem in verify(archive)] == [
        ("changed", "entry 1: a link stands in its place")
    ]


def test_bytes_that_are_no_text_are_a_changed_line(put: Callable[..., Entry], archive: Path) -> None:
    """A damaged disk block in the manifest is named as any other change, without a traceback."""
    put()
    manifest = archive / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes().replace("ИТ-1-25".encode(), b"\xff\xfe-1-25"))
    assert "line_changed" in {problem.code for problem in verify(archive)}
    manifest.write_bytes(b"\xff\xfe\n")
    assert verify(archive)[0].code == "line_changed"
    with pytest.raises(ArchiveError, match="line 1"):
        list_entries(archive)


def test_a_copy_of_the_archive_is_verified_where_nobody_may_write(put: Callable[..., Entry], archive: Path) -> None:
    """A copy on a disc, without the lock file, holds like the archive itself."""
    put()
    (archive / ".lock").unlink()
    assert verify(archive) == []
    assert not (archive / ".lock").exists()


def test_an_empty_archive_agrees_with_the_first_hash(archive: Path) -> None:
    """What verify prints of an empty archive is accepted as its head; another hash shows a manifest gone."""
    assert verify(archive, FIRST) == []
    assert [problem.code for problem in verify(archive, "a" * 64)] == ["removed"]


def _verify_often(archive: Path) -> None:
    raise SystemExit(sum(len(verify(archive)) for _ in range(60)))


def test_verifying_while_somebody_archives_sees_no_false_change(
    put: Callable[..., Entry], archive: Path, tmp_path: Path
) -> None:
    """Between a folder's coming into place and its line there is no moment in which verify looks."""
    put()
    reader = get_context("spawn").Process(target=_verify_often, args=(archive,))
    reader.start()
    _add_five(archive, tmp_path / "отчёт.pdf", 1)
    _add_five(archive, tmp_path / "отчёт.pdf", 2)
    reader.join()
    assert reader.exitcode == 0
