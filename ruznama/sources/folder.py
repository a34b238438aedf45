"""Folders of files that a person or another program puts there.

A folder is the whole truth about its articles: a file that is deleted takes its article along. What
cannot be seen is not deleted (`ruznama.sources.absence`). Files that another program is still
writing are left for the next run.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import Field

from ruznama.errors import SourceError
from ruznama.sources.absence import SeenTree, unseen
from ruznama.sources.files import File, FoundFiles, list_folder, read_file
from ruznama.sources.local import LocalFolder
from ruznama.sources.running.run import Run
from ruznama.sources.source import Failure, Means, NewsSource, SourceReport

_MOST_GONE, _FEWEST_FOR_DOUBT = 0.8, 5
_SELF = "."  # the folder itself, in the ledger
_REMEDY = "Mount it, or let this user read it; what is really gone: take the source out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder(NewsSource):
    """A folder.

    Attributes:
        path: where its files are: .txt, .md, .html and .json.
        glob: which files below it.
    """

    path: LocalFolder
    glob: Annotated[str, Field(min_length=1)] = "**/*"

    @property
    def folder(self) -> Path | None:
        """It is watched."""
        return self.path

    def check(self, now: datetime) -> str:
        """How many files it has."""
        return f"{len(list_folder(self.path, self.glob, now).files)} files in {self.path}"

    def refresh(self, means: Means) -> SourceReport:
        """Reads its files; withdraws the articles of those that are deleted.

        Where most of them are, they are withdrawn when a second run says so too.
        """
        run = Run(self, means)
        try:
            found = list_folder(self.path, self.glob, means.now)
        except SourceError as error:
            run.fail(self.path, error)
            return run.report
        self._read(run, found)
        self._spare_unseen(run, found.seen)
        shrunk = self._shrunk(len(run.missing), len(run.known))
        if run.doubts(_SELF, shrunk) and shrunk:
            run.report.failures.insert(0, Failure(place=_SELF, message=shrunk, of_source=True))
        else:
            run.withdraw_missing()
        return run.report

    def _read(self, run: Run, found: FoundFiles) -> None:
        """What lies as it lay, then what has moved, then what is new or changed."""
        digests: dict[str, str] = {}
        changed: list[File] = []
        for file in found.files:
            if not file.resting:
                run.leave()
                continue
            if run.looks_as_it_did(file.locator, file.look):
                digests[file.locator] = run.known[file.locator].digest
                continue
            with run.around(file.locator):
                raw = read_file(file)
                digests[file.locator] = run.digest(raw)
                if not run.is_as_it_was(raw):
                    changed.append(file)
        run.follow(digests)
        run.expect(file.locator for file in found.files)
        for file in changed:
            run.guarded(file.locator, partial(read_file, file))
        run.finish()  # what has moved is missing no more

    def _spare_unseen(self, run: Run, seen: SeenTree) -> None:
        """What cannot be seen stays, and is said."""
        why: dict[str, list[str]] = {}
        for locator in sorted(run.missing):
            reason = unseen(locator, run.ledger.item(locator).etag, seen)
            if reason is not None:
                why.setdefault(reason, []).append(locator)
        for reason, locators in why.items():
            run.spare(locators)
            told = f"{self.path}: {reason}"
            run.fail(self.path, SourceError(told, f"({len(locators)} article(s) stay)", _REMEDY))

    def _shrunk(self, gone: int, known: int) -> str | None:
        """That it has lost most of its articles at once."""
        if known < _FEWEST_FOR_DOUBT or gone <= _MOST_GONE * known:
            return None
        return (
            f"{self.path}: {gone} of {known} articles are gone at once. "
            "They are withdrawn if the next run finds the same"
        )
