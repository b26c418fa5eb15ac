"""A problem of the registry workbook: where it stands, what is there, what is wrong with it and what to do."""

from dataclasses import dataclass

from ejournal.i18n import LANGUAGES, Text


@dataclass(frozen=True)
class Problem:
    """One problem at one cell; ``cell`` is empty where a whole tab is meant, ``code`` names the kind of problem."""

    tab: str
    cell: str
    value: str
    text: Text
    remedy: Text
    code: str = ""

    def as_dict(self, language: str) -> dict[str, str]:
        """The problem for people and other programs, in this language."""
        return {
            "code": self.code,
            "tab": self.tab,
            "cell": self.cell,
            "value": self.value,
            "text": self.text[language],
            "remedy": self.remedy[language],
        }


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its code, and its sentences with ``{placeholders}``."""

    code: str
    text: Text
    remedy: Text

    def at(self, tab: str, cell: str, value: object, /, **words: object) -> Problem:
        """The problem of this kind at a cell; a placeholder's value may itself be a Text."""
        return Problem(tab, cell, shown(value), _filled(self.text, words), _filled(self.remedy, words), self.code)


def shown(value: object) -> str:
    """A value as people write it: 01.09.2026, 08:00, 5, nothing for a missing one."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    pattern = {"datetime": "%d.%m.%Y %H:%M", "date": "%d.%m.%Y", "time": "%H:%M"}.get(type(value).__name__)
    return value.strftime(pattern) if pattern else str(value)  # type: ignore[attr-defined]


def _filled(text: Text, words: dict[str, object]) -> Text:
    return Text(*(text[language].format(**_spoken(words, language)) for language in LANGUAGES))


def _spoken(words: dict[str, object], language: str) -> dict[str, str]:
    return {name: word[language] if isinstance(word, Text) else shown(word) for name, word in words.items()}
