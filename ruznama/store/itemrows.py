"""The ledger: every item of every source, what it is found by, and what was left of those gone."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, delete, insert, select, update

from articles.revisions.known import Revision
from ruznama.store.database.engine import writing
from ruznama.store.kept import SourceItem
from ruznama.store.rows import put_all, whole, whole_document
from ruznama.store.tables import names, visits

_AT_A_TIME = 200
_MOST_TOLD = 100  # faults of one source that are told by name
# Made once, since they are asked of every item.
_OWNERS = (
    select(names.c.name, names.c.source, names.c.locator)
    .where(
        names.c.name.in_(bindparam("asked", expanding=True)),
        names.c.source != bindparam("besides"),
    )
    .order_by(names.c.source, names.c.locator)
)
_NAMES_OF = select(names.c.name, names.c.locator).where(
    names.c.source == bindparam("source"),
    names.c.locator.in_(bindparam("locators", expanding=True)),
)
_DROP_NAME = delete(names).where(
    names.c.name == bindparam("over"),
    names.c.source == bindparam("mine"),
    names.c.locator == bindparam("at"),
)


class Items:
    """The tables of the ledger. Every method is one transaction.

    Attributes:
        engine: of the store.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def of(self, source: str) -> dict[str, SourceItem]:
        """The items of a source, by locator; those that are gone too."""
        with self.engine.begin() as connection:
            rows = connection.execute(select(visits).where(visits.c.source == source))
            return {row.locator: _item(row) for row in rows}

    def put(self, source: str, changed: Iterable[SourceItem]) -> None:
        """Keeps items as they are now; nobody is woken by that."""
        waiting = iter(changed)
        with writing(self.engine) as connection:
            while items := list(islice(waiting, _AT_A_TIME)):
                _put(connection, source, items)

    def forget(self, source: str, locators: Collection[str]) -> None:
        """Takes items out of the ledger."""
        with writing(self.engine) as connection:
            for locator in locators:
                for table in (visits, names):
                    mine = (table.c.source == source) & (table.c.locator == locator)
                    connection.execute(delete(table).where(mine))

    def owners(self, found_by: Sequence[str], besides: str) -> dict[tuple[str, str], set[str]]:
        """The source and locator of all items of other sources that have some of these names.

        With the names that each has, in their order.
        """
        asked = {"asked": list(found_by[:_AT_A_TIME]), "besides": besides}
        with self.engine.begin() as connection:
            rows = list(connection.execute(_OWNERS, asked))
        found: dict[tuple[str, str], set[str]] = {}
        for name, *place in sorted(rows, key=lambda row: found_by.index(row.name)):
            found.setdefault((place[0], place[1]), set()).add(name)
        return found

    def left(self, source: str, locator: str) -> Revision | None:
        """The article of an item that is gone, as it was."""
        mine = (visits.c.source == source) & (visits.c.locator == locator)
        with self.engine.begin() as connection:
            document = connection.execute(select(visits.c.kept).where(mine)).scalar_one_or_none()
        return whole(document) if document else None

    def faulty(self) -> dict[str, list[SourceItem]]:
        """The items with which something is wrong, by source; as many as can be told by name."""
        query = select(visits).where(visits.c.problem.is_not(None), visits.c.state != "listing")
        found: dict[str, list[SourceItem]] = {}
        with self.engine.begin() as connection:
            for row in connection.execute(query.order_by(visits.c.source, visits.c.locator)):
                mine = found.setdefault(row.source, [])
                if len(mine) < _MOST_TOLD:
                    mine.append(_item(row))
        return found

    def all_faulty(self) -> list[SourceItem]:
        """Likewise, of all sources together."""
        return [item for mine in self.faulty().values() for item in mine]


def leave(
    connection: Connection, source: str, locator: str, revision: Revision, now: datetime
) -> None:
    """Keeps the article of an item that goes, for when the item comes back."""
    values = {"state": "gone", "kept": whole_document(revision), "problem": None, "next_at": now}
    mine = (visits.c.source == source) & (visits.c.locator == locator)
    if connection.execute(update(visits).where(mine).values(**values)).rowcount == 0:
        fresh = _values(SourceItem(locator=locator, since=now))
        connection.execute(insert(visits).values(**fresh | values, source=source))


def _put(connection: Connection, source: str, items: Sequence[SourceItem]) -> None:
    """Writes items as they are now, with the names that they are found by."""
    gone = [item for item in items if item.state == "gone"]
    there = [item for item in items if item.state != "gone"]
    _put_visits(connection, source, gone, {})
    _put_visits(connection, source, there, {"kept": None})
    asked = {"source": source, "locators": [item.locator for item in items]}
    before = {(row.name, row.locator) for row in connection.execute(_NAMES_OF, asked)}
    now = {(name, item.locator) for item in items for name in item.names}
    if before - now:
        over = [{"over": name, "mine": source, "at": place} for name, place in before - now]
        connection.execute(_DROP_NAME, over)
    if now - before:
        rows = [{"name": name, "source": source, "locator": at} for name, at in now - before]
        connection.execute(insert(names), sorted(rows, key=lambda row: row["name"]))


def _put_visits(
    connection: Connection, source: str, items: Sequence[SourceItem], more: dict[str, Any]
) -> None:
    rows = [{"source": source, **_values(item), **more} for item in items]
    put_all(connection, visits, rows, key=("source", "locator"))


def _values(item: SourceItem) -> dict[str, Any]:
    return asdict(item) | {"names": "\n".join(item.names)}


def _item(row: Row[Any]) -> SourceItem:
    told = dict(row._mapping)  # noqa: SLF001  the public way to a row's columns by name
    del told["source"], told["kept"]
    return SourceItem(**told | {"names": tuple(told["names"].split())})
