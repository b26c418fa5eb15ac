"""The university of the shipped examples: one group of twelve, two disciplines, one semester. Nobody of it exists."""

from datetime import date, datetime, time

INSTITUTION = "Жалал-Абадский государственный университет"
SEMESTER = "2026-1"
START = date(2026, 9, 1)
GROUP = "ИТ-1-26"
LECTURER = "Асанов Азамат Токтогулович"
ASSISTANT = "Петрова Ольга Ивановна"
NAMES = (
    "Абдыкеримова Айгүл Төлөгөновна",
    "Бөкөнбаев Өмүрбек Жеңишович",
    "Жумабаев Нурлан Маратович",
    "Иванов Пётр Сергеевич",
    "Калыбекова Жаңыл Эркиновна",
    "Ким Виктория Андреевна",
    "Мамытов Данияр Бакытович",
    "Осмонова Бегимай Чыңгызовна",
    "Сыдыков Бектур Асанович",
    "Токтогулова Үмүт Асановна",
    "Усенова Гүлзат Темировна",
    "Шаршенов Тилек Кубанович",
)
LOAD = (
    # code, discipline, kinds, subgroup, hours, teacher
    ("ИТ-1-26 БД лк", "БД", ("lecture",), None, 32, LECTURER),
    ("ИТ-1-26 БД лб 1", "БД", ("lab",), 1, 16, ASSISTANT),
    ("ИТ-1-26 БД лб 2", "БД", ("lab",), 2, 16, ASSISTANT),
    ("ИТ-1-26 ИНФ", "ИНФ", ("lecture", "practice"), None, 48, LECTURER),
)


def _local(hour: int) -> datetime:
    """A moment of 6 October 2026 as the registry writes it, local."""
    return datetime.combine(date(2026, 10, 6), time(hour))


ROWS: dict[str, list[dict[str, object]]] = {
    "institutes": [
        {
            "code": "ИЦТ",
            "name": "Институт цифровых технологий",
            "kind": "институт",
            "director": "Эсенова Чолпон Бакировна",
        }
    ],
    "departments": [
        {"code": "ПИ", "name": "Кафедра программной инженерии", "institute": "ИЦТ", "head": "Орозов Канат Ильич"}
    ],
    "teachers": [
        {"name": LECTURER, "department": "ПИ", "position": "доцент", "email": "asanov@example.edu"},
        {"name": ASSISTANT, "department": "ПИ", "position": "преподаватель", "email": "petrova@example.edu"},
    ],
    "groups": [
        {
            "code": GROUP,
            "institute": "ИЦТ",
            "speciality": "Программная инженерия",
            "year_of_study": 1,
            "language": "русский",
            "curator": ASSISTANT,
        }
    ],
    "students": [{"number": f"26-{at:03}", "name": name} for at, name in enumerate(NAMES, 1)],
    "memberships": [
        {"student": f"26-{at:03}", "group": GROUP, "subgroup": 1 if at <= 6 else 2, "valid_from": START}
        for at in range(1, len(NAMES) + 1)
    ],
    "disciplines": [
        {"code": "БД", "name": "Базы данных", "department": "ПИ"},
        {"code": "ИНФ", "name": "Информатика", "department": "ПИ"},
    ],
    "semesters": [
        {
            "code": SEMESTER,
            "academic_year": "2026-2027",
            "start": START,
            "weeks": 16,
            "first_week": "odd",
            "checkpoint_1": date(2026, 10, 24),
            "checkpoint_2": date(2026, 12, 19),
        }
    ],
    "curriculum": [
        {
            "group": GROUP,
            "discipline": discipline,
            "semester": SEMESTER,
            "credits": credits,
            "control": control,
            "lecture_hours": 32.0,
            f"{kind}_hours": 16.0,
            "independent_hours": 72.0,
        }
        for discipline, credits, control, kind in (("БД", 4.0, "exam", "lab"), ("ИНФ", 4.0, "credit_test", "practice"))
    ],
    "load": [
        {
            "code": code,
            "group": GROUP,
            "discipline": discipline,
            "semester": SEMESTER,
            "subgroup": subgroup,
            "kinds": kinds,
            "hours": float(hours),
            "teacher": teacher,
        }
        for code, discipline, kinds, subgroup, hours, teacher in LOAD
    ],
    "rooms": [
        {"code": "305", "building": "Главный", "seats": 60},
        {"code": "Л-2", "building": "Главный", "seats": 20},
    ],
    "bells": [
        {"pair": 1, "start": time(8, 0), "end": time(9, 20)},
        {"pair": 2, "start": time(9, 30), "end": time(10, 50)},
        {"pair": 3, "start": time(11, 0), "end": time(12, 20)},
        {"pair": 4, "start": time(13, 0), "end": time(14, 20)},
    ],
    "timetable": [
        {"journal": LOAD[0][0], "weekday": "Вт", "pair": 1, "parity": "every", "kind": "lecture", "room": "305"},
        {"journal": LOAD[1][0], "weekday": "Ср", "pair": 2, "parity": "odd", "kind": "lab", "room": "Л-2"},
        {"journal": LOAD[2][0], "weekday": "Ср", "pair": 2, "parity": "even", "kind": "lab", "room": "Л-2"},
        {"journal": LOAD[3][0], "weekday": "Чт", "pair": 1, "parity": "every", "kind": "lecture", "room": "305"},
        {"journal": LOAD[3][0], "weekday": "Пт", "pair": 3, "parity": "even", "kind": "practice", "room": "305"},
    ],
    "changes": [
        {
            "journal": LOAD[0][0],
            "kind": "moved",
            "date": date(2026, 9, 15),
            "pair": 1,
            "new_date": date(2026, 9, 18),
            "new_pair": 4,
            "reason": "командировка",
            "document": "расп. 14",
        }
    ],
    "outages": [
        {"start": _local(8), "end": _local(20), "scope": GROUP, "act": "акт 3"},
    ],
}

_NONE: tuple[str, ...] = ()
CONTENTS = (
    # The lecturer's tabs in their order: topics of a plan, or lessons (work type, control number, a mark a student).
    (
        _NONE,
        (
            ("Опрос", 1, "5", "", "4", "", "кж", "", "", "4", "", "", "3", ""),
            ("Опрос", 2, "", "кж", "", "5", "", "4", "у", "", "", "5/4", "", ""),
            ("Тест", None, "4", "5", "3", "4", "5", "5", "", "4", "3", "5", "4", "кж"),
        ),
    ),
    (
        (
            "Данные и информация. Что такое база данных",
            "Модели данных. Реляционная модель",
            "Ключи и связи. Целостность",
            "Нормальные формы",
            "Язык SQL: выборка",
            "Язык SQL: соединения",
        ),
        (),
    ),
    (
        _NONE,
        (
            ("Опрос", 0, "", "4", "", "", "5", "", "3", "", "", "4", "", ""),
            ("Опрос", 1, "5", "", "", "4", "", "", "", "кж", "", "", "5", "4"),
            ("Контрольная работа", 1, "5", "4", "4", "3", "5", "4", "2", "4", "у", "5", "3", "4"),
            ("Опрос", 0, "", "", "5", "", "", "4", "", "", "4", "", "", "5"),
        ),
    ),
    (
        ("Информатика как наука", "Системы счисления", "Перевод чисел", "Логические основы", "Алгоритмы"),
        (),
    ),
)
