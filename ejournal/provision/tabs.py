"""From a journal and its contents to the tabs of a workbook."""

from dataclasses import dataclass
from datetime import date
from itertools import product

from ejournal.calendar import Semester
from ejournal.names import initials
from ejournal.parameters import MarkParameters, Parameters
from ejournal.provision.contents import CANCELLED, Contents, Roll, lesson_columns, plan_rows, work_items
from ejournal.provision.instruction import instruction
from ejournal.provision.lines import Line
from ejournal.provision.placing import Book
from ejournal.provision.titles import tab_title
from ejournal.provision.words import KINDS, SUBGROUP
from ejournal.sheets import JournalTab, WorkbookSpec

FIRST_OFFERED = (5, 4, 3, 2)


@dataclass(frozen=True)
class Maker:
    """Makes the specs of one semester's workbooks."""

    parameters: Parameters
    semester: Semester
    language: str
    today: date
    roll: Roll

    def workbook(self, book: Book, contents: Contents) -> WorkbookSpec:
        """The whole workbook. A new one leaves out what was cancelled beforehand and who left before the semester."""
        several = len({line.group_id for line in book.lines}) > 1
        marks = self.parameters.marks
        offered = offered_marks(marks)
        return WorkbookSpec(
            journals=tuple(self._tab(line, contents, several=several, new=book.new) for line in book.lines),
            language=self.language,
            mark_values=offered,
            more_marks=accepted_marks(marks),
            work_types=self.parameters.work_types.all,
            absent_words=marks.absent,
            excused_words=marks.excused,
            today=self.today,
            help=instruction(self.parameters, self.language),
        )

    def _tab(self, line: Line, contents: Contents, *, several: bool, new: bool) -> JournalTab:
        lessons, plan = contents.lessons.get(line.id, ()), contents.plans.get(line.id, ())
        if new:
            lessons = [row for row in lessons if row["status"] != CANCELLED]
        students = self.roll.students_of(line)
        return JournalTab(
            id=line.journal,
            title=tab_title(line.discipline, line.kinds, line.subgroup, line.group if several else "", self.language),
            heading=heading(line, self.language),
            kinds=line.kinds,
            lessons=lesson_columns(lessons, plan, self.semester, self.parameters.work_types),
            students=tuple(row for row in students if not (new and row.known_only)),
            items=work_items(plan),
            plan=plan_rows(lessons, plan),
        )


def heading(line: Line, language: str) -> str:
    """Discipline, kinds of class, group and subgroup, teacher."""
    kinds = ", ".join(KINDS[kind][language] for kind in line.kinds)
    parts = [line.discipline, kinds, line.group]
    if line.subgroup is not None:
        parts.append(SUBGROUP.format(language, number=line.subgroup))
    return " · ".join([*parts, initials(line.teacher)] if line.teacher else parts)


def offered_marks(marks: MarkParameters) -> tuple[str, ...]:
    """The drop-down of a mark's cell, what is chosen most first."""
    first = [str(value) for value in FIRST_OFFERED if value in marks.values]
    rest = [str(value) for value in sorted(marks.values, reverse=True) if str(value) not in first]
    return (marks.absent[0], *first, marks.excused[0], *rest, marks.present[0])


def accepted_marks(marks: MarkParameters) -> tuple[str, ...]:
    """What is taken without a warning, too: other spellings, and two marks of one lesson (``5/4``)."""
    values = [str(value) for value in sorted(marks.values, reverse=True)]
    several = ("/".join(pair) for pair in product(values, repeat=2)) if marks.most_marks > 1 else ()
    return (*marks.absent, *marks.excused, *marks.present, *several)
