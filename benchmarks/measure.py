"""What benchmarks share: two things measured in turn in one run, a table, and one JSON line last."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """Seconds of each run of both sides, in pairs."""

    ours: list[float]
    peer: list[float]

    @property
    def ratio(self) -> float:
        """The median of the pairs' ratios, ours / peer: less is better."""
        return statistics.median(ours / peer for ours, peer in zip(self.ours, self.peer, strict=True))


def in_turn(ours: Callable[[], object], peer: Callable[[], object], runs: int) -> Measured:
    """Run both ``runs`` times, one after the other, so that a slow moment of the machine hits both."""
    measured = Measured([], [])
    for _ in range(runs):
        measured.peer.append(_seconds(peer))
        measured.ours.append(_seconds(ours))
    return measured


def _seconds(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def report(name: str, measured: Measured, goal: float, **facts: object) -> None:
    """Print the pairs, and the JSON line that ends a benchmark."""
    print(f"{'run':>4} {'ours, s':>9} {'peer, s':>9} {'ratio':>7}")
    for number, (ours, peer) in enumerate(zip(measured.ours, measured.peer, strict=True), 1):
        print(f"{number:>4} {ours:>9.3f} {peer:>9.3f} {ours / peer:>7.2f}")
    line = {
        "benchmark": name,
        "ours": round(statistics.median(measured.ours), 4),
        "peer": round(statistics.median(measured.peer), 4),
        "unit": "s",
        "ratio": round(measured.ratio, 3),
        "goal": goal,
    }
    print(json.dumps(line | facts, ensure_ascii=False))
