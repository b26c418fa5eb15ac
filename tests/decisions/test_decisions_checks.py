"""Signed checks: who checked which journals when, and with what remarks (5.3)."""

import json
import sys
from datetime import UTC, date, datetime

import pytest
from hands import LECTURE, PHYSICS, run_sync
from university import GROUP

from ejournal.cli import main
from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.decisions.checks import Checked, Signature, sign
from ejournal.errors import ParameterError
from ejournal.feedback import feedback
from ejournal.parameters import load_parameters
from ejournal.sheets import read_workbook

DAY = date(2026, 9, 30)
AT = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)
SIGNED = Signature("Осмонова Г. Т.", "методист учебного отдела", DAY, "не заполнены темы")


def test_a_check_of_a_group_names_all_its_journals(workspace: Config) -> None:
    """One row per journal, with person, office, day and remarks; a second check stands beside it."""
    first = sign(workspace, Checked(group=GROUP), SIGNED, at=AT)
    second = sign(workspace, Checked(journals=[LECTURE]), Signature("Директор", "директор", DAY), at=AT)
    with Dataset(workspace) as dataset:
        checks, journals = dataset.checks(), dataset.journals()
        before = dataset.checks(start=date(2026, 10, 1))
    assert len(first.journals) == len(journals) == 3
    assert list(checks["check"]) == [first.number] * 3 + [second.number]
    assert set(checks["checked_by"][:3]) == {SIGNED.by}
    assert list(checks["remarks"].isna()) == [False] * 3 + [True]
    assert before.empty


def test_a_check_as_of_before_is_not_there(workspace: Config) -> None:
    """It is a revision like every decision."""
    done = sign(workspace, Checked(department="ПИ"), SIGNED, at=AT)
    with Dataset(workspace, done.number - 1) as dataset:
        assert dataset.checks().empty
    with Dataset(workspace, done.number) as dataset:
        assert len(dataset.checks()) == 3


@pytest.mark.parametrize(
    ("checked", "signature", "said"),
    [
        (Checked(), SIGNED, "not clear"),
        (Checked(group=GROUP, department="ПИ"), SIGNED, "not clear"),
        (Checked(group="нет"), SIGNED, "no journal of that day"),
        (Checked(journals=[LECTURE, "J0"]), SIGNED, "no such journal"),
        (Checked(group=GROUP), Signature("", "методист", DAY), "who checked"),
        (Checked(group=GROUP), Signature("Осмонова", " ", DAY), "who checked"),
        (Checked(group=GROUP), Signature("Осмонова", "методист", date(2020, 1, 1)), "no semester"),
    ],
)
def test_what_cannot_be_signed(workspace: Config, checked: Checked, signature: Signature, said: str) -> None:
    """Nothing is stored of a check that does not say what, who or in which office."""
    with pytest.raises(ParameterError, match=said):
        sign(workspace, checked, signature, at=AT)
    with Dataset(workspace) as dataset:
        assert dataset.checks().empty


def test_remarks_stand_in_the_workbook(workspace: Config) -> None:
    """The teacher reads who checked the journal, when, and the remarks; other teachers' workbooks do not hold them."""
    sign(workspace, Checked(journals=[PHYSICS]), SIGNED, at=AT)
    run_sync(workspace, AT)
    done = feedback(workspace, load_parameters(workspace.parameters), today=DAY, at=AT)
    said = {path: str(_remarks(workspace, path)) for path in done.written}
    told = [path for path, text in said.items() if "Замечания по ведению журнала" in text]
    assert [path.rpartition("/")[2] for path in told] == ["Петрова Ольга Ивановна.xlsx"]
    for part in ("30.09.2026", SIGNED.by, SIGNED.office, SIGNED.remarks):
        assert part in said[told[0]]


def _remarks(config: Config, path: str) -> list[list[object]]:
    return next(grid.rows for grid in read_workbook(config.journals / path) if grid.title == "Проверка")


def test_the_commands(workspace: Config, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`check sign` and `check list` say the same, and both speak JSON."""

    def run(*arguments: str) -> object:
        monkeypatch.setattr(sys, "argv", ["ejournal", "check", *arguments, "-w", str(workspace.workspace), "--json"])
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code
        return json.loads(capsys.readouterr().out)

    signed = run("sign", "--by", "Осмонова", "--office", "методист", "--group", GROUP, "--date", "2026-09-30")
    listed = run("list")
    assert isinstance(signed, dict)
    assert isinstance(listed, list)
    assert {row["check"] for row in listed} == {signed["check"]}
    assert {row["journal"] for row in listed} == set(signed["journals"])
    assert {(row["date"], row["office"], row["remarks"]) for row in listed} == {("2026-09-30", "методист", None)}
