"""The dataset's store: schema, migrations, reads and writes (docs/decisions/0001-store.md)."""

from ejournal.store import schema_checkpoints, schema_finals, schema_findings
from ejournal.store.engine import Store, Writer
from ejournal.store.ids import is_public_id, public_id

__all__ = [
    "Store",
    "Writer",
    "is_public_id",
    "public_id",
    "schema_checkpoints",
    "schema_finals",
    "schema_findings",
]
