"""The controls whose points are entered, by the names that people give: what each is, and the most it can give."""

import re
from dataclasses import dataclass

from ejournal.rating import RatingScheme, Window

FINAL = {"exam": ("exam",), "credit-test": ("credit_test", "graded_credit_test"), "thesis": ("thesis",)}
KINDS = {"exam": "exam", "credit-test": "credit_test", "thesis": "thesis"}
SUMMER_ATTEMPT = 3
_NUMBERED = re.compile(r"(checkpoint|retake)-([1-9])")


@dataclass(frozen=True)
class Entry:
    """A control: its name, its kind as columns ENTERED has it, its checkpoint, and which attempt it is."""

    name: str
    kind: str
    checkpoint: int | None = None
    attempt: int | None = None

    def cap(self, control: str, scheme: RatingScheme) -> float | None:
        """The most points it can give in a course with this form of control; None where the course has no such."""
        setting = next((each for code, each in scheme.controls.items() if code == control), None)
        if setting is None:
            return None
        if self.kind == "test":
            typed = [part.cap.value for part in setting.components.values() if part.measure == "entered"]
            return typed[0] if typed and 1 <= (self.checkpoint or 0) <= scheme.checkpoints.value else None
        if self.kind == "summer":
            return setting.total.value
        if self.kind == "retake":
            most = scheme.finals.retakes.value.most if scheme.finals else 0
            whole = setting.exam or setting.total
            return whole.value if (self.attempt or 0) <= most else None
        return setting.exam.value if setting.exam and control in FINAL[self.name] else None

    def window(self, scheme: RatingScheme) -> Window | None:
        """When its points may be entered; None where the scheme sets no windows."""
        if scheme.finals is None:
            return None
        windows = scheme.finals.windows.value
        return {"test": windows.checkpoint, "retake": windows.retake, "summer": windows.summer}.get(
            self.kind, windows.exam
        )


def entry_of(name: str) -> Entry | None:
    """The control of this name: checkpoint-N, exam, credit-test, thesis, retake-1, retake-2 or summer; else None."""
    if name in KINDS:
        return Entry(name, KINDS[name], attempt=0)
    if name == "summer":
        return Entry(name, "summer", attempt=SUMMER_ATTEMPT)
    found = _NUMBERED.fullmatch(name)
    if found is None:
        return None
    number = int(found[2])
    if found[1] == "checkpoint":
        return Entry(name, "test", checkpoint=number)
    return Entry(name, "retake", attempt=number) if number < SUMMER_ATTEMPT else None
