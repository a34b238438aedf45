"""Notices of the operating system that something in a folder has changed, beside the schedule.

Not every file system gives them, and there may be more folders than the system watches: whoever
waits for notices looks now and then all the same.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from articles.formats.kinds import kind_of_name

_AGAIN_S = 5  # until a folder that could not be watched is tried again

_log = logging.getLogger(__name__)


async def tell_changes(folders: Mapping[str, Path], changed: Callable[[str], None]) -> None:
    """Tells the name of each folder in which something has changed, until it is cancelled."""
    await asyncio.gather(*(_tell(name, path, changed) for name, path in folders.items()))


def _matters(_: object, path: str) -> bool:
    """Whether it is a file that may be an article, or may be a folder; a store has a suffix."""
    name = PurePath(path)
    return not name.suffix or kind_of_name(name.name) is not None


async def _tell(name: str, folder: Path, changed: Callable[[str], None]) -> None:
    from watchfiles import awatch  # noqa: PLC0415  only who has a folder loads it

    logging.getLogger("watchfiles").setLevel(logging.WARNING)  # a line a change
    said = False
    while True:
        try:
            path = folder.resolve(strict=True)
            async for _ in awatch(path, watch_filter=_matters, ignore_permission_denied=True):
                changed(name)
        except (OSError, RuntimeError) as error:
            if not said and folder.exists():
                _log.info("%s: no notices, it is looked at by its schedule: %s", folder, error)
            said = True
        await asyncio.sleep(_AGAIN_S)
        if folder.exists():
            changed(name)  # what came while nobody watched
