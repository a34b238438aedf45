"""Author and dates are read alike from HTML, Markdown and text."""

from datetime import UTC, datetime

import pytest

from articles.model import SourceKind
from articles.read import read_article

AT = datetime(2026, 2, 1, tzinfo=UTC)
TITLE = "بيت التراث يفتح أبوابه للزوار"
LEAD = "فتح بيت التراث في الواحة أبوابه أمام الزوار بعد ترميم طال أعوامًا، ويضم الآن قاعات عدة."
REST = "وتقول إدارته إن البيت يعرض أدوات الخطاطين والنساجين، وإن الدخول إليه بلا رسوم."


def _page(kind: SourceKind, lines: list[str]) -> str:
    match kind:
        case "text":
            return "\n".join([TITLE, *lines, "", LEAD, REST])
        case "markdown":
            return "\n\n".join([f"# {TITLE}", *lines, LEAD, REST])
        case _:
            parts = "".join(f"<p>{line}</p>" for line in [*lines, LEAD, REST])
            return f"<article><h1>{TITLE}</h1>{parts}</article>"


@pytest.mark.parametrize("kind", ["text", "markdown", "html"])
@pytest.mark.parametrize(
    ("lines", "authors", "published", "modified"),
    [
        (["تقرير: سالم النجدي"], ["سالم النجدي"], None, None),
        (["بقلم سالم النجدي وهدى الراوي"], ["سالم النجدي", "هدى الراوي"], None, None),
        (["كتب: سالم النجدي", "نُشر في: 21 يناير 2026"], ["سالم النجدي"], "2026-01-21", None),
        (["إعداد - هدى الراوي", "21 يناير 2026"], ["هدى الراوي"], "2026-01-21", None),
        (["تاريخ النشر 21 يناير 2026", "آخر تحديث 22 يناير 2026"], [], "2026-01-21", "2026-01-22"),
    ],
)
def test_the_head_is_read_alike_in_every_format(
    kind: SourceKind,
    lines: list[str],
    authors: list[str],
    published: str | None,
    modified: str | None,
) -> None:
    """Nothing of it stays in the text, and nothing of the text goes with it."""
    article = read_article(_page(kind, lines).encode(), name="page", at=AT, kind=kind)
    assert article.title == TITLE
    assert [person.name for person in article.authors] == authors
    told = [when and when.value for when in (article.published, article.modified)]
    assert told == [published, modified]
    assert [getattr(block, "text", None) for block in article.blocks] == [LEAD, REST]


@pytest.mark.parametrize("kind", ["text", "markdown", "html"])
def test_dates_over_their_events_are_no_date_of_publication(kind: SourceKind) -> None:
    """Several dates alone on their lines are a timeline, also where no text stands before them."""
    lines = ["10 مارس 2026", "وصول الخطاطين", "11 مارس 2026", "افتتاح المعرض"]
    article = read_article(_page(kind, lines).encode(), name="page", at=AT, kind=kind)
    assert article.published is None
    found = [event.title for timeline in article.timelines for event in timeline.events]
    assert found == ["وصول الخطاطين", "افتتاح المعرض"]


@pytest.mark.parametrize("kind", ["text", "markdown", "html"])
@pytest.mark.parametrize(
    "line",
    ["ما حدث قبل 15 أبريل 2023", "نشر المتحف كتابًا عن تاريخ الخط في الواحة يوم 15 أبريل 2023"],
)
def test_news_with_a_date_is_no_date_of_publication(kind: SourceKind, line: str) -> None:
    """Words that publication and news share do not make a line the date of the article."""
    article = read_article(_page(kind, [line]).encode(), name="page", at=AT, kind=kind)
    assert (article.published, article.modified) == (None, None)
    assert line in [getattr(block, "text", None) for block in article.blocks]
