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

    def all(self) -> dict[str, Body]:
        """Those that stand now, by path."""
        return dict(self._bodies)

    def standing(self) -> Mapping[str, Body]:
        """Those that stand at any time, by path."""
        return MappingProxyType(self._bodies)

    def new(self, before: dict[str, Body]) -> dict[str, Body]:
        """Those that are others than before."""
        return {path: one for path, one in self._bodies.items() if before.get(path) is not one}

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
            self._bodies.pop(path, None)
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
            self._bodies[path] = self._body(output, parts, content, digest, changed)

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
