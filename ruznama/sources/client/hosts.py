"""The way to other people's hosts: a request at a time, a rest after each, robots.txt obeyed.

All of it holds for each hop of a redirect too. Who asks to be left alone (Retry-After) is, whatever
else there is to ask.
"""

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ruznama.errors import FetchError, NotAskedError, NothingThereError
from ruznama.sources.client.answers import Fetched, Validators
from ruznama.sources.client.fetch import Fetcher, follow

if TYPE_CHECKING:
    from protego import Protego

_GAP_S = 1.0
_LONGEST_GAP_S = 30.0  # of a Crawl-delay
_ROBOTS_NAME = "Ruznama"
_ROBOTS_KEPT_S = 3_600
_ROBOTS_AGAIN_S = 300  # after which a host that could not tell its rules is asked for them again
_BUSY = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
_LATER = "It is asked again later"


@dataclass(slots=True)
class _Host:
    """One host: a request at a time, with a rest after each.

    Attributes:
        asked: when it was last asked; not to be asked at all before `alone_until`.
        told: the answer that its rules are from.
        fault: why it has told none.
    """

    lock: Lock = field(default_factory=Lock)
    asked: float = -_LONGEST_GAP_S
    gap_s: float = _GAP_S
    alone_until: float = 0.0
    rules: "Protego | None" = None
    rules_until: float = 0.0
    told: Fetched | None = None
    fault: FetchError | None = None


@dataclass(slots=True)
class Outside:
    """What all sources share of the way out: the client, robots.txt, the rest of each host.

    Attributes:
        turn: takes a turn at a host, with the rest that follows it: the seconds until it comes.
    """

    fetcher: Fetcher
    sleep: Callable[[float], None] = time.sleep
    turn: Callable[[str, float], float] = lambda _host, _gap_s: 0.0
    _hosts: defaultdict[str, _Host] = field(default_factory=lambda: defaultdict(_Host))

    def get(self, url: str, validators: Validators, *, obey_robots: bool = False) -> Fetched:
        """The answer of an address, each host on the way given a rest before.

        Raises:
            FetchError: there is none; NothingThereError where robots.txt says no.
        """

        def hop(asked: str) -> tuple[Fetched, str | None]:
            if obey_robots:
                self.check_robots(asked)
            host = self._host(asked)
            with host.lock:
                return self._rested(host, asked, validators)

        return follow(url, hop)

    def check_robots(self, url: str) -> None:
        """Asks whether the host lets us read a page.

        Raises:
            FetchError: its robots.txt says no, or cannot be had.
        """
        host = self._host(url)
        with host.lock:
            if time.monotonic() > host.rules_until:
                self._learn_rules(host, url)
            if host.fault is not None:
                raise host.fault
            allowed = host.rules is None or host.rules.can_fetch(url, _ROBOTS_NAME)
        if not allowed:
            remedy = "Ask its operator, or take the source out"
            raise NothingThereError(url, "is not for programs: robots.txt says so", remedy)

    def _learn_rules(self, host: _Host, url: str) -> None:
        """The rules of a host, or why it has told none; the same host has the lock."""
        parts = urlsplit(url)
        robots = f"{parts.scheme}://{parts.netloc}/robots.txt"
        known = host.told.validators if host.told else Validators()
        try:
            answer = follow(robots, lambda asked: self._rested(host, asked, known))
            if answer.status != HTTPStatus.NOT_MODIFIED:
                host.rules, host.told = _rules(answer), answer
            host.fault, host.rules_until = None, time.monotonic() + _ROBOTS_KEPT_S
        except NotAskedError:
            raise
        except FetchError as error:
            host.fault, host.rules_until = error, time.monotonic() + _ROBOTS_AGAIN_S
        delay = host.rules.crawl_delay(_ROBOTS_NAME) if host.rules else None
        host.gap_s = min(max(_GAP_S, delay or 0), _LONGEST_GAP_S)

    def _host(self, url: str) -> _Host:
        return self._hosts[urlsplit(url).netloc]

    def _rested(self, host: _Host, url: str, validators: Validators) -> tuple[Fetched, str | None]:
        now = time.monotonic()
        if now < host.alone_until:
            left = timedelta(seconds=host.alone_until - now)
            raise NotAskedError(url, "was not asked: its host wants to be left alone", _LATER, left)
        turn = self.turn(urlsplit(url).netloc, host.gap_s)
        wait = max(host.asked + host.gap_s - now, turn)
        if wait > 0:
            self.sleep(wait)
        try:
            answer, target = self.fetcher.hop(url, validators)
        finally:
            host.asked = time.monotonic()
        if answer.retry_after and answer.status in _BUSY:
            host.alone_until = host.asked + answer.retry_after.total_seconds()
        return answer, target


def _rules(answer: Fetched) -> "Protego":
    """The rules of a host; all is allowed where it has none (RFC 9309, 2.3.1.3).

    Raises:
        FetchError: the host cannot tell, which forbids everything (2.3.1.4).
    """
    from protego import Protego  # noqa: PLC0415  only who asks the web loads it

    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        problem = f"answers with {answer.status}, so nothing of this host is read"
        raise FetchError(answer.url, problem, "It is asked again later", answer.retry_after)
    told = answer.body if answer.status == HTTPStatus.OK else b""
    return Protego.parse(told.decode("utf-8", "replace"))
