"""Feeds beside the one feed: its archive, its slices, what is asked for, what is new."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote, unquote, urlsplit

import feedparser
import lxml.etree
import pytest

from articles.errors import ChoiceError
from articles.revisions.known import Revision
from articles.revisions.revise import revise
from feeds.entries import entry_id
from feeds.formats import FORMATS as FEED_FORMATS
from ruznama.publishing.publish import Publisher
from ruznama.publishing.snapshot import Body, Snapshot
from tests.builders import HOUR, START, article, publication
from tests.ruznama.publishing.test_publish import SITE

LATER = START + 1000 * HOUR
SOURCES = (("news", "الأخبار"), ("sport", "الرياضة"))
ATOM = "{http://www.w3.org/2005/Atom}"
FORMATS = [form.suffix for form in FEED_FORMATS]


def told(number: int, **fields: object) -> Revision:
    """An article that was first seen in an hour of its own."""
    mine = replace(article(), id=f"a{number}", title=f"خبر {number}", **fields)  # type: ignore[arg-type]
    return revise(None, mine, START + number * HOUR)


def published(
    revisions: Sequence[Revision],
    publisher: Publisher | None = None,
    changed: datetime = LATER,
    **site: object,
) -> Snapshot:
    publisher = publisher or Publisher(replace(SITE, sources=SOURCES, **site))  # type: ignore[arg-type]
    return publisher.publish(
        publication(
            revisions,
            changed,
            of=lambda one: "sport" if "مباراة" in one.article.title else "news",
        )
    )


def ids(body: Body | None) -> list[str]:
    assert body is not None
    if body.content_type.startswith("application/feed+json"):
        return [item["id"] for item in json.loads(body.content)["items"]]
    feed = feedparser.parse(body.content)
    assert not feed.bozo
    return [item.id for item in feed.entries]


def walked(snapshot: Snapshot, form: str) -> list[list[str]]:
    """The ids of the feed and of each page of its archive, as a reader walks them."""
    pages, path = [], f"/feed.{form}"
    while path:
        body = snapshot.bodies[path]
        pages.append(ids(body))
        path = urlsplit(_older(body) or "").path
    return pages


def _older(body: Body) -> str | None:
    if body.content_type.startswith("application/feed+json"):
        return json.loads(body.content).get("next_url")
    root = lxml.etree.fromstring(body.content)
    links = {link.get("rel"): link.get("href") for link in root.iter(f"{ATOM}link")}
    return links.get("prev-archive")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("count", "limit"), [(0, 4), (4, 4), (5, 4), (23, 4), (7, 1), (120, 50)])
def test_walking_the_archive_gives_every_article_once(form: str, count: int, limit: int) -> None:
    """RFC 5005, 4: nothing is lost between the feed and its pages, and nothing is twice."""
    snapshot = published([told(number) for number in range(count)], feed_limit=limit)
    pages = walked(snapshot, form)
    found = [one for page in pages for one in page]
    assert sorted(found) == sorted(entry_id(f"a{number}") for number in range(count))
    assert len(pages[0]) <= limit
    assert len(pages[0]) > (limit // 2 if count >= limit else count - 1)


def test_a_new_article_changes_no_page_of_the_archive() -> None:
    """Pages are as immutable as the articles in them."""
    publisher = Publisher(replace(SITE, sources=SOURCES, feed_limit=4))
    first = published([told(number) for number in range(20)], publisher)
    second = published([told(number) for number in range(21)], publisher, LATER + HOUR)
    pages = [path for path in first.bodies if re.match(r"/archive/\d+\.", path)]
    same = [path for path in pages if second.bodies[path].content == first.bodies[path].content]
    assert len(pages) == 24
    assert len(same) >= len(pages) - 3  # the newest page learns who follows it


def test_an_archive_page_says_what_it_is() -> None:
    """It names the feed to subscribe to, and calls itself an archive."""
    snapshot = published([told(number) for number in range(9)], feed_limit=4)
    root = lxml.etree.fromstring(snapshot.bodies["/archive/1.atom"].content)
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["current"] == "https://news.example/feed.atom"
    assert links["next-archive"] == "https://news.example/archive/2.atom"
    assert "prev-archive" not in links
    assert root.find("{http://purl.org/syndication/history/1.0}archive") is not None


MATCH = told(1, section="رياضة", tags=("كرة القدم", "2025"))
VISIT = told(2, section="سياسة", tags=("الصين",), publisher="صحيفة الضفّة")
GAME = replace(told(3), article=replace(MATCH.article, id="a3", title="مباراة"))


@pytest.fixture(scope="module")
def sliced() -> Snapshot:
    return published([MATCH, VISIT, GAME])


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("news", ["a2", "a1"]),
        ("sport", ["a3"]),
        ("رياضة", ["a3", "a1"]),
        ("سياسة", ["a2"]),
        ("كرة-القدم", ["a3", "a1"]),
        ("الصين", ["a2"]),
        ("tag-2025", ["a3", "a1"]),
    ],
)
def test_a_slice_is_a_feed_a_calendar_and_a_page(
    sliced: Snapshot, slug: str, expected: list[str]
) -> None:
    """Of a source, a category, a tag; each names itself."""
    for form in FORMATS:
        body = sliced.bodies[f"/feeds/{slug}.{form}"]
        assert ids(body) == [entry_id(one) for one in expected]
        own = f"https://news.example/feeds/{quote(slug)}.{form}"
        assert dict(body.headers)["Link"].startswith(f'<{own}>; rel="self"')
        assert own in body.content.decode()
    calendar = sliced.bodies[f"/calendars/{slug}.ics"].content
    sources = {"sport" if one == "a3" else "news" for one in expected}
    assert calendar.count(b"BEGIN:VEVENT") == 4 * len(sources)  # all tell the same four
    assert b'<html lang="ar" dir="rtl">' in sliced.bodies[f"/feeds/{slug}/"].content


def test_slices_are_listed_for_readers(sliced: Snapshot) -> None:
    """OPML names every one of them, so that a reader takes in all at once."""
    opml = lxml.etree.fromstring(sliced.bodies["/opml.xml"].content)
    paths = [unquote(urlsplit(one.get("xmlUrl")).path) for one in opml.iter("outline")]
    assert paths[:3] == ["/feed.rss", "/feeds/news.rss", "/feeds/sport.rss"]
    assert set(paths) == {path for path in sliced.feeds if path.endswith(".rss")}


def test_tags_are_bounded_and_the_first_stay() -> None:
    """An address that somebody subscribed to does not go because others came."""
    many = [told(number, section=f"قسم {number}") for number in range(104)]
    snapshot = published(many)
    assert len(snapshot.feeds) == 3 * (1 + 2 + 100)
    assert "/feeds/قسم-0.rss" in snapshot.bodies
    assert "/feeds/قسم-103.rss" not in snapshot.bodies


@pytest.mark.parametrize("tag", ["", "؟!", "\u202e", "a/b c", "..", "feed", "news", "2025"])
def test_a_tag_of_any_form_harms_no_path(tag: str) -> None:
    """It becomes letters, digits and dashes, or nothing; a source keeps its own address."""
    snapshot = published([told(1, tags=(tag,), publisher="آخر")])
    assert ids(snapshot.bodies["/feeds/news.rss"]) == [entry_id("a1")]
    assert all(path.count("/") == 2 for path in snapshot.feeds if path.startswith("/feeds/"))
    assert "/calendars/2025.ics" in snapshot.bodies


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=الضفه", []),
        ("q=خبر 2", ["a2"]),
        ("q=خَبَـر ٢", ["a2"]),
        ("q=.*", []),
        ("tag=كرة القدم", ["a3", "a1"]),
        ("tag=كره القدم", ["a3", "a1"]),
        ("source=sport", ["a3"]),
        ("source=صحيفه الضفة", ["a2"]),
        ("limit=1", ["a3"]),
        ("tag=رياضة&limit=1&q=مباراة", ["a3"]),
        ("utm_source=x", ["a3", "a2", "a1"]),
    ],
)
def test_what_is_asked_for_is_found_however_it_is_spelled(
    sliced: Snapshot, query: str, expected: list[str]
) -> None:
    """Hamza, taa marbuta, harakat, tatweel and digits make no difference; nothing is a pattern."""
    for form in FORMATS:
        body = sliced.selections[f"/feed.{form}"](query, START.date())
        assert ids(body) == [entry_id(one) for one in expected]


def test_what_is_asked_for_names_itself(sliced: Snapshot) -> None:
    """Its own address, title and tag; the same bytes for the next who asks."""
    select = sliced.selections["/feed.atom"]
    first, other = select("q=خبر+2", START.date()), select("q=خبر+1", START.date())
    feed = feedparser.parse(first.content).feed
    assert feed.title == "روزنامة: خبر 2"
    assert {link.href for link in feed.links if link.rel == "self"} == {
        "https://news.example/feed.atom?q=خبر+2"
    }
    assert first.digest != other.digest
    assert select("q=خبر+2", START.date()) is first


def test_in_a_slice_one_chooses_too(sliced: Snapshot) -> None:
    body = sliced.selections["/feeds/news.rss"]("limit=1", START.date())
    assert ids(body) == [entry_id("a2")]
    calendar = sliced.selections["/calendars/news.ics"]("from=2025-09-26", START.date())
    assert calendar.content.count(b"BEGIN:VEVENT") == 1


@pytest.mark.parametrize("query", ["limit=0", "limit=many", "limit=9999", "limit=²", "q=", "tag=ـ"])
def test_a_value_that_means_nothing_is_a_fault(sliced: Snapshot, query: str) -> None:
    with pytest.raises(ChoiceError):
        sliced.selections["/feed.rss"](query, START.date())


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_only_what_is_new_since_a_version(form: str) -> None:
    """New and edited entries; what a reader does not know any more gives the whole."""
    publisher = Publisher(replace(SITE, sources=SOURCES))
    articles = [told(1), told(2)]
    first = published(articles, publisher)
    edited = revise(articles[0], replace(articles[0].article, title="عنوان آخر"), LATER)
    second = published([edited, articles[1], told(3)], publisher, LATER + HOUR)
    path = f"/feed.{form}"
    new = second.deltas[path](first.bodies[path].digest)
    assert sorted(ids(new)) == sorted([entry_id("a1"), entry_id("a3")])
    assert second.deltas[path]("unknown") is None


def test_an_entry_that_stays_as_it_was_is_not_written_again() -> None:
    """A run that changes one source writes its feeds, not those of the others."""
    publisher = Publisher(replace(SITE, sources=SOURCES))
    first = published([MATCH, GAME], publisher)
    second = published([MATCH, GAME, VISIT], publisher, LATER + HOUR)
    assert second.bodies["/feeds/sport.rss"] is first.bodies["/feeds/sport.rss"]
    assert second.bodies["/feeds/news.rss"] is not first.bodies["/feeds/news.rss"]
