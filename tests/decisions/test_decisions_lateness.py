"""Late entry at its borders: the lesson's own local day, the days of grace, outages (4.3)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from closed_world import fill, noon, reopen_it
from hands import FIRST_LECTURE, LECTURE, Hand, lesson_of, run_sync

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.decisions.lateness import deadline, is_late

BISHKEK = ZoneInfo("Asia/Bishkek")
DAY = date(2026, 9, 1)
MIDNIGHT = datetime(2026, 9, 1, 18, tzinfo=UTC)
"""The midnight after DAY in Bishkek."""
SECOND = timedelta(seconds=1)


def _late(after: datetime | None, before: datetime, grace: int = 0, *outages: tuple[datetime, datetime | None]) -> bool:
    return is_late(after, before, DAY, grace, BISHKEK, outages)


def test_the_day_ends_at_its_own_midnight() -> None:
    """Local midnight, with and without grace."""
    assert deadline(DAY, 0, BISHKEK) == MIDNIGHT
    assert deadline(DAY, 2, BISHKEK) == MIDNIGHT + timedelta(days=2)


def test_late_only_when_the_whole_interval_lies_after_it() -> None:
    """Seen incomplete before midnight: not determined, so not late; seen so at midnight: late."""
    assert not _late(None, MIDNIGHT + timedelta(days=30))
    assert not _late(MIDNIGHT - SECOND, MIDNIGHT + timedelta(days=3))
    assert _late(MIDNIGHT, MIDNIGHT + SECOND)


@pytest.mark.parametrize("grace", [0, 1, 7])
def test_grace_moves_the_border_by_days(grace: int) -> None:
    """The last second of the last day of grace is in time, the next one is not."""
    border = MIDNIGHT + timedelta(days=grace)
    assert not _late(border - SECOND, border + SECOND, grace)
    assert _late(border, border + SECOND, grace)


def test_nothing_is_late_inside_an_outage() -> None:
    """An outage that touches the interval, or still goes on, excuses; one that ended before it does not."""
    after, before = MIDNIGHT + timedelta(hours=10), MIDNIGHT + timedelta(hours=12)
    hour = timedelta(hours=1)
    assert not _late(after, before, 0, (after + hour, after + hour / 2 + hour))
    assert not _late(after, before, 0, (MIDNIGHT, None))
    later = MIDNIGHT + timedelta(days=5)
    assert _late(later, later + hour, 0, (MIDNIGHT + hour, MIDNIGHT + 2 * hour))


def test_an_outage_on_the_day_moves_it_to_the_outages_last_day() -> None:
    """Out from the lesson's evening to the third: the third is the day, to its midnight; grace counts from there."""
    outage = (MIDNIGHT - timedelta(hours=3), MIDNIGHT + timedelta(days=1, hours=5))
    border = MIDNIGHT + timedelta(days=2)
    assert not _late(border - SECOND, border + SECOND, 0, outage)
    assert _late(border, border + SECOND, 0, outage)
    assert not _late(border, border + SECOND, 1, outage)


@pytest.fixture
def refusing(workspace: Config) -> Config:
    """The university refuses what comes after two days of grace."""
    entry = workspace.parameters / "entry.yaml"
    text = entry.read_text(encoding="utf-8")
    text = text.replace("grace_days:\n  value: 0", "grace_days:\n  value: 2")
    text = text.replace("after_grace:\n  value: accept_and_flag", "after_grace:\n  value: refuse")
    entry.write_text(text, encoding="utf-8")
    return workspace


def _filled_on(config: Config, day: date, lesson: date = FIRST_LECTURE) -> tuple[int, str]:
    """Seen incomplete in the morning of the day, filled by noon: what was refused, and how the lesson stands."""
    run_sync(config, noon(day) - timedelta(hours=4))
    hand = Hand(config)
    hand.fill(lesson, {"26-001": "5"}, 0)
    hand.save()
    done = run_sync(config, noon(day))
    return done.refused, str(lesson_of(config, lesson)["completeness"])


def test_a_first_completion_within_the_grace_is_taken_over(refusing: Config) -> None:
    """On the second day after the lesson's own."""
    assert _filled_on(refusing, FIRST_LECTURE + timedelta(days=2)) == (0, "complete")


def test_a_first_completion_after_the_grace_is_refused(refusing: Config) -> None:
    """On the third day: mark, work type and number are set back, and the refusal says that it was late."""
    assert _filled_on(refusing, FIRST_LECTURE + timedelta(days=3)) == (3, "incomplete")
    with Dataset(refusing) as dataset:
        assert set(dataset.refusals()["cause"]) == {"late"}
    hand = Hand(refusing)
    assert hand.sheet.cell(hand.row("26-001"), hand.column(FIRST_LECTURE)).value is None


def test_a_reopened_journal_is_filled_late(refusing: Config) -> None:
    """No checkpoint is closed yet, but late entry is: the reopening lets it in, on its days alone."""
    day = FIRST_LECTURE + timedelta(days=20)
    reopen_it(refusing, day, days=1)
    assert _filled_on(refusing, day) == (0, "complete")
    assert _filled_on(refusing, day + timedelta(days=1), FIRST_LECTURE + timedelta(days=7))[0] == 3


def test_an_outage_excuses(refusing: Config) -> None:
    """The registry's outage of 6 October moves nothing of 1 September, but it excuses the lesson of its own day."""
    day = date(2026, 10, 6)
    assert _filled_on(refusing, day + timedelta(days=2), day) == (0, "complete")
    assert _filled_on(refusing, day + timedelta(days=3))[0] == 3


def test_a_correction_is_never_late(refusing: Config) -> None:
    """A lesson that was complete in time may be corrected a month later, before the lock."""
    fill(refusing, LECTURE, until=date(2026, 9, 8))
    run_sync(refusing, noon(date(2026, 10, 1)))
    hand = Hand(refusing)
    hand.put("26-001", FIRST_LECTURE, "3")
    hand.save()
    done = run_sync(refusing, noon(date(2026, 10, 2)))
    assert (done.refused, done.events) == (0, 1)


def test_by_default_late_entry_is_accepted(workspace: Config) -> None:
    """It is taken over; that it was late is a finding of its own rule."""
    assert _filled_on(workspace, FIRST_LECTURE + timedelta(days=20)) == (0, "complete")
