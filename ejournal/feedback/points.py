"""The rows of the tab of points: each course's students, and how every number came about, so that it can be explained.

Points carry their numerator and denominator, the lessons that did not count are named, and so is all that was assumed
(1.1, 2.8, 3.5).
"""

import textwrap
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ejournal.feedback import words
from ejournal.feedback.gather import CourseFacts, Facts, Row
from ejournal.i18n import CONTROLS, KINDS, Text
from ejournal.parameters import Parameters, RatingScheme
from ejournal.scoring.words import COMPONENTS, REASONS
from ejournal.sheets import CellValue, OwnedRow
from ejournal.sheets.layout import POINTS
from ejournal.sheets.texts import HEADINGS

LINE_LETTERS = 150
MOST_LESSONS = 12
CHECKPOINTS = 2
"""Checkpoints whose columns stand there from the beginning, blank until they are scored."""
TEST = "test"
OF_THE_TEST = Text("набрано / можно", "алынды / мүмкүн", "points / most")
EXAM_NOT_INCLUDED = Text("Экзамен сюда не входит.", "Экзамен бул жакка кирбейт.", "The exam is not part of this.")


def point_rows(
    facts: Facts, parameters: Parameters, language: str, moment: str, revision: int | None
) -> list[OwnedRow]:
    """Heading, stamp, a table a course, and what was assumed."""
    stamp = words.POINTS_STAMP.format(language, moment=moment, revision=revision or "-")
    rows = [
        OwnedRow((HEADINGS[POINTS][language],), ("title",)),
        OwnedRow((stamp,), ("remark",), stamp=True),
    ]
    scored = [course for course in facts.courses if course.scores]
    if not scored:
        return [*rows, OwnedRow((words.NO_POINTS[language],), ("remark",))]
    labels = dict.fromkeys(str(row["scheme"]) for course in scored for row in course.scores)
    schemes = {label: _scheme(parameters, label) for label in labels}
    for course in scored:
        rows += _Table(course, schemes[course.scores[0]["scheme"]], language).rows()
    return [*rows, *_assumed(schemes, language)]


def _scheme(parameters: Parameters, label: str) -> RatingScheme | None:
    return next((scheme for scheme in parameters.ratings.values() if scheme.label == label), None)


@dataclass(frozen=True)
class _Table:
    """One course's table."""

    course: CourseFacts
    scheme: RatingScheme | None
    language: str

    def rows(self) -> Iterator[OwnedRow]:
        """Its heading, how points come about, what counted, the column heads, and a row a student."""
        control = CONTROLS[self.course.control][self.language] if self.course.control in CONTROLS else "-"
        title = words.COURSE.format(
            self.language, discipline=self.course.name, control=control, group=self.course.group
        )
        yield OwnedRow((title,), ("section",))
        for line in (self._how(), *self._counted()):
            yield from _lines(line)
        yield from self._heads()
        for number, rows in enumerate(self._students(), 1):
            yield self._student(number, rows)

    @property
    def _caps(self) -> dict[str, float]:
        """Component -> cap, in the order of the scheme."""
        return {row["component"]: row["cap"] for row in self.course.scores}

    @property
    def _checkpoints(self) -> range:
        return range(1, max(CHECKPOINTS, *(row["checkpoint"] for row in self.course.scores)) + 1)

    def _how(self) -> str:
        scale = self.scheme.scale.value if self.scheme else 5
        formulas = [
            words.HOW[component].format(self.language, cap=_number(cap), scale=scale)
            for component, cap in self._caps.items()
            if component in words.HOW
        ]
        said = "; ".join(formulas)
        left_out = EXAM_NOT_INCLUDED if TEST in self._caps else words.NOT_INCLUDED
        return f"{said[:1].upper()}{said[1:]}. {left_out[self.language]}"

    def _counted(self) -> Iterator[str]:
        """Per scored checkpoint: lessons that are over, those that count, and the incomplete ones by name."""
        for checkpoint in sorted({row["checkpoint"] for row in self.course.scores}):
            lessons = [row for row in self.course.lessons if row["checkpoint"] == checkpoint]
            held = sum(row["completeness"] == "complete" for row in lessons)
            said = words.COUNTED.format(self.language, checkpoint=checkpoint, due=len(lessons), counted=held)
            left = [row for row in lessons if row["completeness"] == "incomplete"]
            yield f"{said} {self._left_out(left)}" if left else said

    def _left_out(self, lessons: Sequence[Row]) -> str:
        named = [
            words.LESSON.format(
                self.language, date=f"{row['date']:%d.%m}", pair=row["pair"], kind=KINDS[row["kind"]][self.language]
            )
            for row in lessons[:MOST_LESSONS]
        ]
        if len(lessons) > MOST_LESSONS:
            named.append(words.AND_MORE.format(self.language, count=len(lessons) - MOST_LESSONS))
        return words.LEFT_OUT.format(self.language, lessons=", ".join(named))

    def _heads(self) -> Iterator[OwnedRow]:
        blank = [""] * (2 * len(self._caps))
        above = [
            text
            for number in self._checkpoints
            for text in (words.CHECKPOINT.format(self.language, number=number), *blank)
        ]
        yield OwnedRow(("", "", *above, ""), ("head",))
        each = [text for component, cap in self._caps.items() for text in self._component_heads(component, cap)]
        each.append(self._of_cap(words.TOGETHER[self.language], sum(self._caps.values())))
        names = (words.NUMBER[self.language], words.STUDENT[self.language])
        yield OwnedRow((*names, *each * len(self._checkpoints), words.MISSING[self.language]), ("head",))

    def _component_heads(self, component: str, cap: float) -> tuple[str, str]:
        name = COMPONENTS[component][self.language] if component in COMPONENTS else component
        made_of = OF_THE_TEST if component == TEST else words.PARTS.get(component, words.PART)
        return self._of_cap(name, cap), made_of[self.language]

    def _of_cap(self, component: str, cap: float) -> str:
        said = words.OF_CAP.format(self.language, component=component, cap=_number(cap))
        return said[:1].upper() + said[1:]

    def _students(self) -> list[list[Row]]:
        found: dict[int, list[Row]] = defaultdict(list)
        for row in self.course.scores:
            found[row["student_id"]].append(row)
        return list(found.values())

    def _student(self, number: int, rows: Sequence[Row]) -> OwnedRow:
        cells: list[CellValue] = [number, rows[0]["shown"]]
        styles = ["centre", "text"]
        for checkpoint in self._checkpoints:
            own = {row["component"]: row for row in rows if row["checkpoint"] == checkpoint}
            for component in self._caps:
                cells += _points(own.get(component))
                styles += ["number", "centre"]
            cells.append(_together([own.get(component) for component in self._caps]))
            styles.append("total")
        return OwnedRow((*cells, self._missing(rows)), (*styles, "text"))

    def _missing(self, rows: Sequence[Row]) -> str:
        """What has no points, or 0 for a reason."""
        said = [
            words.IN_CHECKPOINT.format(self.language, number=row["checkpoint"], what=self._because(row))
            for row in rows
            if row["reason"]
        ]
        return "; ".join(said)

    def _because(self, row: Row) -> str:
        component, reason = row["component"], row["reason"]
        return words.BECAUSE.format(
            self.language,
            component=COMPONENTS[component][self.language] if component in COMPONENTS else component,
            reason=REASONS[reason][self.language] if reason in REASONS else reason,
        )


def _points(row: Row | None) -> tuple[CellValue, CellValue]:
    """Points, and numerator / denominator as text; blanks where there is no such score yet."""
    if row is None or (row["component"] == TEST and row["points"] is None):
        return None, None
    return row["points"], f"{_number(row['numerator'] or 0)} / {_number(row['denominator'] or 0)}"


def _together(rows: Sequence[Row | None]) -> float | None:
    """The sum; None with a gap, which is never counted as 0."""
    points = [row["points"] for row in rows if row is not None and row["points"] is not None]
    return round(sum(points), 6) if points and len(points) == len(rows) else None


def _number(value: float) -> str:
    return f"{value:g}"


def _lines(text: str, style: str = "remark") -> Iterator[OwnedRow]:
    for line in textwrap.wrap(text, LINE_LETTERS):
        yield OwnedRow((line,), (style,))


def _assumed(schemes: dict[str, RatingScheme | None], language: str) -> Iterator[OwnedRow]:
    """Which scheme the points were computed by, and everything in it that the regulation does not fix (1.1)."""
    for label, scheme in schemes.items():
        yield OwnedRow((words.SCHEME.format(language, scheme=label),), ("section",))
        assumptions = scheme.assumptions() if scheme else []
        if assumptions:
            yield from _lines(words.ASSUMED[language], "small")
        for assumption in assumptions:
            yield from _lines(f"· {assumption.text[language]}", "small")
