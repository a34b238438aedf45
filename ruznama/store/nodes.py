"""Who else is at work on the store, and whether they publish the same.

Nodes on one PostgreSQL are one service, so what they publish must be the same. Each says so for as
long as it lives; times are the database's. A SQLite file has no nodes.
"""

import json
import uuid
from collections.abc import Mapping

from sqlalchemy import Engine, TextClause, text

from ruznama.errors import StoreError
from ruznama.store.database.engine import writing

_STORE = "[store] url"
_ALIVE = "30 seconds"
_NODE = uuid.uuid4().hex  # this process
_REMEDY = "Give all nodes the same configuration; to change it, end the others first"

_OVER = text(f"DELETE FROM nodes WHERE seen < now() - interval '{_ALIVE}'")  # noqa: S608
_OTHERS = text("SELECT said FROM nodes WHERE id <> :id ORDER BY id")
_SAY = text(
    "INSERT INTO nodes (id, said, seen) VALUES (:id, :said, now())"
    " ON CONFLICT (id) DO UPDATE SET said = excluded.said, seen = now()"
)
_STAY = text("UPDATE nodes SET seen = now() WHERE id = :id")
_LEAVE = text("DELETE FROM nodes WHERE id = :id")


class Nodes:
    """The nodes on a store. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def join(self, said: Mapping[str, str]) -> None:
        """Says what this process publishes: by key of the configuration, its value.

        Raises:
            StoreError: another node publishes something else; the first difference is named.
        """
        if self.engine.dialect.name != "postgresql":
            return
        with writing(self.engine) as connection:
            connection.execute(_OVER)
            for other in connection.scalars(_OTHERS, {"id": _NODE}):
                _compare(said, json.loads(other))
            connection.execute(_SAY, {"id": _NODE, "said": json.dumps(said, ensure_ascii=False)})

    def stay(self) -> None:
        """Tells that this process is still there."""
        self._tell(_STAY)

    def leave(self) -> None:
        """Tells that this process ends."""
        self._tell(_LEAVE)

    def _tell(self, what: TextClause) -> None:
        if self.engine.dialect.name == "postgresql":
            with writing(self.engine) as connection:
                connection.execute(what, {"id": _NODE})


def _compare(said: Mapping[str, str], other: Mapping[str, str]) -> None:
    for key in sorted(said.keys() | other.keys()):
        here, there = said.get(key), other.get(key)
        if here != there:
            problem = f"is served by another node with {key} = {there}; here it is {here}"
            raise StoreError(_STORE, problem, _REMEDY)
