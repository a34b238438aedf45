"""The requests of one run: an address is asked again only when its answer may have changed.

With the validators of the last good answer; what fails is asked ever less often. What came of each
request stands in the ledger.
"""

import hashlib
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from ruznama.errors import FetchError, NotAskedError, NothingThereError
from ruznama.sources.client.answers import Fetched, Validators
from ruznama.sources.remembered import states
from ruznama.sources.remembered.identities import is_front_page
from ruznama.sources.remembered.ledger import Ledger
from ruznama.sources.source import Means
from ruznama.store.kept import SourceItem

_RUN_S = 600  # for all requests of one run
_SURE_MOVES = 3  # agreeing runs after which a permanent redirect is believed
_SPREAD = 0.1  # of a wait, so that what failed together is not asked together
_LATER = "It is asked again later"
_READ = {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}
_NOTHING_THERE = {HTTPStatus.NOT_FOUND}
# Where a page leads that does not let who asks read it.
_GATE = re.compile(
    r"/(?:log-?in|sign-?in|signon|sso|auth|account/login|consent|cookie-?wall|captcha|challenge"
    r"|paywall|subscribe|register)(?:[/.?]|$)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Visits:
    """The requests of one run of a source that is run every so often."""

    every: timedelta
    means: Means
    ledger: Ledger
    until: float = field(default_factory=lambda: time.monotonic() + _RUN_S)

    def next_at(self, locator: str) -> datetime | None:
        """When an item may be asked again."""
        return self.ledger.item(locator).next_at

    def listing(self, url: str, rest: timedelta) -> Fetched | None:
        """A new answer of what lists items; None where there is none, or it is not time to ask.

        It is asked with the validators of the last answer that was believed (see `believe`).

        Raises:
            FetchError: it fails; also, in the same words, while it rests after it failed.
        """
        item = replace(self.ledger.item(url), url=url, state="listing")
        try:
            return self._get(item, rest, forced=False, is_page=False)
        except FetchError:
            self.ledger.keep(replace(self.ledger.item(url), state="listing"))
            raise

    def keep_listings(self, url: str, named: Sequence[str]) -> None:
        """Keeps which listings another one names, for when it does not change."""
        parent = _parent(url)
        for item in list(self.ledger.items.values()):
            if item.told == parent and item.state == "listing" and item.locator not in named:
                self.ledger.keep(replace(item, told=None))
        for each in named:
            item = self.ledger.item(each)
            self.ledger.keep(replace(item, url=each, state="listing", told=parent))

    def listings_of(self, url: str) -> list[str]:
        """The listings that another one named when it last changed."""
        parent = _parent(url)
        items = self.ledger.items.values()
        return sorted(item.locator for item in items if item.told == parent)

    def page(
        self, item: SourceItem, rest: timedelta | None, *, forced: bool = False
    ) -> Fetched | None:
        """A new answer of the page of an item; None likewise.

        Args:
            item: as the ledger has it.
            rest: how long to wait before it is asked again; None for ever.
            forced: whether it is asked before its time, since something new is told of it.

        Raises:
            FetchError: likewise; NothingThereError where there is no article that may be read.
        """
        return self._get(item, rest, forced=forced, is_page=True)

    def believe(self, url: str, answer: Fetched) -> None:
        """A listing was understood: it is asked for again only where it is another."""
        told = answer.validators
        item = self.ledger.item(url)
        self.ledger.keep(replace(item, etag=told.etag, last_modified=told.last_modified))

    def backed_off(self, failures: int, wait: timedelta | None = None) -> datetime:
        """When to try again what has failed so often in a row."""
        spread = _SPREAD * random.random()  # noqa: S311  no secret
        return self.means.now + states.back_off(failures, self.every, wait, spread)

    def _get(
        self, item: SourceItem, rest: timedelta | None, *, forced: bool, is_page: bool
    ) -> Fetched | None:
        most = max(rest or timedelta(), self.every)
        well = item.state in {"full", "teaser", "listing", "unread"} and not item.problem
        if states.is_resting(item, self.means.now, most) and not (forced and well):
            if item.problem and item.state != "held":
                raise NotAskedError(item.url, item.problem, item.remedy or _LATER)
            return None
        try:
            answer = self._asked(item, is_page=is_page)
        except NotAskedError as error:
            self.ledger.keep(replace(item, next_at=self._after(error.wait)))
            raise
        except FetchError as error:
            self._failed(item, error)
            raise
        self._answered(item, answer, rest)
        return None if answer.status == HTTPStatus.NOT_MODIFIED else answer

    def _asked(self, item: SourceItem, *, is_page: bool) -> Fetched:
        if time.monotonic() > self.until:
            problem = f"was not asked: the run took over {_RUN_S} seconds"
            raise NotAskedError(item.url, problem, _LATER)
        known = Validators(etag=item.etag, last_modified=item.last_modified)
        answer = self.means.outside.get(_moved(item), known, obey_robots=is_page)
        _check_status(answer, item.url or "")
        if is_page:
            _check_place(answer, item.url or "")
        return answer

    def _after(self, wait: timedelta | None) -> datetime | None:
        return self.means.now + wait if wait else None

    def _answered(self, item: SourceItem, answer: Fetched, rest: timedelta | None) -> None:
        told = answer.validators
        if answer.status != HTTPStatus.NOT_MODIFIED and item.state != "listing":
            item = replace(item, etag=told.etag, last_modified=told.last_modified)
        fresh = min(answer.max_age or timedelta(), states.LONGEST_WAIT)
        waits = [wait for wait in (rest, fresh, answer.retry_after) if wait]
        next_at = self.means.now + max(waits) if rest is not None and waits else None
        moves = item.moves
        if moves < _SURE_MOVES:
            moves = moves + 1 if answer.moved_to == item.moved_to else 1
            moves = moves if answer.moved_to else 0
            item = replace(item, moved_to=answer.moved_to)
        item = replace(item, next_at=next_at, moves=moves)
        if item.state == "listing":
            item = replace(item, problem=None, remedy=None, failures=0)
        self.ledger.keep(item)

    def _failed(self, item: SourceItem, error: FetchError) -> None:
        """Asks ever less often what fails, at most daily; what Retry-After says counts.

        What is gone is not asked again; what had moved is asked at its own address again.
        """
        away = states.refused if isinstance(error, NothingThereError) else states.failed
        next_at = self.backed_off(item.failures + 1, error.wait)
        item = replace(item, moved_to=None, moves=0)
        self.ledger.keep(away(item, error.problem, error.remedy, next_at))


def _parent(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()


def _moved(item: SourceItem) -> str:
    """The address to ask: where it has moved for good, if that is sure."""
    moved = item.moved_to if item.moves >= _SURE_MOVES else None
    return moved or item.url or item.locator


def _check_status(answer: Fetched, url: str) -> None:
    if answer.status in _READ:
        return
    if answer.status == HTTPStatus.GONE:
        problem = "is gone for good (410) and is not asked any more"
        raise NothingThereError(url, problem, "Take it out of the configuration", states.FOR_GOOD)
    problem = f"answers with {answer.status}"
    if answer.status in _NOTHING_THERE:
        raise NothingThereError(url, problem, "Open it in a browser to see why", answer.retry_after)
    remedy = _LATER if answer.retry_after else "Open it in a browser to see why"
    raise FetchError(url, problem, remedy, answer.retry_after)


def _check_place(answer: Fetched, url: str) -> None:
    """Whether an article can be where the redirects have led."""
    if answer.url == url or answer.status != HTTPStatus.OK:
        return
    if is_front_page(answer.url) and not is_front_page(url):
        problem = f"leads to the front page, {answer.url}"
        raise NothingThereError(url, problem, "Open it in a browser to see why")
    if _GATE.search(urlsplit(answer.url).path) and not _GATE.search(urlsplit(url).path):
        problem = f"leads to a login or a question, {answer.url}"
        raise FetchError(url, problem, "Open it in a browser to see why")
