"""The one store: what was read, what was withdrawn, and the record of change. SQL only, no rules.

SQLAlchemy Core over SQLite (WAL) or PostgreSQL, the same code on both. Articles and their events
stand in tables of their own, so that a calendar never reads a text. An unchanged row writes
nothing.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, func, select, update

from articles.revisions.known import Revision, Tombstone
from ruznama.store.database.engine import (
    DatabaseAway,
    backup,
    is_sound,
    now,
    open_engine,
    restore,
    writing,
)
from ruznama.store.database.locks import WriterLock, alone
from ruznama.store.editions import Editions
from ruznama.store.itemrows import Items, leave
from ruznama.store.kept import ChangeRecord, Place, Saved
from ruznama.store.locators import Locators
from ruznama.store.nodes import Nodes
from ruznama.store.record import Record
from ruznama.store.rows import (
    move,
    of_others,
    put,
    put_articles,
    revisions_of,
)
from ruznama.store.runs import Runs
from ruznama.store.tables import articles, change, events, tombstones
from ruznama.store.turns import Turns


class Store:
    """An open store. Every method is one transaction.

    Attributes:
        runs: when sources run, and how they fared.
        items: the ledger of what sources hold.
        locators: where the articles were found.
        editions: what was published.
        nodes: who else is at work on it.
        record: in which form outputs are written.
        turns: when other people's hosts may be asked.
    """

    def __init__(self, url: str, *, frugal: bool = False) -> None:
        self._url = url
        self._frugal = frugal
        self._engine = open_engine(url, frugal=frugal)
        self.runs = Runs(self._engine)
        self.items = Items(self._engine)
        self.locators = Locators(self._engine)
        self.editions = Editions(self._engine)
        self.nodes = Nodes(self._engine)
        self.record = Record(self._engine)
        self.turns = Turns(self._engine)
        self._writer = WriterLock()

    @property
    def is_shared(self) -> bool:
        """Whether several machines may be at work on it."""
        return self._engine.dialect.name == "postgresql"

    def now(self) -> datetime:
        """The time, of the store."""
        return now(self._engine)

    def takes_writing(self) -> bool:
        """Whether this process may run sources: on SQLite one does, until it ends."""
        return self._writer.take(self._engine)

    def close(self) -> None:
        """Leaves the other nodes, and gives all connections back."""
        with suppress(DatabaseAway):
            self.nodes.leave()
        self._engine.dispose()
        self._writer.leave()

    def is_sound(self) -> bool:
        """Whether the database is there and can be read."""
        return is_sound(self._engine)

    def reopen(self, *, writes: bool) -> None:
        """Opens the database anew; one that is corrupt is set aside, one that is gone is made.

        What was deleted is written anew by the process that `writes`.

        Raises:
            StoreError: it cannot be opened.
        """
        if writes:
            restore(self._engine)
        self._engine.dispose()
        self._engine = open_engine(self._url, frugal=self._frugal)
        parts = (self.runs, self.items, self.locators, self.editions, self.nodes, self.record)
        for part in (*parts, self.turns):
            part.engine = self._engine

    def backup(self, file: Path) -> None:
        """Writes a copy of the database while it is in use.

        Raises:
            StoreError: it is no SQLite database, or the copy cannot be written.
        """
        backup(self._engine, file)

    def change(self) -> ChangeRecord | None:
        """The record of change; None while nothing was ever published."""
        with self._engine.begin() as connection:
            row = connection.execute(select(change)).one_or_none()
        if row is None:
            return None
        return ChangeRecord(
            counter=row.counter, at=row.at, numbered=row.numbered, withdrawn=row.withdrawn
        )

    def places(self, since: int = -1) -> dict[str, Place]:
        """Where each of `revisions` belongs, by id."""
        query = select(articles.c.id, articles.c.source, articles.c.number)
        query = query.where(articles.c.moved > since)
        with self._engine.begin() as connection:
            return {
                row.id: Place(source=row.source, number=row.number)
                for row in connection.execute(query)
            }

    def counts(self) -> dict[str, tuple[int, int]]:
        """How many articles and events each source has given."""
        query = (
            select(
                articles.c.source,
                func.count(articles.c.id.distinct()),
                func.count(events.c.uid),
            )
            .outerjoin(events, events.c.article_id == articles.c.id)
            .group_by(articles.c.source)
        )
        with self._engine.begin() as connection:
            return {source: (told, dated) for source, told, dated in connection.execute(query)}

    def sources(self) -> set[str]:
        """The names of the sources that have articles."""
        with self._engine.begin() as connection:
            return set(connection.scalars(select(articles.c.source).distinct()))

    def revision(self, article_id: str) -> Revision:
        """One article with its events.

        Raises:
            LookupError: no article has this id.
        """
        with self._engine.begin() as connection:
            found = list(revisions_of(connection, articles.c.id == article_id))
        if not found:
            raise LookupError(article_id)
        return found[0]

    def revisions(self, since: int = -1) -> list[Revision]:
        """The articles with their events that moved after a counter of the record of change.

        All of them where none is given; by id.
        """
        with self._engine.begin() as connection:
            return list(revisions_of(connection, articles.c.moved > since))

    def tombstones(self) -> list[Tombstone]:
        """Every withdrawn article, by id."""
        with self._engine.begin() as connection:
            rows = connection.execute(select(tombstones).order_by(tombstones.c.id))
            return [Tombstone(id=row.id, gone=row.gone) for row in rows]

    def save(self, saved: Sequence[Saved], *, source: str, now: datetime) -> list[Saved]:
        """Keeps revisions that are new or changed, all of them or none; moves the record of change.

        An article that was withdrawn before is so no more.

        Returns:
            Those whose ids are by now of another source, whose articles they would replace: they
            are not kept.
        """
        with writing(self._engine) as connection:
            counter, _ = move(connection, now)
            taken = of_others(connection, source, [each.revision.id for each in saved])
            own = [each for each in saved if each.revision.id not in taken]
            kept = put_articles(connection, source, counter, own)
            back = tombstones.c.id.in_([revision.id for revision in kept])
            connection.execute(delete(tombstones).where(back))
        return [each for each in saved if each.revision.id in taken]

    def touch(self, now: datetime) -> None:
        """Moves the record of change."""
        with writing(self._engine) as connection:
            move(connection, now)

    def publishing(self) -> AbstractContextManager[bool]:
        """Keeps other processes from publishing; whether none of them is doing so."""
        return alone(self._engine)

    def withdraw(self, article_id: str, now: datetime) -> None:
        """Takes an article out and keeps its tombstone; moves the record of change.

        What it was is left in the ledger: its item may come back.
        """
        mine = articles.c.id == article_id
        with writing(self._engine) as connection:
            place = connection.execute(select(articles.c.source, articles.c.locator).where(mine))
            for (source, locator), revision in zip(
                place.all(), revisions_of(connection, mine), strict=True
            ):
                leave(connection, source, locator, revision, now)
            connection.execute(delete(articles).where(mine))
            counter, gone = move(connection, now)
            put(connection, tombstones, {"id": article_id}, {"gone": gone, "moved": counter})
            connection.execute(update(change).values(withdrawn=gone))


def open_store(url: str, *, frugal: bool = False) -> Store:
    """The store at `url`, brought to the newest schema; `frugal` where memory is to be spared.

    Raises:
        StoreError: it cannot be opened, its driver is missing, or a newer Ruznama has written it.
    """
    return Store(url, frugal=frugal)
