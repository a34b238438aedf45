"""Combined events: the record of what several articles tell, or none any more."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Makes the table: without a record an event has the UID of the article that told it first."""
    op.create_table(
        "combined_events",
        sa.Column("uid", sa.String(255), primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("moved", sa.Integer, nullable=False),
    )
    op.create_index("combined_events_moved", "combined_events", ["moved"])
