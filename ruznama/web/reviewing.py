"""/review: what needs an editor's eye, and, where the configuration allows it, what is corrected.

The page is for this machine, or for who holds the token; a correction needs the token itself,
in the form or in `Authorization`, so that no other page can send one in an editor's name.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import parse_qs

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ruznama.web.allowed import NEVER_KEPT, forbidden, is_token, may_see, plain

_LONGEST_FORM = 16_384
_MOST_FIELDS = 20
_LISTS = ("keep", "drop")
_WORDS = ("article", "event", "date", "title", "place")

Correct = Callable[[Mapping[str, object]], None]


def review_route(
    token: Callable[[], str | None],
    page: Callable[[], bytes],
    correct: Callable[[], Correct | None],
) -> Route:
    """The route.

    Args:
        token: gives what lets others than this machine in.
        page: makes the page.
        correct: gives what writes a correction; None where the page may not.
    """

    async def review(request: Request) -> Response:
        if request.method == "POST":
            form = await _form(request)
            return await run_in_threadpool(_corrected, request, form, token(), correct())
        if not may_see(request, token()):
            return forbidden()
        return Response(await run_in_threadpool(page), headers=NEVER_KEPT, media_type="text/html")

    return Route("/review", review, methods=("GET", "HEAD", "POST"))


def _corrected(
    request: Request, form: Mapping[str, str] | None, token: str | None, correct: Correct | None
) -> Response:
    if correct is None:
        told = "405: [review] write is not set\n"
        return plain(told, HTTPStatus.METHOD_NOT_ALLOWED)
    if form is None:
        return plain("413: this form is too long\n", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    held = request.headers.get("authorization", "").partition("Bearer ")[2]
    if not is_token(form.get("token", held), token):
        return plain("403: the token is not that of [server]\n", HTTPStatus.FORBIDDEN)
    try:
        correct(_correction(form))
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(map(str, fault["loc"])) or "correction"
        told = f"400: {place} {fault['msg'].removeprefix('Value error, ')}\n"
        return plain(told, HTTPStatus.BAD_REQUEST)
    except (OSError, ValueError) as error:
        return plain(f"500: corrections.toml: {error}\n", HTTPStatus.INTERNAL_SERVER_ERROR)
    return RedirectResponse("/review", HTTPStatus.SEE_OTHER, NEVER_KEPT)


def _correction(form: Mapping[str, str]) -> dict[str, object]:
    """The correction that a form tells; fields that were left empty say nothing."""
    told: dict[str, object] = {name: form[name] for name in _WORDS if form.get(name)}
    told |= {name: [form[name]] for name in _LISTS if form.get(name)}
    if form.get("line", "").isdecimal() and "event" not in told:
        told["line"] = int(form["line"])
    if form.get("hidden"):
        told["hidden"] = True
    return told


async def _form(request: Request) -> dict[str, str] | None:
    """The fields of a form (x-www-form-urlencoded); None where there is more than ours has."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_FORM:
            return None
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS)
    except ValueError:
        return None
    return {name: values[-1].strip() for name, values in fields.items()}
