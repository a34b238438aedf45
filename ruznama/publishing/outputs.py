"""What is to be published at one path, before it is made; and the fence around what fails.

Nothing that a text holds may end a publication: what cannot be made of one piece, or cannot be read
back, is left out, said once and counted, and the rest goes out.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

_log = logging.getLogger(__name__)

Headers = tuple[tuple[str, str], ...]
# Any page of the web may read these (CORS, Fetch Standard 3.2).
OPEN_TO_ALL: Headers = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Last-Modified, Link"),
)
_T = TypeVar("_T")


def _no_fault(content: bytes) -> str | None:
    del content
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One path of a publication.

    Attributes:
        path: percent-decoded.
        make: the bytes.
        content_type: with charset, where the type has one.
        headers: what else is said with it.
        key: what the bytes are made from, where that is cheaper to compare than to make them; an
            output whose key is as it was is not made again.
        fault: what is wrong with the bytes, read back by others; None where nothing is.
    """

    path: str
    make: Callable[[], bytes]
    content_type: str
    headers: Headers = ()
    key: object = None
    fault: Callable[[bytes], str | None] = _no_fault


class Fence:
    """Keeps the fault of one piece from the others.

    Attributes:
        left_out: what could not be made in this publication, and why.
    """

    def __init__(self) -> None:
        self.left_out: dict[str, str] = {}
        self._said: dict[str, str] = {}

    def begin(self) -> None:
        """A new publication: what is told from now on is of it."""
        self._said, self.left_out = self.left_out, {}

    def tried(self, what: str, make: Callable[[], _T]) -> _T | None:
        """What `make` gives; None where it fails, whatever a library makes of a text."""
        try:
            return make()
        except Exception as error:  # noqa: BLE001  one text must not end the others' publication
            self.leave_out(what, f"cannot be made: {error!r}", error)
            return None

    def leave_out(self, what: str, why: str, error: Exception | None = None) -> None:
        """Counts it; says so where the publication before did not."""
        self.left_out[what] = why
        if self._said.get(what) != why:
            message = "%s is not published: it %s; the last good one stays, where there is one"
            _log.error(message, what, why, exc_info=error)
