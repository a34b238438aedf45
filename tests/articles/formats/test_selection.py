"""CSS selectors of a site: what of its pages is the article, what stays and what goes."""

from datetime import UTC, datetime

import pytest

from articles.draft import Selectors
from articles.formats.html.selection import check_selector
from articles.model import Article
from articles.read import read_article

BODY = "<p>أعلنت الهيئة مواعيد الموسم الجديد، وقالت إن الأبواب تفتح كل يوم عند التاسعة صباحًا.</p>"
ROWS = "<tr><td>3 مارس 2026</td><td>الافتتاح</td></tr><tr><td>9 مارس 2026</td><td>الختام</td></tr>"
OTHER_ROWS = "<tr><td>1 مايو 2026</td><td>سباق</td></tr><tr><td>2 مايو 2026</td><td>عرض</td></tr>"
PAGE = f"""<html><head><title>مواعيد الموسم</title></head><body>
<aside class="dates"><table>{ROWS}</table></aside>
<article><h1>مواعيد الموسم</h1>{BODY * 4}<div class="agenda"><table>{OTHER_ROWS}</table></div>
<p>اقرأ <span class="promo">واشترك الآن</span> المزيد عن الموسم في صفحتنا، ففيها كل الأخبار.</p>
<div class="related"><h4>خبر من مكان آخر</h4></div></article>
<section id="notice">{BODY.replace("الهيئة", "الوزارة") * 4}</section></body></html>"""


def read(**selectors: object) -> Article:
    return read_article(
        PAGE.encode(),
        name="a.html",
        at=datetime(2026, 2, 1, tzinfo=UTC),
        selectors=Selectors(**selectors),  # type: ignore[arg-type]
    )


def titles(article: Article) -> list[str]:
    return [event.title for timeline in article.timelines for event in timeline.events]


def dropped(article: Article) -> dict[str, str]:
    return {line.text: line.rule for line in article.dropped}


def test_without_selectors_the_page_decides() -> None:
    assert titles(read()) == ["سباق", "عرض"]


def test_what_is_dropped_is_gone_and_told() -> None:
    """Even a timeline, even words inside a paragraph."""
    article = read(drop=(".agenda", ".promo"))
    assert titles(article) == []
    assert dropped(article)["واشترك الآن"] == "css .promo"
    assert "css .agenda" in dropped(article).values()
    assert not any("واشترك" in str(block) for block in article.blocks)


def test_what_is_kept_comes_in_from_anywhere() -> None:
    """From beside the article, in the order of the page; from inside it against all suspicion."""
    assert titles(read(keep=(".dates",))) == ["الافتتاح", "الختام", "سباق", "عرض"]
    assert "خبر من مكان آخر" in dropped(read())
    assert "خبر من مكان آخر" not in dropped(read(keep=(".related",)))


def test_the_article_is_where_the_selector_says() -> None:
    article = read(article="#notice")
    assert titles(article) == []
    assert "الوزارة" in (article.summary or "")


def test_a_selector_that_matches_nothing_is_noted() -> None:
    """A site that has been built anew."""
    article = read(article=".gone")
    assert titles(article) == ["سباق", "عرض"]
    assert [note.code for note in article.notes] == ["selector-missed"]


@pytest.mark.parametrize("selector", ["a[", "..x", "p:frobnicate", ""])
def test_no_selector_is_refused(selector: str) -> None:
    with pytest.raises(ValueError, match="is no CSS selector"):
        check_selector(selector)
