"""The lean path: what lies ready is answered before the framework looks at the request.

Most that is asked of a feed is asked again and again: has it changed? Each answer is the one that
`ruznama.web.app` would give, made once and kept as long as the snapshot. Whatever needs thought (a
query, a wish for another form, a page for a person, bytes that must be made) goes on to it.
"""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ruznama.publishing.storage.codings import Coding, Codings, offered
from ruznama.publishing.storage.snapshot import MISSING, Body, Snapshot
from ruznama.web.conditions import choose_coding, is_unchanged
from ruznama.web.hammering import WINDOW_S, Hammering
from ruznama.web.responses import DAV, FEED, LONGEST_ADDRESS, body_headers, fault

_START = "http.response.start"
_MOST_KEPT = 8_192  # heads; all are made anew after that
# The head of an answer, and its bytes.
_Answer = tuple[Message, bytes]
_Told = dict[bytes, bytes]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A body in a coding: its ETag, the head of an answer without it, what its own says more."""

    body: Body
    coding: Coding | Literal[""]
    tag: bytes
    unchanged: Message
    sent: list[tuple[bytes, bytes]]


class Lean:
    """An application before another, which answers what this does not."""

    def __init__(
        self,
        app: ASGIApp,
        current: Callable[[], Snapshot | None],
        codings: Codings,
        hammering: Hammering,
        others: Collection[str],
    ) -> None:
        """`others` are paths that the application answers by itself."""
        self._app = app
        self._current = current
        self._codings = codings
        self._hammering = hammering
        self._others = frozenset({FEED, *others})
        self._of: Snapshot | None = None
        self._kept: dict[tuple[str, bytes], _Ready | None] = {}
        self._nowhere = _answer(fault(HTTPStatus.NOT_FOUND))
        self._too_many = _answer(
            fault(HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(WINDOW_S)})
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or lets the application do so."""
        answer = None
        if scope["type"] == "http":
            with suppress(Exception):  # meets the application too, which tells of it
                answer = self._answer(scope)
        if answer is None:
            await self._app(scope, receive, send)
            return
        start, content = answer
        await send(start)
        await send({"type": "http.response.body", "body": content})

    def _answer(self, scope: Scope) -> _Answer | None:
        snapshot, path = self._current(), scope["path"]
        if snapshot is None or scope["method"] != "GET" or scope["query_string"]:
            return None
        if path in self._others or path.startswith(DAV) or len(scope["raw_path"]) > LONGEST_ADDRESS:
            return None
        told: _Told = dict(reversed(list(scope["headers"])))  # of two alike the first counts
        body = snapshot.bodies.get(path)
        if body is None:
            found = self._nothing(snapshot, path, told)
        else:
            found = self._there(snapshot, body, path, told)
        conditional = b"if-none-match" in told or b"if-modified-since" in told
        if found is None or conditional or not self._hammers(scope, told):
            return found
        return self._too_many

    def _nothing(self, snapshot: Snapshot, path: str, told: _Told) -> _Answer | None:
        for_people = b"text/html" in told.get(b"accept", b"") and MISSING in snapshot.bodies
        elsewhere = f"{path}/" in snapshot.bodies or path in snapshot.gone or path in snapshot.moved
        picture = path.endswith(".png")  # may be drawn
        return None if for_people or elsewhere or picture else self._nowhere

    def _there(self, snapshot: Snapshot, body: Body, path: str, told: _Told) -> _Answer | None:
        if b"a-im" in told:
            return None
        ready = self._ready(snapshot, body, path, told.get(b"accept-encoding", b""))
        if ready is None:
            return None
        if _is_unchanged(ready, told):
            return ready.unchanged, b""
        content = self._codings.kept(body, ready.coding)
        return None if content is None else (_whole(ready, content), content)

    def _ready(self, snapshot: Snapshot, body: Body, path: str, accepted: bytes) -> _Ready | None:
        if snapshot is not self._of or len(self._kept) > _MOST_KEPT:
            self._of, self._kept = snapshot, {}
        key = path, accepted
        if key not in self._kept:
            self._kept[key] = _made(body, accepted, snapshot.max_age_s)
        return self._kept[key]

    def _hammers(self, scope: Scope, told: _Told) -> bool:
        client = scope.get("client")
        agent = told.get(b"user-agent", b"").decode("latin-1")
        return self._hammering.refuses(client[0] if client else "", agent, scope["path"])


def _made(body: Body, accepted: bytes, max_age_s: int) -> _Ready | None:
    """The heads of what answers a request for a body; None where it refuses every coding."""
    coding = choose_coding(accepted.decode("latin-1"), offered(body))
    if coding is None:
        return None
    tagged = body_headers(body, coding, max_age_s)
    unchanged, _ = _answer(Response(status_code=HTTPStatus.NOT_MODIFIED, headers=tagged))
    sent = {"Content-Type": body.content_type, **({"Content-Encoding": coding} if coding else {})}
    headers = [
        (name.lower().encode(), text.encode("latin-1")) for name, text in {**tagged, **sent}.items()
    ]
    return _Ready(body, coding, tagged["ETag"].encode(), unchanged, headers)


def _whole(ready: _Ready, content: bytes) -> Message:
    length = (b"content-length", b"%d" % len(content))
    return {"type": _START, "status": 200, "headers": [*ready.sent, length]}


def _is_unchanged(ready: _Ready, told: _Told) -> bool:
    none_match = told.get(b"if-none-match")
    since = told.get(b"if-modified-since")
    if none_match == ready.tag:
        return True
    if none_match is None and since is None:
        return False
    return is_unchanged(
        ready.body.digest,
        ready.body.last_modified,
        none_match=None if none_match is None else none_match.decode("latin-1"),
        modified_since=None if since is None else since.decode("latin-1"),
    )


def _answer(response: Response) -> _Answer:
    start = {"type": _START, "status": response.status_code, "headers": response.raw_headers}
    return start, bytes(response.body)
