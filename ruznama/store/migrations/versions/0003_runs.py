"""When sources run and how they fared, what addresses answered, the numbers of articles."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the table and the columns; numbers the articles that are there by their ids."""
    op.add_column("change", sa.Column("numbered", sa.Integer, nullable=False, server_default="0"))
    op.add_column("articles", sa.Column("number", sa.Integer, nullable=False, server_default="0"))
    op.execute(
        "UPDATE articles SET number ="
        " (SELECT count(*) FROM articles AS other WHERE other.id < articles.id)"
    )
    op.execute("UPDATE change SET numbered = (SELECT count(*) FROM articles)")
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
