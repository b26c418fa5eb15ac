"""Models that read parameters: unknown keys refused, values that the regulation does not fix marked as assumed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator

from ejournal.i18n import Text

T = TypeVar("T")


class Strict(BaseModel):
    """A model that refuses unknown keys, silent conversions and later changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Words(Strict):
    """One sentence in the three languages."""

    ru: str
    ky: str
    en: str

    @property
    def text(self) -> Text:
        """The same as a text of the program."""
        return Text(self.ru, self.ky, self.en)


class Setting(Strict, Generic[T]):
    """One value of the rating, with the clause that fixes it or the words that say what was assumed."""

    value: T
    assumed: bool = False
    clause: str = ""
    text: Words | None = None

    @model_validator(mode="after")
    def _is_founded(self) -> Self:
        if self.assumed and self.text is None:
            raise ValueError("an assumed value needs its 'text' in ru, ky and en, which the reports show")
        if self.assumed and self.clause:
            raise ValueError("a value is either assumed or fixed by a 'clause', not both")
        if not self.assumed and not self.clause:
            raise ValueError("a value that is not assumed needs the 'clause' that fixes it")
        return self


@dataclass(frozen=True)
class Assumption:
    """A value or a reading that the regulation does not fix; ``key`` is its place in the rating file."""

    key: str
    value: object
    text: Text


def assumed(value: object, key: str = "") -> Iterator[Assumption]:
    """Every assumed setting within a model, in its order, with its place."""
    if isinstance(value, Setting):
        if value.assumed and value.text is not None:
            yield Assumption(key, value.value, value.text.text)
        return
    items = dict(value) if isinstance(value, BaseModel | dict) else {}
    for name, inner in items.items():
        yield from assumed(inner, f"{key}.{name}" if key else str(name))
