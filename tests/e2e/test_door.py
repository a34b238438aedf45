"""What stands at the door and does nothing: it keeps no reader out, and is sent away."""

import resource
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.conftest import PATIENCE_S, Service, eventually

MANY = 2_000
# A client that reads nothing has this much room for what it is sent.
LITTLE = 2_048
SAID = {
    "idle": b"",
    "mute": b"GET /feed.rss HTTP/1.1\r\nHo",
    "unreading": b"GET /calendar.ics HTTP/1.1\r\nHost: x\r\n\r\n" * 400,
    "kept open": b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.fixture(autouse=True)
def _files() -> Iterator[None]:
    """Enough open files for so many connections of our own."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < MANY + 500:
        pytest.skip("skipped: so many connections need more open files than there may be")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, MANY + 500), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def crowd(service: Service, said: bytes, count: int, room: ExitStack) -> list[socket.socket]:
    """Connections that say something, and then nothing more; nor do they read."""
    made = []
    for _ in range(count):
        one = room.enter_context(socket.socket())
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, LITTLE)
        one.settimeout(PATIENCE_S)
        one.connect(("127.0.0.1", service.port))
        one.sendall(said)
        made.append(one)
    return made


@pytest.mark.parametrize("kind", SAID)
def test_two_thousand_that_do_nothing_keep_no_reader_out(calm_service: Service, kind: str) -> None:
    """Each is a connection that the service holds; a reader's patience is five seconds."""
    with ExitStack() as room:
        crowd(calm_service, SAID[kind], MANY, room)
        for path in ("/healthz", "/feed.rss", "/calendar.ics", "/readyz"):
            assert calm_service.get(path).status_code == 200


def is_held(one: socket.socket, service: Service) -> bool:
    """Whether the service still has the other end: it is none of its open files once it let go."""
    ours = f":{one.getsockname()[1]:04X}"
    for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]:
        _, local, remote, *_, inode = line.split()[:10]
        if local.endswith(f":{service.port:04X}") and remote.endswith(ours):
            return inode != "0"
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/net/tcp")
def test_who_does_nothing_is_sent_away(calm_service: Service) -> None:
    """The system does what the server lacks: it ends a connection whose client takes nothing."""
    with ExitStack() as room:
        they = [one for said in SAID.values() for one in crowd(calm_service, said, 1, room)]
        eventually(lambda: all(is_held(one, calm_service) for one in they), "they are let in")
        eventually(lambda: not any(is_held(one, calm_service) for one in they), "they are let go")


def test_nobody_at_the_door_holds_up_the_end(service: Service) -> None:
    """SIGTERM ends the service, though clients still hold their connections."""
    with ExitStack() as room:
        for said in SAID.values():
            crowd(service, said, 50, room)
        assert service.stop(signal.SIGTERM) == 0


def test_one_address_is_served_by_one_service(service: Service) -> None:
    """A second program cannot share the port in silence: half of the readers would meet it."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        with pytest.raises(OSError, match="in use"):
            other.bind(("127.0.0.1", service.port))
