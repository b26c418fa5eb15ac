"""A university small enough to know by heart: one group of six, three journals of two courses, one semester."""

from datetime import date, datetime, time

SEMESTER = "2026-1"
GROUP = "ИТ-1-26"
STUDENTS = (
    ("26-001", "Абдыкеримова Айгүл Төлөгөновна"),
    ("26-002", "Бөкөнбаев Өмүрбек Жеңишович"),
    ("26-003", "Иванов Пётр Сергеевич"),
    ("26-004", "Сыдыков Нурлан Маратович"),
    ("26-005", "Токтогулова Үмүт Асановна"),
    ("26-006", "Эшимова Жаңыл Эркиновна"),
)
LEFT_ON = date(2026, 10, 15)
JOINED_ON = date(2026, 9, 21)
LOAD = (
    # code, discipline, kinds, subgroup, hours, teacher
    ("ИТ-1-26 БД лк", "БД", ("lecture",), None, 32, "Асанов Азамат Токтогулович"),
    ("ИТ-1-26 БД лб 1", "БД", ("lab",), 1, 16, "Петрова Ольга Ивановна"),
    ("ИТ-1-26 ФИЗ", "ФИЗ", ("lecture", "practice"), None, 48, "Петрова Ольга Ивановна"),
)

_MEMBERS = [
    {"student": number, "group": GROUP, "subgroup": 1 if at < 3 else 2, "valid_from": date(2026, 9, 1)}
    for at, (number, _) in enumerate(STUDENTS)
]
_MEMBERS[3]["valid_to"] = LEFT_ON
_MEMBERS[3]["document"] = "пр. 12"
_MEMBERS[5]["valid_from"] = JOINED_ON

SMALL_ROWS: dict[str, list[dict[str, object]]] = {
    "institutes": [{"code": "ИЦТ", "name": "Институт цифровых технологий", "kind": "институт"}],
    "departments": [{"code": "ПИ", "name": "Кафедра программной инженерии", "institute": "ИЦТ"}],
    "teachers": [
        {"name": "Асанов Азамат Токтогулович", "department": "ПИ", "position": "доцент"},
        {"name": "Петрова Ольга Ивановна", "department": "ПИ", "position": "старший преподаватель"},
    ],
    "groups": [
        {
            "code": GROUP,
            "institute": "ИЦТ",
            "speciality": "Программная инженерия",
            "year_of_study": 1,
            "language": "русский",
            "curator": "Асанов Азамат Токтогулович",
        }
    ],
    "students": [{"number": number, "name": name} for number, name in STUDENTS],
    "memberships": _MEMBERS,
    "disciplines": [
        {"code": "БД", "name": "Базы данных", "department": "ПИ"},
        {"code": "ФИЗ", "name": "Физика", "department": "ПИ"},
    ],
    "semesters": [
        {
            "code": SEMESTER,
            "academic_year": "2026-2027",
            "start": date(2026, 9, 1),
            "weeks": 16,
            "first_week": "odd",
            "checkpoint_1": date(2026, 10, 24),
            "checkpoint_2": date(2026, 12, 19),
        }
    ],
    "holidays": [],
    "curriculum": [
        {
            "group": GROUP,
            "discipline": "БД",
            "semester": SEMESTER,
            "credits": 4.0,
            "control": "exam",
            "lecture_hours": 32.0,
            "lab_hours": 16.0,
            "independent_hours": 72.0,
        },
        {
            "group": GROUP,
            "discipline": "ФИЗ",
            "semester": SEMESTER,
            "credits": 3.0,
            "control": "credit_test",
            "lecture_hours": 32.0,
            "practice_hours": 16.0,
            "independent_hours": 42.0,
        },
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
    "rooms": [{"code": "305", "building": "Главный", "seats": 60}, {"code": "Л-2", "building": "Главный", "seats": 20}],
    "bells": [
        {"pair": 1, "start": time(8, 0), "end": time(9, 20)},
        {"pair": 2, "start": time(9, 30), "end": time(10, 50)},
        {"pair": 3, "start": time(11, 0), "end": time(12, 20)},
    ],
    "timetable": [
        {"journal": LOAD[0][0], "weekday": "Вт", "pair": 1, "parity": "every", "kind": "lecture", "room": "305"},
        {"journal": LOAD[1][0], "weekday": "Ср", "pair": 2, "parity": "odd", "kind": "lab", "room": "Л-2"},
        {"journal": LOAD[2][0], "weekday": "Чт", "pair": 1, "parity": "every", "kind": "lecture", "room": "305"},
        {"journal": LOAD[2][0], "weekday": "Пт", "pair": 3, "parity": "even", "kind": "practice", "room": "305"},
    ],
    "outages": [
        {
            "start": datetime(2026, 10, 6, 8, 0),
            "end": datetime(2026, 10, 6, 20, 0),
            "scope": GROUP,
            "act": "акт 3",
        }
    ],
}
