"""Folders of files that a person or another program puts there.

A folder is the whole truth about its articles: a file that is gone takes its article along. Files
that another program is still writing are left for the next run. A folder that cannot be listed
keeps all of its articles.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from os import stat_result
from pathlib import Path
from stat import S_ISREG
from typing import Annotated

from pydantic import Field

from articles.formats.kinds import MAX_BYTES, kind_of_name
from ruznama.errors import SourceError
from ruznama.sources.local import LocalFolder
from ruznama.sources.run import Run
from ruznama.sources.source import Failure, Means, NewsSource, RawArticle, SourceReport

# A file changed so lately may be half written; it is believed once it has rested.
_REST = timedelta(seconds=0.5)
_MOST_GONE, _FEWEST_FOR_DOUBT = 0.8, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder(NewsSource):
    """A folder.

    Attributes:
        path: where its files are: .txt, .md, .html and .json.
        glob: which files below it.
    """

    path: LocalFolder
    glob: Annotated[str, Field(min_length=1)] = "**/*"

    def check(self, now: datetime) -> str:
        """How many files it has."""
        return f"{len(list_folder(self.path, self.glob, now))} files in {self.path}"

    def refresh(self, means: Means) -> SourceReport:
        """Reads its files; withdraws the articles of those that are gone.

        Where most of them are gone, they are withdrawn when a second run says so too.
        """
        run = Run(self, means)
        try:
            files = list_folder(self.path, self.glob, means.now)
        except SourceError as error:
            run.fail(self.path, error)
            return run.report
        run.expect(file.locator for file in files)
        for file in files:
            if file.resting:
                run.guarded(file.locator, partial(read_file, file))
            else:
                run.leave()
        run.finish()  # what has moved is missing no more
        shrunk = self._shrunk(len(run.missing), len(run.known))
        if shrunk is None or shrunk.message == means.problem:
            run.withdraw_missing()
        else:
            run.report.failures.insert(0, shrunk)
        return run.report

    def _shrunk(self, gone: int, known: int) -> Failure | None:
        """That it has lost most of its articles at once: a folder that was not mounted."""
        if known < _FEWEST_FOR_DOUBT or gone <= _MOST_GONE * known:
            return None
        message = (
            f"{self.path}: {gone} of {known} articles are gone at once. "
            "They are withdrawn if the next run finds the same"
        )
        return Failure(place=str(self.path), message=message)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of a folder that is there now; `fault` tells why it cannot be read, if so."""

    locator: str
    path: Path
    modified: datetime
    resting: bool
    fault: str | None = None


def list_folder(folder: Path, glob: str, now: datetime) -> list[File]:
    """The articles' files below a folder, by locator.

    Hidden and temporary files are left out, and links that lead out of the folder.

    Raises:
        SourceError: the folder is not there or cannot be listed.
    """
    if not folder.is_dir():
        raise SourceError(folder, "is not a folder", "Make it, or mend the source's path")
    root = folder.resolve()
    try:
        return sorted(_files(root, glob, now), key=lambda file: file.locator)
    except OSError as error:
        problem = f"cannot be listed: {(error.strerror or str(error)).lower()}"
        raise SourceError(folder, problem, "Let this user read it") from error


def read_file(file: File) -> RawArticle:
    """The bytes of a listed file.

    Raises:
        SourceError: it cannot be read, or is too large.
    """
    if file.fault:
        raise SourceError(file.path, file.fault, "Make it smaller, or move it away")
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
    )


def _files(root: Path, glob: str, now: datetime) -> Iterator[File]:
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
            yield _file(below.as_posix(), path, status, now)


def _file(locator: str, path: Path, status: stat_result, now: datetime) -> File:
    modified = datetime.fromtimestamp(status.st_mtime, UTC)
    too_large = status.st_size > MAX_BYTES
    return File(
        locator=locator,
        path=path,
        modified=modified,
        # A time in the future is a wrong clock, not a writer at work.
        resting=not timedelta(0) <= now - modified < _REST,
        fault=f"has {status.st_size:,} bytes, the limit is {MAX_BYTES:,}" if too_large else None,
    )
