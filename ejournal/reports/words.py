"""Words that several reports use, in the three languages."""

import calendar
import datetime
from collections.abc import Iterable

from ejournal.i18n import KINDS, Text

BASIS = Text("Пункты положения: {clause}", "Жобонун пункттары: {clause}", "Clauses of the regulation: {clause}")
GROUP = Text("Группа {group}", "{group} тобу", "Group {group}")
ALL_GROUPS = Text("Все группы", "Бардык топтор", "All groups")
MONTH = Text("{month} {year} г.", "{year}-жылдын {month} айы", "{month} {year}")
UP_TO = Text("{month}, по {day}", "{month}, {day} күнүнө чейин", "{month}, up to {day}")
SEMESTER = Text(
    "Семестр {semester}, на {today}", "{semester} семестри, {today} абалы", "Semester {semester}, as of {today}"
)
TOTAL = Text("Итого", "Жалпысынан", "Total")
NUMBER = Text("№", "Катар №", "No.")
STUDENT = Text("Студент", "Студенттин аты-жөнү", "Student")
DISCIPLINE = Text("Дисциплина", "Окуу сабагы", "Discipline")
TEACHER = Text("Преподаватель", "Окутуучу", "Teacher")
CLASSES = Text("Виды занятий", "Сабактын түрлөрү", "Kinds of class")
SIGNED = Text("подпись", "колу", "signature")
DIRECTOR = Text("Директор института", "Институттун директору", "Director of the institute")
CURATOR_OFFICE = Text("Куратор группы", "Топтун куратору", "Curator of the group")
STUDY_DEPARTMENT = Text("Учебный отдел", "Окуу бөлүмү", "Study department")
SUBGROUP = Text("подгр.\u00a0{number}", "{number}-топчо", "subgroup\u00a0{number}")


def known(value: object) -> str:
    """The value as text; empty when it is missing."""
    import pandas as pd

    return "" if bool(pd.isna(value)) else str(value)  # type: ignore[call-overload]


def day(value: datetime.date | str) -> str:
    """The day as it is written in all three languages: 31.10.2026."""
    read = datetime.date.fromisoformat(value) if isinstance(value, str) else value
    return read.strftime("%d.%m.%Y")


def month_words(month: str, today: datetime.date, language: str) -> str:
    """The month ``YYYY-MM`` in words, with the day the counting ends at when that is not the month's last."""
    from babel.dates import format_date

    first = datetime.date.fromisoformat(f"{month}-01")
    name = format_date(first, "LLLL", locale=language)
    name = name if language == "en" else name.lower()
    words = MONTH.format(language, month=name, year=first.year)
    whole = today >= first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return words if whole else UP_TO.format(language, month=words, day=day(today))


def kinds_words(kinds: str, subgroup: object, language: str) -> str:
    """The comma-separated codes of kinds of class as shown, with the subgroup when there is one."""
    import pandas as pd

    shown = [KINDS[kind][language] for kind in (part.strip() for part in kinds.split(",")) if kind in KINDS]
    if not pd.isna(subgroup):  # type: ignore[call-overload]
        shown.append(SUBGROUP.format(language, number=subgroup))
    return ", ".join(shown)


def classes(kinds: Iterable[str], subgroups: Iterable[object], language: str) -> list[str]:
    """:func:`kinds_words` of each row."""
    return [kinds_words(str(each), subgroup, language) for each, subgroup in zip(kinds, subgroups, strict=True)]
