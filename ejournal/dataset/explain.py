"""Explains a student's points: the same frames and the same counting as scoring, with every cell named (3.5)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from ejournal.dataset.explanation import CheckpointLine, ComponentLine, Explanation, LessonLine, MarkLine, Place
from ejournal.dataset.named import find_course, find_student
from ejournal.dataset.places import Places, places_of
from ejournal.dataset.reading import Reading
from ejournal.errors import EjournalError
from ejournal.parameters import RatingScheme, load_parameters
from ejournal.scoring import points
from ejournal.scoring.breakdown import CountedLesson, CountedMark, counted_lessons, counted_marks

if TYPE_CHECKING:
    from ejournal.dataset.dataset import Dataset

Row = dict[str, Any]


@dataclass(frozen=True)
class _Frames:
    """One student's frames of one semester, all groups of it; ``courses`` are of all subjects, ``own`` of this one."""

    lessons: pd.DataFrame
    marks: pd.DataFrame
    memberships: pd.DataFrame
    courses: pd.DataFrame
    works: pd.DataFrame
    quarantine: pd.DataFrame
    posted: pd.DataFrame
    entered: pd.DataFrame
    own: frozenset[int]
    places: Places

    @property
    def subject(self) -> pd.DataFrame:
        """The lessons of this subject."""
        return self.lessons[self.lessons["course_id"].isin(self.own)]


def explain(
    dataset: "Dataset", reading: Reading, student: str, course: str, *, today: date, checkpoint: int | None = None
) -> Explanation:
    """The points of a student's course, of one checkpoint or of all; lessons after ``today`` count for nobody.

    ``student`` and ``course`` as in named.py. A course that the student moved away from is explained on the one that
    reports the points. Raises ParameterError for what there is not, and EjournalError where cells and points disagree.
    """
    who = find_student(reading, student)
    asked = dataset.courses(course=reading.public[find_course(reading, who, course)]).iloc[0]
    semester = str(asked["semester"])
    year = dataset.semesters(semester=semester)["academic_year"].iloc[0]
    scheme = load_parameters(dataset.config.parameters).rating(str(year))
    frames = _frames(dataset, reading, who["id"], asked, today)
    numbers = range(1, scheme.checkpoints.value + 1) if checkpoint is None else (checkpoint,)
    scores = {number: _scores(frames, scheme, number) for number in numbers}
    reporting = {int(key) for found in scores.values() for key in found["course_id"]} or {int(asked["course_id"])}
    shown = frames.courses[frames.courses["course_id"].isin(reporting)].iloc[-1]
    return Explanation(
        student=reading.public[who["id"]],
        number=who["number"],
        name=who["name"],
        course=str(shown["course"]),
        discipline=str(shown["discipline_name"]),
        group=str(shown["group"]),
        semester=semester,
        control=str(shown["control"]),
        scheme=scheme.label,
        revision=dataset.revision,
        today=today,
        checkpoints=[_checkpoint(reading, frames, scheme, number, found) for number, found in scores.items()],
        assumptions=[each.text for each in scheme.assumptions() if _concerns(each.key, str(shown["control"]))],
    )


def _concerns(key: str, control: str) -> bool:
    """Whether an assumption of the scheme bears on the points of a checkpoint in a course with this form of control."""
    part, *rest = key.split(".")
    return rest[:1] == [control] if part == "controls" else part not in ("bands", "credit_passed_from", "finals")


def _frames(dataset: "Dataset", reading: Reading, student: int, asked: pd.Series, today: date) -> _Frames:
    memberships = dataset.memberships()
    memberships = memberships[memberships["student_id"] == student]
    groups = {row["id"]: row["code"] for row in reading.registry("groups")}
    within = {"semester": str(asked["semester"])}
    codes = sorted({groups[key] for key in memberships["group_id"]} | {str(asked["group"])})
    lessons = pd.concat([dataset.lessons(group=code, **within) for code in codes], ignore_index=True)
    # As scoring does: what has not been yet counts for nobody, whatever is typed there.
    ahead = lessons["date"] > pd.Timestamp(today)
    lessons["completeness"] = lessons["completeness"].astype(object).where(~ahead, "incomplete")
    lessons["ahead"] = ahead
    courses = pd.concat([dataset.courses(group=code, **within) for code in codes], ignore_index=True)
    parts = {
        name: pd.concat([getattr(dataset, name)(group=code, **within) for code in codes], ignore_index=True)
        for name in ("marks", "works", "quarantine", "posted_points", "entered")
    }
    mine = {name: frame[(frame["student_id"] == student).fillna(False)] for name, frame in parts.items()}
    own = frozenset(courses.loc[courses["discipline"].astype(str) == str(asked["discipline"]), "course_id"].tolist())
    places = places_of(reading, set(lessons["journal_id"]))
    tables = (mine["marks"], memberships, courses, mine["works"], mine["quarantine"], mine["posted_points"])
    return _Frames(lessons, *tables, parts["entered"], own, places)


def _scores(frames: _Frames, scheme: RatingScheme, checkpoint: int) -> pd.DataFrame:
    """The student's rows of columns.SCORES for the subject: one course at most reports them."""
    found = points(
        frames.lessons,
        frames.marks,
        frames.memberships,
        frames.courses,
        scheme,
        checkpoint,
        works=frames.works,
        quarantine=frames.quarantine,
        entered=frames.entered,
    )
    return found[found["course_id"].isin(frames.own)]


def _checkpoint(
    reading: Reading, frames: _Frames, scheme: RatingScheme, checkpoint: int, scores: pd.DataFrame
) -> CheckpointLine:
    lessons = frames.subject[(frames.subject["checkpoint"] == checkpoint).fillna(False)]
    unread = frames.quarantine.loc[frames.quarantine["code"] == "unknown_mark", "lesson_id"].dropna()
    counted = counted_lessons(lessons, frames.marks, frames.memberships, unread.astype(int), scheme)
    works = frames.works[frames.works["course_id"].isin(frames.own)]
    given = counted_marks(counted, frames.marks, works, _period(frames.lessons, scheme, checkpoint), scheme)
    rows = {int(row["lesson_id"]): row for row in lessons.to_dict("records")}
    lines = [
        _component(reading, frames, scheme, row, counted, given, rows)  # type: ignore[arg-type]
        for row in scores.to_dict("records")
    ]
    return CheckpointLine(checkpoint, lines)


def _period(lessons: pd.DataFrame, scheme: RatingScheme, checkpoint: int) -> tuple[date | None, date | None]:
    """When independent work must be due to count: after the last lesson of earlier checkpoints, up to this one's."""
    number = lessons["checkpoint"].fillna(0)
    before = lessons.loc[(number > 0) & (number < checkpoint), "date"].max()
    until = lessons.loc[(number > 0) & (number <= checkpoint), "date"].max()
    last = checkpoint == scheme.checkpoints.value
    return None if pd.isna(before) else before.date(), None if last or pd.isna(until) else until.date()


def _component(
    reading: Reading,
    frames: _Frames,
    scheme: RatingScheme,
    row: Row,
    counted: list[CountedLesson],
    given: list[CountedMark],
    lessons: dict[int, Row],
) -> ComponentLine:
    control = frames.courses.loc[frames.courses["course_id"] == row["course_id"], "control"].iloc[0]
    setting = scheme.controls[control].components[str(row["component"])]
    lines: dict[str, Any] = {}
    made: tuple[float | None, float | None] = (_number(row["numerator"]), _number(row["denominator"]))
    if setting.measure == "attendance":
        lines["lessons"] = [_lesson_line(reading, frames, each, lessons[each.lesson_id]) for each in counted]
        made = (sum(each.attended for each in counted), sum(each.held for each in counted))
    elif setting.measure == "mean_mark":
        lines["marks"] = [_mark_line(frames, each, lessons) for each in given]
        made = (sum(each.value for each in given), len(given))
    if made != (_number(row["numerator"]), _number(row["denominator"])):
        raise EjournalError(
            "the cells do not make the points",
            where=f"{row['component']}, checkpoint {row['checkpoint']}",
            value=f"{made} for {(row['numerator'], row['denominator'])}",
            remedy="Report it with the dataset's revision",
        )
    posted = frames.posted[frames.posted["course_id"].isin(frames.own)]
    posted = posted[(posted["checkpoint"] == row["checkpoint"]) & (posted["component"] == row["component"])]
    return ComponentLine(
        component=str(row["component"]),
        measure=setting.measure,
        cap=float(row["cap"]),
        clause=setting.cap.clause,
        assumed=setting.cap.assumed,
        scale=scheme.scale.value,
        decimals=scheme.rounding.value.component_decimals,
        points=_number(row["points"]),
        numerator=made[0],
        denominator=made[1],
        reason=None if pd.isna(row["reason"]) else str(row["reason"]),
        posted=_number(posted["points"].iloc[-1]) if len(posted) else None,
        **lines,
    )


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _lesson_line(reading: Reading, frames: _Frames, counted: CountedLesson, lesson: Row) -> LessonLine:
    groups = {row["id"]: row["code"] for row in reading.registry("groups")}
    return LessonLine(
        lesson=str(lesson["lesson"]),
        date=lesson["date"].date(),
        pair=int(lesson["pair"]),
        kind=str(lesson["kind"]),
        group=groups[lesson["group_id"]],
        status=counted.status,
        held=counted.held,
        attended=counted.attended,
        why="ahead" if lesson["ahead"] and counted.why != "not_member" else counted.why,
        place=_place(frames, lesson, None),
    )


def _mark_line(frames: _Frames, mark: CountedMark, lessons: dict[int, Row]) -> MarkLine:
    if mark.source == "work":
        work = frames.works[(frames.works["item"] == mark.item) & (frames.works["cell"] == mark.cell)].iloc[0]
        book = frames.places.workbook.get(work["journal_id"]), frames.places.tab.get(work["journal_id"])
        return MarkLine("work", mark.value, work["due"].date(), None, mark.item, Place(*book, mark.cell))
    lesson = lessons[mark.lesson_id or 0]
    place = _place(frames, lesson, mark.cell)
    return MarkLine(mark.source, mark.value, lesson["date"].date(), int(lesson["pair"]), None, place)


def _place(frames: _Frames, lesson: Row, cell: str | None) -> Place:
    """Where the cell stands; that of an entry as the frame of marks has it, else by its row and column."""
    entered = frames.marks.loc[frames.marks["lesson_id"] == lesson["lesson_id"], "cell"]
    student = frames.memberships["student_id"].iloc[0] if len(frames.memberships) else 0
    row, column = frames.places.student_row.get((lesson["journal_id"], student)), lesson["column"]
    there = None if row is None or pd.isna(column) else f"{column}{row}"
    found = cell or (str(entered.iloc[0]) if len(entered) else there)
    if pd.isna(lesson["workbook"]):
        return Place()
    return Place(str(lesson["workbook"]), str(lesson["tab"]), found)
