"""A rating scheme: how marks become points, and points a result, in one academic year (1.1, 3.5).

A scheme that does not add up is refused when it is loaded: caps, sums, bands and thresholds are checked here.
"""

from typing import Literal, Self

from pydantic import Field, model_validator

from ejournal.strict import Assumption, Setting, Strict, Words, assumed

REGULATION_CAPS = {
    "exam": {"attendance": 8.0, "mean_mark": 10.0},
    "credit_test": {"attendance": 16.0, "mean_mark": 20.0},
}
ControlCode = Literal["exam", "credit_test", "graded_credit_test", "thesis"]


class Component(Strict):
    """One column of a checkpoint's points: what it measures and the most it can give, points."""

    measure: Literal["attendance", "mean_mark", "entered"]
    cap: Setting[float]

    @property
    def hundredths(self) -> int:
        """The cap in hundredths of a point, exactly."""
        return round(self.cap.value * 100)

    @model_validator(mode="after")
    def _is_in_hundredths(self) -> Self:
        if self.cap.value <= 0 or abs(self.cap.value * 100 - self.hundredths) > 1e-9:
            raise ValueError("a cap is above 0 and has at most 2 decimals")
        return self


class Control(Strict):
    """The points of a course with one form of control: components per checkpoint, exam or defence, total."""

    components: dict[str, Component]
    exam: Setting[float] | None = None
    total: Setting[float]

    @property
    def checkpoint(self) -> float:
        """The most that one checkpoint can give, points."""
        return sum(component.cap.value for component in self.components.values())

    @model_validator(mode="after")
    def _gives_points(self) -> Self:
        if self.exam is not None and self.exam.value <= 0:
            raise ValueError("an exam gives more than 0 points; leave it out where there is none")
        if not self.components and self.exam is None:
            raise ValueError("a form of control needs components, an exam, or both")
        return self


class Rounding(Strict):
    """Half up, to this many decimals."""

    method: Literal["half_up"]
    component_decimals: int = Field(ge=0, le=4)
    total_decimals: int = Field(ge=0, le=2)


class Band(Strict):
    """The totals, both ends included, that earn a letter, its grade points (0-4) and its traditional mark (2-5)."""

    letter: str = Field(min_length=1)
    lowest: float
    highest: float
    gpa: float = Field(ge=0, le=4)
    traditional: int = Field(ge=2, le=5)


class Retakes(Strict):
    """How often a failed exam may be taken again, and which attempt counts."""

    most: int = Field(ge=0, le=2)
    counts: Literal["last", "best"]


class Window(Strict):
    """When points may be entered: days after the checkpoint's date, or after the semester's last day."""

    opens: int
    closes: int

    @model_validator(mode="after")
    def _opens_first(self) -> Self:
        if self.opens > self.closes:
            raise ValueError("a window opens before it closes")
        return self


class Windows(Strict):
    """The windows of entry of a checkpoint's test, of an exam or defence, of a retake and of the summer semester."""

    checkpoint: Window
    exam: Window
    retake: Window
    summer: Window


class Finals(Strict):
    """What turns points into a result: admission, retakes, and when points of tests and exams may be entered."""

    admitted_from: Setting[float]
    retakes: Setting[Retakes]
    windows: Setting[Windows]


class RatingScheme(Strict):
    """How marks become points in one academic year; ``finals`` is missing where only checkpoints are scored."""

    name: str
    version: int
    academic_year: str = Field(pattern=r"^\d{4}-\d{4}$")
    scale: Setting[int]
    checkpoints: Setting[int]
    controls: dict[ControlCode, Control]
    excused: Setting[Literal["absence", "neutral"]]
    mean: Setting[Literal["given", "absence_as_zero"]]
    independent_work_counts: Setting[bool]
    rounding: Setting[Rounding]
    bands: Setting[tuple[Band, ...]]
    credit_passed_from: Setting[float]
    finals: Finals | None = None
    readings: tuple[Words, ...] = ()

    @property
    def label(self) -> str:
        """Name, academic year and version, as scores and reports carry them."""
        return f"{self.name}, {self.academic_year}, v{self.version}"

    def assumptions(self) -> list[Assumption]:
        """Everything in the scheme that the regulation does not fix, in the file's order."""
        readings = [Assumption("readings", None, words.text) for words in self.readings]
        return [*assumed(self), *readings]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.scale.value < 1 or self.checkpoints.value < 1:
            raise ValueError("the scale and the number of checkpoints are at least 1")
        if int(self.academic_year[5:]) != int(self.academic_year[:4]) + 1:
            raise ValueError(f"academic year {self.academic_year} does not end in the year after it begins")
        for name, control in self.controls.items():
            _check_sum(name, control, self.checkpoints.value)
            _check_caps(name, control)
            _check_bands(self.bands.value, control.total.value, self.rounding.value.total_decimals)
        _check_thresholds(self)
        return self


def _check_sum(name: str, control: Control, checkpoints: int) -> None:
    """Checkpoints and exam make the total."""
    exam = control.exam.value if control.exam else 0.0
    if abs(checkpoints * control.checkpoint + exam - control.total.value) > 1e-9:
        raise ValueError(
            f"{name}: {checkpoints} checkpoints of {control.checkpoint:g} points and an exam of {exam:g} "
            f"do not make the total of {control.total.value:g}"
        )


def _check_caps(name: str, control: Control) -> None:
    """Who cites clause 3.5 for a cap keeps to it; a course that departs from it says that it assumes (1.1, 3.5)."""
    for component, setting in control.components.items():
        most = REGULATION_CAPS.get(name, {}).get(setting.measure)
        if most is not None and not setting.cap.assumed and setting.cap.value > most:
            raise ValueError(
                f"{name}.{component}: clause 3.5 allows at most {most:g} points, not {setting.cap.value:g}; "
                "mark a cap of the university's own as assumed, with its text"
            )


def _check_bands(bands: tuple[Band, ...], total: float, decimals: int) -> None:
    """Bands must cover 0 to the total in steps of the total's rounding, and a higher one must not earn less.

    ValueError names the first gap, overlap or fall.
    """
    step = 10.0**-decimals
    expected = 0.0
    below: Band | None = None
    for band in sorted(bands, key=lambda band: band.lowest):
        if abs(band.lowest - expected) > 1e-9:
            fault = "overlaps the band below" if band.lowest < expected else "leaves a gap below"
            raise ValueError(f"band {band.letter} {fault}: starts at {band.lowest:g}, expected {expected:g}")
        if band.highest < band.lowest:
            raise ValueError(f"band {band.letter} ends at {band.highest:g}, before it starts")
        if below and (band.gpa < below.gpa or band.traditional < below.traditional):
            raise ValueError(f"band {band.letter} earns less than band {below.letter} below it")
        expected, below = band.highest + step, band
    if abs(expected - step - total) > 1e-9:
        raise ValueError(f"the bands end at {expected - step:g}, the total is {total:g}")
    if len({band.letter for band in bands}) < len(bands):
        raise ValueError("two bands have the same letter")


def _check_thresholds(scheme: RatingScheme) -> None:
    """A threshold that nobody can reach, or that everybody has, is a slip."""
    total = max((control.total.value for control in scheme.controls.values()), default=0.0)
    if not 0 < scheme.credit_passed_from.value <= total:
        raise ValueError(f"credit_passed_from is above 0 and at most {total:g}")
    before_exam = [
        scheme.checkpoints.value * control.checkpoint
        for control in scheme.controls.values()
        if control.exam and control.components
    ]
    if scheme.finals and before_exam and not 0 <= scheme.finals.admitted_from.value <= min(before_exam):
        raise ValueError(f"finals.admitted_from is at most {min(before_exam):g}, what the checkpoints can give")
