"""Validation and scoring of what changed give exactly what computing everything anew gives."""

import shutil
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa
from pipeline_world import AT, RESULT, TODAY, Editor, compute, make_world, scores_of, stored_findings

from ejournal import incremental, pipeline
from ejournal.config import Config, load_config
from ejournal.dataset import Dataset
from ejournal.incremental import validation
from ejournal.rules import CATALOGUE
from ejournal.store import Store, schema, schema_findings


@pytest.fixture(scope="session")
def world_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of three groups, made once."""
    return make_world(tmp_path_factory.mktemp("pipeline") / "workspace").workspace


@pytest.fixture
def world(world_once: Path, tmp_path: Path) -> Config:
    """A copy of it."""
    return load_config(Path(shutil.copytree(world_once, tmp_path / "workspace")))


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a large university: rules that compare everybody wait, so that the others look at what changed alone."""
    keywords = {"most_journals": 0, "full": False}
    monkeypatch.setattr(validation.renew_findings, "__kwdefaults__", keywords)


def _near(found: pd.DataFrame) -> pd.DataFrame:
    """Findings of the rules that are looked for again near a change."""
    near = {rule.id for rule in CATALOGUE.values() if rule.scope in ("journal", "group")}
    return found.loc[found["rule"].isin(near), [*RESULT, "finding"]].reset_index(drop=True)


@pytest.mark.parametrize("seed", range(3))
def test_what_changed_gives_what_everything_gives(world: Config, narrow: None, seed: int) -> None:
    """Random edits, now and then another day, then both ways over the same dataset: equal findings and points."""
    editor, today = Editor(world, seed), TODAY
    compute(world, today, AT)
    for step in range(1, 4):
        at = AT + timedelta(hours=step)
        editor.edit(at)
        if editor.random.random() < 0.3:
            today += timedelta(days=editor.random.choice([1, 7, -3]))
        compute(world, today, at)
        by_part, part_scores = _near(stored_findings(world)), scores_of(world)
        before = _revision(world)
        compute(world, today, at, full=True)
        pd.testing.assert_frame_equal(by_part, _near(stored_findings(world)))
        pd.testing.assert_frame_equal(part_scores, scores_of(world))
        assert _written(world, before) <= {"department", "registry"}


@pytest.mark.parametrize("seed", [11])
def test_a_small_university_is_compared_whole_at_once(world: Config, seed: int) -> None:
    """Up to a size, rules that compare the whole university are exact after each change, too."""
    editor = Editor(world, seed)
    compute(world, TODAY, AT)
    editor.edit(AT + timedelta(hours=1), lessons=5)
    compute(world, TODAY, AT + timedelta(hours=1))
    before = stored_findings(world)
    compute(world, TODAY, AT + timedelta(hours=2), full=True)
    after = stored_findings(world)
    pd.testing.assert_frame_equal(before[[*RESULT, "finding"]], after[[*RESULT, "finding"]])


def test_only_what_changed_is_read(world: Config, narrow: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change in one group leaves the group that shares nobody with it unread; without a change no rule is applied."""
    compute(world, TODAY, AT)
    looked: list[set[int]] = []
    apply = validation.run
    monkeypatch.setattr(
        validation,
        "run",
        lambda frames, *rest, **named: looked.append(set(frames.lessons["group_id"])) or apply(frames, *rest, **named),
    )
    pipeline.validate(world.workspace, today=TODAY, at=AT)
    assert looked == []
    editor = Editor(world, 3)
    third = set(editor.members.loc[editor.members["group_id"] == editor.members["group_id"].max(), "group_id"])
    editor.lessons = editor.lessons[editor.lessons["group_id"].isin(third)]
    editor.edit(AT + timedelta(hours=1))
    pipeline.validate(world.workspace, today=TODAY, at=AT)
    assert looked == [third]


def test_nothing_changed_makes_no_revision(world: Config) -> None:
    """A second validation and scoring of the same state leave the dataset as it is, and are remembered."""
    compute(world, TODAY, AT)
    before = _revision(world)
    compute(world, TODAY, AT + timedelta(hours=1))
    assert _revision(world) == before
    store = Store.open(world.database_address)
    with store.read() as connection:
        kinds = connection.scalars(sa.select(schema_findings.computations.c.kind)).all()
    store.dispose()
    assert sorted(kinds) == ["scoring"] * 4 + ["validation"] * 2


def test_a_moved_tab_moves_its_findings(world: Config, narrow: None) -> None:
    """Rows and columns that stand elsewhere change no mark, yet the finding points to the new cell, as the same one."""
    editor = Editor(world, 5)
    editor.edit(AT, lessons=4)
    compute(world, TODAY, AT)
    found = stored_findings(world)
    due = found[(found["rule"] == "lesson-due") & found["cell"].isna()].iloc[0]
    store = Store.open(world.database_address)
    with store.write("sync", actor="sync", at=AT) as writer:
        table = schema.tabs
        places = f'{{"columns": {{"{due["lesson_id"]}": "ZZ"}}}}'
        writer.connection.execute(
            table.update().where(table.c.journal_id == int(due["journal_id"])).values(places=places)
        )
    store.dispose()
    compute(world, TODAY, AT)
    after = stored_findings(world).set_index("finding")
    assert after.loc[due["finding"], "cell"] == "ZZ7"


def test_other_parameters_look_at_everything(world: Config, narrow: None) -> None:
    """A rule that is switched off has no findings any more, though no journal changed."""
    compute(world, TODAY, AT)
    assert (stored_findings(world)["rule"] == "lesson-due").any()
    (world.parameters / "rules.yaml").write_text("switches: {lesson-due: {enabled: false}}\n", encoding="utf-8")
    compute(world, TODAY, AT)
    assert not (stored_findings(world)["rule"] == "lesson-due").any()


def _revision(config: Config) -> int:
    with Dataset(config) as dataset:
        return dataset.revision or 0


def _written(config: Config, after: int) -> set[str]:
    """Scopes of the rules whose findings began or ended after this revision."""
    store = Store.open(config.database_address)
    table = schema.findings
    with store.read() as connection:
        changed = sa.or_(table.c.from_revision > after, table.c.to_revision > after)
        rules = set(connection.scalars(sa.select(table.c.rule).where(changed)))
    store.dispose()
    return {CATALOGUE[rule].scope for rule in rules}


def test_the_package_says_what_it_offers() -> None:
    """Both computations, and what they take."""
    assert {"Task", "renew_findings", "renew_scores"} <= set(incremental.__all__)
