"""Where articles were found: the items of sources that they are, by locator."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine, bindparam, select, update

from ruznama.store.database.engine import writing
from ruznama.store.kept import Known
from ruznama.store.tables import articles

# Made once, since it is asked of every new article.
_ID = select(articles.c.id).where(articles.c.id == bindparam("asked"))


@dataclass
class Locators:
    """The locators of the articles of an open store. Every method is one transaction."""

    engine: Engine

    def known(self, source: str) -> dict[str, Known]:
        """The items of a source that are articles, by locator."""
        columns = (articles.c.locator, articles.c.id, articles.c.digest, articles.c.pending)
        with self.engine.begin() as connection:
            rows = connection.execute(select(*columns).where(articles.c.source == source))
            return {
                row.locator: Known(id=row.id, digest=row.digest, pending=bool(row.pending))
                for row in rows
            }

    def has_article(self, article_id: str) -> bool:
        """Whether an id is taken."""
        with self.engine.begin() as connection:
            return connection.scalar(_ID, {"asked": article_id}) is not None

    def article_at(self, source: str, locator: str) -> str | None:
        """The id of the article of an item, whatever its source."""
        mine = (articles.c.source == source) & (articles.c.locator == locator)
        with self.engine.begin() as connection:
            return connection.execute(select(articles.c.id).where(mine)).scalar_one_or_none()

    def adopt(self, article_id: str, source: str, locator: str) -> None:
        """Gives an article to another source; what it says is saved after that."""
        mine = articles.c.id == article_id
        with writing(self.engine) as connection:
            values = {"source": source, "locator": locator}
            connection.execute(update(articles).where(mine).values(**values))

    def relocate(self, source: str, moves: Mapping[str, str]) -> None:
        """Finds articles elsewhere from now on: old locators to new ones, swapped ones too."""
        steps = [(old, f"\n{new}") for old, new in moves.items()]  # no locator holds a line break
        with writing(self.engine) as connection:
            for old, new in [*steps, *((waiting, waiting[1:]) for _, waiting in steps)]:
                mine = (articles.c.source == source) & (articles.c.locator == old)
                connection.execute(update(articles).where(mine).values(locator=new))

    def keep_digest(self, article_id: str, digest: str) -> None:
        """Keeps the digest of an item whose article says what it said before."""
        with writing(self.engine) as connection:
            query = update(articles).where(articles.c.id == article_id).values(digest=digest)
            connection.execute(query)
