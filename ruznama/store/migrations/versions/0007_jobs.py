"""Runs of sources are jobs of procrastinate on PostgreSQL; when hosts may be asked again."""

from importlib import resources
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Makes the tables of the engine by its own SQL; claims of our own are no more."""
    op.drop_column("runs", "claimed_until")
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    schema = resources.files("procrastinate.sql") / "schema.sql"
    driver: Any = connection.connection.driver_connection
    driver.execute(schema.read_text("utf-8"))  # without parameters: many statements, and no %
    op.create_table(
        "hosts",
        sa.Column("host", sa.Text, primary_key=True),
        sa.Column("free", sa.DateTime(timezone=True), nullable=False),
    )
