"""The lean path says what the framework would say, without asking it."""

import asyncio
from datetime import date

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from ruznama.publishing.storage.codings import Codings
from ruznama.web.app import create_app
from ruznama.web.hammering import Hammering
from ruznama.web.lean import Lean
from tests.ruznama.web.test_app import CHANGED, SNAPSHOT, Client

TAG = SNAPSHOT.bodies["/feed.rss"].digest


@pytest.mark.parametrize("path", ["/feed.rss", "/calendar.ics", "/articles/a/", "/nowhere", "/x/"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Accept-Encoding": "br"},
        {"Accept-Encoding": "zstd;q=0.5, gzip"},
        {"Accept-Encoding": "gzip, identity;q=0"},
        {"If-None-Match": f'"{TAG}"'},
        {"If-None-Match": f'W/"{TAG}-gzip", "other"'},
        {"If-None-Match": '"other"'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": CHANGED.strftime("%a, %d %b %Y %H:%M:%S GMT")},
        {"If-Modified-Since": "yesterday"},
    ],
)
def test_the_lean_path_says_what_the_framework_says(path: str, headers: dict[str, str]) -> None:
    """A query that chooses nothing takes the longer way: nobody may see which was taken."""
    client = Client(create_app(lambda: SNAPSHOT, lambda: date(2026, 3, 1)))
    told = [client.request("GET", path + query, **headers) for query in ("", "?x=1", "")]
    assert {each.status_code for each in told} == {told[1].status_code}
    assert {each.content for each in told} == {told[1].content}
    assert all(sorted(each.headers.items()) == sorted(told[1].headers.items()) for each in told)


def _asked(method: str, path: str, **headers: str) -> int:
    """How often the application behind the lean path was asked, for the second of two requests."""
    asked: list[str] = []

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        del receive
        asked.append(scope["path"])
        start: Message = {"type": "http.response.start", "status": 200, "headers": []}
        await send(start)
        await send({"type": "http.response.body", "body": b""})

    async def ask() -> None:
        codings = Codings()
        codings.made(SNAPSHOT.bodies["/feed.rss"], "")
        lean = Lean(behind, lambda: SNAPSHOT, codings, Hammering(), ["/healthz"])
        transport = httpx.ASGITransport(lean)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            await client.request(method, path, headers={"Accept-Encoding": "", **headers})

    asyncio.run(ask())
    return len(asked)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/feed.rss", {}),
        ("/feed.rss", {"If-None-Match": f'"{TAG}"'}),
        ("/feed.atom", {"If-None-Match": "*"}),
        ("/nowhere", {}),
    ],
)
def test_what_lies_ready_never_reaches_the_framework(path: str, headers: dict[str, str]) -> None:
    """It costs six times as much; most requests only ask whether something changed."""
    assert _asked("GET", path, **headers) == 0


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("HEAD", "/feed.rss", {}),
        ("POST", "/feed.rss", {}),
        ("GET", "/feed.rss?limit=3", {}),
        ("GET", "/feed.rss", {"A-IM": "feed"}),
        ("GET", "/feed.rss", {"Accept-Encoding": "br"}),
        ("GET", "/feed", {}),
        ("GET", "/healthz", {}),
        ("GET", "/articles/old/", {}),
        ("GET", "/articles/a", {}),
        ("GET", "/articles/a.png", {}),
        ("GET", "/" + "a" * 5_000, {}),
    ],
)
def test_what_needs_thought_goes_on_to_the_framework(
    method: str, path: str, headers: dict[str, str]
) -> None:
    """Only what it would answer alike, from what lies ready, is answered before it."""
    assert _asked(method, path, **headers) == 1
