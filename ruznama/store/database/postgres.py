"""PostgreSQL with an end to every wait: for a connection, for an answer, for a lock.

The server ends what takes too long, and the connection stays sound. A server that hangs ends
nothing, so that the client gives up a little later, and its connection with it.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.conninfo import make_conninfo
from psycopg.pq import TransactionStatus
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

from ruznama.store.tables import EDITION_KEPT

_CONNECT_S = 5
_ANSWER_S = 30
_POOL_S = 10  # for a connection that others hold
_AGAIN_S = 1  # until a connection that was lost is made anew
_OF_THE_SERVER = {
    "statement_timeout": 25_000,
    "lock_timeout": 20_000,
    "idle_in_transaction_session_timeout": 60_000,
}
# Of libpq; what the URL says goes before. A network that swallows everything is noticed.
_OF_THE_CLIENT = {
    "connect_timeout": _CONNECT_S,
    "tcp_user_timeout": 20_000,
    "keepalives_idle": 60,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}

_T = TypeVar("_T")


def postgres_engine(url: URL) -> Engine:
    """An engine whose every wait has an end."""
    engine = create_engine(url, pool_pre_ping=True, pool_timeout=_POOL_S)
    event.listen(engine, "do_connect", _connect)
    return engine


def conninfo(url: str) -> str:
    """Where the database of a store is, as libpq is told."""
    parts = make_url(url)
    told = parts.translate_connect_args(username="user", database="dbname")
    return make_conninfo("", **{**_OF_THE_CLIENT, **told, **parts.query})


async def listen(url: str, told: Callable[[], None]) -> None:
    """Tells when an edition has been kept, until it is cancelled; also what was missed may be.

    A connection that is lost is made anew. Who listens looks now and then all the same.
    """
    while True:
        with suppress(psycopg.Error):
            async with await psycopg.AsyncConnection.connect(
                conninfo(url), autocommit=True
            ) as connection:
                await connection.execute(f"LISTEN {EDITION_KEPT}")
                told()
                async for _ in connection.notifies():
                    told()
        await asyncio.sleep(_AGAIN_S)


@contextmanager
def patient(connection: Connection) -> Iterator[None]:
    """Lets a transaction take as long as it takes: a migration, or the wait for another's."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, _Connection)  # noqa: S101  made by `_connect`
    for name in _OF_THE_SERVER:
        connection.exec_driver_sql(f"SET LOCAL {name} = 0")
    driver.answer_s = None
    try:
        yield
    finally:
        driver.answer_s = _ANSWER_S


class _Connection(psycopg.Connection[Any]):
    """Waits for an answer no longer than `answer_s`; None waits for ever."""

    answer_s: float | None = _ANSWER_S

    def wait(self, gen: PQGen[_T], interval: float = 0.1, timeout: float | None = None) -> _T:
        try:
            return super().wait(gen, interval, self.answer_s if timeout is None else timeout)
        except psycopg.OperationalError as error:
            if self.pgconn.transaction_status != TransactionStatus.ACTIVE:
                raise
            self.pgconn.finish()  # an answer that comes yet would be taken for another's
            problem = f"the server has not answered for {self.answer_s} s"
            raise psycopg.OperationalError(problem) from error


def _connect(
    _dialect: object, _record: object, arguments: list[Any], parameters: dict[str, Any]
) -> _Connection:
    made = _Connection.connect(*arguments, **{**_OF_THE_CLIENT, **parameters})
    with made.transaction():
        for name, most_ms in _OF_THE_SERVER.items():
            made.execute(f"SET {name} = {most_ms}")
    return made
