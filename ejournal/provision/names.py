"""Names of files and folders."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

LONGEST = 80
"""Letters of a file's name: in UTF-8, with what office programs put around it, it stays under 255 bytes."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


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
