"""What is published of a revision: golden files that a person can read, and sameness of bytes."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

import feedparser
import icalendar
import lxml.html
import pytest

from articles.read import read_article
from articles.revisions.known import Revision, Tombstone
from articles.revisions.revise import revise
from ruznama.edition.site import Site
from ruznama.publishing.paths import article_paths
from ruznama.publishing.publish import Publisher
from ruznama.publishing.storage.snapshot import Snapshot
from tests.builders import HOUR, START, first_reading, publication
from tests.conftest import SAMPLE

GOLDEN = Path(__file__).parents[2] / "golden"
SITE = Site(
    title="روزنامة",
    description="مقالات ومواعيدها",
    language="ar",
    base_url="https://news.example/",
    timezone="Asia/Riyadh",
    refresh=timedelta(minutes=15),
    color="teal",
    feed_limit=50,
)


@pytest.fixture(scope="module")
def sample() -> Revision:
    """The sample article of the repository, as read on the day it was told."""
    at = datetime(2025, 9, 20, 6, tzinfo=UTC)
    return revise(None, read_article(SAMPLE.read_bytes(), name=SAMPLE.name, at=at), at + HOUR)


@pytest.fixture(scope="module")
def snapshot(sample: Revision) -> Snapshot:
    return Publisher(SITE).publish(publication([sample], sample.updated))


@pytest.mark.parametrize("path", ["feed.rss", "feed.atom", "feed.json", "calendar.ics", "opml.xml"])
def test_golden_sample(
    snapshot: Snapshot, golden: Callable[[Path, bytes], None], path: str
) -> None:
    """Every output of the sample, as a person has read it."""
    golden(GOLDEN / "sample" / path, _readable(path, snapshot.bodies[f"/{path}"].content))


def _readable(path: str, content: bytes) -> bytes:
    """Calendars unfolded (RFC 5545, 3.1): a line of the file is then a line of text."""
    if not path.endswith(".ics"):
        return content
    return content.replace(b"\r\n ", b"").replace(b"\r\n", b"\n")


def test_every_path_links_to_paths_that_are_there(snapshot: Snapshot) -> None:
    """No page, feed or calendar names an address of ours that answers 404."""
    named: set[str] = set()
    for body in snapshot.bodies.values():
        text = body.content.replace(b"\r\n ", b"").decode(errors="replace")
        named |= set(re.findall(r"https://news\.example(/[\w./-]*)", text))
        if body.content_type.startswith("text/html"):
            named |= set(_hrefs(text))
    own = {path.partition("?")[0] for path in named if re.match(r"/(?!/)", path)}
    assert own - {*snapshot.bodies, *snapshot.pictures, "/status", "/dav/"} == set()


def _hrefs(page: str) -> Iterator[str]:
    for _, _, target, _ in lxml.html.fromstring(page).iterlinks():
        if target.startswith("/"):
            yield target.split("#")[0]


def test_the_foreign_headlines_reach_nobody(snapshot: Snapshot, sample: Revision) -> None:
    """What was left out of the article is in no output but its own document."""
    dropped = [line.text for line in sample.article.dropped]
    assert len(dropped) >= 4
    for path, body in snapshot.bodies.items():
        if not path.endswith(".json") or path == "/feed.json":
            assert not [
                text for text in dropped if text in body.content.decode(errors="replace")
            ], path


def test_feeds_and_calendar_tell_the_same(snapshot: Snapshot) -> None:
    """One article in each feed with one id; four days in the calendar."""
    feeds = [feedparser.parse(snapshot.bodies[f"/feed.{form}"].content) for form in ("rss", "atom")]
    assert {entry.id for feed in feeds for entry in feed.entries} == {feeds[0].entries[0].id}
    calendar = icalendar.Calendar.from_ical(snapshot.bodies["/calendar.ics"].content)
    days = [event.decoded("DTSTART").isoformat() for event in calendar.walk("VEVENT")]
    assert days == ["2025-09-23", "2025-09-24", "2025-09-25", "2025-09-26"]


def test_the_same_publication_is_the_same_bytes(sample: Revision, snapshot: Snapshot) -> None:
    """By another publisher, at another time."""
    again = Publisher(SITE).publish(publication([sample], sample.updated))
    assert {path: body.digest for path, body in again.bodies.items()} == {
        path: body.digest for path, body in snapshot.bodies.items()
    }


def test_what_did_not_change_keeps_its_tag_and_its_date(sample: Revision) -> None:
    """A second article moves the feed, and leaves the first one's own outputs alone."""
    publisher = Publisher(SITE)
    first = publisher.publish(publication([sample], sample.updated))
    other = first_reading()
    later = sample.updated + HOUR
    second = publisher.publish(publication([sample, other], later))
    for path in article_paths(sample.id):
        assert second.bodies[path] is first.bodies[path], path
    assert second.bodies["/feed.rss"].last_modified == later
    assert second.bodies["/feed.rss"].digest != first.bodies["/feed.rss"].digest


def test_a_withdrawn_article_leaves_a_tombstone_and_is_gone() -> None:
    """RFC 6721 in Atom, 410 at its page; readers delete it."""
    stone = Tombstone(id="old", gone=START + HOUR)
    snapshot = Publisher(SITE).publish(
        publication([first_reading()], START + HOUR, tombstones=[stone])
    )
    assert set(article_paths("old")) <= snapshot.gone
    assert b"deleted-entry" in snapshot.bodies["/feed.atom"].content


def test_a_saved_calendar_is_called_by_its_title(snapshot: Snapshot, sample: Revision) -> None:
    """In Arabic where the program knows RFC 6266, in ASCII elsewhere."""
    headers = dict(snapshot.bodies[article_paths(sample.id)[2]].headers)
    _, _, encoded = headers["Content-Disposition"].partition("filename*=UTF-8''")
    assert 'filename="beijing-summit-2025.ics"' in headers["Content-Disposition"]
    assert unquote(encoded).startswith("أنهى الزعيم الكوري الشمالي")
    assert unquote(encoded).endswith(".ics")
