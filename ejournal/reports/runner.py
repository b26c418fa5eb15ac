"""Runs a notebook by papermill: check parameters, execute, set as HTML and PDF, and only then show the files."""

import datetime
import json
import logging
import re
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ejournal.errors import ReportError
from ejournal.reports.catalogue import NotebookSpec, Value, find_notebook, load_catalogue, notebook_file
from ejournal.reports.collect import cover_of, elements_of
from ejournal.reports.context import Context, open_context
from ejournal.reports.identity import code_version, file_digest, run_digest
from ejournal.reports.kernels import Kernel
from ejournal.reports.page import html_page
from ejournal.reports.place import show
from ejournal.reports.print import Origin, print_notebook

CELL_SECONDS = 600


@dataclass(frozen=True)
class RunResult:
    """A finished run: ``files`` by their kind (ipynb, html, pdf), and what it was made from."""

    name: str
    parameters: Mapping[str, Value]
    period: str
    scope: str
    origin: Origin
    files: Mapping[str, Path]
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True)
class _Run:
    """A run whose parameters are checked and whose notebook is found."""

    spec: NotebookSpec
    values: dict[str, Value]
    source: Path
    context: Context
    stem: str

    def origin(self, notebook: Any) -> Origin:
        return Origin(
            revision=cover_of(elements_of(notebook))["revision"],
            code=code_version(),
            parameters=run_digest(self.values, self.context.digest),
            notebook=file_digest(self.source),
            today=datetime.date.fromisoformat(str(self.values["today"])),
            language=str(self.values["language"]),
        )


def run_notebook(
    name: str,
    workspace: Path,
    parameters: Mapping[str, str],
    *,
    out: Path,
    context: Context | None = None,
    kernel: Kernel | None = None,
) -> RunResult:
    """Run one notebook into ``out``: executed notebook, HTML, PDF, all three or none.

    Raises ParameterError before the run, ReportError naming the cell after a failure; then the executed part is kept
    as ``STEM.failed.ipynb``.
    """
    began = time.monotonic()
    run = _prepare(name, parameters, context or open_context(workspace))
    out.mkdir(parents=True, exist_ok=True)
    if kernel is None:
        with Kernel() as own:
            executed = _execute(run, out, own)
    else:
        executed = _execute(run, out, kernel)
    origin = run.origin(executed)
    files = _write(run, executed, origin, out)
    period, scope = run.spec.place(run.values, run.context.years)
    return RunResult(name, run.values, period, scope, origin, files, time.monotonic() - began)


def _prepare(name: str, parameters: Mapping[str, str], context: Context) -> _Run:
    spec = find_notebook(load_catalogue(context.parameters), name)
    values = spec.resolve(parameters, context.filled, context.known)
    stem = " ".join((name, *reversed(spec.place(values, context.years))))
    return _Run(spec, values, notebook_file(context.workspace, name), context, safe_name(stem))


def safe_name(text: str) -> str:
    """The text as a file's name: what a file system or a shell could misread becomes a hyphen."""
    return re.sub(r"[^\w.() -]+", "-", text).strip(". ") or "-"


def _execute(run: _Run, out: Path, kernel: Kernel) -> Any:
    import papermill
    from papermill.exceptions import PapermillExecutionError

    logging.getLogger("papermill").setLevel(logging.ERROR)
    kernel.clear()
    with tempfile.TemporaryDirectory(prefix=f".{run.spec.name}-", dir=out) as folder:
        written = Path(folder) / "executed.ipynb"
        try:
            executed = papermill.execute_notebook(
                _literal(run.source),
                _literal(written),
                {"workspace": str(run.context.workspace), **run.values},
                km=kernel.manager,
                kernel_name="python3",
                progress_bar=False,
                request_save_on_cell_execute=True,
                execution_timeout=CELL_SECONDS,
            )
        except PapermillExecutionError as error:
            first = error.source.strip().split("\n")[0]
            place = f"cell {error.cell_index + 1} ({first})"
            raise _failed(run, written, out, place, f"{error.ename}: {error.evalue}") from None
        except Exception as error:  # a kernel that died, a cell out of time, a file that is no notebook
            kernel.stop()
            raise _failed(run, written, out, "the kernel", f"{type(error).__name__}: {error}") from error
    return cleaned(executed, run.context.workspace, run.values)


def _literal(path: Path) -> str:
    """The path as papermill takes it: it would fill in a name in braces."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _failed(run: _Run, written: Path, out: Path, place: str, what: str) -> ReportError:
    kept = _kept(run, out)
    if not written.is_file():
        return ReportError(what, where=f"notebook {run.spec.name}, {place}")
    written.replace(kept)
    return ReportError(what, where=f"notebook {run.spec.name}, {place}", remedy=f"What was executed is kept: {kept}")


def _kept(run: _Run, out: Path) -> Path:
    return out / f"{run.stem}.failed.ipynb"


def cleaned(notebook: Any, workspace: Path, values: Mapping[str, Value]) -> Any:
    """The executed notebook without times, machine paths and random ids, so that equal runs write equal files."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata.pop("widgets", None)
    notebook.metadata["ejournal"] = {"parameters": dict(values)}
    count = 0
    for cell in notebook.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"
            cell.source = cell.source.replace(str(workspace), ".")
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = count
    return notebook


def _write(run: _Run, notebook: Any, origin: Origin, out: Path) -> dict[str, Path]:
    files = {kind: out / f"{run.stem}.{kind}" for kind in ("ipynb", "html", "pdf")}
    with tempfile.TemporaryDirectory(prefix=f".{run.spec.name}-", dir=out) as folder:
        new = {kind: Path(folder) / path.name for kind, path in files.items()}
        new["ipynb"].write_text(
            json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
        )
        new["html"].write_text(html_page(notebook, origin.language, origin.line()), encoding="utf-8")
        new["pdf"].write_bytes(print_notebook(notebook, origin))
        show({new[kind]: path for kind, path in files.items()}, Path(folder))
    _kept(run, out).unlink(missing_ok=True)
    return files
