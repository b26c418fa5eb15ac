"""Reading while people save: a file is taken as it stood still, or it is said that it did not."""

import io
import zipfile
from pathlib import Path

import pytest

from ejournal.backup import collect


def whole(text: str) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("xl/workbook.xml", text)
    return stream.getvalue()


class Growing(type(Path())):  # type: ignore[misc]
    """A file that a program goes on writing while it is read."""

    def read_bytes(self) -> bytes:
        """Its bytes, after which it has changed."""
        data = super().read_bytes()
        self.write_bytes(data + b"x")
        return data


def test_a_file_that_stands_still_is_settled(tmp_path: Path) -> None:
    """Bytes, time and permissions are the file's."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(whole("a"))
    path.chmod(0o640)
    taken = collect.take(path)
    assert taken == collect.Taken(whole("a"), path.stat().st_mtime_ns, 0o640, "settled")


def test_a_workbook_half_saved_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that saves in two steps is waited for, and the whole workbook is taken."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(whole("a")[:50])
    monkeypatch.setattr(collect.time, "sleep", lambda seconds: path.write_bytes(whole("a")))
    taken = collect.take(path)
    assert taken is not None
    assert (taken.data, taken.state) == (whole("a"), "settled")


def test_a_workbook_that_comes_back_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that removes the file before it writes the new one is waited for."""
    path = tmp_path / "a.xlsx"
    monkeypatch.setattr(collect.time, "sleep", lambda seconds: path.write_bytes(whole("a")))
    taken = collect.take(path)
    assert taken is not None
    assert taken.data == whole("a")


@pytest.mark.parametrize(
    ("data", "state"), [(b"", "unreadable"), (b"junk", "unreadable"), (b"\xd0\xcf\x11\xe0...", "settled")]
)
def test_what_is_no_workbook_is_kept_and_named(tmp_path: Path, data: bytes, state: str) -> None:
    """A broken workbook is kept as it is and said to be broken; one with a password is whole."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    taken = collect.take(path, pause=0)
    assert taken is not None
    assert (taken.data, taken.state) == (data, state)


def test_a_file_that_never_stands_still_is_named(tmp_path: Path) -> None:
    """After its tries the last bytes are kept and said to have been changing."""
    path = Growing(tmp_path / "a.pdf")
    path.write_bytes(b"x")
    taken = collect.take(path, pause=0)
    assert taken is not None
    assert (taken.state, len(taken.data)) == ("changing", collect.TRIES)


def test_a_file_that_is_gone_is_none(tmp_path: Path) -> None:
    """A file deleted since the folder was listed is left out."""
    assert collect.take(tmp_path / "a.xlsx", pause=0) is None
