"""Where connections are made, and to what: only to addresses that were judged, and timed.

A name is resolved once, every address it has is judged, and that very address is connected to, on
each redirect anew. What may be connected to is told in `ruznama.sources.client.addresses`.
"""

import socket
import ssl
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Any

import httpcore
import httpx

from ruznama.sources.client.addresses import Allowed, RefusedAddressError, public_addresses
from ruznama.sources.client.deadline import Deadline

Resolve = Callable[[str, int], list[str]]


class _TimedStream(httpcore.NetworkStream):
    """A connection on which no read outlives the request: httpx counts from read to read."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes, before the request's time is over."""
        left = self._deadline.left()
        if left <= 0:
            raise httpcore.ReadTimeout
        return self._stream.read(max_bytes, min(timeout or left, left))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends bytes."""
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        """Ends the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted; the certificate is that of the host's name."""
        stream = self._stream.start_tls(ssl_context, server_hostname, timeout)
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection."""
        return self._stream.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to addresses that were judged, and to nothing else."""

    def __init__(self, allowed: Allowed, resolve: Resolve, deadline: Deadline) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._deadline = deadline
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to one of the addresses of a host, each tried in turn."""
        *others, last = public_addresses(host, self._resolve(host, port), self._allowed)
        connect = partial(
            self._backend.connect_tcp,
            port=port,
            timeout=timeout,
            local_address=local_address,
            socket_options=socket_options,
        )
        for address in others:
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return _TimedStream(connect(address), self._deadline)
        return _TimedStream(connect(last), self._deadline)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Refused: nothing that is fetched is behind a local socket."""
        del timeout, socket_options
        raise RefusedAddressError(path)

    def sleep(self, seconds: float) -> None:
        """Waits, for httpcore's own retries."""
        self._backend.sleep(seconds)


def guarded_client(
    backend: GuardedBackend, headers: dict[str, str], seconds: float
) -> httpx.Client:
    """A client that connects by the backend alone, and follows no redirect."""
    transport = httpx.HTTPTransport(trust_env=False, retries=0)
    # httpx has no public way to say how connections are made; `self_test` proves that it holds.
    transport._pool._network_backend = backend  # noqa: SLF001
    return httpx.Client(
        transport=transport,
        headers=headers,
        timeout=httpx.Timeout(seconds),
        trust_env=False,
        follow_redirects=False,
    )


def resolve_host(host: str, port: int) -> list[str]:
    """The addresses that a name has, as the system finds them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
