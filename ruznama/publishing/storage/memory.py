"""What a publisher keeps where nothing is kept beyond the process."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from articles.asking import holds
from exporters.combined import Combined
from ruznama.edition.card import Card
from ruznama.edition.slices import KnownSlice
from ruznama.publishing.storage.joining import MemoryPieces
from ruznama.publishing.storage.storing import KeptHead, Renewed
from ruznama.store.editions import BodyRow


class MemoryStore(MemoryPieces):
    """Keeps nothing beyond the process."""

    def __init__(
        self,
        combined: Iterable[Combined] = (),
        slices: Iterable[KnownSlice] = (),
        offered: Iterable[str] = (),
    ) -> None:
        super().__init__()
        self._texts: dict[str, str] = {}
        self._combined = {record.uid: record for record in combined}
        self._slices = {one.slug: one for one in slices}
        self._offered = set(offered)

    def head(self) -> KeptHead | None:
        """There is none."""
        return None

    def bodies(self, since: int) -> Iterator[tuple[str, BodyRow | None]]:
        """There are none."""
        del since
        return iter(())

    def cards(self, since: int) -> Iterator[tuple[str, Card | None]]:
        """There are none."""
        del since
        return iter(())

    def combined(self, since: int) -> Iterable[Combined]:
        """All of them."""
        del since
        return list(self._combined.values())

    def slices(self) -> Iterable[KnownSlice]:
        """All of them."""
        return list(self._slices.values())

    def offered(self) -> Iterable[str]:
        """All of them."""
        return sorted(self._offered)

    def moved_events(self, path: str, since: int) -> Collection[str] | None:
        """That is not known."""
        del path, since
        return None

    def keep(self, renewed: Renewed) -> None:
        """Keeps the words, the records of events, the slices and the addresses."""
        self._offered |= {*renewed.offered}
        self._combined |= renewed.combined
        self._slices |= {one.slug: one for one in renewed.slices}
        self._texts |= renewed.texts
        for article_id in renewed.withdrawn:
            self._texts.pop(article_id, None)

    def find(self, words: str) -> Sequence[str]:
        """The ids of the articles that hold all of some words."""
        return [each for each, text in self._texts.items() if holds(text, words)]
