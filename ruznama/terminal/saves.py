"""A file that somebody writes, each time that it is saved."""

import time
from collections.abc import Iterator
from pathlib import Path

_PAUSE_S = 0.2  # between two looks: a person sees no delay, and a look costs one `stat`


def saves(path: Path) -> Iterator[None]:
    """Yields at once, and then at each save, for ever.

    Editors write a new file and rename it, so that the file may be away for a moment. Looking
    finds changes on network drives too, which tell nobody of theirs.
    """
    seen: tuple[int, ...] | None = None
    while True:
        state = _state(path)
        if state is not None and state != seen:
            seen = state
            yield
        time.sleep(_PAUSE_S)


def _state(path: Path) -> tuple[int, ...] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
