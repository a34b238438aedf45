"""Where articles come from. A source lists its items and gives their bytes; nothing is read here.

A folder is the whole truth about its articles: a file that is gone takes its article along. Files
that another program is still writing are left for the next run.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from os import stat_result
from pathlib import Path
from stat import S_ISREG

from articles.formats.kinds import MAX_BYTES, kind_of_name
from articles.model import SourceKind
from ruznama.errors import SourceError

# A file changed so lately may be half written; it is believed once it has rested.
_REST = timedelta(seconds=0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article to be: what it is found by, its bytes, and when they last changed.

    Attributes:
        locator: fixed for the life of the item within its source: a path below the folder.
        name: for messages and, failing all else, for the article's id.
        url: where it was fetched from.
        charset: that HTTP named.
    """

    locator: str
    name: str
    kind: SourceKind | None
    body: bytes
    modified: datetime
    url: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of a folder that is there now; `fault` tells why it cannot be read, if so."""

    locator: str
    path: Path
    modified: datetime
    resting: bool
    fault: str | None = None


def list_folder(folder: Path, glob: str, now: datetime) -> list[Entry]:
    """The articles' files below a folder, by locator.

    Hidden and temporary files are left out, and links that lead out of the folder.

    Raises:
        SourceError: the folder is not there or cannot be listed.
    """
    if not folder.is_dir():
        raise SourceError(folder, "is not a folder", "Make it, or mend the source's path")
    root = folder.resolve()
    try:
        return sorted(_entries(root, glob, now), key=lambda entry: entry.locator)
    except OSError as error:
        problem = f"cannot be listed: {(error.strerror or str(error)).lower()}"
        raise SourceError(folder, problem, "Let this user read it") from error


def read_item(entry: Entry) -> Item:
    """The bytes of a listed file.

    Raises:
        SourceError: it cannot be read, or is too large.
    """
    if entry.fault:
        raise SourceError(entry.path, entry.fault, "Make it smaller, or move it away")
    try:
        body = entry.path.read_bytes()
    except OSError as error:
        problem = f"cannot be read: {(error.strerror or str(error)).lower()}"
        raise SourceError(entry.path, problem, "Let this user read it") from error
    return Item(
        locator=entry.locator,
        name=entry.path.name,
        kind=kind_of_name(entry.path.name),
        body=body,
        modified=entry.modified,
    )


def _entries(root: Path, glob: str, now: datetime) -> Iterator[Entry]:
    for path in root.glob(glob):
        below = path.relative_to(root)
        if kind_of_name(path.name) is None or any(part[0] in ".~" for part in below.parts):
            continue
        if not path.resolve().is_relative_to(root):
            continue
        try:
            status = path.stat()
        except FileNotFoundError:  # gone since it was listed
            continue
        if S_ISREG(status.st_mode):
            yield _entry(below.as_posix(), path, status, now)


def _entry(locator: str, path: Path, status: stat_result, now: datetime) -> Entry:
    modified = datetime.fromtimestamp(status.st_mtime, UTC)
    too_large = status.st_size > MAX_BYTES
    return Entry(
        locator=locator,
        path=path,
        modified=modified,
        # A time in the future is a wrong clock, not a writer at work.
        resting=not timedelta(0) <= now - modified < _REST,
        fault=f"has {status.st_size:,} bytes, the limit is {MAX_BYTES:,}" if too_large else None,
    )
