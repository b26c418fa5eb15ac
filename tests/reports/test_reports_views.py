"""Findings and points as elements: for whom, where, what to do; students, courses, what is missing and assumed."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ejournal.columns import FRAMES
from ejournal.parameters import Parameters, load_parameters, share_folder
from ejournal.reports import points_view, validation_view
from ejournal.reports.elements import Element, Note, Table

LANGUAGES = ("ru", "ky", "en")
BOOK = "2026-1/ИТ-1-26/Асанов.xlsx"


def frame(name: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    """The rows as the declared frame."""
    blank = {column: {"bool": False, "int64": 0}.get(dtype) for column, dtype in FRAMES[name].dtypes.items()}
    return FRAMES[name].typed([{**blank, **row} for row in rows])


def finding(rule: str, severity: str, audience: str, cell: str, journal: int | None = 1, **arguments: str) -> Any:
    """One finding in a tab of the first workbook."""
    said = {"tab": "БД лк", "date": "2026-10-05", "pair": 1, "reason": "empty", **arguments}
    return {
        "rule": rule,
        "clause": "4.3",
        "severity": severity,
        "audience": audience,
        "journal_id": journal,
        "workbook": BOOK,
        "tab": "БД лк",
        "cell": cell,
        "arguments": json.dumps(said, ensure_ascii=False),
    }


@pytest.fixture
def journals() -> pd.DataFrame:
    """Two journals of two groups."""
    rows = [
        {"journal_id": 1, "group": "ИТ-1-26", "discipline_name": "Базы данных", "teacher": "Асанов А. Т."},
        {"journal_id": 2, "group": "ИТ-2-26", "discipline_name": "Физика", "teacher": None},
    ]
    return frame("journals", rows)


@pytest.fixture
def findings() -> pd.DataFrame:
    """Findings out of order, for two audiences, one of them of no journal."""
    return frame(
        "findings",
        [
            finding(
                "workbook-unreadable", "error", "administrator", "", None, workbook="Ким.xlsx", problem="workbook_empty"
            ),
            finding("no-topic", "notice", "teacher", "C6"),
            finding("lesson-due", "warning", "teacher", "AA7"),
            finding("lesson-due", "warning", "teacher", "B7"),
            finding("lesson-due", "warning", "teacher", "F7", 2),
        ],
    )


def tables(elements: list[Element]) -> list[dict[str, Any]]:
    """The tables among the elements, as JSON."""
    return [dict(element.to_json()) for element in elements if isinstance(element, Table)]


def test_findings_stand_by_who_acts_and_in_the_order_of_the_sheet(
    findings: pd.DataFrame, journals: pd.DataFrame
) -> None:
    """Teachers first; grave ones first; then by cell as in the sheet, B7 before AA7 (5.3)."""
    rows = validation_view.located(findings, journals, "ru")
    assert rows["cell"].tolist() == ["B7", "AA7", "C6", "F7", ""]
    assert rows["teacher"].tolist() == ["Асанов А. Т."] * 3 + ["без преподавателя"] * 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_finding_is_whole(findings: pd.DataFrame, journals: pd.DataFrame, language: str) -> None:
    """A row holds severity, exact cell, sentence with the tab, and clause; the workbook heads it, remedies follow."""
    rows = validation_view.located(findings, journals, language)
    elements = validation_view.by_audience(rows, language)
    first = tables(elements)[0]
    assert first["caption"] == BOOK
    severity = validation_view.SEVERITIES["warning"][language]
    assert [first["rows"][0][at] for at in (0, 1, 3)] == [severity, "B7", "4.3"]
    assert "05.10.2026" in first["rows"][0][2]
    assert "«БД лк»" in first["rows"][0][2] or '"БД лк"' in first["rows"][0][2]
    remedies = next(element for element in elements if isinstance(element, Note))
    assert remedies.text == validation_view.REMEDY[language]
    assert len(remedies.items) == len(set(remedies.items)) == 2


def test_a_tab_that_no_sentence_names_has_its_column(findings: pd.DataFrame, journals: pd.DataFrame) -> None:
    """The exact place is never lost: where a sentence leaves the tab out, the tab stands beside it."""
    rows = validation_view.located(findings, journals, "ru").assign(message="журнал не заполнен")
    titles = [column["title"] for column in tables(validation_view.by_audience(rows, "ru"))[0]["columns"]]
    assert titles == ["Степень", "Вкладка", "Ячейка", "Что найдено", "Пункт"]


def test_one_teachers_rows_are_counted_with_room_to_sign(findings: pd.DataFrame, journals: pd.DataFrame) -> None:
    """Counts by audience are of all findings; those by teacher of what teachers must mend, with room to sign (5.3)."""
    rows = validation_view.located(findings, journals, "ru")
    by_audience, by_teacher = tables(validation_view.summary(rows, "ru"))
    assert by_audience["total"] == ["Итого", "1", "3", "1", "5"]
    assert by_teacher["total"][:5] == ["Итого", "0", "3", "1", "4"]
    assert by_teacher["columns"][-1]["width"] == validation_view.SIGNATURE
    assert by_teacher["rows"][0][-1] == ""


def test_a_groups_findings_are_those_of_its_journals(findings: pd.DataFrame, journals: pd.DataFrame) -> None:
    """With a group, no other group's and no unreadable workbook of nobody; without, all of them."""
    assert validation_view.of_journals(findings, journals, "ИТ-2-26")["cell"].tolist() == ["F7"]
    assert len(validation_view.of_journals(findings, journals, "")) == 5
    assert len(validation_view.of_journals(findings, journals.head(1), "")) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_findings_are_a_sentence(journals: pd.DataFrame, language: str) -> None:
    """Nothing found: zeros in the cards, one sentence, no empty table."""
    rows = validation_view.located(frame("findings", []), journals, language)
    assert [element.kind for element in validation_view.summary(rows, language)] == ["note"]
    assert validation_view.by_audience(rows, language) == []
    assert [value for _, value, _ in validation_view.key_figures(rows, language).figures] == ["0", "0", "0"]


@pytest.fixture
def scores() -> pd.DataFrame:
    """Two courses, two students: the second has no marks in the first course, nobody a held lesson in the second."""
    common = {"checkpoint": 1, "scheme": "ЖАГУ, 2026-2027, v1"}
    rows = [
        {"student_id": 1, "course_id": 1, "component": "participation", "points": 6.0, "cap": 8},
        {"student_id": 1, "course_id": 1, "component": "performance", "points": 8.4, "cap": 10},
        {"student_id": 2, "course_id": 1, "component": "participation", "points": 8.0, "cap": 8},
        {"student_id": 2, "course_id": 1, "component": "performance", "points": 0.0, "cap": 10, "reason": "no_marks"},
        *(
            {
                "student_id": student,
                "course_id": 2,
                "component": "participation",
                "cap": 16,
                "reason": "no_lessons_held",
            }
            for student in (1, 2)
        ),
    ]
    return frame("scores", [{**common, **row} for row in rows])


@pytest.fixture
def students() -> pd.DataFrame:
    """Two students, named out of order."""
    return frame("students", [{"student_id": 1, "name": "Эшимова Ж."}, {"student_id": 2, "name": "Бөкөнбаев Ө."}])


@pytest.fixture
def courses() -> pd.DataFrame:
    """Two courses, named out of order, and one that has no points."""
    named = {1: "Физика", 2: "Базы данных", 3: "Химия"}
    return frame("courses", [{"course_id": key, "discipline_name": name} for key, name in named.items()])


def test_points_stand_by_student_and_discipline(
    scores: pd.DataFrame, students: pd.DataFrame, courses: pd.DataFrame
) -> None:
    """Students and disciplines by name; missing is a dash, zero a zero; the sum lacks what a component lacks (3.5)."""
    table = points_view.points_table(scores, students, courses, 1, "ru").to_json()
    assert [column["group"] for column in table["columns"]] == ["", ""] + ["Базы данных"] * 2 + ["Физика"] * 3  # type: ignore[index,attr-defined]
    assert table["rows"] == [
        ["1", "Бөкөнбаев Ө.", "—", "—", "8,00", "0,00", "8,00"],
        ["2", "Эшимова Ж.", "—", "—", "6,00", "8,40", "14,40"],
    ]
    assert table["total"] == ["", "В среднем", "—", "—", "7,00", "4,20", "11,20"]


def test_heads_say_the_cap(scores: pd.DataFrame, students: pd.DataFrame, courses: pd.DataFrame) -> None:
    """What a component is called and the most it gives, as the scheme has it."""
    table = points_view.points_table(scores, students, courses, 1, "ru").to_json()
    titles = [column["title"] for column in table["columns"]]  # type: ignore[index,attr-defined]
    assert titles[2:] == ["участие,\nдо 16", "вместе", "участие,\nдо 8", "успеваемость,\nдо 10", "вместе"]


def test_what_is_missing_names_its_students(
    scores: pd.DataFrame, students: pd.DataFrame, courses: pd.DataFrame
) -> None:
    """One line a course, component and reason; all students are one word, single ones are named."""
    (note,) = points_view.warnings(scores, students, courses, "ru")
    assert isinstance(note, Note)
    assert note.items == [
        "Базы данных, участие: нет проведённых заполненных занятий — все студенты (2)",
        "Физика, успеваемость: нет ни одной оценки — Бөкөнбаев Ө.",
    ]


def test_many_names_are_a_number() -> None:
    """Nine of twelve students without a mark are counted, not listed: the table shows who they are."""
    rows = [
        {"student_id": at, "course_id": 1, "component": "performance", "reason": "no_marks" if at < 9 else None}
        for at in range(12)
    ]
    students = frame("students", [{"student_id": at, "name": f"Студент {at:02}"} for at in range(12)])
    courses = frame("courses", [{"course_id": 1, "discipline_name": "Физика"}])
    (note,) = points_view.warnings(frame("scores", rows), students, courses, "ru")
    assert isinstance(note, Note)
    assert note.items == ["Физика, успеваемость: нет ни одной оценки — 9 из 12 студентов"]


@pytest.fixture(scope="module")
def parameters(tmp_path_factory: pytest.TempPathFactory) -> Parameters:
    """The shipped parameters."""
    assert share_folder("parameters").is_dir()
    return load_parameters(Path(tmp_path_factory.mktemp("parameters")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_assumption_is_named(scores: pd.DataFrame, parameters: Parameters, language: str) -> None:
    """What the regulation does not fix stands on the report, all of it, with the scheme's name (1.1)."""
    scheme = points_view.scheme_of(scores, parameters)
    assert scheme is not None
    (note,) = points_view.assumptions(scheme, language)
    assert isinstance(note, Note)
    assert list(note.items) == [assumption.text[language] for assumption in scheme.assumptions()]
    assert scheme.label in note.text


def test_points_of_a_scheme_that_is_gone_claim_no_assumptions(scores: pd.DataFrame, parameters: Parameters) -> None:
    """An old scheme that is no longer among the parameters is not replaced by another one's words."""
    old = scores.assign(scheme="ЖАГУ, 2019-2020, v1")
    assert points_view.assumptions(points_view.scheme_of(old, parameters), "ru") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_points_are_a_sentence(students: pd.DataFrame, courses: pd.DataFrame, language: str) -> None:
    """Before the first complete lesson there is a sentence, and no table of nothing."""
    none = frame("scores", [])
    assert [element.kind for element in points_view.points(none, students, courses, 1, language)] == ["note"]
    assert points_view.warnings(none, students, courses, language) == []
