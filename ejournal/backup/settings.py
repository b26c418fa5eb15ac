"""The settings of a restored workspace: what led out of the old one's folder leads into the new one's."""

import json
import re
import tomllib
from pathlib import Path, PurePosixPath

from ejournal.config import Config
from ejournal.errors import BackupError

SQLITE = "sqlite:///"
PLACES = ("journals", "archive", "registry")


def settled(text: str, database: str | None) -> tuple[str, dict[str, str]]:
    """The settings as they are to stand in the restored folder, and those that had to be changed (name -> value).

    Without a ``database`` the dataset becomes an SQLite file of the folder, whatever the settings said. Raises
    BackupError when they cannot be read.
    """
    values = _parsed(text)
    changed: dict[str, str] = {}
    for name in PLACES:
        if not _is_inside(str(values.get(name, _default(name)))):
            changed[name] = _default(name)
    stands = str(values.get("database", _default("database")))
    if database is not None and database != stands:
        changed["database"] = database
    elif database is None and not (stands.startswith(SQLITE) and _is_inside(stands.removeprefix(SQLITE))):
        changed["database"] = _default("database")
    for name, value in changed.items():
        text = _replaced(text, name, value)
    if any(_parsed(text)[name] != value for name, value in changed.items()):
        raise BackupError("its settings cannot be changed", where="ejournal.toml", value=", ".join(changed))
    return text, changed


def place(text: str, name: str) -> str:
    """The path of journals, archive or registry from the workspace's folder, as these settings say."""
    return str(_parsed(text).get(name, _default(name)))


def database(text: str, folder: Path) -> str:
    """The address of the dataset as these settings say, once they stand in this folder."""
    stands = str(_parsed(text).get("database", _default("database")))
    path = stands.removeprefix(SQLITE)
    return stands if path == stands or Path(path).is_absolute() else f"{SQLITE}{folder / path}"


def _parsed(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise BackupError("its settings cannot be read", where="ejournal.toml") from None


def _default(name: str) -> str:
    return str(Config.model_fields[name].default)


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path)
    return bool(path) and not parts.is_absolute() and ".." not in parts.parts and parts.parts != ()


def _replaced(text: str, name: str, value: str) -> str:
    line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
    new, found = re.subn(rf"(?m)^[ \t]*{name}[ \t]*=.*$", lambda _: line, text, count=1)
    return new if found else f"{line}\n{text}"
