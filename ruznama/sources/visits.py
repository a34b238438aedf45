"""The requests of one run: an address is asked again only when its answer may have changed.

With the validators of the last good answer; what fails is asked ever less often.
"""

import random
import time
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus

from ruznama.errors import FetchError
from ruznama.sources.answers import Fetched, Validators
from ruznama.sources.source import Means
from ruznama.store.kept import Visit
from ruznama.store.runs import MOST_WAIT

_RUN_S = 600  # for all requests of one run
_SURE_MOVES = 3  # agreeing runs after which a permanent redirect is believed
_SPREAD = 0.1  # of a wait, so that what failed together is not asked together
_LATER = "It is asked again later"
_FOR_GOOD = timedelta(days=36_500)


@dataclass(slots=True)
class Visits:
    """The requests of one run of a source that is run every so often."""

    every: timedelta
    means: Means
    until: float = field(default_factory=lambda: time.monotonic() + _RUN_S)

    def next_at(self, url: str) -> datetime | None:
        """When an address may be asked again."""
        visit = self.means.store.visit(url)
        return visit.next_at if visit else None

    def forget_validators(self, url: str) -> None:
        """Asks for all of it the next time."""
        visit = self.means.store.visit(url)
        if visit is not None:
            self.means.store.keep_visit(url, replace(visit, etag=None, last_modified=None))

    def get(self, url: str, rest: timedelta) -> Fetched | None:
        """A new answer; None where there is none, or where it is not time to ask.

        Raises:
            FetchError: it fails; also, in the same words, while it rests after it failed.
        """
        before = self.means.store.visit(url)
        if before and self._is_resting(before, rest):
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
            answer = self.means.outside.get(_moved(url, before), validators)
            _check_status(answer, url)
        except FetchError as error:
            self._failed(url, before, error)
            raise
        self._answered(url, before, answer, rest)
        return None if answer.status == HTTPStatus.NOT_MODIFIED else answer

    def _is_resting(self, before: Visit, rest: timedelta) -> bool:
        """Whether it is not time to ask; what is further off was told by a clock since set back."""
        left = before.next_at - self.means.now
        most = max(rest, self.every, MOST_WAIT)
        return timedelta() < left <= most or left > _FOR_GOOD / 2

    def _answered(self, url: str, before: Visit | None, answer: Fetched, rest: timedelta) -> None:
        told = answer.validators
        if answer.status == HTTPStatus.NOT_MODIFIED and before:
            told = Validators(etag=before.etag, last_modified=before.last_modified)
        visit = Visit(
            etag=told.etag,
            last_modified=told.last_modified,
            next_at=self.means.now + max(rest, min(answer.max_age or rest, MOST_WAIT)),
        )
        if before and before.moves >= _SURE_MOVES:
            visit = replace(visit, moved_to=before.moved_to, moves=before.moves)
        elif answer.moved_to:
            again = before is not None and before.moved_to == answer.moved_to
            moves = before.moves + 1 if before and again else 1
            visit = replace(visit, moved_to=answer.moved_to, moves=moves)
        self.means.store.keep_visit(url, visit)

    def _failed(self, url: str, before: Visit | None, error: FetchError) -> None:
        """Asks ever less often what fails, at most daily; what Retry-After says counts.

        What is gone is not asked again; what had moved is asked at its own address again.
        """
        failures = (before.failures if before else 0) + 1
        backoff = min(self.every * 2 ** min(failures - 1, 16), MOST_WAIT)
        backoff *= 1 - _SPREAD * random.random()  # noqa: S311  no secret
        visit = Visit(
            etag=before.etag if before else None,
            last_modified=before.last_modified if before else None,
            next_at=self.means.now + max(error.wait or timedelta(), backoff),
            failures=failures,
            problem=error.problem,
            remedy=error.remedy,
        )
        self.means.store.keep_visit(url, visit)


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
