"""A store as one file, and a store from it: to move between SQLite and PostgreSQL, or machines.

A line of JSON a row, the tables one after the other, so that what is published from the copy is the
same to the byte.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select
from sqlalchemy.exc import DataError, IntegrityError

from ruznama.errors import StoreError
from ruznama.store.database.engine import SCHEMA, open_engine, writing
from ruznama.store.tables import UtcDateTime, made, metadata

_FORMAT = "ruznama-export/1"
_AT_A_TIME = 500
# The schemas of the versions before, what their rows lack, and what is no more of them.
_BEFORE = ("0003", "0004", "0005", "0006", "0007", "0008")
_OVER = frozenset({"visits"})
_ADDED: dict[str, dict[str, Any]] = {
    "articles": {"moved": 0},
    "tombstones": {"moved": 0},
    "change": {"withdrawn": None},
}
_GONE = {"runs": frozenset({"claimed_until"})}
_REMEDY = f"Give a file that `ruznama export` of schema {SCHEMA} has written"


def export_store(url: str, file: Path) -> int:
    """Writes every row of a store into a file; how many there were.

    Raises:
        StoreError: the store cannot be opened or the file cannot be written.
    """
    engine = open_engine(url)
    count = 0
    try:
        part = file.with_name(f".{file.name}.part")
        with part.open("w", encoding="utf-8") as out, engine.begin() as connection:
            out.write(json.dumps({"format": _FORMAT, "schema": SCHEMA}) + "\n")
            for table in metadata.sorted_tables:
                for row in connection.execute(select(table).order_by(*table.primary_key)):
                    values = {name: _plain(value) for name, value in row._mapping.items()}  # noqa: SLF001
                    out.write(json.dumps([table.name, values], ensure_ascii=False) + "\n")
                    count += 1
        part.replace(file)
    except OSError as error:
        raise StoreError(
            file, f"cannot be written: {error.strerror}", "Name another file"
        ) from error
    finally:
        engine.dispose()
    return count


def import_store(url: str, file: Path) -> int:
    """Fills a store with what a file holds, in place of what it held; how many rows there were.

    All or nothing.

    Raises:
        StoreError: the file is no export of this version, or the store cannot be opened.
    """
    engine = open_engine(url)
    count = 0
    try:
        with writing(engine) as connection:
            for table in (*reversed(metadata.sorted_tables), *made.sorted_tables):
                connection.execute(delete(table))
            for table, rows in _batches(file):
                first, count = count + 2, count + len(rows)  # a row a line, below the head
                _insert(connection, table, rows, f"{file}, lines {first} to {count + 1}")
    finally:
        engine.dispose()
    return count


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]], place: str) -> None:
    try:
        connection.execute(insert(table), rows)
    except (DataError, IntegrityError) as error:
        reason = str(error.orig).partition("\n")[0]
        raise StoreError(place, f"do not fit into a store: {reason}", _REMEDY) from error


def _batches(file: Path) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """The rows of a file, some of one table at a time."""
    waiting: list[dict[str, Any]] = []
    current: Table | None = None
    for table, values in _rows(file):
        if current is not None and waiting and (table is not current or len(waiting) >= _AT_A_TIME):
            yield current, waiting
            waiting = []
        current = table
        waiting.append(values)
    if current is not None and waiting:
        yield current, waiting


def _rows(file: Path) -> Iterator[tuple[Table, dict[str, Any]]]:
    tables = {table.name: table for table in metadata.sorted_tables}
    number = 1
    try:
        with file.open(encoding="utf-8") as lines:
            head = json.loads(next(lines, "null"))
            before = head in [{"format": _FORMAT, "schema": each} for each in _BEFORE]
            if not before and head != {"format": _FORMAT, "schema": SCHEMA}:
                raise _fault(file, number)
            for number, line in enumerate(lines, start=2):
                name, values = json.loads(line)
                if before and name in _OVER:
                    continue
                table = tables[name]
                values = _ADDED.get(name, {}) | values
                values = {key: values[key] for key in values.keys() - _GONE.get(name, frozenset())}
                if values.keys() != set(table.c.keys()):
                    raise _fault(file, number)
                yield table, {key: _value(table, key, value) for key, value in values.items()}
    except OSError as error:
        raise StoreError(file, f"cannot be read: {error.strerror}", _REMEDY) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _fault(file, number) from error


def _fault(file: Path, number: int) -> StoreError:
    return StoreError(f"{file}, line {number}", "is not of an export of this version", _REMEDY)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _value(table: Table, key: str, value: object) -> object:
    is_moment = isinstance(value, str) and isinstance(table.c[key].type, UtcDateTime)
    return datetime.fromisoformat(str(value)) if is_moment else value
