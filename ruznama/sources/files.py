"""The files of a folder as they lie there: what can be read, what cannot, what cannot be seen."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from os import stat_result
from pathlib import Path, PurePosixPath
from stat import S_ISDIR, S_ISREG

from articles.formats.kinds import MAX_BYTES, kind_of_name
from ruznama.errors import NothingToReadError, SourceError
from ruznama.sources.absence import SeenTree
from ruznama.sources.source import RawArticle

# A file changed so lately may be half written; it is believed once it has rested.
_REST = timedelta(seconds=0.5)
_TOO_LARGE = "has {:,} bytes, the limit is {:,}"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of a folder that is there now.

    Attributes:
        place: "device:inode" of its folder.
        look: what is another as soon as it is written or replaced; None where it is no file.
        fault: why it cannot be read, if so.
        is_nothing: whether it could be no article, whoever reads it.
    """

    locator: str
    path: Path
    modified: datetime
    resting: bool
    place: str | None = None
    look: str | None = None
    fault: str | None = None
    is_nothing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFiles:
    """The files of a folder, by locator, and what was seen of its tree."""

    files: list[File]
    seen: SeenTree


def list_folder(folder: Path, glob: str, now: datetime) -> FoundFiles:
    """The articles' files below a folder.

    Hidden and temporary files are left out, and links that lead out of the folder.

    Raises:
        SourceError: the folder is not there or cannot be listed.
    """
    if not folder.is_dir():
        raise SourceError(folder, "is not a folder", "Make it, or mend the source's path")
    root = folder.resolve()
    places, unlisted = _tree(root)
    if "." in unlisted:
        problem = f"cannot be listed: {unlisted['.']}"
        raise SourceError(folder, problem, "Let this user read it")
    files = sorted(_files(root, glob, places, now), key=lambda file: file.locator)
    holding = {above.as_posix() for file in files for above in PurePosixPath(file.locator).parents}
    return FoundFiles(
        files=files, seen=SeenTree(places=places, full=frozenset(holding), unlisted=unlisted)
    )


def read_file(file: File) -> RawArticle:
    """The bytes of a listed file.

    Raises:
        SourceError: it cannot be read, or is too large; NothingToReadError where it is no file.
    """
    if file.fault:
        kind = NothingToReadError if file.is_nothing else SourceError
        raise kind(file.locator, file.fault, "Mend it, or move it away")
    try:
        body = file.path.read_bytes()
    except OSError as error:
        problem = f"cannot be read: {(error.strerror or str(error)).lower()}"
        raise SourceError(file.path, problem, "Let this user read it") from error
    return RawArticle(
        locator=file.locator,
        name=file.path.name,
        kind=kind_of_name(file.path.name),
        body=body,
        modified=file.modified,
        place=file.place,
        look=file.look,
    )


def _tree(root: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Each folder's "device:inode", and why some cannot be listed."""
    places: dict[str, str] = {}
    unlisted: dict[str, str] = {}

    def refused(error: OSError) -> None:
        unlisted[_below(root, error.filename)] = (error.strerror or str(error)).lower()

    for folder, _, _ in os.walk(root, onerror=refused):
        status = os.stat(folder)  # noqa: PTH116  `os.walk` gives a string
        places[_below(root, folder)] = f"{status.st_dev}:{status.st_ino}"
    return places, unlisted


def _below(root: Path, folder: str) -> str:
    return _printable(Path(folder).relative_to(root).as_posix())


def _printable(name: str) -> str:
    """A name of a file as text: bytes that are no UTF-8 as their escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _files(root: Path, glob: str, places: dict[str, str], now: datetime) -> Iterator[File]:
    for path in root.glob(glob):
        below = path.relative_to(root)
        if kind_of_name(path.name) is None or any(part[0] in ".~" for part in below.parts):
            continue
        locator = _printable(below.as_posix())
        place = places.get(_printable(below.parent.as_posix()))
        found = _file(locator, path, root, within=place is not None, now=now)
        if found is not None:
            look = found.look and f"{place} {found.look}"
            yield replace(found, place=place, look=look)


def _file(locator: str, path: Path, root: Path, *, within: bool, now: datetime) -> File | None:
    """A file, with what is wrong with it; None for a folder, and for what leads out.

    Args:
        locator: of the file.
        path: of the file.
        root: of the source.
        within: whether no link leads to its folder.
        now: when it is listed.
    """
    try:
        status = path.stat()
        # Following links costs more than all else, and hardly any file is one.
        linked = not within or path.is_symlink()
        if S_ISDIR(status.st_mode) or (linked and not path.resolve().is_relative_to(root)):
            return None
    except FileNotFoundError:  # gone since it was listed, or a link to nothing
        return _nothing(locator, path, "is a link to nothing", now) if path.is_symlink() else None
    except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself, before Python 3.13
        told = getattr(error, "strerror", None) or "is a link to itself"
        return _nothing(locator, path, f"cannot be followed: {told.lower()}", now)
    if not S_ISREG(status.st_mode):
        return _nothing(locator, path, "is no file, but a pipe, a socket or a device", now)
    if locator != path.relative_to(root).as_posix():
        return _nothing(locator, path, "has a name that is not UTF-8", now)
    return _regular(locator, path, status, now)


def _nothing(locator: str, path: Path, fault: str, now: datetime) -> File:
    return File(
        locator=locator, path=path, modified=now, resting=True, fault=fault, is_nothing=True
    )


def _regular(locator: str, path: Path, status: stat_result, now: datetime) -> File:
    modified = datetime.fromtimestamp(status.st_mtime, UTC)
    too_large = status.st_size > MAX_BYTES
    return File(
        locator=locator,
        path=path,
        modified=modified,
        # A time in the future is a wrong clock, not a writer at work.
        resting=not timedelta(0) <= now - modified < _REST,
        look=f"{status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}",
        fault=_TOO_LARGE.format(status.st_size, MAX_BYTES) if too_large else None,
    )
