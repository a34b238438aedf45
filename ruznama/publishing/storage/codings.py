"""Bodies in the codings of HTTP, made when they are first asked for, and kept.

Source: RFC 9110, 8.4.1 (content codings).
"""

import gzip
from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

import brotli
import zstandard

from ruznama.publishing.storage.bounded import Bounded
from ruznama.publishing.storage.snapshot import Body

Coding = Literal["br", "zstd", "gzip"]

_LEAST_TO_COMPRESS = 200  # bytes; below that nothing is gained
_GZIP_LEVEL, _BROTLI_QUALITY, _ZSTD_LEVEL = 6, 5, 9
_ROOM_OCTETS = 16_000_000
_PACKED = ("image/png",)  # types whose bytes are compressed as they are

# The best first.
_ENCODERS: Mapping[Coding, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=_BROTLI_QUALITY),
    "zstd": lambda content: zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress(content),
    "gzip": lambda content: gzip.compress(content, _GZIP_LEVEL, mtime=0),
}


def offered(body: Body) -> tuple[Coding, ...]:
    """The codings in which a body is to be had, the best first."""
    if body.octets < _LEAST_TO_COMPRESS or body.content_type in _PACKED:
        return ()
    return tuple(_ENCODERS)


class Codings:
    """The coded bodies that were asked for last."""

    def __init__(self) -> None:
        self._kept: Bounded[tuple[str, str], bytes] = Bounded(_ROOM_OCTETS, len)

    def kept(self, body: Body, coding: Coding | Literal[""]) -> bytes | None:
        """The body in a coding, or as it is; None where it was not asked for lately."""
        return self._kept.get((body.digest, coding))

    def made(self, body: Body, coding: Coding | Literal[""]) -> bytes:
        """The body in a coding, or as it is; read and made where it is not kept."""
        return self._kept.get_or((body.digest, coding), partial(_made, body, coding))


def _made(body: Body, coding: Coding | Literal[""]) -> bytes:
    return _ENCODERS[coding](body.content) if coding else body.content
