"""When sources run and how they fared; what an address answered when it failed or had moved."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the table and the columns."""
    op.add_column("visits", sa.Column("problem", sa.Text))
    op.add_column("visits", sa.Column("remedy", sa.Text))
    op.add_column("visits", sa.Column("moved_to", sa.Text))
    op.add_column("visits", sa.Column("moves", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "runs",
        sa.Column("source", sa.String(64), primary_key=True),
        sa.Column("form", sa.String(64), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True)),
        sa.Column("last", sa.DateTime(timezone=True)),
        sa.Column("good", sa.DateTime(timezone=True)),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("problem", sa.Text),
    )
