"""The door: who may stand in it, how many, and for how long.

Granian (2.8) counts connections, not requests, and takes no more once they are as many as
`backpressure`; it ends a client that sends no whole request, and none that does not read. So there
is room for thousands, and the system ends a connection whose client takes nothing
(TCP_USER_TIMEOUT, which those that are accepted inherit from the socket that listens).
"""

import asyncio
import errno
import resource
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server.embed import Server

from ruznama.errors import ServeError

MOST_CONNECTIONS = 8_192
_OTHER_FILES = 512  # that are open beside connections: the store, articles, the client
_BACKLOG = 2_048  # connections that wait until they are accepted
_REQUEST_MS = 10_000  # for a client to send its request, the next one too
_UNREAD_MS = 20_000  # for a client to take some of what it is sent
_MOST_HEADER_OCTETS = 16_384
_PIECE_OCTETS = 16_384  # of a body, at a time
_CLOSE_S = 2  # for what is being answered when the service ends

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def listen(host: str, port: int) -> socket.socket:
    """A socket on a host and port, which nobody else can share; for port 0 on one that is free.

    Raises:
        ServeError: the address cannot be listened on.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _UNREAD_MS)
    try:
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        told = f"{host}:{port}"
        if error.errno == errno.EADDRINUSE:
            remedy = "End the other program, or choose another port: --port 8001"
            raise ServeError(told, "is in use by another program", remedy) from error
        remedy = "Choose another address with --host and --port, or in [server]"
        raise ServeError(told, f"cannot be listened on: {error.strerror}", remedy) from error
    return listening


class Door:
    """Lets clients in to an application, for as long as the service runs."""

    def __init__(self, app: App, listening: socket.socket) -> None:
        self._server = _Server(in_pieces(app), listening)
        self._serving: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Serves from now on, inside a running event loop."""
        self._serving = asyncio.create_task(self._server.serve())

    async def close(self) -> None:
        """Lets nobody in any more; what is being answered may end, for a moment."""
        assert self._serving is not None  # noqa: S101  it was opened
        self._server.stop()  # type: ignore[no-untyped-call]  # granian has few types
        await asyncio.wait({self._serving}, timeout=_CLOSE_S)


class _Server(Server):
    """Granian on a socket of ours: its own is shared with any program that asks for the port."""

    def __init__(self, app: App, listening: socket.socket) -> None:
        super().__init__(
            app,
            interface=Interfaces.ASGI,
            http=HTTPModes.http1,
            http1_settings=HTTP1Settings(
                header_read_timeout=_REQUEST_MS, max_buffer_size=_MOST_HEADER_OCTETS
            ),
            websockets=False,
            log_enabled=False,
            backlog=_BACKLOG,
            backpressure=_room(),
        )
        self._listening = listening

    def _init_shared_socket(self) -> None:
        self._ssp = None
        descriptor: Any = (self._listening.detach(), False, _BACKLOG)
        self._shd = SocketHolder(*descriptor)  # type: ignore[assignment]  # None until then


def in_pieces(app: App) -> App:
    """The application with large bodies sent piece by piece, each when the one before is taken.

    Granian copies what it is given, so that each client which does not read would hold a body.
    """

    async def sending(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_pieces(message: Message) -> None:
            body, start = message.get("body", b""), 0
            while len(body) - start > _PIECE_OCTETS:
                piece = body[start : start + _PIECE_OCTETS]
                await send({**message, "body": piece, "more_body": True})
                start += _PIECE_OCTETS
            await send({**message, "body": body[start:]} if start else message)

        await app(scope, receive, send_pieces)

    return sending


def _room() -> int:
    """How many connections there may be, each of which is an open file."""
    wanted = MOST_CONNECTIONS + _OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    with suppress(OSError, ValueError):
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    most = MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else soft - _OTHER_FILES
    return max(min(most, MOST_CONNECTIONS), 1)
