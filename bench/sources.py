"""A thousand feeds on loopback, each on a host of its own: sources a second, and peak memory.

    python -m bench.sources [COUNT]

Every feed holds five short articles, which are read from the feed itself. The first run reads all
of them; the second is answered with 304 each. Fifty feeds more never answer.
"""

import resource
import socketserver
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from ruznama.renewal.renewal import Renewal
from ruznama.sources.client.addresses import Allowed
from ruznama.sources.client.answers import Limits
from ruznama.sources.client.fetch import Fetcher
from ruznama.sources.web import FeedSource
from ruznama.store.store import open_store
from tests.ruznama.publishing.test_publish import SITE

_NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
_ITEMS, _HANGING, _SECONDS = 5, 50, 5.0
_TEXT = "أعلنت البلدية أن أعمال الصيانة في الحديقة العامة تبدأ صباح الأحد وتستمر أسبوعًا كاملًا. "


class _Feed(socketserver.StreamRequestHandler):
    """Answers with the feed of the host that is asked; a host of 127.9 never answers."""

    def handle(self) -> None:
        lines = list(iter(lambda: self.rfile.readline().strip().lower(), b""))
        headers = dict(line.split(b": ", 1) for line in lines[1:] if b": " in line)
        host = headers[b"host"].decode()
        if host.startswith("127.9."):
            self.rfile.read()
            return
        if b"if-none-match" in headers:
            self.wfile.write(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")
            return
        body = _rss(host).encode()
        head = f'HTTP/1.1 200 OK\r\nETag: "{host}"\r\nContent-Length: {len(body)}\r\n'
        self.wfile.write(f"{head}Connection: close\r\n\r\n".encode() + body)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 256


def _rss(host: str) -> str:
    items = "".join(
        f"<item><title>خبر {host} {n}</title><link>http://{host}/{n}</link>"
        f"<description>&lt;p&gt;{_TEXT * 4} {host} {n}.&lt;/p&gt;</description></item>"
        for n in range(_ITEMS)
    )
    return f'<rss version="2.0"><channel><title>{host}</title>{items}</channel></rss>'


@contextmanager
def _serving() -> Iterator[int]:
    with _Server(("0.0.0.0", 0), _Feed) as server:  # noqa: S104  all of 127.0.0.0/8
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def main() -> None:
    """Prints how long a first and a second run took, and the peak of memory after each."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    hosts = [f"127.1.{n // 250}.{n % 250 + 1}" for n in range(count)]
    hanging = [f"127.9.0.{n + 1}" for n in range(_HANGING * count // 1000)]
    with _serving() as port, tempfile.TemporaryDirectory() as folder:
        renewal = Renewal(
            site=SITE,
            sources=[
                FeedSource(
                    name=f"s{number}",
                    url=f"http://{host}:{port}/rss",
                    every=timedelta(minutes=30),
                    full_text=False,
                )
                for number, host in enumerate([*hosts, *hanging])
            ],
            store=open_store(f"sqlite:///{Path(folder) / 'ruznama.db'}"),
            fetcher=Fetcher(
                allowed=Allowed(hosts=frozenset([*hosts, *hanging])),
                limits=Limits(seconds=_SECONDS),
            ),
        )
        renewal.open()
        renewal.begin(_NOW)
        names = [f"s{number}" for number in range(len(hosts) + len(hanging))]
        for turn, now in (("first", _NOW), ("second", _NOW + timedelta(days=1))):
            began = perf_counter()
            reports = renewal.run(names, lambda now=now: now)
            taken = perf_counter() - began
            good = sum(not report.failures for report in reports)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"{turn} run: {good} of {len(names)} sources well, {len(hanging)} hang; "
                f"{taken:.1f} s, {len(names) / taken:.0f} sources a second, peak {peak} MB"
            )
        renewal.close()


if __name__ == "__main__":
    main()
