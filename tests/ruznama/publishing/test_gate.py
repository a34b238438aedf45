"""Nothing is published that others cannot read back as it was meant; one fault harms no other."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from articles.revisions.revise import Revision, revise
from articles.text import clean, one_line
from exporters import formats as calendar_formats
from exporters.formats import FORMATS as CALENDAR_FORMATS
from exporters.formats import CalendarFormat, calendar_fault
from exporters.ics.readback import ReadBack
from feeds import formats as feed_formats
from feeds.formats import FORMATS as FEED_FORMATS
from feeds.formats import FeedFormat, feed_fault
from feeds.model import Channel
from ruznama.publishing import calendars, channels
from ruznama.publishing.publish import Publisher
from ruznama.publishing.snapshot import Snapshot
from tests.builders import HOUR, START, event, first_reading, publication
from tests.feeds.channels import a_channel, an_entry
from tests.ruznama.publishing.test_publish import SITE

Spoil = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return Publisher(SITE).publish(publication([first_reading()], START + HOUR))


@pytest.mark.parametrize("form", FEED_FORMATS, ids=lambda form: form.suffix)
def test_a_feed_that_says_something_else_is_found_out(form: FeedFormat) -> None:
    """Torn, of other entries, of another moment, or fewer."""
    channel = a_channel(an_entry())
    content = form.write(channel)
    assert feed_fault(form, content, channel) is None
    assert feed_fault(form, content[:-30], channel)
    assert feed_fault(form, b"", channel)
    edited = replace(channel.entries[0], updated=channel.entries[0].updated + HOUR)
    assert "was written" in str(feed_fault(form, content, replace(channel, entries=(edited,))))
    none = replace(channel, entries=())
    assert feed_fault(form, content, none) == "has 1 entries, not 0"


@pytest.mark.parametrize("form", CALENDAR_FORMATS, ids=lambda form: form.name)
def test_a_calendar_that_says_something_else_is_found_out(
    form: CalendarFormat, snapshot: Snapshot
) -> None:
    """In every form: other events, fewer, or bytes that nobody can read."""
    content = snapshot.bodies[f"/{form.name}"].content
    uids = [known.uid for known in first_reading().events]
    read_back = ReadBack()
    assert calendar_fault(form, content, uids, read_back) is None
    assert calendar_fault(form, content, uids[1:], read_back) == "has 4 events, not 3"
    spoiled = content.replace(uids[0].encode(), b"x" + uids[0].encode())
    assert calendar_fault(form, spoiled, uids, read_back)
    assert calendar_fault(form, b"", uids, read_back)


def test_a_calendar_torn_anywhere_is_found_out(snapshot: Snapshot) -> None:
    """A disk that fills up cuts where it will."""
    content = snapshot.bodies["/calendar.ics"].content
    uids = [known.uid for known in first_reading().events]
    read_back = ReadBack()
    for octets in range(1, len(content)):
        fault = calendar_fault(calendar_formats.ICS, content[:-octets], uids, read_back)
        assert fault, octets


def _spoil_feeds(monkeypatch: pytest.MonkeyPatch, suffix: str, spoil: Spoil) -> None:
    rows = tuple(
        replace(row, write=lambda channel, row=row: spoil(row.write(channel)))
        if row.suffix == suffix
        else row
        for row in FEED_FORMATS
    )
    monkeypatch.setattr(feed_formats, "FORMATS", rows)
    monkeypatch.setattr(channels, "FORMATS", rows)


def _spoil_calendars(monkeypatch: pytest.MonkeyPatch, spoil: Spoil) -> None:
    ics = calendar_formats.ICS
    spoiled = replace(ics, write=lambda sheet: spoil(ics.write(sheet)))
    rows = (spoiled, *CALENDAR_FORMATS[1:])
    monkeypatch.setattr(calendars, "ICS", spoiled)
    monkeypatch.setattr(calendars, "FORMATS", rows)


def _edited(revision: Revision) -> Revision:
    return revise(revision, replace(revision.article, title="عنوان آخر"), START + 2 * HOUR)


def test_what_cannot_be_read_back_leaves_the_last_good_in_its_place(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """One form stays; the others go on; it is counted, and said once."""
    publisher = Publisher(SITE)
    revision = first_reading()
    before = publisher.publish(publication([revision], START + HOUR))
    _spoil_feeds(monkeypatch, "rss", lambda content: content[:-20])
    edited = _edited(revision)
    after = publisher.publish(publication([edited], START + 3 * HOUR))
    assert after.bodies["/feed.rss"] is before.bodies["/feed.rss"]
    assert after.bodies["/feed.atom"] is not before.bodies["/feed.atom"]
    assert "/feed.rss" in after.left_out
    assert caplog.text.count("/feed.rss is not published") == 1
    publisher.publish(publication([edited], START + 4 * HOUR))
    assert caplog.text.count("/feed.rss is not published") == 1


def test_no_spoiled_calendar_ever_appears(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the combined one, nor that of a year, of a slice or of an article."""
    _spoil_calendars(monkeypatch, lambda content: content.replace(b"END:VEVENT\r\n", b"", 1))
    snapshot = Publisher(SITE).publish(publication([first_reading()], START + HOUR))
    refused = {path for path in snapshot.left_out if path.endswith(".ics")}
    assert {"/calendar.ics", "/calendars/2025.ics", "/articles/summit.ics"} <= refused
    assert not [path for path in snapshot.bodies if path.endswith(".ics")]
    assert "/feed.rss" in snapshot.bodies


def test_what_one_text_breaks_is_left_out_and_the_rest_goes_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A writer that fails on one article stops no other, and no other form."""
    good, bad = first_reading(), first_reading(id="bad", title="عصيّ على الكتابة")

    def refuse(channel: Channel) -> bytes:
        if any("عصيّ" in entry.title for entry in channel.entries):
            msg = "no word for it"
            raise LookupError(msg)
        return b"<feed/>"

    toy = FeedFormat(suffix="toy", content_type="text/x-toy", write=refuse, read_back=lambda _: [])
    monkeypatch.setattr(channels, "FORMATS", (*FEED_FORMATS, toy))
    snapshot = Publisher(SITE).publish(publication([good, bad], START + HOUR))
    assert "no word for it" in snapshot.left_out["/feed.toy"]
    assert {"/feed.rss", "/calendar.ics", "/articles/bad/", "/articles/summit/"} <= {
        *snapshot.bodies
    }


TEXTS = st.text(max_size=60).map(clean)
LINES = st.text(min_size=1, max_size=60).map(one_line).filter(bool)


@settings(max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(title=LINES, row=LINES, place=TEXTS, tags=st.lists(LINES, max_size=3))
def test_whatever_an_article_says_everything_of_it_is_published(
    title: str, row: str, place: str, tags: list[str]
) -> None:
    """Any text that the readers let in has its place in every form."""
    told = replace(event(row, "2025-09-23"), place=place or None, description=place or None)
    revision = first_reading([told], title=title, tags=tuple(tags))
    snapshot = Publisher(SITE).publish(publication([revision], START + HOUR))
    assert snapshot.left_out == {}
    drawn = [draw() for draw in snapshot.pictures.values()]
    assert None not in drawn
    document = json.loads(snapshot.bodies["/articles/summit.json"].content)
    assert document["title"] == title
