"""Finished files -> their places, all of them or none."""

import shutil
from collections.abc import Mapping
from pathlib import Path


def show(files: Mapping[Path, Path], aside: Path) -> None:
    """Put each file into its place; where one cannot be, all places are as before and the error goes on.

    ``aside``, a folder on the same file system, keeps what stood there before until all is done.
    """
    before: dict[Path, Path | None] = {}
    try:
        for new, place in files.items():
            before[place] = _kept(place, aside)
            new.replace(place)
    except BaseException:
        for place, old in before.items():
            if old is None:
                place.unlink(missing_ok=True)
            else:
                old.replace(place)
        raise


def _kept(place: Path, aside: Path) -> Path | None:
    """A copy of what stands in the place; None when nothing does."""
    if not place.exists():
        return None
    return Path(shutil.copy2(place, aside / f"before {place.name}"))
