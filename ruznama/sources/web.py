"""Sources on the web: single pages, a newspaper's own feed, a sitemap; asked as good citizens ask.

What a feed or a sitemap tells no more stays: they tell only what is newest. One that cannot be had
keeps all of its articles. An article is read again for a while after it came (`states.PACE`).
"""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from functools import partial
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field

from ruznama.errors import FetchError, NothingThereError, NothingToReadError, SourceError
from ruznama.sources.client.addresses import WebAddress
from ruznama.sources.client.answers import Fetched
from ruznama.sources.listings.listed import Listed, ListingPage
from ruznama.sources.listings.markup import mostly_utf8
from ruznama.sources.listings.sitemaps import read_sitemap
from ruznama.sources.listings.syndication import read_feed
from ruznama.sources.remembered import states
from ruznama.sources.remembered.identities import Announced, names_told
from ruznama.sources.running.listing import Entered, enter
from ruznama.sources.running.run import Run
from ruznama.sources.running.visits import Visits
from ruznama.sources.source import Means, NewsSource, RawArticle, SourceReport
from ruznama.store.kept import SourceItem

_MOST_SITEMAPS = 20
_MOST_AGAIN = 100  # articles that are read again in one run


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote(NewsSource):
    """A source on the web.

    Attributes:
        url: its address.
    """

    url: WebAddress

    @property
    def addresses(self) -> tuple[str, ...]:
        """What is asked first."""
        return (self.url,)

    @property
    def host(self) -> str | None:
        """Where it is; of several pages, where the first is."""
        return urlsplit(self.addresses[0]).hostname

    def check(self, now: datetime) -> str:
        """How much it is asked, and how often; it is not asked for this."""
        del now
        return f"{len(self.addresses)} address(es), read every {self.every}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSource(Remote):
    """Articles by their addresses: `url`, `urls` or both.

    Attributes:
        url: the address of an article.
        urls: those of several.
    """

    url: WebAddress = ""
    urls: tuple[WebAddress, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Of the pages."""
        return (self.url, *self.urls) if self.url else self.urls

    def refresh(self, means: Means) -> SourceReport:
        """Asks for each page."""
        run = Run(self, means)
        run.hold(self.addresses)
        visits = Visits(self.every, means, run.ledger)
        for url in self.addresses:
            item = replace(run.ledger.item(url), url=url)
            item = run.ledger.name(item, names_told(Announced(url=url)))
            run.ledger.keep(item)
            run.guarded(url, partial(_page, visits, item, self.every / 2))
        return run.report


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingSource(Remote):
    """What lists articles.

    Attributes:
        limit: the newest articles that are read.
        match: a pattern (`*` for anything) that the addresses of articles have.
    """

    limit: Annotated[int, Field(ge=1, le=500)] = 50
    match: str = "*"

    def refresh(self, means: Means) -> SourceReport:
        """Asks for the listing, for the articles that it tells, and for those that are due."""
        run = Run(self, means)
        visits = Visits(self.every, means, run.ledger)
        asked: set[str] = set()
        try:
            entered = enter(run.ledger, self._newest(run, visits), self.limit)
        except (FetchError, SourceError) as error:
            run.fail(self.url, error)
            run.report.try_at = visits.next_at(self.url)
            entered = []
        run.hold(each.item.locator for each in entered)
        if entered:
            run.ledger.clear([each.item.locator for each in entered], run.known)
        for each in entered:
            asked.add(each.item.locator)
            run.guarded(each.item.locator, partial(self._article, visits, each))
        run.hold(run.ledger.items)  # an item of its own is no other one
        for item in [item for item in run.ledger.due() if item.locator not in asked][:_MOST_AGAIN]:
            wait = states.pace(item, means.now)
            run.guarded(item.locator, partial(_page, visits, item, wait))
        return run.report

    def _newest(self, run: Run, visits: Visits) -> list[Listed]:
        """What is listed now, the newest first, where anything of it has changed.

        Raises:
            FetchError: it cannot be had.
            SourceError: it is no listing, or lists nothing any more.
        """
        pages = self._listed(visits, had_articles=bool(run.known))
        found = [listed for page in pages for listed in page.items]
        wanted = [one for one in found if fnmatchcase(one.url, self.match)]
        return sorted(wanted, key=lambda one: one.order, reverse=True)

    def _listed(self, visits: Visits, *, had_articles: bool) -> Iterator[ListingPage]:
        """What the listing tells, and those that it names; of those unchanged, nothing."""
        waiting, seen = [self.url], {self.url}
        for _ in range(_MOST_SITEMAPS):
            if not waiting:
                break
            url = waiting.pop(0)
            answer = visits.listing(url, self.every / 2)
            if answer is None:
                more = visits.listings_of(url)
            else:
                page = self._read(answer)
                if had_articles and url == self.url and not (page.items or page.more):
                    problem = "tells no article any more; what it told before stays"
                    raise SourceError(url, problem, "Look whether it has moved")
                if not page.is_cut:
                    visits.believe(url, answer)
                more = list(page.more)
                visits.keep_listings(url, more)
                yield page
            waiting += [each for each in more if each not in seen]
            seen.update(more)

    def _article(self, visits: Visits, entered: Entered) -> RawArticle | None:
        """The page of an article that is listed."""
        if entered.item.url is None:
            problem = "is the front page, or shared by several articles"
            raise NothingToReadError(entered.item.locator, problem, "Name the articles themselves")
        wait = states.pace(entered.item, visits.means.now)
        return _page(visits, entered.item, wait, forced=entered.is_told_anew)

    @abstractmethod
    def _read(self, answer: Fetched) -> ListingPage:
        """The articles that a listing tells, and the listings that it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSource(ListingSource):
    """A newspaper's own feed.

    Attributes:
        full_text: whether its articles are read from their pages.
    """

    full_text: bool = True

    def _article(self, visits: Visits, entered: Entered) -> RawArticle | None:
        """The page of an article, else what the feed holds of it."""
        item = entered.item
        told = _told(visits, entered)
        if not self.full_text or item.url is None:
            return replace(told, level="full")
        wait = states.pace(item, visits.means.now)
        try:
            raw = _page(visits, item, wait, forced=entered.is_told_anew)
        except FetchError as error:
            is_dead = isinstance(error, NothingThereError) and not entered.listed.holds_text
            if item.best == "full" or is_dead or not entered.listed.says_something:
                raise
            return told
        return raw and replace(raw, instead=told if entered.listed.says_something else None)

    def _read(self, answer: Fetched) -> ListingPage:
        zone = ZoneInfo(self.timezone)
        return read_feed(answer.body, answer.url, answer.content_type, zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapSource(ListingSource):
    """A sitemap, or an index of them."""

    def _read(self, answer: Fetched) -> ListingPage:
        return read_sitemap(answer.body, answer.url)


def _told(visits: Visits, entered: Entered) -> RawArticle:
    """What a feed holds of an article."""
    item, listed = entered.item, entered.listed
    return RawArticle(
        locator=item.locator,
        name=listed.url or item.locator,
        kind="html",
        body=listed.page(),
        modified=listed.published or visits.means.now,
        url=item.url,
        link=None if item.url else listed.url,
        charset="utf-8",
        title=listed.title,
        level="teaser",
        is_entry=True,
    )


def _page(
    visits: Visits, item: SourceItem, rest: timedelta | None, *, forced: bool = False
) -> RawArticle | None:
    """The page of an item; None where it is what it was, or was asked a moment ago."""
    answer = visits.page(item, rest, forced=forced)
    if answer is None:
        return None
    body, charset = _utf8(answer)
    return RawArticle(
        locator=item.locator,
        name=answer.url,
        kind="html",
        body=body,
        modified=visits.means.now,
        url=answer.url,
        charset=charset,
        title=item.title,
        is_cut=_is_cut(answer.body),
    )


def _utf8(answer: Fetched) -> tuple[bytes, str | None]:
    """A body and its charset; one that is UTF-8 but for some bytes is made so."""
    text = mostly_utf8(answer.body)
    if text is None or text.count("\ufffd") == 0:
        return answer.body, answer.charset
    return text.encode(), "utf-8"


def _is_cut(body: bytes) -> bool:
    """Whether a page breaks off: it opens a document and never ends it."""
    lower = body.lower()
    return b"<html" in lower and b"</html" not in lower and b"</body" not in lower
