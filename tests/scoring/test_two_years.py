"""Schemes differ by academic year, and what was scored under an earlier one keeps it (1.1)."""

from datetime import UTC, date, datetime

import pandas as pd
import yaml

from ejournal import pipeline
from ejournal.config import Config
from ejournal.dataset import Dataset
from ejournal.parameters import load_parameters
from ejournal.registry import load_workbook, write_registry

AT = datetime(2027, 10, 30, 6, 0, tzinfo=UTC)
LATER_YEAR = "2027-2028"
Rows = dict[str, list[dict[str, object]]]


def _second_year(config: Config, rows: Rows) -> None:
    """The same courses a year later, and a scheme of that year in which participation and the test change places."""
    semester = dict(rows["semesters"][0])
    semester |= {"code": "2027-1", "academic_year": LATER_YEAR, "start": date(2027, 9, 1)}
    semester |= {"checkpoint_1": date(2027, 10, 23), "checkpoint_2": date(2027, 12, 18)}
    rows["semesters"].append(semester)
    rows["curriculum"] += [row | {"semester": "2027-1"} for row in rows["curriculum"]]
    rows["load"] += [row | {"semester": "2027-1", "code": f"{row['code']}/27"} for row in rows["load"]]
    rows["timetable"] += [row | {"journal": f"{row['journal']}/27"} for row in rows["timetable"]]
    config.registry.unlink()
    write_registry(config.registry, rows)
    first = config.parameters / "rating/2026.yaml"
    scheme = yaml.safe_load(first.read_text(encoding="utf-8"))
    parts = scheme["controls"]["exam"]["components"]
    parts["participation"]["cap"]["value"], parts["test"]["cap"]["value"] = 6, 14
    scheme["academic_year"] = LATER_YEAR
    (config.parameters / "rating/2027.yaml").write_text(yaml.safe_dump(scheme, allow_unicode=True), encoding="utf-8")


def _caps(config: Config, scores: pd.DataFrame) -> set[tuple[str, str, float]]:
    """Scheme, form of control and cap of participation."""
    with Dataset(config) as dataset:
        scores = scores.merge(dataset.courses()[["course_id", "control"]], on="course_id")
    own = scores[scores["component"] == "participation"]
    return {(row.scheme, str(row.control), row.cap) for row in own.itertuples()}


def test_each_year_has_its_scheme(registered: Config, small_rows: Rows) -> None:
    """The later year's scheme scores its own semester; the first year's points, scored again, stay as they were."""
    workspace = registered.workspace
    before = pipeline.score(workspace, semester="2026-1", checkpoint=1, today=date(2026, 10, 24), at=AT)
    _second_year(registered, small_rows)
    load_workbook(registered, load_parameters(registered.parameters), at=AT, actor="test")
    later = pipeline.score(workspace, semester="2027-1", checkpoint=1, today=date(2027, 10, 24), at=AT)
    assert _caps(registered, later) == {
        ("ЖАГУ, 2027-2028, v1", "exam", 6.0),
        ("ЖАГУ, 2027-2028, v1", "credit_test", 16.0),
    }
    again = pipeline.score(workspace, semester="2026-1", checkpoint=1, today=date(2026, 10, 24), at=AT)
    pd.testing.assert_frame_equal(before, again)
    with Dataset(registered) as dataset:
        stored = dataset.scores(checkpoint=1)
    assert _caps(registered, stored) == _caps(registered, before) | _caps(registered, later)
