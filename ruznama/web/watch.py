"""What a running service says of itself: is it ready, how do its sources fare, in numbers."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Any, TypeVar

from prometheus_client import CollectorRegistry
from prometheus_client.core import Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector

from ruznama.store.engine import DatabaseAway
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
        self._registry = CollectorRegistry()
        self._registry.register(_Metrics(self))
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

    def metrics(self) -> bytes:
        """The numbers, as Prometheus reads them."""
        return bytes(generate_latest(self._registry))

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
    counts = store.counts()
    return [
        SourceStatus(
            run=run,
            title=titles[run.source],
            articles=counts.get(run.source, (0, 0))[0],
            events=counts.get(run.source, (0, 0))[1],
        )
        for run in sorted(store.runs.all(), key=lambda run: run.source)
        if run.source in titles
    ]


class _Metrics(Collector):
    """Gauges; their labels come from the configuration alone."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def collect(self) -> Iterator[Metric]:
        """One family after the other."""
        yield _one("ruznama_ready", "1 while ready", float(not self._watch.problems()))
        left_out = float(len(self._watch.left_out()))
        yield _one("ruznama_left_out", "things that could not be published", left_out)
        yield _one("ruznama_tick_age_seconds", "since the clock ticked", self._watch.idle_s())
        families = {
            name: GaugeMetricFamily(f"ruznama_source_{name}", text, labels=["source"])
            for name, text in _OF_SOURCES.items()
        }
        for source in self._watch.sources():
            values = {
                "articles": source.articles,
                "events": source.events,
                "failures": source.run.failures,
                "last_run_timestamp_seconds": _seconds(source.run.last),
                "last_success_timestamp_seconds": _seconds(source.run.good),
                "next_run_timestamp_seconds": _seconds(source.run.due),
            }
            for name, value in values.items():
                families[name].add_metric([source.run.source], value)
        yield from families.values()


_OF_SOURCES = {
    "articles": "published",
    "events": "published",
    "failures": "in a row",
    "last_run_timestamp_seconds": "when it was last run",
    "last_success_timestamp_seconds": "when that last went well",
    "next_run_timestamp_seconds": "when it is run next",
}


def _one(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(name, text, value=value)


def _seconds(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0
