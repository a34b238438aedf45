"""The one way out against a hostile server on loopback, and addresses that must never be reached.

The server is reached through the allow-list. Every other address is only resolved to: the resolver
here is our own, and the socket layer of `recorded` connects to nothing.
"""

import gzip
import json
import resource
import socketserver
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import httpcore
import pytest
from click.testing import CliRunner

from ruznama.cli import main
from ruznama.errors import FetchError
from ruznama.sources.client.addresses import (
    PUBLIC_ONLY,
    Allowed,
    RefusedAddressError,
    check_url,
    public_addresses,
)
from ruznama.sources.client.answers import Fetched, Limits, Validators
from ruznama.sources.client.fetch import Fetcher, self_test
from ruznama.utc import utc_now
from tests.articles.pages import page, story, timelines
from tests.conftest import SAMPLE

Answer = Callable[["socketserver.StreamRequestHandler", dict[str, str]], None]
LOOPBACK = Allowed(hosts=frozenset({"127.0.0.1"}))
MEGABYTE = 1 << 20


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """A server that answers every request with `answer`; gives its address."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            lines = []
            while (line := self.rfile.readline().strip()) != b"":
                lines.append(line.decode("latin-1"))
            headers = {
                name.lower(): value for name, _, value in (line.partition(": ") for line in lines)
            }
            self.path = lines[0].split()[1] if lines else ""
            with suppress(BrokenPipeError, ConnectionResetError):
                answer(self, headers)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        # It looks this often whether it is to end, and each test waits for that.
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:  # one that goes on without its socket spins for as long as the tests run
            server.shutdown()
            thread.join()


def send(status: str, body: bytes = b"", **headers: str) -> Answer:
    """An answer of these bytes."""
    told = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())

    def answer(request: socketserver.StreamRequestHandler, _: dict[str, str]) -> None:
        head = (
            f"HTTP/1.1 {status}\r\n{told}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        request.wfile.write(head.encode() + body)

    return answer


def get(answer: Answer, validators: Validators | None = None, **limits: float) -> Fetched:
    given = {"seconds": 10.0, "octets": MEGABYTE, **limits}
    bounds = Limits(seconds=given["seconds"], octets=int(given["octets"]))
    with serving(answer) as url, Fetcher(allowed=LOOPBACK, limits=bounds) as fetcher:
        return fetcher.get(f"{url}/news", validators or Validators())


def test_an_answer_comes_with_what_the_next_request_needs() -> None:
    """Validators as they were told, how long it keeps, the type, the body."""
    fetched = get(
        send(
            "200 OK",
            b"news",
            ETag='W/"a"',
            Last_Modified="Mon, 01 Jan 2026 00:00:00 GMT",
            Cache_Control="public, max-age=600",
            Content_Type="text/html; charset=windows-1256",
        )
    )
    assert (fetched.status, fetched.body) == (200, b"news")
    assert fetched.validators == Validators(
        etag='W/"a"', last_modified="Mon, 01 Jan 2026 00:00:00 GMT"
    )
    assert fetched.max_age == timedelta(minutes=10)
    assert fetched.content_type == "text/html; charset=windows-1256"


def test_validators_are_sent_and_304_has_no_body() -> None:
    """Exactly as they were told, also weak ones."""
    seen: dict[str, str] = {}

    def answer(request: socketserver.StreamRequestHandler, headers: dict[str, str]) -> None:
        seen.update(headers)
        request.wfile.write(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")

    fetched = get(answer, Validators(etag='W/"a"', last_modified="yesterday"))
    assert (fetched.status, fetched.body) == (304, b"")
    assert (seen["if-none-match"], seen["if-modified-since"]) == ('W/"a"', "yesterday")
    assert seen["accept-encoding"] == "gzip, identity"
    assert seen["user-agent"].startswith("Ruznama/")


def test_gzip_is_inflated() -> None:
    """The usual case."""
    assert (
        get(send("200 OK", gzip.compress(b"news" * 99), Content_Encoding="gzip")).body
        == b"news" * 99
    )


def test_a_bomb_costs_little() -> None:
    """A gibibyte of zeros in a megabyte: refused at the limit, in little memory."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    # After a full flush a megabyte of zeros is packed to the same bytes again and again.
    first, again = (
        packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    bomb = first + again * 1023
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FetchError, match="larger than"):
        get(send("200 OK", bomb, Content_Encoding="gzip"), octets=10 * MEGABYTE)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 50 * (MEGABYTE if sys.platform == "darwin" else 1024)  # bytes there, else KiB


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "gzip, gzip"])
def test_other_codings_are_refused(coding: str) -> None:
    """They were not asked for; what cannot be bounded is not read."""
    with pytest.raises(FetchError, match="coding"):
        get(send("200 OK", b"\x00", Content_Encoding=coding))


def test_too_large_a_body_is_refused() -> None:
    """Whatever its length says."""

    def endless(request: socketserver.StreamRequestHandler, _: dict[str, str]) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        for _number in range(10_000):
            request.wfile.write(bytes(65_536))

    with pytest.raises(FetchError, match="larger than"):
        get(endless)


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_slow_drip_ends_at_the_deadline(where: str) -> None:
    """A byte a moment never trips a timeout that counts from byte to byte."""
    stop = threading.Event()

    def drip(request: socketserver.StreamRequestHandler, _: dict[str, str]) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        if where == "body":
            request.wfile.write(b"y\r\n\r\n")
        while not stop.wait(0.05):
            request.wfile.write(b"z")

    start = time.monotonic()
    with pytest.raises(FetchError, match=r"in time|longer"):
        get(drip, seconds=1.0)
    stop.set()
    assert time.monotonic() - start < 30  # it ends at all


def test_redirects_end() -> None:
    """A loop is told as such."""

    def loop(request: socketserver.StreamRequestHandler, _: dict[str, str]) -> None:
        request.wfile.write(
            b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n"
            b"Connection: close\r\n\r\n"
        )

    with pytest.raises(FetchError, match="redirects more than 5 times"):
        get(loop)


def test_a_permanent_move_is_told() -> None:
    """So that the source can be asked there from now on."""

    def moved(request: socketserver.StreamRequestHandler, headers: dict[str, str]) -> None:
        if request.path == "/news":  # type: ignore[attr-defined]
            send("301 Moved Permanently", Location="/new")(request, headers)
        else:
            send("200 OK", b"here")(request, headers)

    fetched = get(moved)
    assert fetched.body == b"here"
    assert fetched.moved_to is not None
    assert fetched.moved_to.endswith("/new")


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "file:///etc/passwd",
        "http://public.example:22/",
        "gopher://public.example/",
    ],
)
def test_a_redirect_into_the_network_is_refused(target: str) -> None:
    """Each hop is judged like the first; nothing is connected to."""
    connected: list[str] = []

    def resolve(host: str, _: int) -> list[str]:
        return [host.strip("[]")]

    with serving(send("302 Found", Location=target)) as url:
        fetcher = Fetcher(allowed=LOOPBACK, resolve=resolve)
        recorded(fetcher, connected)
        with pytest.raises(FetchError) as refused:
            fetcher.get(url)
        fetcher.close()
    assert isinstance(refused.value.__cause__, RefusedAddressError)
    assert connected == ["127.0.0.1"]


def recorded(fetcher: Fetcher, connected: list[str]) -> None:
    """Makes the socket layer connect to loopback only, and note what it was asked for."""
    backend = fetcher._client._transport._pool._network_backend  # type: ignore[attr-defined]
    real = backend._backend

    class Recording(httpcore.NetworkBackend):
        def connect_tcp(self, host: str, *args: object, **kwargs: object) -> httpcore.NetworkStream:
            connected.append(host)
            if host != "127.0.0.1":
                raise httpcore.ConnectError("not in a test")
            return real.connect_tcp(host, *args, **kwargs)  # type: ignore[no-any-return]

    backend._backend = Recording()


def test_a_name_that_changes_its_address_gains_nothing() -> None:
    """The address that was judged is the one connected to; the next connection is judged anew."""
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    connected: list[str] = []
    fetcher = Fetcher(resolve=lambda *_: next(answers))
    recorded(fetcher, connected)
    for _ in range(2):
        with pytest.raises(FetchError):
            fetcher.get("http://rebind.example/")
    fetcher.close()
    assert connected == ["93.184.215.14"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://169.254.169.254/",
        "http://100.100.100.200/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://192.168.1.1/",
        "http://１２７.0.0.1/",
        "http://127。0。0。1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "ftp://127.0.0.1/",
        "http://user:secret@news.example/",
        "http://news.example:22/",
        "http:///etc/passwd",
        "//news.example/",
        "news.example",
        "",
        "http://[::1",
    ],
)
def test_hostile_addresses_are_refused(url: str) -> None:
    """None of them makes a connection; names resolve as the system resolves them."""
    connected: list[str] = []
    fetcher = Fetcher(limits=Limits(seconds=2))
    recorded(fetcher, connected)
    with pytest.raises(FetchError):
        fetcher.get(url)
    fetcher.close()
    assert connected == []


def test_one_private_address_among_public_ones_refuses_them_all() -> None:
    """A name that answers with both is up to no good."""
    with pytest.raises(RefusedAddressError, match=r"10\.0\.0\.1"):
        public_addresses("news.example", ["93.184.215.14", "10.0.0.1"], PUBLIC_ONLY)


def test_a_host_that_is_allowed_may_be_private_and_on_any_port() -> None:
    """For those who read their own server."""
    allowed = Allowed(hosts=frozenset({"intranet"}))
    assert check_url("http://intranet:8080/", allowed).port == 8080
    assert public_addresses("intranet", ["10.0.0.1"], allowed) == ["10.0.0.1"]


@pytest.mark.parametrize(
    ("told", "wait"),
    [("120", 120.0), ("-5", None), ("99999999", 86_400.0), ("soon", None), ("0", 0.0)],
)
def test_retry_after_in_seconds(told: str, wait: float | None) -> None:
    """Never negative, a day at most."""
    fetched = get(send("429 Too Many Requests", Retry_After=told))
    assert fetched.status == 429
    assert (fetched.retry_after and fetched.retry_after.total_seconds()) == (
        wait if wait else fetched.retry_after
    )


def test_retry_after_as_a_date() -> None:
    """The other form that HTTP knows."""
    until = format_datetime(utc_now() + timedelta(hours=2), usegmt=True)
    fetched = get(send("503 Service Unavailable", Retry_After=until))
    assert fetched.retry_after is not None
    assert timedelta(hours=1) < fetched.retry_after <= timedelta(hours=2)


def test_a_host_that_is_not_there_is_named() -> None:
    """With what happens next."""
    with Fetcher(allowed=LOOPBACK) as fetcher, pytest.raises(FetchError, match="cannot be reached"):
        fetcher.get("http://127.0.0.1:1/")


def test_the_guard_is_in_place() -> None:
    """What the service proves before it starts."""
    self_test()


def test_read_takes_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The charset of HTTP counts, and the address is the article's; 404 is told as such."""
    told = story(SAMPLE)
    text = (
        page(told, timelines(told.rows)["table"], "").decode().replace('<meta charset="utf-8">', "")
    )
    body = text.encode("windows-1256", "xmlcharrefreplace")
    monkeypatch.chdir(tmp_path)
    config = (
        '[fetch]\nallow_hosts = ["127.0.0.1"]\n[[sources]]\nname="a"\nkind="folder"\npath="a"\n'
    )
    (tmp_path / "config.toml").write_text(config)
    with serving(send("200 OK", body, Content_Type="text/html; charset=windows-1256")) as url:
        shown = CliRunner().invoke(main, ["read", f"{url}/news", "--json"])
        document = json.loads(shown.output)
        assert document["url"] == f"{url}/news"
        assert len(document["timelines"][0]["events"]) == 4
    with serving(send("404 Not Found", b"gone")) as url:
        failed = CliRunner().invoke(main, ["read", f"{url}/news"])
    assert failed.exit_code == 1
    assert "answers with 404" in failed.output


def test_read_refuses_a_private_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the setting that would allow it."""
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(main, ["read", "http://127.0.0.1:9/"])
    assert refused.exit_code == 1
    assert "only 80 and 443" in refused.output
    refused = CliRunner().invoke(main, ["read", "http://127.0.0.1/"])
    assert "allow_hosts" in refused.output
