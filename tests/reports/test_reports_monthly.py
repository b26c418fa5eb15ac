"""The monthly figures against numbers worked out by hand."""

import datetime
from typing import Any

import pandas as pd
import pytest

from ejournal.reports import monthly, words
from ejournal.reports import monthly_view as view
from ejournal.reports.monthly_charts import filling_chart
from ejournal.reports.monthly_words import OF


@pytest.fixture
def due(month: Any) -> pd.DataFrame:
    """The lessons due by 25 October."""
    return monthly.lessons_of_month(month.lessons, "2026-10", month.today)


@pytest.fixture
def filled(month: Any, due: pd.DataFrame) -> pd.DataFrame:
    """Filling by journal."""
    return monthly.filling(due, month.timeliness.loc[due.index], month.journals)


def test_due_are_the_lessons_up_to_today_that_were_not_cancelled(due: pd.DataFrame) -> None:
    """Of 12 lessons one is cancelled and three lie after today (3.5)."""
    assert sorted(due["lesson_id"]) == [10, 12, 20, 21, 22, 30, 31, 32]


def test_a_month_ends_today_or_with_itself() -> None:
    """The last day counted is the earlier of the month's end and today."""
    assert monthly.month_days("2026-10", datetime.date(2026, 10, 25))[1] == pd.Timestamp(2026, 10, 25)
    assert monthly.month_days("2026-10", datetime.date(2026, 12, 1))[1] == pd.Timestamp(2026, 10, 31)


def test_filling_counts_lessons_and_their_time(filled: pd.DataFrame) -> None:
    """Journal 1: 4 of 5 filled, 3 on the day, 1 late; journal 2: the lesson not held counts as filled (6.2)."""
    first, second = filled.to_dict("records")
    assert [first[name] for name in ("due", "filled", "on_time", "late", "undetermined", "empty")] == [5, 4, 3, 1, 0, 1]
    assert [second[name] for name in ("due", "filled", "on_time", "late", "undetermined", "empty")] == [
        3,
        3,
        2,
        0,
        1,
        0,
    ]
    assert first["filled_share"] == pytest.approx(0.8)
    assert first["on_time_share"] == pytest.approx(0.6)


def test_totals_are_sums_and_shares_of_sums(filled: pd.DataFrame) -> None:
    """The share of the total is 7 of 8, not the mean of the journals' shares."""
    total = monthly.filling_total(filled)
    assert (total["due"], total["filled"]) == (8, 7)
    assert total["filled_share"] == pytest.approx(7 / 8)


def test_filling_by_teacher_goes_by_who_was_to_hold_the_lesson(month: Any, due: pd.DataFrame) -> None:
    """A substitute answers for the substituted lesson, the journal's teacher for the others (3.5, 6.2)."""
    who = due["lesson_id"].map(lambda key: "Замена З. З." if key == 22 else "Асанов А. Т.").astype("string")
    rows = monthly.filling_by_teacher(due.assign(teacher=who), month.timeliness.loc[due.index])
    counts = rows[["teacher", "due", "filled", "journals"]].to_dict("records")
    assert counts == [
        {"teacher": "Асанов А. Т.", "due": 7, "filled": 7, "journals": 2},
        {"teacher": "Замена З. З.", "due": 1, "filled": 0, "journals": 1},
    ]


def test_journals_stand_by_discipline_then_lecture_practice_lab(month: Any, due: pd.DataFrame) -> None:
    """Lectures come before labs, and the whole group's journal before those of its subgroups."""
    journals = month.journals.copy()
    journals["discipline_name"] = "Физика"
    journals.loc[0, "kinds"], journals.loc[1, "kinds"] = "lab", "lecture"
    rows = monthly.filling(due, month.timeliness.loc[due.index], journals)
    assert rows["kinds"].tolist() == ["lecture", "lab"]


def test_unfilled_lessons_are_named_with_what_they_lack(month: Any, due: pd.DataFrame) -> None:
    """The one incomplete lesson of the month, with its day and discipline; not held is no debt (3.5, 6.2)."""
    rows = monthly.unfilled(due.assign(reason="empty"), month.journals)
    assert rows[["discipline_name", "reason"]].to_dict("records") == [
        {"discipline_name": "Базы данных", "reason": "empty"}
    ]
    assert rows["date"].tolist() == [pd.Timestamp(2026, 10, 21)]


def test_a_share_of_nothing_is_missing() -> None:
    """No lesson due gives no share, neither 0 nor 1."""
    assert monthly.share(pd.Series([0]), pd.Series([0])).isna().all()


def test_attendance_takes_complete_lessons_only(month: Any, due: pd.DataFrame) -> None:
    """Attended over lessons held x members: 23 of 24 and 10 of 12; not-held and incomplete lessons stay out."""
    held = monthly.held_register(month.register, due)
    rows = monthly.attendance(held, "course_id").to_dict("records")
    assert [(row["held"], row["attended"], row["absent"], row["excused"]) for row in rows] == [
        (24, 23, 0, 1),
        (12, 10, 2, 0),
    ]
    assert rows[0]["attended_share"] == pytest.approx(23 / 24)


def test_performance_by_the_formulas(month: Any, due: pd.DataFrame) -> None:
    """5 5 4 4 2 and one not attested of 6: absolute 4/6, quality 4/6, СОУ (200 + 128 + 16 + 7) / 6 per cent."""
    members = monthly.members_on(month.memberships, month.group, pd.Timestamp(month.today))
    rows = monthly.performance(monthly.marks_of_month(month.marks, due), members, month.courses)
    first = rows.to_dict("records")[0]
    assert [first[name] for name in ("members", "n5", "n4", "n3", "n2", "none")] == [6, 2, 2, 0, 1, 1]
    assert first["absolute"] == pytest.approx(4 / 6)
    assert first["quality"] == pytest.approx(4 / 6)
    assert first["degree"] == pytest.approx(3.51 / 6)
    assert first["mean"] == pytest.approx(23 / 6)


def test_a_course_without_marks_attests_nobody(month: Any, due: pd.DataFrame) -> None:
    """All members are not attested: absolute 0, СОУ 7 per cent, and no mean mark."""
    members = monthly.members_on(month.memberships, month.group, pd.Timestamp(month.today))
    second = monthly.performance(monthly.marks_of_month(month.marks, due), members, month.courses).to_dict("records")[1]
    assert (second["none"], second["absolute"]) == (6, 0)
    assert second["degree"] == pytest.approx(0.07)
    assert pd.isna(second["mean"])


def test_those_who_left_are_not_counted(month: Any) -> None:
    """N counts current members: the seventh student left on 1 October."""
    assert list(monthly.members_on(month.memberships, month.group, pd.Timestamp(month.today))) == [1, 2, 3, 4, 5, 6]


def test_names_stand_by_the_kyrgyz_alphabet(month: Any, due: pd.DataFrame) -> None:
    """Ө stands after О and Ү after У, as in the workbooks, not at the alphabet's end."""
    names = ["Пак Ф.", "Өмүров А.", "Осмонов К.", "Үсөнов Б.", "Усенов Д.", "Фёдоров И."]
    students = month.students.assign(name=pd.array(names, dtype="string"))
    rows = monthly.absences(monthly.held_register(month.register, due), students, 2)
    assert rows["name"].tolist() == ["Осмонов К.", "Өмүров А.", "Пак Ф.", "Усенов Д.", "Үсөнов Б.", "Фёдоров И."]


def test_absences_in_hours_by_course(month: Any, due: pd.DataFrame) -> None:
    """Two absences are 4 academic hours of that course; an excused one is counted apart."""
    rows = monthly.absences(monthly.held_register(month.register, due), month.students, 2).set_index("student_id")
    assert rows.loc[6, ["absent_hours", "excused_hours", "missed_hours", "course_2"]].tolist() == [4, 0, 4, 4]
    assert rows.loc[1, ["absent_hours", "excused_hours", "course_1"]].tolist() == [0, 2, 2]


def test_distribution_names_every_mark(month: Any) -> None:
    """Each mark of the scale has its row, 0 included."""
    rows = monthly.distribution(month.marks)
    assert rows["count"].tolist() == [2, 2, 1, 1, 0, 0]
    assert rows["share"].sum() == pytest.approx(1)


@pytest.mark.parametrize("language", ["ru", "ky", "en"])
def test_elements_exist_in_each_language(month: Any, due: pd.DataFrame, filled: pd.DataFrame, language: str) -> None:
    """Every table and chart of the report can be made in each language, charts with words for those who see none."""
    held = monthly.held_register(month.register, due)
    total = monthly.filling_total(filled)
    teachers = monthly.filling_by_teacher(due, month.timeliness.loc[due.index])
    left = monthly.unfilled(due, month.journals)
    absences = view.absences_table(monthly.absences(held, month.students, 2), month.courses, language).to_json()
    assert "Жаңыл" in str(absences["rows"])
    kinds = [element.kind for element in view.filling(filled, teachers, left, total, language)]
    assert kinds == ["table", "figure", "table", "table"]
    assert OF.format(language, part=4, whole=5) in str(filling_chart(filled, language).to_json()["alt"])
    assert view.key_figures(total, held, month.marks, language).to_json()["figures"]


@pytest.mark.parametrize("language", ["ru", "ky", "en"])
def test_an_empty_month_is_a_report_too(month: Any, language: str) -> None:
    """A month without lessons gives sentences instead of empty tables and charts, and dashes, never zeros."""
    none, nobody = month.lessons.head(0), pd.Index([])
    held = monthly.held_register(month.register, none)
    filled = monthly.filling(none, month.timeliness.head(0), month.journals)
    total = monthly.filling_total(filled)
    figures = view.key_figures(total, held, month.marks.head(0), language).to_json()["figures"]
    assert isinstance(figures, list)
    assert [figure[1] for figure in figures] == ["—"] * 4
    teachers = monthly.filling_by_teacher(none, month.timeliness.head(0))
    grades = monthly.performance(month.marks.head(0), nobody, month.courses.head(0))
    parts = [
        view.filling(filled, teachers, monthly.unfilled(none, month.journals), total, language),
        view.attended(held, month.courses, language),
        view.performance(grades, monthly.distribution(month.marks.head(0)), language),
        view.absences(monthly.absences(held, month.students, 2), month.courses, language),
        view.absences(monthly.absences(held, month.students.head(0), 2), month.courses, language),
    ]
    assert [[element.kind for element in part] for part in parts] == [["note"]] * 5


def test_the_month_is_named_with_its_last_day_only_while_it_runs() -> None:
    """A report made in November is of the whole October; one of the 25th says where its counting ends."""
    assert words.month_words("2026-10", datetime.date(2026, 11, 3), "ru") == "октябрь 2026 г."
    assert words.month_words("2026-10", datetime.date(2026, 10, 25), "ru") == "октябрь 2026 г., по 25.10.2026"
    assert words.month_words("2026-10", datetime.date(2026, 10, 31), "ky") == "2026-жылдын октябрь айы"
