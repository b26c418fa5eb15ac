"""An explanation is made by the same counting as the points: cell by cell it gives the same numbers (3.5)."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import TODAY

from ejournal import Dataset, pipeline
from ejournal.config import Config
from ejournal.dataset.explanation import ComponentLine

Key = tuple[str, str, int, str]


def _explained(dataset: Dataset) -> dict[Key, ComponentLine]:
    """Every student x course that has points, explained once."""
    scores = dataset.scores().merge(dataset.students()).merge(dataset.courses()[["course_id", "course"]])
    found = {}
    for student, course in scores[["student", "course"]].astype(str).drop_duplicates().itertuples(index=False):
        explained = dataset.explain(student, course, today=TODAY)
        assert explained.course == course
        for checkpoint in explained.checkpoints:
            for component in checkpoint.components:
                found[student, course, checkpoint.checkpoint, component.component] = component
    return found


@pytest.fixture(scope="module")
def explained(scored_once: Path) -> dict[Key, ComponentLine]:
    """All of the sample by the scheme as shipped."""
    with Dataset.open(scored_once) as dataset:
        return _explained(dataset)


def _scores(frame: pd.DataFrame, dataset: Dataset) -> dict[Key, tuple[Any, ...]]:
    named = frame.merge(dataset.students()).merge(dataset.courses()[["course_id", "course"]])
    named = named.astype(object).where(named.notna(), None)
    return {
        (row.student, row.course, row.checkpoint, row.component): (
            row.points,
            row.numerator,
            row.denominator,
            row.cap,
            row.reason,
        )
        for row in named.itertuples()
    }


def _switch(config: Config, **values: tuple[str, str]) -> None:
    file = config.parameters / "rating/2026.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in values.values():
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


SWITCHED = {
    "excused": ("excused:\n  value: absence", "excused:\n  value: neutral"),
    "mean": ("mean:\n  value: given", "mean:\n  value: absence_as_zero"),
    "works": ("independent_work_counts:\n  value: false", "independent_work_counts:\n  value: true"),
}


def test_every_explanation_equals_the_scores(scored: Config, explained: dict[Key, ComponentLine]) -> None:
    """Of all students and courses of the sample: numerator, denominator, points, cap and reason."""
    with Dataset(scored) as dataset:
        scores = _scores(dataset.scores(), dataset)
    assert len(scores) > 500
    assert _differing(explained, scores) == {}


def test_under_another_scheme(scored_copy: Config) -> None:
    """The same with excused lessons left out, absences as 0, and independent work counted."""
    _switch(scored_copy, **SWITCHED)
    for checkpoint in (1, 2):
        pipeline.score(scored_copy.workspace, semester="2026-1", checkpoint=checkpoint, today=TODAY)
    with Dataset(scored_copy) as dataset:
        assert _differing(_explained(dataset), _scores(dataset.scores(), dataset)) == {}


def _differing(explained: dict[Key, ComponentLine], scores: dict[Key, tuple[Any, ...]]) -> dict[Key, object]:
    said = {
        key: (line.points, line.numerator, line.denominator, line.cap, line.reason) for key, line in explained.items()
    }
    return {
        key: (said.get(key), scores.get(key)) for key in said.keys() | scores.keys() if said.get(key) != scores.get(key)
    }


def test_the_cells_are_those_that_were_typed(scored: Config, explained: dict[Key, ComponentLine]) -> None:
    """Each mark of an explanation stands in its cell of the dataset, each lesson that counts is a complete one."""
    with Dataset(scored) as dataset:
        marks, lessons = dataset.marks(), dataset.lessons()
        students = dict(zip(dataset.students()["student_id"], dataset.students()["student"], strict=True))
    typed = {
        (students[row.student_id], row.tab, row.cell): row.value
        for row in marks[marks["status"] == "mark"].drop_duplicates(["student_id", "tab", "cell"]).itertuples()
    }
    given = 0
    complete = set(lessons.loc[lessons["completeness"] == "complete", "lesson"])
    for (student, *_), line in explained.items():
        for mark in line.marks:
            given += (student, mark.place.tab, mark.place.cell) in typed
        assert {each.lesson for each in line.lessons if each.held} <= complete
        assert all(each.why for each in line.lessons if not each.held)
    assert given == sum(len(line.marks) for line in explained.values()) > 500


def test_every_lesson_of_the_checkpoint_is_named(scored: Config, explained: dict[Key, ComponentLine]) -> None:
    """Lessons that do not count are listed with the reason, so that nobody has to ask where one is."""
    with Dataset(scored) as dataset:
        lessons = dataset.lessons()
        courses = dict(zip(dataset.courses()["course"].astype(str), dataset.courses()["course_id"], strict=True))
    reasons = set()
    for (_, course, checkpoint, component), line in explained.items():
        if component == "participation":
            own = lessons[(lessons["course_id"] == courses[course]) & (lessons["checkpoint"] == checkpoint)]
            assert set(own["lesson"]) <= {each.lesson for each in line.lessons}
            reasons |= {each.why for each in line.lessons}
    assert {"", "not_member", "ahead", "empty"} <= reasons


def test_as_of_an_earlier_day(scored: Config) -> None:
    """Explained as of a revision and a day, nothing later is in it."""
    with Dataset(scored) as dataset:
        student, course = str(dataset.students()["student"].iloc[0]), str(dataset.courses()["course"].iloc[0])
        middle = (dataset.revision or 0) // 2
    with Dataset(scored, middle) as dataset:
        found = dataset.explain(student, course, today=date(2026, 9, 20), checkpoint=1)
    assert found.revision == middle
    held = [each.date for line in found.checkpoints[0].components for each in line.lessons if each.held]
    assert max(held, default=date(2026, 9, 20)) <= date(2026, 9, 20)
