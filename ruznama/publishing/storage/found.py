"""An edition as it is found in the store: served before anything that writes editions is loaded."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from importlib.metadata import version
from types import MappingProxyType
from typing import TypeVar

from articles.revisions.known import Tombstone
from ruznama.edition.site import Site
from ruznama.publishing.paths import article_paths, picture_path
from ruznama.publishing.storage.joining import Pieces
from ruznama.publishing.storage.moved import led_on
from ruznama.publishing.storage.on_request import OnRequest
from ruznama.publishing.storage.snapshot import Body, Snapshot
from ruznama.publishing.storage.storing import Kept, headers_of, moment_of
from ruznama.store.editions import BodyRow

_Value = TypeVar("_Value")


def form_of(site: Site) -> str:
    """Tells the way in which a site is written from every other: its configuration, our version."""
    return hashlib.sha256(f"{site!r}\n{version('ruznama')}".encode()).hexdigest()


def kept_body(row: BodyRow, pieces: Pieces) -> Body:
    """A body that is kept."""
    return Body(
        load=pieces.join,
        octets=row.octets,
        content_type=row.content_type,
        digest=row.digest,
        last_modified=moment_of(row),
        headers=headers_of(row.headers),
        parts=row.parts,
    )


def gone_paths(
    site: Site, tombstones: Sequence[Tombstone], there: Mapping[str, Body]
) -> frozenset[str]:
    """What was withdrawn, and what the configuration retires."""
    withdrawn = {
        path
        for tombstone in tombstones
        for path in (*article_paths(tombstone.id), picture_path(tombstone.id))
    }
    return frozenset({*withdrawn, *site.retired} - there.keys())


class KeptBodies:
    """The bodies of an edition, read from the store as far as they have changed."""

    def __init__(self, store: Kept) -> None:
        self._store = store
        self._pieces = Pieces(store)
        self._bodies: dict[str, Body] = {}
        self._counter = 0

    def moved_events(self, path: str, since: int) -> Collection[str] | None:
        """The UIDs of the events of a calendar that moved after a time."""
        return self._store.moved_events(path, since)

    def bodies(self) -> Mapping[str, Body]:
        """Those of the edition that is kept now."""
        head = self._store.head()
        for path, row in self._store.bodies(self._counter):
            if row is None:
                self._bodies.pop(path, None)
            else:
                self._bodies[path] = kept_body(row, self._pieces)
        self._counter = head.counter if head else 0
        return MappingProxyType(dict(self._bodies))


def found_snapshot(
    found: KeptBodies,
    site: Site,
    tombstones: Sequence[Tombstone],
    left_out: Mapping[str, str],
    whole: Callable[[], Snapshot | None],
    *,
    served: bool = True,
) -> Snapshot:
    """What the store keeps; what is chosen from it comes from the `whole`, once that is needed."""
    bodies, moved = led_on(found.bodies(), site.renamed, served=served)

    def asked(of: Callable[[Snapshot], Mapping[str, _Value]]) -> Mapping[str, _Value]:
        def all_of_it() -> Mapping[str, _Value]:
            snapshot = whole()
            return of(snapshot) if snapshot else {}

        return OnRequest(lambda path: all_of_it().get(path), all_of_it)

    return Snapshot(
        bodies=MappingProxyType(bodies),
        gone=gone_paths(site, tombstones, bodies),
        max_age_s=int(site.refresh.total_seconds()),
        selections=asked(lambda snapshot: snapshot.selections),
        deltas=asked(lambda snapshot: snapshot.deltas),
        pictures=asked(lambda snapshot: snapshot.pictures),
        left_out=left_out,
        moved=moved,
        moved_events=found.moved_events,
    )
