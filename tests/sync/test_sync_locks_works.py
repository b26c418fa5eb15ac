"""Independent work is locked by its due date, whatever date is typed over it (4.3)."""

from datetime import date, timedelta

import pytest
from closed_world import CLOSED_ON, close_it, frame_of, noon
from hands import DATE, FIRST_LECTURE, Hand, later, run_sync

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.parameters import load_parameters
from ejournal.provision import provision

A, B = "26-001", "26-002"
DUE, LATER = date(2026, 9, 30), date(2026, 11, 30)


def _item(hand: Hand, number: int) -> int:
    return next(cell.column for cell in hand.sheet[1] if cell.value == f"W{number}")


@pytest.fixture
def given(workspace: Config) -> Config:
    """Two items, one due before the checkpoint's date and one after it, each marked; then closed by force."""
    hand = Hand(workspace)
    plan = hand.book[f"КТП {hand.tab}"]
    for key, due in (("P2", DUE), ("P3", LATER)):
        row = next(row for row in range(4, 40) if plan.cell(row, 1).value == key)
        plan.cell(row, 9).value = "Реферат"
        plan.cell(row, 10).value = due
    hand.save()
    run_sync(workspace)
    provision(workspace, load_parameters(workspace.parameters), today=FIRST_LECTURE, at=later(5))
    _mark(workspace, 2, "5")
    _mark(workspace, 3, "5")
    run_sync(workspace, later(10))
    close_it(workspace, force=True)
    return workspace


def _mark(config: Config, item: int, value: str, student: str = A) -> None:
    hand = Hand(config)
    hand.sheet.cell(hand.row(student), _item(hand, item)).value = value
    hand.save()


def _works(config: Config) -> list[tuple[int, date, int]]:
    with Dataset(config) as dataset:
        rows = dataset.works()
    return [(int(row.item), row.due.date(), int(row.value)) for row in rows.itertuples()]  # type: ignore[union-attr, arg-type]


def test_an_item_due_before_the_date_is_locked(given: Config) -> None:
    """Its mark is refused and set back; the item due later is still marked."""
    _mark(given, 2, "2")
    _mark(given, 3, "4")
    done = run_sync(given, noon(CLOSED_ON + timedelta(days=1)))
    assert (done.refused, done.outbox.done) == (1, 1)
    assert _works(given) == [(2, DUE, 5), (3, LATER, 4)]
    hand = Hand(given)
    assert hand.sheet.cell(hand.row(A), _item(hand, 2)).value == "5"
    refusal = frame_of(given, "refusals").iloc[0]
    assert (refusal["item"], refusal["old"], refusal["new"], refusal["state"]) == (2, "5", "2", "closed")


def test_another_due_date_opens_nothing_again(given: Config) -> None:
    """The date that stands decides; a mark typed together with a later date is refused all the same."""
    hand = Hand(given)
    hand.sheet.cell(DATE, _item(hand, 2)).value = LATER
    hand.sheet.cell(hand.row(B), _item(hand, 2)).value = "4"
    hand.save()
    assert run_sync(given, noon(CLOSED_ON)).refused == 1
    assert _works(given) == [(2, DUE, 5), (3, LATER, 5)]
