"""Texts in Russian, Kyrgyz and English: every sentence that a person reads exists in all three."""

from dataclasses import dataclass
from typing import Literal, cast

Language = Literal["ru", "ky", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "ky", "en")


@dataclass(frozen=True)
class Text:
    """One sentence in the three languages, with ``{placeholders}`` of the same names."""

    ru: str
    ky: str
    en: str

    def __getitem__(self, language: str) -> str:
        """The sentence in this language; an unknown language reads as Russian, the default."""
        return cast(str, getattr(self, language if language in LANGUAGES else "ru"))

    def format(self, language: str, **values: object) -> str:
        """The sentence in this language with its placeholders filled."""
        return self[language].format(**values)


KINDS = {
    "lecture": Text("лк", "лк", "lec"),
    "practice": Text("пр", "пр", "prac"),
    "lab": Text("лб", "лб", "lab"),
}
CONTROLS = {
    "exam": Text("экзамен", "экзамен", "exam"),
    "credit_test": Text("зачёт", "зачет", "credit test"),
    "graded_credit_test": Text("дифференцированный зачёт", "дифференцирленген зачет", "graded credit test"),
    "thesis": Text("защита выпускной работы", "бүтүрүү ишин коргоо", "thesis defence"),
}
