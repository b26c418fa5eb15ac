"""Alembic's environment: runs on the connection that the store hands over."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from ejournal.store.schema import metadata


def render_item(kind: str, item: object, autogen_context: AutogenContext) -> str | Literal[False]:
    """An instant is stored as microseconds: a migration names the plain type, not this version's class."""
    return "sa.BigInteger()" if kind == "type" and type(item).__name__ == "Instant" else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
