"""A real service: its own process, folder and port, on loopback."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

from ruznama.store.store import open_store
from tests.conftest import ROOT, SAMPLE

PATIENCE_S = 180  # on a machine that does much else
CONFIG = """\
[site]
title = "روزنامة الاختبار"
base_url = "{base_url}"

[[sources]]
name = "articles"
kind = "folder"
path = "articles"
every = "1s"
"""


# Below the ports that the system hands to clients, and elsewhere for each process of tests.
_PORTS = iter(range(10_000 + os.getpid() * 211 % 20_000, 32_000))


def free_port() -> int:
    """A port that nobody listens on now, and that no test beside this one asks for."""
    for port in _PORTS:
        if not listens(port):
            return port
    pytest.fail("there is no free port")


def listens(port: int) -> bool:
    """Whether somebody listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def eventually(holds: Callable[[], bool], what: str) -> None:
    """Waits, bounded, until something holds; fails with `what` if it never does."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if holds():
            return
        time.sleep(0.1)
    pytest.fail(f"never happened: {what}")


def ask(url: str, timeout: float = 5, headers: Mapping[str, str] | None = None) -> httpx.Response:
    """The answer of a service here; to load the certificates of the web costs forty times it."""
    return httpx.get(url, headers=headers, timeout=timeout, trust_env=False, verify=False)  # noqa: S501


@cache
def empty_store() -> bytes:
    """A store that has its tables and nothing else; to make them takes a process half a second."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "store.sqlite3"
        open_store(f"sqlite:///{file}").close()
        return file.read_bytes()


@dataclass
class Service:
    """A folder with a configuration, and the process that serves it.

    Attributes:
        fresh: whether it makes the tables of its store itself.
    """

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    fresh: bool = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts the process and waits until it answers."""
        self.launch()
        eventually(self.answers, "the service answers")

    def launch(self) -> None:
        """Starts the process."""
        store = self.folder / "var"
        if not self.fresh and not store.exists():
            store.mkdir()
            (store / "ruznama.sqlite3").write_bytes(empty_store())
        with (self.folder / "stderr.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ruznama", "serve", "--port", str(self.port)],
                cwd=self.folder,
                stderr=log,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ends the process and returns its exit status."""
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(PATIENCE_S)

    def get(self, path: str, **headers: str) -> httpx.Response:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return ask(self.url + path, headers=names)

    def holds(self, path: str, text: str) -> bool:
        return text in self.get(path).text

    def log(self) -> str:
        """What the process has said on stderr."""
        return (self.folder / "stderr.log").read_text(encoding="utf-8")

    def answers(self) -> bool:
        """Whether something is published."""
        assert self.process is not None
        assert self.process.poll() is None, (self.folder / "stderr.log").read_text()
        try:
            return self.get("/calendar.ics").status_code == httpx.codes.OK
        except httpx.TransportError:
            return False


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A running service over a copy of the sample article."""
    yield from _serving(tmp_path)


@pytest.fixture(scope="session")
def calm_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Likewise, one for all tests that only read."""
    yield from _serving(tmp_path_factory.mktemp("calm"), fresh=True)


def _serving(folder: Path, *, fresh: bool = False) -> Iterator[Service]:
    made = Service(folder, fresh=fresh)
    shutil.copytree(SAMPLE.parent, folder / "articles")
    config = CONFIG.format(base_url=f"{made.url}/")
    (folder / "config.toml").write_text(config, encoding="utf-8")
    made.start()
    yield made
    if made.process is not None and made.process.poll() is None:
        made.stop(signal.SIGKILL)
