"""How often the objectivity rules ask an honest department, and how often they find what was planted into one.

python tools/objectivity_simulation.py                    the table of docs/objectivity.md
python tools/objectivity_simulation.py --departments 20   fewer departments
python tools/objectivity_simulation.py --university       time and memory of the rules on 600 groups
"""

import argparse
import json
import resource
import time
from collections.abc import Iterator
from datetime import date
from itertools import chain

import pandas as pd

from ejournal import columns
from ejournal.parameters import load_parameters, share_folder
from ejournal.rules import CATALOGUE, Inputs, run
from ejournal.sample.behaviours import BEHAVIOURS, Place, plant_all
from ejournal.sample.department import Department, honest
from ejournal.sample.department_frames import Numbered, frames

TODAY = date(2027, 1, 20)
RULES = [*BEHAVIOURS, "far-from-department"]
PLANTED_SEEDS = 100_000
HEAD = (
    "rule",
    "honest departments with a finding, %",
    "findings per 1,000 honest journals",
    "planted cases found, %",
    "findings per 1,000 other journals of planted departments",
)
Row = dict[str, float]


def inputs_of(made: dict[str, pd.DataFrame]) -> Inputs:
    """These frames, and the others empty."""
    needed = {name: columns.FRAMES[name].empty() for name in Inputs.__dataclass_fields__ if name in columns.FRAMES}
    return Inputs(**(needed | made))


def found_in(made: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """What the objectivity rules find, with the shipped parameters."""
    return run(inputs_of(made), TODAY, load_parameters(share_folder("parameters")), only=RULES)


def measure(departments: int) -> tuple[dict[str, Row], float]:
    """Rule -> its rates over so many honest and so many planted departments; and honest ones asked by any rule, %."""
    honest_findings = [found_in(frames(honest(seed))) for seed in range(departments)]
    planted = list(_planted(departments))
    journals = honest(0).teacher.size
    rates = {}
    for rule in RULES:
        each = [int((found["rule"] == rule).sum()) for found in honest_findings]
        hits = [_hit(found, rule, places[rule], department) for department, places, found in planted]
        other = [_elsewhere(found, rule, places, department) for department, places, found in planted]
        rates[rule] = {
            "asked": 100 * sum(number > 0 for number in each) / departments,
            "per_1000": 1000 * sum(each) / (departments * journals),
            "power": 100 * sum(hits) / departments,
            "elsewhere": 1000 * sum(number for number, _ in other) / sum(room for _, room in other),
        }
    return rates, 100 * sum(not found.empty for found in honest_findings) / departments


def _planted(departments: int) -> Iterator[tuple[Department, dict[str, Place], pd.DataFrame]]:
    for seed in range(departments):
        department = honest(PLANTED_SEEDS + seed)
        places = plant_all(department)
        yield department, places, found_in(frames(department))


def _hit(found: pd.DataFrame, rule: str, place: Place, department: Department) -> bool:
    """Whether the rule points at the planted journal (any of the teacher's) and, where it has one, at the lesson."""
    rows = found[found["rule"] == rule]
    hit = rows["journal_id"].isin(_journals(place, department))
    if place.lesson is not None:
        hit &= rows["lesson_id"] == Numbered(department).lesson[place.group, place.course, place.lesson]
    return bool(hit.any())


def _elsewhere(found: pd.DataFrame, rule: str, places: dict[str, Place], department: Department) -> tuple[int, int]:
    """Findings of the rule at journals into which nothing was planted, and the number of such journals."""
    touched = set(chain.from_iterable(_journals(place, department) for place in places.values()))
    rows = found[(found["rule"] == rule) & ~found["journal_id"].isin(touched)]
    return len(rows), department.teacher.size - len(touched)


def _journals(place: Place, department: Department) -> list[int]:
    keys = Numbered(department).journal
    if place.teacher is not None:
        return [int(key) for key in keys[department.teacher == place.teacher]]
    return [int(keys[place.group, place.course])]


def table(rates: dict[str, Row], asked: float) -> str:
    """The rates as a Markdown table."""
    lines = ["| " + " | ".join(HEAD) + " |", "| --- | ---: | ---: | ---: | ---: |"]
    lines += [
        f"| {rule} | {row['asked']:.1f} | {row['per_1000']:.2f} | {row['power']:.0f} | {row['elsewhere']:.2f} |"
        for rule, row in rates.items()
    ]
    return "\n".join([*lines, f"| any of them | {asked:.1f} | | | |"])


def university(departments: int = 75) -> Row:
    """Seconds of each rule, and the peak of memory, on so many departments of 8 groups at once."""
    parts = [
        frames(honest(seed), first=1 + seed * honest(seed).teacher.size, name=f"Д{seed}") for seed in range(departments)
    ]
    made = {name: pd.concat([part[name] for part in parts], ignore_index=True) for name in parts[0]}
    made["semesters"] = parts[0]["semesters"]
    for name in ("semester", "department", "status", "completeness"):
        for frame in made.values():
            if name in frame:
                frame[name] = frame[name].astype("category")
    inputs, parameters = inputs_of(made), load_parameters(share_folder("parameters"))
    seconds: Row = {"groups": departments * 8, "marks": len(made["marks"])}
    for rule in RULES:
        begin = time.perf_counter()
        run(inputs, TODAY, parameters, only=[rule])
        seconds[rule] = round(time.perf_counter() - begin, 2)
    seconds["all"] = round(sum(seconds[rule] for rule in RULES), 2)
    return seconds | {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--departments", type=int, default=200, help="how many of each kind (200)")
    parser.add_argument("--json", action="store_true", help="rates as one JSON object")
    parser.add_argument("--university", action="store_true", help="time the rules on 600 groups instead")
    asked = parser.parse_args()
    missing = set(RULES) - set(CATALOGUE)
    if missing:
        parser.error(f"no such rules: {missing}")
    if asked.university:
        print(json.dumps(university(), indent=1))
        return
    rates, any_of_them = measure(asked.departments)
    print(json.dumps({"rules": rates, "any": any_of_them}) if asked.json else table(rates, any_of_them))


if __name__ == "__main__":
    main()
