"""What is served: every body ready, with its ETag, its date and its compressed forms.

A snapshot is never changed; a new one takes its place whole.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock
from types import MappingProxyType
from typing import Literal, TypeVar

import brotli
import zstandard

MISSING = "/404.html"  # the page of an address where nothing is; static hosts know it by this name
Coding = Literal["br", "zstd", "gzip"]

_LEAST_TO_COMPRESS = 200  # bytes; below that nothing is gained
_GZIP_LEVEL, _BROTLI_QUALITY, _ZSTD_LEVEL = 6, 5, 9
_MOST_KEPT_OCTETS = 32_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One resource.

    Attributes:
        content: the bytes.
        compressed: the same in each coding in which it is smaller, the smallest first.
        content_type: with charset, where the type has one.
        digest: of the content, in hexadecimal: the heart of its ETags.
        last_modified: when these bytes first were published; whole seconds, UTC.
        headers: what else is said with it.
    """

    content: bytes
    compressed: Mapping[Coding, bytes]
    content_type: str
    digest: str
    last_modified: datetime
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def octets(self) -> int:
        """What it takes of the memory."""
        return len(self.content) + sum(map(len, self.compressed.values()))


_Made = TypeVar("_Made", Body, Body | None)
# What a query string chooses on a day; raises ChoiceError for a value that means nothing.
Selection = Callable[[str, date], Body]
# What is new since the body with a digest; None where that is not known any more.
Delta = Callable[[str], Body | None]
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


class KeptBodies:
    """Bodies that were made on request, kept for the next who asks; the longest unused go first."""

    def __init__(self) -> None:
        self._bodies: OrderedDict[Hashable, Body] = OrderedDict()
        self._octets = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], _Made]) -> _Made | Body:
        """The body of a key, made where it is not kept."""
        with self._lock:
            kept = self._bodies.get(key)
            if kept is not None:
                self._bodies.move_to_end(key)
                return kept
        made = make()
        if made is not None:
            self._keep(key, made)
        return made

    def _keep(self, key: Hashable, made: Body) -> None:
        with self._lock:
            if key not in self._bodies:
                self._bodies[key] = made
                self._octets += made.octets
            while self._octets > _MOST_KEPT_OCTETS and len(self._bodies) > 1:
                self._octets -= self._bodies.popitem(last=False)[1].octets


def body(
    content: bytes,
    content_type: str,
    *,
    changed: datetime,
    previous: Body | None = None,
    headers: tuple[tuple[str, str], ...] = (),
) -> Body:
    """A body ready to be served; the previous one where nothing about it differs.

    Its Last-Modified moves only with its bytes, and never back: `changed` is the newest time in
    the record of change.
    """
    digest = digest_of(content)
    if previous and (previous.digest, previous.content_type, previous.headers) == (
        digest,
        content_type,
        headers,
    ):
        return previous
    return Body(
        content=content,
        compressed=_compressed(content),
        content_type=content_type,
        digest=digest,
        last_modified=changed.replace(microsecond=0),
        headers=headers,
    )


def digest_of(content: bytes) -> str:
    """What tells a content from every other."""
    return hashlib.sha256(content).hexdigest()[:32]


def _compressed(content: bytes) -> Mapping[Coding, bytes]:
    if len(content) < _LEAST_TO_COMPRESS:
        return MappingProxyType({})
    made: dict[Coding, bytes] = {
        "br": brotli.compress(content, quality=_BROTLI_QUALITY),
        "zstd": zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress(content),
        "gzip": gzip.compress(content, _GZIP_LEVEL, mtime=0),
    }
    smaller = {name: each for name, each in made.items() if len(each) < len(content)}
    return MappingProxyType(dict(sorted(smaller.items(), key=lambda one: len(one[1]))))
