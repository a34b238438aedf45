"""What a running service says of itself: is it ready, how do its sources fare."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from ruznama.store.database.engine import DatabaseAway
from ruznama.store.runs import SourceStatus
from ruznama.store.store import Store

T = TypeVar("T")

_ANSWER_S = 2
_STALE_S = 30  # after which a clock that has not ticked is taken for stopped


class Watch:
    """Looks at a service from beside; every call may come from any thread.

    Attributes:
        left_out: gives what could not be published, and why.
    """

    def __init__(
        self,
        store: Store,
        titles: Mapping[str, str],
        *,
        is_published: Callable[[], bool],
        idle_s: Callable[[], float],
        left_out: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._store = store
        self._titles = titles
        self._is_published = is_published
        self._idle_s = idle_s
        self.left_out = left_out
        self._asking = _Asking()
        self.stopping = False

    def problems(self) -> list[str]:
        """Why the service is not ready; empty where it is."""
        checks = {
            "it is stopping": self.stopping,
            "nothing is published yet": not self._is_published(),
            "the clock has stopped": self._idle_s() > _STALE_S,
            "the store is out of reach": not self._reaches_store(),
        }
        return [problem for problem, holds in checks.items() if holds]

    def sources(self) -> list[SourceStatus]:
        """Every source that is configured, by name; empty where the store is out of reach."""
        return self._asking.ask(lambda: statuses(self._store, self._titles)) or []

    def idle_s(self) -> float:
        """The seconds since the clock last ticked."""
        return self._idle_s()

    def _reaches_store(self) -> bool:
        return self._asking.ask(self._store.runs.all) is not None


class _Asking:
    """Asks the store, and waits for an answer for two seconds whatever becomes of it.

    One thread asks. While a question has no answer in time, no other is asked.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="watch")
        self._late: Future[Any] | None = None

    def ask(self, question: Callable[[], T]) -> T | None:
        """The answer; None where the store is out of reach."""
        if self._late is not None and not self._late.done():
            return None
        asked = self._pool.submit(question)
        try:
            return asked.result(_ANSWER_S)
        except TimeoutError:
            if asked.running():
                self._late = asked
            asked.cancel()
        except DatabaseAway:
            pass
        return None


def statuses(store: Store, titles: Mapping[str, str]) -> list[SourceStatus]:
    """How the sources of `titles` fare, by name."""
    counts, faulty = store.counts(), store.items.faulty()
    return [
        SourceStatus(
            run=run,
            title=titles[run.source],
            articles=counts.get(run.source, (0, 0))[0],
            events=counts.get(run.source, (0, 0))[1],
            faulty=tuple(faulty.get(run.source, ())),
        )
        for run in sorted(store.runs.all(), key=lambda run: run.source)
        if run.source in titles
    ]
