"""How a database is opened: its driver, the manners of SQLite, the migrations that are missing."""

import logging
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, inspect, make_url, select
from sqlalchemy.exc import (
    DatabaseError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from ruznama.errors import StoreError
from ruznama.store.database.held import HeldFile, StoreGoneError
from ruznama.utc import utc_now

_log = logging.getLogger(__name__)

# What any question to the store raises while its database is away; only this name leaves the store.
DatabaseAway = SQLAlchemyError

SCHEMA = "0009"  # the newest migration; a store that has it needs no Alembic to open


_BUSY_TIMEOUT_S = 10
_MIGRATION_LOCK = 7_463_201  # a number of our own
_CORRUPT = ("file is not a database", "malformed", "file is encrypted")
_SIDE_FILES = ("-wal", "-shm")
_REMEDY = "Look at [store] url, and whether its folder can be written"


def is_away(error: Exception) -> bool:
    """Whether an error of the store says that nothing can be asked now, not that a row is wrong."""
    away = (OperationalError, InterfaceError, PoolTimeoutError, StoreGoneError)
    return isinstance(error, away) or type(error) is DatabaseError


def open_engine(url: str, *, frugal: bool = False) -> Engine:
    """The database at `url`, brought to the newest schema.

    Args:
        url: as SQLAlchemy writes it.
        frugal: whether a process of its own runs the migrations that are missing: what they load
            (9 MB) would stay for as long as this one serves.

    Raises:
        StoreError: it cannot be opened, its driver is missing, or a newer Ruznama has written it.
    """
    try:
        return _opened(url, frugal=frugal)
    except _CorruptError:
        set_aside(url)
        return _opened(url, frugal=frugal)


def set_aside(url: str) -> None:
    """Renames the files of a SQLite database that cannot be read, and says so loudly."""
    file = Path(make_url(url).database or "")
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")  # noqa: TID251  only for a name
    for part in (file, *(file.with_name(file.name + end) for end in _SIDE_FILES)):
        with suppress(FileNotFoundError):
            part.rename(part.with_name(f"{part.name}.corrupt-{stamp}"))
    _log.error(
        "the store %s is corrupt: set aside as %s.corrupt-%s; everything is read anew",
        file,
        file.name,
        stamp,
    )


def restore(engine: Engine) -> None:
    """Writes a SQLite file anew that was deleted while the engine had it open."""
    held = engine.get_execution_options().get("ruznama_file")
    if isinstance(held, HeldFile):
        held.restore()


def is_sound(engine: Engine) -> bool:
    """Whether the database can be read and has its tables."""
    try:
        with engine.begin() as connection:
            _check(connection)
            return inspect(connection).has_table("alembic_version")
    except (DatabaseError, StoreGoneError, _CorruptError):
        return False


def backup(engine: Engine, file: Path) -> None:
    """Writes a whole copy of a SQLite database, while it is in use, and swaps it in.

    Raises:
        StoreError: it is no SQLite database, or the copy cannot be written.
    """
    if engine.dialect.name != "sqlite":
        remedy = "Use pg_dump, or: ruznama export FILE"
        raise StoreError(engine.url.database, "is no SQLite file", remedy)
    part = file.with_name(f".{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        with engine.connect() as connection, sqlite3.connect(part) as copy:
            connection.connection.driver_connection.backup(copy)  # type: ignore[union-attr]
        copy.close()
        part.replace(file)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise StoreError(file, f"cannot be written: {error}", "Name another file") from error


class _CorruptError(Exception):
    """A SQLite file that is none, or not whole any more."""


def _opened(url: str, *, frugal: bool) -> Engine:
    engine = _engine(url)
    try:
        with engine.begin() as connection:
            _check(connection)
        if not _is_newest(engine, url):
            if frugal:
                _migrate_beside(url)
            if not frugal or not _is_newest(engine, url):
                _migrate(engine)
    except (StoreError, _CorruptError):
        engine.dispose()
        raise
    except (DatabaseError, OSError) as error:
        engine.dispose()
        cause = str(getattr(error, "orig", None) or error).strip()
        if any(sign in cause for sign in _CORRUPT):
            raise _CorruptError(cause) from error
        raise StoreError(_shown(url), f"cannot be opened: {cause}", _REMEDY) from error
    return engine


def _check(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    told = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if told != "ok":
        raise _CorruptError(told)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: on SQLite it waits for others from its beginning."""
    with (
        engine.connect().execution_options(ruznama_write=True) as connection,
        connection.begin(),
    ):
        yield connection


def now(engine: Engine) -> datetime:
    """The time: the database's where several machines share it."""
    if engine.dialect.name != "postgresql":
        return utc_now()
    with engine.begin() as connection:
        told: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
        return told.astimezone(UTC)


def _engine(url: str) -> Engine:
    parts = make_url(url)
    if parts.drivername == "postgresql":
        parts = parts.set(drivername="postgresql+psycopg")
    try:
        if parts.get_backend_name() == "sqlite":
            return _sqlite_engine(parts.database or "", url)
        if parts.drivername == "postgresql+psycopg":
            import_module("procrastinate.sql")  # which makes tables
            from ruznama.store.database.postgres import postgres_engine  # noqa: PLC0415  needs its driver

            return postgres_engine(parts)
        return create_engine(parts, pool_pre_ping=True)
    except (NoSuchModuleError, ImportError) as error:
        remedy = (
            'Put "psycopg[binary]" and "procrastinate<3.11" beside Ruznama: '
            "pipx inject, or uv tool install --with"
        )
        raise StoreError(_shown(url), f"needs a driver: {error}", remedy) from error


def _sqlite_engine(database: str, url: str) -> Engine:
    try:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(_shown(url), f"cannot be made: {error.strerror}", _REMEDY) from error
    engine = create_engine(url, connect_args={"timeout": _BUSY_TIMEOUT_S})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    if database and database != ":memory:":
        held = HeldFile(Path(database))
        event.listen(engine, "checkout", held.check)
        event.listen(engine, "engine_disposed", held.close)
        engine.update_execution_options(ruznama_file=held)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not open transactions by itself: it would begin them as readers, and a
    # reader that turns writer while another writes fails at once instead of waiting.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    write = connection.get_execution_options().get("ruznama_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _is_newest(engine: Engine, url: str) -> bool:
    """Whether no migration is missing, as at most starts, which load no Alembic.

    Raises:
        StoreError: a newer Ruznama has written it.
    """
    with engine.begin() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if version is not None and str(version) > SCHEMA:
        problem = f"was written by a newer Ruznama (schema {version}, this one knows {SCHEMA})"
        raise StoreError(_shown(url), problem, "Install that version, or name another store")
    return bool(version == SCHEMA)


def _migrate_beside(url: str) -> None:
    """Runs the migrations in another process; what goes wrong there is tried again here."""
    program = f"from {__name__} import open_engine; open_engine(input()).dispose()"
    command = [sys.executable, "-c", program]
    subprocess.run(command, input=f"{url}\n", text=True, capture_output=True, check=False)  # noqa: S603


def _migrate(engine: Engine) -> None:
    """Runs the migrations that are missing."""
    from ruznama.store.migrations import upgrade  # noqa: PLC0415  most starts need no Alembic

    with writing(engine) as connection:
        if connection.dialect.name != "postgresql":
            upgrade(connection)
            return
        from ruznama.store.database.postgres import patient  # noqa: PLC0415  needs its driver

        with patient(connection):  # of several that start, one does it
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
            upgrade(connection)


def _shown(url: str) -> str:
    return f"store {make_url(url).render_as_string(hide_password=True)}"
