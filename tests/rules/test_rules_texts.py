"""Texts, switches and the catalogue itself."""

from dataclasses import replace

import pytest
from planted import TODAY, lesson_frame, quarantine_frame

from ejournal.errors import ParameterError
from ejournal.i18n import LANGUAGES, Text
from ejournal.parameters import Parameters, Rules, RuleSwitch
from ejournal.rules import CATALOGUE, Inputs, message, remedy, rule, run
from ejournal.rules.declaration import placeholders
from ejournal.rules.words import WORDS

TEXTS = {f"{rule.id}/{part}": getattr(rule, part) for rule in CATALOGUE.values() for part in ("message", "remedy")}
TEXTS |= {f"{kind}/{code}": text for kind, words in WORDS.items() for code, text in words.items()}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_whole_in_three_languages(name: str) -> None:
    """All three are there, with the same placeholders, and none is a copy of another."""
    text: Text = TEXTS[name]
    sentences = [text[language].strip() for language in LANGUAGES]
    assert all(sentences)
    assert len(set(sentences)) == 3
    assert len({frozenset(placeholders(sentence)) for sentence in sentences}) == 1


def test_no_sentence_serves_two_rules() -> None:
    """What is said tells which rule said it."""
    for language in LANGUAGES:
        sentences = [rule.message[language] for rule in CATALOGUE.values()]
        assert len(set(sentences)) == len(sentences)


def test_ids_and_clauses() -> None:
    """Ids are kebab-case, and every rule carries out a clause."""
    for id, declared in CATALOGUE.items():
        assert id == declared.id
        assert id.replace("-", "").islower()
        assert all(clause.replace(".", "").isdigit() for clause in declared.clauses)
        assert declared.clauses


def test_an_id_is_taken_once() -> None:
    """A second rule of the same name is a mistake of the program."""
    text = Text("а", "б", "c")
    enter = rule("lesson-due", clauses=("3.5",), severity="error", audience="teacher", message=text, remedy=text)
    with pytest.raises(ValueError, match="lesson-due"):
        enter(CATALOGUE["lesson-due"].function)


def _switched(parameters: Parameters, **switch: object) -> Parameters:
    rules = Rules(switches={"no-topic": RuleSwitch(**switch)})
    return parameters.model_copy(update={"rules": rules})


def test_switches(clean: Inputs, parameters: Parameters) -> None:
    """A rule can be switched off, or its findings made graver; ``only`` asks for a rule in any case."""
    inputs = replace(clean, lessons=lesson_frame(topic=None))
    off = _switched(parameters, enabled=False)
    assert run(inputs, TODAY, off).empty
    assert len(run(inputs, TODAY, off, only=["no-topic"])) == 1
    graver = run(inputs, TODAY, _switched(parameters, severity="error"))
    assert graver["severity"].tolist() == ["error"]


def test_only(clean: Inputs, parameters: Parameters) -> None:
    """Only the rules asked for are applied; none asked for gives none."""
    inputs = replace(clean, lessons=lesson_frame(topic=None), quarantine=quarantine_frame("unknown_mark"))
    assert run(inputs, TODAY, parameters, only=["unknown-mark"])["rule"].tolist() == ["unknown-mark"]
    assert run(inputs, TODAY, parameters, only=[]).empty
    assert len(run(inputs, TODAY, parameters)) == 2


def test_unknown_rules_are_refused(clean: Inputs, parameters: Parameters) -> None:
    """A misspelt rule in the switches or in ``only`` is named."""
    with pytest.raises(ParameterError, match="lesson-do"):
        run(clean, TODAY, parameters, only=["lesson-do"])
    misspelt = parameters.model_copy(update={"rules": Rules(switches={"lesson-do": RuleSwitch()})})
    with pytest.raises(ParameterError, match=r"rules\.yaml"):
        run(clean, TODAY, misspelt)


def test_what_was_typed_is_shown_as_typed(clean: Inputs, parameters: Parameters) -> None:
    """Braces and dates in a cell's text are neither filled in nor rewritten."""
    for raw in ("{cell}", "2026-09-14", "%s", "<b>"):
        findings = run(replace(clean, quarantine=quarantine_frame("unknown_mark", raw=raw)), TODAY, parameters)
        for language in LANGUAGES:
            assert f"«{raw}»" in message(findings.iloc[0], language)
            assert remedy(findings.iloc[0], language)
