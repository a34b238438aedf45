"""The one store: what was read, what was withdrawn, and the record of change. SQL only, no rules.

SQLAlchemy Core over SQLite (WAL) or PostgreSQL, the same code on both. Articles and their events
stand in tables of their own, so that a calendar never reads a text. An unchanged row writes
nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Table, delete, func, insert, select, update

from articles.revisions.revise import EventRevision, Revision, Tombstone
from ruznama.store.engine import backup, is_sound, open_engine, writing
from ruznama.store.place import Place
from ruznama.store.runs import Runs
from ruznama.store.tables import articles, change, events, tombstones, visits

_TICK = timedelta(seconds=1)
_REVISION = TypeAdapter(Revision)
_EVENT = TypeAdapter(EventRevision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What is remembered of an address that is asked again.

    Attributes:
        etag: as the last good answer told it; likewise `last_modified`.
        next_at: not to be asked before.
        failures: in a row; `problem` and `remedy` are of the last one.
        moved_to: where it redirects to for good, `moves` times in a row.
    """

    next_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    problem: str | None = None
    remedy: str | None = None
    moved_to: str | None = None
    moves: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an item: its article, the digest of what was read, whether it is pending."""

    id: str
    digest: str
    pending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRecord:
    """How often anything visible changed, and when it last did; neither ever goes back.

    Attributes:
        numbered: how many articles there ever were.
    """

    counter: int
    at: datetime
    numbered: int = 0


class Store:
    """An open store. Every method is one transaction.

    Attributes:
        runs: when sources run, and how they fared.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine = open_engine(url)
        self.runs = Runs(self._engine)

    def close(self) -> None:
        """Gives all connections back."""
        self._engine.dispose()

    def is_sound(self) -> bool:
        """Whether the database is there and can be read."""
        return is_sound(self._engine)

    def reopen(self) -> None:
        """Opens the database anew; one that is corrupt is set aside, one that is gone is made.

        Raises:
            StoreError: it cannot be opened.
        """
        self._engine.dispose()
        self._engine = self.runs.engine = open_engine(self._url)

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
        return ChangeRecord(counter=row.counter, at=row.at, numbered=row.numbered)

    def known(self, source: str) -> dict[str, Known]:
        """The items of a source that are articles, by locator."""
        columns = (articles.c.locator, articles.c.id, articles.c.digest, articles.c.pending)
        with self._engine.begin() as connection:
            rows = connection.execute(select(*columns).where(articles.c.source == source))
            return {
                row.locator: Known(id=row.id, digest=row.digest, pending=bool(row.pending))
                for row in rows
            }

    def places(self) -> dict[str, Place]:
        """Where each article belongs, by id."""
        query = select(articles.c.id, articles.c.source, articles.c.number)
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

    def has_article(self, article_id: str) -> bool:
        """Whether an id is taken."""
        with self._engine.begin() as connection:
            query = select(articles.c.id).where(articles.c.id == article_id)
            return connection.execute(query).one_or_none() is not None

    def revision(self, article_id: str) -> Revision:
        """One article with its events.

        Raises:
            LookupError: no article has this id.
        """
        with self._engine.begin() as connection:
            found = list(_revisions(connection, article_id))
        if not found:
            raise LookupError(article_id)
        return found[0]

    def revisions(self) -> list[Revision]:
        """Every article with its events, by id."""
        with self._engine.begin() as connection:
            return list(_revisions(connection))

    def tombstones(self) -> list[Tombstone]:
        """Every withdrawn article, by id."""
        with self._engine.begin() as connection:
            rows = connection.execute(select(tombstones).order_by(tombstones.c.id))
            return [Tombstone(id=row.id, gone=row.gone) for row in rows]

    def save(
        self, revision: Revision, *, source: str, locator: str, digest: str, now: datetime
    ) -> None:
        """Keeps a revision that is new or changed, and moves the record of change.

        An article that was withdrawn before is so no more.
        """
        with writing(self._engine) as connection:
            values = {
                "source": source,
                "locator": locator,
                "digest": digest,
                "pending": int(revision.pending),
                "document": _REVISION.dump_json(replace(revision, events=())).decode(),
            }
            _move(connection, now)
            _put(connection, articles, {"id": revision.id}, values, partial(_number, connection))
            _put_events(connection, revision)
            connection.execute(delete(tombstones).where(tombstones.c.id == revision.id))

    def touch(self, now: datetime) -> None:
        """Moves the record of change."""
        with writing(self._engine) as connection:
            _move(connection, now)

    def agree_on_form(self, form: str, now: datetime) -> None:
        """Moves the record of change where outputs are written in another form than before.

        Args:
            form: tells one way of writing (configuration, version) from every other.
            now: the time.
        """
        with self._engine.begin() as connection:
            row = connection.execute(select(change)).one_or_none()
        if row is None or row.form == form:
            return
        with writing(self._engine) as connection:
            _move(connection, now)
            connection.execute(update(change).values(form=form))

    def keep_digest(self, article_id: str, digest: str) -> None:
        """Keeps the digest of an item whose article says what it said before."""
        with writing(self._engine) as connection:
            query = update(articles).where(articles.c.id == article_id).values(digest=digest)
            connection.execute(query)

    def withdraw(self, article_id: str, now: datetime) -> None:
        """Takes an article out and keeps its tombstone; moves the record of change."""
        with writing(self._engine) as connection:
            connection.execute(delete(articles).where(articles.c.id == article_id))
            _put(connection, tombstones, {"id": article_id}, {"gone": _move(connection, now)})

    def visit(self, url: str) -> Visit | None:
        """What is remembered of an address."""
        with self._engine.begin() as connection:
            row = connection.execute(select(visits).where(visits.c.url == url)).one_or_none()
        if row is None:
            return None
        told = dict(row._mapping)  # noqa: SLF001  the public way to a row's columns by name
        del told["url"]
        return Visit(**told)

    def keep_visit(self, url: str, visit: Visit) -> None:
        """Remembers how an address answered; nobody is woken by that."""
        with writing(self._engine) as connection:
            _put(connection, visits, {"url": url}, asdict(visit))


def open_store(url: str) -> Store:
    """The store at `url`, brought to the newest schema.

    Raises:
        StoreError: it cannot be opened, its driver is missing, or a newer Ruznama has written it.
    """
    return Store(url)


def _revisions(connection: Connection, article_id: str | None = None) -> Iterator[Revision]:
    query = select(articles.c.id, articles.c.document).order_by(articles.c.id)
    details = select(events).order_by(events.c.article_id, events.c.position)
    if article_id is not None:
        query = query.where(articles.c.id == article_id)
        details = details.where(events.c.article_id == article_id)
    by_article: dict[str, list[EventRevision]] = {}
    for row in connection.execute(details):
        by_article.setdefault(row.article_id, []).append(_EVENT.validate_json(row.document))
    for row in connection.execute(query):
        revision = _REVISION.validate_json(row.document)
        yield replace(revision, events=tuple(by_article.get(row.id, ())))


def _put_events(connection: Connection, revision: Revision) -> None:
    """Writes the events that differ from what is kept, and removes those that are over."""
    mine = events.c.article_id == revision.id
    kept = {
        row.uid: (row.position, row.document)
        for row in connection.execute(select(events).where(mine))
    }
    for position, known in enumerate(revision.events):
        document = _EVENT.dump_json(known).decode()
        if kept.pop(known.uid, None) != (position, document):
            key = {"article_id": revision.id, "uid": known.uid}
            _put(connection, events, key, {"position": position, "document": document})
    _remove(connection, revision.id, kept)


def _remove(connection: Connection, article_id: str, uids: Iterable[str]) -> None:
    for uid in uids:
        where = (events.c.article_id == article_id) & (events.c.uid == uid)
        connection.execute(delete(events).where(where))


def _put(
    connection: Connection,
    table: Table,
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    new: Callable[[], Mapping[str, Any]] = dict,
) -> None:
    """Updates the row of a key, or inserts it: inside one writing transaction that is an upsert.

    `new` gives what else a new row holds.
    """
    query = update(table).values(**values)
    for name, value in key.items():
        query = query.where(table.c[name] == value)
    if connection.execute(query).rowcount == 0:
        connection.execute(insert(table).values(**key, **values, **new()))


def _number(connection: Connection) -> dict[str, int]:
    """The number of a new article."""
    query = update(change).values(numbered=change.c.numbered + 1).returning(change.c.numbered)
    return {"number": connection.execute(query).scalar_one() - 1}


def _move(connection: Connection, now: datetime) -> datetime:
    """Moves the record of change: later than before, whatever the clock says."""
    row = connection.execute(select(change).with_for_update()).one_or_none()
    at = now.astimezone(UTC).replace(microsecond=0)
    if row is not None:
        at = max(at, row.at + _TICK)
    counted = {"counter": row.counter + 1 if row else 1, "at": at}
    _put(connection, change, {"id": 1}, counted, lambda: {"numbered": 0})
    return at
