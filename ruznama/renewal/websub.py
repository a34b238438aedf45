"""WebSub: the hub is told of every feed that has changed, so that it can tell the subscribers.

Source: https://www.w3.org/TR/websub/, 7 (the way from publisher to hub is left open there; this is
the one that hubs understand).
"""

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from ruznama.renewal.repeating import told
from ruznama.sources.client.fetch import Fetcher

_log = logging.getLogger(__name__)


class Hub:
    """A hub, told in a thread of its own: readers of a site do not wait for it."""

    def __init__(
        self, url: str, fetcher: Fetcher, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._url = url
        self._fetcher = fetcher
        self._sleep = sleep
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="hub")

    def tell(self, topics: Sequence[str]) -> None:
        """Tells of the feeds at these addresses, soon."""
        self._pool.submit(self._tell, list(topics))

    def close(self) -> None:
        """Ends; what waits for another try is dropped."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _tell(self, topics: list[str]) -> None:
        form: dict[str, str | list[str]] = {"hub.mode": "publish", "hub.url": topics}
        problem = told(lambda: self._fetcher.post(self._url, form), self._sleep)
        if problem:
            _log.warning("the hub %s was not told: %s", self._url, problem)
        else:
            _log.info("hub told", extra={"feeds": len(topics)})
