"""The ground: what is installed is said in three files, which must agree, and where from is said in none."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
FOLDERS = (
    "benchmarks",
    "docs",
    "docs/decisions",
    "ejournal",
    "notebooks",
    "parameters",
    "reports",
    "sheets_templates",
    "tests",
    "tools",
)
# In two halves, so that this file does not hold what it looks for.
ADDRESSES = tuple(
    "".join(halves)
    for halves in (
        ("py", "pi.org"),
        ("files.python", "hosted"),
        ("--index", "-url"),
        ("--extra-index", "-url"),
        ("--find", "-links"),
        ("anaconda", ".org"),
        ("registry.", "npmjs"),
        ("deb.", "debian.org"),
    )
)
LOADED_BY_OTHERS = {
    "ipykernel",  # started as a program
    "ipywidgets",  # in notebooks
    "jupyterlab",  # started as a program
    "nbclient",  # by papermill
    "psycopg",  # by SQLAlchemy, where the database's address says so
    "tzdata",  # by the standard library
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def by_name(requirements: Iterable[str]) -> dict[str, Requirement]:
    """The requirements by their one true name."""
    return {canonicalize_name(item.name): item for item in map(Requirement, requirements)}


def declared() -> dict[str, Requirement]:
    """What pyproject.toml asks for: to run, to build and to develop."""
    project: list[str] = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    return by_name(project + PROJECT["build-system"]["requires"])


def locked() -> dict[str, list[str]]:
    """Name -> the versions of it in requirements.lock, by platform."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"(?m)^([a-z0-9._-]+)==([^\s;\\]+)", lock()):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


def imported(folder: str) -> set[str]:
    """The packages that the files below a folder import, by the name they are installed under."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / folder).rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    installed = packages_distributions()
    tops = {module.split(".")[0] for module in modules}
    return {canonicalize_name(installed[top][0]) for top in tops if top in installed} - {"ejournal"}


def lock() -> str:
    """The text of requirements.lock."""
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


def committed() -> list[Path]:
    """Every file that git knows."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name]


def test_conda_users_get_the_same() -> None:
    """environment.yml names what pyproject.toml names, with the same lower bounds and extras, and nothing else."""
    wanted = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    from_pip = next(item["pip"] for item in wanted if isinstance(item, dict))
    given = by_name([item for item in wanted if isinstance(item, str)] + from_pip)
    python, _ = given.pop("python"), given.pop("pip")
    assert str(python.specifier) == PROJECT["project"]["requires-python"]
    assert {name: (item.specifier, item.extras) for name, item in given.items()} == {
        name: (item.specifier, item.extras) for name, item in declared().items()
    }


@pytest.mark.parametrize("name", declared())
def test_the_lock_holds_what_is_asked_for(name: str) -> None:
    """Every version that the lock pins is one that pyproject.toml allows."""
    versions = locked().get(name)
    assert versions, f"{name} is not locked: run make lock"
    assert all(declared()[name].specifier.contains(version) for version in versions)


def test_everything_locked_has_its_hashes() -> None:
    """Each pinned package is followed by the hash of at least one file."""
    entries = re.split(r"(?m)^(?=[a-z0-9])", lock())[1:]
    assert len(entries) > len(declared())
    without = [entry.split()[0] for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry)]
    assert without == []


def test_what_is_imported_is_asked_for() -> None:
    """The package imports nothing that only another package brings; what it asks for it imports, or says why not."""
    asked = set(by_name(PROJECT["project"]["dependencies"]))
    assert imported("ejournal") - asked == set()
    assert asked - imported("ejournal") == LOADED_BY_OTHERS
    for folder in ("tests", "tools", "benchmarks"):
        assert imported(folder) - set(declared()) == set()


def test_no_file_says_where_packages_come_from() -> None:
    """No committed file holds a registry's address: a university installs from wherever it has to."""
    files = [path for path in committed() if path.is_file()]
    assert ROOT / "requirements.lock" in files
    held = [
        (path.relative_to(ROOT).as_posix(), address)
        for path in files
        for address in ADDRESSES
        if address.encode() in path.read_bytes()
    ]
    assert held == []


def test_hooks_are_not_downloaded() -> None:
    """Each pre-commit hook is the environment's own program."""
    repositories = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    hooks = [hook for repository in repositories for hook in repository["hooks"]]
    assert {repository["repo"] for repository in repositories} == {"local"}
    assert {hook["language"] for hook in hooks} == {"system"}
    assert {hook["entry"].split()[0] for hook in hooks} <= set(declared())


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_places_are_there(folder: str) -> None:
    """The folders that the README's map names exist and hold something that is committed."""
    assert any((ROOT / folder) in path.parents for path in committed())


def test_the_licence_is_the_one_declared() -> None:
    """LICENSE is the text that pyproject.toml names."""
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith(f"{PROJECT['project']['license']} License\n")
