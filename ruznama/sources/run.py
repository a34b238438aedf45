"""One run of one source: read, revise, keep. A fault of one item never stops the others.

What a source last said well stays: an item that cannot be read keeps its published article.
"""

import hashlib
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from articles.errors import RuznamaError
from articles.model import Article
from articles.revisions.known import Revision
from articles.revisions.revise import revise
from ruznama.installation import broken
from ruznama.sources.reading import ToRead, UnreadError, Waiting
from ruznama.sources.source import Failure, Means, NewsSource, RawArticle, SourceReport
from ruznama.store.engine import is_away
from ruznama.store.kept import Known, Saved

# Part of every digest: raise it when articles would be read differently, and all are read anew.
READER_VERSION = 4

_AHEAD = 32  # items that are being read, or wait for it
_BATCH = 200  # articles that are kept together

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Begun:
    """An item that is being read."""

    item: RawArticle
    digest: str
    previous: Revision | None
    article: Waiting


@dataclass(slots=True)
class Run:
    """One run of one source. Items are read several at a time, and kept in the order they came.

    Attributes:
        known: the articles that it had, by locator; `missing` those that it has no more.
    """

    source: NewsSource
    means: Means
    known: dict[str, Known] = field(init=False)
    missing: dict[str, Known] = field(init=False, default_factory=dict)
    _report: SourceReport = field(init=False)
    _begun: deque[_Begun] = field(init=False, default_factory=deque)
    _saved: list[Saved] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._report = SourceReport(source=self.source.name)
        self.known = self.means.store.known(self.source.name)

    @property
    def report(self) -> SourceReport:
        """What the run did; waits for what is being read."""
        self.finish()
        return self._report

    def expect(self, locators: Iterable[str]) -> None:
        """Tells all that the source holds: what else is known of it is missing."""
        held = frozenset(locators)
        self.missing = {place: known for place, known in self.known.items() if place not in held}

    def fail(self, place: object, error: RuznamaError) -> None:
        """Notes what could not be read."""
        self._report.failures.append(Failure(place=str(place), message=str(error)))

    def leave(self) -> None:
        """Notes an item that is still being written."""
        self._report.left += 1

    def guarded(self, locator: str, load: Callable[[], RawArticle | None]) -> None:
        """Runs one item; whatever goes wrong with it is noted and stays with it.

        Args:
            locator: what the item is found by.
            load: gives the item, or None where it is what it was.
        """
        with self._border(locator):
            item = load()
            if item is None:
                self._unchanged(locator)
            else:
                self._item(item)
        if len(self._begun) >= _AHEAD:
            self._end_first()

    def finish(self) -> None:
        """Waits for what is being read, and keeps it."""
        while self._begun:
            self._end_first()
        self._keep_saved()

    def withdraw_missing(self) -> None:
        """Takes out the articles whose files are gone."""
        self.finish()
        for locator in sorted(self.missing):
            self.means.store.withdraw(self.missing[locator].id, self.means.now)
            self._report.removed.append(locator)

    @contextmanager
    def _border(self, locator: str) -> Iterator[None]:
        """Whatever goes wrong with one item stays with it."""
        try:
            yield
        except RuznamaError as error:
            self.fail(locator, error)
        except UnreadError as error:
            if error.unread.trace:
                place = f"{locator} of {self.source.name}"
                _log.error("unexpected fault in %s\n%s", place, error.unread.trace)
            self._report.failures.append(Failure(place=locator, message=error.unread.message))
        except ImportError as error:
            message = f"{locator}: {broken(error)}"
            self._report.failures.append(Failure(place=locator, message=message))
        except Exception as error:  # the border: one item must not stop the others
            if is_away(error):
                raise
            _log.exception("unexpected fault in %s of %s", locator, self.source.name)
            message = f"{locator}: unexpected fault: {error!r}. Please report it"
            self._report.failures.append(Failure(place=locator, message=message))

    def _unchanged(self, locator: str) -> None:
        """An item that says what it said: a good reading too, for what is pending."""
        known = self.known.get(locator)
        if known is not None and known.pending:
            previous = self.means.store.revision(known.id)
            revision = revise(previous, previous.article, self.means.now)
            if revision != previous:
                self._keep(revision, locator, known.digest)
                self._report.changed.append(locator)
                return
        self._report.unchanged += 1

    def _item(self, item: RawArticle) -> None:
        digest = _digest(self.source, item)
        known = self.known.get(item.locator)
        if known is not None and digest == known.digest:
            self._unchanged(item.locator)
            return
        previous = self.means.store.revision(known.id) if known else None
        at = previous.created if previous else item.modified
        article = self.means.reading.begin(_to_read(self.source, item, at))
        self._begun.append(_Begun(item, digest, previous, article))

    def _end_first(self) -> None:
        """Takes up the item that was begun first."""
        begun = self._begun.popleft()
        with self._border(begun.item.locator):
            article = begun.article()
            if begun.previous is None:
                self._new_item(article, begun.item, begun.digest)
            else:
                self._revise(begun.previous, article, begun.item, begun.digest)

    def _new_item(self, article: Article, item: RawArticle, digest: str) -> None:
        """An article that is new, or an old one whose file has moved."""
        moved = next(
            (
                locator
                for locator, known in sorted(self.missing.items())
                if known.digest == digest or known.id == article.id
            ),
            None,
        )
        if moved is not None:
            previous = self.means.store.revision(self.missing.pop(moved).id)
            self._revise(previous, article, item, digest)
            return
        if self._is_taken(article.id):
            if article.url:  # another source tells it already
                self._report.unchanged += 1
                return
            article = replace(article, id=_own_id(self.source, item.locator))
        self._keep(revise(None, article, self.means.now), item.locator, digest)
        self._report.added.append(item.locator)

    def _is_taken(self, article_id: str) -> bool:
        waiting = any(saved.revision.id == article_id for saved in self._saved)
        return waiting or self.means.store.has_article(article_id)

    def _revise(self, previous: Revision, article: Article, item: RawArticle, digest: str) -> None:
        revision = revise(previous, replace(article, id=previous.id), self.means.now)
        if revision != previous or item.locator not in self.known:
            self._keep(revision, item.locator, digest)
            self._report.changed.append(item.locator)
        else:
            self.means.store.keep_digest(previous.id, digest)
            self._report.unchanged += 1

    def _keep(self, revision: Revision, locator: str, digest: str) -> None:
        self._saved.append(Saved(revision=revision, locator=locator, digest=digest))
        if len(self._saved) >= _BATCH:
            self._keep_saved()

    def _keep_saved(self) -> None:
        """Keeps what was read, all together; one by one where something of it cannot be kept."""
        saved, self._saved = self._saved, []
        if not saved:
            return
        try:
            self._save(saved)
        except Exception as error:  # one of them; the others are kept below
            if is_away(error):
                raise
            for each in saved:
                with self._border(each.locator):
                    self._save([each])

    def _save(self, saved: list[Saved]) -> None:
        """Keeps articles. What another source, run beside this one, has named so was first."""
        taken = self.means.store.save(saved, source=self.source.name, now=self.means.now)
        for each in taken:
            if each.revision.article.url:
                self._report.added.remove(each.locator)
                self._report.unchanged += 1
            else:
                own = replace(each.revision.article, id=_own_id(self.source, each.locator))
                self._save([replace(each, revision=revise(None, own, self.means.now))])


def _to_read(source: NewsSource, item: RawArticle, at: datetime) -> ToRead:
    return ToRead(
        body=item.body,
        name=item.name,
        at=at,
        kind=item.kind,
        url=item.url,
        charset=item.charset,
        timezone=source.timezone,
        language=source.language,
        keep=source.keep,
        drop=source.drop,
        selectors=source.selectors,
        prose=source.prose,
        category=source.category,
        country=source.country,
        hijri_offset=source.hijri_offset,
        prefer=source.prefer,
    )


def _own_id(source: NewsSource, locator: str) -> str:
    """The id of an article whose own is taken: of its source and its place in it."""
    return hashlib.sha256(f"{source.name}\n{locator}".encode()).hexdigest()[:16]


def _digest(source: NewsSource, item: RawArticle) -> str:
    """Tells one body, read one way, from every other."""
    options = (
        READER_VERSION,
        item.kind,
        source.language,
        source.timezone,
        source.category,
        source.keep,
        source.drop,
        source.selectors,
        source.prose,
        source.country,
        source.hijri_offset,
        source.prefer,
    )
    return hashlib.sha256(repr(options).encode() + b"\n" + item.body).hexdigest()
