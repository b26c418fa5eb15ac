"""The workspace's settings: ``ejournal.toml``, overridden by ``EJOURNAL_*`` variables. Nothing is read at import."""

import os
import tomllib
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ejournal.errors import ConfigError
from ejournal.i18n import Language

FILE = "ejournal.toml"
TEMPLATE = """\
# Settings of this workspace. Each may be overridden by a variable: EJOURNAL_DATABASE, EJOURNAL_LANGUAGE and so on.
institution = "{institution}"
language = "{language}"              # ru, ky or en
zone = "Asia/Bishkek"        # lessons' days are local dates of this zone
database = "sqlite:///ejournal.sqlite3"   # or postgresql+psycopg://user@host/name
journals = "journals"        # folder of the teachers' workbooks
archive = "archive"          # folder of reports
registry = "Реестр.xlsx"
grouping = "group-teacher"   # a workbook per: group-teacher, group or teacher
names = "full"               # how students are shown in workbooks: full, initials or number
"""


class Config(BaseModel):
    """The settings of one workspace; paths are absolute."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    workspace: Path
    institution: str = "Жалал-Абадский государственный университет"
    language: Language = "ru"
    zone_name: str = Field(default="Asia/Bishkek", alias="zone")
    database: str = "sqlite:///ejournal.sqlite3"
    journals: Path = Path("journals")
    archive: Path = Path("archive")
    registry: Path = Path("Реестр.xlsx")
    grouping: Literal["group-teacher", "group", "teacher"] = "group-teacher"
    names: Literal["full", "initials", "number"] = "full"

    @field_validator("zone_name")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        ZoneInfo(value)
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The university's time zone."""
        return ZoneInfo(self.zone_name)

    @property
    def database_address(self) -> str:
        """The database's address; a relative SQLite file is taken from the workspace."""
        prefix = "sqlite:///"
        if self.database.startswith(prefix) and not Path(self.database.removeprefix(prefix)).is_absolute():
            return f"{prefix}{self.workspace / self.database.removeprefix(prefix)}"
        return self.database

    @property
    def parameters(self) -> Path:
        """The folder of the workspace's own parameters."""
        return self.workspace / "parameters"

    @property
    def state(self) -> Path:
        """The folder of lock files."""
        return self.workspace / ".ejournal"


def load_config(workspace: Path) -> Config:
    """The settings of a workspace. Raises ConfigError when it is none, or a setting is unknown or mistyped."""
    file = workspace / FILE
    if not file.is_file():
        raise ConfigError(
            "this folder is no workspace: ejournal.toml is missing",
            where=str(workspace),
            remedy="Give the workspace with -w, or make one with: ejournal init DIR",
        )
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
        values |= _environment()
        config = Config(workspace=workspace.resolve(), **values)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not readable as TOML: {error}", where=str(file), remedy="Mend the line named") from None
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"setting {name}: {first['msg']}", where=str(file), remedy="Mend or remove it") from None
    except (KeyError, ValueError) as error:
        raise ConfigError(f"setting not usable: {error}", where=str(file), remedy="Mend or remove it") from None
    return _absolute(config)


def _environment() -> dict[str, str]:
    names = {field.alias or name for name, field in Config.model_fields.items()} - {"workspace"}
    return {name: os.environ[f"EJOURNAL_{name.upper()}"] for name in names if f"EJOURNAL_{name.upper()}" in os.environ}


def _absolute(config: Config) -> Config:
    places = {name: config.workspace / getattr(config, name) for name in ("journals", "archive", "registry")}
    return config.model_copy(update=places)
