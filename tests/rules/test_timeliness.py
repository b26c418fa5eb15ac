"""On time, late, undetermined or missing: judged in local days, and never against an outage (4.3)."""

import pandas as pd
import pytest
from planted import journals_frame, lesson_frame, outages_frame

from ejournal import columns
from ejournal.rules import timeliness

ZONE = "Asia/Bishkek"
# The lesson's day, 14 September in Bishkek, ends at 18:00 UTC.
END = "2026-09-14T18:00Z"
NONE = columns.OUTAGES.empty()


def _category(after: str | None, before: str | None, outages: pd.DataFrame = NONE) -> str:
    lessons = lesson_frame(completed_after=after, completed_before=before)
    return str(timeliness(lessons, outages, ZONE, journals_frame()).iloc[0])


@pytest.mark.parametrize(
    ("after", "before", "category"),
    [
        (None, "2026-09-14T17:59Z", "on_time"),
        ("2026-09-14T05:00Z", END, "on_time"),
        (None, "2026-09-13T05:00Z", "on_time"),
        (END, "2026-09-14T19:00Z", "late"),
        ("2026-09-16T05:00Z", "2026-09-16T06:00Z", "late"),
        ("2026-09-14T17:59Z", "2026-09-14T18:01Z", "undetermined"),
        (None, "2026-09-16T06:00Z", "undetermined"),
        ("2026-09-16T05:00Z", None, "missing"),
        (None, None, "missing"),
    ],
)
def test_the_interval_decides(after: str | None, before: str | None, category: str) -> None:
    """Late only when the whole interval lies after the lesson's local day."""
    assert _category(after, before) == category


@pytest.mark.parametrize(
    ("outage", "category"),
    [
        (("2026-09-14T06:00Z", "2026-09-15T02:00Z"), "on_time"),
        (("2026-09-14T06:00Z", None), "on_time"),
        (("2026-09-14T06:00Z", "2026-09-14T08:00Z"), "late"),
        (("2026-09-15T05:30Z", "2026-09-15T05:40Z"), "undetermined"),
        (("2026-09-15T07:00Z", "2026-09-15T08:00Z"), "late"),
        (("2026-09-14T06:00Z", "2026-09-15T02:00Z", "ИТ-1-25"), "on_time"),
        (("2026-09-14T06:00Z", "2026-09-15T02:00Z", "ИТ"), "on_time"),
        (("2026-09-14T06:00Z", "2026-09-15T02:00Z", "ЭК-1-25"), "late"),
    ],
)
def test_outages(outage: tuple[str, ...], category: str) -> None:
    """An outage over the end of the day moves it to the end of the outage's day, for those whom it concerns."""
    assert _category("2026-09-15T05:00Z", "2026-09-15T06:00Z", outages_frame(*outage)) == category


def test_an_extension_ends() -> None:
    """After the outage's last day the lesson is late again."""
    outage = outages_frame("2026-09-14T06:00Z", "2026-09-15T02:00Z")
    assert _category("2026-09-15T18:00Z", "2026-09-15T19:00Z", outage) == "late"


def test_outages_that_follow_each_other() -> None:
    """A second outage within the extension extends it again."""
    chain = pd.concat(
        [
            outages_frame("2026-09-15T10:00Z", "2026-09-16T02:00Z"),
            outages_frame("2026-09-14T06:00Z", "2026-09-15T02:00Z"),
        ],
        ignore_index=True,
    )
    assert _category("2026-09-16T05:00Z", "2026-09-16T06:00Z", chain) == "on_time"


def test_index_and_categories() -> None:
    """The result stands on the lessons' index; without journals an outage of a group is not seen."""
    lessons = lesson_frame(completed_after="2026-09-15T05:00Z", completed_before="2026-09-15T06:00Z")
    lessons.index = pd.Index([77])
    outage = outages_frame("2026-09-14T06:00Z", "2026-09-15T02:00Z", "ИТ-1-25")
    category = timeliness(lessons, outage, ZONE)
    assert category.to_dict() == {77: "late"}
    assert category.cat.categories.tolist() == ["on_time", "late", "undetermined", "missing"]


def test_nothing() -> None:
    """No lessons give no categories."""
    assert timeliness(columns.LESSONS.empty(), NONE, ZONE).empty
