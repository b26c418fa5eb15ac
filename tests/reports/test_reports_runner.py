"""Running one notebook: all three files or none, the same bytes for the same inputs, failures named."""

from pathlib import Path

import nbformat
import pytest

from ejournal.errors import ParameterError, ReportError
from ejournal.reports import runner
from ejournal.reports.context import Context
from ejournal.reports.kernels import Kernel
from ejournal.reports.place import show
from ejournal.reports.runner import RunResult, run_notebook

ENDINGS = ["html", "ipynb", "pdf"]


def run(stub: Context, kernel: Kernel | None, out: Path, **parameters: str) -> RunResult:
    """Run the stub notebook for a group."""
    given = {"group": "ИТ-1-26", **parameters}
    return run_notebook("stub", stub.workspace, given, out=out, context=stub, kernel=kernel)


def names(out: Path) -> list[str]:
    """What stands in the folder."""
    return sorted(path.name for path in out.iterdir()) if out.is_dir() else []


def test_a_run_gives_three_files_and_says_what_they_were_made_from(
    stub: Context, kernel: Kernel, tmp_path: Path
) -> None:
    """Executed notebook, HTML and PDF under one name; the origin carries revision, day, language and hashes."""
    result = run(stub, kernel, tmp_path / "out", number="5")
    assert names(tmp_path / "out") == [f"stub ИТ-1-26 2026-2027.{ending}" for ending in ENDINGS]
    assert (result.period, result.scope, result.parameters["number"]) == ("2026-2027", "ИТ-1-26", 5)
    assert (result.origin.revision, result.origin.language, str(result.origin.today)) == (7, "ru", "2026-10-31")
    assert result.files["pdf"].read_bytes().startswith(b"%PDF-1.4")
    assert "Өмүр" in result.files["html"].read_text(encoding="utf-8")
    nbformat.validate(nbformat.read(result.files["ipynb"], 4))


def test_the_same_inputs_give_the_same_bytes_without_machine_paths(
    stub: Context, kernel: Kernel, tmp_path: Path
) -> None:
    """Two runs into two folders differ in nothing, and no file names the machine's folders."""
    first, second = (run(stub, kernel, tmp_path / name) for name in ("one", "two"))
    for kind in ENDINGS:
        assert first.files[kind].read_bytes() == second.files[kind].read_bytes()
        assert str(tmp_path).encode() not in first.files[kind].read_bytes()


def test_another_parameter_gives_another_origin(stub: Context, kernel: Kernel, tmp_path: Path) -> None:
    """The digest of the parameters tells two runs apart."""
    one, two = (run(stub, kernel, tmp_path / "out", number=number) for number in ("1", "2"))
    assert one.origin.parameters != two.origin.parameters


def test_a_failing_cell_is_named_and_what_ran_is_kept(stub: Context, kernel: Kernel, tmp_path: Path) -> None:
    """The error names notebook, cell and its first line; only the executed part stands in the folder."""
    with pytest.raises(ReportError) as raised:
        run(stub, kernel, tmp_path / "out", group="ИТ-2-26")
    assert raised.value.where == "notebook stub, cell 3 (from IPython.display import display)"
    assert raised.value.what == "ValueError: нет данных"
    assert names(tmp_path / "out") == ["stub ИТ-2-26 2026-2027.failed.ipynb"]
    kept = nbformat.read(tmp_path / "out/stub ИТ-2-26 2026-2027.failed.ipynb", 4)
    assert any(output.output_type == "error" for cell in kept.cells for output in cell.get("outputs", []))


def test_a_failure_leaves_the_last_good_report_and_success_clears_the_failed_one(
    stub: Context, kernel: Kernel, tmp_path: Path
) -> None:
    """Good files are not touched by a later failure; the next success removes what the failure had kept."""
    source = stub.workspace / "notebooks/stub.ipynb"
    good = run(stub, kernel, tmp_path / "out").files["pdf"].read_bytes()
    sound = source.read_text(encoding="utf-8")
    source.write_text(sound.replace("frame = pd", "frame = gone"), encoding="utf-8")
    with pytest.raises(ReportError, match="NameError"):
        run(stub, kernel, tmp_path / "out")
    assert (tmp_path / "out/stub ИТ-1-26 2026-2027.pdf").read_bytes() == good
    assert "stub ИТ-1-26 2026-2027.failed.ipynb" in names(tmp_path / "out")
    source.write_text(sound, encoding="utf-8")
    run(stub, kernel, tmp_path / "out")
    assert names(tmp_path / "out") == [f"stub ИТ-1-26 2026-2027.{ending}" for ending in ENDINGS]


def test_no_file_appears_when_the_pdf_cannot_be_set(
    stub: Context, kernel: Kernel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All three or none: a report without its print is no report (2.4)."""

    def refuse(*_: object) -> bytes:
        raise ReportError("the PDF could not be set")

    monkeypatch.setattr(runner, "print_notebook", refuse)
    with pytest.raises(ReportError, match="could not be set"):
        run(stub, kernel, tmp_path / "out")
    assert names(tmp_path / "out") == []


def test_places_are_as_before_when_one_file_cannot_be_put(tmp_path: Path) -> None:
    """The second place is a folder: the first holds its old bytes again, the third stays empty."""
    new, out, aside = (tmp_path / name for name in ("new", "out", "aside"))
    for folder in (new, out, aside, out / "b"):
        folder.mkdir()
    for name in "abc":
        (new / name).write_text("new", encoding="utf-8")
    (out / "a").write_text("old", encoding="utf-8")
    with pytest.raises(OSError, match="b"):
        show({new / name: out / name for name in "abc"}, aside)
    assert (out / "a").read_text(encoding="utf-8") == "old"
    assert names(out) == ["a", "b"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"grup": "ИТ-1-26"}, "Did you mean group?"),
        ({"group": "ИТ-1-62"}, "Did you mean ИТ-1-26?"),
        ({"group": "ИТ-1-26", "number": "пять"}, "not a whole number"),
        ({}, "a required parameter is missing"),
    ],
)
def test_a_wrong_parameter_stops_before_the_run(
    stub: Context, tmp_path: Path, given: dict[str, str], said: str
) -> None:
    """No kernel is started and no folder made for a parameter that is unknown, missing or mistyped."""
    with pytest.raises(ParameterError) as raised:
        run_notebook("stub", stub.workspace, given, out=tmp_path / "out", context=stub)
    assert said in str(raised.value)
    assert not (tmp_path / "out").exists()


def test_a_kernel_that_dies_is_replaced_for_the_next_run(stub: Context, kernel: Kernel, tmp_path: Path) -> None:
    """A cell that kills its process fails its own report only."""
    source = stub.workspace / "notebooks/stub.ipynb"
    sound = source.read_text(encoding="utf-8")
    source.write_text(sound.replace("frame = pd", "import os; os._exit(3); frame = pd"), encoding="utf-8")
    with pytest.raises(ReportError, match="the kernel: DeadKernelError"):
        run(stub, kernel, tmp_path / "out")
    source.write_text(sound, encoding="utf-8")
    assert run(stub, kernel, tmp_path / "out").files["pdf"].is_file()


def test_a_file_that_is_no_notebook_is_an_error_of_ours(stub: Context, kernel: Kernel, tmp_path: Path) -> None:
    """A damaged notebook is named, without a traceback of other people's code."""
    (stub.workspace / "notebooks/stub.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(ReportError, match="notebook stub"):
        run(stub, kernel, tmp_path / "out")
    assert names(tmp_path / "out") == []
