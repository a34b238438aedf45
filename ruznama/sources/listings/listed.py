"""What feeds and sitemaps list: the addresses of articles, when they are from, what they hold."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

ENTRY_CSS = "article"  # of the element of `Listed.page` that holds it
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_MARKUP = re.compile(r"<[a-z/!][^>]*>", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that goes with an article."""

    url: str
    media_type: str = ""

    @property
    def is_image(self) -> bool:
        """Whether it is a picture."""
        return self.media_type.startswith("image")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article that a feed or a sitemap tells.

    Attributes:
        url: "" where it tells none.
        guid: what the listing calls it, for life.
        title: one line of text.
        content: HTML; the longest that it holds.
        publisher: who told it first.
    """

    url: str = ""
    guid: str = ""
    title: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    content: str = ""
    language: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()

    @property
    def order(self) -> datetime:
        """For the newest first; what tells no time comes last."""
        return self.published or self.updated or _EARLIEST

    @property
    def says_something(self) -> bool:
        """Whether it is an article by itself, be it a title alone."""
        return bool(self.title) or self.holds_text

    @property
    def holds_text(self) -> bool:
        """Whether it says more than its title."""
        return bool(_MARKUP.sub("", self.content).strip())

    def page(self) -> bytes:
        """What is told of the article as a page of its own, to be read like any other."""
        language = escape(self.language or "ar")
        title = escape(self.title)
        files = "".join(_link(each.url) for each in self.enclosures if not each.is_image)
        return (
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">{self._head()}'
            f"<title>{title}</title></head><body><article>"
            f"<h1>{title}</h1>{self.content}{files}</article></body></html>"
        ).encode("utf-8", "replace")

    def _head(self) -> str:
        told = [("property", "article:published_time", moment) for moment in _iso(self.published)]
        told += [("property", "article:modified_time", moment) for moment in _iso(self.updated)]
        told += [("name", "author", author) for author in self.authors]
        told += [("property", "article:tag", category) for category in self.categories]
        told += [("property", "og:site_name", self.publisher)] if self.publisher else []
        pictures = [each.url for each in self.enclosures if each.is_image]
        told += [("property", "og:image", picture) for picture in pictures[:1]]
        return "".join(
            f'<meta {kind}="{name}" content="{escape(value)}">' for kind, name, value in told
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPage:
    """What one answer lists.

    Attributes:
        items: in its order.
        more: the listings that it names, those that changed last first.
        is_cut: whether its end is missing.
    """

    items: tuple[Listed, ...] = ()
    more: tuple[str, ...] = ()
    is_cut: bool = False


def _link(url: str) -> str:
    name = url.rpartition("/")[2] or url
    return f'<p><a href="{escape(url)}">{escape(name)}</a></p>'


def _iso(moment: datetime | None) -> list[str]:
    return [moment.isoformat()] if moment else []
