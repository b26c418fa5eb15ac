"""People's names: as they are compared, as workbooks show them, and as a list of them is sorted. Pure."""

import unicodedata

ALPHABET = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
_ORDER = {letter: chr(0x1000 + place) for place, letter in enumerate(ALPHABET)}


def normalized(name: object) -> str:
    """A name as it is compared: one space, no case, ё as е, no full-width letters, no dots."""
    text = unicodedata.normalize("NFKC", str(name)).replace(".", " ").casefold().replace("ё", "е")
    return " ".join(text.split())


def initials(name: str) -> str:
    """``Асанов Азамат Токтогулович`` -> ``Асанов А. Т.``"""
    surname, *rest = name.split()
    return " ".join([surname, *(f"{part[0]}." for part in rest[:2])])


def shown_name(how: str, name: str, number: str) -> str:
    """How a student stands in a workbook: ``full``, ``initials`` or record-book ``number``."""
    if how == "number":
        return number
    return initials(name) if how == "initials" else name


def sort_key(name: str) -> str:
    """By the Kyrgyz alphabet, in which the Russian one is contained: ё after е, ң after н, ө after о, ү after у."""
    return "".join(_ORDER.get(letter, letter) for letter in name.casefold())
