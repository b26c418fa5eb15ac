"""Settings come from ejournal.toml and EJOURNAL_* variables; what is off is named with its remedy."""

from pathlib import Path

import pytest

from ejournal.config import FILE, load_config
from ejournal.errors import ConfigError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace that says nothing but its name."""
    (tmp_path / FILE).write_text('institution = "ЖАГУ"\n', encoding="utf-8")
    return tmp_path


def test_defaults_are_the_embedded_ones(folder: Path) -> None:
    """SQLite beside the settings, workbooks and archive in their folders, the zone of the university."""
    config = load_config(folder)
    assert config.database_address == f"sqlite:///{folder}/ejournal.sqlite3"
    assert (config.journals, config.archive) == (folder / "journals", folder / "archive")
    assert config.zone.key == "Asia/Bishkek"


def test_variables_go_before_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable overrides a setting; an absolute folder stays one."""
    monkeypatch.setenv("EJOURNAL_LANGUAGE", "ky")
    monkeypatch.setenv("EJOURNAL_ZONE", "Europe/Moscow")
    monkeypatch.setenv("EJOURNAL_JOURNALS", "/srv/journals")
    monkeypatch.setenv("EJOURNAL_DATABASE", "postgresql+psycopg://journal@db/ejournal")
    config = load_config(folder)
    assert (config.language, config.zone.key, config.journals) == ("ky", "Europe/Moscow", Path("/srv/journals"))
    assert config.database_address == "postgresql+psycopg://journal@db/ejournal"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('langauge = "ky"', "langauge"),
        ('language = "de"', "language"),
        ('zone = "Mars/Base"', "Mars/Base"),
        ('grouping = "none"', "grouping"),
        ("language = ", "TOML"),
    ],
)
def test_a_setting_that_is_off_is_named(folder: Path, line: str, said: str) -> None:
    """Unknown, mistyped and unreadable settings are refused with the file's name."""
    (folder / FILE).write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(folder)
    assert said in str(caught.value)
    assert FILE in str(caught.value)


def test_a_folder_without_settings(tmp_path: Path) -> None:
    """It is no workspace, and the remedy says how to make one."""
    with pytest.raises(ConfigError, match="ejournal init"):
        load_config(tmp_path)
