"""A small notebook with its declaration, for runs that need no dataset."""

from pathlib import Path

import nbformat

STUB = """
title: {ru: Проба, ky: Сыноо, en: Trial}
clause: "2.5"
period: "{academic_year}"
scope: "{group}"
parameters:
  group: {type: group, required: true, doc: {ru: а, ky: ә, en: a}}
  number: {type: int, default: 1, doc: {ru: б, ky: ө, en: b}}
  semester: {type: semester, source: semester, doc: {ru: в, ky: ү, en: c}}
  today: {type: date, source: today, doc: {ru: г, ky: ң, en: d}}
  language: {type: choice, source: language, choices: [ru, ky, en], doc: {ru: д, ky: е, en: e}}
"""
CELLS = (
    'workspace = group = semester = today = language = ""\nnumber = 1',
    "from IPython.display import display\n"
    "import pandas as pd\n"
    "from ejournal.reports import ColumnSpec, Cover, Table\n"
    'if group == "ИТ-2-26":\n'
    '    raise ValueError("нет данных")\n'
    'frame = pd.DataFrame({"name": ["Өмүр"], "n": [number]})',
    'display(Cover("ЖАГУ", "Проба", today, group, revision=7))\n'
    'display(Table(frame, [ColumnSpec("name", "Имя"), ColumnSpec("n", "Число", align="right")], "Таблица"))',
)


def write_stub(folder: Path, *cells: str) -> None:
    """A notebook ``stub`` of the workspace's own, with its declaration; the first cell holds its parameters."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": "Python 3"}
    notebook.cells = [nbformat.v4.new_code_cell(cell, id=f"stub-{at}") for at, cell in enumerate(cells)]
    notebook.cells[0].metadata["tags"] = ["parameters"]
    for place in ("notebooks", "parameters/notebooks"):
        (folder / place).mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / "notebooks/stub.ipynb")
    (folder / "parameters/notebooks/stub.yaml").write_text(STUB, encoding="utf-8")
