"""Who is told of a publication: the hub, and the programs of webhooks."""

from collections.abc import Sequence
from urllib.parse import quote

from articles.revisions.known import Revision, Tombstone
from ruznama.edition.edition import Publication
from ruznama.publishing.storage.snapshot import Snapshot
from ruznama.renewal.hooks import Hooks, changes
from ruznama.renewal.websub import Hub


class Others:
    """Tells others what a publication has changed; nothing has where nothing was before."""

    def __init__(self, base_url: str, hub: Hub | None, hooks: Hooks | None) -> None:
        self._base_url = base_url
        self._hub = hub
        self._hooks = hooks
        self._withdrawn: frozenset[Tombstone] | None = None

    def tell(
        self,
        before: Snapshot | None,
        after: Snapshot,
        moved: Sequence[Revision],
        around: Publication,
    ) -> None:
        """Tells all of them.

        Args:
            before: what was published before; None where nothing was.
            after: what is published now.
            moved: the articles that are new or changed.
            around: what is known around them.
        """
        self._tell_hub(before, after)
        self._tell_hooks(before, moved, around)

    def _tell_hub(self, before: Snapshot | None, after: Snapshot) -> None:
        """Tells the hub of the feeds that have changed."""
        if self._hub is None or before is None:
            return
        base_url = self._base_url.rstrip("/")
        topics = [
            f"{base_url}{quote(path)}"
            for path in after.feeds
            if path in before.bodies and before.bodies[path].digest != after.bodies[path].digest
        ]
        if topics:
            self._hub.tell(topics)

    def _tell_hooks(
        self, before: Snapshot | None, moved: Sequence[Revision], around: Publication
    ) -> None:
        """Tells other programs of the articles that changed, or went."""
        known, self._withdrawn = self._withdrawn, frozenset(around.tombstones)
        if self._hooks is None or before is None:
            return
        withdrawn = self._withdrawn - (self._withdrawn if known is None else known)
        told = sorted(withdrawn, key=lambda one: one.id)
        self._hooks.tell(changes(moved, told, base_url=self._base_url, at=around.changed))
