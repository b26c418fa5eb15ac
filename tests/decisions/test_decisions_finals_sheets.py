"""Grade sheets: frozen when drafted, approved as seen, signed, and corrected by a new version that names the old."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hands import FIRST_LECTURE, later

from ejournal.cli import main
from ejournal.config import FILE, Config, load_config
from ejournal.dataset import Dataset
from ejournal.decisions.entered import EntryOrder, import_points
from ejournal.decisions.grade_sheets import Sheet, SheetOrder, advance_sheet, correct_sheet, create_sheet
from ejournal.errors import EntryError, ParameterError
from ejournal.parameters import load_parameters
from ejournal.registry import load_workbook, write_registry

A, B = "26-001", "26-002"
DAY = date(2026, 12, 22)
NAMES = ["control", "version", "state", "corrects"]
Rows = dict[str, list[dict[str, object]]]


@pytest.fixture
def defended(registered: Config, small_rows: Rows) -> Config:
    """The group has a thesis defence, whose points are A 91 and B 40."""
    return _defended(registered, small_rows)


def _defended(registered: Config, small_rows: Rows) -> Config:
    small_rows["curriculum"][1]["control"] = "thesis"
    registered.registry.unlink()
    write_registry(registered.registry, small_rows)
    load_workbook(registered, load_parameters(registered.parameters), at=later(-60), actor="test")
    _enter(registered, "thesis", (A, "91"), (B, "40"))
    return registered


def _enter(config: Config, control: str, *rows: tuple[str, str], today: date = DAY) -> None:
    path = config.workspace / "points.csv"
    path.write_text(
        "student,course,points\n" + "".join(f"{who},ФИЗ,{points}\n" for who, points in rows), encoding="utf-8"
    )
    order = EntryOrder(control, "Методист", today)
    import_points(config, load_parameters(config.parameters), path, order, at=_at(today))


def _at(day: date) -> object:
    return later(60 * 24 * (day - FIRST_LECTURE).days)


def _course(config: Config) -> str:
    with Dataset(config) as dataset:
        courses = dataset.courses()
    return str(courses.loc[courses["control"] == "thesis", "course"].iloc[0])


def _order(config: Config, control: str = "final", **more: str) -> SheetOrder:
    return SheetOrder(_course(config), control, "Директор", DAY, **more)


def _create(config: Config, control: str = "final") -> Sheet:
    return create_sheet(config, _order(config, control), at=_at(DAY))  # type: ignore[arg-type]


def _advance(config: Config, step: str) -> Sheet:
    return advance_sheet(config, _order(config), step, at=_at(DAY))  # type: ignore[arg-type]


def _totals(config: Config, version: int, control: str = "final") -> dict[str, float | None]:
    with Dataset(config) as dataset:
        rows = dataset.grade_sheet_rows().merge(dataset.students(), on="student_id")
    own = rows[(rows["version"] == version) & (rows["control"] == control)]
    return {str(row.number): None if pd.isna(row.total) else row.total for row in own.itertuples()}


def _sheets(config: Config) -> list[list[object]]:
    with Dataset(config) as dataset:
        found = dataset.grade_sheets()[NAMES].astype(object)
    return found.where(found.notna(), None).to_numpy().tolist()


def test_from_draft_to_signature(defended: Config) -> None:
    """All who are still members stand on it, those without points with a gap; each step follows the one before."""
    sheet = _create(defended)
    assert (sheet.version, sheet.state, sheet.students) == (1, "draft", 5)
    assert {number: total for number, total in _totals(defended, 1).items() if total} == {A: 91.0, B: 40.0}
    with pytest.raises(ParameterError, match="only a sheet that is approved can be signed"):
        _advance(defended, "sign")
    assert _advance(defended, "approve").state == "approved"
    assert _advance(defended, "sign").state == "signed"
    assert _sheets(defended) == [["final", 1, "signed", None]]


def test_the_same_on_postgresql(registered: Config, small_rows: Rows, postgres: Callable[[], str]) -> None:
    """Points, a draft, its approval and a correction on a real PostgreSQL server."""
    file = registered.workspace / FILE
    kept = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("database")]
    file.write_text("\n".join([*kept, f'database = "{postgres()}"', ""]), encoding="utf-8")
    config = _defended(load_config(registered.workspace), small_rows)
    assert _create(config).students == 5
    _advance(config, "approve")
    order = _order(config, reason="ошибка в протоколе", document="рапорт 3")
    correct_sheet(config, order, at=_at(DAY))  # type: ignore[arg-type]
    assert _sheets(config) == [["final", 1, "corrected", None], ["final", 2, "draft", 1]]
    assert _totals(config, 2) == _totals(config, 1)
    assert _totals(config, 1)[A] == 91.0


def test_a_draft_is_approved_as_it_was_seen(defended: Config) -> None:
    """Points entered after the draft must be seen first; made anew it keeps its number, and twice changes nothing."""
    _create(defended)
    _enter(defended, "thesis", (A, "92"))
    with pytest.raises(ParameterError, match="1 students"):
        _advance(defended, "approve")
    assert _create(defended).version == 1
    assert _create(defended).revision is None
    assert _totals(defended, 1)[A] == 92.0
    assert _advance(defended, "approve").state == "approved"


def test_a_correction_is_a_new_version(defended: Config) -> None:
    """After approval points cannot be entered; a correction opens them, names the old version and leaves its rows."""
    _create(defended)
    _advance(defended, "approve")
    with pytest.raises(EntryError) as caught:
        _enter(defended, "thesis", (A, "95"))
    assert [problem.code for problem in caught.value.problems] == ["signed"]  # type: ignore[attr-defined]
    with pytest.raises(ParameterError, match="approved already"):
        _create(defended)
    order = _order(defended, reason="ошибка в протоколе", document="рапорт 3")
    sheet = correct_sheet(defended, order, at=_at(DAY))  # type: ignore[arg-type]
    assert (sheet.version, sheet.corrects) == (2, 1)
    _enter(defended, "thesis", (A, "95"))
    _create(defended)
    _advance(defended, "approve")
    assert _sheets(defended) == [["final", 1, "corrected", None], ["final", 2, "approved", 1]]
    assert (_totals(defended, 1)[A], _totals(defended, 2)[A]) == (91.0, 95.0)


def test_a_retake_has_a_sheet_of_its_own(defended: Config) -> None:
    """Only who retook stands on it, with the new total; the first sheet, made anew, stays as before the retake."""
    after = date(2027, 1, 20)
    _create(defended)
    _enter(defended, "retake-1", (B, "70"), today=after)
    sheet = create_sheet(defended, SheetOrder(_course(defended), "retake-1", "Директор", after), at=_at(after))  # type: ignore[arg-type]
    assert sheet.students == 1
    assert _totals(defended, 1, "retake-1") == {B: 70.0}
    assert _create(defended).revision is None
    assert _totals(defended, 1)[B] == 40.0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"course": "C0000X"}, "no such course"),
        ({"control": "exam"}, "no such sheet"),
        ({"by": " "}, "nobody is named"),
        ({"control": "retake-2"}, "nobody to put on this sheet"),
    ],
)
def test_what_is_missing_is_named(defended: Config, change: dict[str, str], said: str) -> None:
    """An unknown course or control, nobody who decides, and a sheet that nobody would stand on."""
    values = {"course": _course(defended), "control": "final", "by": "Директор", "today": DAY} | change
    with pytest.raises(ParameterError, match=said):
        create_sheet(defended, SheetOrder(**values), at=_at(DAY))  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match="needed to correct"):
        correct_sheet(defended, _order(defended, reason="ошибка"), at=_at(DAY))  # type: ignore[arg-type]


def _run(config: Config, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["ejournal", *words, "-w", str(config.workspace)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_the_commands(
    defended: Config, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Sheets are made, approved and listed; a bad file of points prints every problem and ends with 1."""
    course = ("--course", _course(defended), "--by", "Директор", "--date", DAY.isoformat())
    assert _run(defended, monkeypatch, "sheet", "create", *course) == 0
    assert "версия 1: черновик, студентов 5" in capsys.readouterr().out
    assert _run(defended, monkeypatch, "sheet", "approve", *course) == 0
    capsys.readouterr()
    assert _run(defended, monkeypatch, "sheet", "list") == 0
    assert ",final,1,approved,,5,Директор," in capsys.readouterr().out
    assert _run(defended, monkeypatch, "results", "--date", DAY.isoformat()) == 0
    assert ",thesis,3.0,True,,,91.0,0,91.0,A,4.0,5,True,,," in capsys.readouterr().out
    bad = tmp_path / "bad.csv"
    bad.write_text("студент;баллы\n99;1\n26-001;101\n", encoding="utf-8")
    order = ("--control", "thesis", "--by", "М", "--course", "ФИЗ", "--date", DAY.isoformat())
    assert _run(defended, monkeypatch, "points", "import", str(bad), *order) == 1
    said = capsys.readouterr()
    assert "проблем: 3; ничего не принято" in said.out
    assert "Traceback" not in said.err
    assert _run(defended, monkeypatch, "points", "list") == 0
    assert capsys.readouterr().out.count(",thesis,,0,") == 2
