"""Moves of events, for those who ask for changes alone; addresses that were ever offered."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Makes the tables: whoever asks before the next change is given everything."""
    op.create_table(
        "event_moves",
        sa.Column("form", sa.String(80), primary_key=True),
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("uid", sa.String(255), primary_key=True),
        sa.Column("moved", sa.Integer, nullable=False),
    )
    op.create_table("offered", sa.Column("path", sa.Text, primary_key=True))
