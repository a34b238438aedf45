"""The ledger: what is known of every item of every source, and what it is found by."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes the tables; what was remembered of the addresses of articles goes on."""
    op.rename_table("visits", "visits_before")
    op.create_table(
        "visits",
        sa.Column("source", sa.String(64), primary_key=True),
        sa.Column("locator", sa.Text, primary_key=True),
        sa.Column("url", sa.Text),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("names", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("best", sa.String(16), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", sa.String(64)),
        sa.Column("held", sa.String(64)),
        sa.Column("problem", sa.Text),
        sa.Column("remedy", sa.Text),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True)),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("moved_to", sa.Text),
        sa.Column("moves", sa.Integer, nullable=False),
        sa.Column("kept", sa.Text),
    )
    op.create_table(
        "names",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("source", sa.String(64), primary_key=True),
        sa.Column("locator", sa.Text, primary_key=True),
    )
    op.execute(
        "INSERT INTO visits (source, locator, url, title, names, state, best, since, failures,"
        " next_at, moves, moved_to, problem, remedy)"
        " SELECT articles.source, visits_before.url, visits_before.url, '', '', 'full', 'full',"
        " next_at, failures, next_at, moves, moved_to, problem, remedy"
        " FROM visits_before JOIN articles ON articles.locator = visits_before.url"
    )
    op.drop_table("visits_before")
