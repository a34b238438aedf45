"""Parts of the whole that one can subscribe to alone: a source, a category, a tag.

Which tags get an address of their own is settled by who was there first, so that an address that
somebody subscribed to does not go away because another tag has become more frequent. An address is
for life: it stays when nothing is in it any more, and tells what left.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from articles.model import Article
from articles.text import fold, one_line
from ruznama.edition.card import Card

_MOST_NAMED = 100  # categories and tags
_MOST_LEFT = 100  # articles that left a slice, the last ones
_LONGEST_SLUG = 60
_NO_SLUG = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One part.

    Attributes:
        slug: in its address; letters of any language, digits and "-".
        name: for people.
        of_source: whether it is a source, no category or tag.
        ids: of its articles.
        left: the ids of articles that left it, and when.
    """

    slug: str
    name: str
    of_source: bool
    ids: AbstractSet[str]
    left: Mapping[str, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSlice:
    """What is kept of a slice for life: its address, its name, what left it.

    Attributes:
        slug: in its address.
        key: the folded name of a category or tag; "" of a source.
        name: for people.
        left: the ids of articles that left it, and when; the last ones.
    """

    slug: str
    key: str
    name: str
    left: dict[str, datetime]


class Slices:
    """Every source, then categories and tags, as many as are offered."""

    def __init__(self, titles: Mapping[str, str], renamed: Mapping[str, str]) -> None:
        """`titles` are those of the sources that are configured; `renamed` old names and new."""
        self._titles = titles
        self._renamed = {slug_of(old): new for old, new in renamed.items()}
        self._sources = {name: _Held(name, "", title) for name, title in titles.items()}
        self._named: dict[str, _Held] = {}
        self._taken = set(titles)
        self._news = set(titles)

    def offered(self) -> list[Slice]:
        """All sources, and all names that are or were of any article, in the order of letters."""
        named = (self._named[key] for key in sorted(self._named))
        held = [*self._sources.values(), *named]
        there = {slug_of(each.slug) for each in held}
        over = {old for old, new in self._renamed.items() if slug_of(new) in there}
        return [
            Slice(
                slug=each.slug,
                name=each.name,
                of_source=not each.key,
                ids=each.ids,
                left=each.left,
            )
            for each in held
            if each.ids or each.slug in self._titles or slug_of(each.slug) not in over
        ]

    def recall(self, known: Iterable[KnownSlice]) -> None:
        """Takes in what is kept of slices, by whoever offered them."""
        for one in known:
            place = self._named if one.key else self._sources
            held = place.setdefault(one.key or one.slug, _Held(one.slug, one.key, one.name))
            held.left = dict(one.left)
            self._taken.add(one.slug)
            self._news.discard(one.slug)

    def news(self) -> list[KnownSlice]:
        """What is to be kept of slices, since this was last asked."""
        news, self._news = self._news, set()
        return [each.known() for each in self._all() if each.slug in news]

    def put(self, card: Card) -> frozenset[str]:
        """Takes in an article; the slugs of the slices that it is in."""
        held = [self._sources[card.place.source]] if card.place.source in self._sources else []
        held += filter(None, map(self._of_term, card.terms))
        for each in held:
            each.ids.add(card.id)
            if each.left.pop(card.id, None):
                self._news.add(each.slug)
        return frozenset(each.slug for each in held)

    def drop(self, card: Card) -> None:
        """Takes out an article."""
        for each in self._all():
            each.ids.discard(card.id)

    def leave(self, article_id: str, slugs: AbstractSet[str], at: datetime) -> None:
        """Remembers that an article left slices."""
        for each in self._all() if slugs else ():
            if each.slug in slugs:
                each.leave(article_id, at)
                self._news.add(each.slug)

    def _all(self) -> Iterator["_Held"]:
        yield from self._sources.values()
        yield from self._named.values()

    def _of_term(self, term: str) -> "_Held | None":
        """The slice of a category or tag; two spellings of one name are one slice."""
        term = self._renamed.get(slug_of(term), term)
        key, slug = fold(term), slug_of(term)
        if key in self._named:
            return self._named[key]
        if not key or not slug or len(self._named) >= _MOST_NAMED:
            return None
        free = _free(slug, self._taken)
        self._taken.add(free)
        self._news.add(free)
        return self._named.setdefault(key, _Held(free, key, term))


@dataclass(slots=True)
class _Held:
    slug: str
    key: str
    name: str
    ids: set[str] = field(default_factory=set)
    left: dict[str, datetime] = field(default_factory=dict)

    def leave(self, article_id: str, at: datetime) -> None:
        last = [*self.left.items(), (article_id, at)][-_MOST_LEFT:]
        self.left = dict(last)

    def known(self) -> KnownSlice:
        return KnownSlice(slug=self.slug, key=self.key, name=self.name, left=dict(self.left))


def terms(article: Article) -> Iterable[str]:
    """The section and the tags of an article."""
    return filter(None, map(one_line, (article.section or "", *article.tags)))


def slug_of(name: str) -> str:
    """A name as an address writes it."""
    return _NO_SLUG.sub("-", name.lower()).strip("-")[:_LONGEST_SLUG].rstrip("-")


def _free(slug: str, taken: AbstractSet[str]) -> str:
    """The slug, or one that is no source's, no year's and no other name's."""
    if slug.isdecimal():
        slug = f"tag-{slug}"
    tried = (slug if number == 1 else f"{slug}-{number}" for number in count(1))
    return next(each for each in tried if each not in taken)
