"""Names of students and teachers: Kyrgyz, Uzbek and Russian, with patronymics, drawn by a seeded generator."""

from random import Random
from typing import Any

from ejournal.sample.catalogue import names

_CLAN_SHARE = 0.06
_LETTERS = "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюяң"
_LATIN = "a b v g d e e zh z i i k l m n o o p r s t u u f kh ts ch sh shch - y - e yu ya n"


class Names:
    """Draws full names; the same generator gives the same names."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._traditions = list(names().values())
        self._weights = [tradition["weight"] for tradition in self._traditions]

    def draw(self, taken: set[str]) -> str:
        """A name that is not among those taken, and now is."""
        while True:
            tradition = self._random.choices(self._traditions, self._weights)[0]
            name = self._one(tradition)
            if name not in taken:
                taken.add(name)
                return name

    def _one(self, tradition: dict[str, Any]) -> str:
        random, daughter = self._random, self._random.random() < 0.55
        given = random.choice(tradition["daughters" if daughter else "sons"])
        if tradition["clans"] and random.random() < _CLAN_SHARE:
            return f"{random.choice(tradition['clans'])} {'кызы' if daughter else 'уулу'} {given}"
        surname = random.choice(tradition["surnames"]) + ("а" if daughter else "")
        return f"{surname} {given} {random.choice(tradition['fathers'])[daughter]}"


def address(name: str, number: int) -> str:
    """An address at a domain that nobody can own: ``asanov.17@univer.example``."""
    latin = dict(zip(_LETTERS, _LATIN.split(), strict=True))
    letters = "".join(latin.get(letter, "") for letter in name.split()[0].casefold())
    return f"{letters.replace('-', '')}.{number}@univer.example"
