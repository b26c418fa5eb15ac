"""Parameters that several objectivity rules declare in the same words."""

from ejournal.i18n import Text
from ejournal.rules.declaration import Parameter


def private_days() -> Parameter:
    """For how long nobody but the teacher is shown the question (2.6)."""
    return Parameter(
        "private_days",
        7,
        Text(
            "Сколько дней вопрос видит только преподаватель",
            "Суроону канча күн мугалим гана көрөт",
            "Days for which only the teacher sees the question",
        ),
        0,
        60,
    )


def discovery(default: float = 0.05) -> Parameter:
    """False discovery rate within a department's semester."""
    return Parameter(
        "discovery",
        default,
        Text(
            "Наибольшая ожидаемая доля ложных находок на кафедре за семестр",
            "Кафедра боюнча семестрдеги жаңылыш табылгалардын күтүлгөн эң чоң үлүшү",
            "Largest expected share of false findings in a department's semester",
        ),
        0.0,
        0.5,
    )


def correlation(default: float) -> Parameter:
    """How alike honest marks are that go together."""
    return Parameter(
        "correlation",
        default,
        Text(
            "Насколько похожи честные оценки одного занятия или студента (0 — независимы)",
            "Бир сабактын же студенттин чынчыл баалары канчалык окшош (0 — көз карандысыз)",
            "How alike honest marks of one lesson or student are (0 = independent)",
        ),
        0.0,
        0.9,
    )


def least(name: str, default: int, ru: str, ky: str, en: str) -> Parameter:
    """Least number of something for anything to be found."""
    return Parameter(name, default, Text(ru, ky, en), 1, 10_000)


def least_marks(default: int) -> Parameter:
    """Least number of marks in a journal."""
    return least(
        "least_marks", default, "Наименьшее число оценок", "Баалардын эң аз саны", "Least number of marks judged"
    )


def least_students(default: int) -> Parameter:
    """Least number of students with enough marks."""
    return least(
        "least_students",
        default,
        "Наименьшее число студентов",
        "Студенттердин эң аз саны",
        "Least number of students judged",
    )


def marks_each(default: int) -> Parameter:
    """Least number of marks of a student who is judged."""
    return least(
        "marks_each",
        default,
        "Наименьшее число оценок одного студента",
        "Бир студенттин бааларынын эң аз саны",
        "Least number of marks of one student",
    )


def least_journals(default: int) -> Parameter:
    """Least number of other journals or courses to compare with."""
    return least(
        "least_journals",
        default,
        "Наименьшее число журналов или дисциплин для сравнения",
        "Салыштырууга журналдардын же дисциплиналардын эң аз саны",
        "Least number of journals or courses to compare with",
    )


def number(name: str, default: float, lowest: float, highest: float, ru: str, ky: str, en: str) -> Parameter:
    """A threshold with decimals."""
    return Parameter(name, default, Text(ru, ky, en), lowest, highest)
