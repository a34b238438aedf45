"""One run of one source: list, read, revise, keep. A fault of one item never stops the others.

A folder is the whole truth about its articles; of a feed or a sitemap what leaves it stays, since
they tell only what is newest.

What a source last said well stays: an item that cannot be read keeps its published article, a
source that cannot be listed keeps all of them.
"""

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from articles.draft import Selectors
from articles.errors import RuznamaError
from articles.model import Article
from articles.read import read_article
from articles.revisions.revise import Revision, revise
from ruznama.errors import SourceError
from ruznama.sources.folder import Item, list_folder, read_item
from ruznama.store.store import Known

# Part of every digest: raise it when articles would be read differently, and all are read anew.
READER_VERSION = 3
_MOST_GONE, _FEWEST_FOR_DOUBT = 0.8, 5

_log = logging.getLogger(__name__)


class RevisionStore(Protocol):
    """What a run needs of the store; see `ruznama.store.store.Store`."""

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
class Reading:
    """How the articles of a source are read.

    Attributes:
        timezone: of clock times that name none.
        category: of its articles, where they name no section.
    """

    name: str
    language: str = "ar"
    timezone: str = "UTC"
    category: str | None = None
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    selectors: Selectors = Selectors()
    prose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder(Reading):
    """A folder source as it is run."""

    path: Path
    glob: str = "**/*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What could not be read, and why, as a sentence with its remedy."""

    place: str
    message: str


@dataclass(slots=True, kw_only=True)
class SourceReport:
    """What one run of a source did, by locator.

    Attributes:
        left: files that are still being written.
        try_at: before which a source that fails as a whole is not to be run again.
    """

    source: str
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    left: int = 0
    failures: list[Failure] = field(default_factory=list)
    try_at: datetime | None = None

    @property
    def moved(self) -> bool:
        """Whether anything that subscribers see changed."""
        return bool(self.added or self.changed or self.removed)


def refresh_folder(
    folder: Folder, store: RevisionStore, now: datetime, problem: str | None = None
) -> SourceReport:
    """Runs a folder once and tells what it did; never raises for what the folder holds.

    Args:
        folder: the source.
        store: what is known of it.
        now: the time.
        problem: what was wrong with the last run: where most articles are gone they are withdrawn
            when a second run says so too.
    """
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
    run = Run(reading=folder, store=store, now=now, known=known, missing=missing, report=report)
    for entry in entries:
        if entry.resting:
            run.guarded(entry.locator, partial(read_item, entry))
        else:
            report.left += 1
    shrunk = _shrunk(folder, len(run.missing), len(known))
    if shrunk is None or shrunk.message == problem:
        run.withdraw_missing()
    else:
        report.failures.insert(0, shrunk)
    return report


def _shrunk(folder: Folder, gone: int, known: int) -> Failure | None:
    """That a source has lost most of its articles at once: a folder that was not mounted."""
    if known < _FEWEST_FOR_DOUBT or gone <= _MOST_GONE * known:
        return None
    message = (
        f"{folder.path}: {gone} of {known} articles are gone at once. "
        "They are withdrawn if the next run finds the same"
    )
    return Failure(place=str(folder.path), message=message)


@dataclass(slots=True, kw_only=True)
class Run:
    """One run of one source. `missing` are the articles that it has no more."""

    reading: Reading
    store: RevisionStore
    now: datetime
    known: Mapping[str, Known]
    missing: dict[str, Known]
    report: SourceReport

    def guarded(self, locator: str, load: Callable[[], Item | None]) -> None:
        """Runs one item; whatever goes wrong with it is noted and stays with it.

        Args:
            locator: what the item is found by.
            load: gives the item, or None where it is what it was.
        """
        try:
            item = load()
            if item is None:
                self._unchanged(locator)
            else:
                self._item(item)
        except RuznamaError as error:
            self.report.failures.append(Failure(place=locator, message=str(error)))
        except Exception as error:  # noqa: BLE001  the border: one item must not stop the others
            _log.exception("unexpected fault in %s of %s", locator, self.reading.name)
            message = f"{locator}: unexpected fault: {error!r}. Please report it"
            self.report.failures.append(Failure(place=locator, message=message))

    def _unchanged(self, locator: str) -> None:
        """An item that says what it said: a good reading too, for what is pending."""
        known = self.known.get(locator)
        if known is None or not known.pending:
            self.report.unchanged += 1
            return
        previous = self.store.revision(known.id)
        revision = revise(previous, previous.article, self.now)
        self._keep(revision, locator, known.digest)
        self.report.changed.append(locator)

    def withdraw_missing(self) -> None:
        """Takes out the articles whose files are gone."""
        for locator in sorted(self.missing):
            self.store.withdraw(self.missing[locator].id, self.now)
            self.report.removed.append(locator)

    def _item(self, item: Item) -> None:
        digest = _digest(self.reading, item)
        known = self.known.get(item.locator)
        if known is None:
            self._new_item(item, digest)
        elif digest != known.digest:
            previous = self.store.revision(known.id)
            article = _read(self.reading, item, previous.created)
            self._revise(previous, article, item, digest)
        else:
            self._unchanged(item.locator)

    def _new_item(self, item: Item, digest: str) -> None:
        """An article that is new, or an old one whose file has moved."""
        article = _read(self.reading, item, item.modified)
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
            if article.url:  # another source tells it already
                self.report.unchanged += 1
                return
            article = replace(article, id=_own_id(self.reading, item))
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
        self._keep(revision, item.locator, digest)

    def _keep(self, revision: Revision, locator: str, digest: str) -> None:
        self.store.save(
            revision, source=self.reading.name, locator=locator, digest=digest, now=self.now
        )


def _read(reading: Reading, item: Item, at: datetime) -> Article:
    article = read_article(
        item.body,
        name=item.name,
        at=at,
        kind=item.kind,
        url=item.url,
        charset=item.charset,
        timezone=reading.timezone,
        language=reading.language,
        keep=reading.keep,
        drop=reading.drop,
        selectors=reading.selectors,
        prose=reading.prose,
    )
    if reading.category and not article.section:
        article = replace(article, section=reading.category)
    return article


def _own_id(reading: Reading, item: Item) -> str:
    """The id of an article whose own is taken: of its source and its place in it."""
    return hashlib.sha256(f"{reading.name}\n{item.locator}".encode()).hexdigest()[:16]


def _digest(reading: Reading, item: Item) -> str:
    """Tells one body, read one way, from every other."""
    options = (
        READER_VERSION,
        item.kind,
        reading.language,
        reading.timezone,
        reading.category,
        reading.keep,
        reading.drop,
        reading.selectors,
        reading.prose,
    )
    return hashlib.sha256(repr(options).encode() + b"\n" + item.body).hexdigest()
