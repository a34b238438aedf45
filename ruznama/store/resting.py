"""A glance into a SQLite store, before anything that opens one is loaded."""

import sqlite3
from contextlib import closing
from pathlib import Path

_ASKED = (
    "SELECT counter FROM change"
    " WHERE NOT EXISTS (SELECT 1 FROM articles WHERE pending <> 0)"
    " AND NOT EXISTS (SELECT 1 FROM visits WHERE state IN ('unread', 'held', 'failed', 'refused'))"
    " AND NOT EXISTS (SELECT 1 FROM runs WHERE failures <> 0)"
)


def resting_at(file: Path) -> int | None:
    """The counter of the record of change; None where a run may have something to do.

    That is where something waits for a second look, a source failed, or nothing can be read.
    """
    if not file.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as store:
            row = store.execute(_ASKED).fetchone()
    except sqlite3.Error:
        return None
    return int(row[0]) if row else None
