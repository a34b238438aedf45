"""A hub is told of what changed, and told again until it has heard; against a real server."""

import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from ruznama.renewal.renewal import Renewal
from ruznama.renewal.websub import Hub
from ruznama.sources.client.answers import Limits
from ruznama.sources.client.fetch import Fetcher
from ruznama.sources.folder import Folder
from ruznama.store.store import open_store
from tests.builders import HOUR, START
from tests.conftest import SAMPLE
from tests.ruznama.publishing.test_publish import SITE
from tests.ruznama.sources.test_fetch import LOOPBACK, send, serving


class HubServer:
    """Answers with the given statuses in turn, the last for ever, and keeps what it was told."""

    def __init__(self, *statuses: str) -> None:
        self._statuses = list(statuses)
        self.told: list[dict[str, list[str]]] = []
        self.heard = threading.Semaphore(0)

    def __call__(self, request: socketserver.StreamRequestHandler, headers: dict[str, str]) -> None:
        body = request.rfile.read(int(headers["content-length"]))
        assert headers["content-type"] == "application/x-www-form-urlencoded"
        self.told.append(parse_qs(body.decode()))
        status = self._statuses.pop(0) if len(self._statuses) > 1 else self._statuses[0]
        send(status)(request, headers)
        self.heard.release()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(allowed=LOOPBACK, limits=Limits(seconds=10)) as one:
        yield one


def test_a_hub_that_fails_is_told_again(fetcher: Fetcher) -> None:
    """Each time after a longer wait, until it answers well."""
    server = HubServer("503 Service Unavailable", "500 Oops", "204 No Content")
    waits: list[float] = []
    with serving(server) as url:
        hub = Hub(url, fetcher, sleep=waits.append)
        hub.tell(["https://news.example/feed.rss"])
        for _ in range(3):
            assert server.heard.acquire(timeout=30)
        hub.close()
    assert waits == [0, 2, 10]
    assert (
        server.told == [{"hub.mode": ["publish"], "hub.url": ["https://news.example/feed.rss"]}] * 3
    )


def test_only_a_publication_that_changed_something_is_told(
    fetcher: Fetcher, tmp_path: Path
) -> None:
    """Not the first, and not a run that finds nothing new."""
    server = HubServer("204 No Content")
    (tmp_path / "articles").mkdir()
    first = tmp_path / "articles" / "first.txt"
    first.write_bytes(SAMPLE.read_bytes())
    with serving(server) as url:
        renewal = Renewal(
            site=replace(SITE, hub=url, sources=(("news", "أخبار"),)),
            sources=[Folder(name="news", path=tmp_path / "articles")],
            store=open_store(f"sqlite:///{tmp_path / 'ruznama.db'}"),
            fetcher=fetcher,
        )
        now = START + 20000 * HOUR
        renewal.open()
        renewal.begin(now)
        for _ in range(2):
            renewal.run(["news"], lambda: now)
        assert server.told == []
        text = SAMPLE.read_text("utf-8").replace("وصول كيم", "وصول الزعيم كيم")
        first.write_text(text, "utf-8")
        renewal.run(["news"], lambda: now + HOUR)
        assert server.heard.acquire(timeout=30)
        renewal.close()
    (told,) = server.told
    paths = ["feed", "feeds/news"]
    forms = ["rss", "atom", "json"]
    assert told["hub.url"] == [
        f"https://news.example/{path}.{form}" for path in paths for form in forms
    ]
    assert renewal.snapshot is not None
    assert f'<{url}>; rel="hub"' in dict(renewal.snapshot.bodies["/feed.rss"].headers)["Link"]
