"""The ledger of one source during a run: its items, found by any of their names."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from articles.revisions.known import Revision
from ruznama.sources.remembered.identities import found_by
from ruznama.sources.remembered.states import MOST_NAMES, is_over
from ruznama.store.kept import SourceItem

_AT_A_TIME = 50  # changed items that are written together


class ItemStore(Protocol):
    """What a run needs of the ledger in the store; see `ruznama.store.itemrows.Items`."""

    def of(self, source: str) -> dict[str, SourceItem]:
        """The items of a source, by locator."""

    def put(self, source: str, changed: Iterable[SourceItem]) -> None:
        """Keeps items as they are now."""

    def forget(self, source: str, locators: Collection[str]) -> None:
        """Takes items out."""

    def owners(self, found_by: Sequence[str], besides: str) -> dict[tuple[str, str], set[str]]:
        """The source and locator of all items of other sources that have some of these names."""

    def left(self, source: str, locator: str) -> Revision | None:
        """The article of an item that is gone."""


@dataclass(slots=True)
class Ledger:
    """The items of a source, by locator; what changes is written by `flush`."""

    store: ItemStore
    source: str
    now: datetime
    items: dict[str, SourceItem] = field(init=False)
    _by_name: dict[str, str] = field(init=False, default_factory=dict)
    _gone: dict[str, str] = field(init=False, default_factory=dict)
    _changed: dict[str, SourceItem] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.items = self.store.of(self.source)
        for item in self.items.values():
            self._index(item)

    def item(self, locator: str) -> SourceItem:
        """The item of a locator; a new one where there is none."""
        return self.items.get(locator) or SourceItem(locator=locator, since=self.now)

    def find(
        self, names: Iterable[str], is_taken: Callable[[str], bool] = lambda _: False
    ) -> SourceItem | None:
        """The item that the strongest of some names leads to, those that are gone last."""
        names = list(names)
        found = found_by(names, self._by_name, is_taken) or found_by(names, self._gone, is_taken)
        return self.items.get(found) if found else None

    def keep(self, item: SourceItem) -> None:
        """An item as it is from now on."""
        if self.items.get(item.locator) == item:
            return
        self.items[item.locator] = self._changed[item.locator] = item
        self._index(item)

    @property
    def is_full(self) -> bool:
        """Whether so much has changed that it should be written."""
        return len(self._changed) >= _AT_A_TIME

    def name(self, item: SourceItem, names: Iterable[str]) -> SourceItem:
        """An item with more names that it is found by."""
        mine = set(item.names)
        more = [name for name in names if name not in mine]
        return replace(item, names=(*item.names, *more)[-MOST_NAMES:]) if more else item

    def due(self) -> list[SourceItem]:
        """What is to be asked again by its own clock, the longest overdue first."""
        own = [item for item in self.items.values() if item.url and item.next_at]
        waiting = [item for item in own if item.state not in {"gone", "listing"}]
        over = [item for item in waiting if item.next_at and item.next_at <= self.now]
        return sorted(over, key=lambda item: (item.next_at or self.now, item.locator))

    def relocate(self, moves: dict[str, str]) -> None:
        """What is found elsewhere from now on: old locators to new ones."""
        moved = {new: self.items.pop(old) for old, new in moves.items() if old in self.items}
        self._changed = {place: item for place, item in self._changed.items() if place not in moves}
        self.store.forget(self.source, [old for old in moves if old not in moved])
        for place, item in moved.items():
            self.keep(replace(item, locator=place))

    def forget(self, locators: Collection[str]) -> None:
        """Takes items out."""
        for locator in locators:
            self.items.pop(locator, None)
            self._changed.pop(locator, None)
        if locators:
            self.store.forget(self.source, list(locators))

    def leave(self, locator: str) -> None:
        """The article of an item was withdrawn; what it was stays in the store for a while."""
        item = self.item(locator)
        self.items[locator] = replace(item, state="gone", next_at=self.now)
        self._index(self.items[locator])

    def flush(self) -> None:
        """Writes what has changed, and forgets what was gone too long to come back."""
        if self._changed:
            self.store.put(self.source, self._changed.values())
            self._changed.clear()
        self.forget([item.locator for item in self.items.values() if is_over(item, self.now)])

    def clear(self, held: Collection[str], known: Collection[str]) -> None:
        """Forgets what the source holds no more and what never was an article."""
        kept = {*held, *known}
        over = [
            item.locator
            for item in self.items.values()
            if item.locator not in kept and not item.url and item.state not in {"gone", "listing"}
        ]
        self.forget(over)

    def _index(self, item: SourceItem) -> None:
        index = self._gone if item.state == "gone" else self._by_name
        for name in item.names:
            index[name] = item.locator
