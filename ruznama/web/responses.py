"""What every response says beside its bytes: that it is safe, how long it may be kept, faults.

Fixed texts: nothing of a request is ever echoed.
"""

from email.utils import format_datetime
from http import HTTPStatus
from typing import Literal

from starlette.responses import Response

from ruznama.publishing.storage.codings import Coding
from ruznama.publishing.storage.snapshot import Body
from ruznama.web.conditions import etag

LONGEST_ADDRESS = 4_000
DAV = "/dav/"  # below which calendars are synchronised
FEED = "/feed"  # answered by the form that the request likes best
_PLAIN = "text/plain; charset=utf-8"
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' https: http:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
}
_FAULTS = {
    HTTPStatus.NOT_FOUND: "404: there is nothing at this address\n",
    HTTPStatus.METHOD_NOT_ALLOWED: "405: only GET, HEAD and OPTIONS\n",
    HTTPStatus.NOT_ACCEPTABLE: "406: offered are br, zstd, gzip and identity\n",
    HTTPStatus.GONE: "410: this was withdrawn\n",
    HTTPStatus.REQUEST_URI_TOO_LONG: "414: this address is too long\n",
    HTTPStatus.TOO_MANY_REQUESTS: "429: ask with If-None-Match, or less often\n",
    HTTPStatus.INTERNAL_SERVER_ERROR: "500: this is a fault of the server, and is in its log\n",
    HTTPStatus.SERVICE_UNAVAILABLE: "503: starting, try again in a second\n",
}
_STALE_WHILE_REVALIDATE_S = 3_600
_STALE_IF_ERROR_S = 86_400


def body_headers(body: Body, coding: Coding | Literal[""], max_age_s: int) -> dict[str, str]:
    """What is said with a body in a coding, whether its bytes are sent or not."""
    return {
        **SAFE,
        **dict(body.headers),
        "Last-Modified": format_datetime(body.last_modified, usegmt=True),
        "Cache-Control": (
            f"public, max-age={max_age_s}, stale-while-revalidate={_STALE_WHILE_REVALIDATE_S}, "
            f"stale-if-error={_STALE_IF_ERROR_S}"
        ),
        "Vary": "Accept-Encoding",
        "ETag": etag(body.digest, coding or None),
    }


def sized(
    method: str,
    content: bytes,
    headers: dict[str, str],
    media_type: str,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    """A response with the length of its body, which HEAD tells too and does not send."""
    headers = {**headers, "Content-Length": str(len(content)), "Content-Type": media_type}
    return Response(b"" if method == "HEAD" else content, status, headers=headers)


def fault(status: HTTPStatus, headers: dict[str, str] | None = None) -> Response:
    """The answer where there is nothing to give; nobody keeps it."""
    return plain(_FAULTS[status], status, {"Cache-Control": "no-store", **(headers or {})})


def plain(text: str, status: HTTPStatus, headers: dict[str, str]) -> Response:
    """A text of ours."""
    told = {**SAFE, "Access-Control-Allow-Origin": "*", **headers}
    return Response(text, status, headers=told, media_type=_PLAIN)
