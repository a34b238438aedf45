"""One run of one source: read, revise, keep. A fault of one item never stops the others.

What a source last said well stays: an item that cannot be read keeps its published article.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from articles.errors import RuznamaError
from articles.model import Article
from articles.revisions.known import Revision
from articles.revisions.revise import revise
from ruznama.installation import broken
from ruznama.sources.source import Failure, Means, NewsSource, RawArticle, SourceReport
from ruznama.store.engine import is_away
from ruznama.store.kept import Known

# Part of every digest: raise it when articles would be read differently, and all are read anew.
READER_VERSION = 3

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Run:
    """One run of one source.

    Attributes:
        known: the articles that it had, by locator; `missing` those that it has no more.
    """

    source: NewsSource
    means: Means
    report: SourceReport = field(init=False)
    known: dict[str, Known] = field(init=False)
    missing: dict[str, Known] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.report = SourceReport(source=self.source.name)
        self.known = self.means.store.known(self.source.name)

    def expect(self, locators: Iterable[str]) -> None:
        """Tells all that the source holds: what else is known of it is missing."""
        held = frozenset(locators)
        self.missing = {place: known for place, known in self.known.items() if place not in held}

    def fail(self, place: object, error: RuznamaError) -> None:
        """Notes what could not be read."""
        self.report.failures.append(Failure(place=str(place), message=str(error)))

    def guarded(self, locator: str, load: Callable[[], RawArticle | None]) -> None:
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
            self.fail(locator, error)
        except ImportError as error:
            message = f"{locator}: {broken(error)}"
            self.report.failures.append(Failure(place=locator, message=message))
        except Exception as error:  # the border: one item must not stop the others
            if is_away(error):
                raise
            _log.exception("unexpected fault in %s of %s", locator, self.source.name)
            message = f"{locator}: unexpected fault: {error!r}. Please report it"
            self.report.failures.append(Failure(place=locator, message=message))

    def _unchanged(self, locator: str) -> None:
        """An item that says what it said: a good reading too, for what is pending."""
        known = self.known.get(locator)
        if known is not None and known.pending:
            previous = self.means.store.revision(known.id)
            revision = revise(previous, previous.article, self.means.now)
            if revision != previous:
                self._keep(revision, locator, known.digest)
                self.report.changed.append(locator)
                return
        self.report.unchanged += 1

    def withdraw_missing(self) -> None:
        """Takes out the articles whose files are gone."""
        for locator in sorted(self.missing):
            self.means.store.withdraw(self.missing[locator].id, self.means.now)
            self.report.removed.append(locator)

    def _item(self, item: RawArticle) -> None:
        digest = _digest(self.source, item)
        known = self.known.get(item.locator)
        if known is None:
            self._new_item(item, digest)
        elif digest != known.digest:
            previous = self.means.store.revision(known.id)
            article = _read(self.source, item, previous.created)
            self._revise(previous, article, item, digest)
        else:
            self._unchanged(item.locator)

    def _new_item(self, item: RawArticle, digest: str) -> None:
        """An article that is new, or an old one whose file has moved."""
        article = _read(self.source, item, item.modified)
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
        if self.means.store.has_article(article.id):
            if article.url:  # another source tells it already
                self.report.unchanged += 1
                return
            article = replace(article, id=_own_id(self.source, item))
        self._keep(revise(None, article, self.means.now), item.locator, digest)
        self.report.added.append(item.locator)

    def _revise(self, previous: Revision, article: Article, item: RawArticle, digest: str) -> None:
        revision = revise(previous, replace(article, id=previous.id), self.means.now)
        if revision != previous or item.locator not in self.known:
            self._keep(revision, item.locator, digest)
            self.report.changed.append(item.locator)
        else:
            self.means.store.keep_digest(previous.id, digest)
            self.report.unchanged += 1

    def _keep(self, revision: Revision, locator: str, digest: str) -> None:
        self.means.store.save(
            revision, source=self.source.name, locator=locator, digest=digest, now=self.means.now
        )


def _read(source: NewsSource, item: RawArticle, at: datetime) -> Article:
    from articles.read import read_article  # noqa: PLC0415  most runs read nothing

    article = read_article(
        item.body,
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
    )
    if source.category and not article.section:
        article = replace(article, section=source.category)
    return article


def _own_id(source: NewsSource, item: RawArticle) -> str:
    """The id of an article whose own is taken: of its source and its place in it."""
    return hashlib.sha256(f"{source.name}\n{item.locator}".encode()).hexdigest()[:16]


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
    )
    return hashlib.sha256(repr(options).encode() + b"\n" + item.body).hexdigest()
