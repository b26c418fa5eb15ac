"""The registry's tabs and columns, declared once: the template, the check, the store and the load all read this."""

from dataclasses import dataclass

KIND_CODES = {"лк": "lecture", "пр": "practice", "лб": "lab"}
CONTROL_CODES = {
    "экзамен": "exam",
    "зачёт": "credit_test",
    "диф. зачёт": "graded_credit_test",
    "защита ВКР": "thesis",
}
PARITY_CODES = {"каждая": "every", "нечётная": "odd", "чётная": "even"}
WEEKDAYS = ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс")
CHANGE_CODES = {
    "отмена": "cancelled",
    "перенос": "moved",
    "объединение": "merged",
    "дополнительное": "extra",
    "дистанционно": "remote",
}
MOVEMENT_CODES = {
    "переведён": "transferred",
    "академический отпуск": "academic_leave",
    "отчислен": "expelled",
    "восстановлен": "readmitted",
}
INSTITUTE_KINDS = ("институт", "колледж")


@dataclass(frozen=True)
class Field:
    """One column of a registry tab.

    ``type`` is one of text, int, number, date, time, instant, kinds, choice. ``refers`` names the tab whose key column
    the value must be found in; ``choices`` maps what is shown to the code that is stored; workbooks made before the
    column was ``added`` may lack it.
    """

    name: str
    title: str
    type: str = "text"
    required: bool = False
    refers: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    width: int = 16
    added: bool = False


@dataclass(frozen=True)
class Tab:
    """One tab of the registry workbook: grain of one row per entity or event.

    ``key`` are the fields that must be unique together; ``event`` rows are orders and changes, which loading never
    removes from the dataset.
    """

    name: str
    title: str
    prefix: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    event: bool = False

    def field(self, name: str) -> Field:
        """The field of this name; raises StopIteration when there is none."""
        return next(field for field in self.fields if field.name == name)


def _choices(codes: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(codes.items())


def _plain(values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((value, value) for value in values)


REGISTRY: tuple[Tab, ...] = (
    Tab(
        "institutes",
        "Институты",
        "I",
        ("code",),
        (
            Field("code", "Код", required=True),
            Field("name", "Название", required=True, width=44),
            Field("kind", "Вид", "choice", True, choices=_plain(INSTITUTE_KINDS)),
            Field("director", "Директор", width=30),
        ),
    ),
    Tab(
        "departments",
        "Кафедры",
        "D",
        ("code",),
        (
            Field("code", "Код", required=True),
            Field("name", "Название", required=True, width=44),
            Field("institute", "Институт", required=True, refers="institutes"),
            Field("head", "Заведующий", width=30),
        ),
    ),
    Tab(
        "teachers",
        "Преподаватели",
        "T",
        ("name",),
        (
            Field("name", "ФИО", required=True, width=36),
            Field("department", "Кафедра", required=True, refers="departments"),
            Field("position", "Должность", width=22),
            Field("email", "Почта", width=28),
        ),
    ),
    Tab(
        "groups",
        "Группы",
        "G",
        ("code",),
        (
            Field("code", "Код", required=True),
            Field("institute", "Институт", required=True, refers="institutes"),
            Field("speciality", "Специальность", width=40),
            Field("year_of_study", "Курс", "int", True),
            Field("language", "Язык обучения", width=16),
            Field("curator", "Куратор", refers="teachers", width=36),
        ),
    ),
    Tab(
        "students",
        "Студенты",
        "S",
        ("number",),
        (
            Field("number", "№ зачётной книжки", required=True, width=20),
            Field("name", "ФИО", required=True, width=40),
            Field("email", "Почта", width=28),
        ),
    ),
    Tab(
        "memberships",
        "Состав групп",
        "M",
        ("student", "group", "subgroup", "valid_from"),
        (
            Field("student", "№ зачётной книжки", required=True, refers="students", width=20),
            Field("group", "Группа", required=True, refers="groups"),
            Field("subgroup", "Подгруппа", "int"),
            Field("valid_from", "С", "date", True, width=12),
            Field("valid_to", "По", "date", width=12),
            Field("document", "Приказ", width=24),
            Field("reason", "Основание", "choice", choices=_choices(MOVEMENT_CODES), width=22, added=True),
        ),
    ),
    Tab(
        "disciplines",
        "Дисциплины",
        "P",
        ("code",),
        (
            Field("code", "Код", required=True),
            Field("name", "Название", required=True, width=44),
            Field("department", "Кафедра", required=True, refers="departments"),
        ),
    ),
    Tab(
        "semesters",
        "Семестры",
        "Y",
        ("code",),
        (
            Field("code", "Код", required=True),
            Field("academic_year", "Учебный год", required=True),
            Field("start", "Начало", "date", True, width=12),
            Field("weeks", "Недель", "int", True),
            Field("first_week", "Первая неделя", "choice", True, choices=(("нечётная", "odd"), ("чётная", "even"))),
            Field("checkpoint_1", "Проверка 1", "date", True, width=12),
            Field("checkpoint_2", "Проверка 2", "date", True, width=12),
        ),
    ),
    Tab(
        "holidays",
        "Праздники",
        "H",
        ("date",),
        (
            Field("date", "Дата", "date", True, width=12),
            Field("name", "Название", width=40),
        ),
    ),
    Tab(
        "curriculum",
        "Учебный план",
        "U",
        ("group", "discipline", "semester"),
        (
            Field("group", "Группа", required=True, refers="groups"),
            Field("discipline", "Дисциплина", required=True, refers="disciplines"),
            Field("semester", "Семестр", required=True, refers="semesters"),
            Field("credits", "Кредиты", "number", True, width=10),
            Field("control", "Контроль", "choice", True, choices=_choices(CONTROL_CODES)),
            Field("lecture_hours", "Лк, ч", "number", width=8),
            Field("practice_hours", "Пр, ч", "number", width=8),
            Field("lab_hours", "Лб, ч", "number", width=8),
            Field("independent_hours", "СРС, ч", "number", width=8),
        ),
    ),
    Tab(
        "load",
        "Нагрузка",
        "J",
        ("code",),
        (
            Field("code", "Код", required=True, width=26),
            Field("group", "Группа", required=True, refers="groups"),
            Field("discipline", "Дисциплина", required=True, refers="disciplines"),
            Field("semester", "Семестр", required=True, refers="semesters"),
            Field("subgroup", "Подгруппа", "int", width=10),
            Field("kinds", "Виды занятий", "kinds", True),
            Field("hours", "Часы", "number", True, width=8),
            Field("teacher", "Преподаватель", required=True, refers="teachers", width=36),
        ),
    ),
    Tab(
        "teacher_changes",
        "Смена преподавателя",
        "N",
        ("journal", "valid_from"),
        (
            Field("journal", "Нагрузка", required=True, refers="load", width=26),
            Field("teacher", "Преподаватель", required=True, refers="teachers", width=36),
            Field("valid_from", "С", "date", True, width=12),
            Field("document", "Документ", width=24),
        ),
        event=True,
    ),
    Tab(
        "rooms",
        "Аудитории",
        "R",
        ("code",),
        (
            Field("code", "Код", required=True),
            Field("building", "Корпус"),
            Field("seats", "Мест", "int", width=8),
        ),
    ),
    Tab(
        "bells",
        "Звонки",
        "B",
        ("pair",),
        (
            Field("pair", "Пара", "int", True, width=8),
            Field("start", "Начало", "time", True, width=10),
            Field("end", "Конец", "time", True, width=10),
        ),
    ),
    Tab(
        "timetable",
        "Расписание",
        "E",
        ("journal", "weekday", "pair", "parity", "valid_from"),
        (
            Field("journal", "Нагрузка", required=True, refers="load", width=26),
            Field("weekday", "День", "choice", True, choices=_plain(WEEKDAYS), width=8),
            Field("pair", "Пара", "int", True, refers="bells", width=8),
            Field("parity", "Неделя", "choice", True, choices=_choices(PARITY_CODES), width=12),
            Field("kind", "Вид занятия", "choice", True, choices=_choices(KIND_CODES), width=12),
            Field("room", "Аудитория", refers="rooms"),
            Field("stream", "Поток", width=16),
            Field("valid_from", "С", "date", width=12),
            Field("valid_to", "По", "date", width=12),
        ),
    ),
    Tab(
        "changes",
        "Изменения расписания",
        "X",
        ("journal", "kind", "date", "pair", "new_date", "new_pair"),
        (
            Field("journal", "Нагрузка", required=True, refers="load", width=26),
            Field("kind", "Что", "choice", True, choices=_choices(CHANGE_CODES)),
            Field("date", "Дата", "date", width=12),
            Field("pair", "Пара", "int", refers="bells", width=8),
            Field("new_date", "Новая дата", "date", width=12),
            Field("new_pair", "Новая пара", "int", refers="bells", width=10),
            Field("new_room", "Новая аудитория", refers="rooms"),
            Field("class_kind", "Вид занятия", "choice", choices=_choices(KIND_CODES), width=12),
            Field("reason", "Причина", width=28),
            Field("document", "Документ", width=24),
        ),
        event=True,
    ),
    Tab(
        "substitutions",
        "Замещения",
        "Z",
        ("journal", "teacher", "valid_from"),
        (
            Field("journal", "Нагрузка", required=True, refers="load", width=26),
            Field("teacher", "Заменяет", required=True, refers="teachers", width=36),
            Field("valid_from", "С", "date", True, width=12),
            Field("valid_to", "По", "date", True, width=12),
            Field("reason", "Причина", width=28),
            Field("document", "Документ", width=24),
        ),
        event=True,
    ),
    Tab(
        "outages",
        "Сбои",
        "O",
        ("start", "scope"),
        (
            Field("start", "С", "instant", True, width=18),
            Field("end", "По", "instant", True, width=18),
            Field("scope", "Группа или институт", width=22),
            Field("act", "Акт", width=24),
        ),
        event=True,
    ),
)
TABS: dict[str, Tab] = {tab.name: tab for tab in REGISTRY}
