"""How a teacher keeps a journal's lesson columns: on the day or later, with slips, and with corrections (3.5, 4.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache

from ejournal.parameters import WorkTypes, load_parameters, share_folder
from ejournal.sample.character import Student, Teacher, chance, chosen, student, teacher
from ejournal.sample.edits import Action, Column, Defect, Edit
from ejournal.sample.journals import Journal, Lesson, Member
from ejournal.sample.sheet import Value
from ejournal.sample.truth import ColumnMeant, Meant
from ejournal.sample.university import BELLS, PAIR_MINUTES

UNKNOWN_MARKS = ("5+", "зачёт", "4-", "5.5", "сдал", "6")
OWN_WORK_TYPES = ("опрос + доклад", "разбор ошибок", "сам. раб.", "видеоурок")
SLIPS = (
    ("wrong_control",) * 4
    + ("no_control",) * 3
    + ("no_work_type",) * 3
    + ("unknown_mark",) * 3
    + ("absent_with_mark",) * 2
    + ("forgotten_absence",) * 2
)
MARKED = {
    "Лекция": 0.06,
    "Доклад": 0.2,
    "Тест": 0.95,
    "Контрольная работа": 0.95,
    "Коллоквиум": 0.9,
    "Защита работ": 0.85,
}
"""Work type -> share of those present who get a mark."""
USUALLY_MARKED = 0.42


@cache
def work_types() -> WorkTypes:
    """The work types that the program ships, as the drop-downs show them."""
    return load_parameters(share_folder("parameters")).work_types


def evening(day: date, earliest: time, *what: object) -> datetime:
    """A moment of this day after lessons, 15:40 to 22:30."""
    start = datetime.combine(day, max(earliest, time(15, 40)))
    end = datetime.combine(day, time(22, 30))
    return (start + (end - start) * chance("evening", day, *what)).replace(microsecond=0)


def lesson_end(pair: int) -> time:
    """When a pair is over, and the teacher can sit down to the journal."""
    hour, minute = BELLS[min(pair, len(BELLS)) - 1]
    return (datetime.combine(date.min, time(hour, minute)) + timedelta(minutes=PAIR_MINUTES + 10)).time()


def planned_work_type(seed: int, journal: Journal, lesson: Lesson) -> str:
    """The work type that the lesson plan names for a lesson."""
    types = getattr(work_types(), lesson.kind)
    first = chance(seed, "usual", journal.code, lesson.number) < 0.5
    return str(types[0] if first else chosen(types, seed, "work", journal.code, lesson.number))


@dataclass(frozen=True)
class Entered:
    """One lesson's column as it was entered without a slip: who was meant what, how it was typed, and when."""

    lesson: Lesson
    moment: datetime
    work: str
    meant: Mapping[str, Meant]
    typed: Mapping[str, Value]

    @property
    def away(self) -> list[str]:
        """Record-book numbers of those not there."""
        return [number for number, meant in self.meant.items() if meant.status != "present"]

    @property
    def there(self) -> list[str]:
        """Record-book numbers of those there."""
        return [number for number, meant in self.meant.items() if meant.status == "present"]


class Keeper:
    """One journal's lesson columns up to a day: ``edits``, and ``clean`` lessons that other mishaps may happen to."""

    def __init__(self, journal: Journal, seed: int, until: date) -> None:
        self.journal, self.seed = journal, seed
        self.teacher: Teacher = teacher(seed, journal.teacher)
        self.edits: list[Edit] = []
        self.clean: list[Entered] = []
        for lesson in journal.lessons:
            if lesson.date <= until:
                self._keep(lesson)

    def chance(self, name: str, lesson: Lesson, *more: object) -> float:
        """A number from 0 to 1 that belongs to this lesson and name."""
        return chance(self.seed, name, self.journal.code, lesson.date, lesson.pair, *more)

    def pick(self, options: tuple[str, ...] | list[str], name: str, lesson: Lesson) -> str:
        """One of these, the same for this lesson and name."""
        return chosen(options, self.seed, name, self.journal.code, lesson.date, lesson.pair)

    def key(self, lesson: Lesson) -> tuple[str, date, int]:
        """The lesson as truth knows it."""
        return self.journal.code, lesson.date, lesson.pair

    def enter(self, lesson: Lesson, moment: datetime) -> Entered:
        """The column as a teacher without slips enters it at this moment."""
        work = self._work_type(lesson)
        members = [member for member in self.journal.members if member.on(lesson.date)]
        meant = {member.number: self._meant(member, lesson, work) for member in members}
        typed = {
            number: value for number, one in meant.items() if (value := self._typed(number, one, lesson)) is not None
        }
        return Entered(lesson, moment, work, meant, typed)

    def column(self, entered: Entered, *defects: Defect) -> Edit:
        """The edit that types this column as it is meant."""
        control: Value = float(len(entered.away))
        if self.chance("control text", entered.lesson) < 0.06:
            control = f"{len(entered.away)} "
        if entered.work in OWN_WORK_TYPES:
            defects += (Defect("own_work_type", "work"),)
        action = Column(entered.lesson.slot, entered.work, control, entered.typed, defects)
        return self.edit(entered.moment, action, entered.lesson, entered.meant)

    def edit(
        self, moment: datetime, action: Action, lesson: Lesson, meant: Mapping[str, Meant] | None, held: bool = True
    ) -> Edit:
        """An edit of this journal after which the lesson's column means this."""
        return Edit(moment, self.journal.code, action, (ColumnMeant(self.key(lesson), meant, held),))

    def later(self, moment: datetime, lesson: Lesson, name: str, most: int) -> datetime:
        """An evening one to ``most`` days after this moment."""
        days = 1 + int(self.chance(name, lesson) * most)
        return evening(moment.date() + timedelta(days=days), time(15), self.seed, name, self.journal.code)

    def _keep(self, lesson: Lesson) -> None:
        if lesson.cancelled or self.chance("ill", lesson) < 0.008:
            self._keep_not_held(lesson)
            return
        if self.chance("never", lesson) < self.teacher.never:
            moment = datetime.combine(lesson.date + timedelta(days=1), time(0, 1))
            nothing = Column(lesson.slot, defects=(Defect("empty_column", "date"),))
            self.edits.append(Edit(moment, self.journal.code, nothing))
            return
        moment, late = self._moment(lesson)
        entered = self.enter(lesson, moment)
        defects = (Defect("late", "work"),) if late else ()
        if self.chance("slip", lesson) < self.teacher.care and entered.there:
            self.edits += self._slip(entered, defects)
            return
        self.edits.append(self.column(entered, *defects))
        if self.chance("second thought", lesson) < 0.03:
            self.edits += self._correct(entered)
        else:
            self.clean.append(entered)

    def _keep_not_held(self, lesson: Lesson) -> None:
        types = work_types().not_held
        action = Column(lesson.slot, types[2] if lesson.cancelled else types[0])
        moment = evening(lesson.date, lesson_end(lesson.pair), self.seed, self.teacher.name)
        self.edits.append(self.edit(moment, action, lesson, None, held=False))

    def _moment(self, lesson: Lesson) -> tuple[datetime, bool]:
        """When the column is entered, and whether that is late; an outage puts it off and excuses it (4.3)."""
        day = lesson.date
        if self.chance("late", lesson) >= self.teacher.on_time:
            day += timedelta(days=1 + int(self.chance("days late", lesson) ** 2 * 12))
        moment = evening(day, lesson_end(lesson.pair), self.seed, self.teacher.name)
        for began, ended in self.journal.outages:
            if began <= moment <= ended:
                moment = ended + timedelta(minutes=30 + int(self.chance("after outage", lesson) * 240))
                return moment, False
        return moment, day > lesson.date

    def _work_type(self, lesson: Lesson) -> str:
        if self.teacher.own_words and self.chance("own words", lesson) < 0.15:
            return self.pick(OWN_WORK_TYPES, "which words", lesson)
        if self.chance("as planned", lesson) < 0.85:
            return planned_work_type(self.seed, self.journal, lesson)
        return self.pick(getattr(work_types(), lesson.kind), "other work", lesson)

    def _meant(self, member: Member, lesson: Lesson, work: str) -> Meant:
        person: Student = student(self.seed, member.number)
        if away := person.absence(lesson.date, lesson.pair):
            return Meant(away)
        what = (lesson.date, lesson.pair)
        if self.chance("marked", lesson, member.number) >= MARKED.get(work, USUALLY_MARKED):
            return Meant("present")
        first = person.mark(self.journal.discipline, *what)
        if self.chance("twice", lesson, member.number) < 0.05:
            return Meant("present", (first, person.mark(self.journal.discipline, *what, "again")))
        return Meant("present", (first,))

    def _typed(self, number: str, meant: Meant, lesson: Lesson) -> Value:
        """What the cell is given: None for somebody who was there without a mark."""
        if meant.status == "present" and not meant.marks:
            return "+" if self.teacher.plus and self.chance("plus", lesson, number) < 0.4 else None
        if meant.status != "present":
            text = self.teacher.absent if meant.status == "absent" else self.teacher.excused
        else:
            text = "/".join(map(str, meant.marks))
            if len(meant.marks) == 1 and self.teacher.as_numbers and self.chance("number", lesson, number) < 0.7:
                return float(text)
        stray = self.chance("stray", lesson, number)
        return f" {text}" if stray < 0.01 else f"{text} " if stray < 0.03 else text

    def _correct(self, entered: Entered) -> list[Edit]:
        """A mark put right, or an absence excused by a paper; a duty, and never late (4.3)."""
        lesson, moment = entered.lesson, self.later(entered.moment, entered.lesson, "correct", 6)
        absent = [number for number in entered.away if entered.meant[number].status == "absent"]
        marked = [number for number in entered.there if entered.meant[number].marks]
        if absent and self.chance("paper", lesson) < 0.5:
            number, meant = self.pick(absent, "whose", lesson), Meant("excused")
        elif marked:
            number = self.pick(marked, "whose", lesson)
            meant = Meant("present", (min(5, entered.meant[number].marks[0] + 1),))
        else:
            return []
        action = Column(lesson.slot, cells={number: self._typed(number, meant, lesson)})
        return [self.edit(moment, action, lesson, {**entered.meant, number: meant})]

    def _slip(self, entered: Entered, late: tuple[Defect, ...]) -> list[Edit]:
        """The column with one thing wrong, and mostly the edit that puts it right."""
        lesson = entered.lesson
        kind = self.pick(SLIPS, "which slip", lesson)
        if kind == "forgotten_absence" and not entered.away:
            kind = "wrong_control"
        mended = self.later(entered.moment, lesson, "mend", 9) if self.chance("mended", lesson) < 0.75 else None
        wrong, right, meant = _mistaken(self, kind, entered, mended)
        edits = [self.edit(entered.moment, replace(wrong, defects=late + wrong.defects), lesson, meant)]
        if mended:
            edits.append(self.edit(mended, right, lesson, entered.meant))
        return edits


Mistake = tuple[Column, Column, Mapping[str, Meant] | None]


def _mistaken(keeper: Keeper, kind: str, entered: Entered, mended: datetime | None) -> Mistake:
    """The column with a slip of this kind, the typing that mends it, and what it means until then."""
    slot, count = entered.lesson.slot, float(len(entered.away))
    column = Column(slot, entered.work, count, entered.typed)
    if kind == "wrong_control":
        counted = count + 1 if count == 0 or keeper.chance("more", entered.lesson) < 0.5 else count - 1
        return _with(column, kind, "control", mended, control=counted), Column(slot, control=count), None
    if kind == "no_control":
        return _with(column, kind, "control", mended, control=None), Column(slot, control=count), None
    if kind == "no_work_type":
        return _with(column, kind, "work", mended, work=None), Column(slot, work=entered.work), None
    number = keeper.pick(entered.away if kind == "forgotten_absence" else entered.there, "whose slip", entered.lesson)
    right = Column(slot, cells={number: entered.typed.get(number, "")})
    others = {one: meant for one, meant in entered.meant.items() if one != number}
    if kind == "forgotten_absence":
        cells = {one: value for one, value in entered.typed.items() if one != number}
        return _with(column, kind, "control", mended, cells=cells), right, None
    if kind == "unknown_mark":
        typed = keeper.pick(UNKNOWN_MARKS, "what", entered.lesson)
        cells = {**entered.typed, number: typed}
        return _with(column, kind, number, mended, cells=cells), right, others
    # Absent with a mark: somebody who was not there, and later answered for it.
    cells = {**entered.typed, number: f"{keeper.teacher.absent}/4"}
    answered = _with(column, kind, number, mended, cells=cells, control=count + 1)
    return answered, replace(right, control=count), others


def _with(column: Column, kind: str, where: str, mended: datetime | None, **changes: object) -> Column:
    return replace(column, defects=(Defect(kind, where, mended),), **changes)  # type: ignore[arg-type]
