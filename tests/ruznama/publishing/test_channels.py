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
from articles.revisions.known import Revision, Tombstone
from articles.revisions.revise import revise
from feeds.entries import entry_id
from feeds.formats import FORMATS as FEED_FORMATS
from ruznama.publishing.publish import Publisher
from ruznama.publishing.storage.snapshot import Body, Snapshot
from ruznama.store.kept import Place
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


def walked(snapshot: Snapshot, path: str) -> list[list[str]]:
    """The ids of a feed and of each page behind it, as a reader walks them."""
    pages, address = [], path
    while address:
        body = at(snapshot, address)
        pages.append(ids(body))
        address = _older(body)
    return pages


def at(snapshot: Snapshot, address: str) -> Body:
    """What is at an address; raises KeyError where nothing is."""
    parts = urlsplit(address)
    if parts.query:
        return snapshot.selections[unquote(parts.path)](parts.query, START.date())
    return snapshot.bodies[unquote(parts.path)]


def _older(body: Body) -> str | None:
    if body.content_type.startswith("application/feed+json"):
        return json.loads(body.content).get("next_url")
    root = lxml.etree.fromstring(body.content)
    links = {link.get("rel"): link.get("href") for link in root.iter(f"{ATOM}link")}
    return links.get("prev-archive")


def static(**site: object) -> Publisher:
    """What writes files."""
    return Publisher(replace(SITE, sources=SOURCES, **site), served=False)  # type: ignore[arg-type]


@pytest.mark.parametrize("served", [True, False])
@pytest.mark.parametrize(("count", "limit"), [(0, 4), (4, 4), (5, 4), (11, 4), (7, 1), (23, 10)])
def test_walking_gives_every_article_once(count: int, limit: int, *, served: bool) -> None:
    """RFC 5005, 4: the feed holds its newest, nothing is lost behind them, and nothing is twice."""
    revisions = [told(number) for number in range(count)]
    publisher = None if served else static(feed_limit=limit)
    snapshot = published(revisions, publisher, feed_limit=limit)
    newest = [entry_id(f"a{number}") for number in reversed(range(count))]
    for form in FORMATS:
        pages = walked(snapshot, f"/feed.{form}")
        assert [one for page in pages for one in page] == newest
        assert pages[0] == newest[:limit]


WALKS = [
    "/feed.atom",
    "/feeds/news.rss",
    "/feeds/موسيقى.json",
    "/feed.json?q=خبر",
    "/feed.rss?limit=3&tag=موسيقى",
]


def test_who_walks_while_articles_come_and_go_misses_none() -> None:
    """Of slices and choices, too; an article that stays is found once."""
    publisher = Publisher(replace(SITE, sources=SOURCES, feed_limit=4))
    known = {number: told(number, tags=("موسيقى",)) for number in range(14)}
    snapshot = published(list(known.values()), publisher)
    found: dict[str, list[str]] = {walk: [] for walk in WALKS}
    standing: dict[str, str | None] = {walk: walk for walk in WALKS}
    for step, gone in enumerate([12, 8, 9, 2, 0]):
        for walk, address in standing.items():
            body = at(snapshot, address) if address else None
            found[walk] += ids(body) if body else []
            standing[walk] = _older(body) if body else None
        known[100 + step] = told(100 + step, tags=("موسيقى",))
        del known[gone]
        tombstone = Tombstone(id=f"a{gone}", gone=LATER)
        came = publication([known[100 + step]], LATER + step * HOUR, tombstones=[tombstone])
        places = {f"a{100 + step}": Place(source="news", number=14 + step)}
        snapshot = publisher.publish(replace(came, places=places, numbered=15 + step))
    stayed = {entry_id(f"a{number}") for number in known if number < 100}
    for walk, seen in found.items():
        assert standing[walk] is None
        assert stayed <= set(seen), walk
        assert len(seen) == len(set(seen)), walk


def test_where_a_feed_goes_on_it_says_what_it_is() -> None:
    """An archive (RFC 5005, 4) of the feed that it is of, by the same id."""
    snapshot = published([told(number) for number in range(9)], feed_limit=4)
    first = lxml.etree.fromstring(snapshot.bodies["/feed.atom"].content)
    address = _older(snapshot.bodies["/feed.atom"])
    assert address is not None
    second = lxml.etree.fromstring(at(snapshot, address).content)
    links = {link.get("rel"): link.get("href") for link in second.findall(f"{ATOM}link")}
    assert links["self"] == address
    assert links["current"] == "https://news.example/feed.atom"
    assert second.find("{http://purl.org/syndication/history/1.0}archive") is not None
    assert second.findtext(f"{ATOM}id") == first.findtext(f"{ATOM}id")


@pytest.mark.parametrize(
    "place", ["", "x", "2025-09-01", "2025-09-01T00:00:00,a", "0001-01-01Z", "،"]
)
def test_a_place_that_no_feed_told_is_a_fault(sliced: Snapshot, place: str) -> None:
    with pytest.raises(ChoiceError):
        sliced.selections["/feed.rss"](f"before={place}", START.date())


def test_a_new_article_changes_one_page_of_the_archive() -> None:
    """That of the article which leaves the feed for it; and those whose neighbour that is."""
    publisher = static(feed_limit=4)
    first = published([told(number) for number in range(20)], publisher)
    second = published([told(number) for number in range(21)], publisher, LATER + HOUR)
    pages = [path for path in first.bodies if re.match(r"/archive/\d+\.", path)]
    same = [path for path in pages if second.bodies[path].content == first.bodies[path].content]
    assert len(pages) == 30
    assert len(same) >= len(pages) - 9


def test_a_page_of_the_archive_stays_when_it_is_empty() -> None:
    """Whoever was told of it gets no 404, and nobody is led there any more."""
    publisher = static(feed_limit=4)
    revisions = [told(number) for number in range(20)]
    first = published(revisions, publisher)
    gone = [Tombstone(id=f"a{number}", gone=LATER) for number in range(4, 12)]
    left = revisions[:4] + revisions[12:]
    later = replace(publication(left, LATER + HOUR, tombstones=gone), numbered=20)
    second = publisher.publish(later)
    pages = {f"/archive/{page}.{form}" for page in range(1, 11) for form in FORMATS}
    assert pages <= first.bodies.keys() & second.bodies.keys()
    found = [one for page in walked(second, "/feed.atom") for one in page]
    assert sorted(found) == sorted(entry_id(one.id) for one in left)


def test_an_archive_page_says_what_it_is() -> None:
    """It names the feed to subscribe to, and calls itself an archive."""
    snapshot = published([told(number) for number in range(9)], static(feed_limit=4))
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


def test_slices_are_listed_in_groups_for_readers(sliced: Snapshot) -> None:
    """One list names the feed of everything alone, so that who takes it in has no article twice."""

    def named(path: str) -> list[str]:
        tree = lxml.etree.fromstring(sliced.bodies[path].content)
        feeds = tree.iterfind(".//outline[@type='rss']")
        return [unquote(urlsplit(one.get("xmlUrl") or "").path) for one in feeds]

    assert named("/opml.xml") == ["/feed.rss"]
    paths = named("/opml-all.xml")
    assert paths[:3] == ["/feed.rss", "/feeds/news.rss", "/feeds/sport.rss"]
    assert set(paths) == {path for path in sliced.feeds if path.endswith(".rss")}
    [body] = lxml.etree.fromstring(sliced.bodies["/opml-all.xml"].content).iterfind("body")
    assert [one.get("text") for one in body] == ["روزنامة", "المصادر", "الأقسام والوسوم"]
    assert [len(one) for one in body] == [0, 2, len(paths) - 3]


def test_a_sitemap_names_every_page_that_lists_and_the_newest_articles(sliced: Snapshot) -> None:
    """robots.txt tells of it."""
    tree = lxml.etree.fromstring(sliced.bodies["/sitemap.xml"].content)
    told = {url.findtext("{*}loc"): url.findtext("{*}lastmod") for url in tree}
    paths = {unquote(urlsplit(loc or "").path): moment for loc, moment in told.items()}
    assert all(path in sliced.bodies for path in paths)
    assert {"/", "/events/2025/09/", "/archive/1/", "/feeds/news/"} <= paths.keys()
    assert {path for path, moment in paths.items() if moment} == {
        path for path in sliced.bodies if re.fullmatch("/articles/[^/]+/", path)
    }
    assert b"Sitemap: https://news.example/sitemap.xml" in sliced.bodies["/robots.txt"].content


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


@pytest.mark.parametrize("form", FORMATS)
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
