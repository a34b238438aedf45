"""The file of a SQLite database, held on to: its loss is noticed, and what it held is not lost.

A file that is deleted goes on working for who has it open, and is gone when the last one ends. So
every question is refused once the file is another, and what was deleted is written anew from a
connection that has had it open from the beginning.
"""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError


class StoreGoneError(SQLAlchemyError):
    """The file of a SQLite database was deleted or replaced while it was open."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"the store {file} was deleted or replaced")


class HeldFile:
    """A file that stays the one that was opened first. Listens to an engine."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._first: tuple[int, int] | None = None
        self._open: sqlite3.Connection | None = None

    def check(self, *_: object) -> None:
        """At every checkout of a connection.

        Raises:
            StoreGoneError: the file is no more the one that was opened first.
        """
        with suppress(OSError):
            found = self._file.stat()
            here = (found.st_dev, found.st_ino)
            if self._first is None:
                self._first = here
                self._open = sqlite3.connect(self._file, check_same_thread=False)
                with suppress(sqlite3.Error):
                    self._has_tables(self._open)  # from the first question on it holds the -wal too
            if here == self._first:
                return
        raise StoreGoneError(self._file)

    def restore(self) -> None:
        """Writes what was deleted anew; what lies in its place stays, where it holds anything."""
        if self._open is None:
            return
        with suppress(sqlite3.Error, OSError), closing(sqlite3.connect(self._file)) as anew:
            if self._file.stat().st_ino == (self._first or (0, 0))[1] or self._has_tables(anew):
                return
            self._open.backup(anew)

    def close(self, *_: object) -> None:
        """Lets go, with the engine."""
        if self._open is not None:
            self._open.close()
        self._open = None

    def _has_tables(self, connection: sqlite3.Connection) -> bool:
        return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is not None
