"""A backup holds what must not be told: its file is its owner's, and no word about it names a password."""

import stat
import tarfile
from pathlib import Path

import pytest
from filled_workspace import NOW, fill
from postgres import Postgres

from ejournal.backup import backup, restore
from ejournal.errors import EjournalError

SECRET = "geheim"


def with_password(address: str) -> str:
    """The address with a password, which the test's server does not ask for."""
    return address.replace("postgres:@", f"postgres:{SECRET}@")


def test_a_password_is_in_the_settings_only(tmp_path: Path, postgres: Postgres) -> None:
    """The database's password stands in the settings inside the backup and in nothing that is printed or listed."""
    address = with_password(postgres())
    assert SECRET in address
    made = backup(fill(tmp_path / "workspace", address), tmp_path / "b.tar.gz", NOW)
    restored = restore(made.file, tmp_path / "new", database=with_password(postgres()))
    assert SECRET not in repr(made) + repr(restored)
    assert "***" in restored.database
    with tarfile.open(made.file) as tar:
        holding = [info.name for info in tar if SECRET.encode() in (tar.extractfile(info) or tar).read()]  # type: ignore[union-attr]
    assert holding == ["ejournal.toml"]


def test_an_error_names_no_password(tmp_path: Path, postgres: Postgres) -> None:
    """A restore that the database refuses says where, without the password."""
    made = backup(fill(tmp_path / "workspace"), tmp_path / "b.tar.gz", NOW)
    for address in (f"postgresql+psycopg://u:{SECRET}@127.0.0.1:1/x", with_password(postgres()) + "&port=1"):
        with pytest.raises(EjournalError) as caught:
            restore(made.file, tmp_path / "new", database=address)
        assert SECRET not in str(caught.value)
        assert not (tmp_path / "new").exists()


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    """A backup is personal data: neither group nor others may open the file."""
    made = backup(fill(tmp_path / "workspace"), tmp_path / "b.tar.gz", NOW)
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
