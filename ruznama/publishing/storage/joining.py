"""The pieces that bodies are joined from, kept by the digest of their bytes.

A piece is one article or event in one form, or what stands around some of them. Equal bytes are one
piece, whoever made them.
"""

from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from typing import Protocol

from ruznama.edition.card import Piece
from ruznama.publishing.storage.bounded import Bounded
from ruznama.publishing.storage.snapshot import PIECE_OCTETS

_ROOM_OCTETS = 16_000_000
_BATCH_OCTETS = 8_000_000
_LONGEST_CACHED = 200_000


class PieceStore(Protocol):
    """Where pieces lie; see `ruznama.store.editions.Editions`."""

    def pieces(self, digests: Collection[bytes]) -> dict[bytes, bytes]:
        """The bytes of those that are there."""

    def keep_pieces(self, pieces: Mapping[bytes, bytes]) -> None:
        """Keeps more of them."""


class MemoryPieces:
    """Keeps pieces for as long as the process runs."""

    def __init__(self) -> None:
        self._pieces: dict[bytes, bytes] = {}

    def pieces(self, digests: Collection[bytes]) -> dict[bytes, bytes]:
        """The bytes of those that are there."""
        return {each: self._pieces[each] for each in digests if each in self._pieces}

    def keep_pieces(self, pieces: Mapping[bytes, bytes]) -> None:
        """Keeps more of them."""
        self._pieces |= pieces


class LostPieceError(LookupError):
    """A piece is gone from where it was kept: what it belongs to must be made anew."""


class Pieces:
    """Pieces through a bounded cache; new ones are written some at a time."""

    def __init__(self, store: PieceStore) -> None:
        self._store = store
        self._cache: Bounded[bytes, bytes] = Bounded(_ROOM_OCTETS, len)
        self._new: dict[bytes, bytes] = {}
        self._waiting = 0

    def put(self, content: bytes) -> Piece:
        """Keeps a piece; its digest and length."""
        digest = blake2b(content, digest_size=PIECE_OCTETS).digest()
        if digest not in self._new:
            self._new[digest] = content
            self._waiting += len(content)
            if self._waiting > _BATCH_OCTETS:
                self.flush()
        return digest, len(content)

    def flush(self) -> None:
        """Writes what is waiting."""
        waiting, self._new, self._waiting = self._new, {}, 0
        if waiting:
            self._store.keep_pieces(waiting)
        for digest, content in waiting.items():
            self._cache_one(digest, content)

    def get(self, digests: Iterable[bytes]) -> list[bytes]:
        """The bytes of pieces, in their order.

        Raises:
            LostPieceError: one is not there.
        """
        wanted = list(digests)
        new = self._new
        found = {each: new[each] if each in new else self._cache.get(each) for each in wanted}
        missing = [each for each, content in found.items() if content is None]
        if missing:
            read = self._store.pieces(missing)
            for digest, content in read.items():
                self._cache_one(digest, content)
            found.update(read)
        return [_there(found[each]) for each in wanted]

    def join(self, parts: bytes) -> bytes:
        """The bytes that pieces make together; `parts` are their digests, one after the other."""
        return b"".join(self.get(split(parts)))

    def _cache_one(self, digest: bytes, content: bytes) -> None:
        if len(content) <= _LONGEST_CACHED:
            self._cache.put(digest, content)


def split(parts: bytes) -> list[bytes]:
    """The digests that stand one after the other."""
    return [parts[at : at + PIECE_OCTETS] for at in range(0, len(parts), PIECE_OCTETS)]


def _there(content: bytes | None) -> bytes:
    if content is None:
        message = "a piece of this body is not in the store any more"
        raise LostPieceError(message)
    return content
