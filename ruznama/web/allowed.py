"""Who may see numbers and failures: this machine, and who holds the token.

A request that a proxy hands on is not of this machine, whatever its headers say of where it came
from.
"""

from hmac import compare_digest
from http import HTTPStatus
from ipaddress import ip_address

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

NEVER_KEPT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_PROXIED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


def may_see(request: Request, token: str | None) -> bool:
    """Whether a request is of this machine, or holds the token."""
    given = request.headers.get("authorization", "").partition("Bearer ")[2]
    if is_token(given, token):
        return True
    if any(name in request.headers for name in _PROXIED):
        return False
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def is_token(given: str, token: str | None) -> bool:
    """Whether what was given is the token; compared in constant time."""
    return token is not None and compare_digest(given.encode(), token.encode())


def plain(text: str, status: HTTPStatus) -> Response:
    """An answer in words, which nobody keeps."""
    return PlainTextResponse(text, status, headers=NEVER_KEPT)


def forbidden() -> Response:
    """The answer to who may not see."""
    return plain("403: for this machine, or with a token\n", HTTPStatus.FORBIDDEN)
