"""When a file that is not there was deleted, and when it only cannot be seen. Pure.

| what is found where the file lay                              | its article      |
|---------------------------------------------------------------|------------------|
| the source's folder is not there, or cannot be listed         | stays, and said  |
| a folder above it cannot be listed                            | stays, and said  |
| another folder than before (device, inode), without articles  | stays, and said  |
| no folder, and what is above it is on another device, empty   | stays, and said  |
| no folder, and what is above it is what it was                | leaves           |
| the same folder, or one that holds other articles             | leaves           |
| likewise, but over four fifths of five or more are gone       | at a second run  |

The third and fourth are a disk that is not mounted: its mount point is another folder, and empty.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

_TOP = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTree:
    """What was seen of a tree of folders.

    Attributes:
        places: "device:inode" of each folder, by its path below the top, which is ".".
        full: the folders that hold an article, however deep.
        unlisted: why a folder could not be listed.
    """

    places: Mapping[str, str]
    full: Collection[str] = ()
    unlisted: Mapping[str, str]


def unseen(locator: str, place: str | None, seen: SeenTree) -> str | None:
    """Why a file that is not there cannot be seen; None where it was deleted.

    Args:
        locator: its path below the top.
        place: "device:inode" of the folder that it lay in, if that is known.
        seen: what was seen.
    """
    above = [path.as_posix() for path in PurePosixPath(locator).parents]
    for folder in above:
        if folder in seen.unlisted:
            return f"{folder} cannot be listed: {seen.unlisted[folder]}"
    there = next((folder for folder in above if folder in seen.places), _TOP)
    now = seen.places.get(there)
    if place is None or now is None or there in seen.full:
        return None
    is_same = place == now if there == above[0] else _device(place) == _device(now)
    if is_same:
        return None
    where = "the folder" if there == _TOP else there
    return f"{where} is empty and not the one that held articles: is its disk mounted?"


def _device(place: str) -> str:
    return place.partition(":")[0]
