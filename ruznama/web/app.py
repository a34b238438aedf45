"""The HTTP application: GET and HEAD of what the snapshot holds; nothing else, and no file opened.

Every path is data, so all but the health check is one endpoint that looks it up.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from email.utils import format_datetime
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from exporters.choices import PARAMETERS, ChoiceError
from ruznama.snapshot import Body, Snapshot
from ruznama.web.conditions import choose_coding, etag, is_unchanged

_METHODS = ("GET", "HEAD")
_PLAIN = "text/plain; charset=utf-8"
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' https: http:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
}
# Fixed texts: nothing of the request is ever echoed.
_FAULTS = {
    HTTPStatus.NOT_FOUND: "404: there is nothing at this address\n",
    HTTPStatus.METHOD_NOT_ALLOWED: "405: only GET and HEAD\n",
    HTTPStatus.NOT_ACCEPTABLE: "406: offered are gzip and identity\n",
    HTTPStatus.GONE: "410: this was withdrawn\n",
    HTTPStatus.SERVICE_UNAVAILABLE: "503: starting, try again in a second\n",
}
_STALE_WHILE_REVALIDATE_S = 3_600
_STALE_IF_ERROR_S = 86_400


def create_app(current: Callable[[], Snapshot | None], today: Callable[[], date]) -> Starlette:
    """The application over whatever snapshot is current; None while nothing was published yet."""

    async def healthz(request: Request) -> Response:
        del request
        return _plain("ok\n", HTTPStatus.OK, {"Cache-Control": "no-store"})

    async def content(request: Request) -> Response:
        snapshot = current()
        if snapshot and request.url.query and request.scope["path"] in snapshot.selections:
            return await run_in_threadpool(_select, request, snapshot, today())
        return respond(request, snapshot)

    return Starlette(
        routes=[
            Route("/healthz", healthz, methods=_METHODS),
            Route("/{path:path}", content, methods=_METHODS),
        ],
        exception_handlers={HTTPStatus.METHOD_NOT_ALLOWED: _method_not_allowed},
    )


def respond(request: Request, snapshot: Snapshot | None) -> Response:
    """The answer to a GET or HEAD."""
    path = request.scope["path"]
    if snapshot is None:
        return _fault(HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "1"})
    body = snapshot.bodies.get(path)
    if body is not None:
        return _body_response(request, body, snapshot.max_age_s)
    if f"{path}/" in snapshot.bodies:
        return RedirectResponse(f"{path}/", HTTPStatus.PERMANENT_REDIRECT, _SAFE)
    return _fault(HTTPStatus.GONE if path in snapshot.gone else HTTPStatus.NOT_FOUND)


def _select(request: Request, snapshot: Snapshot, today: date) -> Response:
    """What the query chooses of a calendar; 400 says what a value should have been."""
    path = request.scope["path"]
    try:
        chosen = snapshot.selections[path](_own_query(request), today)
    except ChoiceError as error:
        text = f"400: {error.parameter}: expected {error.expected}\n"
        return _plain(text, HTTPStatus.BAD_REQUEST, {"Cache-Control": "no-store"})
    told = replace(chosen, headers=snapshot.bodies[path].headers)
    return _body_response(request, told, snapshot.max_age_s)


def _own_query(request: Request) -> str:
    """The parameters that choose, in one order: what is asked for alike is prepared once."""
    asked = request.query_params.multi_items()
    return urlencode(sorted((name, value) for name, value in asked if name in PARAMETERS))


def _body_response(request: Request, body: Body, max_age_s: int) -> Response:
    headers = request.headers
    coding = choose_coding(headers.get("accept-encoding"), has_gzip=body.compressed is not None)
    if coding is None:
        return _fault(HTTPStatus.NOT_ACCEPTABLE)
    told = _headers(request, body, max_age_s)
    told["ETag"] = etag(body.digest, coding)
    if is_unchanged(
        body.digest,
        body.last_modified,
        none_match=headers.get("if-none-match"),
        modified_since=headers.get("if-modified-since"),
    ):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=told)
    if coding == "gzip":
        told["Content-Encoding"] = "gzip"
        return _sized(request, body.compressed or b"", told, body.content_type)
    return _sized(request, body.content, told, body.content_type)


def _headers(request: Request, body: Body, max_age_s: int) -> dict[str, str]:
    told = {
        **_SAFE,
        **dict(body.headers),
        "Last-Modified": format_datetime(body.last_modified, usegmt=True),
        "Cache-Control": (
            f"public, max-age={max_age_s}, stale-while-revalidate={_STALE_WHILE_REVALIDATE_S}, "
            f"stale-if-error={_STALE_IF_ERROR_S}"
        ),
        "Vary": "Accept-Encoding",
    }
    if "Content-Disposition" in told and request.query_params.get("download") == "1":
        told["Content-Disposition"] = told["Content-Disposition"].replace("inline", "attachment", 1)
    return told


def _sized(request: Request, content: bytes, headers: dict[str, str], media_type: str) -> Response:
    """A response with the length of its body, which HEAD tells too and does not send."""
    headers = {**headers, "Content-Length": str(len(content)), "Content-Type": media_type}
    return Response(b"" if request.method == "HEAD" else content, headers=headers)


def _fault(status: HTTPStatus, headers: dict[str, str] | None = None) -> Response:
    return _plain(_FAULTS[status], status, {"Cache-Control": "no-store", **(headers or {})})


def _plain(text: str, status: HTTPStatus, headers: dict[str, str]) -> Response:
    return Response(text, status, headers={**_SAFE, **headers}, media_type=_PLAIN)


async def _method_not_allowed(request: Request, error: Exception) -> Response:
    """Any method but GET and HEAD, whatever the path (RFC 9110, 15.5.6)."""
    del request, error
    return _fault(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": ", ".join(_METHODS)})
