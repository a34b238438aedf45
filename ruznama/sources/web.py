"""Sources on the web: single pages, a newspaper's own feed, a sitemap; asked as good citizens ask.

An address is asked again only when its answer may have changed, with the validators of the last
good one; a host waits between two requests, and one that fails is asked ever less often. What a
feed or a sitemap tells no more stays: they tell only what is newest.
"""

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from functools import partial
from http import HTTPStatus
from threading import Lock
from typing import Literal, Protocol
from urllib.parse import urlsplit

from protego import Protego

from ruznama.errors import FetchError, SourceError
from ruznama.sources.answers import Fetched, Validators
from ruznama.sources.fetch import Fetcher
from ruznama.sources.folder import Item
from ruznama.sources.listed import Listed, read_feed, read_sitemap
from ruznama.sources.run import Failure, Reading, RevisionStore, Run, SourceReport
from ruznama.store.store import Visit

RemoteKind = Literal["page", "feed", "sitemap"]

_MOST_WAIT = timedelta(hours=24)
_PAGE_REST = timedelta(hours=1)  # before a page that a feed or sitemap tells is asked again
_GAP_S = 1.0
_MOST_SITEMAPS = 20
_ROBOTS_NAME = "Ruznama"
_ROBOTS_KEPT_S = 3_600
_RUN_S = 600  # for all requests of one run
_SURE_MOVES = 3  # agreeing runs after which a permanent redirect is believed
_SPREAD = 0.1  # of a wait, so that what failed together is not asked together
_LATER = "It is asked again later"
_FOR_GOOD = timedelta(days=36_500)


class VisitStore(RevisionStore, Protocol):
    """What a run over the web needs of the store."""

    def visit(self, url: str) -> Visit | None:
        """What is remembered of an address."""

    def keep_visit(self, url: str, visit: Visit) -> None:
        """Remembers how an address answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote(Reading):
    """A source on the web as it is run.

    Attributes:
        urls: of the pages, or of the one feed or sitemap.
        every: how often it is run; failures multiply it.
        limit: the newest articles that are read.
        match: a pattern (`*` for anything) that the addresses of articles have.
        full_text: whether the articles of a feed are read from their pages.
    """

    kind: RemoteKind
    urls: tuple[str, ...]
    every: timedelta
    limit: int = 50
    match: str = "*"
    full_text: bool = True


@dataclass(slots=True)
class _Host:
    """One host: a request at a time, with a rest after each."""

    lock: Lock = field(default_factory=Lock)
    asked: float = -_GAP_S
    rules: Protego | None = None
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


def _rules(answer: Fetched) -> Protego:
    """The rules of a host; all is allowed where it has none (RFC 9309, 2.3.1.3).

    Raises:
        FetchError: the host cannot tell, which forbids everything (2.3.1.4).
    """
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        problem = f"answers with {answer.status}, so nothing of this host is read"
        raise FetchError(answer.url, problem, "It is asked again later")
    told = answer.body if answer.status == HTTPStatus.OK else b""
    return Protego.parse(told.decode("utf-8", "replace"))


def refresh_remote(
    remote: Remote, store: VisitStore, outside: Outside, now: datetime
) -> SourceReport:
    """Runs a source once and tells what it did; never raises for what the web answers."""
    report = SourceReport(source=remote.name)
    known = store.known(remote.name)
    run = Run(reading=remote, store=store, now=now, known=known, missing={}, report=report)
    visits = _Visits(remote=remote, store=store, outside=outside, now=now)
    if remote.kind == "page":
        for url in remote.urls:
            run.guarded(url, partial(visits.page, url, rest=remote.every / 2))
        return report
    try:
        listed = list(visits.listed())
    except (FetchError, SourceError) as error:
        report.failures.append(Failure(place=remote.urls[0], message=str(error)))
        report.try_at = visits.next_at(remote.urls[0])
        return report
    for one in listed:
        run.guarded(one.url, partial(visits.article, one))
    if report.failures:
        visits.forget_validators()  # a listing that does not change would never name them again
    return report


@dataclass(slots=True, kw_only=True)
class _Visits:
    """The requests of one run of one source."""

    remote: Remote
    store: VisitStore
    outside: Outside
    now: datetime
    until: float = field(default_factory=lambda: time.monotonic() + _RUN_S)

    def next_at(self, url: str) -> datetime | None:
        """When an address may be asked again."""
        visit = self.store.visit(url)
        return visit.next_at if visit else None

    def page(self, url: str, *, rest: timedelta) -> Item | None:
        """The page at an address; None where it is what it was, or was asked a moment ago."""
        self.outside.check_robots(url)
        answer = self._get(url, rest)
        if answer is None:
            return None
        return Item(
            locator=url,
            name=answer.url,
            kind="html",
            body=answer.body,
            modified=self.now,
            url=answer.url,
            charset=answer.charset,
        )

    def article(self, listed: Listed) -> Item | None:
        """An article that a feed or sitemap tells: its page, else what the feed holds of it."""
        if self.remote.full_text:
            try:
                return self.page(listed.url, rest=_PAGE_REST)
            except FetchError:
                if not listed.content:
                    raise
        return Item(
            locator=listed.url,
            name=listed.url,
            kind="html",
            body=listed.page(),
            modified=listed.published or self.now,
            url=listed.url,
            charset="utf-8",
        )

    def listed(self) -> Iterator[Listed]:
        """The newest articles of a feed or of a sitemap and those that it names."""
        waiting = list(self.remote.urls)
        found: list[Listed] = []
        for _ in range(_MOST_SITEMAPS):
            if not waiting:
                break
            url = waiting.pop(0)
            answer = self._get(url, self.remote.every / 2)
            if answer is None:
                continue
            if self.remote.kind == "feed":
                found += read_feed(answer.body, answer.url, answer.content_type)
            else:
                pages, more = read_sitemap(answer.body, answer.url)
                found += pages
                waiting += more
        return iter(self._newest(found))

    def forget_validators(self) -> None:
        """Asks for the whole listing the next time."""
        for url in self.remote.urls:
            visit = self.store.visit(url)
            if visit is not None:
                self.store.keep_visit(url, replace(visit, etag=None, last_modified=None))

    def _newest(self, found: Sequence[Listed]) -> list[Listed]:
        wanted = [one for one in found if fnmatchcase(one.url, self.remote.match)]
        dated = sorted(wanted, key=lambda one: one.order, reverse=True)
        return list({one.url: one for one in dated}.values())[: self.remote.limit]

    def _get(self, url: str, rest: timedelta) -> Fetched | None:
        """A new answer; None where there is none, or where it is not time to ask.

        Raises:
            FetchError: it fails; also, in the same words, while it rests after it failed.
        """
        before = self.store.visit(url)
        if before and before.next_at > self.now:
            if before.problem:
                raise FetchError(url, before.problem, before.remedy or _LATER)
            return None
        if time.monotonic() > self.until:
            raise FetchError(url, f"was not asked: the run took over {_RUN_S} seconds", _LATER)
        validators = Validators(
            etag=before.etag if before else None,
            last_modified=before.last_modified if before else None,
        )
        try:
            answer = self.outside.get(_moved(url, before), validators)
            _check_status(answer, url)
        except FetchError as error:
            self._failed(url, before, error)
            raise
        self._answered(url, before, answer, rest)
        return None if answer.status == HTTPStatus.NOT_MODIFIED else answer

    def _answered(self, url: str, before: Visit | None, answer: Fetched, rest: timedelta) -> None:
        told = answer.validators
        if answer.status == HTTPStatus.NOT_MODIFIED and before:
            told = Validators(etag=before.etag, last_modified=before.last_modified)
        visit = Visit(
            etag=told.etag,
            last_modified=told.last_modified,
            next_at=self.now + max(rest, min(answer.max_age or rest, _MOST_WAIT)),
        )
        if before and before.moves >= _SURE_MOVES:
            visit = replace(visit, moved_to=before.moved_to, moves=before.moves)
        elif answer.moved_to:
            again = before is not None and before.moved_to == answer.moved_to
            moves = before.moves + 1 if before and again else 1
            visit = replace(visit, moved_to=answer.moved_to, moves=moves)
        self.store.keep_visit(url, visit)

    def _failed(self, url: str, before: Visit | None, error: FetchError) -> None:
        """Asks ever less often what fails, at most daily; what Retry-After says counts.

        What is gone is not asked again; what had moved is asked at its own address again.
        """
        failures = (before.failures if before else 0) + 1
        backoff = min(self.remote.every * 2 ** min(failures - 1, 16), _MOST_WAIT)
        backoff *= 1 - _SPREAD * random.random()  # noqa: S311  no secret
        visit = Visit(
            etag=before.etag if before else None,
            last_modified=before.last_modified if before else None,
            next_at=self.now + max(error.wait or timedelta(), backoff),
            failures=failures,
            problem=error.problem,
            remedy=error.remedy,
        )
        self.store.keep_visit(url, visit)


def _moved(url: str, before: Visit | None) -> str:
    """The address to ask: where it has moved for good, if that is sure."""
    return (before.moved_to or url) if before and before.moves >= _SURE_MOVES else url


def _check_status(answer: Fetched, url: str) -> None:
    if answer.status in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED} and not answer.retry_after:
        return
    if answer.status == HTTPStatus.GONE:
        problem = "is gone for good (410) and is not asked any more"
        raise FetchError(url, problem, "Take it out of the configuration", _FOR_GOOD)
    problem = f"answers with {answer.status}"
    if answer.retry_after:
        raise FetchError(url, problem, _LATER, answer.retry_after)
    raise FetchError(url, problem, "Open it in a browser to see why")
