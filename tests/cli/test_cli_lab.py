"""``ejournal lab``: what it starts, and the copies that it puts into the workspace to try things out in."""

import json
from pathlib import Path

import pytest

from ejournal.cli import lab
from ejournal.config import Config, load_config
from ejournal.parameters import share_folder

FILLED = {"today": "2026-10-31", "language": "ky", "semester": "2026-1"}


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A workspace of settings only, in Kyrgyz."""
    (tmp_path / "ejournal.toml").write_text('language = "ky"\n', encoding="utf-8")
    return load_config(tmp_path)


def parameters(path: Path) -> str:
    """The text of a notebook's cell of parameters."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    (cell,) = (cell for cell in cells if "parameters" in cell["metadata"].get("tags", ()))
    return "".join(cell["source"])


def test_it_listens_on_this_machine_only() -> None:
    """JupyterLab is started by this interpreter, on the loopback address, rooted in the workspace."""
    arguments = lab.command(Path("/srv/work space"), 8890, browser=False, root=False)
    assert "--ServerApp.ip=127.0.0.1" in arguments
    assert "--ServerApp.root_dir=/srv/work space" in arguments
    assert "--no-browser" in arguments
    assert "--allow-root" not in arguments


def test_it_opens_a_browser_unless_told_not_to() -> None:
    """By default the browser opens; root, as whom JupyterLab refuses to run, is allowed by name."""
    arguments = lab.command(Path("/srv"), 8890, browser=True, root=True)
    assert "--no-browser" not in arguments
    assert "--allow-root" in arguments


def test_each_shipped_notebook_is_copied_once(config: Config) -> None:
    """The copies are of the shipped notebooks; what somebody did in one is never overwritten."""
    copied = lab.copy_notebooks(config, FILLED)
    assert {path.name for path in copied} == {path.name for path in share_folder("notebooks").glob("*.ipynb")}
    copied[0].write_text("mine", encoding="utf-8")
    copied[1].unlink()
    assert lab.copy_notebooks(config, FILLED) == [copied[1]]
    assert copied[0].read_text(encoding="utf-8") == "mine"


def test_a_copy_knows_its_workspace(config: Config) -> None:
    """A copy's parameters are those of this workspace and day; its other cells are the notebook's."""
    for path in lab.copy_notebooks(config, FILLED):
        source = share_folder("notebooks") / path.name
        assert 'workspace = ".."\n' in parameters(path)
        assert 'today = "2026-10-31"\n' in parameters(path)
        assert 'language = "ky"\n' in parameters(path)
        assert 'semester = ""' not in parameters(path)
        ours, theirs = (json.loads(each.read_text(encoding="utf-8"))["cells"] for each in (path, source))
        assert [a == b for a, b in zip(ours, theirs, strict=True)].count(False) == 1


def test_the_workspaces_own_notebook_is_the_one_to_copy(config: Config) -> None:
    """A notebook that the university changed is tried out as it stands there, and the reports' own stays untouched."""
    own = config.workspace / "notebooks/monthly.ipynb"
    own.parent.mkdir()
    own.write_text('{"cells": []}', encoding="utf-8")
    lab.copy_notebooks(config, FILLED)
    assert json.loads((config.workspace / "lab/monthly.ipynb").read_text(encoding="utf-8")) == {"cells": []}
    assert own.read_text(encoding="utf-8") == '{"cells": []}'
