"""One notebook for many values: a failing value stops no other, wrong parameters stop all before the first run."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ejournal.errors import EjournalError, ParameterError, ReportError
from ejournal.reports import fanout
from ejournal.reports.context import Context
from ejournal.reports.fanout import EachResult, run_each, values_of

Told = list[tuple[int, int, str, EjournalError | None]]


def each(stub: Context, out: Path, values: Sequence[str], told: Told, **parameters: str) -> EachResult:
    """Run the stub notebook for these groups, noting what is told of the progress."""
    workspace = stub.workspace
    return run_each(
        "stub", workspace, parameters, "group", values, lambda *now: told.append(now), out=out, context=stub
    )


def test_a_failing_value_stops_no_other(stub: Context, tmp_path: Path) -> None:
    """The second group fails and is named; the others have their files; progress counts all of them."""
    told: Told = []
    done = each(stub, tmp_path / "out", ["ИТ-1-26", "ИТ-2-26", "ИТ-3-26"], told)
    assert set(done.results) == {"ИТ-1-26", "ИТ-3-26"}
    assert isinstance(done.failures["ИТ-2-26"], ReportError)
    assert "нет данных" in str(done.failures["ИТ-2-26"])
    assert [(count, total) for count, total, _, _ in told] == [(1, 3), (2, 3), (3, 3)]
    assert {value: failure for _, _, value, failure in told if failure} == done.failures
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 2


def test_a_fault_of_ours_is_that_values_failure(stub: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk while one value is written is told as its failure; the next values go on."""

    def run(name: str, workspace: Path, parameters: dict[str, str], **_: object) -> str:
        if parameters["group"] == "ИТ-1-26":
            raise OSError(28, "No space left on device")
        return f"{name} {parameters['group']}"

    monkeypatch.setattr(fanout, "run_notebook", run)
    done = each(stub, tmp_path, ["ИТ-1-26", "ИТ-2-26", "ИТ-3-26"], [])
    assert set(done.results) == {"ИТ-2-26", "ИТ-3-26"}
    assert "No space left on device" in str(done.failures["ИТ-1-26"])


@pytest.mark.parametrize(
    ("values", "parameters", "said"),
    [
        (["ИТ-1-26", "ИТ-9-26"], {}, "no such value"),
        (["ИТ-1-26"], {"number": "пять"}, "not a whole number"),
        (["ИТ-1-26"], {"nummer": "5"}, "no such parameter"),
        (["ИТ-1-26"], {"group": "ИТ-2-26"}, "given both"),
    ],
)
def test_any_wrong_parameter_stops_before_the_first_run(
    stub: Context, tmp_path: Path, values: list[str], parameters: dict[str, str], said: str
) -> None:
    """What is wrong for the last value is told before the first one runs."""
    told: Told = []
    with pytest.raises(ParameterError, match=said):
        each(stub, tmp_path / "out", values, told, **parameters)
    assert (told, (tmp_path / "out").exists()) == ([], False)


def test_no_values_are_no_runs(stub: Context, tmp_path: Path) -> None:
    """A university without groups has nothing to do, and no kernel is started."""
    assert each(stub, tmp_path / "out", [], []) == EachResult()


def test_values_come_from_the_dataset_or_the_declaration(stub: Context) -> None:
    """Groups and semesters as loaded, choices as declared; one without a list is refused with those that have."""
    assert values_of("stub", "group", stub) == ["ИТ-1-26", "ИТ-2-26", "ИТ-3-26"]
    assert values_of("stub", "semester", stub) == ["2026-1"]
    assert values_of("stub", "language", stub) == ["ru", "ky", "en"]
    with pytest.raises(ParameterError, match="Known: group, semester, language"):
        values_of("stub", "number", stub)


def test_who_stops_the_program_does_not_wait_for_what_has_not_begun(stub: Context, tmp_path: Path) -> None:
    """An interrupt while the first value is told leaves the waiting ones undone."""
    ran: list[str] = []

    def stop(done: int, total: int, value: str, failure: EjournalError | None) -> None:
        ran.append(value)
        raise KeyboardInterrupt

    values = ["ИТ-1-26", "ИТ-2-26", "ИТ-3-26"] * 3
    with pytest.raises(KeyboardInterrupt):
        run_each("stub", stub.workspace, {}, "group", values, stop, out=tmp_path / "out", context=stub)
    assert len(ran) <= 4
