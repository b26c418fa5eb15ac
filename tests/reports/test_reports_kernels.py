"""The kernel: this program's own interpreter, reachable by nobody else, and forgetful between runs."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from stub_notebook import CELLS, write_stub

from ejournal.reports.context import Context
from ejournal.reports.kernels import Kernel
from ejournal.reports.runner import run_notebook


def run(stub: Context, kernel: Kernel, out: Path) -> str:
    """Run the stub notebook; the HTML it gives."""
    result = run_notebook("stub", stub.workspace, {"group": "ИТ-1-26"}, out=out, context=stub, kernel=kernel)
    return result.files["html"].read_text(encoding="utf-8")


def cells(stub: Context, code: str) -> None:
    """Let the stub notebook run this code and print."""
    write_stub(stub.workspace, CELLS[0], code)


def kernels() -> set[int]:
    """Process ids of this process's kernels."""
    children = psutil.Process().children(recursive=True)
    return {child.pid for child in children if "ipykernel_launcher" in " ".join(child.cmdline())}


@pytest.fixture
def own() -> Iterator[Kernel]:
    """A kernel of this test alone."""
    with Kernel() as one:
        yield one


def test_nobody_outside_reaches_the_kernel(stub: Context, own: Kernel, tmp_path: Path) -> None:
    """It listens on files in a private folder and, for its own children, on one port of this machine only."""
    before = kernels()
    began = time.monotonic()
    run(stub, own, tmp_path)
    assert time.monotonic() - began < 30
    (pid,) = kernels() - before
    process = psutil.Process(pid)
    assert {each.laddr.ip for each in process.net_connections(kind="inet")} <= {"127.0.0.1"}
    sockets = {str(each.laddr) for each in process.net_connections(kind="unix") if each.laddr}
    assert len([path for path in sockets if path.startswith(str(own.manager.folder))]) >= 5
    assert oct(own.manager.folder.stat().st_mode)[-3:] == "700"


def test_a_stopped_kernel_leaves_nothing(stub: Context, tmp_path: Path) -> None:
    """After the last run neither a process nor a folder stays."""
    before = kernels()
    with Kernel() as one:
        run(stub, one, tmp_path)
        folder = one.manager.folder
        assert folder.is_dir()
    assert kernels() == before
    assert not folder.exists()


def test_a_users_kernel_of_the_same_name_is_not_asked(
    stub: Context, own: Kernel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report runs on the code that its foot names, whatever kernels a user has installed."""
    spec = tmp_path / "jupyter/kernels/python3/kernel.json"
    spec.parent.mkdir(parents=True)
    spec.write_text('{"argv": ["/bin/false"], "display_name": "x", "language": "python"}', encoding="utf-8")
    startup = tmp_path / "startup.py"
    startup.write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    monkeypatch.setenv("PYTHONSTARTUP", str(startup))
    cells(stub, "import sys\nprint(sys.executable)")
    assert os.sys.executable in run(stub, own, tmp_path / "out")  # type: ignore[attr-defined]


def test_a_file_lying_about_is_not_imported(
    stub: Context, own: Kernel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``pandas.py`` in the folder where the program was called is not the notebooks' pandas."""
    (tmp_path / "pandas.py").write_text("raise SystemExit('чужой')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "Өмүр" in run(stub, own, tmp_path / "out")


def test_the_next_run_knows_nothing_of_the_last(stub: Context, kernel: Kernel, tmp_path: Path) -> None:
    """One warm kernel serves many groups: no variable of one group's run is seen in the next's."""
    cells(stub, "secret = 'оценки группы'")
    run(stub, kernel, tmp_path)
    cells(stub, "print('secret' in globals())")
    assert "False" in run(stub, kernel, tmp_path)
