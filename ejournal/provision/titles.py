"""Short titles of tabs: Excel allows 31 characters, and the plan's tab carries the journal's title with a prefix."""

import re

from ejournal.i18n import KINDS
from ejournal.sheets.layout import MAX_TITLE

PREFIX = len("Plan ")
SHORTEST = 3
_VOWELS = frozenset("аеёийоөуүыэюяьъaeiouy")
_WORD = re.compile(r"\w[\w-]*")


def tab_title(discipline: str, kinds: tuple[str, ...], subgroup: int | None, group: str, language: str) -> str:
    """Discipline (shortened), kinds of class and subgroup; ``group`` before them where a workbook holds several."""
    tail = " ".join(KINDS[kind][language] for kind in kinds)
    tail += f" {subgroup}" if subgroup is not None else ""
    head = f"{group} " if group else ""
    return f"{head}{shortened(discipline, MAX_TITLE - PREFIX - len(head) - len(tail) - 1)} {tail}"


def shortened(name: str, most: int) -> str:
    """The name in at most so many letters: long words cut before a vowel, else the first letters of all words."""
    words = name.split()
    for _ in range(len(name)):
        if len(" ".join(words)) <= most:
            return " ".join(words)
        longest = max(range(len(words)), key=lambda at: len(words[at].rstrip(".")))
        cut = _cut(words[longest].rstrip("."))
        if cut is None:
            break
        words[longest] = cut
    letters = "".join(word[0].upper() if len(word) > SHORTEST else word[0] for word in _WORD.findall(name))
    return letters[: max(most, 1)]


def _cut(word: str) -> str | None:
    """The word a letter or more shorter and with a full stop, ending in a consonant; None when it is short already."""
    for length in range(len(word) - 2, SHORTEST - 1, -1):
        if word[length - 1].casefold() not in _VOWELS | {"-"}:
            return word[:length] + "."
    return None
