"""Editions as they are kept: bodies, the pieces that they are joined from, cards, searched words.

All of it can be made again from the articles, but for what all editions share: the records of
combined events, and what is kept of slices. An edition belongs to a form: one configuration, one
version, one way of serving. SQL only, no rules.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, Engine, bindparam, delete, insert, select, text
from zstandard import ZstdCompressor, ZstdDecompressor

from ruznama.store.database.engine import writing
from ruznama.store.eventmoves import EventMoves, moved_since, put_moves
from ruznama.store.rows import put
from ruznama.store.search import find, put_words
from ruznama.store.tables import (
    EDITION_KEPT,
    bodies,
    cards,
    combined_events,
    editions,
    event_moves,
    pieces,
)
from ruznama.store.tables import offered as _offered
from ruznama.store.tables import slices as _slices

_OF_A_FORM = (bodies, cards, editions, event_moves)
_AT_A_TIME = 500
_OCTETS = 16  # of a digest
_KEEP_PIECE = text(
    "INSERT INTO pieces (digest, content) VALUES (:digest, :content) ON CONFLICT DO NOTHING"
)
_LEVEL = 1  # of what pieces are packed with: a sixth of the octets to write, and hardly slower


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    """What is kept of a path, as `publishing.storage.snapshot.Body`; `headers` are JSON."""

    digest: str
    octets: int
    content_type: str
    headers: str
    last_modified: int
    parts: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """What is kept of an article's card: JSON, and the digests of its pieces."""

    document: bytes
    pieces: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow:
    """An edition: of which change it is, when that was, and what it left out, as JSON.

    `sequence` is the highest SEQUENCE that was ever published.
    """

    counter: int
    changed: datetime
    sequence: int
    left_out: str


class Editions:
    """The editions of a store. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def head(self, form: str) -> EditionRow | None:
        """The edition of a form; None before the first."""
        query = select(editions).where(editions.c.form == form)
        with self.engine.begin() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        return EditionRow(
            counter=row.counter,
            changed=row.changed,
            sequence=row.sequence,
            left_out=row.left_out,
        )

    def latest(self, kind: str) -> str | None:
        """The form of the edition that was kept last, among those that end like this."""
        query = select(editions.c.form).where(editions.c.form.endswith(kind))
        query = query.order_by(editions.c.counter.desc(), editions.c.form).limit(1)
        with self.engine.begin() as connection:
            return connection.execute(query).scalar_one_or_none()

    def forget(self, form: str) -> None:
        """Forgets the edition of a form."""
        with writing(self.engine) as connection:
            for table in _OF_A_FORM:
                connection.execute(delete(table).where(table.c.form == form))

    def bodies(self, form: str, since: int) -> Iterator[tuple[str, BodyRow | None]]:
        """Each path that changed after an edition; None for one where nothing is any more."""
        columns = [column for column in bodies.c if column.name not in {"form", "counter"}]
        query = select(*columns).where(bodies.c.form == form, bodies.c.counter > since)
        with self.engine.begin() as connection:
            for path, *values in connection.execute(query):
                names = ("digest", "octets", "content_type", "headers", "last_modified", "parts")
                row = dict(zip(names, values, strict=True))
                yield path, BodyRow(**row) if row["digest"] is not None else None

    def cards(self, form: str, since: int) -> Iterator[tuple[str, bytes | None]]:
        """The card of each article that moved after an edition; None for one that is gone."""
        query = select(cards.c.id, cards.c.document)
        query = query.where(cards.c.form == form, cards.c.counter > since)
        with self.engine.begin() as connection:
            yield from (tuple(row) for row in connection.execute(query))

    def combined(self, since: int) -> list[str]:
        """The records of events that were kept with an edition or after it, as JSON."""
        query = select(combined_events.c.document).where(combined_events.c.moved >= since)
        with self.engine.begin() as connection:
            return list(connection.scalars(query.order_by(combined_events.c.uid)))

    def keep(
        self,
        form: str,
        head: EditionRow,
        *,
        changed: Mapping[str, BodyRow | None],
        moved: Mapping[str, CardRow | None],
        words: Mapping[str, str | None],
        combined: Mapping[str, str],
        slices: Mapping[str, str],
        moves: Mapping[str, EventMoves],
        offered: Collection[str],
    ) -> None:
        """Keeps an edition: what changed since the last one, all of it or nothing.

        Args:
            form: of the edition.
            head: of the edition.
            changed: by path; None where nothing is any more.
            moved: by the id of an article; None for one that is gone.
            words: the folded words of each of these.
            combined: the records of events that several articles tell, as JSON, by UID.
            slices: what is kept of each for life, by slug: JSON.
            moves: what changed in each calendar, by path.
            offered: paths that are to stay for life.
        """
        with writing(self.engine) as connection:
            own = {"form": form, "counter": head.counter}
            _replace(connection, bodies.c.path, own, changed)
            _replace(connection, cards.c.id, own, moved)
            put_words(connection, words)
            for uid, document in combined.items():
                values = {"document": document, "moved": head.counter}
                put(connection, combined_events, {"uid": uid}, values)
            _put_slices(connection, slices)
            _offer(connection, offered)
            put_moves(connection, form, moves, int(head.changed.timestamp()))
            connection.execute(delete(editions).where(editions.c.form == form))
            connection.execute(insert(editions).values(form=form, **asdict(head)))
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"NOTIFY {EDITION_KEPT}")

    def slices(self) -> list[str]:
        """What is kept of every slice for life."""
        with self.engine.begin() as connection:
            return list(connection.scalars(select(_slices.c.document).order_by(_slices.c.slug)))

    def moved_events(self, form: str, path: str, since: int) -> list[str] | None:
        """The UIDs of the events of a calendar that moved after a time; see `eventmoves`."""
        with self.engine.begin() as connection:
            return moved_since(connection, form, path, since)

    def offered(self) -> list[str]:
        """The paths that were offered once and stay."""
        with self.engine.begin() as connection:
            return list(connection.scalars(select(_offered.c.path).order_by(_offered.c.path)))

    def find(self, words: str) -> list[str]:
        """The ids of the articles that hold all of some words."""
        with self.engine.begin() as connection:
            return find(connection, words)

    def pieces(self, digests: Collection[bytes]) -> dict[bytes, bytes]:
        """The bytes of those pieces that are there."""
        query = select(pieces.c.digest, pieces.c.content)
        found: dict[bytes, bytes] = {}
        with self.engine.begin() as connection:
            for batch in _batches(digests):
                rows = connection.execute(query.where(pieces.c.digest.in_(batch)))
                found.update((bytes(digest), _unpacked(content)) for digest, content in rows)
        return found

    def keep_pieces(self, new: Mapping[bytes, bytes]) -> None:
        """Keeps more pieces; those that are there stay."""
        pack = ZstdCompressor(level=_LEVEL).compress
        rows = [{"digest": digest, "content": pack(content)} for digest, content in new.items()]
        with writing(self.engine) as connection:
            connection.execute(_KEEP_PIECE, rows)

    def sweep(self, before: datetime) -> int:
        """Forgets editions from before a time, and pieces that belong to none; how many there were.

        Nobody may be publishing meanwhile.
        """
        with writing(self.engine) as connection:
            kept = select(editions.c.form).where(editions.c.changed >= before)
            for table in _OF_A_FORM:
                connection.execute(delete(table).where(table.c.form.not_in(kept)))
            used: set[bytes] = set()
            for column in (bodies.c.parts, cards.c.pieces):
                for parts in connection.scalars(select(column).where(column.is_not(None))):
                    used.update(parts[at : at + _OCTETS] for at in range(0, len(parts), _OCTETS))
            there = set(map(bytes, connection.scalars(select(pieces.c.digest))))
            unused = [{"gone": digest} for digest in there - used]
            if unused:
                query = delete(pieces).where(pieces.c.digest == bindparam("gone"))
                connection.execute(query, unused)
        return len(unused)


def _replace(
    connection: Connection, key: Column[str], own: Mapping[str, Any], rows: Mapping[str, Any]
) -> None:
    """Writes rows in the place of those with their keys; of None only that it is no more.

    `own` is what all of them say.
    """
    if not rows:
        return
    table = key.table
    old = delete(table).where(table.c.form == own["form"], key == bindparam("old"))
    connection.execute(old, [{"old": each} for each in rows])
    empty = dict.fromkeys(table.c.keys())
    values = [
        {**empty, **own, key.name: each, **(asdict(row) if row is not None else {})}
        for each, row in rows.items()
    ]
    connection.execute(insert(table), values)


def _put_slices(connection: Connection, slices: Mapping[str, str]) -> None:
    if slices:
        connection.execute(delete(_slices).where(_slices.c.slug.in_(list(slices))))
        rows = [{"slug": slug, "document": document} for slug, document in slices.items()]
        connection.execute(insert(_slices), rows)


def _offer(connection: Connection, paths: Collection[str]) -> None:
    if paths:
        connection.execute(delete(_offered).where(_offered.c.path.in_(list(paths))))
        connection.execute(insert(_offered), [{"path": path} for path in paths])


def _unpacked(content: bytes) -> bytes:
    return ZstdDecompressor().decompress(content)


def _batches(digests: Collection[bytes]) -> Iterator[Sequence[bytes]]:
    waiting = iter(digests)
    while batch := list(islice(waiting, _AT_A_TIME)):
        yield batch
