"""Parts of the whole that one can subscribe to alone: a source, a category, a tag.

Which tags get an address of their own is settled by who was there first, so that an address that
somebody subscribed to does not go away because another tag has become more frequent.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from articles.revisions.known import Revision
from articles.text import fold, one_line
from ruznama.store.kept import Place

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
    ids: frozenset[str]


def slices(
    revisions: Sequence[Revision], places: Mapping[str, Place], titles: Mapping[str, str]
) -> list[Slice]:
    """Every source of `titles`, then categories and tags, as many as are offered.

    Args:
        revisions: every article.
        places: where each belongs.
        titles: of the sources that are configured, by name.
    """
    by_source: dict[str, set[str]] = {name: set() for name in titles}
    for revision in revisions:
        place = places.get(revision.id)
        if place and place.source in by_source:
            by_source[place.source].add(revision.id)
    sources = [
        Slice(slug=name, name=titles[name], ids=frozenset(ids)) for name, ids in by_source.items()
    ]
    return [*sources, *_named(revisions, taken=set(titles))]


def _named(revisions: Sequence[Revision], taken: set[str]) -> Iterator[Slice]:
    """Categories and tags; two spellings of one name are one slice."""
    names: dict[str, str] = {}
    slugs: dict[str, str] = {}
    ids: dict[str, set[str]] = {}
    for revision in sorted(revisions, key=lambda one: (one.created, one.id)):
        for name in terms(revision):
            key = fold(name)
            slug = _slug(name)
            if not key or not slug or (key not in ids and len(ids) >= _MOST_NAMED):
                continue
            if key not in ids:
                slugs[key] = _free(slug, taken)
                taken.add(slugs[key])
            names.setdefault(key, name)
            ids.setdefault(key, set()).add(revision.id)
    for key, held in ids.items():
        yield Slice(slug=slugs[key], name=names[key], ids=frozenset(held))


def terms(revision: Revision) -> Iterable[str]:
    """The section and the tags of an article."""
    article = revision.article
    return filter(None, map(one_line, (article.section or "", *article.tags)))


def _slug(name: str) -> str:
    return _NO_SLUG.sub("-", name.lower()).strip("-")[:_LONGEST_SLUG].rstrip("-")


def _free(slug: str, taken: set[str]) -> str:
    """The slug, or one that is no source's, no year's and no other name's."""
    if slug.isdecimal():
        slug = f"tag-{slug}"
    tried = (slug if number == 1 else f"{slug}-{number}" for number in count(1))
    return next(each for each in tried if each not in taken)
