"""The rows of articles, their events and the record of change: read and written in a transaction.

A row that says what it said is not written.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Executable,
    Row,
    Table,
    bindparam,
    delete,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from articles.revisions.known import EventRevision, Revision
from ruznama.store.kept import Saved
from ruznama.store.tables import articles, change, combined_events, events, visits

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_FIRST_CHANGE_LOCK = 7_463_203  # a number of our own
_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
# Made once: a statement that is made anew for each row costs more than the row.
_WANTED: BindParameter[str] = bindparam("ids", expanding=True)
_IDS = select(articles.c.id).where(articles.c.id.in_(_WANTED))
_EVENTS_OF = select(events).where(events.c.article_id.in_(_WANTED))
_DROP_EVENT = delete(events).where(
    events.c.article_id == bindparam("of"), events.c.uid == bindparam("called")
)


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


def put_articles(
    connection: Connection, source: str, counter: int, saved: Iterable[Saved]
) -> list[Revision]:
    """Writes the articles of a source with their events, each once; a new one gets a number.

    Returns:
        Their revisions: of one that was saved twice the last.
    """
    last = {each.revision.id: each for each in saved}
    there = set(connection.scalars(_IDS, {"ids": list(last)}))
    numbers = _numbers(connection, len(last) - len(there))
    rows = [
        {
            "id": article_id,
            "source": source,
            "locator": each.locator,
            "digest": each.digest,
            "pending": int(each.revision.pending),
            "document": document_of(each.revision),
            "moved": counter,
            "number": 0 if article_id in there else next(numbers),
        }
        for article_id, each in last.items()
    ]
    put_all(connection, articles, rows, key=("id",), stays=("number",))
    revisions = [each.revision for each in last.values()]
    _put_events(connection, revisions)
    return revisions


def _put_events(connection: Connection, revisions: Sequence[Revision]) -> None:
    """Writes the events that differ from what is kept, and removes those that are over."""
    kept = {
        (row.article_id, row.uid): (row.position, row.document)
        for row in connection.execute(_EVENTS_OF, {"ids": [each.id for each in revisions]})
    }
    changed: list[Mapping[str, Any]] = []
    for revision in revisions:
        for position, known in enumerate(revision.events):
            document = _event().dump_json(known).decode()
            if kept.pop((revision.id, known.uid), None) != (position, document):
                key = {"article_id": revision.id, "uid": known.uid}
                changed.append({**key, "position": position, "document": document})
    put_all(connection, events, changed, key=("article_id", "uid"))
    if kept:
        over = [{"of": article_id, "called": uid} for article_id, uid in kept]
        connection.execute(_DROP_EVENT, over)


def put(
    connection: Connection,
    table: Table,
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    new: Mapping[str, Any] | None = None,
) -> None:
    """Puts values into the row of a key; `new` is what else a row holds that was not there."""
    first = new or {}
    row = {**key, **values, **first}
    put_all(connection, table, [row], key=tuple(key), stays=tuple(first))


def put_all(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    key: tuple[str, ...],
    stays: tuple[str, ...] = (),
) -> None:
    """Puts each row in the place of the one with its key, where there is one (upsert).

    All of them name the same columns. Of a row that is there, what `stays` is left as it is.
    """
    if rows:
        names = tuple(rows[0])
        connection.execute(_upsert(connection.dialect.name, table, names, key, stays), rows)


@cache
def _upsert(
    dialect: str, table: Table, names: tuple[str, ...], key: tuple[str, ...], stays: tuple[str, ...]
) -> Executable:
    query = _INSERT[dialect](table)
    anew = {name: query.excluded[name] for name in names if name not in {*key, *stays}}
    made: Executable = query.on_conflict_do_update(index_elements=list(key), set_=anew)
    return made


def of_others(connection: Connection, source: str, ids: Sequence[str]) -> set[str]:
    """Which of some ids are those of another source's articles."""
    where = articles.c.id.in_(ids) & (articles.c.source != source)
    return set(connection.scalars(select(articles.c.id).where(where)))


def _numbers(connection: Connection, count: int) -> Iterator[int]:
    """The numbers of so many new articles."""
    query = update(change).values(numbered=change.c.numbered + count).returning(change.c.numbered)
    end = connection.execute(query).scalar_one() if count else 0
    return iter(range(end - count, end))


def move(connection: Connection, now: datetime) -> tuple[int, datetime]:
    """Moves the record of change: never ahead of the clock, and never back; the counter orders."""
    row = _change(connection)
    at = now.astimezone(UTC).replace(microsecond=0)
    if row is not None:
        at = max(at, row.at)
    counter = row.counter + 1 if row else 1
    counted = {"counter": counter, "at": at}
    put(connection, change, {"id": 1}, counted, {"numbered": 0})
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
    """Raises the SEQUENCE of every event to a number, where it is below.

    Also of the articles of items that are gone, which may come back.
    """
    for row in connection.execute(select(events)).all():
        known = _event().validate_json(row.document)
        if known.sequence < sequence:
            document = _event().dump_json(replace(known, sequence=sequence)).decode()
            mine = (events.c.article_id == row.article_id) & (events.c.uid == row.uid)
            connection.execute(update(events).where(mine).values(document=document))
    for row in connection.execute(select(visits).where(visits.c.kept.is_not(None))).all():
        left = whole(row.kept)
        lifted = [replace(one, sequence=max(one.sequence, sequence)) for one in left.events]
        document = whole_document(replace(left, events=tuple(lifted)))
        mine = (visits.c.source == row.source) & (visits.c.locator == row.locator)
        connection.execute(update(visits).where(mine).values(kept=document))
    for row in connection.execute(select(combined_events)).all():
        record = json.loads(row.document)
        told = record["listing"]["known"]
        if told["sequence"] < sequence:
            told["sequence"] = sequence
            document = json.dumps(record, ensure_ascii=False)
            mine = combined_events.c.uid == row.uid
            connection.execute(update(combined_events).where(mine).values(document=document))
