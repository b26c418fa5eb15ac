"""Whether a lesson's first completion came too late: the policy alone, in instants and local days (4.3). Pure."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

Outage = tuple[datetime, datetime | None]
"""From and to; None where it is still going on."""


def deadline(day: date, grace_days: int, zone: tzinfo) -> datetime:
    """The first instant, UTC, that is too late: the midnight after the lesson's local day and its days of grace."""
    return datetime.combine(day + timedelta(days=grace_days + 1), time(), zone).astimezone(UTC)


def is_late(
    after: datetime | None,
    before: datetime,
    day: date,
    grace_days: int,
    zone: tzinfo,
    outages: Sequence[Outage] = (),
) -> bool:
    """Whether a lesson of this local day was surely completed too late.

    ``after`` is the last read that saw it incomplete (None: there was none), ``before`` the first instant it is known
    complete. It is late only when the whole interval lies after the deadline. An outage that touches the time allowed
    moves the day to the outage's last one, and nothing is late whose interval touches an outage.
    """
    if after is None:
        return False
    begin = datetime.combine(day, time(), zone).astimezone(UTC)
    last = day
    for start, stop in sorted(outages, key=lambda outage: outage[0]):
        if start < before and (stop is None or stop > after):
            return False
        if start < deadline(last, grace_days, zone) and stop is not None and stop > begin:
            last = max(last, stop.astimezone(zone).date())
    return after >= deadline(last, grace_days, zone)
