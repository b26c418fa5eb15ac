"""The life of findings: they keep their id, end by themselves, are dismissed with a reason, and come back."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from hands import FIRST_LECTURE, Hand, run_sync

from ejournal import pipeline
from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.decisions.dismissals import dismiss, restore
from ejournal.errors import ParameterError
from ejournal.feedback import feedback
from ejournal.parameters import load_parameters
from ejournal.rules.life import visible
from ejournal.store import is_public_id

TODAY = date(2026, 9, 3)
AT = datetime(2026, 9, 3, 12, 0, tzinfo=UTC)
A, B = "26-001", "26-002"
WHO = {"by": "Садыкова А. К.", "reason": "занятие было на кафедре"}


def control(config: Config, number: int | None, at: datetime) -> None:
    """The first lecture has one absence and this number in the row «Нет»: a finding unless it is 1 or blank."""
    hand = Hand(config)
    hand.fill(FIRST_LECTURE, {A: "5", B: "кж"}, number)
    hand.save()
    run_sync(config, at)
    pipeline.validate(config.workspace, today=TODAY, at=at)


def of_rule(config: Config, state: str = "all", as_of: int | None = None) -> pd.DataFrame:
    """Findings of a control number that disagrees."""
    with Dataset(config, as_of) as dataset:
        found = dataset.findings(state=state)
    return found[found["rule"] == "control-number-disagrees"].reset_index(drop=True)


def later(hours: int) -> datetime:
    """That many hours after the first validation."""
    return AT + timedelta(hours=hours)


def test_a_finding_keeps_its_id_through_its_life(workspace: Config) -> None:
    """Seen, seen with another number, gone, back: one finding, whose first and last moments are known."""
    control(workspace, 0, AT)
    first = of_rule(workspace).iloc[0]
    assert is_public_id(first["finding"], "F")
    assert (first["state"], first["first_seen"], first["last_seen"]) == ("open", AT, AT)
    control(workspace, 3, later(1))
    changed = of_rule(workspace)
    assert list(changed["finding"]) == [first["finding"]]
    assert (changed["first_seen"][0], changed["last_seen"][0]) == (AT, later(1))
    control(workspace, 1, later(2))
    gone = of_rule(workspace).iloc[0]
    assert (gone["finding"], gone["state"], gone["resolved"]) == (first["finding"], "resolved", later(2))
    assert gone["last_seen"] == later(1)
    assert of_rule(workspace, "open").empty


def test_a_dismissed_finding_stays_dismissed_while_it_says_the_same(workspace: Config) -> None:
    """It goes and returns unchanged: dismissed; with another number it is open again, and the old dismissal waits."""
    control(workspace, 0, AT)
    id = of_rule(workspace)["finding"][0]
    before = dismiss(workspace, id, at=later(1), **WHO).revision - 1
    dismissed = of_rule(workspace, "dismissed").iloc[0]
    assert (dismissed["dismissed_by"], dismissed["reason"]) == (WHO["by"], WHO["reason"])
    assert list(of_rule(workspace, "open", before)["finding"]) == [id]
    control(workspace, None, later(2))
    assert list(of_rule(workspace)["state"]) == ["resolved"]
    control(workspace, 0, later(3))
    assert list(of_rule(workspace)["state"]) == ["dismissed"]
    control(workspace, 4, later(4))
    assert list(of_rule(workspace)["state"]) == ["open"]
    assert of_rule(workspace)["reason"].isna().all()


def test_a_restored_finding_is_open_again(workspace: Config) -> None:
    """And cannot be restored twice; that it was dismissed stays in the dataset."""
    control(workspace, 0, AT)
    id = of_rule(workspace)["finding"][0]
    done = dismiss(workspace, id, at=later(1), **WHO)
    restore(workspace, id, by="Директор", reason="ошибка", at=later(2))
    assert list(of_rule(workspace)["state"]) == ["open"]
    assert list(of_rule(workspace, as_of=done.revision)["state"]) == ["dismissed"]
    with pytest.raises(ParameterError, match="not dismissed"):
        restore(workspace, id, by="Директор", reason="ошибка", at=later(3))


@pytest.mark.parametrize(
    ("finding", "change", "said"),
    [("F0000X", {}, "no such finding"), ("", {"by": " "}, "who made it"), ("", {"reason": ""}, "who made it")],
)
def test_what_cannot_be_dismissed(workspace: Config, finding: str, change: dict[str, str], said: str) -> None:
    """A finding that does not exist, and a decision without a name or a reason; nothing is stored."""
    control(workspace, 0, AT)
    id = finding or of_rule(workspace)["finding"][0]
    with pytest.raises(ParameterError, match=said):
        dismiss(workspace, id, at=later(1), **{**WHO, **change})
    assert list(of_rule(workspace)["state"]) == ["open"]


def test_a_resolved_finding_cannot_be_dismissed(workspace: Config) -> None:
    """There is nothing left to dismiss."""
    control(workspace, 0, AT)
    id = of_rule(workspace)["finding"][0]
    control(workspace, 1, later(1))
    with pytest.raises(ParameterError, match="resolved already"):
        dismiss(workspace, id, at=later(2), **WHO)


def test_feedback_notes_what_it_told_once(workspace: Config) -> None:
    """The first time that a finding stood in its workbook counts; a second run makes no revision. Dismissed ones go."""
    control(workspace, 0, AT)
    assert of_rule(workspace)["notified"].isna().all()
    parameters = load_parameters(workspace.parameters)
    feedback(workspace, parameters, today=TODAY, at=later(1))
    assert list(of_rule(workspace)["notified"]) == [later(1)]
    with Dataset(workspace) as dataset:
        before = dataset.revision
    again = feedback(workspace, parameters, today=TODAY, at=later(2))
    assert not again.written
    with Dataset(workspace) as dataset:
        assert dataset.revision == before
    assert list(of_rule(workspace)["notified"]) == [later(1)]
    dismiss(workspace, of_rule(workspace)["finding"][0], at=later(3), **WHO)
    assert feedback(workspace, parameters, today=TODAY, at=later(4)).written


def test_private_findings_are_the_teachers_alone_first(workspace: Config) -> None:
    """Seven days from the day it was first seen; then others see it. Other rules' findings are seen at once (2.6)."""
    control(workspace, 0, AT)
    found, private = of_rule(workspace), {"control-number-disagrees": 7}
    seventh = date(2026, 9, 10)
    assert len(visible(found, "teacher", TODAY, private)) == 1
    assert visible(found, "directorate", seventh - timedelta(days=1), private).empty
    assert len(visible(found, "directorate", seventh, private)) == 1
    assert len(visible(found, "directorate", TODAY, {"lesson-due": 7})) == 1
    unseen = found.assign(first_seen=pd.Series([pd.NaT], dtype=found["first_seen"].dtype))
    assert visible(unseen, "directorate", seventh, private).empty
