"""HTTP as RFC 9110 has it, over a snapshot made by hand."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qsl, quote

import httpx
import pytest
from starlette.types import ASGIApp

from exporters.choices import parse_choices
from ruznama.publishing.storage.codings import Codings, offered
from ruznama.publishing.storage.snapshot import Body, Snapshot, body
from ruznama.web.app import create_app
from ruznama.web.hammering import Hammering

CHANGED = datetime(2026, 3, 1, 9, 30, 15, tzinfo=UTC)
CONTENT = "خلاصة ".encode() * 200


def _selected(query: str) -> Body:
    parse_choices(parse_qsl(query))
    return body(f"chosen: {query}".encode(), "text/calendar; charset=utf-8", changed=CHANGED)


NEW = body(b"only what is new", "application/rss+xml; charset=utf-8", changed=CHANGED)
SNAPSHOT = Snapshot(
    bodies={
        "/feed.rss": body(CONTENT, "application/rss+xml; charset=utf-8", changed=CHANGED),
        "/feed.atom": body(b"<feed/>", "application/atom+xml; charset=utf-8", changed=CHANGED),
        "/feed.json": body(b"{}", "application/feed+json", changed=CHANGED),
        "/": body(b"<!doctype html>", "text/html; charset=utf-8", changed=CHANGED),
        "/articles/a/": body(b"page", "text/html; charset=utf-8", changed=CHANGED),
        "/calendar.ics": body(
            CONTENT,
            "text/calendar; charset=utf-8",
            changed=CHANGED,
            headers=(("Content-Disposition", 'inline; filename="calendar.ics"'),),
        ),
    },
    gone=frozenset({"/articles/old/"}),
    moved={"/feeds/قديم.rss": "/feeds/جديد.rss"},
    places={"/e/k3x9ab2q": "articles/a/#e-0de60d70"},
    max_age_s=60,
    selections={"/calendar.ics": lambda query, _: _selected(query)},
    deltas={"/feed.rss": lambda digest: NEW if digest == "old" else None},
)


@dataclass
class Client:
    """Sends single requests to an application, asking for no compression by default."""

    app: ASGIApp
    host: str = "127.0.0.1"

    def request(self, method: str, url: str, **headers: str) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, client=(self.host, 50000))
            async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as one:
                names = {name.replace("_", "-"): value for name, value in headers.items()}
                given = {"accept-encoding": "identity", **names}
                return await one.request(method, url, headers=given)

        return asyncio.run(send())

    def get(self, url: str, **headers: str) -> httpx.Response:
        return self.request("GET", url, **headers)


@pytest.fixture
def client() -> Client:
    return Client(create_app(lambda: SNAPSHOT, CHANGED.date))


def test_a_body_comes_with_what_caches_need(client: Client) -> None:
    """Type with charset, a strong tag, a date, how long it keeps, and on what it varies."""
    answer = client.get("/feed.rss")
    assert answer.content == CONTENT
    assert answer.headers["content-type"] == "application/rss+xml; charset=utf-8"
    assert answer.headers["etag"].startswith('"')
    assert answer.headers["last-modified"] == "Sun, 01 Mar 2026 09:30:15 GMT"
    assert answer.headers["cache-control"].startswith("public, max-age=60")
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_was_renamed_leads_on(client: Client) -> None:
    """For good, with the same choices, and for pages of the web too."""
    answer = client.get("/feeds/قديم.rss?limit=5")
    assert answer.status_code == 301
    assert answer.headers["location"] == f"/feeds/{quote('جديد')}.rss?limit=5"
    assert answer.headers["access-control-allow-origin"] == "*"


def test_head_tells_what_get_would(client: Client) -> None:
    """The same headers, the length too, and no body (RFC 9110, 9.3.2)."""
    get, head = client.get("/feed.rss"), client.request("HEAD", "/feed.rss")
    assert head.content == b""
    assert dict(head.headers) == dict(get.headers)


@pytest.mark.parametrize(
    "template",
    ["{tag}", "W/{tag}", '"other", {tag}', "{tag},W/{tag}", "*", ' "x" , W/{tag} '],
)
def test_a_known_tag_is_answered_with_304(client: Client, template: str) -> None:
    """Lists, weak tags and the star (RFC 9110, 13.1.2)."""
    tag = client.get("/feed.rss").headers["etag"]
    answer = client.get("/feed.rss", if_none_match=template.format(tag=tag))
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == tag


@pytest.mark.parametrize("since", [0, 1, 3600])
def test_an_unmodified_body_is_answered_with_304(client: Client, since: int) -> None:
    """The date itself and any later one."""
    date = format_datetime(CHANGED.fromtimestamp(CHANGED.timestamp() + since, UTC), usegmt=True)
    assert client.get("/feed.rss", if_modified_since=date).status_code == 304


def test_a_tag_goes_before_a_date(client: Client) -> None:
    """A client that sends both is believed by its tag alone (RFC 9110, 13.2.2)."""
    date = format_datetime(CHANGED, usegmt=True)
    answer = client.get("/feed.rss", if_none_match='"another"', if_modified_since=date)
    assert answer.status_code == 200


@pytest.mark.parametrize("date", ["yesterday", "", "Sun, 99 Mar 2026 09:30:15 GMT", "0"])
def test_a_date_that_is_none_is_ignored(client: Client, date: str) -> None:
    """Garbage in a condition must not cost anybody the feed (RFC 9110, 13.1.3)."""
    assert client.get("/feed.rss", if_modified_since=date).status_code == 200


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("br;q=0.2, gzip;q=0.5", "gzip"),
        ("br", "br"),
        ("zstd", "zstd"),
        ("gzip;q=0", None),
        ("identity", None),
        ("identity, gzip;q=0.1", None),
        ("deflate", None),
        ("GZIP", "gzip"),
    ],
)
def test_a_coding_comes_to_those_who_ask(client: Client, accept: str, coding: str | None) -> None:
    """With a tag of its own: other bytes, another strong tag (RFC 9110, 8.8.3.3)."""
    answer = client.get("/feed.rss", accept_encoding=accept)
    assert answer.headers.get("content-encoding") == coding
    assert answer.content == CONTENT  # decoded by the client
    assert (int(answer.headers["content-length"]) < len(CONTENT)) == (coding is not None)
    assert answer.headers["etag"].endswith(f'-{coding}"') == (coding is not None)


@pytest.mark.parametrize("accept", ["gzip, br, zstd", "*"])
def test_of_many_codings_the_smallest_is_sent(client: Client, accept: str) -> None:
    """Every tag differs, and each is known again."""
    feed, codings = SNAPSHOT.bodies["/feed.rss"], Codings()
    sizes = [len(codings.made(feed, coding)) for coding in offered(feed)]
    answer = client.get("/feed.rss", accept_encoding=accept)
    assert answer.headers["content-length"] == str(min(sizes))
    for coding in offered(feed):
        tag = client.get("/feed.rss", accept_encoding=coding).headers["etag"]
        assert client.get("/feed.rss", if_none_match=tag).status_code == 304


def test_a_request_that_refuses_everything_gets_406(client: Client) -> None:
    """Neither a coding nor the plain bytes may be sent."""
    answer = client.get("/feed.rss", accept_encoding="*;q=0")
    assert answer.status_code == 406


@pytest.mark.parametrize(
    "path", ["/nothing", "/..%2fetc/passwd", "/feed.rss/", "/%00", "/articles/"]
)
def test_an_unknown_path_is_404_and_echoes_nothing(client: Client, path: str) -> None:
    """Paths are looked up, never opened; the answer is a fixed text."""
    answer = client.get(path)
    assert (answer.status_code, answer.text) == (404, "404: there is nothing at this address\n")


def test_a_withdrawn_article_is_gone(client: Client) -> None:
    """410 tells readers and search engines to forget it."""
    assert client.get("/articles/old/").status_code == 410


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "FOO"])
@pytest.mark.parametrize("path", ["/feed.rss", "/nothing", "/healthz"])
def test_other_methods_are_405_with_allow(client: Client, method: str, path: str) -> None:
    """Whatever the path (RFC 9110, 15.5.6)."""
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_a_page_without_its_slash_is_redirected(client: Client) -> None:
    """People type addresses."""
    answer = client.get("/articles/a")
    assert (answer.status_code, answer.headers["location"]) == (308, "/articles/a/")


def test_a_calendar_can_be_downloaded(client: Client) -> None:
    """`?download=1` saves what a browser would else hand to the calendar program."""
    assert client.get("/calendar.ics").headers["content-disposition"].startswith("inline")
    saved = client.get("/calendar.ics?download=1").headers["content-disposition"]
    assert saved == 'attachment; filename="calendar.ics"'


def test_before_the_first_publication_readers_are_asked_to_come_back() -> None:
    """An empty calendar would delete every event that subscribers hold."""
    answer = Client(create_app(lambda: None, CHANGED.date)).get("/calendar.ics")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")


def test_an_address_chooses_from_the_calendar(client: Client) -> None:
    """In one order, without what is not ours; with a tag of its own, and 304 for it."""
    chosen = client.get("/calendar.ics?upcoming=1&utm_source=x&from=2026-01-01")
    assert chosen.text == "chosen: from=2026-01-01&upcoming=1"
    assert chosen.headers["etag"] != client.get("/calendar.ics").headers["etag"]
    again = client.get(
        "/calendar.ics?from=2026-01-01&upcoming=1", if_none_match=chosen.headers["etag"]
    )
    assert again.status_code == 304


@pytest.mark.parametrize("query", ["from=x", "alarm=1", "upcoming=2"])
def test_a_choice_that_means_nothing_is_400(client: Client, query: str) -> None:
    """It says what was expected, and repeats nothing of what was sent."""
    answer = client.get(f"/calendar.ics?{query}<script>")
    assert answer.status_code == 400
    assert answer.text.startswith("400: ")
    assert "script" not in answer.text


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", "application/rss+xml; charset=utf-8"),
        ("application/atom+xml", "application/atom+xml; charset=utf-8"),
        ("application/feed+json, */*;q=0.1", "application/feed+json"),
        ("application/json", "application/feed+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/rss+xml;q=0.5, application/atom+xml;q=0.7", "application/atom+xml"),
        ("application/*", "application/rss+xml"),
        ("image/png", "application/rss+xml"),
        ("", "application/rss+xml"),
    ],
)
def test_one_address_is_every_form(client: Client, accept: str, form: str) -> None:
    """Whoever has no wish, or one that cannot be met, gets RSS (RFC 9110, 12.4.1)."""
    answer = client.get("/feed", accept=accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(form)
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    assert client.get(answer.headers["content-location"]).content == answer.content


def test_who_asks_for_what_is_new_gets_only_that(client: Client) -> None:
    """226 with the tag of the whole, kept by no cache (RFC 3229)."""
    whole = client.get("/feed.rss")
    answer = client.get("/feed.rss", if_none_match='"lost", "old-gzip"', a_im="gzip, feed")
    assert (answer.status_code, answer.content) == (226, NEW.content)
    assert answer.headers["im"] == "feed"
    assert answer.headers["etag"] == whole.headers["etag"]
    assert answer.headers["cache-control"].startswith("no-store")
    assert client.get("/feed.rss", if_none_match=answer.headers["etag"]).status_code == 304


@pytest.mark.parametrize(
    "headers",
    [
        {"if_none_match": '"old"'},
        {"if_none_match": '"old"', "a_im": "feed;q=0"},
        {"if_none_match": '"old"', "a_im": "vcdiff"},
        {"if_none_match": '"unknown"', "a_im": "feed"},
        {"a_im": "feed"},
    ],
)
def test_all_others_get_the_whole(client: Client, headers: dict[str, str]) -> None:
    """226 goes only to those who asked, and only from a version that is still known."""
    answer = client.get("/feed.rss", **headers)
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert "im" not in answer.headers


def test_who_asks_over_and_over_without_conditions_is_slowed_down() -> None:
    """One client, one path; whoever asks whether it has changed is always answered."""
    app = create_app(lambda: SNAPSHOT, CHANGED.date)
    one, other, proxy = (Client(app, host) for host in ("8.8.8.8", "9.9.9.9", "10.0.0.1"))
    tag = one.get("/feed.rss").headers["etag"]
    statuses = [one.get("/feed.rss").status_code for _ in range(40)]
    assert statuses == [200] * 29 + [429] * 11
    refused = one.get("/feed.rss")
    assert refused.headers["retry-after"] == "60"
    assert one.get("/feed.rss", if_none_match=tag).status_code == 304
    assert one.get("/feed.atom").status_code == 200
    assert other.get("/feed.rss").status_code == 200
    assert {proxy.get("/feed.rss").status_code for _ in range(40)} == {200}


def test_after_a_minute_a_client_is_welcome_again() -> None:
    now = 0.0
    hammering = Hammering(lambda: now)
    assert [hammering.refuses("8.8.8.8", "", "/") for _ in range(31)] == [False] * 30 + [True]
    now = 61.0
    assert not hammering.refuses("8.8.8.8", "", "/")


def test_many_clients_take_little_memory() -> None:
    hammering = Hammering()
    for number in range(10_000):
        hammering.refuses("8.8.8.8", f"agent {number}", "/")
    assert len(hammering._counts) <= 4_096


@pytest.mark.parametrize("url", ["/" + "a" * 5000, "/feed.rss?q=" + "a" * 5000])
def test_an_endless_address_is_414(client: Client, url: str) -> None:
    answer = client.get(url)
    assert answer.status_code == 414
    assert "aaa" not in answer.text


def test_a_fault_of_ours_is_told_to_the_log_and_to_nobody_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whoever runs it sees which address failed and why; a stranger sees neither."""

    def broken() -> Snapshot:
        msg = "a secret of the house"
        raise RuntimeError(msg)

    async def ask() -> httpx.Response:
        app = create_app(broken, CHANGED.date)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as one:
            return await one.get("/feed.rss")

    answer = asyncio.run(ask())
    assert answer.status_code == httpx.codes.INTERNAL_SERVER_ERROR
    assert "secret" not in answer.text
    assert "no answer at /feed.rss" in caplog.text
    assert "a secret of the house" in caplog.text


def test_short_addresses_lead_to_events(client: Client) -> None:
    """For an hour, since an event may move to another article; once offered, it is gone."""
    answer = client.get("/e/k3x9ab2q")
    assert (answer.status_code, answer.headers["location"]) == (302, "../articles/a/#e-0de60d70")
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert client.get("/e/zzzzzzzz").status_code == 410
    assert client.get("/e/zzzzzzz").status_code == client.get("/e/zzzzzzz1").status_code == 404
