"""How a service is watched: ready or not, in numbers, and by whom."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from ruznama.pages import overviews
from ruznama.pages.canvas import Canvas
from ruznama.renewal.renewal import Renewal
from ruznama.review import review
from ruznama.sources.client.fetch import Fetcher
from ruznama.sources.folder import Folder
from ruznama.store.store import open_store
from ruznama.web.app import create_app
from ruznama.web.reviewing import review_route
from ruznama.web.watch import Watch
from ruznama.web.watching import watch_routes
from tests.builders import HOUR, START
from tests.conftest import SAMPLE
from tests.ruznama.publishing.test_publish import SITE
from tests.ruznama.test_review import DOUBTFUL
from tests.ruznama.web.test_app import Client

NOW = START + 20_000 * HOUR
TOKEN = "a token of some length"  # noqa: S105  of a test


class Served:
    """A service with two sources, one of which is a folder that is not there."""

    def __init__(self, folder: Path) -> None:
        self.articles = folder / "articles"
        self.articles.mkdir()
        (folder / "articles" / "a.txt").write_bytes(SAMPLE.read_bytes())
        self.renewal = Renewal(
            site=SITE,
            sources=[
                Folder(name="good", path=folder / "articles"),
                Folder(name="bad", path=folder / "nowhere"),
            ],
            store=open_store(f"sqlite:///{folder / 'ruznama.db'}"),
            fetcher=Fetcher(),
        )
        self.idle_s = 0.0
        titles = {"good": "مصدر سليم", "bad": "<b>مصدر</b> \u202eمتعثر"}
        self.watch = Watch(
            self.renewal.store,
            titles,
            is_published=lambda: self.renewal.snapshot is not None,
            idle_s=lambda: self.idle_s,
        )
        canvas = Canvas(SITE)
        routes = watch_routes(
            lambda: self.watch,
            lambda: TOKEN,
            lambda told: overviews.status(canvas, told, NOW),
        )
        routes.append(
            review_route(
                lambda: TOKEN,
                lambda: overviews.review(canvas, review(self.renewal.store.revisions())),
                lambda: None,
            )
        )
        self.app = create_app(lambda: self.renewal.snapshot, NOW.date, routes)
        self.renewal.open()
        self.renewal.begin(NOW)

    def run(self) -> None:
        self.renewal.run(["good", "bad"], lambda: NOW)

    def client(self, host: str = "127.0.0.1") -> Client:
        return Client(self.app, host)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    one = Served(tmp_path)
    yield one
    one.renewal.close()


def test_alive_is_not_ready(served: Served) -> None:
    """Not before something is published, while the clock stands, or while it stops."""
    client = served.client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    served.run()
    assert client.get("/readyz").status_code == 200
    served.idle_s = 3600
    assert client.get("/readyz").text == "the clock has stopped\n"
    served.idle_s = 0
    served.watch.stopping = True
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_each_source_is_told_with_its_failure(served: Served) -> None:
    """For whoever looks after it: what failed, how often, when it is tried again."""
    served.run()
    served.run()
    told = served.client().get("/readyz?verbose").json()
    bad, good = told["sources"]
    assert (good["source"], good["articles"], good["events"], good["failures"]) == ("good", 1, 4, 0)
    assert (bad["failures"], bad["last_good"]) == (2, None)
    assert "is not a folder" in bad["problem"]
    assert bad["next_run"]


def test_numbers_are_for_prometheus(served: Served) -> None:
    """Labels are names of sources, which come from the configuration."""
    served.run()
    answer = served.client().get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    families = {one.name: one for one in text_string_to_metric_families(answer.text)}
    values = {
        (one.name, one.labels.get("source")): one.value
        for family in families.values()
        for one in family.samples
    }
    assert values["ruznama_ready", None] == 1
    assert values["ruznama_source_events", "good"] == 4
    assert values["ruznama_source_failures", "bad"] == 1
    assert values["ruznama_source_last_success_timestamp_seconds", "good"] == NOW.timestamp()


@pytest.mark.parametrize(
    ("host", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("8.8.8.8", {}, 403),
        ("8.8.8.8", {"x_forwarded_for": "127.0.0.1"}, 403),
        ("127.0.0.1", {"x_forwarded_for": "127.0.0.1"}, 403),
        ("127.0.0.1", {"forwarded": "for=127.0.0.1"}, 403),
        ("8.8.8.8", {"authorization": f"Bearer {TOKEN}"}, 200),
        ("8.8.8.8", {"authorization": "Bearer another token here"}, 403),
        ("8.8.8.8", {"authorization": "Bearer "}, 403),
    ],
)
def test_numbers_are_not_for_everybody(
    served: Served, host: str, headers: dict[str, str], status: int
) -> None:
    """This machine or the token; a header that a stranger may write opens nothing."""
    client = served.client(host)
    assert client.get("/metrics", **headers).status_code == status
    told = client.get("/readyz?verbose", **headers)
    assert (told.headers["content-type"] == "application/json") == (status == 200)


def test_the_page_of_the_sources_shows_which_fails(served: Served) -> None:
    """In Arabic; nothing of a title is markup, and no address of a failure is shown."""
    served.run()
    answer = served.client("8.8.8.8").get("/status")
    page = answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="ar" dir="rtl">' in page
    assert "أخفقت القراءة الأخيرة" in page
    assert "&lt;b&gt;مصدر" in page
    assert "nowhere" not in page


def test_many_may_look_at_once(served: Served) -> None:
    """Watching is done in threads, beside what is served."""
    served.run()

    async def look() -> list[int]:
        transport = httpx.ASGITransport(served.app, client=("127.0.0.1", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as one:
            paths = ["/readyz", "/metrics", "/status", "/feed.rss"] * 10
            return [answer.status_code for answer in await asyncio.gather(*map(one.get, paths))]

    assert asyncio.run(look()) == [200] * 40


def test_what_is_doubtful_is_for_the_editor_alone(served: Served) -> None:
    """On this machine or with the token; a file that is read wrong is listed with its line."""
    file = served.articles / "talk.txt"
    file.write_text(DOUBTFUL, "utf-8")
    os.utime(file, (1, 1))
    served.run()
    assert served.client("198.51.100.7").get("/review").status_code == 403
    answer = served.client("198.51.100.7").get("/review", authorization=f"Bearer {TOKEN}")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert 'href="/articles/talk/"' in answer.text
    assert served.client().get("/review").status_code == 200
