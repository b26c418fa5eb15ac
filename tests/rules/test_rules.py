"""Each rule finds its planted case, with the exact cell, and nothing in a clean journal."""

import json
from collections.abc import Callable

import pandas as pd
import planted_people
import planted_timetable
import pytest
from planted import QUARANTINED, lesson_frame, marks_frame, outages_frame, quarantine_frame

from ejournal import columns
from ejournal.rules import CATALOGUE, message

Found = Callable[..., pd.DataFrame]
OBJECTIVITY = "ejournal.rules.objectivity"
INCOMPLETE = {"completeness": "incomplete", "completed_before": None}

PLANTED: dict[str, tuple[dict[str, pd.DataFrame], str | None, str]] = {
    "lesson-due": (
        {"lessons": lesson_frame(**INCOMPLETE, reason="no_control_number", control_number=None)},
        "H8",
        "«Математика», занятие 14.09.2026, пара 2: журнал не заполнен — не заполнена строка «Нет».",
    ),
    "lesson-late": (
        {"lessons": lesson_frame(completed_after="2026-09-15T03:00Z", completed_before="2026-09-15T04:00Z")},
        "H7",
        "15.09.2026 09:00 столбец ещё не был готов",
    ),
    "control-number-disagrees": (
        {"lessons": lesson_frame(**INCOMPLETE, reason="disagrees", date="2026-09-20", control_number=3, counted=2)},
        "H8",
        "стоит 3, а отмечено кж и у 2",
    ),
    "complete-stopped-agreeing": (
        {"lessons": lesson_frame(disagrees=True, control_number=0, counted=1)},
        "H8",
        "(«Нет» 0, отмечено 1)",
    ),
    "future-lesson": ({"lessons": lesson_frame(date="2026-09-21")}, "H3", "21.09.2026, пара 2 ещё не состоялось"),
    "no-topic": ({"lessons": lesson_frame(topic=" ")}, "H6", "тема не указана"),
    "unknown-mark": ({"quarantine": quarantine_frame("unknown_mark")}, "H14", "ячейка H14: «7» — не отметка"),
    "unknown-work-type": ({"quarantine": quarantine_frame("unknown_work_type")}, "H14", "вид работы «7» неизвестен"),
    "bad-control-number": ({"quarantine": quarantine_frame("bad_control_number", raw="два")}, "H14", "стоит «два»"),
    "bad-due-date": ({"quarantine": quarantine_frame("bad_due_date", raw="скоро")}, "H14", "срок «скоро»"),
    "absent-with-mark": (
        {"marks": marks_frame({"status": "absent", "value": None}, {"ordinal": 2})},
        "H12",
        "ячейка H12 (14.09.2026, пара 2): студент отмечен отсутствующим и получил оценку",
    ),
    "mark-for-non-member": ({"marks": marks_frame({"member": False})}, "H12", "не числился"),
    "name-below-list": ({"quarantine": quarantine_frame("name_below", raw="Асанов А.")}, "H14", "вписано «Асанов А.»"),
    "doubled-id": ({"quarantine": quarantine_frame("doubled_column")}, "H14", "столбец занятия повторяется"),
    "binding-disagrees": ({"quarantine": quarantine_frame("unbound_row")}, "H14", "не совпадает с её скрытым кодом"),
    "row-rebound": ({"quarantine": quarantine_frame("rebound_row")}, "H14", "опознан по имени"),
    "missing-row-or-column": ({"quarantine": quarantine_frame("missing_row", cell=None)}, None, "исчезла строка"),
    "workbook-unreadable": (
        {"quarantine": quarantine_frame("workbook_encrypted", tab=None, cell=None, raw=None, journal_id=None)},
        None,
        "Книга «w.xlsx» не прочитана: файл закрыт паролем",
    ),
}


def test_every_rule_has_a_planted_case() -> None:
    """A rule without its test is a rule nobody knows to work; those on objectivity have their own tests."""
    cases = {case.rule for case in (*planted_timetable.CASES, *planted_people.CASES)}
    objectivity = {id for id, rule in CATALOGUE.items() if rule.function.__module__.startswith(OBJECTIVITY)}
    assert set(PLANTED) | cases == set(CATALOGUE) - objectivity
    assert len(CATALOGUE) >= 40


def test_a_clean_journal_has_no_findings(found: Found) -> None:
    """No rule speaks without cause, and the empty frame has the declared columns."""
    findings = found()
    assert findings.empty
    assert {name: str(dtype) for name, dtype in findings.dtypes.items()} == columns.FOUND.dtypes


@pytest.mark.parametrize("rule", PLANTED)
def test_planted_case(found: Found, rule: str) -> None:
    """Exactly one finding, by this rule alone, at this cell and with these words."""
    frames, cell, words = PLANTED[rule]
    findings = found(**frames)
    assert findings["rule"].tolist() == [rule]
    row = findings.iloc[0]
    assert (None if pd.isna(row["cell"]) else row["cell"]) == cell
    assert words in message(row, "ru")
    assert row["clause"] == ", ".join(CATALOGUE[rule].clauses)
    assert row["audience"] == CATALOGUE[rule].audience
    assert {name: str(dtype) for name, dtype in findings.dtypes.items()} == columns.FOUND.dtypes


@pytest.mark.parametrize("rule", PLANTED)
def test_the_place_is_kept(found: Found, rule: str) -> None:
    """The journal, workbook and, where there is one, the lesson come with the finding."""
    frames, _, _ = PLANTED[rule]
    row = found(**frames).iloc[0]
    assert row["workbook"] == QUARANTINED["workbook"]
    assert set(json.loads(row["arguments"])) == set(CATALOGUE[rule].placeholders)
    if "lessons" in frames or "marks" in frames:
        assert (row["journal_id"], row["lesson_id"]) == (5, 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"date": "2026-09-20"},
        {"date": "2026-09-25", "work_type": None, "control_number": None},
        {"status": "cancelled"},
        {"completeness": "not_held"},
    ],
)
def test_not_due(found: Found, changes: dict[str, object]) -> None:
    """Today's, coming, cancelled and not-held lessons are not due."""
    findings = found(lessons=lesson_frame(**(INCOMPLETE | {"reason": "empty"} | changes)), marks=marks_frame())
    assert "lesson-due" not in findings["rule"].tolist()


@pytest.mark.parametrize(("reason", "cell"), [("empty", "H7"), ("no_work_type", "H7"), ("disagrees", "H8")])
def test_due_points_at_the_cell_to_mend(found: Found, reason: str, cell: str) -> None:
    """The work type's cell, or the number's."""
    findings = found(lessons=lesson_frame(**INCOMPLETE, reason=reason))
    assert findings.loc[findings["rule"] == "lesson-due", "cell"].tolist() == [cell]


def test_a_column_never_read_has_no_cell(found: Found) -> None:
    """A lesson without a workbook is still due; it points at no cell and its text shows a dash."""
    lessons = lesson_frame(**INCOMPLETE, reason="empty", column=None, tab=None, workbook=None)
    row = found(lessons=lessons).iloc[0]
    assert pd.isna(row["cell"])
    assert message(row, "en").startswith("«—», lesson of 14.09.2026")


def test_marks_before_the_lesson(found: Found) -> None:
    """A coming lesson with nothing but marks is found, too."""
    lessons = lesson_frame(date="2026-09-21", **INCOMPLETE, work_type=None, control_number=None)
    assert found(lessons=lessons)["rule"].tolist() == ["future-lesson"]


def test_one_finding_a_cell(found: Found) -> None:
    """Two marks of a non-member in one cell are one finding."""
    marks = marks_frame({"member": False}, {"member": False, "ordinal": 2})
    assert len(found(marks=marks)) == 1


def test_two_marks_or_a_plus_are_no_contradiction(found: Found) -> None:
    """5/4 and +/5 are fine."""
    marks = marks_frame({"status": "present", "value": None}, {"ordinal": 2}, {"student_id": 8})
    assert found(marks=marks).empty


def test_late_but_for_an_outage(found: Found) -> None:
    """A lesson whose day an outage took is not called late."""
    lessons = PLANTED["lesson-late"][0]["lessons"]
    outage = outages_frame("2026-09-14T10:00Z", "2026-09-15T01:00Z", "ИТ-1-25")
    assert found(lessons=lessons, outages=outage).empty


@pytest.mark.parametrize(
    "code",
    [
        "doubled_row",
        "doubled_tab",
        "unbound_column",
        "tab_stopped",
        "missing_column",
        "missing_tab",
        "workbook_unreadable",
        "workbook_not_xlsx",
        "workbook_empty",
        "workbook_busy",
    ],
)
@pytest.mark.parametrize("language", ["ru", "ky", "en"])
def test_every_code_reads_in_words(found: Found, code: str, language: str) -> None:
    """A code of the quarantine never reaches a person as a code."""
    findings = found(quarantine=quarantine_frame(code))
    assert len(findings) == 1
    assert code not in message(findings.iloc[0], language)
