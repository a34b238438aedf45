"""A small article through every reader and every writer: what the installation can do, proved.

`ruznama doctor` runs these before any article of the user's is read.
"""

import json
from datetime import UTC, datetime, timedelta

from articles.model import SourceKind
from articles.read import read_article
from articles.revisions.revise import revise
from ruznama.edition.edition import Publication
from ruznama.edition.site import Site
from ruznama.pages.pictures import Painter
from ruznama.publishing.publish import Publisher
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
    """What every reader found in the small article.

    Raises:
        SelfTestError: one found no event in it.
    """
    for kind, text in _SAMPLES.items():
        article = read_article(text.encode(), name=f"sample.{kind}", at=_AT, kind=kind)
        if not any(timeline.events for timeline in article.timelines):
            message = f"{kind}: no event is found in the sample"
            raise SelfTestError(message)
    return f"{', '.join(_SAMPLES)} are read"


def try_writers() -> str:
    """How many paths a publication of the small article has, each form read back.

    Raises:
        SelfTestError: something of it could not be written or read back.
    """
    article = read_article(_SAMPLES["text"].encode(), name="sample.txt", at=_AT)
    revision = revise(None, article, _AT)
    publication = Publication(
        revisions=[revision],
        tombstones=(),
        changed=_AT,
        places={revision.id: Place(source="sample", number=0)},
        numbered=1,
    )
    snapshot = Publisher(_SITE).publish(publication)
    if snapshot.left_out:
        message = "; ".join(f"{what} {why}" for what, why in snapshot.left_out.items())
        raise SelfTestError(message)
    return f"{len(snapshot.bodies)} paths of a small article are written and read back"


def try_fonts() -> str:
    """With which font pictures are drawn, or what to do to have them."""
    painter = Painter.found()
    if painter is None:
        return "no pictures are drawn: install a font that has Arabic, such as fonts-noto-core"
    return f"pictures are drawn with {painter.arabic.name}"
