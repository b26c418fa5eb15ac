"""A notebook's way into the dataset: its text parameters as a pinned reader."""

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ejournal.config import load_config
from ejournal.dataset import Dataset
from ejournal.errors import ParameterError


def open_dataset(workspace: str, as_of: str = "") -> Dataset:
    """The workspace's dataset, as of a revision's number or a local moment; the newest revision when empty.

    Raises ParameterError when ``as_of`` is neither.
    """
    folder = Path(workspace)
    return Dataset.open(folder, as_of=revision_or_moment(as_of, load_config(folder).zone))


def revision_or_moment(text: str, zone: ZoneInfo) -> int | datetime.datetime | None:
    """``12`` -> revision 12; ``2026-10-31`` or ``2026-10-31 14:00`` -> that moment in this zone; empty -> None."""
    if not text:
        return None
    if text.isdigit():
        return int(text)
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise ParameterError(
            "neither a revision nor a moment", where="as_of", value=text, remedy="Write 12, or 2026-10-31 14:00"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
