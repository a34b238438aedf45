"""The one way out: bounded, guarded requests for other people's pages and feeds.

Every way to the web passes here. What may be connected to is seen to where connections are made
(`guard`), how much is read where bodies are (`answers`).
"""

import ssl
import threading
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from http import HTTPStatus
from importlib.metadata import version
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Self

from ruznama.errors import FetchError
from ruznama.sources.client.addresses import PUBLIC_ONLY, Allowed, RefusedAddressError, check_url
from ruznama.sources.client.answers import Fetched, Limits, Validators, body_of, fetched
from ruznama.sources.client.deadline import Deadline

if TYPE_CHECKING:
    import httpx

    from ruznama.sources.client.guard import Resolve

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})


class Fetcher:
    """A client; use it as a context manager, from any thread.

    Who asks nothing on the web does not load what asks: httpx and what it needs take 7 MB.
    """

    def __init__(
        self,
        *,
        allowed: Allowed = PUBLIC_ONLY,
        limits: Limits = Limits(),
        contact: str = "",
        resolve: "Resolve | None" = None,
    ) -> None:
        self._allowed = allowed
        self._limits = limits
        self._contact = contact
        self._resolve = resolve
        self._deadline = Deadline()
        self._made: httpx.Client | None = None
        self._making = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes every connection."""
        if self._made is not None:
            self._made.close()

    @property
    def _client(self) -> "httpx.Client":
        from ruznama.sources.client.guard import (  # noqa: PLC0415  see above
            GuardedBackend,
            guarded_client,
            resolve_host,
        )

        with self._making:
            if self._made is None:
                resolve = self._resolve or resolve_host
                backend = GuardedBackend(self._allowed, resolve, self._deadline)
                agent = user_agent(self._contact)
                headers = {"User-Agent": agent, "Accept-Encoding": "gzip, identity"}
                self._made = guarded_client(backend, headers, self._limits.seconds)
            return self._made

    def get(self, url: str, validators: Validators = Validators()) -> Fetched:
        """The answer to a GET, whatever its status.

        Raises:
            FetchError: there is none: the address is refused, the host does not answer in time, the
                answer is too large, or it is in a coding that was not asked for.
        """
        return follow(url, lambda asked: self.hop(asked, validators))

    def hop(self, url: str, validators: Validators) -> tuple[Fetched, str | None]:
        """The answer to one GET, and where it redirects to, if it does.

        Raises:
            FetchError: as `get`.
        """
        self._deadline.start(self._limits.seconds)
        return self._hop(url, validators)

    def post(self, url: str, form: Mapping[str, str | list[str]]) -> Fetched:
        """The answer to a POST of a form, whatever its status; redirects are not followed.

        Raises:
            FetchError: there is none.
        """
        self._deadline.start(self._limits.seconds)
        return self._hop(url, Validators(), form)[0]

    def send(self, url: str, body: bytes, headers: Mapping[str, str]) -> Fetched:
        """The answer to a POST of a body, whatever its status; redirects are not followed.

        Raises:
            FetchError: there is none.
        """
        self._deadline.start(self._limits.seconds)
        return self._hop(url, Validators(), content=body, said=headers)[0]

    def _hop(
        self,
        url: str,
        validators: Validators,
        form: Mapping[str, str | list[str]] | None = None,
        *,
        content: bytes | None = None,
        said: Mapping[str, str] = MappingProxyType({}),
    ) -> tuple[Fetched, str | None]:
        """One request, and where it redirects to, if it does."""
        import httpx  # noqa: PLC0415  see above

        method = "GET" if form is None and content is None else "POST"
        try:
            parsed = check_url(url, self._allowed)
            headers = _conditions(validators) | dict(said)
            with self._client.stream(
                method, parsed, headers=headers, data=form, content=content
            ) as response:
                if response.status_code in _REDIRECTS and response.headers.get("location"):
                    target = str(response.url.join(response.headers["location"]))
                    return fetched(response, b""), target
                return fetched(response, body_of(response, self._limits, self._deadline)), None
        except RefusedAddressError as error:
            raise FetchError(url, str(error), error.remedy) from error
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError, zlib.error) as error:
            raise FetchError(url, _problem(error), "It is tried again at the next run") from error


def follow(url: str, hop: Callable[[str], tuple[Fetched, str | None]]) -> Fetched:
    """The answer at the end of all redirects.

    Raises:
        FetchError: they do not end, or a hop fails.
    """
    asked, permanent = url, True
    for _ in range(_MOST_REDIRECTS + 1):
        answer, target = hop(asked)
        if target is None:
            moved = asked if permanent and asked != url else None
            return replace(answer, moved_to=moved)
        permanent = permanent and answer.status in _PERMANENT
        asked = target
    raise FetchError(url, f"redirects more than {_MOST_REDIRECTS} times", "Name the page itself")


def user_agent(contact: str) -> str:
    """What we are called in other people's logs."""
    where = f" (+{contact})" if contact else ""
    return f"Ruznama/{version('ruznama')}{where}"


def fetch_page(url: str, *, allow_hosts: Iterable[str], contact: str, seconds: float) -> Fetched:
    """The page at an address, fetched once.

    Raises:
        FetchError: there is none that can be read.
    """
    allowed = Allowed(hosts=frozenset(host.lower() for host in allow_hosts))
    with Fetcher(allowed=allowed, limits=Limits(seconds=seconds), contact=contact) as fetcher:
        page = fetcher.get(url)
    if page.status != HTTPStatus.OK:
        raise FetchError(url, f"answers with {page.status}", "Open it in a browser to see why")
    return page


def self_test() -> None:
    """Proves that the guard is in place.

    Raises:
        FetchError: a loopback address was not refused.
    """
    with Fetcher(limits=Limits(seconds=1), resolve=lambda *_: ["127.0.0.1"]) as fetcher:
        try:
            fetcher.get("http://guard.invalid/")
        except FetchError as error:
            if isinstance(error.__cause__, RefusedAddressError):
                return
    guard, problem = "the guard", "against private addresses is not in place"
    remedy = "Install the versions of requirements.lock"
    raise FetchError(guard, problem, remedy)


def _conditions(validators: Validators) -> dict[str, str]:
    given = {
        "If-None-Match": validators.etag,
        "If-Modified-Since": validators.last_modified,
    }
    return {name: value for name, value in given.items() if value}


def _problem(error: Exception) -> str:
    """What went wrong, in the words of a person."""
    import httpx  # noqa: PLC0415  see above

    if isinstance(error, httpx.TimeoutException):
        return "did not answer in time"
    if isinstance(error, httpx.ConnectError):
        return f"cannot be reached: {error}"
    return f"broke off: {error}"
