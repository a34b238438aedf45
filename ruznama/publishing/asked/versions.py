"""The last versions of each feed, against which a reader may ask what is new (RFC 3229)."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping

from ruznama.edition.card import Card
from ruznama.publishing.forms.channels import Feed
from ruznama.publishing.storage.snapshot import Body

_KEPT_VERSIONS = 50

_Version = frozenset[bytes]


class Versions:
    """Which entries each version of each feed held, by the digest of its bytes."""

    def __init__(self) -> None:
        self._by_path: dict[str, OrderedDict[str, _Version]] = {}

    def remember(self, path: str, feed: Feed, published: Body) -> None:
        """Keeps what was published of a feed in one format."""
        versions = self._by_path.setdefault(path, OrderedDict())
        if published.digest in versions:
            return
        versions[published.digest] = frozenset(map(_version, feed.cards))
        while len(versions) > _KEPT_VERSIONS:
            versions.popitem(last=False)

    def remember_all(
        self, feeds: Mapping[str, Feed], suffixes: Iterable[str], bodies: Mapping[str, Body]
    ) -> None:
        """Keeps what was published of each feed, by path without suffix, in each format."""
        suffixes = list(suffixes)
        for path, feed in feeds.items():
            for name in (f"/{path}.{suffix}" for suffix in suffixes):
                if name in bodies:
                    self.remember(name, feed, bodies[name])

    def knows(self, path: str) -> bool:
        """Whether there are versions of a feed."""
        return path in self._by_path

    def new(self, path: str, feed: Feed, digest: str) -> list[Card] | None:
        """The entries that the version with a digest did not have; None where none is known."""
        old = self._by_path[path].get(digest) if path in self._by_path else None
        if old is None:
            return None
        return [card for card in feed.cards if _version(card) not in old]


def _version(card: Card) -> bytes:
    """Tells its entry from every other: what it is in each format."""
    return b"".join(digest for digest, _ in card.items.values())
