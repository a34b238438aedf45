"""CalDAV over HTTP: where clients find it, what they may do, and that nobody writes.

Rules: RFC 4918 (PROPFIND, multistatus), RFC 3253, 3.6 (REPORT), RFC 4791, 5.1 (DAV header),
RFC 6764, 5 (the well-known address). Nobody is asked who they are: all of it is public.
"""

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ruznama.publishing.storage.snapshot import Snapshot
from ruznama.web.conditions import etag, tags
from ruznama.web.dav.properties import EVENT_TYPE, described, document, tag
from ruznama.web.dav.questions import D, RefusedError, forbidden, read_body, wanted
from ruznama.web.dav.reports import Report
from ruznama.web.dav.resources import CalendarObject, Collection, Kept, Resource, Tree, kept_events
from ruznama.web.responses import DAV, SAFE, fault, sized

WELL_KNOWN = "/.well-known/caldav"
_READS = ("GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT")
_WRITES = (
    *("PUT", "POST", "PATCH", "DELETE", "PROPPATCH", "MKCOL", "MKCALENDAR"),
    *("COPY", "MOVE", "LOCK", "UNLOCK", "ACL"),
)
_MOST_OCTETS = 1_000_000  # of what a request asks for: thousands of addresses
_PATIENCE_S = 10
_SAID = {
    **SAFE,
    "DAV": "1, 3, access-control, calendar-access",
    "Allow": ", ".join(_READS),
    "Cache-Control": "no-cache",
}


def dav_routes(current: Callable[[], Snapshot | None]) -> list[Route]:
    """The routes, over whatever snapshot is current."""
    kept = kept_events()

    async def dav(request: Request) -> Response:
        snapshot = current()
        if snapshot is None:
            return fault(HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "1"})
        try:
            content = await _content(request)
            return await run_in_threadpool(_answer, request, content, snapshot, kept)
        except RefusedError as refused:
            told = tag(refused.precondition) if refused.precondition else ""
            return _xml(document("error", told), refused.status)

    methods = (*_READS, *_WRITES)
    return [
        Route(WELL_KNOWN, _home, methods=methods),
        Route(f"{DAV}{{rest:path}}", dav, methods=methods),
    ]


def _home(_: Request) -> Response:
    return RedirectResponse(DAV, HTTPStatus.MOVED_PERMANENTLY, SAFE)


async def _content(request: Request) -> bytes:
    """The body of a request that reads, as far as it may go."""
    if request.method in _WRITES:
        raise forbidden(D, "need-privileges")
    content = bytearray()
    try:
        async with asyncio.timeout(_PATIENCE_S):
            async for piece in request.stream():
                content += piece
                if len(content) > _MOST_OCTETS:
                    raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except TimeoutError as error:
        raise RefusedError(HTTPStatus.REQUEST_TIMEOUT) from error
    return bytes(content)


def _answer(request: Request, content: bytes, snapshot: Snapshot, kept: Kept) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=_SAID)
    tree = Tree(snapshot, kept)
    found = tree.find(request.path_params["rest"])
    if found is None:
        raise RefusedError(HTTPStatus.NOT_FOUND)
    brief = "return=minimal" in request.headers.get("prefer", "").replace(" ", "")
    if request.method == "PROPFIND":
        told = _properties(request.headers.get("depth", "0"), content, tree, found, brief=brief)
        return _xml(document("multistatus", told), HTTPStatus.MULTI_STATUS)
    if request.method == "REPORT":
        asked = read_body(content)
        if asked is None or not isinstance(found, Collection):
            raise forbidden(D, "supported-report")
        told = Report(tree, found, asked, brief).answer()
        return _xml(document("multistatus", told), HTTPStatus.MULTI_STATUS)
    if isinstance(found, CalendarObject):
        return _event(request, found)
    # What a person who opens the address is looking for.
    there = quote(found.file) if isinstance(found, Collection) else "/"
    return RedirectResponse(there, HTTPStatus.TEMPORARY_REDIRECT, _SAID)


def _properties(depth: str, content: bytes, tree: Tree, found: Resource, *, brief: bool) -> str:
    """What PROPFIND asks for, of a resource and of those in it."""
    if depth.strip() not in {"0", "1"}:
        raise forbidden(D, "propfind-finite-depth")
    asked = read_body(content)
    bare = asked is not None and asked.find(f"{D}propname") is not None
    return "".join(
        described(each, tree.home, wanted(asked), brief=brief, bare=bare)
        for each in (found, *(tree.inside(found) if depth.strip() == "1" else ()))
    )


def _event(request: Request, member: CalendarObject) -> Response:
    told = {**_SAID, "ETag": etag(member.digest, None)}
    known = request.headers.get("if-none-match", "")
    if known.strip() == "*" or member.digest in tags(known):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=told)
    return sized(request.method, member.content, told, EVENT_TYPE)


def _xml(content: bytes, status: HTTPStatus) -> Response:
    return Response(content, status, headers=_SAID, media_type="application/xml; charset=utf-8")
