"""The archive: by page the articles that are not in the feed, as they were numbered.

A page is a block of numbers, which no article ever changes; one that is full and in no feed is as
immutable as its articles. A page that was there once stays, though nothing may be in it any more.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ruznama.edition.index import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The archive of one publication.

    Attributes:
        pages: the ids of the articles in each.
        around: for each, the next older and the next newer page in which there is something.
    """

    pages: Sequence[AbstractSet[str]] = ()
    around: Sequence[tuple[int | None, int | None]] = ()

    @property
    def last(self) -> int | None:
        """The newest page in which there is something."""
        return max((page for page, ids in enumerate(self.pages) if ids), default=None)

    def renewed(self, before: "Archive", touched: AbstractSet[int]) -> Iterator[int]:
        """The pages that are not as they were, or in which an article changed."""
        for page, now in enumerate(zip(self.pages, self.around, strict=True)):
            known = page < len(before.pages)
            if page in touched or not known or now != (before.pages[page], before.around[page]):
                yield page


def archive(index: Index, numbered: int, limit: int) -> Archive:
    """The archive behind a feed of the newest `limit` entries; `numbered` articles ever were."""
    if numbered <= limit:
        return Archive()
    shown = {card.id for card in index.everything.articles.last(limit)}
    count = -(-numbered // index.page_size)
    pages = [frozenset(index.pages.get(page, ())) - shown for page in range(count)]
    return Archive(pages=pages, around=_around(pages))


def _around(pages: Sequence[AbstractSet[str]]) -> list[tuple[int | None, int | None]]:
    older = _before(list(enumerate(pages)))
    newer = _before(list(enumerate(pages))[::-1])[::-1]
    return list(zip(older, newer, strict=True))


def _before(pages: Sequence[tuple[int, AbstractSet[str]]]) -> list[int | None]:
    """For each page, the last one before it in which there is something."""
    told: list[int | None] = []
    last = None
    for page, ids in pages:
        told.append(last)
        last = page if ids else last
    return told
