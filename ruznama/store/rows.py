"""The rows of articles, their events and the record of change: read and written in a transaction.

A row that says what it said is not written.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, insert, select, update

from articles.revisions.known import EventRevision, Revision
from ruznama.store.tables import articles, change, combined_events, events

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_FIRST_CHANGE_LOCK = 7_463_203  # a number of our own


@cache
def _revision() -> "TypeAdapter[Revision]":
    """How revisions are written as JSON; made when the first is."""
    from pydantic import TypeAdapter  # noqa: PLC0415  a start on a kept store reads none

    return TypeAdapter(Revision)


@cache
def _event() -> "TypeAdapter[EventRevision]":
    """Likewise their events."""
    from pydantic import TypeAdapter  # noqa: PLC0415  likewise

    return TypeAdapter(EventRevision)


def document_of(revision: Revision) -> str:
    """A revision as it is kept: its events have rows of their own."""
    return _revision().dump_json(replace(revision, events=())).decode()


def whole_document(revision: Revision) -> str:
    """A revision with its events, as one text."""
    return _revision().dump_json(revision).decode()


def whole(document: str) -> Revision:
    """The revision of such a text."""
    return _revision().validate_json(document)


def revisions_of(connection: Connection, which: ColumnElement[bool]) -> Iterator[Revision]:
    """The articles of which something holds, with their events, by id."""
    query = select(articles.c.id, articles.c.document).where(which).order_by(articles.c.id)
    ids = select(articles.c.id).where(which)
    details = select(events).where(events.c.article_id.in_(ids))
    details = details.order_by(events.c.article_id, events.c.position)
    by_article: dict[str, list[EventRevision]] = {}
    for row in connection.execute(details):
        by_article.setdefault(row.article_id, []).append(_event().validate_json(row.document))
    for row in connection.execute(query):
        revision = _revision().validate_json(row.document)
        yield replace(revision, events=tuple(by_article.get(row.id, ())))


def put_events(connection: Connection, revision: Revision) -> None:
    """Writes the events that differ from what is kept, and removes those that are over."""
    mine = events.c.article_id == revision.id
    kept = {
        row.uid: (row.position, row.document)
        for row in connection.execute(select(events).where(mine))
    }
    for position, known in enumerate(revision.events):
        document = _event().dump_json(known).decode()
        if kept.pop(known.uid, None) != (position, document):
            key = {"article_id": revision.id, "uid": known.uid}
            put(connection, events, key, {"position": position, "document": document})
    _remove(connection, revision.id, kept)


def _remove(connection: Connection, article_id: str, uids: Iterable[str]) -> None:
    for uid in uids:
        where = (events.c.article_id == article_id) & (events.c.uid == uid)
        connection.execute(delete(events).where(where))


def put(
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


def of_others(connection: Connection, source: str, ids: Sequence[str]) -> set[str]:
    """Which of some ids are those of another source's articles."""
    where = articles.c.id.in_(ids) & (articles.c.source != source)
    return set(connection.scalars(select(articles.c.id).where(where)))


def number_new(connection: Connection) -> dict[str, int]:
    """The number of a new article."""
    query = update(change).values(numbered=change.c.numbered + 1).returning(change.c.numbered)
    return {"number": connection.execute(query).scalar_one() - 1}


def move(connection: Connection, now: datetime) -> tuple[int, datetime]:
    """Moves the record of change: never ahead of the clock, and never back; the counter orders."""
    row = _change(connection)
    at = now.astimezone(UTC).replace(microsecond=0)
    if row is not None:
        at = max(at, row.at)
    counter = row.counter + 1 if row else 1
    counted = {"counter": counter, "at": at}
    put(connection, change, {"id": 1}, counted, lambda: {"numbered": 0})
    return counter, at


def _change(connection: Connection) -> Row[Any] | None:
    """The record of change, held by this transaction until it ends; of several first ones too."""
    query = select(change).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None and connection.dialect.name == "postgresql":  # no row can be held yet
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_FIRST_CHANGE_LOCK})")
        row = connection.execute(query).one_or_none()
    return row


def lift(connection: Connection, sequence: int) -> None:
    """Raises the SEQUENCE of every event to a number, where it is below."""
    for row in connection.execute(select(events)).all():
        known = _event().validate_json(row.document)
        if known.sequence < sequence:
            document = _event().dump_json(replace(known, sequence=sequence)).decode()
            key = {"article_id": row.article_id, "uid": row.uid}
            put(connection, events, key, {"document": document})
    for row in connection.execute(select(combined_events)).all():
        record = json.loads(row.document)
        told = record["listing"]["known"]
        if told["sequence"] < sequence:
            told["sequence"] = sequence
            document = json.dumps(record, ensure_ascii=False)
            put(connection, combined_events, {"uid": row.uid}, {"document": document})
