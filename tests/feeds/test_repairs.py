"""What feedgen gets wrong, and that our feeds have it right.

Each test looks at feedgen alone first: where that part fails, feedgen has mended a fault, and the
repair (feeds/repairs.py) or the care taken (feeds/generator.py) can go.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import feedgen
import feedgen.feed
import pytest
from feedgen.feed import FeedGenerator

from articles.blocks import Image
from articles.model import Person
from feeds.atom import write_atom
from feeds.model import Address, AtomLink, DeletedEntry
from feeds.rss import write_rss
from tests.builders import HOUR, START
from tests.feeds.channels import BASE, a_channel, an_entry, found

HUB = "https://hub.example/"
CALENDAR = AtomLink(rel="related", href=f"{BASE}a.ics", type="text/calendar", title="تقويم")


def bare() -> tuple[Any, Any]:
    """Feedgen alone with one entry, told no more than it asks for."""
    feed = FeedGenerator()
    feed.id("urn:x-test:feed")
    feed.title("عنوان")
    feed.description("وصف")
    feed.link(href=BASE)
    item = feed.add_entry()
    item.id("urn:x-test:entry")
    item.title("خبر")
    item.link(href=BASE)
    return feed, item


def test_dates_leave_the_locale_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The locale belongs to the whole process; feedgen sets it for every date of RSS."""
    calls: list[object] = []
    monkeypatch.setattr("locale.setlocale", lambda *given: calls.append(given))
    feedgen.util.formatRFC2822(START)
    assert calls

    calls.clear()
    xml = write_rss(a_channel(an_entry()))
    assert not calls
    assert found(xml, "//pubDate/text()") == ["Mon, 01 Sep 2025 06:00:00 GMT"]


def test_links_of_an_atom_entry_say_what_they_are() -> None:
    """feedgen writes the address alone, so that a calendar looks like a second page."""
    feed, item = bare()
    item.link(href=CALENDAR.href, rel="related", type=CALENDAR.type, title=CALENDAR.title)
    assert found(feed.atom_str(), "//a:entry/a:link/@rel | //a:entry/a:link/@type") == []

    links = found(write_atom(a_channel(replace(an_entry(), links=(CALENDAR,)))), "//a:entry/a:link")
    assert [link.get("rel") for link in links] == ["alternate", "related"]
    assert dict(links[1].attrib) == {
        "rel": "related",
        "href": CALENDAR.href,
        "type": "text/calendar",
        "title": "تقويم",
    }


def test_rss_has_every_link_of_the_feed() -> None:
    """feedgen writes "self" only: no hub, no archive, no other format."""
    feed, _ = bare()
    feed.link(href=f"{BASE}feed.rss", rel="self")
    feed.link(href=HUB, rel="hub")
    feed.link(href=f"{BASE}old.rss", rel="prev-archive")
    assert found(feed.rss_str(), "//channel/a:link/@rel") == ["self"]

    archive = Address(base_url=BASE, path="old")
    xml = write_rss(a_channel(hub=HUB, prev_archive=archive, links=(CALENDAR,)))
    links = {(link.get("rel"), link.get("href")) for link in found(xml, "//channel/a:link")}
    assert links == {
        ("self", f"{BASE}feed.rss"),
        ("hub", HUB),
        ("prev-archive", f"{BASE}old.rss"),
        ("alternate", f"{BASE}feed.atom"),
        ("alternate", f"{BASE}feed.json"),
        ("related", CALENDAR.href),
        ("alternate", BASE),
    }


def test_rss_channel_links_to_the_page() -> None:
    """feedgen takes whichever link came last for the page of the feed."""
    feed, _ = bare()
    feed.link(href=HUB, rel="hub")
    assert found(feed.rss_str(), "//channel/link/text()") == [HUB]

    xml = write_rss(a_channel(hub=HUB, links=(CALENDAR,)))
    assert found(xml, "//channel/link/text()") == [BASE]


def test_language_is_on_the_root_of_rss_and_on_each_atom_entry() -> None:
    """feedgen puts xml:lang on an Atom feed only."""
    feed, _ = bare()
    feed.language("ar")
    assert found(feed.rss_str(), "/rss/@xml:lang") == []
    assert found(feed.atom_str(), "//a:entry/@xml:lang") == []

    channel = a_channel(an_entry(language="en"))
    assert found(write_rss(channel), "/rss/@xml:lang | //dc:language/text()") == ["ar", "en"]
    assert found(write_atom(channel), "//@xml:lang") == ["ar", "en"]


def test_how_often_it_is_renewed_is_spelt_as_readers_know_it() -> None:
    """feedgen writes sy:UpdatePeriod; XML tells capitals apart."""
    feed, _ = bare()
    feed.load_extension("syndication")
    feed.syndication.update_period("hourly")
    feed.syndication.update_frequency(4)
    assert found(feed.rss_str(), "//sy:updatePeriod") == []

    xml = write_rss(a_channel())
    assert found(xml, "//sy:updatePeriod/text() | //sy:updateFrequency/text()") == ["hourly", "4"]


@pytest.mark.parametrize(
    ("ttl", "period", "frequency"),
    [
        (timedelta(0), "hourly", "60"),
        (timedelta(minutes=7), "hourly", "8"),
        (timedelta(hours=6), "daily", "4"),
        (timedelta(days=2), "weekly", "3"),
        (timedelta(days=30), "weekly", "1"),
    ],
)
def test_it_is_renewed_at_least_as_often_as_told(
    ttl: timedelta, period: str, frequency: str
) -> None:
    """In the shortest period that the module has, rounded down."""
    xml = write_rss(a_channel(ttl=ttl))
    told = found(xml, "//sy:updatePeriod/text() | //sy:updateFrequency/text()")
    assert told == [period, frequency]


def test_an_rss_item_tells_of_its_change_and_its_links() -> None:
    """feedgen keeps both to itself."""
    feed, item = bare()
    item.updated(START)
    item.link(href=CALENDAR.href, rel="related")
    assert found(feed.rss_str(), "//item/a:*") == []

    edited = replace(an_entry(), updated=START + HOUR, links=(CALENDAR,))
    xml = write_rss(a_channel(edited))
    assert found(xml, "//item/a:updated/text()") == ["2025-09-01T07:00:00Z"]
    assert found(xml, "//item/a:link/@href") == [CALENDAR.href]


@pytest.mark.parametrize("word", ["deleted-entry", "syndication/history", "xml-stylesheet"])
def test_feedgen_has_no_word_for_it(word: str) -> None:
    """Withdrawals (RFC 6721), archives (RFC 5005), style sheets: the tests below show ours."""
    sources = Path(feedgen.__file__).parent.rglob("*.py")
    assert [source.name for source in sources if word in source.read_text("utf-8")] == []


def test_atom_tells_what_was_withdrawn() -> None:
    """Readers that know RFC 6721 delete it; RSS has no word for it."""
    gone = DeletedEntry(ref="urn:uuid:0c2b2d1e-5f0b-4c53-9f5c-6a2f0e5a8d11", when=START)
    stones = found(write_atom(a_channel(deleted=(gone,))), "/a:feed/at:deleted-entry")
    assert [dict(stone.attrib) for stone in stones] == [
        {"ref": gone.ref, "when": "2025-09-01T06:00:00Z"}
    ]
    assert b"deleted-entry" not in write_rss(a_channel(deleted=(gone,)))


def test_a_page_of_the_archive_says_that_it_is_one() -> None:
    """RFC 5005 4: fh:archive, and where the feed to subscribe to is."""
    page = a_channel(address=Address(base_url=BASE, path="old"), current=Address(base_url=BASE))
    for form, xml in (("rss", write_rss(page)), ("atom", write_atom(page))):
        assert len(found(xml, "//fh:archive")) == 1
        assert found(xml, "//a:link[@rel='current']/@href") == [f"{BASE}feed.{form}"]
    assert page.id == a_channel().id
    assert found(write_rss(a_channel()), "//fh:archive") == []


def test_the_style_sheet_stands_before_the_root() -> None:
    """CSS for people who open the feed in a browser; browsers have dropped XSLT."""
    channel = a_channel(stylesheet="/feed.css?a=1&b=2")
    instruction = '<?xml-stylesheet type="text/css" href="/feed.css?a=1&amp;b=2"?>'
    for xml in (write_rss(channel), write_atom(channel)):
        assert xml.decode().splitlines()[1].startswith(instruction)


def test_entries_of_one_second_have_moments_of_their_own() -> None:
    """feedgen writes the same moment for both; readers order them by it."""
    feed, first = bare()
    second = feed.add_entry()
    second.id("urn:x-test:other")
    second.title("خبر آخر")
    second.link(href=BASE)
    first.updated(START)
    second.updated(START)
    assert len(set(found(feed.atom_str(), "//a:entry/a:updated/text()"))) == 1

    xml = write_atom(a_channel(an_entry(id="a"), an_entry(id="b")))
    moments = found(xml, "//a:entry/a:updated/text()")
    assert len(set(moments)) == 2
    assert {moment[:19] for moment in moments} == {"2025-09-01T06:00:00"}


def test_no_date_is_the_time_of_writing() -> None:
    """feedgen takes now for every date that it is not told."""
    feed, item = bare()
    item.published(START)
    assert feed.updated() > START
    assert item.updated() > START

    channel = a_channel(an_entry())
    dates = "//lastBuildDate/text() | //pubDate/text()"
    assert set(found(write_rss(channel), dates)) == {"Mon, 01 Sep 2025 06:00:00 GMT"}
    moments = found(write_atom(channel), "//a:updated/text() | //a:published/text()")
    assert {moment[:19] for moment in moments} == {"2025-09-01T06:00:00"}


def test_entries_come_out_in_the_order_given() -> None:
    """feedgen puts each entry before the ones it has."""
    feed, _ = bare()
    other = feed.add_entry()
    other.title("الثاني")
    assert found(feed.rss_str(), "//item/title/text()") == ["الثاني", "خبر"]

    channel = a_channel(an_entry(id="a", title="الأول"), an_entry(id="b", title="الثاني"))
    for xml in (write_rss(channel), write_atom(channel)):
        titles = found(xml, "//item/title/text() | //a:entry/a:title/text()")
        assert titles == ["الأول", "الثاني"]


def test_a_picture_stands_alone() -> None:
    """feedgen wraps one thumbnail in a group (which wants alternatives) and takes no numbers."""
    feed, item = bare()
    feed.load_extension("media")
    item.media.thumbnail(url=f"{BASE}p.jpg")
    assert len(found(feed.rss_str(), "//media:group")) == 1
    item.media.thumbnail(url=f"{BASE}p.jpg", width=640)
    with pytest.raises(TypeError):
        feed.rss_str()

    image = Image(url=f"{BASE}p.jpg", width=640, height=0)
    xml = write_rss(a_channel(an_entry(image=image)))
    assert found(xml, "//media:group") == []
    [thumbnail] = found(xml, "//item/media:thumbnail")
    assert dict(thumbnail.attrib) == {"url": f"{BASE}p.jpg", "width": "640"}


def test_content_is_html_and_the_summary_is_kept_beside_it() -> None:
    """To feedgen content is text in Atom, and in RSS the description."""
    feed, item = bare()
    item.content("<p>نص</p>")
    assert found(feed.atom_str(), "//a:content/@type") == []
    assert found(feed.rss_str(), "//content:encoded") == []

    channel = a_channel(an_entry(summary="موجز"))
    assert found(write_atom(channel), "//a:content/@type") == ["html"]
    rss = write_rss(channel)
    assert found(rss, "//item/description/text()") == ["موجز"]
    assert found(rss, "//content:encoded/text()")[0].startswith('<div dir="rtl" lang="ar"><p ')


def test_authors_are_named_without_an_address() -> None:
    """feedgen drops an RSS author who has no e-mail address; dc:creator takes a name."""
    feed, item = bare()
    item.author(name="ليلى")
    assert found(feed.rss_str(), "//item/author") == []

    channel = a_channel(an_entry(authors=(Person(name="ليلى"), Person(name="سامي"))))
    rss = write_rss(channel)
    assert found(rss, "//item/author") == []
    assert found(rss, "//item/dc:creator/text()") == ["ليلى", "سامي"]
    assert found(write_atom(channel), "//a:entry/a:author/a:name/text()") == ["ليلى", "سامي"]


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ufffe", "\ud800"])
def test_no_character_breaks_the_feed(character: str) -> None:
    """feedgen fails at what XML cannot hold, so that one title takes all entries with it."""
    _, item = bare()
    item.title(f"خبر{character}")
    with pytest.raises(ValueError):  # noqa: PT011  lxml's message; UnicodeEncodeError is one, too
        item.rss_entry()

    channel = a_channel(title=f"روز{character}نامة")
    assert found(write_rss(channel), "//channel/title/text()") == ["روزنامة"]
    assert found(write_atom(channel), "/a:feed/a:title/text()") == ["روزنامة"]


def test_the_icon_is_an_icon_in_atom_and_an_image_in_rss() -> None:
    """feedgen makes a logo (which is twice as wide as high) of an image."""
    feed, _ = bare()
    feed.image(f"{BASE}icon.png")
    assert found(feed.atom_str(), "//a:logo/text()") == [f"{BASE}icon.png"]

    channel = a_channel(icon=f"{BASE}icon.png")
    assert found(write_atom(channel), "//a:logo") == []
    assert found(write_atom(channel), "//a:icon/text()") == [f"{BASE}icon.png"]
    assert found(write_rss(channel), "//image/url/text()") == [f"{BASE}icon.png"]


def test_the_generator_is_named() -> None:
    """feedgen puts its own name there."""
    feed, _ = bare()
    assert found(feed.rss_str(), "//generator/text()") == ["python-feedgen"]

    assert found(write_rss(a_channel()), "//generator/text()") == ["Ruznama"]
    assert found(write_atom(a_channel()), "//a:generator/text()") == ["Ruznama"]
