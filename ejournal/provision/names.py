"""Names as workbooks show them, as files are called, and as a list is sorted."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from ejournal.sync.roster import initials

LONGEST = 80
"""Letters of a file's name: in UTF-8, with what office programs put around it, it stays under 255 bytes."""
ALPHABET = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
_ORDER = {letter: chr(0x1000 + place) for place, letter in enumerate(ALPHABET)}
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


def shown_name(how: str, name: str, number: str) -> str:
    """How a student stands in a workbook: ``full``, ``initials`` or record-book ``number``."""
    if how == "number":
        return number
    return initials(name) if how == "initials" else name


def sort_key(name: str) -> str:
    """By the Kyrgyz alphabet, in which the Russian one is contained: ё after е, ң after н, ө after о, ү after у."""
    return "".join(_ORDER.get(letter, letter) for letter in name.casefold())


def file_name(name: str) -> str:
    """A name that Windows, too, allows for a file and for a folder; the dots of initials stay inside it."""
    clean = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", name))
    clean = " ".join(clean.split()).lstrip(".~$ ")[:LONGEST].rstrip(". ")
    return f"_{clean}" if not clean or _RESERVED.fullmatch(clean) else clean


def file_names(names: Mapping[int, str], public: Mapping[int, str]) -> dict[int, str]:
    """Key -> name of its file; where Windows sees two as one, the public id tells them apart."""
    plain = {key: file_name(name) for key, name in names.items()}
    counts = Counter(name.casefold() for name in plain.values())
    return {key: name if counts[name.casefold()] == 1 else f"{name} ({public[key]})" for key, name in plain.items()}
