"""Nothing is published that others cannot read back as it was meant; one fault harms no other."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from articles.revisions.known import Revision
from articles.revisions.revise import revise
from articles.text import clean, one_line
from exporters.formats import FORMATS as CALENDAR_FORMATS
from exporters.formats import ICS, CalendarFormat, calendar_fault
from exporters.ics.readback import ReadBack
from feeds.formats import FORMATS as FEED_FORMATS
from feeds.formats import FeedFormat, feed_fault
from feeds.model import Channel
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
        fault = calendar_fault(ICS, content[:-octets], uids, read_back)
        assert fault, octets


def _spoiled_feeds(suffix: str, spoil: Spoil) -> list[FeedFormat]:
    """The formats of feeds, the bytes of one of them spoiled."""
    return [
        replace(row, write=lambda channel, row=row: spoil(row.write(channel)))
        if row.suffix == suffix
        else row
        for row in FEED_FORMATS
    ]


def _edited(revision: Revision) -> Revision:
    return revise(revision, replace(revision.article, title="عنوان آخر"), START + 2 * HOUR)


def test_what_cannot_be_read_back_leaves_the_last_good_in_its_place(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One form stays; the others go on; it is counted, and said once."""
    torn: list[int] = []
    feeds = _spoiled_feeds("rss", lambda content: content[: -torn[0]] if torn else content)
    publisher = Publisher(SITE, feed_formats=feeds)
    revision = first_reading()
    before = publisher.publish(publication([revision], START + HOUR))
    torn.append(20)
    edited = _edited(revision)
    after = publisher.publish(publication([edited], START + 3 * HOUR))
    assert after.bodies["/feed.rss"] is before.bodies["/feed.rss"]
    assert after.bodies["/feed.atom"] is not before.bodies["/feed.atom"]
    assert "/feed.rss" in after.left_out
    assert caplog.text.count("/feed.rss is not published") == 1
    publisher.publish(publication([edited], START + 4 * HOUR))
    assert caplog.text.count("/feed.rss is not published") == 1


def test_no_spoiled_calendar_ever_appears() -> None:
    """Not the combined one, nor that of a year, of a slice or of an article."""
    ics, *others = CALENDAR_FORMATS
    spoiled = replace(ics, write=lambda sheet: ics.write(sheet).replace(b"END:VEVENT\r\n", b"", 1))
    publisher = Publisher(SITE, calendar_formats=[spoiled, *others])
    snapshot = publisher.publish(publication([first_reading(tags=("سياسة",))], START + HOUR))
    refused = {path for path in snapshot.left_out if path.endswith(".ics")}
    assert {"/calendar.ics", "/calendars/2025.ics", "/calendars/سياسة.ics"} <= refused
    assert "/articles/summit.ics" in refused
    assert not [path for path in snapshot.bodies if path.endswith(".ics")]
    assert "/feed.rss" in snapshot.bodies


def test_what_one_text_breaks_is_left_out_and_the_rest_goes_out() -> None:
    """A writer that fails on one article stops no other, and no other form."""
    good, bad = first_reading(), first_reading(id="bad", title="عصيّ على الكتابة")

    def refuse(channel: Channel) -> bytes:
        if any("عصيّ" in entry.title for entry in channel.entries):
            msg = "no word for it"
            raise LookupError(msg)
        return b""

    fussy = FeedFormat(suffix="x", content_type="text/x", write=refuse, read_back=lambda _: [])
    publisher = Publisher(SITE, feed_formats=[*FEED_FORMATS, fussy])
    snapshot = publisher.publish(publication([good, bad], START + HOUR))
    assert "no word for it" in snapshot.left_out["/feed.x"]
    assert {"/feed.rss", "/calendar.ics", "/articles/bad/", "/articles/summit/"} <= {
        *snapshot.bodies
    }


def test_a_new_format_of_feeds_is_one_row() -> None:
    """It is published for every feed, linked from the others, read back, chosen from."""
    lines = FeedFormat(
        suffix="txt",
        content_type="text/plain; charset=utf-8",
        write=lambda channel: "\n".join(
            f"{one.id} {int(one.updated.timestamp())}" for one in channel.entries
        ).encode(),
        read_back=lambda content: [
            (name, int(moment)) for name, moment in map(str.split, content.decode().splitlines())
        ],
    )
    publisher = Publisher(SITE, feed_formats=[*FEED_FORMATS, lines])
    told = first_reading(tags=("سياسة",))
    snapshot = publisher.publish(publication([told], START + HOUR))
    assert snapshot.left_out == {}
    assert {"/feed.txt", "/feeds/سياسة.txt"} <= {*snapshot.feeds} & {*snapshot.bodies}
    assert b'type="text/plain"' in snapshot.bodies["/feed.atom"].content
    assert snapshot.selections["/feed.txt"]("q=nothing", START.date()).content == b""
    torn = replace(lines, write=lambda channel: lines.write(channel)[:-1])
    refused = Publisher(SITE, feed_formats=[torn]).publish(
        publication([first_reading()], START + HOUR)
    )
    assert "/feed.txt" in refused.left_out


def test_a_new_form_of_the_calendar_is_one_row() -> None:
    """It is published with all events, and read back."""
    uids = CalendarFormat(
        name="calendar.txt",
        content_type="text/plain; charset=utf-8",
        write=lambda sheet: "\n".join(one.known.uid for one in sheet.events).encode(),
        read_back=lambda content, _: content.decode().splitlines(),
    )
    publisher = Publisher(SITE, calendar_formats=[*CALENDAR_FORMATS, uids])
    snapshot = publisher.publish(publication([first_reading()], START + HOUR))
    assert snapshot.left_out == {}
    told = snapshot.bodies["/calendar.txt"].content.decode().splitlines()
    assert sorted(told) == sorted(known.uid for known in first_reading().events)


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
