"""The address of a slice is for life: emptied, renamed, forgotten by the configuration."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import feedparser
import lxml.etree
import pytest

from articles.blocks import At, TextBlock
from articles.revisions.known import Tombstone
from exporters.ics.readback import uids
from feeds.entries import entry_id
from ruznama.publishing.publish import Publisher
from ruznama.publishing.storage.memory import MemoryStore
from ruznama.publishing.storage.snapshot import Snapshot
from ruznama.publishing.storage.storing import StoredEdition
from ruznama.store.store import open_store
from tests.builders import HOUR, article, publication
from tests.ruznama.publishing.test_channels import LATER, SOURCES, ids, told
from tests.ruznama.publishing.test_publish import SITE

TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
PATHS = [f"/feeds/{{}}{end}" for end in (".rss", ".atom", ".json", "/")] + ["/calendars/{}.ics"]
NEWS = replace(SITE, sources=SOURCES)


def emptied(store: MemoryStore, *, served: bool = True, **site: object) -> Snapshot:
    """A site whose only article about music was withdrawn, after another process offered it."""
    music, other = told(1, tags=("موسيقى",)), told(2, tags=("سياسة",))
    Publisher(NEWS, store=store).publish(publication([music, other], LATER))
    later = publication([other], LATER + HOUR, tombstones=[Tombstone(id="a1", gone=LATER + HOUR)])
    first = Publisher(NEWS, store=store)
    first.publish(publication([music, other], LATER))
    first.publish(later)
    return Publisher(replace(NEWS, **site), store=store, served=served).publish(later)  # type: ignore[arg-type]


def test_a_slice_that_is_empty_stays_and_tells_what_left() -> None:
    """Also to a process, a version or a configuration that never saw anything in it."""
    snapshot = emptied(MemoryStore())
    for path in PATHS:
        assert path.format("موسيقى") in snapshot.bodies
    for form in ("rss", "atom", "json"):
        assert ids(snapshot.bodies[f"/feeds/موسيقى.{form}"]) == []
    atom = lxml.etree.fromstring(snapshot.bodies["/feeds/موسيقى.atom"].content)
    [left] = atom.iter(TOMBSTONE)
    assert left.get("ref") == entry_id("a1")
    assert atom.findtext("{*}updated") == left.get("when").replace("Z", "+00:00")
    calendar = snapshot.bodies["/calendars/موسيقى.ics"].content
    assert b"BEGIN:VEVENT" not in calendar
    assert b"END:VCALENDAR" in calendar


def test_an_article_that_moves_leaves_a_tombstone_until_it_is_back() -> None:
    """Another tag takes it out of one feed and not of the others."""
    publisher = Publisher(NEWS)
    before = told(1, tags=("موسيقى",))
    after = replace(before, article=replace(before.article, tags=("سياسة",)))
    publisher.publish(publication([before], LATER))
    moved = publisher.publish(publication([after], LATER + HOUR))
    assert b"deleted-entry" in moved.bodies["/feeds/موسيقى.atom"].content
    assert b"deleted-entry" not in moved.bodies["/feeds/news.atom"].content
    back = publisher.publish(publication([before], LATER + 2 * HOUR))
    assert b"deleted-entry" not in back.bodies["/feeds/موسيقى.atom"].content
    assert b"deleted-entry" in back.bodies["/feeds/سياسة.atom"].content


def test_the_time_of_a_slice_never_goes_back() -> None:
    """Not when the newest of its articles leaves it for another one."""
    publisher = Publisher(NEWS)
    old, new = told(1, tags=("موسيقى",)), told(9, tags=("موسيقى",))
    first = publisher.publish(publication([old, new], LATER))
    moved = replace(new, article=replace(new.article, tags=()))
    second = publisher.publish(publication([old, moved], LATER + HOUR))
    times = [
        feedparser.parse(each.bodies["/feeds/موسيقى.rss"].content).feed.updated_parsed
        for each in (first, second)
    ]
    assert times[0] < times[1]


def test_a_source_that_is_configured_no_more_keeps_its_addresses() -> None:
    """Its articles are withdrawn; its subscribers are told so, and not that they erred."""
    snapshot = emptied(MemoryStore(), sources=SOURCES[1:])
    assert all(path.format("news") in snapshot.bodies for path in PATHS)
    assert b"deleted-entry" in snapshot.bodies["/feeds/news.atom"].content


@pytest.mark.parametrize("old", ["موسيقى", "قديم جدا", "قديم-جدا"])
def test_a_renamed_slice_leads_on(old: str) -> None:
    """By its name or by its address; the list of feeds names the new one alone."""
    snapshot = emptied(MemoryStore(), renamed=((old, "سياسة"),))
    slug = old.replace(" ", "-")
    for path in PATHS:
        assert snapshot.moved[path.format(slug)] == path.format("سياسة")
    assert f"/feeds/{slug}.rss" not in snapshot.feeds


def test_articles_with_an_old_tag_count_as_having_the_new_one() -> None:
    """A newspaper does not tag its old articles anew."""
    site = replace(NEWS, renamed=(("مال وأعمال", "اقتصاد"),))
    snapshot = Publisher(site).publish(
        publication([told(1, tags=("مال وأعمال",)), told(2, tags=("اقتصاد",))], LATER)
    )
    assert ids(snapshot.bodies["/feeds/اقتصاد.rss"]) == [entry_id("a2"), entry_id("a1")]
    assert "/feeds/مال-وأعمال.rss" not in snapshot.bodies
    assert snapshot.moved["/feeds/مال-وأعمال.rss"] == "/feeds/اقتصاد.rss"


def test_files_hold_what_was_renamed_at_both_addresses() -> None:
    """A folder cannot lead on."""
    snapshot = emptied(MemoryStore(), served=False, renamed=(("موسيقى", "سياسة"),))
    old, new = (snapshot.bodies[f"/feeds/{slug}.rss"] for slug in ("موسيقى", "سياسة"))
    assert old.content == new.content


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/feed.xml", "/feed.rss"),
        ("/rss", "/feed.rss"),
        ("/rss.xml", "/feed.rss"),
        ("/feed/", "/feed.rss"),
        ("/atom.xml", "/feed.atom"),
        ("/favicon.ico", "/icon.png"),
    ],
)
def test_an_address_that_people_try_leads_on(path: str, meant: str) -> None:
    """A build writes files at those that are names of files."""
    told_once = publication([told(1)], LATER)
    assert Publisher(NEWS).publish(told_once).moved[path] == meant
    bodies = Publisher(NEWS, served=False).publish(told_once).bodies
    assert (path in bodies) == ("." in path)


def test_the_addresses_of_a_year_stay_when_it_empties(tmp_path: Path) -> None:
    """Whoever has one has an empty calendar; so it is under another configuration."""
    play, news = (
        told(number, timelines=article((("حفل", f"{year}-05-07"),)).timelines)
        for number, year in ((1, 2025), (2, 2026))
    )
    paths = ["/calendars/2025.ics", "/events/2025/", "/events/2025/05/"]
    moved = told(1, timelines=article((("حفل", "2026-05-07"),)).timelines)
    store = open_store(f"sqlite:///{tmp_path}/one.db")
    try:
        kept = partial(StoredEdition, store.editions, kind="served")
        publisher = Publisher(NEWS, store=kept("first"))
        before = publisher.publish(publication([play, news], LATER))
        assert all(before.bodies[path].content for path in paths)
        after = publisher.publish(publication([moved, news], LATER + HOUR))
        other = Publisher(replace(NEWS, title="أخرى"), store=kept("second"))
        anew = other.publish(publication([moved, news], LATER + 2 * HOUR))
        for snapshot in (after, anew):
            calendar = snapshot.bodies[paths[0]]
            assert uids(calendar.content) == []
            assert calendar.last_modified > before.bodies[paths[0]].last_modified
            assert all("حفل" not in snapshot.bodies[path].content.decode() for path in paths)
        back = other.publish(publication([play, news], LATER + 3 * HOUR))
        assert len(uids(back.bodies[paths[0]].content)) == 1
    finally:
        store.close()


def test_a_page_of_the_archive_stays_when_it_empties() -> None:
    """Its article is withdrawn."""
    many = [told(number) for number in range(4)]
    publisher = Publisher(replace(NEWS, feed_limit=2))
    publisher.publish(publication(many, LATER))
    gone = [Tombstone(id=one.id, gone=LATER + HOUR) for one in many[2:]]
    later = publication(many[:2], LATER + HOUR, tombstones=gone)
    snapshot = publisher.publish(replace(later, numbered=4))
    assert "/articles/" not in snapshot.bodies["/archive/4/"].content.decode()
    assert "/articles/a3.png" in snapshot.gone


def test_an_article_that_is_hidden_keeps_its_page() -> None:
    """An older one came that says the same: it is in no feed any more, and is where it was."""
    site = replace(NEWS, merge_alike=True)
    words = " ".join(f"كلمة{number}" for number in range(80))
    blocks = (TextBlock(type="paragraph", text=words, at=At(line=2)),)
    first, second = (told(number, blocks=blocks) for number in (1, 2))
    publisher = Publisher(site)
    publisher.publish(publication([second], LATER))
    snapshot = publisher.publish(publication([first, second], LATER + HOUR))
    assert ids(snapshot.bodies["/feed.rss"]) == [entry_id("a1")]
    for path in ("/articles/a2/", "/articles/a2.json", "/articles/a2.ics"):
        assert path in snapshot.bodies
    assert b"/articles/a1/" in snapshot.bodies["/articles/a2/"].content


def test_what_left_is_bounded() -> None:
    """A slice that everything passes through does not grow for ever."""
    publisher = Publisher(NEWS)
    many = [told(number, tags=("موسيقى",)) for number in range(120)]
    publisher.publish(publication(many, LATER))
    gone = [Tombstone(id=one.id, gone=LATER + HOUR) for one in many]
    snapshot = publisher.publish(publication([], LATER + HOUR, tombstones=gone))
    assert snapshot.bodies["/feeds/موسيقى.atom"].content.count(b"at:deleted-entry") == 100


def test_a_store_keeps_slices_for_a_later_edition(tmp_path: Path) -> None:
    """Whatever form it has; an export carries them on."""
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    try:
        one = StoredEdition(store.editions, "one", "served")
        Publisher(NEWS, store=one).publish(publication([told(1, tags=("موسيقى",))], LATER))
        other = StoredEdition(store.editions, "other", "served")
        kept = {each.slug: each for each in other.slices()}
        assert set(kept) == {"news", "sport", "موسيقى"}
        snapshot = Publisher(NEWS, store=other).publish(publication([], LATER + HOUR))
        assert "/feeds/موسيقى.rss" in snapshot.bodies
    finally:
        store.close()
