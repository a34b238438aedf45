"""What is served: every body ready, with its ETag, its date and its compressed form.

A snapshot is never changed; a new one takes its place whole.
"""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

_LEAST_TO_COMPRESS = 200  # bytes; below that gzip gains nothing
_GZIP_LEVEL = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One resource.

    Attributes:
        content: the bytes.
        compressed: the same, in gzip; None where it would not be smaller.
        content_type: with charset, where the type has one.
        digest: of the content, in hexadecimal: the heart of its ETags.
        last_modified: when these bytes first were published; whole seconds, UTC.
        headers: what else is said with it.
    """

    content: bytes
    compressed: bytes | None
    content_type: str
    digest: str
    last_modified: datetime
    headers: tuple[tuple[str, str], ...] = ()


# What a query string chooses on a day; raises ChoiceError for a value that means nothing.
Selection = Callable[[str, date], Body]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything that is served at one time.

    Attributes:
        bodies: by path, percent-decoded.
        gone: the paths of articles that were withdrawn (HTTP 410).
        max_age_s: for how long a body may be kept before asking again.
        selections: by path, what answers choices in the query of an address.
    """

    bodies: Mapping[str, Body]
    gone: frozenset[str]
    max_age_s: int
    selections: Mapping[str, Selection] = field(default_factory=dict)


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
    digest = hashlib.sha256(content).hexdigest()[:32]
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


def _compressed(content: bytes) -> bytes | None:
    if len(content) < _LEAST_TO_COMPRESS:
        return None
    smaller = gzip.compress(content, _GZIP_LEVEL, mtime=0)
    return smaller if len(smaller) < len(content) else None
