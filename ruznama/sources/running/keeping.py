"""What becomes of an article that was read: which one it is, and how it is kept.

Whatever it is found by leads to the article that is known; what two sources tell is one.
"""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace

from articles.model import Article
from articles.revisions.identity import article_id
from articles.revisions.known import Revision
from articles.revisions.losses import fingerprint
from articles.revisions.revise import revise
from articles.text import fold
from ruznama.sources.remembered.identities import (
    is_front_page,
    published_url,
    sure_everywhere,
    title_name,
)
from ruznama.sources.remembered.ledger import Ledger
from ruznama.sources.source import Means, NewsSource, RawArticle, SourceReport
from ruznama.store.database.engine import is_away
from ruznama.store.kept import Known, Saved

_BATCH = 200  # articles that are kept together


@dataclass(slots=True)
class Keeping:
    """The revisions of a run that wait to be kept: all together, in the order they came."""

    source: NewsSource
    means: Means
    report: SourceReport
    border: Callable[[str], AbstractContextManager[None]]
    _saved: list[Saved] = field(default_factory=list)

    def keep(self, revision: Revision, locator: str, digest: str) -> None:
        """Keeps a revision, with some others."""
        self._saved.append(Saved(revision=revision, locator=locator, digest=digest))
        if len(self._saved) >= _BATCH:
            self.flush()

    def with_own_id(self, article: Article, raw: RawArticle) -> Article:
        """An article under an id that no other has: of its address, else of its place."""
        if not self.is_taken(article.id):
            return article
        if raw.url is not None:  # as many pages name one address
            url = published_url(raw.url)
            article = replace(article, id=article_id(url, None, raw.name), url=url)
            if not self.is_taken(article.id):
                return article
        return replace(article, id=own_id(self.source, raw.locator))

    def is_taken(self, article_id: str) -> bool:
        """Whether an article has this id."""
        waiting = any(saved.revision.id == article_id for saved in self._saved)
        return waiting or self.means.store.locators.has_article(article_id)

    def flush(self) -> None:
        """Keeps what waits, all together; one by one where something of it cannot be kept."""
        saved, self._saved = self._saved, []
        if not saved:
            return
        try:
            self._save(saved)
        except Exception as error:  # one of them; the others are kept below
            if is_away(error):
                raise
            for each in saved:
                with self.border(each.locator):
                    self._save([each])

    def _save(self, saved: list[Saved]) -> None:
        """Keeps articles. What another source, run beside this one, has named so was first."""
        taken = self.means.store.save(saved, source=self.source.name, now=self.means.now)
        for each in taken:
            if each.revision.article.url:
                self.report.take_back(each.locator)
            else:
                own = replace(each.revision.article, id=own_id(self.source, each.locator))
                self._save([replace(each, revision=revise(None, own, self.means.now))])


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """The article that an item turns out to be, and the item that it was so far.

    Attributes:
        source: of that item, where it is another.
        is_over: whether that source is configured no more.
    """

    previous: Revision
    locator: str
    source: str = ""
    is_over: bool = False


@dataclass(slots=True)
class Kinship:
    """Finds the article that an item is, where its locator alone does not tell.

    Attributes:
        held: the locators of what the source holds now.
    """

    source: NewsSource
    means: Means
    ledger: Ledger
    known: dict[str, Known]
    missing: dict[str, Known]
    held: set[str] = field(default_factory=set)

    def come_back(self, locator: str) -> Revision | None:
        """The article of an item that was gone and is there again."""
        item = self.ledger.items.get(locator)
        if item is None or item.state != "gone":
            return None
        return self.means.store.items.left(self.source.name, locator)

    def of_missing(self, article: Article, digest: str) -> Relative | None:
        """An article whose file is missing, of which this has the content, the id or the title."""
        called = title_name(article.title)
        for locator, known in sorted(self.missing.items()):
            names = self.ledger.item(locator).names
            if known.digest == digest or known.id == article.id or set(called) & set(names):
                del self.missing[locator]
                return Relative(previous=self.means.store.revision(known.id), locator=locator)
        return None

    def of_source(self, article: Article, names: Sequence[str], raw: RawArticle) -> Relative | None:
        """An article of this source that was read at another address, or had gone.

        What the source holds now, as another item, is another article.
        """
        is_other = self.held.__contains__
        found = self.ledger.find(names, lambda at: at == raw.locator or is_other(at))
        if found is None:
            return None
        known = self.known.get(found.locator)
        if known is None:
            left = self.means.store.items.left(self.source.name, found.locator)
            return Relative(previous=left, locator=found.locator) if left else None
        previous = self.means.store.revision(known.id)
        kin = Relative(previous=previous, locator=found.locator)
        return kin if _alike(previous.article, article) else None

    def of_others(
        self, article: Article, told: Sequence[str], read: Sequence[str]
    ) -> Relative | None:
        """An article that another source tells, or told before the configuration left it out.

        Args:
            article: as it was read.
            told: the names that it had before it was.
            read: those that it tells of itself.
        """
        sure, likely = set(sure_everywhere(told)), set(sure_everywhere(read))
        owners = self.means.store.items.owners((*told, *read), besides=self.source.name)
        for (source, there), names in owners.items():
            is_over = self.means.configured is not None and source not in self.means.configured
            if not (is_over or names & (sure | likely)):
                continue
            previous = self._previous(source, there, is_over=is_over)
            if previous and (names & sure or is_over or _alike(previous.article, article)):
                return Relative(previous=previous, locator=there, source=source, is_over=is_over)
        return None

    def _previous(self, source: str, locator: str, *, is_over: bool) -> Revision | None:
        """The article of an item of another source; of one that is no more also what it left."""
        known = self.means.store.locators.article_at(source, locator)
        if known is not None:
            return self.means.store.revision(known)
        return self.means.store.items.left(source, locator) if is_over else None


def addressed(article: Article, raw: RawArticle, own_id: str) -> Article:
    """An article with the address that it is published with: without where a reader came from.

    The front page of a site is the address of none of its articles, whatever a page says.
    """
    if raw.link is not None:
        return replace(article, id=own_id, url=published_url(raw.link) or None)
    if article.url is None:
        return article
    url = published_url(article.url)
    if raw.url is not None and is_front_page(url) and not is_front_page(raw.url):
        url = published_url(raw.url)
        return replace(article, id=article_id(url, None, raw.name), url=url)
    return replace(article, url=url)


def own_id(source: NewsSource, locator: str) -> str:
    """The id of an article whose own is taken: of its source and its place in it."""
    return hashlib.sha256(f"{source.name}\n{locator}".encode("utf-8", "replace")).hexdigest()[:16]


def _alike(one: Article, other: Article) -> bool:
    """Whether two articles that share an address or a text can be the same one."""
    return fold(one.title) == fold(other.title) or fingerprint(one) == fingerprint(other)
