"""What readers see of an article, and whether two readings show the same of it."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass

from articles.blocks import At
from articles.model import Article

# What the calendar shows of an article with each of its events, and what else readers see of it.
_SHOWN_BY_EVENTS = ("title", "url", "language", "publisher", "section", "tags", "image")
_TEXT = ("summary", "published", "authors", "blocks")


def shows_same(article: Article, previous: Article) -> bool:
    """Whether readers see the same of two readings, wherever it stood in the source."""
    return _same(article, previous, _SHOWN_BY_EVENTS + _TEXT)


def events_show_same(article: Article, previous: Article) -> bool:
    """Whether each event shows the same of the article that tells it."""
    return _same(article, previous, _SHOWN_BY_EVENTS)


def _same(article: Article, previous: Article, names: Iterable[str]) -> bool:
    return all(_alike(getattr(article, name), getattr(previous, name)) for name in names)


def _alike(one: object, other: object) -> bool:
    """Whether two values of the model say the same, wherever they stood in the source."""
    if isinstance(one, At):
        return True
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_alike, one, other))
    if is_dataclass(one) and type(one) is type(other):
        return all(
            _alike(getattr(one, part.name), getattr(other, part.name)) for part in fields(one)
        )
    return one == other
