"""The tables of the store; `ruznama.store.migrations` makes them."""

from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite, which has no zones, keeps it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC on the way in."""
        del dialect
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC on the way out."""
        del dialect
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


metadata = MetaData()
articles = Table(
    "articles",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("source", String(64), nullable=False),
    Column("locator", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("pending", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("document", Text, nullable=False),
    Column("moved", Integer, nullable=False),
    UniqueConstraint("source", "locator"),
)
events = Table(
    "events",
    metadata,
    Column(
        "article_id", String(64), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("uid", String(255), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("document", Text, nullable=False),
)
tombstones = Table(
    "tombstones",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("gone", UtcDateTime, nullable=False),
    Column("moved", Integer, nullable=False),
)
change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("counter", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("form", String(64)),
    Column("numbered", Integer, nullable=False),
    Column("withdrawn", UtcDateTime),
)
combined_events = Table(
    "combined_events",
    metadata,
    Column("uid", String(255), primary_key=True),
    Column("document", Text, nullable=False),
    Column("moved", Integer, nullable=False),
)
# The ledger: every item of every source, and how it answered when it was last visited.
visits = Table(
    "visits",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("locator", Text, primary_key=True),
    Column("url", Text),
    Column("title", Text, nullable=False),
    Column("names", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("best", String(16), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("told", String(64)),
    Column("held", String(64)),
    Column("problem", Text),
    Column("remedy", Text),
    Column("failures", Integer, nullable=False),
    Column("next_at", UtcDateTime),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("moved_to", Text),
    Column("moves", Integer, nullable=False),
    Column("kept", Text),  # the article of an item that is gone, for when it comes back
)
names = Table(
    "names",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("source", String(64), primary_key=True),
    Column("locator", Text, primary_key=True),
)
runs = Table(
    "runs",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("form", String(64), nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("last", UtcDateTime),
    Column("good", UtcDateTime),
    Column("failures", Integer, nullable=False),
    Column("problem", Text),
)
slices = Table(
    "slices",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("document", Text, nullable=False),
)
# Paths that were offered once and stay, whatever is there by now.
offered = Table("offered", metadata, Column("path", Text, primary_key=True))

EDITION_KEPT = "ruznama_edition"  # the channel of PostgreSQL where other nodes are told

# What can be made again from the tables above; no part of an export.
made = MetaData()
pieces = Table(
    "pieces",
    made,
    Column("digest", LargeBinary(16), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
editions = Table(
    "editions",
    made,
    Column("form", String(80), primary_key=True),
    Column("counter", Integer, nullable=False),
    Column("changed", UtcDateTime, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("left_out", Text, nullable=False),
)
bodies = Table(
    "bodies",
    made,
    Column("form", String(80), primary_key=True),
    Column("path", Text, primary_key=True),
    Column("counter", Integer, nullable=False),
    Column("digest", String(32)),
    Column("octets", Integer),
    Column("content_type", Text),
    Column("headers", Text),
    Column("last_modified", Integer),
    Column("parts", LargeBinary),
)
cards = Table(
    "cards",
    made,
    Column("form", String(80), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("counter", Integer, nullable=False),
    Column("document", LargeBinary),
    Column("pieces", LargeBinary),
)
event_moves = Table(
    "event_moves",
    made,
    Column("form", String(80), primary_key=True),
    Column("path", Text, primary_key=True),
    Column("uid", String(255), primary_key=True),
    Column("moved", Integer, nullable=False),
)
search = Table("search", made, Column("id", String(64), primary_key=True), Column("words", Text))
