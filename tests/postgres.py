"""A real PostgreSQL server for the tests of the store, started once where Debian's is installed."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import create_engine, text

_NUMBERS = count(1)


def _binaries() -> Path | None:
    """The newest installed server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Path]:
    """The folder of the server's socket; the server listens on no network."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("skipped: no PostgreSQL server is installed here")
    as_user: list[str] = []
    if os.getuid() == 0:  # the server refuses to run as root
        if shutil.which("setpriv") is None:
            pytest.skip("skipped: PostgreSQL does not run as root, and setpriv is missing")
        account = pwd.getpwnam("postgres")
        ids = [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
        as_user = ["setpriv", *ids]
    # Not in the folder of pytest, which every other run of it closes to whoever is not its user.
    with TemporaryDirectory(prefix="ruznama-pg-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        if as_user:
            os.chown(folder, account.pw_uid, account.pw_gid)
        data = folder / "data"

        def run(program: str, *arguments: str, must: bool = True) -> None:
            command = [*as_user, str(binaries / program), *arguments]
            subprocess.run(command, check=must, capture_output=True, cwd=folder)

        run("initdb", "-D", str(data), "-U", "ruznama", "--auth=trust", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        run(
            "pg_ctl",
            "-D",
            str(data),
            "-o",
            options,
            "-l",
            str(folder / "log"),
            "-w",
            "-t",
            "300",
            "start",
        )
        yield folder
        # On a busy machine it gives up waiting before the server has ended, which it does alone.
        run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop", must=False)


@pytest.fixture
def postgres_url(postgres_server: Path) -> str:
    """A database of its own on the server."""
    name = f"ruznama{next(_NUMBERS)}"
    base = f"postgresql+psycopg://ruznama@/{{}}?host={postgres_server}"
    engine = create_engine(base.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return base.format(name)
