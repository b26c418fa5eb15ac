"""How a teacher keeps a journal's lesson columns: on the day or later, with slips, and with corrections (3.5, 4.3)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from ejournal.sample.character import Student, Teacher, chance, chosen, student, teacher
from ejournal.sample.edits import Action, Column, Defect, Edit
from ejournal.sample.entering import Entered, evening, lesson_end, planned_work_type, work_types
from ejournal.sample.journals import Journal, Lesson, Member
from ejournal.sample.sheet import Value
from ejournal.sample.slips import mistake
from ejournal.sample.truth import ColumnMeant, Meant, sense
from ejournal.sample.university import SEMESTER

OWN_WORK_TYPES = ("опрос + доклад", "разбор ошибок", "сам. раб.", "видеоурок")
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
MENDED = 0.55
"""Share of the slips that the teacher puts right."""


class Keeper:
    """One journal's lesson columns up to a day: ``edits``, and ``clean`` lessons that other mishaps may happen to."""

    def __init__(self, journal: Journal, seed: int, until: date, clean: bool = False) -> None:
        self.journal, self.seed, self.until = journal, seed, until
        self.teacher: Teacher = teacher(seed, journal.teacher, clean)
        self._faultless = clean
        self._seen: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        self.edits: list[Edit] = []
        self.clean: list[Entered] = []
        for lesson in journal.lessons:
            if lesson.date <= until:
                self._keep(lesson)

    def chance(self, name: str, lesson: Lesson, *more: object) -> float:
        """A number from 0 to 1 that belongs to this lesson and name."""
        return chance(self.seed, name, self.journal.code, lesson.date, lesson.pair, *more)

    def pick(self, options: Sequence[str], name: str, lesson: Lesson) -> str:
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
        if lesson.cancelled or (not self._faultless and self.chance("ill", lesson) < 0.008):
            self._keep_not_held(lesson)
            return
        if self.chance("never", lesson) < self.teacher.never:
            moment = datetime.combine(lesson.date + timedelta(days=1), time(0, 1))
            nothing = Column(lesson.slot, defects=(Defect("empty_column", "date"),))
            self.edits.append(Edit(moment, self.journal.code, nothing))
            return
        moment, late = self._moment(lesson)
        entered = self.enter(lesson, moment)
        defects: tuple[Defect, ...] = (Defect("late", "work"),) if late else ()
        defects += (Defect("own_work_type", "work"),) if entered.work in OWN_WORK_TYPES else ()
        if self.chance("slip", lesson) < self.teacher.care and entered.there:
            self.edits += self._slip(entered, defects)
            return
        self.edits.append(self.column(entered, *defects))
        if not self._faultless and self.chance("second thought", lesson) < 0.03:
            self.edits += self._correct(entered)
        elif moment.date() <= self.until:
            self.clean.append(entered)

    def _keep_not_held(self, lesson: Lesson) -> None:
        types = work_types().not_held
        action = Column(lesson.slot, types[2] if lesson.cancelled else types[0])
        moment = evening(lesson.date, lesson_end(lesson.pair), self.seed, self.teacher.name)
        edit = self.edit(moment, action, lesson, None, held=False)
        # What was called off by order need not have a column at all, so nothing can be said about it.
        self.edits.append(replace(edit, meant=()) if lesson.cancelled else edit)

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
        if away := person.absence(lesson.date, lesson.pair, skips=not self._faultless):
            return sense(away)
        what = (lesson.date, lesson.pair)
        if self.chance("marked", lesson, member.number) >= self._share(member, lesson, work):
            return sense("present")
        first = person.mark(self.journal.discipline, *what)
        if self.chance("twice", lesson, member.number) < 0.05:
            return sense("present", first, person.mark(self.journal.discipline, *what, "again"))
        return sense("present", first)

    def _share(self, member: Member, lesson: Lesson, work: str) -> float:
        """How likely a mark is; a faultless teacher forgets nobody in the weeks up to a checkpoint (2.6, 5.2)."""
        usual = MARKED.get(work, USUALLY_MARKED)
        if not self._faultless:
            return usual
        seen = self._seen[lesson.date > SEMESTER.checkpoints[0]]
        seen[member.number] += 1
        turn = 2 + int(3 * chance(self.seed, "turn", self.journal.code, member.number))
        return 1.0 if seen[member.number] == turn else usual

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
            number, meant = self.pick(absent, "whose", lesson), sense("excused")
        elif marked:
            number = self.pick(marked, "whose", lesson)
            meant = sense("present", min(5, entered.meant[number].marks[0] + 1))
        else:
            return []
        action = Column(lesson.slot, cells={number: self._typed(number, meant, lesson)})
        return [self.edit(moment, action, lesson, {**entered.meant, number: meant})]

    def _slip(self, entered: Entered, defects: tuple[Defect, ...]) -> list[Edit]:
        """The column with one thing wrong, and mostly the edit that puts it right."""
        lesson = entered.lesson
        mended = self.later(entered.moment, lesson, "mend", 9) if self.chance("mended", lesson) < MENDED else None
        slip = mistake(entered, self.teacher.absent, mended, lambda options, name: self.pick(options, name, lesson))
        wrong = replace(slip.wrong, defects=defects + slip.wrong.defects)
        edits = [self.edit(entered.moment, wrong, lesson, slip.meant)]
        return [*edits, self.edit(mended, slip.right, lesson, entered.meant)] if mended else edits
