"""What holds at every address: well-formed requests, preflights, preconditions."""

import asyncio
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from ruznama.web.app import create_app
from tests.ruznama.web.test_app import CHANGED, SNAPSHOT, Client

DATE = format_datetime(CHANGED, usegmt=True)
BEFORE = format_datetime(CHANGED - timedelta(seconds=1), usegmt=True)


@pytest.fixture
def client() -> Client:
    return Client(create_app(lambda: SNAPSHOT, CHANGED.date))


@pytest.mark.parametrize("path", ["/feed.json", "/calendar.ics", "/nothing"])
def test_a_web_reader_may_ask_conditionally(client: Client, path: str) -> None:
    """If-None-Match is no safelisted header: a browser asks first (Fetch Standard, 3.2.2)."""
    answer = client.request(
        "OPTIONS",
        path,
        origin="https://reader.example",
        access_control_request_method="GET",
        access_control_request_headers="if-none-match, a-im",
    )
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "GET" in answer.headers["access-control-allow-methods"]
    allowed = answer.headers["access-control-allow-headers"].lower().split(", ")
    assert {"if-none-match", "if-modified-since", "a-im", "cache-control"} <= set(allowed)


@pytest.mark.parametrize("path", ["/nothing", "/articles/old/", "/calendar.ics?from=never"])
def test_a_web_reader_is_told_what_is_wrong(client: Client, path: str) -> None:
    """A fault that it may not read looks like a broken network."""
    answer = client.get(path)
    assert answer.status_code >= 400
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"if_match": "*"}, 200),
        ({"if_match": "{tag}"}, 200),
        ({"if_match": '"other", {tag}'}, 200),
        ({"if_match": "W/{tag}"}, 412),
        ({"if_match": '"other"'}, 412),
        ({"if_match": "{tag}", "if_unmodified_since": BEFORE}, 200),
        ({"if_match": "{tag}", "if_none_match": "{tag}"}, 304),
        ({"if_match": '"other"', "if_none_match": "{tag}"}, 412),
        ({"if_unmodified_since": DATE}, 200),
        ({"if_unmodified_since": BEFORE}, 412),
        ({"if_unmodified_since": "yesterday"}, 200),
    ],
)
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_who_expects_something_gets_it_or_412(
    client: Client, headers: dict[str, str], expected: int, coding: str
) -> None:
    """Tags are compared strongly, and go before dates (RFC 9110, 13.1.1 and 13.2.2)."""
    tag = client.get("/feed.rss", accept_encoding=coding).headers["etag"]
    given = {name: value.format(tag=tag) for name, value in headers.items()}
    answer = client.get("/feed.rss", accept_encoding=coding, **given)
    assert answer.status_code == expected
    if expected == 412:
        assert answer.text == "412: this has changed meanwhile\n"


def test_nothing_is_expected_of_a_fault(client: Client) -> None:
    """Preconditions are of answers that would do (RFC 9110, 13.2.1)."""
    assert client.get("/nothing", if_match='"x"').status_code == 404


def told(path: str, *, query: bytes = b"", hosts: int = 1, version: str = "1.1") -> int:
    """The status of the answer to a request that no client of ours would send."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "http_version": version,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "headers": [(b"host", b"x")] * hosts,
        "client": ("127.0.0.1", 5000),
        "server": ("127.0.0.1", 80),
    }
    asyncio.run(create_app(lambda: SNAPSHOT, CHANGED.date)(scope, receive, send))
    status: int = sent[0]["status"]
    return status


@pytest.mark.parametrize(
    ("hosts", "version", "expected"), [(0, "1.1", 400), (2, "1.1", 400), (0, "1.0", 200)]
)
def test_a_request_has_one_host(hosts: int, version: str, expected: int) -> None:
    """RFC 9112, 3.2; HTTP/1.0 knew none."""
    assert told("/feed.rss", hosts=hosts, version=version) == expected


@pytest.mark.parametrize("path", ["/%", "/%zz", "/%FF", "/a%C3", "/%ED%A0%80", "/feed.rss%2"])
def test_an_address_is_percent_encoded_utf8(path: str) -> None:
    """RFC 3986, 2.1."""
    assert told(path) == 400


@pytest.mark.parametrize(
    ("query", "expected"),
    [(b"q=%FF", 400), (b"x=1&tag=%zz", 400), (b"utm_source=%FF", 200), (b"xq=%FF", 200)],
)
def test_what_chooses_is_percent_encoded_utf8(query: bytes, expected: int) -> None:
    """What others put into an address is passed over, whatever it is."""
    assert told("/feed.rss", query=query) == expected
