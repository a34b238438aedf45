"""Clients that fetch the same thing over and over without asking whether it has changed.

Only those are slowed down, and only where an address is one client: a private or loopback address
may be a proxy that stands for everybody.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address

WINDOW_S = 60
_MOST = 30  # unconditional requests for one path in a window
_MOST_KEPT = 4_096


@dataclass(slots=True)
class _Count:
    since: float
    number: int = 0


class Hammering:
    """Counts them; the longest silent are forgotten first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counts: OrderedDict[tuple[str, str, str], _Count] = OrderedDict()

    def refuses(self, host: str, agent: str, path: str) -> bool:
        """Whether an unconditional request is one too many."""
        if not _is_one_client(host):
            return False
        key, now = (host, agent[:_MOST_KEPT], path), self._clock()
        count = self._counts.pop(key, None)
        if count is None or now - count.since > WINDOW_S:
            count = _Count(since=now)
        count.number += 1
        self._counts[key] = count
        while len(self._counts) > _MOST_KEPT:
            self._counts.popitem(last=False)
        return count.number > _MOST


def _is_one_client(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        return False
