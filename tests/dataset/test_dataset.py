"""The dataset's frames: declared types, filters, as of any revision, and six values that are never mixed up."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hands import EVENING, FIRST_LECTURE, LAB, LECTURE, PHYSICS, later, run_sync, typed

import ejournal
from ejournal import Dataset
from ejournal.columns import FRAMES
from ejournal.config import Config
from ejournal.errors import ConfigError, ParameterError
from ejournal.parameters import load_parameters
from ejournal.registry import load_workbook, write_registry

Rows = dict[str, list[dict[str, object]]]
A, B, C = "26-001", "26-002", "26-003"


@pytest.fixture
def filled(workspace: Config) -> Config:
    """Three lessons of two journals filled and read."""
    typed(workspace, lambda hand: hand.fill(FIRST_LECTURE, {A: "5/4", B: "кж", C: "0"}, 1))
    typed(workspace, lambda hand: hand.fill(date(2026, 9, 3), {A: "у"}, 1), code=PHYSICS, at=later(5))
    typed(workspace, lambda hand: hand.fill(date(2026, 9, 2), {B: "3"}, None, None), code=LAB, at=later(10))
    return workspace


def _reload(config: Config, rows: Rows, at: datetime) -> None:
    config.registry.unlink()
    write_registry(config.registry, rows)
    load_workbook(config, load_parameters(config.parameters), at=at, actor="test")


def test_the_package_gives_its_dataset() -> None:
    """`from ejournal import Dataset` is all that a notebook needs."""
    assert ejournal.Dataset is Dataset
    with pytest.raises(AttributeError):
        ejournal.Nothing  # noqa: B018


@pytest.mark.parametrize("name", list(FRAMES))
def test_frames_are_as_declared(filled: Config, name: str) -> None:
    """Columns, order and types are those of ejournal.columns."""
    with Dataset(filled) as dataset:
        frame = getattr(dataset, name)()
    assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == FRAMES[name].dtypes


@pytest.mark.parametrize(
    "name", [name for name in FRAMES if name not in ("outages", "holidays", "quarantine", "findings")]
)
def test_frames_of_nobody_are_empty_and_typed(filled: Config, name: str) -> None:
    """A filter that finds nothing gives an empty frame of the same types."""
    with Dataset(filled) as dataset:
        by = "semester" if name in ("semesters", "courses", "journals", "works", "plans", "scores") else "group"
        frame = getattr(dataset, name)(**{by: "нет такой"})
    assert frame.empty
    assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == FRAMES[name].dtypes


def test_an_empty_dataset_reads(registered: Config) -> None:
    """Before anything is provisioned every frame can be had."""
    with Dataset(registered) as dataset:
        assert dataset.marks().empty
        assert len(dataset.register()) == len(dataset.lessons()) * 6
        assert dataset.journals()["workbook"].isna().all()


def test_six_values_of_a_cell(filled: Config) -> None:
    """Present, absent, excused, not entered, a zero, and not a member are told apart (3.5)."""
    with Dataset(filled) as dataset:
        register = dataset.register().merge(dataset.students(), on="student_id")
        register = register.merge(dataset.lessons()[["lesson_id", "date", "journal_id"]], on="lesson_id")
    day = register[register["date"] == pd.Timestamp(FIRST_LECTURE)].set_index("number")
    assert day["status"].to_dict() == {
        A: "present",
        B: "absent",
        C: "present",
        "26-004": "present",
        "26-005": "present",
        "26-006": "not_member",
    }
    assert day.loc[C, "value"] == 0
    assert day.loc[A, "value"] == 4
    assert pd.isna(day.loc["26-004", "value"])
    physics = register[register["date"] == pd.Timestamp(2026, 9, 3)].set_index("number")["status"]
    assert (physics[A], physics[B]) == ("excused", "present")
    lab = register[register["date"] == pd.Timestamp(2026, 9, 2)].set_index("number")["status"]
    assert (lab[A], lab[B], lab["26-005"]) == ("not_entered", "present", "not_member")


def test_filters(filled: Config) -> None:
    """By semester, institute, department, group, course, teacher and dates."""
    with Dataset(filled) as dataset:
        everything = dataset.lessons()
        course = str(dataset.courses().set_index("discipline").loc["БД", "course"])
        assert len(dataset.lessons(semester="2026-1", institute="ИЦТ", group="ИТ-1-26")) == len(everything)
        assert len(dataset.lessons(course=course)) == 24
        assert set(dataset.journals(teacher="Петрова Ольга Ивановна")["code"]) == {LAB, PHYSICS}
        assert len(dataset.journals(department="ПИ")) == 3
        week = dataset.lessons(start=date(2026, 9, 1), end=date(2026, 9, 3))
        assert week["date"].dt.day.tolist() == [1, 2, 3]
        assert len(dataset.marks(course=course)) == 5
        assert dataset.marks(start=date(2026, 9, 3))["status"].tolist() == ["excused"]


def test_as_of_a_revision_and_a_moment(filled: Config) -> None:
    """Any state can be had again, by its number or by any moment in it."""
    with Dataset(filled) as dataset:
        newest = dataset.revision
        assert newest is not None
    typed(filled, lambda hand: hand.put(C, FIRST_LECTURE, "5"), at=later(20))
    with Dataset(filled, newest) as before, Dataset(filled, later(15)) as moment, Dataset(filled) as now:
        assert before.marks().equals(moment.marks())
        assert sorted(before.marks()["value"].dropna()) == [0, 3, 4, 5]
        assert sorted(now.marks()["value"].dropna()) == [3, 4, 5, 5]


def test_a_revision_that_is_not_there(filled: Config) -> None:
    """A revision of the future and a moment before the first one are refused."""
    with pytest.raises(ParameterError, match="no such revision"):
        Dataset(filled, 10_000)
    with pytest.raises(ParameterError, match="first revision"):
        Dataset(filled, EVENING - timedelta(days=900))


def test_a_reader_sees_one_state(filled: Config) -> None:
    """What is stored while a reader is open is not seen by it."""
    with Dataset(filled) as dataset:
        before = dataset.marks()
        typed(filled, lambda hand: hand.put(C, FIRST_LECTURE, "5"), at=later(20))
        assert dataset.marks().equals(before)


def test_no_workspace(tmp_path: object) -> None:
    """A folder without settings is no workspace."""
    with pytest.raises(ConfigError, match="init"):
        Dataset.open(str(tmp_path))


def test_teachers_of_the_day(registered: Config, small_rows: Rows) -> None:
    """The substitute answers for the days of the order, a new teacher from the first day on (3.5, 4.3)."""
    asanov, petrova = "Асанов Азамат Токтогулович", "Петрова Ольга Ивановна"
    order = {"journal": LECTURE, "teacher": petrova, "valid_from": date(2026, 9, 8), "valid_to": date(2026, 9, 14)}
    small_rows["substitutions"] = [order]
    small_rows["teacher_changes"] = [{"journal": LECTURE, "teacher": petrova, "valid_from": date(2026, 10, 1)}]
    _reload(registered, small_rows, EVENING)
    with Dataset(registered) as dataset:
        journals, lessons = dataset.journals(on=date(2026, 9, 1)), dataset.lessons()
        names = {row.teacher_id: row.teacher for row in dataset.journals(on=date(2026, 9, 1)).itertuples()}
        later_on = dataset.journals().set_index("code")["teacher"]
    key = journals.set_index("code").loc[LECTURE, "journal_id"]
    own = {row.date.date(): row.teacher_id for row in lessons[lessons["journal_id"] == key].itertuples()}
    assert [names[own[date(2026, 9, day)]] for day in (1, 8, 15)] == [asanov, petrova, asanov]
    assert names[own[date(2026, 10, 6)]] == petrova
    assert later_on[LECTURE] == petrova


def test_a_moved_lesson_keeps_its_id(filled: Config, small_rows: Rows) -> None:
    """Its date, pair and room are dated facts; its marks go with it (1.4)."""
    with Dataset(filled) as dataset:
        before = dataset.lessons().set_index("date").loc[pd.Timestamp(FIRST_LECTURE), "lesson_id"]
        revision = dataset.revision
    small_rows["changes"] = [
        {
            "journal": LECTURE,
            "kind": "moved",
            "date": FIRST_LECTURE,
            "pair": 1,
            "new_date": date(2026, 9, 5),
            "new_pair": 2,
            "new_room": "Л-2",
            "document": "расп. 7",
        }
    ]
    _reload(filled, small_rows, later(60))
    with Dataset(filled) as now, Dataset(filled, revision) as then:
        lesson = now.lessons().set_index("lesson_id").loc[before]
        assert (lesson["date"].date(), lesson["pair"], lesson["room"], lesson["status"]) == (
            date(2026, 9, 5),
            2,
            "Л-2",
            "moved",
        )
        assert then.lessons().set_index("lesson_id").loc[before, "date"].date() == FIRST_LECTURE
        assert now.marks()["date"].max() == pd.Timestamp(2026, 9, 5)


def test_checkpoints_and_topics(filled: Config) -> None:
    """A lesson's checkpoint is that of its date; without a plan it has no topic."""
    with Dataset(filled) as dataset:
        lessons = dataset.lessons()
    first = lessons[lessons["date"] <= pd.Timestamp(2026, 10, 24)]
    assert set(first["checkpoint"]) == {1}
    assert set(lessons.drop(first.index)["checkpoint"]) == {2}
    assert lessons["topic"].isna().all()


def test_cells_are_where_they_stand_now(filled: Config) -> None:
    """After a column was inserted a mark's cell is its new one."""

    def insert(hand: Callable[..., object]) -> None:
        hand.sheet.insert_cols(6)  # type: ignore[attr-defined]

    with Dataset(filled) as dataset:
        before = dataset.marks()
    typed(filled, insert, at=later(30))
    with Dataset(filled) as dataset:
        after = dataset.marks()
    lecture = before["date"] == pd.Timestamp(FIRST_LECTURE)
    assert set(before.loc[lecture, "cell"].str[0]) == {"F"}
    assert set(after.loc[lecture, "cell"].str[0]) == {"G"}
    assert after.loc[~lecture, "cell"].equals(before.loc[~lecture, "cell"])


def test_nothing_typed_is_lost_by_a_pass(filled: Config) -> None:
    """A second pass over the same files gives the same frames."""
    with Dataset(filled) as dataset:
        before = dataset.register()
    run_sync(filled, later(60), full=True)
    with Dataset(filled) as dataset:
        assert dataset.register().equals(before)
