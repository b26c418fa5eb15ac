"""What an explanation says, in three languages, as text, JSON and a report's elements (3.5)."""

import json

import pytest
from conftest import TODAY
from typer.testing import CliRunner

from ejournal import Dataset
from ejournal.cli.app import build
from ejournal.config import Config
from ejournal.dataset.explanation import ComponentLine
from ejournal.errors import ParameterError
from ejournal.i18n import LANGUAGES
from ejournal.reports import explain_words
from ejournal.reports.elements import MIME
from ejournal.reports.explain_view import explanation, formula


def _line(measure: str, points: float | None, numerator: int, denominator: int, **more: object) -> ComponentLine:
    cap = 8.0 if measure == "attendance" else 10.0
    component = "participation" if measure == "attendance" else "performance"
    values = {"clause": "3.5", "assumed": False, "scale": 5, "decimals": 2} | more
    return ComponentLine(component, measure, cap, points=points, numerator=numerator, denominator=denominator, **values)  # type: ignore[arg-type]


def test_the_formula_of_participation() -> None:
    """6 of 8 x 8 = 6.00; where it does not come out even the exact number stands before the rounded one."""
    line = _line("attendance", 6.0, 6, 8)
    assert formula(line, "ru") == "Участие: посещено 6 из 8 проведённых занятий, 6 / 8 × 8 = 6,00"
    assert formula(line, "en") == "Participation: attended 6 of 8 lessons held, 6 / 8 × 8 = 6.00"
    assert formula(_line("attendance", 5.33, 2, 3), "en").endswith("2 / 3 × 8 = 5.3333… ≈ 5.33")


def test_the_formula_of_performance() -> None:
    """The worked example: sum 21 of 5 marks, mean 4.2, 8.40."""
    assert formula(_line("mean_mark", 8.4, 21, 5), "en") == (
        "Performance: sum 21, number of marks 5, mean 4.20; 4.20 / 5 × 10 = 8.40"
    )
    assert "3.16…" in formula(_line("mean_mark", 6.33, 19, 6), "en")
    assert formula(_line("mean_mark", 6.33, 19, 6), "en").endswith("6.3333… ≈ 6.33")


def test_no_points_have_their_reason() -> None:
    """No lesson held is no number, no marks are 0; neither is passed over in silence."""
    assert formula(_line("attendance", None, 0, 0, reason="no_lessons_held"), "en") == (
        "Participation: —: no complete lesson was held"
    )
    assert formula(_line("mean_mark", 0.0, 0, 0, reason="no_marks"), "ru") == "Успеваемость: 0,00 — нет ни одной оценки"


def test_no_two_languages_say_the_same() -> None:
    """Every sentence of the explanation exists three times."""
    texts = [text for name, text in vars(explain_words).items() if name.isupper()]
    for text in texts:
        for one in text.values() if isinstance(text, dict) else [text]:
            assert one.ru != one.ky
            assert one.ru != one.en


@pytest.mark.parametrize("language", LANGUAGES)
def test_elements_show_themselves(scored: Config, language: str) -> None:
    """A notebook's last expression is enough: each element carries JSON and HTML."""
    with Dataset(scored) as dataset:
        student, course = str(dataset.students()["student"].iloc[0]), str(dataset.courses()["course"].iloc[0])
        elements = explanation(dataset.explain(student, course, today=TODAY, checkpoint=1), language)
    bundles = [element._repr_mimebundle_() for element in elements]
    assert {bundle[MIME]["kind"] for bundle in bundles} == {"note", "heading", "table"}  # type: ignore[index, call-overload]
    html = "".join(str(bundle["text/html"]) for bundle in bundles)
    assert "ЖАГУ, 2026-2027, v1" in html
    assert "{" not in "".join(str(element.describe()) for element in elements).replace("{'", "")


def test_the_command(scored: Config) -> None:
    """As JSON and as text, by record-book number and code of the discipline."""
    with Dataset(scored) as dataset:
        who = dataset.students().iloc[0]
        scores = dataset.scores()
        own = scores[scores["student_id"] == who["student_id"]].merge(dataset.courses())
    course, number = own.iloc[0], str(who["number"])
    words = ["explain", number, str(course["discipline"]), "-w", str(scored.workspace), "--today", TODAY.isoformat()]
    done = CliRunner().invoke(build(), [*words, "--json", "--checkpoint", "1"])
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert (said["number"], said["course"], said["scheme"]) == (number, str(course["course"]), "ЖАГУ, 2026-2027, v1")
    part = said["checkpoints"][0]["components"][0]
    assert (part["component"], part["points"], part["clause"]) == ("participation", course["points"], "3.5")
    assert {"status", "held", "why", "place"} <= part["lessons"][0].keys()
    assert f"× {part['cap']:.0f}" in part["formula"]
    text = CliRunner().invoke(build(), [*words, "--language", "ky"])
    assert text.exit_code == 0
    assert "Жобонун" in text.stdout or "жобонун 3.5-пункту" in text.stdout


def test_what_there_is_not_is_refused(scored: Config) -> None:
    """An unknown student or course is named."""
    with Dataset(scored) as dataset:
        student = str(dataset.students()["student"].iloc[0])
        with pytest.raises(ParameterError, match="no such student"):
            dataset.explain("X", "Y", today=TODAY)
        with pytest.raises(ParameterError, match="no such course"):
            dataset.explain(student, "Y", today=TODAY)
