"""Slices: what is kept for life of each part that one can subscribe to alone."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Makes the table; the next publication fills it."""
    op.create_table(
        "slices",
        sa.Column("slug", sa.Text, primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
    )
