"""Closed checkpoints with their posted points, reopenings, refused changes, and cells to be written back."""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
