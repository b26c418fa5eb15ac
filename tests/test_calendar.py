"""The calendar: lessons keep their key, orders change what they say and nothing else, holidays hold no lessons."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ejournal.calendar import (
    ChangeRow,
    DatedLesson,
    Semester,
    TeacherSpan,
    TimetableRow,
    checkpoint_of,
    dated_lessons,
    last_day,
    parity_of,
    spans_by_journal,
    teacher_on,
    unmatched_changes,
    week_of,
)

START = date(2026, 9, 1)  # a Tuesday
SEMESTER = Semester("2026-1", START, 16, "odd", (date(2026, 10, 24), date(2026, 12, 19)))
MONDAY = TimetableRow(1, 10, 1, 1, "every", "lecture", "101", "П1")
TUESDAY = TimetableRow(2, 10, 2, 2, "odd", "practice", "102")
FIRST_TUESDAY = START


@st.composite
def timetables(draw: st.DrawFn) -> list[TimetableRow]:
    """Up to eight rows of up to three journals, on slots that differ."""
    slots = draw(
        st.lists(
            st.tuples(st.integers(1, 3), st.integers(1, 7), st.integers(1, 6)), unique=True, min_size=1, max_size=8
        )
    )
    parity = st.sampled_from(["every", "odd", "even"])
    return [
        TimetableRow(number, journal, weekday, pair, draw(parity), "lecture", "101", draw(st.sampled_from([None, "П"])))
        for number, (journal, weekday, pair) in enumerate(slots, start=1)
    ]


semesters = st.builds(
    lambda start, weeks, first: Semester(
        "s", start, weeks, first, (start + timedelta(weeks=weeks // 2), start + timedelta(weeks=weeks))
    ),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(1, 20),
    st.sampled_from(["odd", "even"]),
)
offsets = st.sets(st.integers(0, 150), max_size=12)


def days(semester: Semester, numbers: set[int]) -> set[date]:
    """The days so many days after the semester's start."""
    return {semester.start + timedelta(days=number) for number in numbers}


def only(lessons: list[DatedLesson], key: tuple[int, ...]) -> DatedLesson:
    """The one lesson of this key."""
    (found,) = [lesson for lesson in lessons if lesson.key == key]
    return found


@given(semesters, timetables(), offsets)
def test_keys_are_unique_and_order_is_by_date_pair_journal(
    semester: Semester, rows: list[TimetableRow], holidays: set[int]
) -> None:
    """No two lessons share a key, and they come in order of date, pair and journal."""
    lessons = dated_lessons(semester, rows, [], days(semester, holidays))
    assert len({lesson.key for lesson in lessons}) == len(lessons)
    places = [(lesson.date, lesson.pair, lesson.journal_id) for lesson in lessons]
    assert places == sorted(places)


@given(semesters, timetables(), offsets)
def test_without_orders_no_lesson_stands_on_a_holiday_or_before_the_start(
    semester: Semester, rows: list[TimetableRow], holidays: set[int]
) -> None:
    """Lessons fall inside the semester's weeks, off holidays, on their row's weekday and parity."""
    closed = days(semester, holidays)
    by_id = {row.id: row for row in rows}
    for lesson in dated_lessons(semester, rows, [], closed):
        row = by_id[lesson.timetable_id or 0]
        assert lesson.date not in closed
        assert semester.start <= lesson.date <= last_day(semester)
        assert lesson.date.isoweekday() == row.weekday
        assert lesson.week == week_of(semester, lesson.date)
        assert row.parity in ("every", parity_of(semester, lesson.week))


@given(semesters, st.integers(1, 7))
def test_odd_and_even_weeks_make_up_every_week(semester: Semester, weekday: int) -> None:
    """The odd and the even row of a weekday alternate, and together hold what the weekly row holds."""

    def dates(parity: str) -> list[date]:
        row = TimetableRow(1, 1, weekday, 1, parity, "lecture")
        return [lesson.date for lesson in dated_lessons(semester, [row], [], [])]

    odd, even, every = dates("odd"), dates("even"), dates("every")
    assert sorted(odd + even) == every
    assert len(every) == semester.weeks - (weekday < semester.start.isoweekday())
    assert all(later - earlier == timedelta(days=14) for earlier, later in itertools.pairwise(odd))
    assert abs(len(odd) - len(even)) <= 2


@given(semesters, timetables(), st.data())
def test_a_move_changes_only_date_pair_room_and_status(
    semester: Semester, rows: list[TimetableRow], data: st.DataObject
) -> None:
    """A moved lesson keeps key, week and kind; all other lessons stay exactly as they were."""
    before = dated_lessons(semester, rows, [], [])
    if not before:
        return
    chosen = data.draw(st.sampled_from(before))
    target = semester.start + timedelta(days=data.draw(st.integers(0, 150)))
    order = ChangeRow(1, chosen.journal_id, "moved", chosen.date, chosen.pair, target, 7, "999")
    after = dated_lessons(semester, rows, [order], [target])
    moved = only(after, chosen.key)
    assert (moved.date, moved.pair, moved.room, moved.status) == (target, 7, "999", "moved")
    assert (moved.week, moved.kind) == (chosen.week, chosen.kind)
    rest = [lesson for lesson in before if lesson.key != chosen.key and lesson.date != target]
    assert [lesson for lesson in after if lesson.key != chosen.key] == rest


@given(semesters, timetables(), offsets)
def test_cancelling_everything_keeps_every_lesson(
    semester: Semester, rows: list[TimetableRow], holidays: set[int]
) -> None:
    """Cancelled lessons stay in the list: same keys and slots, only the status differs."""
    closed = days(semester, holidays)
    before = dated_lessons(semester, rows, [], closed)
    orders = [ChangeRow(i, one.journal_id, "cancelled", one.date, one.pair) for i, one in enumerate(before, start=1)]
    after = dated_lessons(semester, rows, orders, closed)
    assert after == [replace(lesson, status="cancelled") for lesson in before]


@given(semesters, timetables(), st.data())
def test_the_order_of_the_input_does_not_matter(
    semester: Semester, rows: list[TimetableRow], data: st.DataObject
) -> None:
    """Rows and orders may come in any order: ids decide."""
    lessons = dated_lessons(semester, rows, [], [])
    named = data.draw(st.lists(st.sampled_from(lessons), max_size=4)) if lessons else []
    orders = [
        ChangeRow(
            i,
            one.journal_id,
            data.draw(st.sampled_from(["moved", "cancelled", "remote"])),
            one.date,
            one.pair,
            one.date + timedelta(days=i),
            6,
        )
        for i, one in enumerate(named, start=1)
    ]
    expected = dated_lessons(semester, rows, orders, [])
    assert dated_lessons(semester, rows[::-1], orders[::-1], []) == expected


def test_number_of_lessons_of_a_weekly_and_an_odd_row() -> None:
    """Sixteen weeks from a Tuesday hold fifteen Mondays and eight odd Tuesdays."""
    lessons = dated_lessons(SEMESTER, [MONDAY, TUESDAY], [], [])
    assert sum(lesson.timetable_id == 1 for lesson in lessons) == 15
    assert sum(lesson.timetable_id == 2 for lesson in lessons) == 8
    assert lessons[0].date == FIRST_TUESDAY


def test_a_row_holds_only_between_its_dates() -> None:
    """A row's first and last day are included; a later row takes over."""
    row = replace(MONDAY, valid_from=date(2026, 9, 14), valid_to=date(2026, 9, 28))
    assert [lesson.date.day for lesson in dated_lessons(SEMESTER, [row], [], [])] == [14, 21, 28]


def test_a_holiday_lesson_is_dropped_unless_an_order_moves_it() -> None:
    """A lesson of a holiday exists only when an order gives it another date."""
    holiday = date(2026, 9, 7)
    key = (10, 1, 2)
    assert key not in {lesson.key for lesson in dated_lessons(SEMESTER, [MONDAY], [], [holiday])}
    order = ChangeRow(1, 10, "moved", holiday, 1, date(2026, 9, 9))
    assert only(dated_lessons(SEMESTER, [MONDAY], [order], [holiday]), key).date == date(2026, 9, 9)
    for kind in ("cancelled", "remote"):
        orders = [ChangeRow(1, 10, kind, holiday, 1)]
        assert key not in {lesson.key for lesson in dated_lessons(SEMESTER, [MONDAY], orders, [holiday])}


def test_a_lesson_moved_onto_a_holiday_is_held_there() -> None:
    """An order that names a holiday as the new date is obeyed."""
    holiday = date(2026, 9, 9)
    order = ChangeRow(1, 10, "moved", date(2026, 9, 7), 1, holiday, 3)
    assert only(dated_lessons(SEMESTER, [MONDAY], [order], [holiday]), (10, 1, 2)).date == holiday


def test_a_later_order_wins_whether_it_names_the_new_slot_or_the_planned_one() -> None:
    """The second move takes the lesson from where it stands, or starts again from the plan."""
    first = ChangeRow(1, 10, "moved", date(2026, 9, 7), 1, date(2026, 9, 8), 4, "201")
    onward = ChangeRow(2, 10, "moved", date(2026, 9, 8), 4, date(2026, 9, 10))
    again = ChangeRow(2, 10, "moved", date(2026, 9, 7), 1, date(2026, 9, 11))
    there = only(dated_lessons(SEMESTER, [MONDAY], [first, onward], []), (10, 1, 2))
    assert (there.date, there.pair, there.room) == (date(2026, 9, 10), 4, "201")
    anew = only(dated_lessons(SEMESTER, [MONDAY], [first, again], []), (10, 1, 2))
    assert (anew.date, anew.pair, anew.room) == (date(2026, 9, 11), 1, "101")


def test_a_cancelled_lesson_may_be_moved_later() -> None:
    """A later move of a cancelled lesson holds it after all."""
    orders = [
        ChangeRow(1, 10, "cancelled", date(2026, 9, 7), 1),
        ChangeRow(2, 10, "moved", date(2026, 9, 7), 1, date(2026, 9, 12)),
    ]
    assert only(dated_lessons(SEMESTER, [MONDAY], orders, []), (10, 1, 2)).status == "moved"


def test_an_order_names_the_lesson_that_stands_on_the_slot_first() -> None:
    """Where one lesson was moved onto another's cancelled slot, the next order means the one that is held."""
    rows = [MONDAY, replace(MONDAY, id=3, pair=2)]
    orders = [
        ChangeRow(1, 10, "cancelled", date(2026, 9, 7), 1),
        ChangeRow(2, 10, "moved", date(2026, 9, 7), 2, date(2026, 9, 7), 1),
        ChangeRow(3, 10, "remote", date(2026, 9, 7), 1),
    ]
    lessons = dated_lessons(SEMESTER, rows, orders, [])
    assert only(lessons, (10, 1, 2)).status == "cancelled"
    assert only(lessons, (10, 3, 2)).status == "remote"


def test_extra_lesson_is_keyed_by_its_order_and_can_be_changed() -> None:
    """An extra lesson has its order as key and the week of its date; later orders can move it."""
    orders = [
        ChangeRow(5, 10, "extra", new_date=date(2026, 9, 16), new_pair=5, new_room="303", class_kind="lab"),
        ChangeRow(6, 10, "moved", date(2026, 9, 16), 5, date(2026, 9, 17)),
    ]
    extra = only(dated_lessons(SEMESTER, [], orders, [date(2026, 9, 17)]), (10, 5))
    assert (extra.date, extra.pair, extra.week, extra.kind) == (date(2026, 9, 17), 5, 3, "lab")
    assert (extra.timetable_id, extra.change_id, extra.room) == (None, 5, "303")


def test_extra_lesson_takes_the_only_kind_of_its_timetable() -> None:
    """Without a kind of class the timetable's only one is meant; with two kinds the order says too little."""
    order = ChangeRow(5, 10, "extra", date(2026, 9, 16), 5)
    assert only(dated_lessons(SEMESTER, [MONDAY], [order], []), (10, 5)).kind == "lecture"
    assert unmatched_changes(SEMESTER, [MONDAY, TUESDAY], [order]) == [order]


def test_an_order_that_names_no_lesson_changes_nothing_and_is_told() -> None:
    """A wrong date, pair or journal leaves the lessons as they were."""
    orders = [ChangeRow(1, 10, "moved", date(2026, 9, 8), 1, date(2026, 9, 9)), ChangeRow(2, 99, "remote")]
    assert dated_lessons(SEMESTER, [MONDAY], orders, []) == dated_lessons(SEMESTER, [MONDAY], [], [])
    assert unmatched_changes(SEMESTER, [MONDAY], orders) == orders


def test_remote_drops_the_room_and_merged_moves_if_told() -> None:
    """A remote lesson has no room; a merged one keeps its slot or takes the new one."""
    day = date(2026, 9, 7)
    remote = only(dated_lessons(SEMESTER, [MONDAY], [ChangeRow(1, 10, "remote", day, 1)], []), (10, 1, 2))
    assert (remote.room, remote.status, remote.date) == (None, "remote", day)
    stays = only(dated_lessons(SEMESTER, [MONDAY], [ChangeRow(1, 10, "merged", day, 1)], []), (10, 1, 2))
    assert (stays.date, stays.pair, stays.status) == (day, 1, "merged")
    order = ChangeRow(1, 10, "merged", day, 1, date(2026, 9, 10), 3, "Акт. зал")
    goes = only(dated_lessons(SEMESTER, [MONDAY], [order], []), (10, 1, 2))
    assert (goes.date, goes.pair, goes.room) == (date(2026, 9, 10), 3, "Акт. зал")


def test_a_stream_shares_one_meeting_only_at_one_slot() -> None:
    """Lessons of a stream share a meeting; one that is moved away leaves it, one without a stream has none."""
    rows = [MONDAY, replace(MONDAY, id=4, journal_id=11), TUESDAY]
    order = ChangeRow(1, 11, "moved", date(2026, 9, 14), 1, date(2026, 9, 15))
    lessons = dated_lessons(SEMESTER, rows, [order], [])
    assert only(lessons, (10, 1, 2)).meeting == only(lessons, (11, 4, 2)).meeting is not None
    assert only(lessons, (10, 1, 3)).meeting != only(lessons, (11, 4, 3)).meeting
    assert only(lessons, (10, 2, 1)).meeting is None


@pytest.mark.parametrize(
    ("day", "week", "checkpoint"),
    [
        (date(2026, 8, 31), 1, None),
        (date(2026, 9, 1), 1, 1),
        (date(2026, 9, 7), 2, 1),
        (date(2026, 10, 24), 8, 1),
        (date(2026, 10, 25), 8, 2),
        (date(2026, 12, 19), 16, 2),
        (date(2026, 12, 20), 16, None),
        (date(2026, 8, 30), 0, None),
    ],
)
def test_week_and_checkpoint_of_a_day(day: date, week: int, checkpoint: int | None) -> None:
    """Weeks are calendar weeks from the start's own; a checkpoint's period ends with its day."""
    assert week_of(SEMESTER, day) == week
    assert checkpoint_of(SEMESTER, day) == checkpoint


def test_an_even_first_week_turns_the_parity_round() -> None:
    """Where the first week is even, an odd row starts in the second."""
    semester = replace(SEMESTER, first_week="even")
    assert dated_lessons(semester, [TUESDAY], [], [])[0].date == date(2026, 9, 8)


def test_a_substitute_goes_before_the_teacher_and_only_on_their_days() -> None:
    """The substitution grants and ends the right (3.5); a change of teacher holds from its day."""
    spans = [
        TeacherSpan(10, 1, valid_to=date(2026, 10, 4)),
        TeacherSpan(10, 2, date(2026, 10, 5)),
        TeacherSpan(10, 3, date(2026, 9, 7), date(2026, 9, 11), substitute=True),
        TeacherSpan(11, 4),
    ]
    asked = [date(2026, 9, 6), date(2026, 9, 7), date(2026, 9, 11), date(2026, 9, 12), date(2026, 10, 5)]
    assert [teacher_on(spans, 10, day) for day in asked] == [1, 3, 3, 1, 2]
    assert teacher_on(spans_by_journal(spans)[11], 11, START) == 4
    assert teacher_on(spans, 12, START) is None
