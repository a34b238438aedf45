"""The bodies of an edition, one publication after the other: made where their pieces moved."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from ruznama.publishing.forms.outputs import Fence, Output
from ruznama.publishing.storage.found import kept_body
from ruznama.publishing.storage.joining import Pieces
from ruznama.publishing.storage.snapshot import Body, digest_of
from ruznama.store.editions import BodyRow


class Bodies:
    """What stands at each path."""

    def __init__(self, pieces: Pieces, fence: Fence, retired: frozenset[str]) -> None:
        """`retired` are paths at which nothing is to stand any more."""
        self._pieces = pieces
        self._fence = fence
        self._retired = retired
        self._bodies: dict[str, Body] = {}
        self._news: dict[str, Body | None] = {}
        self._before: dict[str, Body] = {}

    def all(self) -> dict[str, Body]:
        """Those that stand now, by path."""
        return dict(self._bodies)

    def standing(self) -> Mapping[str, Body]:
        """Those that stand at any time, by path."""
        return MappingProxyType(self._bodies)

    def news(self) -> Mapping[str, Body | None]:
        """Those that are others since the last ones were kept; None where nothing is any more."""
        return MappingProxyType(self._news)

    def before(self) -> Mapping[str, Body]:
        """What those were when the last ones were kept, where anything was."""
        return MappingProxyType(self._before)

    def kept(self) -> None:
        """That all of these are in the store."""
        self._news, self._before = {}, {}

    def take(self, rows: Iterable[tuple[str, BodyRow | None]]) -> None:
        """Takes over what another process has published."""
        for path, row in rows:
            if row is None:
                self._bodies.pop(path, None)
            else:
                self._bodies[path] = kept_body(row, self._pieces)

    def make(self, output: Output, changed: datetime) -> None:
        """Makes the body of an output; the last good one stays where it cannot be made.

        Its Last-Modified moves only with its bytes, and never back: `changed` is the newest time in
        the record of change.
        """
        path, previous = output.path, self._bodies.get(output.path)
        if output.make is None or path in self._retired:
            if previous is not None:
                del self._bodies[path]
                self._put(path, previous, None)
            self._fence.forget(path)
            return
        made = self._fence.tried(path, output.make)
        if made is None:
            return
        parts = b"".join(digest for digest, _ in made)
        told = (output.content_type, output.headers)
        same = previous is not None and told == (previous.content_type, previous.headers)
        if previous is not None and same and parts == previous.parts:
            return
        content = self._pieces.join(parts)
        digest = digest_of(content)
        if previous is None or not same or digest != previous.digest:
            one = self._body(output, parts, content, digest, changed)
            self._bodies[path] = one
            self._put(path, previous, one)

    def _put(self, path: str, previous: Body | None, now: Body | None) -> None:
        if previous is not None and path not in self._news:
            self._before[path] = previous
        self._news[path] = now

    def _body(
        self, output: Output, parts: bytes, content: bytes, digest: str, changed: datetime
    ) -> Body:
        return Body(
            load=self._pieces.join,
            octets=len(content),
            content_type=output.content_type,
            digest=digest,
            last_modified=changed.replace(microsecond=0),
            headers=output.headers,
            parts=parts,
        )
