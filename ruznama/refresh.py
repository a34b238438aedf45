"""One run of one source: list, read, revise, keep. A fault of one item never stops the others.

What a source last said well stays: an item that cannot be read keeps its published article, a
source that cannot be listed keeps all of them.
"""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from articles.errors import RuznamaError
from articles.model import Article
from articles.read import read_article
from articles.revisions import Revision, revise
from ruznama.errors import SourceError
from ruznama.sources import Entry, Item, list_folder, read_item
from ruznama.store import Known

# Part of every digest: raise it when articles would be read differently, and all are read anew.
READER_VERSION = 1

_log = logging.getLogger(__name__)


class RevisionStore(Protocol):
    """What a run needs of the store; see `ruznama.store.Store`."""

    def known(self, source: str) -> dict[str, Known]:
        """The items of a source that are articles, by locator."""

    def has_article(self, article_id: str) -> bool:
        """Whether an id is taken."""

    def revision(self, article_id: str) -> Revision:
        """One article with its events."""

    def save(
        self, revision: Revision, *, source: str, locator: str, digest: str, now: datetime
    ) -> None:
        """Keeps a revision that is new or changed."""

    def keep_digest(self, article_id: str, digest: str) -> None:
        """Keeps the digest of an item whose article says what it said before."""

    def withdraw(self, article_id: str, now: datetime) -> None:
        """Takes an article out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder source as it is run.

    Attributes:
        timezone: of clock times that name none.
        category: of its articles, where they name no section.
    """

    name: str
    path: Path
    glob: str = "**/*"
    language: str = "ar"
    timezone: str = "UTC"
    category: str | None = None
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    prose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What could not be read, and why, as a sentence with its remedy."""

    place: str
    message: str


@dataclass(slots=True, kw_only=True)
class SourceReport:
    """What one run of a source did, by locator; `left` are files that are still being written."""

    source: str
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    left: int = 0
    failures: list[Failure] = field(default_factory=list)

    @property
    def moved(self) -> bool:
        """Whether anything that subscribers see changed."""
        return bool(self.added or self.changed or self.removed)


def refresh_folder(folder: Folder, store: RevisionStore, now: datetime) -> SourceReport:
    """Runs a folder once and tells what it did; never raises for what the folder holds."""
    report = SourceReport(source=folder.name)
    try:
        entries = list_folder(folder.path, folder.glob, now)
    except SourceError as error:
        report.failures.append(Failure(place=str(folder.path), message=str(error)))
        return report
    known = store.known(folder.name)
    missing = {
        locator: known[locator] for locator in known.keys() - {entry.locator for entry in entries}
    }
    run = _Run(folder=folder, store=store, now=now, known=known, missing=missing, report=report)
    for entry in entries:
        if entry.resting:
            run.guarded(entry)
        else:
            report.left += 1
    run.withdraw_missing()
    return report


@dataclass(slots=True, kw_only=True)
class _Run:
    """One run of one folder. `missing` are the articles whose files are not there any more."""

    folder: Folder
    store: RevisionStore
    now: datetime
    known: Mapping[str, Known]
    missing: dict[str, Known]
    report: SourceReport

    def guarded(self, entry: Entry) -> None:
        """Runs one item; whatever goes wrong with it is noted and stays with it."""
        try:
            self._item(read_item(entry))
        except RuznamaError as error:
            failure = Failure(place=entry.locator, message=str(error))
            self.report.failures.append(failure)
        except Exception as error:  # noqa: BLE001  the border: one item must not stop the others
            _log.exception("unexpected fault in %s of %s", entry.locator, self.folder.name)
            message = f"{entry.locator}: unexpected fault: {error!r}. Please report it"
            self.report.failures.append(Failure(place=entry.locator, message=message))

    def withdraw_missing(self) -> None:
        """Takes out the articles whose files are gone."""
        for locator in sorted(self.missing):
            self.store.withdraw(self.missing[locator].id, self.now)
            self.report.removed.append(locator)

    def _item(self, item: Item) -> None:
        digest = _digest(self.folder, item)
        known = self.known.get(item.locator)
        if known is None:
            self._new_item(item, digest)
        elif digest != known.digest:
            previous = self.store.revision(known.id)
            article = _read(self.folder, item, previous.created)
            self._revise(previous, article, item, digest)
        elif known.pending:  # an unchanged reading is a good reading too
            previous = self.store.revision(known.id)
            self._revise(previous, previous.article, item, digest)
        else:
            self.report.unchanged += 1

    def _new_item(self, item: Item, digest: str) -> None:
        """An article that is new, or an old one whose file has moved."""
        article = _read(self.folder, item, item.modified)
        moved = next(
            (
                locator
                for locator, known in sorted(self.missing.items())
                if known.digest == digest or known.id == article.id
            ),
            None,
        )
        if moved is not None:
            previous = self.store.revision(self.missing.pop(moved).id)
            self._revise(previous, article, item, digest)
            return
        if self.store.has_article(article.id):
            article = replace(article, id=_own_id(self.folder, item))
        self._save(revise(None, article, self.now), item, digest)
        self.report.added.append(item.locator)

    def _revise(self, previous: Revision, article: Article, item: Item, digest: str) -> None:
        revision = revise(previous, replace(article, id=previous.id), self.now)
        if revision != previous or item.locator not in self.known:
            self._save(revision, item, digest)
            self.report.changed.append(item.locator)
        else:
            self.store.keep_digest(previous.id, digest)
            self.report.unchanged += 1

    def _save(self, revision: Revision, item: Item, digest: str) -> None:
        self.store.save(
            revision, source=self.folder.name, locator=item.locator, digest=digest, now=self.now
        )


def _read(folder: Folder, item: Item, at: datetime) -> Article:
    article = read_article(
        item.body,
        name=item.name,
        at=at,
        kind=item.kind,
        timezone=folder.timezone,
        language=folder.language,
        keep=folder.keep,
        drop=folder.drop,
        prose=folder.prose,
    )
    if folder.category and not article.section:
        article = replace(article, section=folder.category)
    return article


def _own_id(folder: Folder, item: Item) -> str:
    """The id of an article whose own is taken: of its source and its place in it."""
    return hashlib.sha256(f"{folder.name}\n{item.locator}".encode()).hexdigest()[:16]


def _digest(folder: Folder, item: Item) -> str:
    """Tells one body, read one way, from every other."""
    options = (
        READER_VERSION,
        item.kind,
        folder.language,
        folder.timezone,
        folder.category,
        folder.keep,
        folder.drop,
        folder.prose,
    )
    return hashlib.sha256(repr(options).encode() + b"\n" + item.body).hexdigest()
