"""The shipped notebooks: thin, clean, declared, and whole reports of a real workspace in each language."""

import ast
import datetime
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from printed_text import text_of

from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.reports.catalogue import load_catalogue
from ejournal.reports.context import Context, open_context
from ejournal.reports.kernels import Kernel
from ejournal.reports.runner import RunResult, run_notebook

FOLDER = Path(__file__).parents[2] / "notebooks"
FILES = sorted(FOLDER.glob("*.ipynb"))
TODAY = datetime.date(2026, 9, 30)
GIVEN = {
    "monthly": {"group": "ИТ-1-26", "month": "2026-09"},
    "scoring": {"group": "ИТ-1-26", "checkpoint": "1"},
    "validation": {},
}


def read(path: Path) -> Any:
    """The notebook as it stands in the file."""
    return json.loads(path.read_text(encoding="utf-8"))


def code_of(notebook: Any) -> list[str]:
    """The sources of its code cells."""
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_notebook_is_thin(path: Path) -> None:
    """At most 12 cells of at most 20 lines; no def, no class, no lambda, no loop: the work is in the package."""
    notebook = read(path)
    assert len(notebook["cells"]) <= 12
    for source in code_of(notebook):
        assert len(source.split("\n")) <= 20
        nodes = {type(node) for node in ast.walk(ast.parse(source))}
        assert nodes.isdisjoint({ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_notebook_holds_no_outputs(path: Path) -> None:
    """Nothing of anybody's data is committed: no outputs, no counts, no machine's traces; ids do not change."""
    notebook = read(path)
    nbformat.validate(nbformat.from_dict(notebook))
    for at, cell in enumerate(notebook["cells"]):
        assert cell["id"] == f"{path.stem}-{at:02}"
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
        assert set(cell["metadata"]) <= {"tags"}
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_parameters_cell_is_what_is_declared(path: Path, tmp_path: Path) -> None:
    """One cell tagged ``parameters`` assigns exactly the declared parameters and the workspace, as literals."""
    tagged = [cell for cell in read(path)["cells"] if "parameters" in cell["metadata"].get("tags", [])]
    (source,) = ("".join(cell["source"]) for cell in tagged)
    assigned = {
        statement.targets[0].id: ast.literal_eval(statement.value)  # type: ignore[attr-defined]
        for statement in ast.parse(source).body
        if isinstance(statement, ast.Assign)
    }
    declared = load_catalogue(tmp_path)[path.stem].parameters
    assert set(assigned) == {"workspace", *declared}
    for name, about in declared.items():
        assert isinstance(assigned[name], int if about.type == "int" else str)


def test_every_declared_notebook_is_there(tmp_path: Path) -> None:
    """Declarations and files belong together."""
    assert {path.stem for path in FILES} == set(load_catalogue(tmp_path)) == set(GIVEN)


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    """One warm kernel for all notebooks."""
    with Kernel() as warm:
        yield warm


@pytest.fixture
def context(workspace: Config) -> Context:
    """The tiny university's workspace at the end of September: nothing is filled in yet."""
    return open_context(workspace.workspace, TODAY)


def run(name: str, context: Context, kernel: Kernel, language: str = "ru") -> RunResult:
    """Run one shipped notebook."""
    given = {**GIVEN[name], "language": language}
    return run_notebook(
        name, context.workspace, given, out=context.workspace / "reports", context=context, kernel=kernel
    )


def assert_report(name: str, context: Context, kernel: Kernel, language: str) -> None:
    """The notebook gives a report with its title, in its language, of a known revision."""
    result = run(name, context, kernel, language)
    assert load_catalogue(context.parameters)[name].title.text[language] in text_of(result.files["pdf"])
    assert f'<html lang="{language}">' in result.files["html"].read_text(encoding="utf-8")
    assert result.origin.revision is not None


def test_all_notebooks_run_on_a_new_workspace(context: Context, kernel: Kernel) -> None:
    """A month in which nobody filled in anything is three reports, not three failures."""
    for name, language in zip(sorted(GIVEN), ("ky", "en", "ru"), strict=True):
        assert_report(name, context, kernel, language)


@pytest.mark.full
@pytest.mark.parametrize("language", ["ru", "ky", "en"])
def test_all_notebooks_run_in_every_language(context: Context, kernel: Kernel, language: str) -> None:
    """Each report can be had in each language."""
    for name in GIVEN:
        assert_report(name, context, kernel, language)


def test_an_earlier_state_is_shown_and_nothing_is_stored(context: Context, kernel: Kernel) -> None:
    """With as_of, points and findings are computed as of that revision, printed with it, and no revision is made."""
    with Dataset.open(context.workspace) as dataset:
        before = dataset.revision
    for name in ("validation", "scoring"):
        given = GIVEN[name] | {"as_of": "1"}
        out = context.workspace / "reports"
        result = run_notebook(name, context.workspace, given, out=out, context=context, kernel=kernel)
        assert result.origin.revision == 1
    with Dataset.open(context.workspace) as dataset:
        assert dataset.revision == before


def test_the_monthly_report_says_what_is_due(context: Context, kernel: Kernel) -> None:
    """Each lesson of September that is not filled in is named with its teacher and what its column lacks (3.6, 6.2)."""
    text = text_of(run("monthly", context, kernel).files["pdf"])
    for words in ("Незаполненные занятия", "Базы данных", "Физика", "Петрова Ольга Ивановна", "столбец пуст"):
        assert words in text
    assert "Заполненных занятий ещё нет" in text


def test_an_executed_notebook_is_shown_by_jupyters_own_tools(context: Context, kernel: Kernel) -> None:
    """`jupyter nbconvert` of the executed notebook shows the elements' HTML."""
    executed = run("validation", context, kernel).files["ipynb"]
    arguments = [sys.executable, "-m", "nbconvert", "--to", "html", "--output", "shown.html", str(executed)]
    subprocess.run(arguments, check=True, capture_output=True, timeout=120)
    page = (executed.parent / "shown.html").read_text(encoding="utf-8")
    assert page.count('<div class="ejr">') >= 3
    assert "ejr-card" in page


def test_one_sample_of_each_kind_lies_in_reports(tmp_path: Path) -> None:
    """Who looks at the repository sees what each notebook prints; each sample is an archival PDF."""
    samples = {path.stem: path.read_bytes() for path in (FOLDER.parent / "reports/samples").glob("*.pdf")}
    assert set(samples) == set(load_catalogue(tmp_path))
    assert all(b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf for pdf in samples.values())
