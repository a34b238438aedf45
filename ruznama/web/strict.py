"""What is settled before anything is looked up: malformed requests, preflights, preconditions.

Rules: RFC 9112, 3.2 (Host), RFC 3986, 2.1 (percent-encoding), the Fetch Standard, 3.2.2 (preflights
of web readers), RFC 9110, 13.1.1 and 13.1.4 (If-Match, If-Unmodified-Since).
"""

import re
from collections.abc import Collection
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ruznama.web.conditions import is_as_expected
from ruznama.web.responses import DAV

METHODS = "GET, HEAD, OPTIONS"
_PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": (
        "A-IM, Accept, Accept-Language, Cache-Control, Content-Type, If-Match, If-Modified-Since, "
        "If-None-Match, If-Unmodified-Since, Pragma, Range, X-Requested-With"
    ),
    "Access-Control-Max-Age": "86400",
    "Vary": "Origin",
}
_FIXED = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
_BROKEN = re.compile(rb"%(?![0-9A-Fa-f]{2})")


class Strict:
    """An application behind the rules that hold at every address."""

    def __init__(self, app: ASGIApp, choosing: Collection[str]) -> None:
        """`choosing` are the parameters that mean something; others are passed over."""
        self._app = app
        names = b"|".join(name.encode() for name in sorted(choosing))
        self._choice = re.compile(rb"(?:^|&)(?:" + names + rb")=([^&]*)")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or has it answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        names = [name for name, _ in scope["headers"]]
        answer = self._settled(scope, names.count(b"host"))
        if answer is not None:
            await answer(scope, receive, send)
        elif b"if-match" in names or b"if-unmodified-since" in names:
            expecting = _Expecting(Headers(scope=scope), scope, receive, send)
            await self._app(scope, receive, expecting)
        else:
            await self._app(scope, receive, send)

    def _settled(self, scope: Scope, hosts: int) -> Response | None:
        if hosts > 1 or (not hosts and scope["http_version"] == "1.1"):
            return _fixed(HTTPStatus.BAD_REQUEST, "an HTTP/1.1 request has one Host")
        encoded, query = scope["raw_path"], scope["query_string"]
        if b"%" in query:
            encoded = b"&".join((encoded, *self._choice.findall(query)))
        if b"%" in encoded and not _is_sound(encoded):
            return _fixed(HTTPStatus.BAD_REQUEST, "this address is not percent-encoded UTF-8")
        if scope["method"] == "OPTIONS" and not scope["path"].startswith(DAV):
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=_PREFLIGHT)
        return None


class _Expecting:
    """Sends an answer, or 412 in its place where it is not what was expected."""

    def __init__(self, headers: Headers, scope: Scope, receive: Receive, send: Send) -> None:
        self._headers = headers
        self._given = scope, receive, send
        self._failed = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._failed = not self._is_expected(message)
            if self._failed:
                failed = _fixed(HTTPStatus.PRECONDITION_FAILED, "this has changed meanwhile")
                await failed(*self._given)
        if not self._failed:
            await self._given[2](message)

    def _is_expected(self, message: Message) -> bool:
        """Only an answer that would do is judged (RFC 9110, 13.2.1)."""
        if message["status"] not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED, HTTPStatus.IM_USED}:
            return True
        told = Headers(raw=list(message["headers"]))
        return is_as_expected(
            told.get("etag"),
            told.get("last-modified"),
            match=self._headers.get("if-match"),
            unmodified_since=self._headers.get("if-unmodified-since"),
        )


def _is_sound(encoded: bytes) -> bool:
    try:
        unquote_to_bytes(encoded).decode()
    except UnicodeDecodeError:
        return False
    return not _BROKEN.search(encoded)


def _fixed(status: HTTPStatus, text: str) -> Response:
    return PlainTextResponse(f"{status.value}: {text}\n", status, headers=_FIXED)
