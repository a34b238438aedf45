"""The addresses by which a service is watched: /healthz, /readyz, /metrics, /status, /review.

Numbers and failures are for this machine, or for who holds the token. A request that a proxy hands
on is not of this machine, whatever its headers say of where it came from.
"""

from collections.abc import Callable
from datetime import datetime
from hmac import compare_digest
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ruznama.store.runs import SourceRun, SourceStatus
from ruznama.web.watch import Watch

_METHODS = ("GET", "HEAD")
_NEVER_KEPT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_PROXIED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")

Respond = Callable[[Request], Response]


def watch_routes(
    watching: Callable[[], Watch],
    token: Callable[[], str | None],
    page: Callable[[list[SourceStatus]], bytes],
    doubts: Callable[[], bytes],
) -> list[Route]:
    """The routes.

    Args:
        watching: gives what looks at the service.
        token: gives what lets others than this machine in.
        page: makes the page of /status.
        doubts: makes that of /review.
    """

    def readyz(request: Request) -> Response:
        watch = watching()
        problems = watch.problems()
        status = HTTPStatus.SERVICE_UNAVAILABLE if problems else HTTPStatus.OK
        if "verbose" in request.query_params and _may_see(request, token()):
            sources = [_told(source) for source in watch.sources()]
            told = {
                "ready": not problems,
                "problems": problems,
                "left_out": dict(watch.left_out()),
                "sources": sources,
            }
            return JSONResponse(told, status, headers=_NEVER_KEPT)
        return _plain("\n".join(problems or ["ready"]) + "\n", status)

    def metrics(request: Request) -> Response:
        if not _may_see(request, token()):
            return _forbidden()
        from ruznama.web.metrics import metrics as numbers  # noqa: PLC0415  few are ever asked

        content_type = "text/plain; version=0.0.4; charset=utf-8"
        return Response(numbers(watching()), headers=_NEVER_KEPT, media_type=content_type)

    def status(request: Request) -> Response:
        del request
        return Response(page(watching().sources()), headers=_NEVER_KEPT, media_type="text/html")

    def review(request: Request) -> Response:
        if not _may_see(request, token()):
            return _forbidden()
        return Response(doubts(), headers=_NEVER_KEPT, media_type="text/html")

    return [
        Route("/healthz", _healthz, methods=_METHODS),
        _route("/readyz", readyz),
        _route("/metrics", metrics),
        _route("/status", status),
        _route("/review", review),
    ]


async def _healthz(request: Request) -> Response:
    """Waits for no thread, which others may all hold."""
    del request
    return _plain("ok\n", HTTPStatus.OK)


def _route(path: str, respond: Respond) -> Route:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(respond, request)

    return Route(path, endpoint, methods=_METHODS)


def _may_see(request: Request, token: str | None) -> bool:
    """Whether a request is of this machine, or holds the token."""
    given = request.headers.get("authorization", "").partition("Bearer ")[2]
    if token is not None and compare_digest(given.encode(), token.encode()):
        return True
    if any(name in request.headers for name in _PROXIED):
        return False
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _told(source: SourceStatus) -> dict[str, Any]:
    run: SourceRun = source.run
    return {
        "source": run.source,
        "articles": source.articles,
        "events": source.events,
        "last_run": _iso(run.last),
        "last_good": _iso(run.good),
        "next_run": _iso(run.due),
        "failures": run.failures,
        "problem": run.problem,
        "items": [
            {"item": item.locator, "state": item.state, "problem": item.problem}
            for item in source.faulty
        ],
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _forbidden() -> Response:
    return _plain("403: for this machine, or with a token\n", HTTPStatus.FORBIDDEN)


def _plain(text: str, status: HTTPStatus) -> Response:
    return Response(text, status, headers=_NEVER_KEPT, media_type="text/plain")
