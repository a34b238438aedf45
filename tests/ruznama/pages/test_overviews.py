"""The pages that show many articles: each told once, by pages and years; what is ours is said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from articles.model import When
from articles.revisions.known import Revision
from articles.revisions.revise import revise
from exporters.dated import listings
from ruznama.pages.events import occasions
from ruznama.pages.timescale import scale
from ruznama.pages.wording import Wording
from ruznama.publishing.publish import Publisher
from tests.builders import HOUR, START, article, event, first_reading, publication
from tests.ruznama.pages.test_pages import page, publish
from tests.ruznama.publishing.test_publish import SITE

WORDING = Wording("ar", "Asia/Riyadh")


def told_by(name: str, *days: str) -> Revision:
    """An article and its events."""
    given = article([event(f"جلسة {name} {day}", day) for day in days])
    return revise(None, replace(given, id=name, title=f"برنامج {name}"), START)


def many(count: int) -> list[Revision]:
    return [told_by(f"a{n:03}", f"2025-09-{n % 28 + 1:02}") for n in range(count)]


def test_the_events_of_an_article_are_told_under_it_once() -> None:
    """Also where those of another come between."""
    both = [told_by("one", "2025-09-23", "2025-09-25"), told_by("two", "2025-09-24", "2025-09-26")]
    root = page(publish(both), "/")
    told = root.find_class("told")
    assert [each.findtext(".//h3//bdi") for each in told] == ["برنامج one", "برنامج two"]
    assert [len(each.findall(".//li")) for each in told] == [2, 2]
    assert root.find_class("from") == []


@pytest.mark.parametrize("dated", [True, False])
def test_an_article_without_a_date_says_when_it_was_added(*, dated: bool) -> None:
    """Our first sight of it is no date of publication, neither for people nor for programs."""
    given = article([event("جلسة", "2025-09-23")])
    published = When(value="2025-08-01", grain="day") if dated else None
    revision = revise(None, replace(given, published=published), START)
    snapshot = publish([revision])
    for path in ("/", "/archive/", "/articles/summit/"):
        assert ("أُضيف:" in page(snapshot, path).text_content()) is not dated, path
    content = snapshot.bodies["/articles/summit/"].content.decode()
    assert ("datePublished" in content) is dated
    assert ("article:published_time" in content) is dated


def test_a_year_leads_to_each_of_its_days_with_events() -> None:
    """Twelve months; a day with events leads to its cell on the page of its month."""
    days = ("2024-12-31", "2025-02-03", "2025-02-03", "2025-09-23", "2027-01-01")
    snapshot = publish([told_by("summit", *days)])
    root = page(snapshot, "/events/2025/")
    assert len(root.xpath("//ol[@class='year']/li")) == 12
    links = root.xpath("//ol[@class='year']//td/a/@href")
    assert links == ["/events/2025/02/#2025-02-03", "/events/2025/09/#2025-09-23"]
    for link in links:
        path, _, day = link.partition("#")
        assert page(snapshot, path).get_element_by_id(day) is not None
    turn = {each: root.xpath(f"//a[@rel='{each}']/@href") for each in ("prev", "next")}
    assert turn == {"prev": ["/events/2024/"], "next": ["/events/2027/"]}


def test_arrows_point_to_where_time_comes_from_and_goes() -> None:
    """To the right lies what was before, where one writes from there."""
    snapshot = publish([told_by("summit", "2025-08-01", "2025-09-23", "2025-10-01")])
    turn = page(snapshot, "/events/2025/09/").find_class("turn")[0]
    words = [" ".join(link.text_content().split()) for link in turn]
    assert words == ["→ أغسطس 2025", "2025", "أكتوبر 2025 ←"]


def test_all_articles_are_in_pages_that_a_new_one_does_not_move() -> None:
    """From the newest on, page by page, each article once; the first page is never almost empty."""
    publisher = Publisher(replace(SITE, sources=(("news", "الأخبار"),)), served=True)
    held = many(60)
    first = publisher.publish(publication(held, START + HOUR))
    path, seen, pages = "/archive/", [], []
    while path:
        root = page(first, path)
        seen += root.xpath("//ol[@class='list']//a/@href")
        pages.append(path)
        path = next(iter(root.xpath("//a[@rel='next']/@href")), "")
    assert len(seen) == len(set(seen)) == 60
    assert pages == ["/archive/", "/archive/1/"]
    assert page(first, "/archive/1/").xpath("//a[@rel='prev']/@href") == ["/archive/2/"]
    second = publisher.publish(publication([*held, *many(61)[60:]], START + 2 * HOUR))
    same = [name for name in ("/archive/1/", "/archive/2/") if _same(first, second, name)]
    assert same == ["/archive/1/", "/archive/2/"]
    assert not _same(first, second, "/archive/")


def _same(first: object, second: object, path: str) -> bool:
    return first.bodies[path].content == second.bodies[path].content  # type: ignore[attr-defined]


def test_what_is_dense_on_the_line_is_one_mark_with_a_number() -> None:
    """Forty events of one week and one of the year before are no clump of dots."""
    week = [f"2025-09-{20 + n % 7}" for n in range(40)]
    drawn = scale(_shown(["2024-09-20", *week]), WORDING)
    assert drawn is not None
    assert [mark.count for mark in drawn.marks] == [1, 40]
    assert drawn.lanes == 1
    few = scale(_shown(["2024-09-20", *week[:4]]), WORDING)
    assert few is not None
    assert [mark.count for mark in few.marks] == [1] * 5


@pytest.mark.parametrize("span", [1, 3, 9, 40, 400, 4000])
def test_the_words_of_a_day_stand_under_it_and_within_the_line(span: int) -> None:
    """A label that is moved to have room says a day where none is."""
    last = date(2025, 9, 20) + timedelta(days=span)
    drawn = scale(_shown(["2025-09-20", last.isoformat()]), WORDING)
    assert drawn is not None
    assert all(9 <= tick.x <= 91 for tick in drawn.ticks)
    assert {mark.x for mark in drawn.marks} == {9, 91}


def _shown(days: Sequence[str]) -> list[object]:
    rows = [event(f"حدث {n}", day) for n, day in enumerate(days)]
    return occasions(listings([first_reading(rows)], SITE.base_url), WORDING, "/")  # type: ignore[return-value]


def test_the_letter_of_the_era_never_stands_alone() -> None:
    """A narrow phone breaks lines at spaces."""
    assert WORDING.hijri(date(2025, 9, 23)).endswith("1447\N{NO-BREAK SPACE}هـ")
    assert WORDING.moment(datetime(2025, 9, 23, tzinfo=UTC)) == "23 سبتمبر 2025"
