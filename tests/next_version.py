"""The program's next version, for tests of what it does with datasets and backups of this one."""

import shutil
from pathlib import Path

from ejournal.store import upgrade

STEP = '''"""One more step, as a later version may bring it: a new column in the table that all others refer to."""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"


def upgrade() -> None:
    with op.batch_alter_table("entities", recreate="auto") as table:
        table.alter_column("public_id", type_=sa.String(40))
        table.add_column(sa.Column("remark", sa.Text(), server_default="-", nullable=False))
'''


def next_migrations(folder: Path) -> Path:
    """The program's migrations and one more step, in this new folder: to stand in for ``upgrade.MIGRATIONS``."""
    shutil.copytree(upgrade.MIGRATIONS, folder)
    (folder / "versions/next_step.py").write_text(STEP.format(head=upgrade.head()), encoding="utf-8")
    return folder
