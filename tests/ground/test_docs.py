"""What the docs say can be done: each command of theirs is one of the program's, each link leads somewhere."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from typer.testing import CliRunner

from ejournal.cli.app import build

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])
COMMAND = re.compile(r"(?:^|[\s/`])(?<!from )(ejournal [a-z][^`\n]*)")
END = re.compile(r"\s(?:\||>|&&|\|\|)\s?")


def said(text: str) -> list[str]:
    """The commands of a page: in its blocks of code, and between backticks."""
    blocks = re.findall(r"(?ms)^```[a-z]*\n(.*?)^```", text)
    inline = re.findall(r"`(ejournal [^`\n]+)`", re.sub(r"(?ms)^```.*?^```", "", text))
    lines = [line for block in blocks for line in block.splitlines()]
    found = [match[1] for line in lines for match in COMMAND.finditer(line)]
    return [END.split(" ".join(command.split()))[0] for command in found + inline]


COMMANDS = sorted({command for page in PAGES for command in said(page.read_text(encoding="utf-8"))})


def refusal(command: str) -> str:
    """What the program says against a command's words; empty when it takes them (it is not run, only asked to help)."""
    words = [word for word in shlex.split(command)[1:] if word != "[OPTIONS]"]
    result = CliRunner().invoke(build(), [*words, "--help"])
    return "" if result.exit_code == 0 else result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_exists(command: str) -> None:
    """A command in the docs is known with all its options."""
    assert refusal(command) == ""


@pytest.mark.parametrize("command", ["ejournal dance", "ejournal sync --later", "ejournal archive dance"])
def test_a_command_that_does_not_exist_is_seen(command: str) -> None:
    """The test above would notice an unknown command, an unknown option and an unknown command of a group."""
    assert refusal(command) != ""


def test_commands_are_found_in_the_docs() -> None:
    """The docs name the main commands, so that the tests above have something to look at."""
    names = {command.split()[1] for command in COMMANDS}
    assert {"init", "registry", "journals", "sync", "run", "feedback", "cycle", "backup", "restore", "lab"} <= names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """A link to another file leads to one, and one to a heading to a heading."""
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        other = (page.parent / path).resolve() if path else page
        assert other.exists(), target
        headings = re.findall(r"(?m)^#+ (.+)$", other.read_text(encoding="utf-8")) if anchor else []
        assert not anchor or anchor in {re.sub(r"[^\w\s-]", "", head).lower().replace(" ", "-") for head in headings}


@pytest.mark.parametrize("tool", ["generated_docs.py", "templates.py"])
def test_what_is_made_is_current(tool: str) -> None:
    """Pages and example workbooks are what the program would make of them now."""
    done = subprocess.run([sys.executable, ROOT / "tools" / tool, "--check"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_dependency_has_its_reason() -> None:
    """The page of decisions says of each library why it is there, and of no other."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = {
        Requirement(item).name for item in project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    }
    page = (ROOT / "docs/decisions/0002-dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| ([a-z0-9, -]+) \| ", page)
    assert {name for row in rows for name in row.split(", ") if not row.startswith(("library", "---"))} == declared
