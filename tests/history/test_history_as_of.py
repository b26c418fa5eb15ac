"""Whatever was typed, decided and computed: as of a revision or a moment every frame is what it was then (replay)."""

import inspect
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hands import EVENING, LAB, LECTURE, PHYSICS, Hand, run_sync

from ejournal import Dataset, pipeline
from ejournal.columns import FRAMES
from ejournal.config import Config
from ejournal.parameters import load_parameters
from ejournal.registry import load_workbook, write_registry

Rows = dict[str, list[dict[str, object]]]
Frames = dict[str, pd.DataFrame]
STUDENTS = [f"26-00{number}" for number in range(1, 7)]
DAYS = {
    LECTURE: [date(2026, 9, 1) + timedelta(weeks=week) for week in range(5)],
    LAB: [date(2026, 9, 2), date(2026, 9, 16)],
    PHYSICS: [date(2026, 9, 3) + timedelta(weeks=week) for week in range(5)],
}
TYPED = ("5", "4/3", "2", "0", "кж", "у", "+", "??", None, None)
TODAY = date(2026, 10, 10)
STEP = timedelta(hours=5)
PLACES = ["workbook", "tab", "column", "cell"]
PLACED = ("journals", "lessons")  # these say where things stood when last read, as of every revision


def _frames(dataset: Dataset) -> Frames:
    """All frames but those that speak of the tabs as last read, and nothing else."""
    methods = {name: getattr(dataset, name) for name in FRAMES if name != "listed" and hasattr(dataset, name)}
    return {name: method(**({"on": TODAY} if _needs_day(method) else {})) for name, method in methods.items()}


def _needs_day(method: Callable[..., pd.DataFrame]) -> bool:
    """Whether the frame is worked out for a day that has to be named."""
    asked = inspect.signature(method).parameters.get("on")
    return asked is not None and asked.default is inspect.Parameter.empty


def _type(config: Config, chance: random.Random) -> None:
    """A few cells of one journal, and sometimes a column's heads."""
    code = chance.choice(list(DAYS))
    hand = Hand(config, code)
    for _ in range(chance.randint(1, 6)):
        day = chance.choice(DAYS[code])
        students = STUDENTS[:3] if code == LAB else STUDENTS
        hand.put(chance.choice(students), day, chance.choice(TYPED))
        if chance.random() < 0.7:
            hand.fill(day, {}, chance.choice([None, 0, 1, 2]), chance.choice(["Лекция", "Опрос", None]))
    hand.save()


def _decree(config: Config, rows: Rows, chance: random.Random, at: datetime) -> None:
    """Somebody leaves or comes back, a lesson moves, a teacher is replaced, a name changes."""
    what = chance.choice(["member", "move", "substitute", "name"])
    if what == "member":
        row = chance.choice(rows["memberships"])
        row["valid_to"] = None if row.get("valid_to") else date(2026, 9, 1) + timedelta(days=chance.randint(5, 40))
    elif what == "name":
        rows["students"][chance.randrange(6)]["email"] = f"{chance.randint(1, 99)}@example.org"
    elif what == "move":
        day = chance.choice(DAYS[LECTURE])
        order = {"journal": LECTURE, "kind": "moved", "date": day, "pair": 1}
        if not any(row["date"] == day for row in rows.setdefault("changes", [])):
            rows["changes"].append(order | {"new_date": day + timedelta(days=3), "new_pair": 2})
    else:
        start = date(2026, 9, chance.randint(1, 28))
        order = {"journal": LAB, "teacher": "Асанов Азамат Токтогулович", "valid_from": start}
        if order not in [{key: row[key] for key in order} for row in rows.setdefault("substitutions", [])]:
            rows["substitutions"].append(order | {"valid_to": start + timedelta(days=7)})
    config.registry.unlink()
    write_registry(config.registry, rows)
    load_workbook(config, load_parameters(config.parameters), at=at, actor="test")


def _compute(config: Config, at: datetime) -> None:
    pipeline.validate(config.workspace, today=TODAY, at=at)
    for checkpoint in (1, 2):
        pipeline.score(config.workspace, semester="2026-1", checkpoint=checkpoint, today=TODAY, at=at)


def _live(config: Config, rows: Rows, seed: int, steps: int) -> dict[int, tuple[datetime, Frames]]:
    """Some weeks of work; revision -> its moment and every frame as it was then, kept after each step."""
    chance = random.Random(seed)
    kept: dict[int, tuple[datetime, Frames]] = {}
    for step in range(steps):
        at = EVENING + step * STEP
        if chance.random() < 0.3:
            _decree(config, rows, chance, at)
        else:
            _type(config, chance)
            run_sync(config, at)
        if chance.random() < 0.5:
            _compute(config, at + STEP / 5)
        with Dataset(config) as dataset:
            assert dataset.revision is not None
            kept.setdefault(dataset.revision, (at + STEP / 2, _frames(dataset)))
    return kept


def _differing(then: Frames, now: Frames, without: list[str]) -> list[str]:
    def plain(frame: pd.DataFrame, placed: bool) -> pd.DataFrame:
        dropped = [*without, *(PLACES if placed else [])]
        bare = frame.drop(columns=[name for name in dropped if name in frame])
        objects = bare.astype(object).where(bare.notna(), None)
        return objects.sort_values(list(objects.columns), key=lambda column: column.map(repr), ignore_index=True)

    return [name for name in then if not plain(then[name], name in PLACED).equals(plain(now[name], name in PLACED))]


@pytest.mark.parametrize("seed", [1, 2])
def test_every_frame_is_what_it_was(workspace: Config, small_rows: Rows, seed: int) -> None:
    """By number and by moment, of every revision that was looked at."""
    kept = _live(workspace, small_rows, seed, steps=9)
    assert len(kept) > 5
    for revision, (moment, then) in kept.items():
        with Dataset(workspace, revision) as by_number, Dataset(workspace, moment) as by_moment:
            assert by_moment.revision == revision
            assert _differing(then, _frames(by_number), []) == []
            assert _differing(then, {"marks": by_moment.marks()} | then, []) == []


def test_points_and_findings_are_what_they_were(workspace: Config, small_rows: Rows) -> None:
    """Scored and validated as of a revision they are what was computed then; nothing is stored by that."""
    chance = random.Random(7)
    kept: dict[int, tuple[pd.DataFrame, pd.DataFrame]] = {}
    for step in range(4):
        _type(workspace, chance)
        run_sync(workspace, EVENING + step * STEP)
        with Dataset(workspace) as dataset:
            revision = dataset.revision or 0
        kept[revision] = (_scored(workspace), _validated(workspace))
        _compute(workspace, EVENING + step * STEP + STEP / 5)
    with Dataset(workspace) as dataset:
        newest = dataset.revision
    for revision, (scores, findings) in kept.items():
        as_of = {"as_of": revision}
        assert _differing({"scores": scores}, {"scores": _scored(workspace, **as_of)}, []) == []
        again = _validated(workspace, **as_of)
        assert _differing({"findings": findings}, {"findings": again}, ["finding", *LIFE]) == []
    with Dataset(workspace) as dataset:
        assert dataset.revision == newest


LIFE = ["first_seen", "last_seen", "notified", "resolved", "state", "dismissed_by", "reason"]


def _scored(config: Config, **as_of: Any) -> pd.DataFrame:
    wanted = as_of or {"as_of": _newest(config)}
    return pipeline.score(config.workspace, semester="2026-1", checkpoint=1, today=TODAY, **wanted)


def _validated(config: Config, **as_of: Any) -> pd.DataFrame:
    return pipeline.validate(config.workspace, today=TODAY, **(as_of or {"as_of": _newest(config)}))


def _newest(config: Config) -> int:
    with Dataset(config) as dataset:
        return dataset.revision or 0


def test_where_things_stand_is_no_part_of_a_revision(workspace: Config) -> None:
    """A column inserted moves the cells as of today; as of before they are those that were read, all else is equal."""

    def change(edit: Callable[[Hand], object], at: datetime) -> None:
        hand = Hand(workspace)
        edit(hand)
        hand.save()
        run_sync(workspace, at)

    change(lambda hand: hand.fill(DAYS[LECTURE][0], {"26-001": "5"}, 0), EVENING)
    with Dataset(workspace) as dataset:
        revision, then = dataset.revision, _frames(dataset)
    change(lambda hand: hand.sheet.insert_cols(6), EVENING + STEP)
    change(lambda hand: hand.put("26-002", DAYS[LECTURE][0], "4"), EVENING + 2 * STEP)
    with Dataset(workspace, revision) as before, Dataset(workspace) as now:
        assert _differing(then, _frames(before), PLACES) == []
        assert before.marks()["cell"].tolist() == then["marks"]["cell"].tolist() == ["F10"]
        assert set(now.marks()["cell"].str[0]) == {"G"}
