"""A tab that is found in a workbook where no pass has seen it yet, though only that workbook changed."""

import shutil

from hands import FIRST_LECTURE, LAB, Hand, later, marks_of, run_sync

from ejournal.config import Config


def test_a_journal_that_went_over_to_a_known_workbook_is_read_there(workspace: Config) -> None:
    """The rosters at hand are those of the changed workbook's own journals; the newcomer's is fetched."""
    run_sync(workspace)
    lecture, other = Hand(workspace), Hand(workspace, LAB)
    lecture.fill(FIRST_LECTURE, {"26-001": "5"}, 0)
    lecture.save()
    shutil.move(lecture.path, other.path)
    done = run_sync(workspace, later(10))
    assert done.changed == 1
    assert marks_of(workspace)["26-001", FIRST_LECTURE] == "5"
    assert run_sync(workspace, later(20)).changed == 0
