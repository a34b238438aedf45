"""How a database is opened: its driver, the manners of SQLite, the migrations that are missing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import DatabaseError, NoSuchModuleError

from ruznama.errors import StoreError

SCHEMA = "0003"  # the newest migration; a store that has it needs no Alembic to open

_BUSY_TIMEOUT_S = 10
_REMEDY = "Look at [store] url, and whether its folder can be written"


def open_engine(url: str) -> Engine:
    """The database at `url`, brought to the newest schema.

    Raises:
        StoreError: it cannot be opened, its driver is missing, or a newer Ruznama has written it.
    """
    engine = _engine(url)
    try:
        _migrate(engine, url)
    except StoreError:
        engine.dispose()
        raise
    except (DatabaseError, OSError) as error:
        engine.dispose()
        cause = str(getattr(error, "orig", None) or error).strip()
        raise StoreError(_shown(url), f"cannot be opened: {cause}", _REMEDY) from error
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: on SQLite it waits for others from its beginning."""
    with (
        engine.connect().execution_options(ruznama_write=True) as connection,
        connection.begin(),
    ):
        yield connection


def _engine(url: str) -> Engine:
    parts = make_url(url)
    if parts.drivername == "postgresql":
        parts = parts.set(drivername="postgresql+psycopg")
    try:
        if parts.get_backend_name() == "sqlite":
            return _sqlite_engine(parts.database or "", url)
        return create_engine(parts, pool_pre_ping=True)
    except (NoSuchModuleError, ImportError) as error:
        remedy = 'Install the driver: pip install "ruznama[postgres]"'
        raise StoreError(_shown(url), f"needs a driver: {error}", remedy) from error


def _sqlite_engine(database: str, url: str) -> Engine:
    try:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(_shown(url), f"cannot be made: {error.strerror}", _REMEDY) from error
    engine = create_engine(url, connect_args={"timeout": _BUSY_TIMEOUT_S})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
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


def _migrate(engine: Engine, url: str) -> None:
    """Runs the migrations that are missing; most starts find none and load no Alembic."""
    with engine.begin() as connection:
        if inspect(connection).has_table("alembic_version"):
            version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            if version == SCHEMA:
                return
            if version is not None and str(version) > SCHEMA:
                problem = (
                    f"was written by a newer Ruznama (schema {version}, this one knows {SCHEMA})"
                )
                raise StoreError(
                    _shown(url), problem, "Install that version, or name another store"
                )
    from ruznama.migrations import upgrade  # noqa: PLC0415  most starts need no Alembic

    with engine.connect().execution_options(ruznama_write=True) as connection, connection.begin():
        upgrade(connection)


def _shown(url: str) -> str:
    return f"store {make_url(url).render_as_string(hide_password=True)}"
