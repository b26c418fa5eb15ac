"""Each objectivity rule asks about its planted behaviour, at its cell, as a question, and about nothing else."""

import json
import re
from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pytest

from ejournal import columns
from ejournal.i18n import LANGUAGES
from ejournal.parameters import Parameters, Rules, RuleSwitch
from ejournal.rules import CATALOGUE, Inputs, message, remedy, run
from ejournal.sample.behaviours import BEHAVIOURS, plant_all
from ejournal.sample.department import Department, Size, drawn, honest
from ejournal.sample.department_frames import Numbered, frames

RULES = [*BEHAVIOURS, "far-from-department"]
AFTER = date(2027, 1, 20)
PLANTED = 3
Find = Callable[..., pd.DataFrame]


def inputs_of(department: Department, **changes: pd.DataFrame) -> Inputs:
    """The department's frames, some of them changed; the others are empty."""
    made = frames(department) | changes
    return Inputs(**({name: columns.FRAMES[name].empty() for name in Inputs.__dataclass_fields__} | made))


@pytest.fixture(scope="module")
def planted() -> tuple[Department, dict[str, tuple[int, int | None]]]:
    """A department with each behaviour once, and the journal and lesson of each."""
    department = honest(PLANTED)
    keys = Numbered(department)
    places = {
        rule: (
            int(keys.journal[place.group, place.course]),
            None if place.lesson is None else int(keys.lesson[place.group, place.course, place.lesson]),
        )
        for rule, place in plant_all(department).items()
    }
    return department, places


@pytest.fixture(scope="module")
def findings(planted: tuple[Department, dict[str, object]], parameters: Parameters) -> pd.DataFrame:
    """What the rules find there."""
    return run(inputs_of(planted[0]), AFTER, parameters, RULES)


@pytest.fixture
def find(parameters: Parameters) -> Find:
    """The rules asked for, over a department with some frames changed, on a day."""

    def apply(
        department: Department, *rules: str, today: date = AFTER, using: Parameters = parameters, **changes: object
    ) -> pd.DataFrame:
        return run(inputs_of(department, **changes), today, using, rules or RULES)  # type: ignore[arg-type]

    return apply


@pytest.mark.parametrize("rule", RULES)
def test_planted_behaviour_is_found_at_its_cell(
    rule: str, findings: pd.DataFrame, planted: tuple[Department, dict[str, tuple[int, int | None]]]
) -> None:
    """The finding names journal, lesson where there is one, and the date's cell of the first or that column (2.6)."""
    journal, lesson = planted[1][rule]
    rows = findings[(findings["rule"] == rule) & (findings["journal_id"] == journal)]
    assert len(rows) == 1
    row = rows.iloc[0]
    column = 0 if lesson is None else (lesson - 1) % planted[0].size.lessons
    assert (None if pd.isna(row["lesson_id"]) else row["lesson_id"]) == lesson
    assert row["cell"] == "HIJKLMNOPQRSTUVW"[column] + "3"
    assert set(json.loads(row["arguments"])) == set(CATALOGUE[rule].placeholders)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_a_question(rule: str, language: str, findings: pd.DataFrame) -> None:
    """The teacher reads figures and a question, with every number known and none longer than people write."""
    row = findings[findings["rule"] == rule].iloc[0]
    sentence = message(row, language)
    assert sentence.endswith("?")
    assert "—," not in sentence
    assert "nan" not in sentence
    assert not re.search(r"\d[.,](\d{3}(?!\d)|\d{5})", sentence)
    assert remedy(row, language)


@pytest.mark.parametrize("rule", RULES)
def test_the_teacher_hears_first(rule: str) -> None:
    """For seven days by default nobody else does; no such finding is an error (2.6)."""
    declared = CATALOGUE[rule]
    assert {each.name: each.default for each in declared.parameters}["private_days"] == 7
    assert (declared.audience, declared.severity in ("notice", "warning")) == ("teacher", True)
    assert {"2.6"} < set(declared.clauses)


def test_few_marks_are_never_judged(find: Find) -> None:
    """The same behaviours in short journals of few students: nothing is found."""
    few = honest(3, Size(students=4))
    for plant in BEHAVIOURS.values():
        plant(few, 1, 1)
    assert find(few).empty
    short = honest(3, Size(lessons=3))
    wanted = [rule for rule in BEHAVIOURS if rule not in ("one-mark-lesson", "copied-column", "marks-bunched")]
    for rule in wanted:
        BEHAVIOURS[rule](short, 1, 1)
    assert find(short, *wanted).empty


def test_the_order_of_rows_does_not_matter(
    find: Find, findings: pd.DataFrame, planted: tuple[Department, object]
) -> None:
    """Shuffled frames give the same findings: lots are drawn from a fixed seed in the order of the journals."""
    shuffled = {
        name: frame.sample(frac=1, random_state=1).reset_index(drop=True) for name, frame in frames(planted[0]).items()
    }
    again = find(planted[0], **shuffled)
    key = ["rule", "journal_id", "lesson_id"]
    both = [each.sort_values(key, ignore_index=True)[[*key, "arguments"]] for each in (findings, again)]
    pd.testing.assert_frame_equal(*both)


def test_strong_groups_are_not_asked(find: Find) -> None:
    """Fives in every course of a group are the group's, not a journal's."""
    department = honest(11)
    group = department.marks[2]
    group[(group > 0) & (department.lots.random(group.shape) < 0.97)] = 5
    assert find(department, "no-spread", "one-mark-lesson", "one-mark-students", "far-from-other-courses").empty


def test_everybody_always_there_is_not_asked(find: Find) -> None:
    """A group without an absence in any journal is diligent."""
    department = honest(12)
    department.away[0] = False
    found = find(department, "attendance-never-varies")
    assert not found["journal_id"].isin(Numbered(department).journal[0].tolist()).any()


def test_one_class_of_two_pairs_may_have_one_column_twice(find: Find) -> None:
    """The same marks in two lessons of one journal on one day are one class; a week apart they are asked about."""
    department = honest(13)
    department.marks[0, 0, 5], department.away[0, 0, 5] = department.marks[0, 0, 4], department.away[0, 0, 4]
    department.given[0, 0] = True
    department.marks[0, 0, 4:6] = np.where(np.arange(25) % 3 == 0, 3, np.where(np.arange(25) % 3 == 1, 4, 5))
    department.away[0, 0, 4:6] = False
    apart = find(department, "copied-column")
    assert apart["lesson_id"].tolist() == [6]
    assert "пара 1 («1»)" in message(apart.iloc[0], "ru")
    lessons = frames(department)["lessons"]
    lessons.loc[lessons["lesson_id"] == 6, "date"] = lessons.loc[lessons["lesson_id"] == 5, "date"].iloc[0]
    assert find(department, "copied-column", lessons=lessons).empty


def test_a_column_copied_from_another_journal(find: Find) -> None:
    """The group's marks of one course in another: the later column is asked about and names the earlier tab."""
    department = honest(14)
    pattern = np.where(
        np.arange(25) % 4 == 0, 3, np.where(np.arange(25) % 4 == 1, 4, np.where(np.arange(25) % 2, 2, 5))
    )
    for course, lesson in ((1, 4), (6, 9)):
        department.marks[3, course, lesson], department.away[3, course, lesson] = pattern, False
    found = find(department, "copied-column")
    assert found["journal_id"].tolist() == [int(Numbered(department).journal[3, 6])]
    assert "«2»" in message(found.iloc[0], "en")


def test_bunched_marks_wait_for_the_checkpoint(find: Find) -> None:
    """Before the checkpoint's day is over nothing is said about its last days; spread marks are never asked about."""
    department = honest(15)
    BEHAVIOURS["marks-bunched"](department, 4, 4)
    assert find(department, "marks-bunched", today=date(2026, 11, 1)).empty
    assert len(find(department, "marks-bunched", today=date(2026, 11, 2))) == 1
    assert find(honest(15), "marks-bunched").empty


def test_no_exam_no_question(find: Find) -> None:
    """Without exam points, and for students who did not come, there is nothing to compare (2.7)."""
    department = honest(16)
    BEHAVIOURS["far-from-exam"](department, 5, 5)
    assert len(find(department, "far-from-exam")) == 1
    entered = frames(department)["entered"]
    assert find(
        department, "far-from-exam", entered=entered.assign(points=entered["points"].mask([True] * len(entered)))
    ).empty
    assert find(department, "far-from-exam", entered=columns.FRAMES["entered"].empty()).empty


def test_a_hard_discipline_is_no_finding(find: Find) -> None:
    """A course in which every group does worse by one mark is hard; one group alone in it is asked about."""
    department = honest(17)
    department.level[:, 3] -= 1.0
    department.marks[:, 3] = drawn(department)[:, 3]
    course = Numbered(department).journal[:, 3].tolist()
    assert not find(department, "far-from-other-courses")["journal_id"].isin(course).any()


def test_parameters_rule(find: Find, planted: tuple[Department, object], parameters: Parameters) -> None:
    """A university that wants more evidence gets fewer questions."""
    stricter = {"no-spread": {"least_marks": 5000}, "marks-bunched": {"least_share": 1.0, "ratio": 100.0}}
    switches = {rule: RuleSwitch.model_validate(values) for rule, values in stricter.items()}
    using = parameters.model_copy(update={"rules": Rules(switches=switches)})
    assert len(find(planted[0], *stricter)) >= 2
    assert find(planted[0], *stricter, using=using).empty


def test_semesters_are_not_mixed(find: Find, planted: tuple[Department, object]) -> None:
    """Another semester of the same groups and students, all fives, changes nothing in this one."""
    first, second = frames(planted[0]), frames(honest(PLANTED))
    shift = {"journal_id": 10_000, "course_id": 10_000, "lesson_id": 100_000}
    for name, frame in second.items():
        for key, by in shift.items():
            if key in frame:
                frame[key] += by
        if "semester" in frame:
            second[name] = frame.assign(semester="2025-2")
    second["marks"]["value"] = second["marks"]["value"].mask(second["marks"]["value"].notna(), 5)
    both = {name: pd.concat([first[name], second[name]], ignore_index=True) for name in first}
    both["memberships"] = first["memberships"]
    retyped = {name: columns.FRAMES[name].typed(frame) for name, frame in both.items()}
    rules = ("no-spread", "one-mark-students", "copied-column", "attendance-never-varies", "marks-bunched")
    alone, together = find(planted[0], *rules), find(planted[0], *rules, **retyped)
    now = together[together["journal_id"] < 10_000]
    assert now[["rule", "journal_id"]].values.tolist() == alone[["rule", "journal_id"]].values.tolist()
