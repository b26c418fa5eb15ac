"""The clause matrix: what carries each clause of the regulation out, gathered from where it is declared."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml
from kept import ROOT

CITED = re.compile(r"\(([^()]*)\)")
NUMBER = re.compile(r"(?<![\d.])([1-7]\.\d{1,2})(?![\d.])")


def by_rules() -> dict[str, list[str]]:
    """Clause -> ids of the rules that declare it."""
    from ejournal.rules import CATALOGUE

    found: dict[str, list[str]] = defaultdict(list)
    for rule in CATALOGUE.values():
        for clause in rule.clauses:
            found[clause].append(rule.id)
    return found


def by_reports() -> dict[str, list[str]]:
    """Clause -> names of the notebooks whose parameters name it."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "parameters" / "notebooks").glob("*.yaml")):
        declared = yaml.safe_load(path.read_text(encoding="utf-8"))
        for clause in NUMBER.findall(str(declared.get("clause", ""))):
            found[clause].append(path.stem)
    return found


def by_tests() -> dict[str, list[str]]:
    """Clause -> test files with a docstring that cites it in brackets, ``(3.5)``, or that plant a rule's defect."""
    found: dict[str, list[str]] = defaultdict(list)
    for clause, files in _planted().items():
        found[clause] += files
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        cited = {
            clause for text in _docstrings(path) for each in CITED.findall(text) for clause in NUMBER.findall(each)
        }
        for clause in cited:
            found[clause].append(path.relative_to(ROOT / "tests").as_posix())
    return {clause: sorted(set(files)) for clause, files in found.items()}


def _planted() -> dict[str, list[str]]:
    """Clause -> files of the rules' tests that name a rule which carries it out."""
    from ejournal.rules import CATALOGUE

    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests" / "rules").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for rule in CATALOGUE.values():
            if f'"{rule.id}"' in text:
                for clause in rule.clauses:
                    found[clause].append(path.relative_to(ROOT / "tests").as_posix())
    return found


def _docstrings(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
            yield ast.get_docstring(node) or ""


def matrix() -> list[tuple[str, ...]]:
    """A row per clause: number, what it asks, rules, commands, reports, tests, and who else."""
    from ejournal.clauses import CLAUSES

    rules, reports, tests = by_rules(), by_reports(), defaultdict(list, by_tests())
    rows = []
    for clause in CLAUSES.values():
        beside = [f"By organization: {clause.organization}"] if clause.organization else []
        beside += [f"Not yet: {clause.later}"] if clause.later else []
        rows.append(
            (
                clause.number,
                clause.asks,
                ", ".join(f"[{id}](rules.md#{id})" for id in rules[clause.number]),
                ", ".join(f"`ejournal {name}`" for name in clause.commands),
                ", ".join(reports[clause.number]),
                ", ".join(tests[clause.number]),
                " ".join(beside),
            )
        )
    return rows
