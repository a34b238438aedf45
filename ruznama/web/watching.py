"""The addresses by which a service is watched: /healthz, /readyz, /metrics, /status.

Numbers and failures are for this machine, or for who holds the token.
"""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ruznama.store.runs import SourceRun, SourceStatus
from ruznama.web.allowed import NEVER_KEPT, forbidden, may_see, plain
from ruznama.web.watch import Watch

_METHODS = ("GET", "HEAD")

Respond = Callable[[Request], Response]


def watch_routes(
    watching: Callable[[], Watch],
    token: Callable[[], str | None],
    page: Callable[[list[SourceStatus]], bytes],
) -> list[Route]:
    """The routes.

    Args:
        watching: gives what looks at the service.
        token: gives what lets others than this machine in.
        page: makes the page of /status.
    """

    def readyz(request: Request) -> Response:
        watch = watching()
        problems = watch.problems()
        status = HTTPStatus.SERVICE_UNAVAILABLE if problems else HTTPStatus.OK
        if "verbose" in request.query_params and may_see(request, token()):
            sources = [_told(source) for source in watch.sources()]
            told = {
                "ready": not problems,
                "problems": problems,
                "left_out": dict(watch.left_out()),
                "sources": sources,
            }
            return JSONResponse(told, status, headers=NEVER_KEPT)
        return plain("\n".join(problems or ["ready"]) + "\n", status)

    def metrics(request: Request) -> Response:
        if not may_see(request, token()):
            return forbidden()
        from ruznama.web.metrics import metrics as numbers  # noqa: PLC0415  few are ever asked

        content_type = "text/plain; version=0.0.4; charset=utf-8"
        return Response(numbers(watching()), headers=NEVER_KEPT, media_type=content_type)

    def status(request: Request) -> Response:
        del request
        return Response(page(watching().sources()), headers=NEVER_KEPT, media_type="text/html")

    return [
        Route("/healthz", _healthz, methods=_METHODS),
        _route("/readyz", readyz),
        _route("/metrics", metrics),
        _route("/status", status),
    ]


async def _healthz(request: Request) -> Response:
    """Waits for no thread, which others may all hold."""
    del request
    return plain("ok\n", HTTPStatus.OK)


def _route(path: str, respond: Respond) -> Route:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(respond, request)

    return Route(path, endpoint, methods=_METHODS)


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
