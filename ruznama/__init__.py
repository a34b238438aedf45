"""Arabic news articles become a feed and a calendar that people can subscribe to.

    import ruznama
    ruznama.find_dates("تنطلق القمة في 23 سبتمبر 2025", at)
    article = ruznama.read_article(body, name="a.txt", at=at)
    calendar = ruznama.write_icalendar([ruznama.revise(None, article, at)])

What is in `__all__` is public; everything else may change. Names load on first use, so that
importing the package costs nothing.
"""

import logging
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.dates import DateContext, FoundDate, Undated, find_dates, find_times
    from articles.errors import DocumentError, ReadError, RuznamaError
    from articles.formats.document import read_document, write_article
    from articles.model import Article, Event, Timeline, When
    from articles.read import read_article
    from articles.revisions.known import EventRevision, Revision
    from articles.revisions.revise import revise
    from ruznama.writing import write_atom, write_icalendar, write_json_feed, write_rss

__all__ = [
    "Article",
    "DateContext",
    "DocumentError",
    "Event",
    "EventRevision",
    "FoundDate",
    "ReadError",
    "Revision",
    "RuznamaError",
    "Timeline",
    "Undated",
    "When",
    "__version__",
    "find_dates",
    "find_times",
    "read_article",
    "read_document",
    "revise",
    "write_article",
    "write_atom",
    "write_icalendar",
    "write_json_feed",
    "write_rss",
]

# A library says nothing of its own accord; `ruznama serve` sets its logs up.
logging.getLogger(__name__).addHandler(logging.NullHandler())

_HOMES = {
    "articles.dates": ("DateContext", "FoundDate", "Undated", "find_dates", "find_times"),
    "articles.formats.document": ("read_document", "write_article"),
    "articles.errors": ("DocumentError", "ReadError", "RuznamaError"),
    "articles.model": ("Article", "Event", "Timeline", "When"),
    "articles.read": ("read_article",),
    "articles.revisions.known": ("EventRevision", "Revision"),
    "articles.revisions.revise": ("revise",),
    "ruznama.writing": ("write_atom", "write_icalendar", "write_json_feed", "write_rss"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415  few ask for it

        return version("ruznama")
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOME[name]), name)
