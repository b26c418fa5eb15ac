"""What sync makes of the sample's workbooks, held against what their teachers meant."""

from datetime import timedelta
from typing import Any

import pandas as pd
from conftest import SEED, START, UNTIL

from ejournal import Dataset
from ejournal.config import Config
from ejournal.parameters import load_parameters
from ejournal.provision import provision
from ejournal.sample import Meant, Rows, Truth, states
from ejournal.sync import sync


def test_sync_finds_what_was_meant(sample_copy: Config, sample_rows: Rows) -> None:
    """After every week each cell of the truth is in the dataset: right student, lesson, status and marks."""
    parameters = load_parameters(sample_copy.parameters)
    told = works = 0
    for state in states(sample_copy.journals, sample_rows, start=START, until=UNTIL, step="week", seed=SEED):
        sync(sample_copy, parameters, at=state.moment)
        told += _compare(sample_copy, state.truth)
        works = len(state.truth.works)
        if state.plans:
            at = state.moment + timedelta(minutes=10)
            assert not provision(sample_copy, parameters, today=at.date(), at=at).problems
    assert told > 4000
    assert works > 50


def _compare(config: Config, truth: Truth) -> int:
    with Dataset.open(config.workspace) as dataset:
        lessons, marks, works = dataset.lessons(), dataset.marks(), dataset.works()
        codes = _named(dataset.journals(), "journal_id", "code")
        numbers = _named(dataset.students(), "student_id", "number")
    keys = {row.lesson_id: (codes[row.journal_id], row.date.date(), int(row.pair)) for row in lessons.itertuples()}
    state = {keys[row.lesson_id]: row.completeness for row in lessons.itertuples()}
    assert {state[key] for key in truth.columns} <= {"complete"}
    assert {state[key] for key in truth.not_held} <= {"not_held"}
    entries: dict[tuple[Any, ...], list[tuple[str, Any]]] = {}
    for row in marks.itertuples():
        entries.setdefault((*keys[row.lesson_id], numbers[row.student_id]), []).append((row.status, row.value))
    differing = {key: meant for key, meant in truth.cells.items() if _meant(entries.get(key, [])) != meant}
    assert not differing
    read = {(codes[row.journal_id], row.item, numbers[row.student_id]): row.value for row in works.itertuples()}
    assert {key: read.get(key) for key in truth.works} == truth.works
    return len(truth.cells)


def _named(frame: pd.DataFrame, key: str, name: str) -> dict[int, str]:
    return dict(zip(frame[key], frame[name], strict=True))


def _meant(entries: list[tuple[str, Any]]) -> Meant:
    away = [status for status, _ in entries if status in ("absent", "excused")]
    marks = tuple(int(value) for status, value in entries if status == "mark")
    return Meant(away[0] if away else "present", marks)  # type: ignore[arg-type]
