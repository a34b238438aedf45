"""What every source has: how its articles are read, how often, what a run may use and tells.

A kind of source is a class below `NewsSource` and a row in `ruznama.sources.kinds`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from articles.corrections import Correction
from articles.draft import Selectors
from articles.model import Preference, SourceKind
from articles.revisions.known import Revision
from ruznama.sources.client.hosts import Outside
from ruznama.sources.reading import Here, Reading
from ruznama.sources.remembered.ledger import ItemStore
from ruznama.store.kept import Known, Level, Saved


class LocatorStore(Protocol):
    """Where articles were found; see `ruznama.store.locators.Locators`."""

    def known(self, source: str) -> dict[str, Known]:
        """The items of a source that are articles, by locator."""

    def has_article(self, article_id: str) -> bool:
        """Whether an id is taken."""

    def article_at(self, source: str, locator: str) -> str | None:
        """The id of the article of an item, whatever its source."""

    def adopt(self, article_id: str, source: str, locator: str) -> None:
        """Gives an article to another source."""

    def relocate(self, source: str, moves: Mapping[str, str]) -> None:
        """Finds articles elsewhere from now on: old locators to new ones, swapped ones too."""

    def keep_digest(self, article_id: str, digest: str) -> None:
        """Keeps the digest of an item whose article says what it said before."""


class SourceStore(Protocol):
    """What a run needs of the store; see `ruznama.store.store.Store`."""

    def revision(self, article_id: str) -> Revision:
        """One article with its events."""

    def save(self, saved: Sequence[Saved], *, source: str, now: datetime) -> list[Saved]:
        """Keeps revisions that are new or changed; gives those that are another source's by now."""

    def withdraw(self, article_id: str, now: datetime) -> None:
        """Takes an article out."""

    @property
    def items(self) -> ItemStore:
        """The ledger."""

    @property
    def locators(self) -> LocatorStore:
        """Where articles were found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a run may use.

    Attributes:
        store: what is known of the source.
        outside: the way to the web.
        now: the time.
        reading: reads what is new.
        configured: every source that there is; what others told is ours now, if we tell it.
    """

    store: SourceStore
    outside: Outside
    now: datetime
    reading: Reading = field(default_factory=Here)
    configured: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """One article to be: what it is found by, its bytes, and when they last changed.

    Attributes:
        locator: fixed for its life within its source: a path below the folder, an address.
        name: for messages and, failing all else, for the article's id.
        kind: its format; None to tell it from the name and the body.
        url: where it was fetched from.
        charset: that HTTP named.
        title: of the article, as its listing tells it.
        link: the address to publish of what has no page of its own.
        level: how much of the article it is.
        instead: what the listing holds of it, should the page be no article.
        is_cut: whether its end is missing.
        is_entry: whether it is what a feed holds of it.
        place: tells the place where it lay from others that have the same name.
        look: of a file: another as soon as it is written or replaced.
    """

    locator: str
    name: str
    kind: SourceKind | None
    body: bytes
    modified: datetime
    url: str | None = None
    charset: str | None = None
    title: str = ""
    link: str | None = None
    level: Level = "full"
    instead: "RawArticle | None" = None
    is_cut: bool = False
    is_entry: bool = False
    place: str | None = None
    look: str | None = None

    @property
    def is_of_web(self) -> bool:
        """Whether somebody else publishes it, on the web."""
        return self.url is not None or self.link is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What could not be read, and why, as a sentence with its remedy.

    Attributes:
        of_source: whether it is of the source itself, not of one of its items.
        is_missed: whether subscribers lack something that they should have.
    """

    place: str
    message: str
    of_source: bool = False
    is_missed: bool = True


@dataclass(slots=True, kw_only=True)
class SourceReport:
    """What one run of a source did, by locator.

    Attributes:
        left: files that are still being written.
        try_at: before which a source that fails as a whole is not to be run again.
    """

    source: str
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    left: int = 0
    failures: list[Failure] = field(default_factory=list)
    try_at: datetime | None = None

    @property
    def problem(self) -> str | None:
        """What is wrong with the source itself; faults of single items are none of it."""
        return next((failure.message for failure in self.failures if failure.of_source), None)

    @property
    def is_partial(self) -> bool:
        """Whether subscribers lack something that they should have."""
        return any(failure.is_missed for failure in self.failures)

    @property
    def moved(self) -> bool:
        """Whether anything that subscribers see changed."""
        return bool(self.added or self.changed or self.removed)

    def take_back(self, locator: str) -> None:
        """Tells of an item that was taken as moved that nothing of it is kept."""
        self.added = [each for each in self.added if each != locator]
        self.changed = [each for each in self.changed if each != locator]
        self.unchanged += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsSource(ABC):
    """A source as it is run; the fields that a kind's class adds are the keys of its table.

    Attributes:
        timezone: of clock times that name none.
        category: of its articles, where they name no section.
        keep: lines never to leave out of an article; `drop`: lines always to leave out.
        selectors: for web pages: where the article is, what to keep and to drop.
        prose: whether dates in running text make events too.
        corrections: what an editor has corrected.
        country: where it is written (ISO 3166-1): whose moon, whose years.
        hijri_offset: by how many days its Hijri months begin after those of Umm al-Qura.
        prefer: on which side of the day of publication a date without year lies.
        every: how often it is run.
    """

    name: str
    language: str = "ar"
    timezone: str = "UTC"
    category: str | None = None
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    selectors: Selectors = Selectors()
    prose: bool = False
    corrections: tuple[Correction, ...] = ()
    country: str | None = None
    hijri_offset: int | None = None
    prefer: Preference = "nearest"
    every: timedelta = timedelta(minutes=1)

    @property
    def host(self) -> str | None:
        """Where a source on the web is; None of one on this machine: it is read at each start."""
        return None

    @property
    def folder(self) -> Path | None:
        """Where a change that the system tells of is one of this source, if anywhere."""
        return None

    @abstractmethod
    def check(self, now: datetime) -> str:
        """What `ruznama doctor` tells of it.

        Raises:
            RuznamaError: it cannot be read.
        """

    @abstractmethod
    def refresh(self, means: Means) -> SourceReport:
        """Runs it once and tells what it did; never raises for what it holds or answers."""
