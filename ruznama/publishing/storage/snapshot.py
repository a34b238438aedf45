"""What is served: where every body lies, its ETag and its date.

A snapshot is never changed; a new one takes its place whole.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

MISSING = "/404.html"  # the page of an address where nothing is; static hosts know it by this name
_DIGEST_LETTERS = 32
PIECE_OCTETS = 16  # of the digest of a piece

# What is said with a body beside its type, dates and tags: names and values.
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One resource.

    Attributes:
        load: gives the bytes of pieces by their digests, from wherever they lie.
        octets: how many they are.
        content_type: with charset, where the type has one.
        digest: of the bytes, in hexadecimal: the heart of its ETags.
        last_modified: when these bytes first were published; whole seconds, UTC.
        headers: what else is said with it.
        parts: the digests of the pieces that the bytes are joined from; empty where they are kept
            nowhere.
    """

    load: Callable[[bytes], bytes]
    octets: int
    content_type: str
    digest: str
    last_modified: datetime
    headers: Headers = ()
    parts: bytes = b""

    @property
    def content(self) -> bytes:
        """The bytes."""
        return self.load(self.parts)

    @property
    def head(self) -> bytes:
        """Those of its first piece: all of them, where it is none that is joined."""
        return self.load(self.parts[:PIECE_OCTETS])


# What a query string chooses on a day; raises ChoiceError for a value that means nothing.
Selection = Callable[[str, date], Body]
# What is new since the body with a digest; None where that is not known any more.
Delta = Callable[[str], Body | None]
# The UIDs of the events of a calendar that came, changed or went after a time (in seconds, UTC);
# None where that is not known any more.
MovedEvents = Callable[[str, int], Collection[str] | None]
# The picture of an article; None where it cannot be drawn.
Draw = Callable[[], Body | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything that is served at one time.

    Attributes:
        bodies: by path, percent-decoded.
        gone: the paths of articles that were withdrawn (HTTP 410).
        max_age_s: for how long a body may be kept before asking again.
        selections: by path, what answers choices in the query of an address.
        deltas: by path, what answers those who ask only for what is new (RFC 3229).
        feeds: the paths of the feeds that people subscribe to.
        pictures: by path, what draws the picture of an article when it is first asked for.
        moved: by old path, where it leads by now.
        moved_events: what has changed in the calendar at a path.
        left_out: what could not be made or read back, and why.
    """

    bodies: Mapping[str, Body]
    gone: frozenset[str]
    max_age_s: int
    selections: Mapping[str, Selection] = field(default_factory=dict)
    deltas: Mapping[str, Delta] = field(default_factory=dict)
    feeds: tuple[str, ...] = ()
    pictures: Mapping[str, Draw] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    moved_events: MovedEvents = lambda path, since: None  # noqa: ARG005  nothing is known


def body(content: bytes, content_type: str, *, changed: datetime, headers: Headers = ()) -> Body:
    """A body of bytes that are held in memory; `changed` is when they first were published."""
    return Body(
        load=lambda _: content,
        octets=len(content),
        content_type=content_type,
        digest=digest_of(content),
        last_modified=changed.replace(microsecond=0),
        headers=headers,
    )


def digest_of(content: bytes) -> str:
    """What tells a content from every other."""
    return hashlib.sha256(content).hexdigest()[:_DIGEST_LETTERS]
