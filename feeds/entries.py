"""An article and its history as an entry of a feed.

Dates come from the record of change, ids from the id that an article keeps for life; nothing here
depends on when it is run.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid5

from articles.addresses import http_url
from articles.blocks import Image, TextBlock
from articles.model import Article, Person, When
from articles.revisions.known import Revision, Tombstone
from articles.text import fold, one_line, rtl
from feeds.elements import instant, is_rtl, language_tag
from feeds.html.content import html
from feeds.model import AtomLink, Category, DeletedEntry, Entry

_NAMESPACE = UUID("b8f9a9d2-4f70-4d2e-8c38-3f5f6c1f0f27")
# What a date before feeds existed tells is that a Hijri year was taken for a Gregorian one; the
# W3C validator draws the same line.
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_EMAIL = re.compile(r"[<(\[]?[^\s<>()\[\]]+@[^\s<>()\[\]]+[>)\]]?")
_SUMMARY_LIMIT = 1000

# The words of the links below each article: "Add these dates to your calendar", "Read the article".
_ADD_TO_CALENDAR = "أضِف هذه المواعيد إلى تقويمك"
_READ_ON_SITE = "اقرأ المقال في موقعه"


def entry(revision: Revision, *, base_url: str) -> Entry:
    """The entry of an article.

    Args:
        revision: the article with its history.
        base_url: the site, with "/" at its end: the page of an article without an address of its
            own is `<base_url>articles/<id>/`.
    """
    article = revision.article
    language = language_tag(article.language)
    url = http_url(article.url or "") or f"{base_url}articles/{revision.id}/"
    links = tuple(_related(revision, base_url))
    read_on_site = AtomLink(rel="alternate", href=url, type="text/html", title=_READ_ON_SITE)

    def shown(text: str) -> str:
        return rtl(text) if is_rtl(language) else text

    summary = _summary(article, revision.id)
    return Entry(
        id=entry_id(revision.id),
        title=shown(_words(article.title) or summary),
        url=url,
        created=revision.created,
        published=_published(revision),
        updated=revision.updated,
        language=language,
        summary=shown(summary),
        content=html(article, base_url=base_url, links=(*links, read_on_site)),
        authors=tuple(_authors(article)),
        categories=tuple(_categories(article)),
        image=_image(article),
        links=links,
    )


def entry_id(article_id: str) -> str:
    """The URN of an article's entry: it outlives its title, its address and its section."""
    return uuid5(_NAMESPACE, article_id).urn


def deleted_entry(tombstone: Tombstone) -> DeletedEntry:
    """The tombstone of an article's entry."""
    return DeletedEntry(ref=entry_id(tombstone.id), when=tombstone.gone)


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """`entries` in the order of every feed: by date of publication, then by id."""
    return tuple(sorted(entries, key=lambda entry: (entry.published, entry.id), reverse=True))


def _published(revision: Revision) -> datetime:
    """When the article says it was published; when it was first seen if that cannot be.

    A time that was still to come when it was seen is never believed: the date would move.
    """
    told = revision.article.published
    moment = _moment(told) if told else None
    if moment is None or not _EARLIEST <= moment <= revision.created:
        return revision.created
    return moment


def _moment(when: When) -> datetime | None:
    """The moment of a time of day, or of the midnight that begins a day; None for less."""
    if when.grain == "day":
        when = replace(when, value=f"{when.value}T00:00", grain="minute")
    return instant(when)


def _summary(article: Article, article_id: str) -> str:
    """The article's own summary, else its first words; one line, never empty."""
    texts = (
        article.summary or "",
        *(block.text for block in article.blocks if isinstance(block, TextBlock)),
        article.title,
        article_id,
    )
    text = next(text for text in map(_words, texts) if text)
    if len(text) <= _SUMMARY_LIMIT:
        return text
    return one_line(text[:_SUMMARY_LIMIT].rpartition(" ")[0] or text[:_SUMMARY_LIMIT]) + "…"


def _words(text: str) -> str:
    """`text` on one line; empty where nothing of it can be seen."""
    line = one_line(text)
    return line if fold(line) else ""


def _authors(article: Article) -> Iterator[Person]:
    """Its authors, else its publisher; without e-mail addresses, which are harvested."""
    publisher = (article.publisher,) if article.publisher else ()
    named = [(author.name, author.url) for author in article.authors]
    seen = set()
    for name, url in named or [(name, None) for name in publisher]:
        bare = _words(_EMAIL.sub("", name))
        if bare and bare not in seen:
            seen.add(bare)
            yield Person(name=bare, url=http_url(url) if url else None)


def _categories(article: Article) -> Iterator[Category]:
    terms = map(_words, (article.section or "", *article.tags))
    return (Category(term=term) for term in dict.fromkeys(terms) if term)


def _image(article: Article) -> Image | None:
    image = article.image
    url = http_url(image.url, article.url or "") if image else None
    return replace(image, url=url) if image and url else None


def _related(revision: Revision, base_url: str) -> Iterator[AtomLink]:
    """The calendar of the article's events, where one of them has a day."""
    starts = [known.event.start for known in revision.events]
    if any(start.is_clock or start.grain == "day" for start in starts):
        yield AtomLink(
            rel="related",
            href=f"{base_url}articles/{revision.id}.ics",
            type="text/calendar",
            title=_ADD_TO_CALENDAR,
        )
