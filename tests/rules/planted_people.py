"""Planted cases of independent work, rights, control, attendance, filling and lists."""

from datetime import date

from world import Case, lessons

WEEK = ("2026-09-07", "2026-09-08", "2026-09-09", "2026-09-10", "2026-09-11", "2026-09-14", "2026-09-15", "2026-09-16")
TEN = (*WEEK, "2026-09-17", "2026-09-18")
GIVEN = {"independent_work": "Реферат", "due": "2026-09-15"}
ABSENT = {"status": "absent", "value": None}
DAY = [{"lesson_id": pair, "lesson": f"L{pair}", "pair": pair} for pair in (1, 2, 3)]
COMPLETE_WITHOUT = [
    {"column": "H", "reason": "empty", "completeness": "incomplete", **row} for row in lessons(*WEEK[:3])
]
EMPTY = [row | {"work_type": None, "control_number": None} for row in COMPLETE_WITHOUT]
TWO = [{}, {"course_id": 2, "discipline_name": "Физика"}]
TWO_JOURNALS = [{}, {"journal_id": 6, "journal": "J6", "course_id": 2}]
AUTUMN = date(2026, 11, 5)
BESIDE = [
    row | {"lesson_id": row["lesson_id"] + 20, "journal_id": 6, "pair": 3, "counted": 2}  # type: ignore[operator]
    for row in lessons(*TEN)
]
MANY = [{"code": "unknown_mark", "cell": f"H{row}"} for row in range(12, 23)]

HOMEWORK = (
    Case(
        "work-not-given",
        {"hours": [{"independent_hours": 60}]},
        None,
        "идёт неделя 4, а СРС по дисциплине не задана (по учебному плану 60 ч)",
        {"hours": [{"independent_hours": 60}], "plans": [GIVEN]},
        today=date(2026, 9, 22),
    ),
    Case(
        "work-without-due-date",
        {"plans": [GIVEN | {"due": None}]},
        None,
        "у СРС в строке 1 КТП нет срока",
        {"plans": [GIVEN]},
    ),
    Case(
        "work-not-marked",
        {"plans": [GIVEN]},
        None,
        "СРС из строки 1 КТП сдавалась до 15.09.2026",
        {"plans": [GIVEN], "works": [{}]},
        today=date(2026, 9, 30),
    ),
)
RIGHTS = (
    Case(
        "author-not-entitled",
        {
            "authors": [{"author_id": 71, "author": "Петрова О."}],
            "spans": [
                {},
                {"teacher_id": 71, "valid_from": "2026-09-15", "valid_to": "2026-09-20", "substitute": True},
            ],
        },
        "H3",
        "записи внёс Петрова О.",
        {
            "authors": [{"author_id": 71, "author": "Петрова О."}],
            "spans": [
                {},
                {"teacher_id": 71, "valid_from": "2026-09-14", "valid_to": "2026-09-20", "substitute": True},
            ],
        },
    ),
    Case(
        "change-after-checkpoint",
        {"refusals": [{}]},
        "H12",
        "после закрытия проверки 1 «3» изменено на «5»",
        {"refusals": [{"state": "closed", "closed_at": "2026-09-01T00:00Z"}]},
    ),
    Case(
        "late-entry-refused",
        {"refusals": [{"cause": "late", "checkpoint": None}]},
        "H12",
        "«5» внесено позже допустимого срока",
        {"refusals": [{"cause": "late", "state": "closed", "closed_at": "2026-09-01T00:00Z"}]},
    ),
)
CONTROLS = (
    Case(
        "checkpoint-not-ready",
        {"reminders": [{}]},
        None,
        "проверку 1 не удалось закрыть — заполнены не все занятия (не заполнено занятий: 2",
        {"reminders": [{}], "closings": [{}]},
    ),
    Case(
        "course-without-marks",
        {"lessons": lessons(*WEEK), "marks": [ABSENT]},
        None,
        "проверка 1: проведено занятий — 8, а текущих оценок нет",
        {"lessons": lessons(*WEEK)},
    ),
    Case(
        "student-without-marks",
        {"students": [{"student_id": 9}, {"student_id": 8, "name": "Сыдыков Нурлан"}]},
        None,
        "у студента Сыдыков Нурлан нет ни одной текущей оценки",
        {"marks": [{}, {"student_id": 8}]},
        today=date(2026, 10, 20),
    ),
    Case(
        "checkpoint-not-posted",
        {"courses": TWO, "journals": TWO_JOURNALS, "closings": [{}]},
        None,
        "«Физика»: баллы проверки 1 (до 24.10.2026) не выставлены",
        {"courses": TWO, "journals": TWO_JOURNALS, "closings": [{}, {"closing_id": 2, "course_id": 2}]},
        today=date(2026, 11, 8),
    ),
    Case(
        "checkpoint-test-missing",
        {"courses": TWO, "journals": TWO_JOURNALS, "entered": [{"kind": "test", "checkpoint": 1}]},
        None,
        "«Физика», проверка 1: баллы за контрольную работу не введены",
        {"courses": TWO, "journals": TWO_JOURNALS, "entered": [{}]},
        today=AUTUMN,
    ),
    Case(
        "final-control-missing",
        {"courses": TWO, "journals": TWO_JOURNALS, "entered": [{}]},
        None,
        "«Физика»: семестр окончен 20.12.2026",
        {"courses": [{}, TWO[1] | {"control": "credit_test"}], "journals": TWO_JOURNALS, "entered": [{}]},
        today=date(2027, 2, 1),
    ),
)
ATTENDANCE = (
    Case(
        "scanned-but-absent",
        {"marks": [ABSENT], "scans": [{}]},
        "H12",
        "студент отметился по QR-коду в 14.09.2026 09:31",
        {"marks": [ABSENT, {"student_id": 8}], "scans": [{"student_id": 8}]},
    ),
    Case(
        "absent-between-lessons",
        {"lessons": DAY, "marks": [ABSENT | {"lesson_id": 2}]},
        "H12",
        "на парах до и после студент был",
        {"lessons": DAY, "marks": [ABSENT | {"lesson_id": 2}, ABSENT | {"lesson_id": 3, "pair": 3, "cell": "I12"}]},
    ),
    Case(
        "in-two-lessons",
        {"marks": [{}, {"lesson_id": 2, "cell": "K12"}]},
        "H12",
        "студент отмечен и на другом занятии",
        {"marks": [{}, ABSENT | {"lesson_id": 2}]},
        count=2,
    ),
    Case(
        "absent-in-a-row",
        {"lessons": lessons(*WEEK), "marks": [ABSENT | {"lesson_id": at} for at in range(1, 9)]},
        None,
        "Иванов Пётр (ИТ-1-25): пропущены подряд последние занятия — 8",
        {"lessons": lessons(*WEEK), "marks": [ABSENT | {"lesson_id": at} for at in range(2, 9)]},
    ),
    Case(
        "group-often-absent",
        {"lessons": lessons(*WEEK, counted=1)},
        None,
        "Группа ИТ-1-25: за последние недели (2) пропущено 50 % занятий",
        {"lessons": lessons(*WEEK[:5], counted=1)},
    ),
    Case(
        "nobody-absent",
        {"lessons": [*lessons(*TEN), *BESIDE]},
        None,
        "на последних занятиях (10) нет ни одного отсутствующего",
        {"lessons": lessons(*TEN)},
    ),
)
FILLING = (
    Case(
        "journal-untouched",
        {"lessons": EMPTY, "marks": []},
        None,
        "за последние недели (3) не заполнено ни одного занятия из 3",
        {"lessons": [*EMPTY[:2], EMPTY[2] | {"completeness": "complete", "reason": None}], "marks": []},
    ),
    Case(
        "journal-filling-low",
        {"lessons": [{"lesson_id": 9, "lesson": "L9"}, *EMPTY[:2]]},
        None,
        "за 09.2026 заполнено 1 из 3 занятий",
        {"lessons": [{"lesson_id": 9, "lesson": "L9"}, EMPTY[0]]},
        today=date(2026, 10, 2),
    ),
    Case(
        "check-not-signed",
        {"checks": [{"date": "2026-08-31"}]},
        None,
        "Группа ИТ-1-25: за 09.2026 никто не проверил ни одного журнала",
        {"checks": [{}]},
        today=date(2026, 10, 2),
    ),
)
LISTS = (
    Case(
        "control-number-too-large",
        {"lessons": [{"control_number": 3}]},
        "H8",
        "в строке «Нет» 3, а в списке 2",
        {"lessons": [{"control_number": 2}]},
    ),
    Case("many-unreadable-cells", {"quarantine": MANY}, None, "не читаются, 11", {"quarantine": MANY[:10]}),
    Case(
        "student-missing-in-tab",
        {"listed": [{"student_id": 9}]},
        None,
        "в списке нет студента Иванов Пётр, зачисленного с 01.09.2026",
        {"listed": []},
    ),
)
CASES = (*HOMEWORK, *RIGHTS, *CONTROLS, *ATTENDANCE, *FILLING, *LISTS)
