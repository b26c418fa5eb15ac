"""The worked example of the points, from cells that a teacher typed to the points that the dataset holds (3.5)."""

from datetime import date, timedelta

import pytest
from hands import FIRST_LECTURE, LECTURE, PHYSICS, Hand, later, run_sync

from ejournal import pipeline
from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.parameters import load_parameters
from ejournal.provision import provision
from ejournal.registry import load_workbook, write_registry

A, B = "26-001", "26-006"
TYPED = ("5", "4", "кж", "5", "+", "3", "кж", "4")
FIRST_PHYSICS = date(2026, 9, 3)
TODAY = date(2026, 10, 24)
Rows = dict[str, list[dict[str, object]]]


@pytest.fixture
def taught(registered: Config, small_rows: Rows) -> Config:
    """Eight complete lectures of an exam course and eight of a credit-test course; B joined after the first two."""
    member = next(row for row in small_rows["memberships"] if row["student"] == B)
    member["valid_from"] = FIRST_LECTURE + timedelta(weeks=1, days=4)
    registered.registry.unlink()
    write_registry(registered.registry, small_rows)
    parameters = load_parameters(registered.parameters)
    load_workbook(registered, parameters, at=later(-60), actor="test")
    provision(registered, parameters, today=FIRST_LECTURE, at=later(-30))
    for code, first in ((LECTURE, FIRST_LECTURE), (PHYSICS, FIRST_PHYSICS)):
        hand = Hand(registered, code)
        for week, typed in enumerate(TYPED):
            hand.fill(first + timedelta(weeks=week), {A: typed}, int(typed == "кж"))
        hand.save()
    run_sync(registered, later(60 * 24 * 52))
    return registered


def _points(config: Config, number: str, control: str) -> dict[str, tuple[float, float, float]]:
    """Component -> points, numerator and denominator, as stored."""
    pipeline.score(config.workspace, semester="2026-1", checkpoint=1, today=TODAY, at=later(60 * 24 * 53))
    with Dataset(config) as dataset:
        scores = dataset.scores(checkpoint=1).merge(dataset.students(), on="student_id")
        scores = scores.merge(dataset.courses()[["course_id", "control"]], on="course_id")
    own = scores[(scores["number"] == number) & (scores["control"] == control)]
    return {str(row.component): (row.points, row.numerator, row.denominator) for row in own.itertuples()}


def test_exam_course(taught: Config) -> None:
    """A attended 6 of 8: 6.00; mean 21 / 5 = 4.2: 8.40."""
    assert _points(taught, A, "exam") == {"participation": (6.0, 6, 8), "performance": (8.4, 21, 5)}


def test_credit_test_course(taught: Config) -> None:
    """The same marks: 12.00 and 16.80."""
    assert _points(taught, A, "credit_test") == {"participation": (12.0, 6, 8), "performance": (16.8, 21, 5)}


def test_absence_counted_as_zero(taught: Config) -> None:
    """By a switch of the scheme the mean is 21 / 7 = 3.0: 6.00."""
    scheme = taught.parameters / "rating/2026.yaml"
    text = scheme.read_text(encoding="utf-8")
    scheme.write_text(text.replace("value: given", "value: absence_as_zero"), encoding="utf-8")
    assert _points(taught, A, "exam")["performance"] == (6.0, 21, 7)


def test_who_joined_later(taught: Config) -> None:
    """B was present at all 6 lessons since joining: 8.00; no mark gives 0.00, with a reason."""
    assert _points(taught, B, "exam") == {"participation": (8.0, 6, 6), "performance": (0.0, 0, 0)}
    with Dataset(taught) as dataset:
        scores = dataset.scores().merge(dataset.students(), on="student_id")
    assert set(scores.loc[(scores["number"] == B) & (scores["component"] == "performance"), "reason"]) == {"no_marks"}


def test_scores_as_of_an_earlier_state_write_nothing(taught: Config) -> None:
    """What the points were before a correction can be had without storing anything."""
    with Dataset(taught) as dataset:
        revision = dataset.revision
    hand = Hand(taught)
    hand.put(A, FIRST_LECTURE, "2")
    hand.save()
    done = run_sync(taught, later(60 * 24 * 54))
    before = pipeline.score(taught.workspace, semester="2026-1", checkpoint=1, today=TODAY, as_of=revision)
    assert before["points"].max() == 16.8
    with Dataset(taught) as dataset:
        assert dataset.revision == done.revision
        assert dataset.scores().empty
