"""How lesson plans (КТП) are filled: topics from the discipline's themes, work types, independent work when due."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from ejournal.sample.catalogue import by_name
from ejournal.sample.character import chance, chosen, student, teacher
from ejournal.sample.edits import Edit, Plan, Works
from ejournal.sample.entering import evening, planned_work_type
from ejournal.sample.journals import Journal, Lesson

_TASKS = ("Реферат", "Конспект", "Решение задач", "Презентация", "Эссе")
_FORMS = ("опрос", "тест", "защита", "собеседование")
_EVERY = 5
"""One row of the plan in so many has independent work."""
_GIVEN = timedelta(days=14)
HANDED_IN = 0.88
"""Share of independent work that is handed in."""
PlanRow = dict[str, str | float | date]


def plan_edits(journal: Journal, seed: int, start: date, first_day: date, clean: bool = False) -> list[Edit]:
    """When and how the plan is filled: before the year by most (4.3), in parts or late by others."""
    keeper = teacher(seed, journal.teacher, clean)
    rows = {lesson.number: plan_row(journal, seed, lesson) for lesson in _held(journal)}
    half = len(rows) // 2
    before = evening(max(start, first_day - timedelta(days=3)), time(15), seed, "plan", journal.code)
    if keeper.temper in ("diligent", "faultless"):
        return [Edit(before, journal.code, Plan(rows))]
    if keeper.temper == "hasty":
        second = evening(first_day + timedelta(days=36), time(15), seed, "plan 2", journal.code)
        first_half = {number: row for number, row in rows.items() if number <= half}
        return [Edit(before, journal.code, Plan(first_half)), Edit(second, journal.code, Plan(_rest(rows, first_half)))]
    late = evening(first_day + timedelta(days=6 + int(chance(seed, "plan", journal.code) * 12)), time(15), seed, "plan")
    missing = tuple(number for number in rows if chance(seed, "no topic", journal.code, number) < 0.08)
    kept = {number: row for number, row in rows.items() if number not in missing}
    return [Edit(late, journal.code, Plan(kept, missing))]


def work_edits(journal: Journal, seed: int, clean: bool = False) -> Iterator[Edit]:
    """Marks of independent work, a few days after it was due; some never hand it in, but in a clean university."""
    handed_in = 1.0 if clean else HANDED_IN
    for lesson in _held(journal):
        row = plan_row(journal, seed, lesson)
        due = row.get("due")
        if not isinstance(due, date):
            continue
        text, day = str(row["independent_work"]), due + timedelta(days=2)
        cells = {
            member.number: str(student(seed, member.number).mark(journal.discipline, "work", lesson.number))
            for member in journal.members
            if member.on(due) and chance(seed, "hands in", journal.code, lesson.number, member.number) < handed_in
        }
        moment = evening(day, time(15), seed, "works", journal.code)
        yield Edit(moment, journal.code, Works(lesson.number, text, dict(cells)))


def plan_row(journal: Journal, seed: int, lesson: Lesson) -> PlanRow:
    """What the teacher types into the plan's row of a lesson."""
    what = (seed, journal.code, lesson.number)
    row: PlanRow = {"topic": topic(journal, lesson)}
    if chance("plan work", *what) < 0.85:
        row["work_type"] = planned_work_type(seed, journal, lesson)
    if chance("literature", *what) < 0.5:
        row["literature"] = f"[{1 + int(chance('book', *what) * 4)}], гл. {lesson.number}"
    if chance("form", *what) < 0.3:
        row["control_form"] = chosen(_FORMS, "which form", *what)
    due = min(lesson.date + _GIVEN, journal.lessons[-1].date)
    if lesson.number % _EVERY == 3 and due > lesson.date:
        row["independent_work"] = f"{chosen(_TASKS, 'task', *what)}: {_theme(journal, lesson)[0]}"
        row["due"] = due
    return row


def topic(journal: Journal, lesson: Lesson) -> str:
    """The topic of a lesson; a theme that takes several lessons is given in parts."""
    theme, part = _theme(journal, lesson)
    if lesson.kind == "lab":
        number = [one.number for one in _held(journal) if one.kind == "lab"].index(lesson.number) + 1
        return f"Лабораторная работа № {number}. {theme}"
    if part == 1:
        return theme
    subject = by_name().get(journal.discipline)
    if theme.isascii():
        return f"{theme}, part {part}"
    return f"{theme}, {part}-бөлүк" if subject and subject.department == "КТ" else f"{theme}, часть {part}"


def _theme(journal: Journal, lesson: Lesson) -> tuple[str, int]:
    """The lesson's theme, and which of the theme's lessons it is, from 1."""
    same = [one.number for one in _held(journal) if one.kind == lesson.kind]
    subject = by_name().get(journal.discipline)
    themes = subject.themes if subject else tuple(f"{journal.discipline}: тема {at}" for at in range(1, 7))
    places = [at * len(themes) // len(same) for at in range(len(same))]
    place = places[same.index(lesson.number)]
    return themes[place], sum(1 for at in places[: same.index(lesson.number)] if at == place) + 1


def _held(journal: Journal) -> list[Lesson]:
    return [lesson for lesson in journal.lessons if not lesson.cancelled]


def _rest(rows: dict[int, PlanRow], taken: dict[int, PlanRow]) -> dict[int, PlanRow]:
    return {number: row for number, row in rows.items() if number not in taken}
