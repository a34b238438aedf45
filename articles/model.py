"""The article as Ruznama understands it: text in blocks, events in timelines, and where each stood.

These values are what the readers make and what the writers take. They are frozen, hold clean text
(see `articles.text.clean`), and are the structured format "article/1" field for field:
`articles.formats.document` turns them into JSON and back. Meanings follow schema.org NewsArticle
and Event.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from articles.blocks import At, Block, Image

Grain = Literal["year", "month", "week", "day", "hour", "minute", "second"]
CalendarSystem = Literal["gregorian", "hijri", "persian"]
Preference = Literal["nearest", "past", "future"]  # which day a date without its year means
SourceKind = Literal["text", "markdown", "html", "json", "feed"]
TitleSource = Literal["given", "jsonld", "meta", "h1", "heading", "line", "lead", "filename"]
TimelineKind = Literal["table", "list", "definition", "lines", "widget", "prose", "given"]
EventStatus = Literal["confirmed", "tentative", "cancelled"]
DropReason = Literal[
    "related", "read-also", "share", "nav", "comment", "legal", "caption", "duplicate", "manual"
]

CLOCK_GRAINS: frozenset[Grain] = frozenset({"hour", "minute", "second"})


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A point in time as exactly as it was told: a year, a month, a day or a time of day.

    Attributes:
        value: ISO 8601 in the Gregorian calendar, cut to the grain: "2025", "2025-09",
            "2025-W39", "2025-09-23", "2025-09-23T20", "2025-09-23T20:30", "2025-09-23T20:30:05".
        timezone: for a time of day, an IANA name or "+03:00"; never None once an article is read.
        raw: the words that said it.
        inferred: what the words left out: "year", "month", "day", "calendar", "timezone", …
        confidence: 0 to 1.
    """

    value: str
    grain: Grain = "day"
    timezone: str | None = None
    calendar: CalendarSystem = "gregorian"
    raw: str = ""
    inferred: tuple[str, ...] = ()
    confidence: float = 1.0

    @property
    def is_clock(self) -> bool:
        """Whether a time of day is known."""
        return self.grain in CLOCK_GRAINS

    @property
    def day(self) -> date | None:
        """The day, or None where only a year, month or week is known."""
        if self.is_clock or self.grain == "day":
            return date.fromisoformat(self.value[:10])
        return None

    @property
    def local(self) -> datetime | None:
        """The moment as the clocks there show it, or None where no time of day is known.

        A clock time without a zone is taken as UTC.
        """
        if not self.is_clock:
            return None
        local = datetime.fromisoformat(self.value)
        return local if local.tzinfo else local.replace(tzinfo=zone_of(self.timezone))

    @property
    def instant(self) -> datetime | None:
        """The moment in UTC, or None where no time of day is known."""
        local = self.local
        return local and local.astimezone(UTC)


def zone_of(name: str | None) -> tzinfo:
    """The zone of an IANA name or an offset such as "+03:00"; UTC for None."""
    if name is None:
        return UTC
    if name[0] in "+-":
        zone = datetime.fromisoformat(f"2000-01-01T00:00{name}").tzinfo
        assert zone is not None  # noqa: S101  an offset was given
        return zone
    return ZoneInfo(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Altered:
    """One time of an event that comes again which is not as its rule has it.

    Attributes:
        day: on which the rule has it, in ISO 8601.
        start: when it is instead; None where it keeps its time.
        end: likewise.
        status: of this one time.
    """

    day: str
    start: When | None = None
    end: When | None = None
    status: EventStatus = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """How an event comes again after its first time, in days of its place; ISO 8601.

    Attributes:
        rule: the parts of an RRULE (RFC 5545, 3.3.10) but UNTIL and COUNT: "FREQ=WEEKLY;BYDAY=TU".
        until: the last day on which it may come; None where none is told.
        without: days on which it does not come.
        also: further days on which it comes.
        altered: its times that are called off or moved.
    """

    rule: str
    until: str | None = None
    without: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    altered: tuple[Altered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One dated event of a timeline.

    Attributes:
        start: when it starts; where it comes again, for the first time.
        end: the LAST day, month … of a range, inclusive; None for one point.
        all_day: whether it has no time of day.
        group: the section of the table that it stands in.
        raw: the row, item or sentence that told it.
        at: where that stood.
        recurrence: how it comes again; None where it does not.
    """

    title: str
    start: When
    end: When | None = None
    all_day: bool = True
    place: str | None = None
    description: str | None = None
    url: str | None = None
    status: EventStatus = "confirmed"
    group: str | None = None
    raw: str = ""
    at: At = At()
    recurrence: Recurrence | None = None

    @property
    def backwards(self) -> bool:
        """Whether its end precedes its start; such an event is noted and never published."""
        if self.end is None:
            return False
        if self.start.timezone != self.end.timezone:
            start, end = self.start.instant, self.end.instant
            if start and end:
                return end < start
        cut = min(len(self.start.value), len(self.end.value))
        return self.end.value[:cut] < self.start.value[:cut]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events that the article lists together; `title` is its caption or nearest heading."""

    title: str | None = None
    kind: TimelineKind
    at: At = At()
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A line that is not part of the article, and why. Nothing is thrown away."""

    text: str
    why: DropReason
    rule: str
    score: float | None = None
    href: str | None = None
    at: At = At()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something an editor should look at: a code for programs, a sentence for people, a place."""

    code: str
    text: str
    at: At = At()


BACKWARDS = "backwards"


def backwards_note(event: Event) -> Note:
    """What an editor is told of an event that ends before it begins."""
    text = f"the end precedes the start, so it is not published: {event.title}"
    return Note(code=BACKWARDS, text=text, at=event.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An author."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the article was read from. `name` is a file name or URL; `sha256` is of the bytes."""

    kind: SourceKind
    name: str
    sha256: str
    encoding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article, read whole.

    Attributes:
        id: short ASCII `[a-z0-9][a-z0-9_-]{0,63}`; from the canonical URL, else the given id, else
            the file name (`articles.read.article_id`).
        url: its canonical address.
        title_from: where the title was found.
        summary: plain text.
        published: None where the article does not tell.
        blocks: the text in order, boilerplate left out.
        timelines: its dated events.
        dropped: what was left out of `blocks`.
    """

    schema: Literal["article/1"] = "article/1"
    id: str
    url: str | None = None
    title: str
    title_from: TitleSource = "given"
    language: str = "ar"
    summary: str | None = None
    published: When | None = None
    modified: When | None = None
    authors: tuple[Person, ...] = ()
    publisher: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: Image | None = None
    source: Source
    blocks: tuple[Block, ...] = ()
    timelines: tuple[Timeline, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[Note, ...] = ()
