"""A semester under another scheme: who crosses which threshold, by group; nothing is written (1.1, 3.5)."""

import json
from pathlib import Path

import pandas as pd
import pytest
from conftest import TODAY
from typer.testing import CliRunner

from ejournal import Dataset, columns
from ejournal.cli.app import build
from ejournal.config import Config
from ejournal.errors import ParameterError
from ejournal.parameters import RatingScheme, load_parameters, load_scheme
from ejournal.scoring.compare import crossings, standings
from ejournal.whatif import what_if


@pytest.fixture
def zeros(scored: Config, tmp_path: Path) -> Path:
    """The scheme of the year with an absence counted as a 0 in the mean."""
    text = (scored.parameters / "rating/2026.yaml").read_text(encoding="utf-8")
    file = tmp_path / "zeros.yaml"
    changed = text.replace("mean:\n  value: given", "mean:\n  value: absence_as_zero").replace(
        "version: 1", "version: 2"
    )
    file.write_text(changed, encoding="utf-8")
    return file


def _scheme(config: Config) -> RatingScheme:
    return load_parameters(config.parameters).rating("2026-2027")


def _scores(rows: list[tuple[int, int, str, float | None, float]]) -> pd.DataFrame:
    names = ("student_id", "course_id", "component", "points", "cap")
    blank = {"checkpoint": 1, "numerator": None, "denominator": None, "reason": None, "scheme": "x"}
    return columns.SCORES.typed([blank | dict(zip(names, row, strict=True)) for row in rows])


def _courses() -> pd.DataFrame:
    blank = dict.fromkeys(columns.COURSES.dtypes) | {"group_id": 1}
    return columns.COURSES.typed(
        [blank | {"course_id": 10, "control": "exam"}, blank | {"course_id": 20, "control": "credit_test"}]
    )


def test_standings_are_shares_of_what_could_be_had(scored: Config) -> None:
    """11 of 18 points are 61.11 of 100: E and passed; a missing component leaves points and cap alike."""
    scores = _scores(
        [
            (1, 10, "participation", 5.0, 8),
            (1, 10, "performance", 6.0, 10),
            (2, 10, "participation", None, 8),
            (2, 10, "performance", 6.05, 10),
            (3, 20, "participation", 9.6, 16),
            (3, 20, "performance", 12.0, 20),
        ]
    )
    found = standings(scores, _courses(), _scheme(scored)).set_index("student_id")
    assert found["points"].to_dict() == {1: 11.0, 2: 6.05, 3: 21.6}
    assert found["share"].to_dict() == {1: 61, 2: 61, 3: 60}
    assert found["letter"].to_dict() == {1: "E", 2: "E", 3: "FX"}
    assert found["passes"].to_dict() == {1: True, 2: True, 3: False}


def test_crossings(scored: Config) -> None:
    """Up and down by band, gains and loses by the pass; who has no result under one scheme crosses nothing."""
    scheme = _scheme(scored)

    def standing(*points: float | None) -> pd.DataFrame:
        rows = [(student, 20, "participation", point, 16.0) for student, point in enumerate(points, 1)]
        return standings(_scores(rows), _courses(), scheme)

    found = crossings(standing(16, 9, 10, 4, 16, None), standing(13, 10, 9, 8, 16, 16)).set_index("student_id")
    assert found["band"].to_dict() == {1: "down", 2: "up", 3: "down", 4: "up", 5: "same", 6: "same"}
    assert found["passing"].to_dict() == {1: "same", 2: "gains", 3: "loses", 4: "same", 5: "same", 6: "same"}


def test_the_same_scheme_changes_nothing(scored: Config) -> None:
    """Compared with itself nobody crosses anything, and every student of the scores is compared."""
    with Dataset(scored) as dataset:
        expected = len(dataset.scores().dropna(subset=["points"])[["student_id", "course_id"]].drop_duplicates())
    found = what_if(scored, _scheme(scored), today=TODAY)
    assert len(found.rows) == expected > 100
    assert found.crossing.empty
    assert found.by_group["results"].sum() == expected


def test_absences_as_zero_lower_results(scored: Config, zeros: Path) -> None:
    """Nobody gains by it, those who lose have absences, and the counts by group are those of the list."""
    with Dataset(scored) as dataset:
        before, revision = dataset.scores(), dataset.revision
    found = what_if(scored, load_scheme(zeros), semester="2026-1", today=TODAY)
    assert set(found.crossing["band"]) == {"down"}
    assert (found.rows["new_points"] <= found.rows["old_points"]).all()
    assert found.by_group["band_down"].sum() == len(found.crossing)
    one = str(found.by_group["group"].iloc[0])
    alone = what_if(scored, load_scheme(zeros), group=one, today=TODAY)
    assert set(alone.rows["group"]) == {one}
    assert len(alone.crossing) == found.by_group["band_down"].iloc[0]
    with Dataset(scored) as dataset:
        assert dataset.revision == revision
        assert dataset.scores().equals(before)


def test_a_scheme_that_cannot_hold_is_refused(scored: Config, tmp_path: Path) -> None:
    """As one of the parameters would be: the file and the key are named."""
    text = (scored.parameters / "rating/2026.yaml").read_text(encoding="utf-8")
    file = tmp_path / "wrong.yaml"
    file.write_text(text.replace("lowest: 87", "lowest: 88"), encoding="utf-8")
    with pytest.raises(ParameterError, match="band"):
        load_scheme(file)
    with pytest.raises(ParameterError, match="cannot be read"):
        load_scheme(tmp_path / "none.yaml")
    with pytest.raises(ParameterError, match="no such group"):
        what_if(scored, _scheme(scored), group="?", today=TODAY)


def test_the_command(scored: Config, zeros: Path) -> None:
    """As JSON for programs and as two tables for people."""
    words = ["whatif", "--scheme", str(zeros), "-w", str(scored.workspace), "--today", TODAY.isoformat()]
    done = CliRunner().invoke(build(), [*words, "--json"])
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert (said["old_scheme"], said["new_scheme"]) == ("ЖАГУ, 2026-2027, v1", "ЖАГУ, 2026-2027, v2")
    assert {"number", "old_points", "new_points", "old_letter", "new_letter"} <= said["crossing"][0].keys()
    table = CliRunner().invoke(build(), words)
    assert table.exit_code == 0
    assert said["crossing"][0]["number"] in table.stdout
