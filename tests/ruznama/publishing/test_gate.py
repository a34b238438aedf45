"""Nothing is published that others cannot read back as it was meant; one fault harms no other."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from articles.revisions.known import Revision
from articles.revisions.revise import revise
from articles.text import clean, one_line
from exporters.formats import FORMATS as CALENDAR_FORMATS
from exporters.formats import ICS, CalendarFormat, calendar_fault
from exporters.ics.calendar import CalendarInfo
from feeds.formats import FORMATS as FEED_FORMATS
from feeds.formats import FeedFormat, feed_fault
from feeds.model import Channel, Entry
from ruznama.publishing.publish import Publisher
from ruznama.publishing.storage.snapshot import Snapshot
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
    assert feed_fault(form, content, channel.entries) is None
    assert feed_fault(form, content[:-30], channel.entries)
    assert feed_fault(form, b"", channel.entries)
    edited = replace(channel.entries[0], updated=channel.entries[0].updated + HOUR)
    assert "was written" in str(feed_fault(form, content, (edited,)))
    assert feed_fault(form, content, ()) == "has 1 entries, not 0"


@pytest.mark.parametrize("form", CALENDAR_FORMATS, ids=lambda form: form.name)
def test_a_calendar_that_says_something_else_is_found_out(
    form: CalendarFormat, snapshot: Snapshot
) -> None:
    """In every form: other events, fewer, or bytes that nobody can read."""
    content = snapshot.bodies[f"/{form.name}"].content
    uids = [known.uid for known in first_reading().events]
    assert calendar_fault(form, content, uids) is None
    assert calendar_fault(form, content, uids[1:]) == "has 4 events, not 3"
    spoiled = content.replace(uids[0].encode(), b"x" + uids[0].encode())
    assert calendar_fault(form, spoiled, uids)
    assert calendar_fault(form, b"", uids)


def test_a_calendar_torn_anywhere_is_found_out(snapshot: Snapshot) -> None:
    """A disk that fills up cuts where it will."""
    content = snapshot.bodies["/calendar.ics"].content
    uids = [known.uid for known in first_reading().events]
    for octets in range(1, len(content)):
        fault = calendar_fault(ICS, content[:-octets], uids)
        assert fault, octets


def _spoiled_feeds(suffix: str, spoil: Spoil) -> list[FeedFormat]:
    """The formats of feeds, the entries of one of them spoiled."""
    return [
        replace(row, items=lambda *given, row=row: [spoil(each) for each in row.items(*given)])
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
    publisher.publish(publication([revision], START + HOUR))
    torn.append(20)
    edited = _edited(revision)
    after = publisher.publish(publication([edited], START + 3 * HOUR))
    assert after.bodies["/feed.rss"].content.count("عنوان آخر".encode()) == 0
    assert "أربعة أيام".encode() in after.bodies["/feed.rss"].content
    assert "عنوان آخر".encode() in after.bodies["/feed.atom"].content
    assert "the article summit in rss" in after.left_out
    assert caplog.text.count("summit in rss is not published") == 1
    publisher.publish(publication([edited], START + 4 * HOUR))
    assert caplog.text.count("summit in rss is not published") == 1
    torn.clear()
    mended = publisher.publish(publication([edited], START + 5 * HOUR))
    assert mended.left_out == {}
    assert "عنوان آخر".encode() in mended.bodies["/feed.rss"].content


def test_a_feed_whose_frame_cannot_be_read_back_stays_as_it_was() -> None:
    """Its own title may be what breaks it."""
    torn: list[bool] = []
    rss, *others = FEED_FORMATS

    def frame(channel: Channel) -> tuple[bytes, bytes]:
        head, tail = rss.frame(channel)
        return (head[:-20] if torn else head), tail

    publisher = Publisher(SITE, feed_formats=[replace(rss, frame=frame), *others])
    before = publisher.publish(publication([first_reading()], START + HOUR))
    torn.append(True)
    edited = _edited(first_reading())
    after = publisher.publish(publication([edited], START + 3 * HOUR))
    assert after.bodies["/feed.rss"] is before.bodies["/feed.rss"]
    assert after.left_out.keys() == {"/feed.rss"}
    assert after.bodies["/feed.atom"] is not before.bodies["/feed.atom"]


def test_no_spoiled_calendar_ever_appears() -> None:
    """Not the combined one, nor that of a year, of a slice or of an article."""
    ics, *others = CALENDAR_FORMATS

    def frame(info: CalendarInfo, is_empty: bool) -> tuple[bytes, bytes]:  # noqa: FBT001
        head, tail = ics.frame(info, is_empty)
        return head, tail.replace(b"END:VCALENDAR", b"END:VEVENT")

    publisher = Publisher(SITE, calendar_formats=[replace(ics, frame=frame), *others])
    snapshot = publisher.publish(publication([first_reading(tags=("سياسة",))], START + HOUR))
    refused = {path for path in snapshot.left_out if path.endswith(".ics")}
    assert {"/calendar.ics", "/calendars/2025.ics", "/calendars/سياسة.ics"} <= refused
    assert "/articles/summit.ics" in refused
    assert not [path for path in snapshot.bodies if path.endswith(".ics")]
    assert "/feed.rss" in snapshot.bodies


def test_a_form_whose_events_cannot_be_read_back_is_not_published() -> None:
    """The others are."""
    ics, jcal, *others = CALENDAR_FORMATS
    spoiled = replace(jcal, event=lambda *_: b'["vevent",[["uid",{},"text","other"]],[]]')
    publisher = Publisher(SITE, calendar_formats=[ics, spoiled, *others])
    snapshot = publisher.publish(publication([first_reading()], START + HOUR))
    assert "has other events" in snapshot.left_out["/calendar.jcal"]
    assert {"/calendar.ics", "/calendar.csv"} <= snapshot.bodies.keys()


def test_what_one_text_breaks_is_left_out_and_the_rest_goes_out() -> None:
    """A writer that fails on one article stops no other, and no other form."""
    good, bad = first_reading(), first_reading(id="bad", title="عصيّ على الكتابة")

    def refuse(channel: Channel, entries: Sequence[Entry]) -> list[bytes]:
        del channel
        if any("عصيّ" in entry.title for entry in entries):
            msg = "no word for it"
            raise LookupError(msg)
        return [_line(entry) for entry in entries]

    publisher = Publisher(SITE, feed_formats=[*FEED_FORMATS, replace(LINES_OF_TEXT, items=refuse)])
    snapshot = publisher.publish(publication([good, bad], START + HOUR))
    assert "no word for it" in snapshot.left_out["the article bad in txt"]
    assert snapshot.bodies["/feed.txt"].content.count(b"\n") == 0
    assert {"/feed.rss", "/calendar.ics", "/articles/bad/", "/articles/summit/"} <= {
        *snapshot.bodies
    }


def _line(entry: Entry) -> bytes:
    return f"{entry.id} {int(entry.updated.timestamp())}".encode()


LINES_OF_TEXT = FeedFormat(
    suffix="txt",
    content_type="text/plain; charset=utf-8",
    frame=lambda _: (b"", b""),
    items=lambda _, entries: [_line(entry) for entry in entries],
    joint=b"\n",
    read_back=lambda content: [
        (name, int(moment)) for name, moment in map(str.split, content.decode().splitlines())
    ],
)


def test_a_new_format_of_feeds_is_one_row() -> None:
    """It is published for every feed, linked from the others, read back, chosen from."""
    publisher = Publisher(SITE, feed_formats=[*FEED_FORMATS, LINES_OF_TEXT])
    told = first_reading(tags=("سياسة",))
    snapshot = publisher.publish(publication([told], START + HOUR))
    assert snapshot.left_out == {}
    assert {"/feed.txt", "/feeds/سياسة.txt"} <= {*snapshot.feeds} & {*snapshot.bodies}
    assert b'type="text/plain"' in snapshot.bodies["/feed.atom"].content
    assert snapshot.selections["/feed.txt"]("q=nothing", START.date()).content == b""
    torn = replace(LINES_OF_TEXT, items=lambda _, entries: [_line(one)[:-1] for one in entries])
    refused = Publisher(SITE, feed_formats=[torn]).publish(
        publication([first_reading()], START + HOUR)
    )
    assert "the article summit in txt" in refused.left_out


def test_a_new_form_of_the_calendar_is_one_row() -> None:
    """It is published with all events, and read back."""
    uids = CalendarFormat(
        name="calendar.txt",
        content_type="text/plain; charset=utf-8",
        frame=lambda *_: (b"", b""),
        event=lambda listing, *_: listing.known.uid.encode(),
        joint=b"\n",
        read_back=lambda content: content.decode().splitlines(),
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
