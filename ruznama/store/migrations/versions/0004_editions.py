"""Editions: what is published of each path, its pieces, the cards and words of articles."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the tables; every article and tombstone that is there has moved."""
    for table in ("articles", "tombstones"):
        op.add_column(table, sa.Column("moved", sa.Integer, nullable=False, server_default="0"))
        op.create_index(f"{table}_moved", table, ["moved"])
    op.add_column("change", sa.Column("withdrawn", sa.DateTime(timezone=True)))
    op.execute("UPDATE change SET withdrawn = (SELECT max(gone) FROM tombstones)")
    op.create_table(
        "pieces",
        sa.Column("digest", sa.LargeBinary(16), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "editions",
        sa.Column("form", sa.String(80), primary_key=True),
        sa.Column("counter", sa.Integer, nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("left_out", sa.Text, nullable=False),
    )
    op.create_table(
        "bodies",
        sa.Column("form", sa.String(80), primary_key=True),
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("counter", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(32)),
        sa.Column("octets", sa.Integer),
        sa.Column("content_type", sa.Text),
        sa.Column("headers", sa.Text),
        sa.Column("last_modified", sa.Integer),
        sa.Column("parts", sa.LargeBinary),
    )
    op.create_index("bodies_counter", "bodies", ["form", "counter"])
    op.create_table(
        "cards",
        sa.Column("form", sa.String(80), primary_key=True),
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("counter", sa.Integer, nullable=False),
        sa.Column("document", sa.LargeBinary),
        sa.Column("pieces", sa.LargeBinary),
    )
    op.create_index("cards_counter", "cards", ["form", "counter"])
    if op.get_context().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE search USING fts5(id UNINDEXED, words)")
    else:
        op.execute(
            "CREATE TABLE nodes (id VARCHAR(32) PRIMARY KEY, said TEXT NOT NULL,"
            " seen TIMESTAMP WITH TIME ZONE NOT NULL)"
        )
        op.execute("CREATE TABLE search (id VARCHAR(64) PRIMARY KEY, words tsvector NOT NULL)")
        op.execute("CREATE INDEX search_words ON search USING gin (words)")
