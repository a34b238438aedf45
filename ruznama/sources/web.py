"""Sources on the web: single pages, a newspaper's own feed, a sitemap; asked as good citizens ask.

What a feed or a sitemap tells no more stays: they tell only what is newest. One that cannot be had
keeps all of its articles.
"""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from functools import partial
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field

from ruznama.errors import FetchError, SourceError
from ruznama.sources.addresses import WebAddress
from ruznama.sources.answers import Fetched
from ruznama.sources.listed import Listed, read_feed, read_sitemap
from ruznama.sources.run import Run
from ruznama.sources.source import Means, NewsSource, RawArticle, SourceReport
from ruznama.sources.visits import Visits

_PAGE_REST = timedelta(hours=1)  # before a page that a feed or sitemap tells is asked again
_MOST_SITEMAPS = 20


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
        run, visits = Run(self, means), Visits(self.every, means)
        for url in self.addresses:
            run.guarded(url, partial(_page, visits, url, self.every / 2))
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
        """Asks for the listing, then for the articles that it tells."""
        run, visits = Run(self, means), Visits(self.every, means)
        try:
            listed = self._newest(self._listed(visits))
        except (FetchError, SourceError) as error:
            run.fail(self.url, error)
            run.report.try_at = visits.next_at(self.url)
            return run.report
        for one in listed:
            run.guarded(one.url, partial(self._article, visits, one))
        if run.report.failures:  # a listing that does not change would never name them again
            visits.forget_validators(self.url)
        return run.report

    def _listed(self, visits: Visits) -> list[Listed]:
        """What the listing tells, and those that it names."""
        waiting = [self.url]
        found: list[Listed] = []
        for _ in range(_MOST_SITEMAPS):
            if not waiting:
                break
            answer = visits.get(waiting.pop(0), self.every / 2)
            if answer is not None:
                told, more = self._read(answer)
                found += told
                waiting += more
        return found

    def _newest(self, found: Sequence[Listed]) -> list[Listed]:
        wanted = [one for one in found if fnmatchcase(one.url, self.match)]
        dated = sorted(wanted, key=lambda one: one.order, reverse=True)
        return list({one.url: one for one in dated}.values())[: self.limit]

    def _article(self, visits: Visits, listed: Listed) -> RawArticle | None:
        """The page of an article that is listed."""
        return _page(visits, listed.url, _PAGE_REST)

    @abstractmethod
    def _read(self, answer: Fetched) -> tuple[list[Listed], list[str]]:
        """The articles that a listing tells, and the listings that it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSource(ListingSource):
    """A newspaper's own feed.

    Attributes:
        full_text: whether its articles are read from their pages.
    """

    full_text: bool = True

    def _article(self, visits: Visits, listed: Listed) -> RawArticle | None:
        """The page of an article, else what the feed holds of it."""
        if self.full_text:
            try:
                return _page(visits, listed.url, _PAGE_REST)
            except FetchError:
                if not listed.content:
                    raise
        return RawArticle(
            locator=listed.url,
            name=listed.url,
            kind="html",
            body=listed.page(),
            modified=listed.published or visits.means.now,
            url=listed.url,
            charset="utf-8",
        )

    def _read(self, answer: Fetched) -> tuple[list[Listed], list[str]]:
        return read_feed(answer.body, answer.url, answer.content_type), []


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapSource(ListingSource):
    """A sitemap, or an index of them."""

    def _read(self, answer: Fetched) -> tuple[list[Listed], list[str]]:
        return read_sitemap(answer.body, answer.url)


def _page(visits: Visits, url: str, rest: timedelta) -> RawArticle | None:
    """The page at an address; None where it is what it was, or was asked a moment ago."""
    visits.means.outside.check_robots(url)
    answer = visits.get(url, rest)
    if answer is None:
        return None
    return RawArticle(
        locator=url,
        name=answer.url,
        kind="html",
        body=answer.body,
        modified=visits.means.now,
        url=answer.url,
        charset=answer.charset,
    )
