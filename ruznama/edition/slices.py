"""Parts of the whole that one can subscribe to alone: a source, a category, a tag.

Which tags get an address of their own is settled by who was there first, so that an address that
somebody subscribed to does not go away because another tag has become more frequent.
"""

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import count

from articles.model import Article
from articles.text import fold, one_line
from ruznama.edition.card import Card

_MOST_NAMED = 100  # categories and tags
_LONGEST_SLUG = 60
_NO_SLUG = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One part.

    Attributes:
        slug: in its address; letters of any language, digits and "-".
        name: for people.
        ids: of its articles.
    """

    slug: str
    name: str
    ids: AbstractSet[str]


class Slices:
    """Every source, then categories and tags, as many as are offered."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        """`titles` are those of the sources that are configured, by name."""
        self._sources = {name: _Held(name, title) for name, title in titles.items()}
        self._named: dict[str, _Held] = {}
        self._taken = set(titles)

    def offered(self) -> list[Slice]:
        """All sources, and all names that are or were of any article, in the order of letters."""
        named = (self._named[key] for key in sorted(self._named))
        held = [*self._sources.values(), *named]
        return [Slice(slug=each.slug, name=each.name, ids=each.ids) for each in held]

    def put(self, card: Card) -> frozenset[str]:
        """Takes in an article; the slugs of the slices that it is in."""
        held = [self._sources[card.place.source]] if card.place.source in self._sources else []
        held += filter(None, map(self._of_term, card.terms))
        for each in held:
            each.ids.add(card.id)
        return frozenset(each.slug for each in held)

    def drop(self, card: Card) -> None:
        """Takes out an article."""
        for each in (*self._sources.values(), *self._named.values()):
            each.ids.discard(card.id)

    def _of_term(self, term: str) -> "_Held | None":
        """The slice of a category or tag; two spellings of one name are one slice."""
        key, slug = fold(term), _slug(term)
        if key in self._named:
            return self._named[key]
        if not key or not slug or len(self._named) >= _MOST_NAMED:
            return None
        free = _free(slug, self._taken)
        self._taken.add(free)
        return self._named.setdefault(key, _Held(free, term))


class _Held:
    def __init__(self, slug: str, name: str) -> None:
        self.slug, self.name = slug, name
        self.ids: set[str] = set()


def terms(article: Article) -> Iterable[str]:
    """The section and the tags of an article."""
    return filter(None, map(one_line, (article.section or "", *article.tags)))


def _slug(name: str) -> str:
    return _NO_SLUG.sub("-", name.lower()).strip("-")[:_LONGEST_SLUG].rstrip("-")


def _free(slug: str, taken: AbstractSet[str]) -> str:
    """The slug, or one that is no source's, no year's and no other name's."""
    if slug.isdecimal():
        slug = f"tag-{slug}"
    tried = (slug if number == 1 else f"{slug}-{number}" for number in count(1))
    return next(each for each in tried if each not in taken)
