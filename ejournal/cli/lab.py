"""``ejournal lab``: JupyterLab on the workspace, with copies of the notebooks to try things out in.

The copies stand in ``lab/`` and not in ``notebooks/``, whose files win over the shipped ones in every report: what is
tried out here changes no official report until somebody copies it there.
"""

import json
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from ejournal.cli.options import WorkspaceOption, open_config
from ejournal.cli.output import note, say
from ejournal.config import Config
from ejournal.parameters import share_folder

FOLDER = "lab"
PortOption = Annotated[int, typer.Option("--port", min=0, help="Port on this machine; the next free one is taken.")]
BrowserOption = Annotated[bool, typer.Option("--browser/--no-browser", help="Whether to open the browser.")]


def lab(workspace: WorkspaceOption = None, port: PortOption = 8888, browser: BrowserOption = True) -> None:
    """Open JupyterLab on the workspace, for this machine only; Ctrl+C ends it."""
    from ejournal.reports.context import open_context

    config = open_config(workspace)
    for path in copy_notebooks(config, open_context(config.workspace).filled):
        say(f"copied     {path.relative_to(config.workspace)}")
    say(f"notebooks  {config.workspace / FOLDER}")
    note("JupyterLab starts; its address stands below. Ctrl+C ends it.")
    sys.stdout.flush()
    arguments = command(config.workspace, port, browser=browser, root=os.geteuid() == 0)
    os.execv(arguments[0], arguments)  # noqa: S606 (the signals of the terminal are JupyterLab's own to answer)


def command(workspace: Path, port: int, *, browser: bool, root: bool) -> list[str]:
    """The program to start: on the loopback address, rooted in the workspace, asking nobody outside for news."""
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        f"--ServerApp.root_dir={workspace}",
        f"--LabApp.default_url=/lab/tree/{FOLDER}",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
        "--LabApp.extension_manager=readonly",
        "--KernelManager.transport=ipc",  # sockets in a private folder: nobody else on this machine can reach a kernel
        *([] if browser else ["--no-browser"]),
        *(["--allow-root"] if root else []),
    ]


def copy_notebooks(config: Config, values: Mapping[str, str]) -> list[Path]:
    """Copy each notebook that ``lab/`` lacks; those that were copied.

    Their parameters are set to this workspace and to the ``values`` that a run would fill in: day, language, semester.
    """
    copied = []
    sources = (config.workspace / "notebooks", share_folder("notebooks"))
    for source in (path for folder in sources for path in sorted(folder.glob("*.ipynb"))):
        target = config.workspace / FOLDER / source.name
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            target.write_text(
                _filled(source.read_text(encoding="utf-8"), {**values, "workspace": ".."}), encoding="utf-8"
            )
            copied.append(target)
    return copied


def _filled(text: str, values: Mapping[str, str]) -> str:
    """The notebook with these values in its cell of parameters."""
    notebook: dict[str, Any] = json.loads(text)
    for cell in notebook["cells"]:
        if "parameters" in cell["metadata"].get("tags", ()):
            lines = "".join(cell["source"])
            for name, value in values.items():
                lines = re.sub(rf"(?m)^{name} = .*$", f"{name} = {json.dumps(value)}", lines)
            cell["source"] = lines.splitlines(keepends=True)
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
