"""What is to be published at one path, before it is made; and the fence around what fails.

Nothing that a text holds may end a publication: what cannot be made of one piece, or cannot be read
back, is left out, said once and counted, and the rest goes out.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ruznama.edition.card import Piece
from ruznama.publishing.storage.snapshot import Headers

_log = logging.getLogger(__name__)

# Any page of the web may read these (CORS, Fetch Standard 3.2).
OPEN_TO_ALL: Headers = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Last-Modified, Link"),
)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One path of a publication.

    Attributes:
        path: percent-decoded.
        make: the pieces that its bytes are joined from; None where nothing is there any more.
        content_type: with charset, where the type has one.
        headers: what else is said with it.
    """

    path: str
    make: Callable[[], Sequence[Piece]] | None
    content_type: str = ""
    headers: Headers = ()


class FaultError(Exception):
    """What was written cannot be read back as it was meant."""


class Fence:
    """Keeps the fault of one piece from the others.

    Attributes:
        left_out: what could not be made when it was last tried, and why.
    """

    def __init__(self) -> None:
        self.left_out: dict[str, str] = {}

    def recall(self, left_out: Mapping[str, str]) -> None:
        """What an earlier process left out."""
        self.left_out = dict(left_out)

    def tried(self, what: str, make: Callable[[], _T]) -> _T | None:
        """What `make` gives; None where it fails, whatever a library makes of a text."""
        try:
            made = make()
        except FaultError as error:
            self._leave_out(what, str(error))
            return None
        except Exception as error:  # noqa: BLE001  one text must not end the others' publication
            self._leave_out(what, f"cannot be made: {error!r}", error)
            return None
        self.forget(what)
        return made

    def forget(self, what: str) -> None:
        """That something was left out: it is made now, or is no more."""
        self.left_out.pop(what, None)

    def _leave_out(self, what: str, why: str, error: Exception | None = None) -> None:
        """Counts it; says so where that is new."""
        if self.left_out.get(what) != why:
            message = "%s is not published: it %s; the last good one stays, where there is one"
            _log.error(message, what, why, exc_info=error)
        self.left_out[what] = why
