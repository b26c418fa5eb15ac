"""Planted cases of the timetable, lessons not held, plans and topics, hours."""

from datetime import date

from world import Case, lessons

WEEKS = ("2026-09-07", "2026-09-14", "2026-09-21", "2026-09-28", "2026-10-05", "2026-10-12")
OTHER = {"lesson_id": 2, "lesson": "L2", "journal_id": 6, "group_id": 2, "column": "F", "tab": "Физика"}
NOT_HELD = {"completeness": "not_held", "work_type": "Болезнь", "control_number": None}
NO_COLUMN = {"lesson_id": 2, "lesson": "L2", "status": "extra", "column": None}
TOPICS = [
    {"number": at, "topic": topic, "week": at} for at, topic in enumerate(("Числа", "Пределы", "Ряды", "Итог"), 1)
]
IN_ORDER = [row | {"topic": plan["topic"]} for row, plan in zip(lessons(*WEEKS[:4]), TOPICS, strict=True)]
SKIPPED = [IN_ORDER[0] | {"topic": "Матрицы"}, *IN_ORDER[1:]]

TIMETABLE = (
    Case(
        "lesson-on-holiday",
        {"holidays": [{"date": "2026-09-14", "name": "Праздник"}]},
        "H3",
        "на праздничный день «Праздник»",
        {"holidays": [{}]},
    ),
    Case(
        "cancelled-lesson-filled",
        {"lessons": [{"status": "cancelled"}]},
        "H7",
        "отменено приказом, а столбец заполнен",
        {"lessons": [{"status": "cancelled", "completeness": "not_held"}]},
    ),
    Case(
        "lesson-without-column",
        {"lessons": [{}, NO_COLUMN]},
        None,
        "для занятия 14.09.2026, пара 2, в журнале нет столбца",
        {"lessons": [NO_COLUMN]},
    ),
    Case(
        "teacher-in-two-places",
        {"lessons": [{}, OTHER]},
        "H3",
        "в это же время стоит другое занятие",
        {"lessons": [{"meeting": "П 1"}, OTHER | {"meeting": "П 1"}]},
        count=2,
    ),
    Case(
        "group-in-two-places",
        {"lessons": [{}, OTHER | {"group_id": 1, "subgroup": 1}]},
        "H3",
        "для тех же студентов",
        {"lessons": [{"subgroup": 1}, OTHER | {"group_id": 1, "subgroup": 2}]},
        count=2,
    ),
    Case(
        "lesson-without-teacher",
        {"lessons": [{"teacher_id": None}]},
        "H3",
        "некому вести",
        {"lessons": [{"teacher_id": None}], "spans": []},
    ),
    Case(
        "not-held-unconfirmed",
        {"lessons": [NOT_HELD | {"date": "2026-09-12"}]},
        "H7",
        "названо непроведённым (Болезнь)",
        {"lessons": [NOT_HELD]},
    ),
    Case(
        "not-held-not-made-up",
        {"lessons": [NOT_HELD | {"status": "cancelled"}]},
        "H7",
        "занятие взамен не назначено",
        {"lessons": [NOT_HELD, *lessons("2026-09-14", "2026-10-20", status="extra")[1:]]},
        today=date(2026, 10, 20),
    ),
    Case(
        "not-held-with-marks",
        {"lessons": [NOT_HELD]},
        "H7",
        "а в столбце есть отметки",
        {"lessons": [NOT_HELD], "marks": []},
    ),
)
PLANS = (
    Case("plan-missing", {"plans": []}, None, "КТП не заполнен, семестр с 01.09.2026", {}),
    Case(
        "plan-incomplete",
        {"lessons": lessons(*WEEKS[:2])},
        None,
        "в КТП тем 1, а занятий 2",
        {"lessons": lessons(*WEEKS[:2]), "plans": [{}, {"number": 2}]},
    ),
    Case(
        "plan-out-of-step",
        {"lessons": [{"week": 5}]},
        "H6",
        "эта тема была на неделе 2, идёт неделя 5",
        {"lessons": [{"week": 4}]},
    ),
    Case(
        "plan-kind-differs",
        {"plans": [{"kind": "practice"}]},
        "H6",
        "вид занятия — лекция, а в КТП под этим номером — практическое занятие",
        {"plans": [{"kind": None}]},
    ),
    Case(
        "plan-hours-differ",
        {"hours": [{"hours": 10}]},
        None,
        "в КТП часов (лекция) 2, по учебному плану 10",
        {"hours": [{"hours": 8}]},
    ),
    Case(
        "topic-repeated",
        {"lessons": lessons(*WEEKS[:4])},
        "K6",
        "тема «Множества» записана в 4-й раз",
        {"lessons": lessons(*WEEKS[:3])},
        today=date(2026, 10, 20),
    ),
    Case(
        "topic-skipped",
        {"lessons": SKIPPED, "plans": TOPICS},
        "H6",
        "по КТП здесь тема «Числа»; она не пройдена и позже",
        {"lessons": IN_ORDER, "plans": TOPICS},
        today=date(2026, 10, 20),
    ),
)
HOURS = (
    Case(
        "hours-behind",
        {"hours": [{"hours": 32}], "lessons": lessons(WEEKS[0])},
        None,
        "к неделе 6 проведено часов (лекция) 2, по учебному плану нужно 12",
        {"hours": [{"hours": 32}], "lessons": lessons(*WEEKS[:3])},
        today=date(2026, 10, 12),
    ),
    Case(
        "hours-short",
        {"hours": [{"hours": 12}], "lessons": lessons(*WEEKS[:2])},
        None,
        "наберётся часов (лекция) 4, а по учебному плану 12",
        {"hours": [{"hours": 10}], "lessons": lessons(*WEEKS[:2])},
    ),
    Case(
        "hours-beyond",
        {"hours": [{"hours": 2}], "lessons": lessons(*WEEKS[:2])},
        None,
        "проведено часов (лекция) 4 — больше, чем в учебном плане (2)",
        {"hours": [{"hours": 4}], "lessons": lessons(*WEEKS[:2])},
    ),
)
CASES = (*TIMETABLE, *PLANS, *HOURS)
