"""How long a request may still take, from its beginning to its last byte."""

import threading
import time


class Deadline(threading.local):
    """How long the request of a thread may still take."""

    ends = 0.0

    def start(self, seconds: float) -> None:
        """A request begins."""
        self.ends = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left."""
        return self.ends - time.monotonic()
