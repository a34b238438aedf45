"""Nothing is published that others cannot read back as it was meant."""

from dataclasses import replace

import pytest

from articles.revisions import Revision, revise
from exporters.readback import ReadBack
from feeds.model import FORMATS, MEDIA_TYPES, Format
from ruznama import channels
from ruznama.gate import calendar_fault, feed_fault
from ruznama.publish import Publisher
from tests.builders import HOUR, START, first_reading, publication
from tests.feeds.channels import WRITERS, a_channel, an_entry
from tests.ruznama.test_publish import SITE

TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}


@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_that_says_something_else_is_found_out(form: Format) -> None:
    """Torn, of other entries, of another moment, or fewer."""
    channel, kind = a_channel(an_entry()), MEDIA_TYPES[form]
    content = WRITERS[form](channel)
    assert feed_fault(content, kind, channel) is None
    assert feed_fault(content[:-30], kind, channel)
    assert feed_fault(b"", kind, channel)
    edited = replace(channel.entries[0], updated=channel.entries[0].updated + HOUR)
    assert "was written" in str(feed_fault(content, kind, replace(channel, entries=(edited,))))
    assert feed_fault(content, kind, replace(channel, entries=())) == "has 1 entries, not 0"


def test_a_calendar_that_says_something_else_is_found_out() -> None:
    revision = first_reading()
    snapshot = Publisher(SITE).publish(publication([revision], START + HOUR))
    content = snapshot.bodies["/calendar.ics"].content
    uids = [known.uid for known in revision.events]
    read_back = ReadBack()
    assert calendar_fault(content, uids, read_back) is None
    assert calendar_fault(content, uids[1:], read_back) == "has 4 events, not 3"
    assert calendar_fault(content.replace(b"UID:", b"UID:x", 1), uids, read_back)
    for octets in range(1, len(content)):
        assert calendar_fault(content[:-octets], uids, read_back), octets


def test_what_cannot_be_read_back_leaves_the_last_good_in_its_place(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """One part stays; the others go on."""
    publisher = Publisher(SITE)
    revision: Revision = first_reading()
    before = publisher.publish(publication([revision], START + HOUR))
    edited = revise(revision, replace(revision.article, title="عنوان آخر"), START + 2 * HOUR)
    content_type, write = "application/rss+xml; charset=utf-8", WRITERS["rss"]
    broken = {"rss": (content_type, lambda channel: write(channel)[:-20])}
    monkeypatch.setattr(channels, "_TYPES", {**channels._TYPES, **broken})
    after = publisher.publish(publication([edited], START + 3 * HOUR))
    assert after.bodies["/feed.rss"] is before.bodies["/feed.rss"]
    assert after.bodies["/feed.atom"] is not before.bodies["/feed.atom"]
    assert "/feed.rss is not published" in caplog.text
