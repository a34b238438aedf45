"""A small article through every reader and every writer: what the installation can do, proved.

`ruznama doctor` runs these before any article of the user's is read.
"""

import json
from datetime import UTC, datetime, timedelta
from functools import cache

from articles.model import Article, SourceKind
from articles.read import read_article
from articles.revisions.revise import revise
from ruznama.edition.edition import Publication
from ruznama.edition.site import Site
from ruznama.pages.pictures import lack_of_pictures
from ruznama.publishing.publish import Publisher
from ruznama.publishing.storage.snapshot import Snapshot
from ruznama.sources.listings.syndication import read_feed
from ruznama.store.kept import Place

_AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
_TITLE = "مهرجان النخيل"
_LEAD = "ينطلق مهرجان النخيل في الواحة بحضور جمع من المزارعين، وتقام على هامشه سوق للتمور."
_TABLE = "التاريخ | الحدث |\n---|---|\n5 مارس 2026 | افتتاح السوق |\n7 مارس 2026 | حفل الختام |"
_ROWS = (
    "<tr><td>5 مارس 2026</td><td>افتتاح السوق</td></tr>"
    "<tr><td>7 مارس 2026</td><td>حفل الختام</td></tr>"
)
_EVENT = {"title": "افتتاح السوق", "start": {"value": "2026-03-05"}}
_DOCUMENT = {"schema": "article/1", "title": _TITLE, "timelines": [{"events": [_EVENT]}]}
_SAMPLES: dict[SourceKind, str] = {
    "text": f"{_TITLE}\n{_LEAD}\n{_TABLE}\n",
    "markdown": f"# {_TITLE}\n\n{_LEAD}\n\n{_TABLE}\n",
    "html": f"<article><h1>{_TITLE}</h1><p>{_LEAD * 3}</p><table>{_ROWS}</table></article>",
    "json": json.dumps(_DOCUMENT),
}
_URL = "https://news.example/1"
# Nothing on it says where its article is, nor in which charset it is.
_PAGE = (
    f"<html><body><div><a href='/'>الرئيسية</a></div><div><h1>{_TITLE}</h1>"
    f"<p>{_LEAD * 3}</p><p>{_LEAD * 2}</p><table>{_ROWS}</table></div></body></html>"
)
_SITE = Site(
    title="روزنامة",
    description="مقالات ومواعيدها",
    language="ar",
    base_url="https://almanac.example/",
    timezone="UTC",
    refresh=timedelta(hours=1),
    color="teal",
    feed_limit=10,
)


class SelfTestError(Exception):
    """A reader or writer does not do what it should."""


def try_readers() -> str:
    """Which formats the small article is read in.

    Raises:
        SelfTestError: no event was found in one.
    """
    for kind, text in _SAMPLES.items():
        article = read_article(text.encode(), name=f"sample.{kind}", at=_AT, kind=kind)
        _need_event(article, kind)
    return f"{', '.join(_SAMPLES)} are read"


def try_web() -> str:
    """How the small article is read from a page of an old site and from a feed.

    Raises:
        SelfTestError: no event was found in one.
        SourceError: the feed is none.
    """
    page = read_article(_PAGE.encode("windows-1256"), name=_URL, at=_AT, kind="html", url=_URL)
    _need_event(page, "a page")
    feed = _published().bodies["/feed.rss"]
    address = f"{_SITE.base_url}feed.rss"
    (listed,) = read_feed(feed.content, address, feed.content_type).items
    told = read_article(listed.page(), name=listed.url, at=_AT, kind="html", charset="utf-8")
    _need_event(told, "a feed")
    return "pages and feeds are read"


def try_writers() -> str:
    """How many paths a publication of the small article has, each form read back.

    Raises:
        SelfTestError: something of it could not be written or read back.
    """
    snapshot = _published()
    if snapshot.left_out:
        raise SelfTestError("; ".join(f"{what} {why}" for what, why in snapshot.left_out.items()))
    return f"{len(snapshot.bodies)} paths of a small article are written and read back"


def try_pictures() -> str:
    """Whether the picture of the small article is drawn, or what to do to have one.

    Raises:
        SelfTestError: it could not be drawn.
    """
    lack = lack_of_pictures()
    if lack is not None:
        return f"none are drawn: {lack}"
    snapshot = _published()
    if any(draw() is None for draw in snapshot.pictures.values()):
        raise SelfTestError("; ".join(snapshot.left_out.values()) or "no picture can be drawn")
    return "drawn with an Arabic font"


@cache
def _published() -> Snapshot:
    """A publication of the small article."""
    article = read_article(_SAMPLES["text"].encode(), name="sample.txt", at=_AT)
    revision = revise(None, article, _AT)
    publication = Publication(
        revisions=[revision],
        tombstones=(),
        counter=1,
        changed=_AT,
        places={revision.id: Place(source="sample", number=0)},
        numbered=1,
        withdrawn=None,
        revision={revision.id: revision}.__getitem__,
    )
    return Publisher(_SITE).publish(publication)


def _need_event(article: Article, where: str) -> None:
    if not any(timeline.events for timeline in article.timelines):
        message = f"no event of the sample is found in {where}"
        raise SelfTestError(message)
