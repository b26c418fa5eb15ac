"""The tabs that the system owns: both in one replacement, only when they say something else, nothing else touched."""

import hashlib
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest

from ejournal.errors import WorkbookError
from ejournal.sheets import Link, OwnedRow, parts, replace_owned, set_cells
from ejournal.sheets.layout import OWNED_STYLES

TAB = "Информатика лк"
TIME = 1_700_000_000_123_456_789
REMARKS = [
    OwnedRow(("Замечания",), ("title",)),
    OwnedRow(("ревизия 7",), ("remark",), stamp=True),
    OwnedRow(("Важность", "Где"), ("head",)),
    OwnedRow(("ошибка", Link(f"'{TAB}'!F9", "F9")), ("error", "link")),
]
POINTS = [OwnedRow(("Баллы",), ("title",)), OwnedRow(("=Асанов <&>", 8.4), ("text", "number"))]
BOTH = {"findings": REMARKS, "points": POINTS}


@pytest.fixture(autouse=True)
def saved_long_ago(workbook: Path) -> None:
    """The teacher saved the workbook before the test began."""
    os.utime(workbook, ns=(1, TIME))


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _replace_in_part(path: Path, name: str, old: str, new: str) -> None:
    """The same workbook with one part as another program would have written it."""
    changed = _parts(path)
    assert old in changed[name].decode()
    changed[name] = changed[name].decode().replace(old, new).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in changed.items():
            archive.writestr(part, data)


def test_both_tabs_are_written_in_one_step(workbook: Path) -> None:
    """Only their parts change, and the fingerprint is that of the file as it stands, with the teacher's time."""
    before = _parts(workbook)
    replaced = replace_owned(workbook, BOTH)
    after = _parts(workbook)
    assert [name for name in before if before[name] != after[name]] == [
        "xl/worksheets/sheet5.xml",
        "xl/worksheets/sheet6.xml",
    ]
    assert list(before) == list(after)
    status, found = workbook.stat(), replaced.fingerprint
    assert found is not None
    assert (found.size, found.mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert found.mtime_ns == TIME
    assert found.sha256 == hashlib.sha256(workbook.read_bytes()).hexdigest()


def test_rows_say_what_was_given_in_their_looks(workbook: Path) -> None:
    """Text is never a formula, a link leads to its cell, and every cell has the look that the tab keeps for it."""
    replace_owned(workbook, BOTH)
    book = openpyxl.load_workbook(workbook)
    remarks, points = book["Проверка"], book["Баллы"]
    assert remarks["A1"].value == "ejournal:1:findings"
    assert remarks.row_dimensions[1].hidden
    looks = {name: remarks.cell(1, column).style_id for column, name in enumerate(OWNED_STYLES, 2)}
    assert len(set(looks.values())) == len(OWNED_STYLES)
    assert [remarks[at].style_id for at in ("A2", "A4", "B4", "A5", "B5")] == [
        *(looks[name] for name in ("title", "head", "head", "error", "link"))
    ]
    assert remarks["B5"].value == f'=HYPERLINK("#\'{TAB}\'!F9","F9")'
    assert [points["A3"].value, points["A3"].data_type, points["B3"].value] == ["=Асанов <&>", "s", 8.4]


def test_the_same_text_is_not_written_again(workbook: Path) -> None:
    """A stamp alone is no reason, another program's spelling of a number is none, a shorter list is one."""
    replace_owned(workbook, BOTH)
    _replace_in_part(workbook, "xl/worksheets/sheet6.xml", ">8.4<", ">8.4000000000000004<")
    before = workbook.read_bytes()
    later = [REMARKS[0], OwnedRow(("ревизия 8",), ("remark",), stamp=True), *REMARKS[2:]]
    assert replace_owned(workbook, {**BOTH, "findings": later}).fingerprint is None
    assert workbook.read_bytes() == before
    assert replace_owned(workbook, {**BOTH, "findings": later[:3]}).fingerprint is not None
    assert openpyxl.load_workbook(workbook)["Проверка"]["A3"].value == "ревизия 8"


def test_a_renamed_tab_is_found_and_a_deleted_one_is_said(workbook: Path) -> None:
    """The marker counts, not the title; what is gone is not made anew."""
    _replace_in_part(workbook, "xl/workbook.xml", "Баллы", "Очки")
    replaced = replace_owned(workbook, BOTH)
    assert replaced.missing == ()
    assert openpyxl.load_workbook(workbook)["Очки"]["B3"].value == 8.4
    _replace_in_part(workbook, "xl/sharedStrings.xml", "ejournal:1:points", "gone")
    assert replace_owned(workbook, BOTH).missing == ("points",)


@pytest.mark.parametrize("name", ["~${}", ".~lock.{}#"])
def test_an_open_workbook_is_left_alone(workbook: Path, name: str) -> None:
    """A lock file beside it refuses the replacement."""
    workbook.with_name(name.format(workbook.name)).touch()
    before = workbook.read_bytes()
    with pytest.raises(WorkbookError) as caught:
        replace_owned(workbook, BOTH)
    assert caught.value.code == "workbook_busy"
    assert workbook.read_bytes() == before


def test_a_workbook_in_another_state_is_left_alone(workbook: Path) -> None:
    """What was computed from an older state is not written into a newer one."""
    old = hashlib.sha256(workbook.read_bytes()).hexdigest()
    set_cells(workbook, {TAB: {"F10": "5"}})
    before = workbook.read_bytes()
    with pytest.raises(WorkbookError) as caught:
        replace_owned(workbook, BOTH, old)
    assert caught.value.code == "workbook_busy"
    assert workbook.read_bytes() == before


def test_a_save_in_the_last_moment_wins(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is looked at again right before it is replaced, and nothing is left beside it."""
    beside = parts._beside

    def save_meanwhile(path: Path, data: bytes) -> Path:
        path.write_bytes(b"somebody's save")
        return beside(path, data)

    monkeypatch.setattr(parts, "_beside", save_meanwhile)
    with pytest.raises(WorkbookError):
        replace_owned(workbook, BOTH)
    assert workbook.read_bytes() == b"somebody's save"
    assert [path.name for path in workbook.parent.iterdir()] == [workbook.name]


def test_a_save_right_after_is_not_taken_for_these_bytes(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fingerprint stays that of the bytes written, so that sync sees the teacher's save."""
    replace = Path.replace

    def save_at_once(self: Path, target: Path) -> Path:
        done = replace(self, target)
        target.write_bytes(target.read_bytes() + b"typed")
        return done

    monkeypatch.setattr(Path, "replace", save_at_once)
    found = replace_owned(workbook, BOTH).fingerprint
    assert found is not None
    status = workbook.stat()
    assert (found.size, found.mtime_ns) != (status.st_size, status.st_mtime_ns)
    assert found.sha256 != hashlib.sha256(workbook.read_bytes()).hexdigest()


def test_only_the_two_tabs_are_replaced(workbook: Path) -> None:
    """A teacher's tab is never replaced whole."""
    with pytest.raises(ValueError, match="journal"):
        replace_owned(workbook, {"journal": REMARKS})
