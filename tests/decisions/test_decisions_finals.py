"""Points of tests and exams from a file: all or nothing, within limits and windows, and what becomes of them."""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hands import FIRST_LECTURE, Hand, later, run_sync
from university import STUDENTS

from ejournal import pipeline
from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.decisions.checkpoints import Order, close_checkpoint
from ejournal.decisions.entered import EntryOrder, EntrySummary, import_points
from ejournal.decisions.entry_words import PROBLEMS, EntryProblem
from ejournal.decisions.readiness import Scope
from ejournal.errors import EntryError, ParameterError
from ejournal.i18n import LANGUAGES
from ejournal.parameters import load_parameters
from ejournal.registry import load_workbook, write_registry

A, B, C = "26-001", "26-002", "26-003"
NAME_OF_C = dict(STUDENTS)[C]
CHECKED, EXAM_DAY = date(2026, 10, 25), date(2026, 12, 22)
TESTS = "checkpoint-1"


def _file(folder: Path, *rows: str, heads: str = "студент;дисциплина;баллы") -> Path:
    path = folder / "points.csv"
    path.write_text("\n".join((heads, *rows)) + "\n", encoding="utf-8-sig")
    return path


def _take(
    config: Config,
    *rows: str,
    control: str = TESTS,
    today: date = CHECKED,
    heads: str = "студент;дисциплина;баллы",
    **order: str,
) -> EntrySummary:
    path = _file(config.workspace, *rows, heads=heads)
    asked = EntryOrder(control, "Методист", today, **order)
    at = later(60 * 24 * (today - FIRST_LECTURE).days)
    return import_points(config, load_parameters(config.parameters), path, asked, at=at)


def _problems(config: Config, *rows: str, **order: object) -> list[tuple[int, str]]:
    with pytest.raises(EntryError) as caught:
        _take(config, *rows, **order)  # type: ignore[arg-type]
    found = [each for each in caught.value.problems if isinstance(each, EntryProblem)]
    return [(each.line, each.code) for each in found]


def _entered(config: Config, as_of: int | None = None) -> dict[tuple[str, str], float | None]:
    """(record-book number, kind and number) -> points."""
    with Dataset(config, as_of) as dataset:
        rows = dataset.entered().merge(dataset.students(), on="student_id")
    return {
        (str(row.number), f"{row.kind} {row.checkpoint if row.kind == 'test' else row.attempt}"): (
            None if pd.isna(row.points) else row.points
        )
        for row in rows.itertuples()
    }


def test_points_are_taken_over(registered: Config) -> None:
    """By record-book number, public id and name; a comma or a point; and one who did not come."""
    with Dataset(registered) as dataset:
        public = dataset.students().set_index("number")["student"][B]
    summary = _take(registered, f"{A};БД;10,5", f"{public};Базы данных;12", f"{NAME_OF_C};БД;н/я")
    assert (summary.added, summary.changed, summary.unchanged) == (3, 0, 0)
    assert _entered(registered) == {(A, "test 1"): 10.5, (B, "test 1"): 12.0, (C, "test 1"): None}


def test_the_same_file_twice_changes_nothing(registered: Config) -> None:
    """A second run makes no revision; a corrected line is a new row, and the old state can still be had."""
    first = _take(registered, f"{A};БД;10", f"{B};БД;11")
    again = _take(registered, f"{A};БД;10", f"{B};БД;11")
    assert (again.added, again.changed, again.unchanged, again.revision) == (0, 0, 2, None)
    third = _take(registered, f"{A};БД;9")
    assert (third.changed, third.unchanged) == (1, 0)
    assert _entered(registered) == {(A, "test 1"): 9.0, (B, "test 1"): 11.0}
    assert _entered(registered, first.revision)[A, "test 1"] == 10.0


def test_all_problems_at_once_and_nothing_taken(registered: Config) -> None:
    """Every line with its own problems; the good lines are not taken over either."""
    found = _problems(
        registered,
        f"{A};БД;10",
        "99-999;БД;5",
        f"{B};Химия;5",
        f"{C};БД;12,5",
        f"{A};БД;11",
        "26-004;БД;много",
        "26-005;БД;-1",
    )
    assert found == [
        (3, "unknown_student"),
        (4, "unknown_course"),
        (5, "above_cap"),
        (6, "twice"),
        (7, "not_points"),
        (8, "not_points"),
    ]
    assert _entered(registered) == {}


def test_a_name_that_two_students_bear(registered: Config, small_rows: dict[str, list[dict[str, object]]]) -> None:
    """A name is taken only where it is one student's; the record-book number always is."""
    small_rows["students"][1]["name"] = small_rows["students"][2]["name"] = "Асанова Айпери Асановна"
    registered.registry.unlink()
    write_registry(registered.registry, small_rows)
    load_workbook(registered, load_parameters(registered.parameters), at=later(-60), actor="test")
    assert _problems(registered, "Асанова Айпери Асановна;БД;5") == [(2, "two_students")]
    assert _take(registered, f"{B};БД;5").added == 1


def test_heads_that_are_missing_are_named(registered: Config) -> None:
    """A file without the needed columns is refused with each of them; with a course given, one less is needed."""
    assert _problems(registered, f"{A};10", heads="фамилия;сумма") == [(1, "no_column")] * 3
    assert _take(registered, f"{A},10", heads="student,points", course="БД").added == 1


def test_a_control_that_the_course_lacks(registered: Config) -> None:
    """A credit test has no exam, an exam course no third checkpoint; an unknown control is named at once."""
    assert _problems(registered, f"{A};ФИЗ;10", control="exam", today=EXAM_DAY) == [(2, "no_such_control")]
    assert _problems(registered, f"{A};БД;10", control="checkpoint-3", today=EXAM_DAY) == [(2, "no_such_control")]
    with pytest.raises(ParameterError, match="no such control"):
        _take(registered, f"{A};БД;10", control="quiz")
    path, nobody = _file(registered.workspace, f"{A};БД;10"), EntryOrder(TESTS, " ", CHECKED)
    with pytest.raises(ParameterError, match="nobody is named"):
        import_points(registered, load_parameters(registered.parameters), path, nobody, at=later(0))


def test_outside_the_window_a_document_is_needed(registered: Config) -> None:
    """The scheme's window (assumed) closes 14 days after the checkpoint; a document opens it."""
    late = date(2026, 11, 8)
    assert _problems(registered, f"{A};БД;10", today=late) == [(1, "window")]
    assert _take(registered, f"{A};БД;10", today=late, document="приказ 7").added == 1
    assert _take(registered, f"{B};БД;10", today=late - timedelta(days=1)).added == 1


@pytest.fixture
def taught(workspace: Config) -> Config:
    """One lecture of each checkpoint held and marked; tests entered for three students, of whom C has few points."""
    hand = Hand(workspace)
    for day in (FIRST_LECTURE, FIRST_LECTURE + timedelta(weeks=10)):
        hand.fill(day, {A: "5", B: "5", C: "кж"}, 1)
    hand.save()
    run_sync(workspace, later(60 * 24 * 80))
    for number, today in ((1, CHECKED), (2, date(2026, 12, 18))):
        rows = (f"{A};БД;12", f"{B};БД;6", f"{C};БД;1")
        _take(workspace, *rows, control=f"checkpoint-{number}", today=today)
        pipeline.score(
            workspace.workspace, semester="2026-1", checkpoint=number, today=EXAM_DAY, at=later(60 * 24 * 111)
        )
    return workspace


def _result(config: Config, number: str, on: date = EXAM_DAY) -> dict[str, object]:
    with Dataset(config) as dataset:
        rows = dataset.results(on=on, semester="2026-1").merge(dataset.students(), on="student_id")
    row = rows[(rows["number"] == number) & (rows["control"] == "exam")].iloc[0]
    names = ("before_exam", "admitted", "exam", "attempt", "total", "letter", "reason", "debt")
    return {name: None if pd.isna(row[name]) else row[name] for name in names}


def test_the_test_stands_in_the_points(taught: Config) -> None:
    """Once points of a test are entered, the course has its component; who has none is missing, not 0."""
    with Dataset(taught) as dataset:
        scores = dataset.scores(checkpoint=1).merge(dataset.students(), on="student_id")
    tests = scores[scores["component"] == "test"].set_index("number")
    assert tests.loc[A, ["points", "cap"]].tolist() == [12.0, 12.0]
    assert pd.isna(tests.loc["26-004", "points"])
    assert tests.loc["26-004", "reason"] == "not_entered"


def test_from_points_to_a_retake(taught: Config) -> None:
    """Admission, an exam, FX as a debt, a first and a second retake; who has passed has nothing to retake (4.1)."""
    assert _result(taught, A)["before_exam"] == 60.0
    assert _problems(taught, f"{C};БД;20", control="exam", today=EXAM_DAY) == [(2, "not_admitted")]
    _take(taught, f"{A};БД;30", f"{B};БД;5", control="exam", today=EXAM_DAY)
    assert _result(taught, A)["total"] == 90.0
    assert {name: _result(taught, B)[name] for name in ("total", "letter", "debt")} == {
        "total": 53.0,
        "letter": "FX",
        "debt": "FX",
    }
    after = date(2027, 1, 15)
    assert _problems(taught, f"{A};БД;40", f"{B};БД;9", control="retake-1", today=after) == [(2, "nothing_to_retake")]
    assert _problems(taught, f"{B};БД;9", control="retake-2", today=after) == [(2, "nothing_to_retake")]
    _take(taught, f"{B};БД;9", control="retake-1", today=after)
    _take(taught, f"{B};БД;20", control="retake-2", today=after)
    assert {name: _result(taught, B)[name] for name in ("exam", "attempt", "total", "letter", "debt")} == {
        "exam": 20.0,
        "attempt": 2,
        "total": 68.0,
        "letter": "D",
        "debt": None,
    }


def test_posted_points_are_closed_to_entry(taught: Config) -> None:
    """Once a checkpoint's points are posted a test cannot be entered; the posted test stands in the result (4.3)."""
    close_checkpoint(taught, Scope("2026-1", 1), Order("Директор", EXAM_DAY, force=True), at=later(60 * 24 * 112))
    wrong = _problems(taught, f"{A};БД;1", today=CHECKED)
    assert wrong == [(2, "posted")]
    assert _take(taught, f"{A};БД;11", control="checkpoint-2", today=date(2026, 12, 18)).changed == 1
    assert _result(taught, A)["before_exam"] == 59.0


def test_results_as_of_an_earlier_revision(taught: Config) -> None:
    """Before the exam was entered there was no total, and there still is none as of then."""
    with Dataset(taught) as dataset:
        before = dataset.revision
        earlier = dataset.results(on=EXAM_DAY)
    _take(taught, f"{A};БД;30", control="exam", today=EXAM_DAY)
    with Dataset(taught, before) as dataset:
        pd.testing.assert_frame_equal(dataset.results(on=EXAM_DAY), earlier)


def test_averages_of_the_semester(taught: Config) -> None:
    """One course of 4 credits ended with an A, the other is open: 4.0 over 4 credits."""
    _take(taught, f"{A};БД;30", control="exam", today=EXAM_DAY)
    with Dataset(taught) as dataset:
        rows = dataset.averages(on=EXAM_DAY, group="ИТ-1-26").merge(dataset.students(), on="student_id")
    row = rows[rows["number"] == A].iloc[0]
    assert row[["courses", "open", "credits", "gpa", "cumulative"]].tolist() == [2, 1, 4.0, 4.0, 4.0]


def test_problems_are_said_in_three_languages() -> None:
    """No sentence or remedy is missing, and no two languages say the same."""
    for said in PROBLEMS.values():
        for text in (said.text, said.remedy):
            assert len({text[language] for language in LANGUAGES}) == 3
