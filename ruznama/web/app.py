"""The HTTP application: GET and HEAD of what the snapshot holds; nothing else, and no file opened.

Every path is data, so one endpoint looks them all up; how the service itself is watched is in
`ruznama.web.watching`.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from typing import Literal
from urllib.parse import quote, urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from articles.errors import ChoiceError
from exporters.choices import PARAMETERS
from exporters.links import SHORT, is_short
from feeds.choices import FEED_PARAMETERS
from ruznama.publishing.forms.outputs import OPEN_TO_ALL
from ruznama.publishing.storage.codings import Coding, Codings, offered
from ruznama.publishing.storage.joining import LostPieceError
from ruznama.publishing.storage.snapshot import MISSING, Body, Snapshot
from ruznama.web.conditions import (
    best_offer,
    choose_coding,
    etag,
    is_unchanged,
    tags,
    wants_delta,
)
from ruznama.web.dav.routes import dav_routes
from ruznama.web.hammering import WINDOW_S, Hammering
from ruznama.web.lean import Lean
from ruznama.web.responses import FEED, LONGEST_ADDRESS, SAFE, body_headers, fault, plain, sized
from ruznama.web.strict import METHODS, Strict

_log = logging.getLogger(__name__)

_METHODS = ("GET", "HEAD")
_PARAMETERS = PARAMETERS | FEED_PARAMETERS | {"uid"}
_FOR_A_WHILE = {"Cache-Control": "public, max-age=3600"}
# What `/feed` is offered as; the first to whoever has no wish.
_OFFERS = {
    "application/rss+xml": "/feed.rss",
    "application/atom+xml": "/feed.atom",
    "application/feed+json": "/feed.json",
    "text/html": "/",
    "application/json": "/feed.json",
    "application/xml": "/feed.rss",
    "text/xml": "/feed.rss",
}


# The bytes of a body in a coding; None where they must be read or made first.
Load = Callable[[Body, Coding | Literal[""]], bytes | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, what it is answered from, and how bytes are come by."""

    request: Request
    snapshot: Snapshot
    load: Load


def create_app(
    current: Callable[[], Snapshot | None],
    today: Callable[[], date],
    watching: Sequence[Route] = (),
) -> ASGIApp:
    """The application over whatever snapshot is current; None while nothing was published yet.

    `watching` are routes of its own (`ruznama.web.watching`). What is at hand is answered at once;
    what must be read, coded or made is made in a thread.
    """
    hammering = Hammering()
    codings = Codings()

    async def content(request: Request) -> Response:
        snapshot = current()
        if snapshot is None:
            return fault(HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "1"})
        if len(request.scope["raw_path"]) + len(request.scope["query_string"]) > LONGEST_ADDRESS:
            return fault(HTTPStatus.REQUEST_URI_TOO_LONG)
        if _is_unconditional(request) and _hammers(request, hammering):
            return fault(HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(WINDOW_S)})
        path = _negotiated(request)
        at_hand = respond(Asked(request, snapshot, codings.kept), path)
        if at_hand is not None and not _chooses(request, snapshot, path):
            return at_hand
        return await run_in_threadpool(_made, Asked(request, snapshot, codings.made), path, today())

    app = Starlette(
        routes=[
            *watching,
            *dav_routes(current),
            Route("/{path:path}", content, methods=_METHODS),
        ],
        exception_handlers={
            HTTPStatus.METHOD_NOT_ALLOWED: _method_not_allowed,
            LostPieceError: _lost,
            Exception: _unexpected,
        },
    )
    lean = Lean(app, current, codings, hammering, [route.path for route in watching])
    return Strict(lean, _PARAMETERS)


def respond(asked: Asked, path: str) -> Response | None:
    """The answer to a GET or HEAD; None where its bytes are not at hand."""
    snapshot = asked.snapshot
    if path in snapshot.moved:
        return _moved(asked.request, snapshot.moved[path])
    body = snapshot.bodies.get(path)
    if body is not None:
        return _body_response(asked, body, path)
    if f"{path}/" in snapshot.bodies:
        return RedirectResponse(f"{path}/", HTTPStatus.PERMANENT_REDIRECT, SAFE)
    gone = path in snapshot.gone or is_short(path)  # of an event that is told no more
    status = HTTPStatus.GONE if gone else HTTPStatus.NOT_FOUND
    return fault(status) if MISSING not in snapshot.bodies else _page(asked, status)


def _moved(request: Request, path: str) -> Response:
    """Where to ask from now on, for the same choices."""
    query = request.url.query
    url = f"{quote(path)}?{query}" if query else quote(path)
    return RedirectResponse(url, HTTPStatus.MOVED_PERMANENTLY, {**SAFE, **dict(OPEN_TO_ALL)})


def _chooses(request: Request, snapshot: Snapshot, path: str) -> bool:
    """Whether more is asked for than what lies at the path, or what is made when asked for."""
    return bool(
        request.scope["query_string"]
        or wants_delta(request.headers.get("a-im"))
        or (path not in snapshot.bodies and path in snapshot.pictures)
        or path.startswith(SHORT)
    )


def _made(asked: Asked, path: str, today: date) -> Response:
    """The answer where something must be read or made."""
    request, snapshot = asked.request, asked.snapshot
    query = _own_query(request)
    if query and path in snapshot.bodies and path in snapshot.selections:
        return _select(asked, path, query, today)
    if wants_delta(request.headers.get("a-im")) and path in snapshot.deltas:
        return _respond_with_delta(asked, path)
    if path not in snapshot.bodies and path in snapshot.pictures:
        return _picture(asked, path)
    if path.startswith(SHORT) and path in snapshot.places:
        place = f"../{snapshot.places[path]}"
        return RedirectResponse(place, HTTPStatus.FOUND, {**SAFE, **_FOR_A_WHILE})
    return _there(respond(asked, path))


def _there(response: Response | None) -> Response:
    if response is None:
        message = "bytes that were to be made are not there"
        raise LostPieceError(message)
    return response


def _page(asked: Asked, status: HTTPStatus) -> Response | None:
    """The page that helps whoever reads HTML on; a fixed text for programs."""
    if "text/html" not in asked.request.headers.get("accept", ""):
        return fault(status)
    page = asked.snapshot.bodies[MISSING]
    content = asked.load(page, "")
    if content is None:
        return None
    headers = {**SAFE, "Cache-Control": "no-store", "Vary": "Accept"}
    return sized(asked.request.method, content, headers, page.content_type, status)


def _picture(asked: Asked, path: str) -> Response:
    drawn = asked.snapshot.pictures[path]()
    if drawn is None:  # said in the log; the page stands without it
        return fault(HTTPStatus.NOT_FOUND)
    return _there(_body_response(asked, drawn, path))


def _is_unconditional(request: Request) -> bool:
    headers = request.headers
    return not ("if-none-match" in headers or "if-modified-since" in headers)


def _hammers(request: Request, hammering: Hammering) -> bool:
    host = request.client.host if request.client else ""
    return hammering.refuses(host, request.headers.get("user-agent", ""), request.scope["path"])


def _negotiated(request: Request) -> str:
    """The path that is meant: at `/feed` the form that the request likes best (9110, 12.5.1)."""
    path: str = request.scope["path"]
    return best_offer(request.headers.get("accept"), _OFFERS) if path == FEED else path


def _select(asked: Asked, path: str, query: str, today: date) -> Response:
    """What the query chooses of a feed or calendar; 400 says what a value should have been."""
    snapshot = asked.snapshot
    try:
        chosen = snapshot.selections[path](query, today)
    except ChoiceError as error:
        text = f"400: {error.parameter}: expected {error.expected}\n"
        return plain(text, HTTPStatus.BAD_REQUEST, {"Cache-Control": "no-store"})
    headers = {**dict(snapshot.bodies[path].headers), **dict(chosen.headers)}
    told = replace(chosen, headers=tuple(headers.items()))
    return _there(_body_response(asked, told, path))


def _own_query(request: Request) -> str:
    """The parameters that choose, in one order: what is asked for alike is prepared once."""
    asked = request.query_params.multi_items()
    return urlencode(sorted((name, value) for name, value in asked if name in _PARAMETERS))


def _respond_with_delta(asked: Asked, path: str) -> Response:
    """Only what is new since the version that the request names (RFC 3229), else everything."""
    current = asked.snapshot.bodies[path]
    known = tags(asked.request.headers.get("if-none-match", ""))
    if current.digest not in known and "*" not in known:
        for digest in known:
            new = asked.snapshot.deltas[path](digest)
            if new is not None:
                return _delta_response(asked, current, new)
    return _there(respond(asked, path))


def _delta_response(asked: Asked, current: Body, new: Body) -> Response:
    """226: the tag is that of the whole, so that the next question starts from it (3229, 10.5)."""
    request = asked.request
    headers = {
        **SAFE,
        **dict(current.headers),
        "ETag": etag(current.digest, None),
        "IM": "feed",
        "Cache-Control": "no-store, im",
        "Vary": "Accept-Encoding, A-IM, If-None-Match",
    }
    coding = choose_coding(request.headers.get("accept-encoding"), offered(new)) or ""
    if coding:
        headers["Content-Encoding"] = coding
    content = asked.load(new, coding) or b""
    return sized(request.method, content, headers, current.content_type, HTTPStatus.IM_USED)


def _body_response(asked: Asked, body: Body, path: str) -> Response | None:
    request = asked.request
    headers = request.headers
    coding = choose_coding(headers.get("accept-encoding"), offered(body))
    if coding is None:
        return fault(HTTPStatus.NOT_ACCEPTABLE)
    told = body_headers(body, coding, asked.snapshot.max_age_s)
    if request.scope["path"] == FEED:
        told |= {"Vary": "Accept, Accept-Encoding", "Content-Location": path}
    if "Content-Disposition" in told and request.query_params.get("download") == "1":
        told["Content-Disposition"] = told["Content-Disposition"].replace("inline", "attachment", 1)
    if is_unchanged(
        body.digest,
        body.last_modified,
        none_match=headers.get("if-none-match"),
        modified_since=headers.get("if-modified-since"),
    ):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=told)
    if coding:
        told["Content-Encoding"] = coding
    content = asked.load(body, coding)
    return None if content is None else sized(request.method, content, told, body.content_type)


async def _method_not_allowed(request: Request, error: Exception) -> Response:
    """Any method but GET and HEAD, whatever the path (RFC 9110, 15.5.6)."""
    del request, error
    return fault(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": METHODS})


async def _unexpected(request: Request, error: Exception) -> Response:
    """A fault of ours: told to the log with its address, and to nobody else."""
    _log.error("no answer at %s", request.scope["path"], exc_info=error)
    return fault(HTTPStatus.INTERNAL_SERVER_ERROR)


async def _lost(request: Request, error: Exception) -> Response:
    """Another process has published meanwhile: the next question finds what it made."""
    del request, error
    return fault(HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "1"})
