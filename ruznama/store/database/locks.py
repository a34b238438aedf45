"""What one process does at a time, kept by locks that end with it, however it ends.

The operating system frees those on files beside a SQLite store, PostgreSQL its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Engine

_PUBLISHING = 7_463_202  # a number of our own


@contextmanager
def alone(engine: Engine) -> Iterator[bool]:
    """Keeps others from publishing; whether none of them is doing so."""
    if engine.dialect.name != "postgresql":
        lock = _locked(engine, "publishing")
        try:
            yield lock is not None
        finally:
            if lock is not None:
                lock.close()
        return
    # No transaction stays open meanwhile: the server would end it, and the lock with it.
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        free = bool(
            connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_PUBLISHING})").scalar()
        )
        try:
            yield free
        finally:
            if free:
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_PUBLISHING})")


class WriterLock:
    """The right to run sources: of one process on a SQLite store, of every node on PostgreSQL."""

    def __init__(self) -> None:
        self._lock: BinaryIO | None = None

    def take(self, engine: Engine) -> bool:
        """Whether it is ours, or nobody's until now."""
        if engine.dialect.name != "sqlite" or not engine.url.database:
            return True
        self._lock = self._lock or _locked(engine, "writer")
        return self._lock is not None

    def leave(self) -> None:
        """Leaves it to others."""
        if self._lock is not None:
            self._lock.close()
        self._lock = None


def _locked(engine: Engine, what: str) -> BinaryIO | None:
    """The lock, held until it is closed; None where another process has it."""
    file = Path(engine.url.database or "")
    lock = file.with_name(f"{file.name}-{what}").open("ab")
    try:
        flock(lock, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock
