"""The settings of a restored workspace: as they were, but for what led out of the folder."""

import tomllib
from pathlib import Path

import pytest

from ejournal.backup import settings
from ejournal.config import TEMPLATE

TEXT = TEMPLATE.format(institution="ЖАГУ", language="ru")


def test_settings_inside_the_folder_stay_to_the_letter() -> None:
    """Nothing leads out: not a letter is changed."""
    assert settings.settled(TEXT, None) == (TEXT, {})


@pytest.mark.parametrize("value", ["/srv/journals", "../journals", "a/../../b", "."])
def test_what_leads_out_comes_in(value: str) -> None:
    """A path out of the folder is replaced; comments and the other settings stay."""
    text, changed = settings.settled(TEXT.replace('journals = "journals"', f'journals = "{value}"'), None)
    assert changed == {"journals": "journals"}
    assert tomllib.loads(text) == tomllib.loads(TEXT)
    assert text.count("#") == TEXT.count("#") - 1  # the comment of the replaced line goes with it


def test_a_setting_that_is_not_there_is_added() -> None:
    """A given database is written even where the settings had none."""
    text, changed = settings.settled('language = "ky"\n', 'postgresql+psycopg://u:"x"@h/n')
    assert tomllib.loads(text) == {"language": "ky", "database": 'postgresql+psycopg://u:"x"@h/n'}
    assert list(changed) == ["database"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("sqlite:///ejournal.sqlite3", "sqlite:///ejournal.sqlite3"),
        ("sqlite:///data/ejournal.sqlite3", "sqlite:///data/ejournal.sqlite3"),
        ("sqlite:////var/lib/ejournal.sqlite3", "sqlite:///ejournal.sqlite3"),
        ("sqlite:///../ejournal.sqlite3", "sqlite:///ejournal.sqlite3"),
        ("postgresql+psycopg://user@host/name", "sqlite:///ejournal.sqlite3"),
    ],
)
def test_without_an_address_the_dataset_is_a_file_of_the_folder(address: str, expected: str) -> None:
    """A relative SQLite file stays where it was in the folder; every other database becomes one."""
    text, _ = settings.settled(TEXT.replace("sqlite:///ejournal.sqlite3", address), None)
    assert tomllib.loads(text)["database"] == expected
    assert settings.database(text, Path("/new")) == expected.replace("sqlite:///", "sqlite:////new/")
