"""The monthly report's figures (monthly.py) as elements: tables, key figures and charts, in the reader's language."""

from collections.abc import Mapping
from typing import cast

import pandas as pd

from ejournal.i18n import Text
from ejournal.reports import charts, words
from ejournal.reports.elements import ColumnSpec, Figure, KeyFigures, Note, Table
from ejournal.reports.formats import as_text
from ejournal.reports.monthly import TIMELINESS, attendance, share

DUE = Text("По расписанию", "Жадыбал боюнча", "Due by the timetable")
FILLED = Text("Заполнено", "Толтурулган", "Filled")
EMPTY = Text("Не заполнено", "Толтурулбаган", "Not filled")
ON_TIME = Text("В день занятия", "Сабак күнү", "On the lesson's day")
LATE = Text("Позже", "Кечигип", "Late")
UNDETERMINED = Text("Срок не определён", "Мөөнөтү аныкталган жок", "Time not determined")
FILLED_SHARE = Text("Заполнено, %", "Толтурулганы, %", "Filled, %")
ON_TIME_SHARE = Text("В день занятия, %", "Сабак күнү толтурулганы, %", "On the lesson's day, %")
JOURNALS = Text("Журналов", "Журналдардын саны", "Journals")
HELD = Text("Проведено, чел.-занятий", "Өткөрүлгөнү, студент-сабак", "Held, student-lessons")
ATTENDED = Text("Посещено", "Катышканы", "Attended")
ABSENT = Text("Пропущено (кж)", "Себепсиз калтырган (кж)", "Absent (кж)")
EXCUSED = Text("По уважительной причине (у)", "Жүйөлүү себеп менен (у)", "Excused (у)")
ATTENDANCE = Text("Посещаемость, %", "Катышуу, %", "Attendance, %")
ATTENDANCE_LABEL = Text("Посещаемость", "Сабакка катышуу", "Attendance")
MEMBERS = Text("Студентов", "Студенттердин саны", "Students")
NOT_ATTESTED = Text("н/а", "баасы жок", "not attested")
MARKS = Text("Оценок", "Баалардын саны", "Marks")
MEAN = Text("Средний балл", "Орточо баа", "Mean mark")
ABSOLUTE = Text("Абсолютная успеваемость, %", "Абсолюттук жетишүү, %", "Absolute performance, %")
QUALITY = Text("Качественная успеваемость, %", "Сапаттык жетишүү, %", "Qualitative performance, %")
DEGREE = Text("СОУ, %", "Окугандык деңгээли (СОУ), %", "Degree of learning (СОУ), %")
MISSED = Text("Пропущено, ч", "Калтырылганы, саат", "Missed, hours")
MISSED_ABSENT = Text("из них кж, ч", "анын ичинен кж, саат", "of them кж, hours")
MISSED_EXCUSED = Text("из них у, ч", "анын ичинен у, саат", "of them у, hours")
WEEK = Text("Учебная неделя", "Окуу жумасы", "Teaching week")
MARK = Text("Оценка", "Баа", "Mark")
OF = Text("{part} из {whole}", "{whole} ичинен {part}", "{part} of {whole}")
FILLING_CAPTION = Text("Заполнение по журналам", "Журналдар боюнча толтуруу", "Filling by journal")
TEACHER_CAPTION = Text("Заполнение по преподавателям", "Окутуучулар боюнча толтуруу", "Filling by teacher")
ATTENDANCE_CAPTION = Text("Посещаемость по дисциплинам", "Окуу сабактары боюнча катышуу", "Attendance by discipline")
PERFORMANCE_CAPTION = Text("Успеваемость по дисциплинам", "Окуу сабактары боюнча жетишүү", "Performance by discipline")
ABSENCES_CAPTION = Text(
    "Пропуски по студентам и дисциплинам, академические часы",
    "Студенттер жана окуу сабактары боюнча калтырылган академиялык сааттар",
    "Absences by student and discipline, academic hours",
)
WEEKS_CAPTION = Text("Посещаемость по неделям, %", "Жумалар боюнча катышуу, %", "Attendance by week, %")
DISTRIBUTION_CAPTION = Text("Распределение оценок", "Баалардын бөлүштүрүлүшү", "Distribution of marks")
LESSONS = Text("Занятий", "Сабактардын саны", "Lessons")
FILLING = Text("Заполнение журналов", "Журналдарды толтуруу", "Filling of the journals")
PERFORMANCE = Text("Успеваемость", "Окуудагы жетишүү", "Performance")
ABSENCES = Text("Пропуски", "Калтырылган сабактар", "Absences")
READING_HEAD = Text("Как посчитано", "Кантип эсептелди", "How it was counted")
READINGS = (
    Text(
        "По расписанию — занятия месяца по указанный день, кроме отменённых. Заполнено — назван вид работы и «Нет» "
        "совпадает с отметками; занятие, отмеченное как непроведённое, тоже считается заполненным.",
        "Жадыбал боюнча — айдын көрсөтүлгөн күнгө чейинки сабактары, жокко чыгарылгандардан башкасы. Толтурулган — "
        "иштин түрү аталып, «Нет» саны белгилерге дал келет; өткөрүлбөдү деп белгиленген сабак да толтурулган болуп "
        "саналат.",
        "Due are the month's lessons up to the day named, except cancelled ones. Filled: a work type is named and "
        "the control number agrees with the marks; a lesson reported as not held counts as filled too.",
    ),
    Text(
        "Позже — занятие впервые заполнено после своего дня и не во время сбоя; исправления не считаются опозданием.",
        "Кечигип — сабак өз күнүнөн кийин, үзгүлтүк болбогон учурда биринчи жолу толтурулган; оңдоолор кечигүү эмес.",
        "Late means first filled after the lesson's own day and outside an outage; corrections are never late.",
    ),
    Text(
        "Посещаемость = посещено / (проведённые занятия × студенты), только по заполненным занятиям; у — тоже пропуск.",
        "Катышуу = катышканы / (өткөрүлгөн сабактар × студенттер), толтурулган сабактар боюнча гана; у дагы калтыруу.",
        "Attendance = attended / (lessons held x members), over complete lessons only; у counts as not attended.",
    ),
    Text(
        "Оценка студента за месяц — средний балл его оценок, округлённый (половина вверх), не ниже 2; без оценок "
        "— н/а. Доли берутся от числа нынешних студентов группы. Это допущение: положение месячной оценки не "
        "устанавливает.",
        "Студенттин айлык баасы — коюлган баалардын тегеректелген орточосу (жарымы жогору), 2ден төмөн эмес; баасы "
        "жок студент өзүнчө саналат. Үлүштөр топтун азыркы студенттеринен алынат. Бул божомол: жободо айлык баа "
        "белгиленген эмес.",
        "A student's mark of the month is the rounded mean of the marks given (half up), not below 2; without marks "
        "the student is not attested. Shares are of the group's present members. This is assumed: the regulation fixes "
        "no monthly mark.",
    ),
)
TIMELINESS_WORDS: Mapping[str, Text] = {"on_time": ON_TIME, "late": LATE, "undetermined": UNDETERMINED}


def readings(language: str) -> Note:
    """How the figures were counted, and what of it is assumed."""
    return Note("", "plain", [text[language] for text in READINGS])


def percent(value: object, language: str) -> str:
    """A share 0-1 as per cent without its sign; a dash when missing."""
    if value is None or bool(pd.isna(value)):  # type: ignore[call-overload]
        return as_text(None, "text", language)
    return as_text(100 * float(cast(float, value)), "decimal1", language)


def _count(name: str, title: str, rotate: bool = False) -> ColumnSpec:
    return ColumnSpec(name, title, align="right", rotate=rotate, format="integer")


def _share(name: str, title: str, language: str, rotate: bool = False) -> ColumnSpec:
    return ColumnSpec(name, title, align="right", rotate=rotate, format=lambda value: percent(value, language))


def _filling_columns(language: str) -> list[ColumnSpec]:
    counts = {"due": DUE, "filled": FILLED, **TIMELINESS_WORDS, "empty": EMPTY}
    shares = {"filled_share": FILLED_SHARE, "on_time_share": ON_TIME_SHARE}
    return [_count(name, text[language]) for name, text in counts.items()] + [
        _share(name, text[language], language) for name, text in shares.items()
    ]


def filling_table(rows: pd.DataFrame, total: Mapping[str, object], language: str) -> Table:
    """Filling by journal, with totals (6.2)."""
    shown = rows.assign(classes=_classes(rows, language))
    columns = [
        ColumnSpec("discipline_name", words.DISCIPLINE[language], key=True),
        ColumnSpec("classes", words.CLASSES[language]),
        ColumnSpec("teacher", words.TEACHER[language]),
        *_filling_columns(language),
    ]
    totals = {"discipline_name": words.TOTAL[language], **total}
    return Table(shown, columns, FILLING_CAPTION[language], totals, language)


def _classes(rows: pd.DataFrame, language: str) -> list[str]:
    pairs = zip(rows["kinds"], rows["subgroup"], strict=True)
    return [words.kinds_words(kinds, subgroup, language) for kinds, subgroup in pairs]


def teacher_table(rows: pd.DataFrame, total: Mapping[str, object], language: str) -> Table:
    """Filling by teacher, with totals (6.2, 5.3)."""
    columns = [
        ColumnSpec("teacher", words.TEACHER[language], key=True),
        _count("journals", JOURNALS[language]),
        *_filling_columns(language),
    ]
    totals = {"teacher": words.TOTAL[language], **total, "journals": int(rows["journals"].sum())}
    return Table(rows, columns, TEACHER_CAPTION[language], totals, language)


def filling_chart(rows: pd.DataFrame, language: str) -> Figure:
    """Lessons of each journal: filled on time, late, at a time not determined, not filled."""
    classes = _classes(rows, language)
    labels = [f"{name} · {kinds}" for name, kinds in zip(rows["discipline_name"], classes, strict=True)]
    parts = {TIMELINESS_WORDS[word][language]: rows[word].tolist() for word in TIMELINESS}
    parts[EMPTY[language]] = rows["empty"].tolist()
    figure = charts.stacked_bars(labels, parts, LESSONS[language])
    alt = charts.in_words(rows.assign(label=labels, said=_said(rows, language)), "label", "said")
    return Figure(figure, FILLING_CAPTION[language], f"{FILLING_CAPTION[language]}. {alt}")


def _said(rows: pd.DataFrame, language: str) -> list[str]:
    pairs = zip(rows["filled"], rows["due"], strict=True)
    return [OF.format(language, part=filled, whole=due) for filled, due in pairs]


def _attendance_columns(language: str) -> list[ColumnSpec]:
    counts = {"held": HELD, "attended": ATTENDED, "absent": ABSENT, "excused": EXCUSED}
    return [_count(name, text[language]) for name, text in counts.items()] + [
        _share("attended_share", ATTENDANCE[language], language)
    ]


def attendance_table(held: pd.DataFrame, courses: pd.DataFrame, language: str) -> Table:
    """Attendance by course over the complete lessons, with totals (2.5)."""
    rows = attendance(held, "course_id").merge(courses[["course_id", "discipline_name"]], on="course_id")
    columns = [ColumnSpec("discipline_name", words.DISCIPLINE[language], key=True), *_attendance_columns(language)]
    totals = {"discipline_name": words.TOTAL[language], **_together(held)}
    return Table(rows.sort_values("discipline_name"), columns, ATTENDANCE_CAPTION[language], totals, language)


def _together(held: pd.DataFrame) -> dict[str, object]:
    total = attendance(held.assign(together=1), "together").to_dict("records")
    nothing: dict[str, object] = {"held": 0, "attended": 0, "absent": 0, "excused": 0, "attended_share": None}
    return {str(name): value for name, value in total[0].items()} if total else nothing


def attendance_chart(held: pd.DataFrame, language: str) -> Figure:
    """Attendance by teaching week."""
    rows = attendance(held, "week").sort_values("week")
    labels = [str(week) for week in rows["week"]]
    figure = charts.line_of_shares(labels, rows["attended_share"].tolist(), ATTENDANCE[language], WEEK[language])
    said = rows.assign(said=[percent(value, language) for value in rows["attended_share"]])
    alt = charts.in_words(said, "week", "said")
    return Figure(figure, WEEKS_CAPTION[language], f"{WEEKS_CAPTION[language]} {alt}")


def performance_table(rows: pd.DataFrame, language: str) -> Table:
    """How many earned which mark, the shares and the mean mark, by course (2.5)."""
    counts = [_count(f"n{mark}", str(mark)) for mark in (5, 4, 3, 2)]
    shares = {"absolute": ABSOLUTE, "quality": QUALITY, "degree": DEGREE}
    columns = [
        ColumnSpec("discipline_name", words.DISCIPLINE[language], key=True),
        _count("members", MEMBERS[language]),
        *counts,
        _count("none", NOT_ATTESTED[language]),
        *(_share(name, text[language], language) for name, text in shares.items()),
        _count("marks", MARKS[language]),
        ColumnSpec("mean", MEAN[language], align="right", format="decimal2"),
    ]
    return Table(rows, columns, PERFORMANCE_CAPTION[language], language=language)


def absences_table(rows: pd.DataFrame, courses: pd.DataFrame, language: str) -> Table:
    """Hours missed by each student, by discipline and together (7.6)."""
    names = dict(zip(courses["course_id"], courses["discipline_name"], strict=True))
    by_course = [name for name in rows.columns if name.startswith("course_")]
    hours = {"missed_hours": MISSED, "absent_hours": MISSED_ABSENT, "excused_hours": MISSED_EXCUSED}
    columns = [
        ColumnSpec("number", words.NUMBER[language], align="right", format="integer", key=True),
        ColumnSpec("name", words.STUDENT[language], key=True),
        *(_count(name, str(names[int(name.removeprefix("course_"))]), rotate=True) for name in by_course),
        *(_count(name, text[language], rotate=True) for name, text in hours.items()),
        _share("attended_share", ATTENDANCE[language], language, rotate=True),
    ]
    totals: dict[str, object] = {name: float(rows[name].sum()) for name in (*by_course, *hours)}
    totals["name"] = words.TOTAL[language]
    together = share(pd.Series([rows["attended"].sum()]), pd.Series([rows["held"].sum()]))
    totals["attended_share"] = percent(together[0], language)
    shown = rows.assign(number=range(1, len(rows) + 1))
    return Table(shown, columns, ABSENCES_CAPTION[language], totals, language)


def distribution_table(rows: pd.DataFrame, language: str) -> Table:
    """How often each mark was given, with its share."""
    columns = [
        ColumnSpec("mark", MARK[language], align="center", key=True),
        _count("count", words.COUNT[language]),
        _share("share", f"{words.SHARE[language]}, %", language),
    ]
    totals = {"mark": words.TOTAL[language], "count": int(rows["count"].sum())}
    return Table(rows, columns, DISTRIBUTION_CAPTION[language], totals, language)


def distribution_chart(rows: pd.DataFrame, language: str) -> Figure:
    """How often each mark was given."""
    labels = [str(mark) for mark in rows["mark"]]
    figure = charts.bars(labels, rows["count"].tolist(), MARKS[language], MARK[language])
    alt = charts.in_words(rows, "mark", "count")
    return Figure(figure, DISTRIBUTION_CAPTION[language], f"{DISTRIBUTION_CAPTION[language]}. {alt}")


def key_figures(filling: Mapping[str, object], held: pd.DataFrame, marks: pd.DataFrame, language: str) -> KeyFigures:
    """Filling, filling on time, attendance and mean mark of the month."""
    there = _together(held)
    mean = marks["value"].mean() if len(marks) else None
    return KeyFigures(
        [
            _figure(FILLED_SHARE, filling["filled_share"], filling["filled"], filling["due"], language),
            _figure(ON_TIME_SHARE, filling["on_time_share"], filling["on_time"], filling["due"], language),
            _figure(ATTENDANCE, there["attended_share"], there["attended"], there["held"], language),
            (MEAN[language], as_text(mean, "decimal2", language), f"{MARKS[language]}: {len(marks)}"),
        ]
    )


def _figure(label: Text, value: object, part: object, whole: object, language: str) -> tuple[str, str, str]:
    counted = OF.format(language, part=as_text(part, "integer", language), whole=as_text(whole, "integer", language))
    return label[language], percent(value, language), counted
