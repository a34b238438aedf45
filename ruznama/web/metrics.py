"""The numbers of a running service; loaded when they are first asked for, which few ever are."""

from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry
from prometheus_client.core import Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector

from ruznama.web.watch import Watch


def metrics(watch: Watch) -> bytes:
    """The numbers, as Prometheus reads them."""
    registry = CollectorRegistry()
    registry.register(_Metrics(watch))
    return bytes(generate_latest(registry))


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
