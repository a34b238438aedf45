"""The way to other people's hosts: a request at a time, a rest after each, robots.txt obeyed."""

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ruznama.errors import FetchError
from ruznama.sources.answers import Fetched, Validators
from ruznama.sources.fetch import Fetcher

if TYPE_CHECKING:
    from protego import Protego

_GAP_S = 1.0
_ROBOTS_NAME = "Ruznama"
_ROBOTS_KEPT_S = 3_600


@dataclass(slots=True)
class _Host:
    """One host: a request at a time, with a rest after each."""

    lock: Lock = field(default_factory=Lock)
    asked: float = -_GAP_S
    rules: "Protego | None" = None
    rules_until: float = 0.0


@dataclass(slots=True)
class Outside:
    """What all sources share of the way out: the client, robots.txt, the rest of each host."""

    fetcher: Fetcher
    sleep: Callable[[float], None] = time.sleep
    _hosts: defaultdict[str, _Host] = field(default_factory=lambda: defaultdict(_Host))

    def get(self, url: str, validators: Validators) -> Fetched:
        """The answer of an address, its host given a rest before.

        Raises:
            FetchError: there is none.
        """
        host = self._host(url)
        with host.lock:
            return self._rested(host, url, validators)

    def check_robots(self, url: str) -> None:
        """Asks whether the host lets us read a page.

        Raises:
            FetchError: its robots.txt says no, or cannot be had.
        """
        host = self._host(url)
        with host.lock:
            if host.rules is None or time.monotonic() > host.rules_until:
                parts = urlsplit(url)
                robots = f"{parts.scheme}://{parts.netloc}/robots.txt"
                host.rules = _rules(self._rested(host, robots, Validators()))
                host.rules_until = time.monotonic() + _ROBOTS_KEPT_S
            allowed = host.rules.can_fetch(url, _ROBOTS_NAME)
        if not allowed:
            remedy = "Ask its operator, or take the source out"
            raise FetchError(url, "is not for programs: robots.txt says so", remedy)

    def _host(self, url: str) -> _Host:
        return self._hosts[urlsplit(url).netloc]

    def _rested(self, host: _Host, url: str, validators: Validators) -> Fetched:
        wait = host.asked + _GAP_S - time.monotonic()
        if wait > 0:
            self.sleep(wait)
        try:
            return self.fetcher.get(url, validators)
        finally:
            host.asked = time.monotonic()


def _rules(answer: Fetched) -> "Protego":
    """The rules of a host; all is allowed where it has none (RFC 9309, 2.3.1.3).

    Raises:
        FetchError: the host cannot tell, which forbids everything (2.3.1.4).
    """
    from protego import Protego  # noqa: PLC0415  only who asks the web loads it

    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        problem = f"answers with {answer.status}, so nothing of this host is read"
        raise FetchError(answer.url, problem, "It is asked again later")
    told = answer.body if answer.status == HTTPStatus.OK else b""
    return Protego.parse(told.decode("utf-8", "replace"))
