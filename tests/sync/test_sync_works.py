"""Independent work: columns of the plan's items, marks by item, and due dates that may change (2.8, 3.5)."""

from datetime import date

import pytest
from hands import DATE, FIRST_LECTURE, Hand, later, quarantined, run_sync

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.parameters import load_parameters
from ejournal.provision import provision

A, B = "26-001", "26-002"
DUE = date(2026, 9, 30)


def _item(hand: Hand, number: int) -> int:
    return next(cell.column for cell in hand.sheet[1] if cell.value == f"W{number}")


@pytest.fixture
def given(workspace: Config) -> Config:
    """The plan's second row names independent work; its column has come by a second provisioning."""
    hand = Hand(workspace)
    plan = hand.book[f"КТП {hand.tab}"]
    row = next(row for row in range(4, 40) if plan.cell(row, 1).value == "P2")
    plan.cell(row, 9).value = "Реферат"
    plan.cell(row, 10).value = DUE
    hand.save()
    run_sync(workspace)
    parameters = load_parameters(workspace.parameters)
    provision(workspace, parameters, today=FIRST_LECTURE, at=later(5))
    hand = Hand(workspace)
    hand.sheet.cell(hand.row(A), _item(hand, 2)).value = "5"
    hand.sheet.cell(hand.row(B), _item(hand, 2)).value = "3+"
    hand.save()
    run_sync(workspace, later(10))
    return workspace


def _works(config: Config) -> list[tuple[int, date, int]]:
    with Dataset(config) as dataset:
        rows = dataset.works()
    return [(int(row.item), row.due.date(), int(row.value)) for row in rows.itertuples()]  # type: ignore[union-attr, arg-type]


def test_marks_reach_their_item(given: Config) -> None:
    """One mark of item 2, due as its column says; the unreadable one is quarantined."""
    assert _works(given) == [(2, DUE, 5)]
    assert list(quarantined(given)) == ["unknown_mark"]


def test_a_changed_due_date_is_an_event(given: Config) -> None:
    """The marks stand, their due date is the new one."""
    hand = Hand(given)
    hand.sheet.cell(DATE, _item(hand, 2)).value = date(2026, 10, 7)
    hand.save()
    done = run_sync(given, later(15))
    assert done.events == 1
    assert _works(given) == [(2, date(2026, 10, 7), 5)]


def test_a_cleared_plan_row_is_cleared_and_its_marks_stay(given: Config) -> None:
    """What was given and marked is not undone by clearing the plan."""
    hand = Hand(given)
    plan = hand.book[f"КТП {hand.tab}"]
    row = next(row for row in range(4, 40) if plan.cell(row, 1).value == "P2")
    plan.cell(row, 9).value = plan.cell(row, 10).value = None
    hand.save()
    run_sync(given, later(15))
    with Dataset(given) as dataset:
        assert dataset.plans().empty
    assert _works(given) == [(2, DUE, 5)]
