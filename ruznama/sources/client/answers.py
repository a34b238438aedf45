"""What a host answered: its status, its body, and what its headers say about asking again.

Bodies are read raw and inflated here, since httpx 0.28 inflates a compressed read in one go.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from articles.formats.kinds import MAX_BYTES
from ruznama.errors import FetchError
from ruznama.sources.client.deadline import Deadline

if TYPE_CHECKING:
    import httpx

_CHUNK = 65_536
_GZIP_WINDOW = 31  # zlib's window bits for gzip
_LONGEST_WAIT = timedelta(hours=24)
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one request may cost.

    Attributes:
        seconds: from its beginning to its last byte, redirects included.
        octets: of a body, on the wire and inflated.
    """

    seconds: float = 30.0
    octets: int = MAX_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What an earlier answer was known by, to be sent with the next request (RFC 9110, 13.1)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer.

    Attributes:
        url: the address that answered, after redirects.
        status: 200 to 599; 304 has no body.
        body: inflated.
        content_type: as told, or None.
        validators: to send next time.
        max_age: how long the answer may be kept, where it says so.
        retry_after: how long to wait before asking again, where it says so; a day at most.
        moved_to: where a permanent redirect pointed, where every one on the way was permanent.
    """

    url: str
    status: int
    body: bytes = b""
    content_type: str | None = None
    validators: Validators = field(default_factory=Validators)
    max_age: timedelta | None = None
    retry_after: timedelta | None = None
    moved_to: str | None = None

    @property
    def charset(self) -> str | None:
        """The charset that the content type names, if any."""
        match = _CHARSET.search(self.content_type or "")
        return match[1] if match else None


def fetched(response: "httpx.Response", body: bytes) -> Fetched:
    """The answer that has this body."""
    headers = response.headers
    return Fetched(
        url=str(response.url),
        status=response.status_code,
        body=body,
        content_type=headers.get("content-type"),
        validators=Validators(etag=headers.get("etag"), last_modified=headers.get("last-modified")),
        max_age=_max_age(headers),
        retry_after=_retry_after(headers.get("retry-after")),
    )


def body_of(response: "httpx.Response", limits: Limits, deadline: Deadline) -> bytes:
    """The body of an answer, bounded on the wire and inflated.

    Raises:
        FetchError: it is too large, too slow, or in a coding that was not asked for.
    """
    return b"".join(_inflated(response, limits, deadline))


def _inflated(response: "httpx.Response", limits: Limits, deadline: Deadline) -> Iterator[bytes]:
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip"}:
        raise FetchError(response.url, f"answers in the coding {coding}", "Only gzip is read")
    inflate = zlib.decompressobj(_GZIP_WINDOW) if "gzip" in coding else None
    wire = total = 0
    for chunk in response.iter_raw(_CHUNK):
        wire += len(chunk)
        _check(response, wire, limits, deadline)
        for piece in _pieces(inflate, chunk):
            total += len(piece)
            _check(response, total, limits, deadline)
            yield piece


def _check(response: "httpx.Response", octets: int, limits: Limits, deadline: Deadline) -> None:
    if octets > limits.octets:
        problem = f"is larger than {limits.octets:,} bytes"
        raise FetchError(response.url, problem, "Name a smaller page")
    if deadline.left() <= 0:
        problem = f"took longer than {limits.seconds:g} seconds"
        raise FetchError(response.url, problem, "It is tried again at the next run")


def _pieces(inflate: Any, chunk: bytes) -> Iterator[bytes]:
    """A chunk as it is, or inflated a bounded piece at a time."""
    if inflate is None:
        yield chunk
        return
    while chunk:
        piece = inflate.decompress(chunk, _CHUNK)
        yield piece
        chunk = inflate.unconsumed_tail
        if not piece and inflate.eof:
            return


def _max_age(headers: Mapping[str, str]) -> timedelta | None:
    match = _MAX_AGE.search(headers.get("cache-control", "").lower())
    return timedelta(seconds=int(match[1])) if match else None


def _retry_after(value: str | None) -> timedelta | None:
    """Seconds or a date (RFC 9110, 10.2.3), at most a day and never the past."""
    if not value:
        return None
    if value.strip().isdecimal():
        wait = timedelta(seconds=min(int(value), 10**6))
    else:
        try:
            until = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        wait = until - datetime.now(UTC)  # noqa: TID251  the border: the date is of now
    return max(timedelta(), min(wait, _LONGEST_WAIT))
