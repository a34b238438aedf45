"""Articles as they are found: by words, tag or source, compared folded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from articles.asking import holds
from articles.blocks import ListBlock, TableBlock, TextBlock
from articles.revisions.known import Revision
from articles.text import fold
from feeds.choices import FeedChoices
from feeds.entries import entry, newest_first
from feeds.model import Entry
from ruznama.edition.slices import terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """An entry with what it can be chosen by, folded."""

    entry: Entry
    revision: Revision
    source: str
    text: str
    terms: frozenset[str]
    origins: frozenset[str]


def findable(revision: Revision, source: str, base_url: str) -> Findable:
    """An article of a source, with its entry."""
    article = revision.article
    hosts = (urlsplit(article.url or "").hostname, urlsplit(article.source.name).hostname)
    return Findable(
        entry=entry(revision, base_url=base_url),
        revision=revision,
        source=source,
        text=fold("\n".join(_texts(revision))),
        terms=frozenset(map(fold, terms(revision))),
        origins=frozenset(fold(each) for each in (source, article.publisher, *hosts) if each),
    )


def in_order(items: Iterable[Findable]) -> list[Findable]:
    """The articles, the newest first."""
    by_id = {item.entry.id: item for item in items}
    return [by_id[one.id] for one in newest_first(item.entry for item in by_id.values())]


def is_wanted(item: Findable, choices: FeedChoices) -> bool:
    """Whether an article is among those that a reader asks for."""
    return (
        (choices.words is None or holds(item.text, choices.words))
        and (choices.tag is None or fold(choices.tag) in item.terms)
        and (choices.source is None or fold(choices.source) in item.origins)
    )


def _texts(revision: Revision) -> Iterator[str]:
    article = revision.article
    yield article.title
    yield article.summary or ""
    for block in article.blocks:
        match block:
            case TextBlock(text=text):
                yield text
            case ListBlock(items=items):
                yield from (item.text for item in items)
            case TableBlock(rows=rows):
                yield from (cell.text for row in rows for cell in row.cells)
            case _:
                pass
