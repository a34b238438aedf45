"""One run of one source: read, revise, keep. A fault of one item never stops the others.

What a source last said well stays: an item that cannot be read keeps its published article, and one
that reads poorer than before is held until a second reading agrees (`remembered.states`).
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime

from articles.checks.standins import stand_in
from articles.errors import RuznamaError
from articles.model import Article
from articles.revisions.known import Revision
from articles.revisions.revise import revise
from ruznama.sources.listings.listed import ENTRY_CSS
from ruznama.sources.reading import ToRead, Unread, UnreadError, Waiting
from ruznama.sources.remembered import states
from ruznama.sources.remembered.identities import published_url
from ruznama.sources.remembered.ledger import Ledger
from ruznama.sources.remembered.moves import find_moves
from ruznama.sources.running.border import Border
from ruznama.sources.running.keeping import Keeping, Kinship, addressed, own_id
from ruznama.sources.running.taking import Taking
from ruznama.sources.source import Failure, Means, NewsSource, RawArticle, SourceReport
from ruznama.store.kept import Known

# Part of every digest: raise it when articles would be read differently, and all are read anew.
READER_VERSION = 5

_AHEAD = 32  # items that are being read, or wait for it
_LOOK = "Open it in a browser to see why"


@dataclass(frozen=True, slots=True)
class _Begun:
    """An item that is being read."""

    item: RawArticle
    digest: str
    previous: Revision | None
    article: Waiting


@dataclass(slots=True)
class Run:
    """One run of one source. Items are read several at a time, and kept in the order they came.

    Attributes:
        known: the articles that it had, by locator; `missing` those that it has no more.
        ledger: its items.
    """

    source: NewsSource
    means: Means
    known: dict[str, Known] = field(init=False)
    missing: dict[str, Known] = field(init=False, default_factory=dict)
    ledger: Ledger = field(init=False)
    _report: SourceReport = field(init=False)
    _begun: deque[_Begun] = field(init=False, default_factory=deque)
    _border: Border = field(init=False)
    _keeping: Keeping = field(init=False)
    _kinship: Kinship = field(init=False)
    _taking: Taking = field(init=False)

    def __post_init__(self) -> None:
        self._report = SourceReport(source=self.source.name)
        self.known = self.means.store.locators.known(self.source.name)
        self.ledger = Ledger(self.means.store.items, self.source.name, self.means.now)
        self._border = Border(self.source, self._report, self.ledger, self.known)
        self._keeping = Keeping(self.source, self.means, self._report, self._border.around)
        self._kinship = Kinship(self.source, self.means, self.ledger, self.known, self.missing)
        self._taking = Taking(
            self.means,
            self._report,
            self.ledger,
            self._border,
            self.known,
            self._keeping,
            self._kinship,
        )

    @property
    def report(self) -> SourceReport:
        """What the run did; waits for what is being read."""
        self.finish()
        self.ledger.flush()
        return self._report

    def expect(self, locators: Iterable[str]) -> None:
        """Tells all that the source holds: what else is known of it is missing."""
        held = frozenset(locators)
        self.hold(held)
        self.ledger.clear(held, self.known)
        self.missing.update({at: known for at, known in self.known.items() if at not in held})

    def hold(self, locators: Iterable[str]) -> None:
        """Tells what the source holds now, perhaps beside others."""
        self._kinship.held.update(locators)

    def spare(self, locators: Iterable[str]) -> None:
        """Tells what is missing only because it cannot be seen."""
        for locator in locators:
            self.missing.pop(locator, None)

    def follow(self, digests: Mapping[str, str]) -> None:
        """Finds files that were renamed, or exchanged their names, by what is in them."""
        known = {locator: known.digest for locator, known in self.known.items()}
        moves = find_moves(known, digests)
        if moves:
            self.means.store.locators.relocate(self.source.name, moves)
            self.known.update({new: self.known.pop(old) for old, new in moves.items()})
            self.ledger.relocate(moves)

    def doubts(self, locator: str, loss: str | None) -> bool:
        """Whether a loss is told for the first time; None where there is none."""
        item = self.ledger.item(locator)
        if loss is None:
            self.ledger.forget([locator] if locator in self.ledger.items else [])
            return False
        told = hashlib.sha256(loss.encode()).hexdigest()
        if item.held == told:
            return False
        self.ledger.keep(replace(item, state="listing", held=told))
        return True

    def digest(self, item: RawArticle) -> str:
        """Tells one body, read one way, from every other."""
        return _digest(self.source, item)

    def is_as_it_was(self, raw: RawArticle) -> bool:
        """Whether an item says what it said; if so, that was its reading."""
        known = self.known.get(raw.locator)
        if known is None or known.digest != _digest(self.source, raw):
            return False
        self._taking.believe(raw, None)
        self._unchanged(raw.locator)
        return True

    def around(self, locator: str) -> AbstractContextManager[None]:
        """Whatever goes wrong with one item inside stays with it."""
        return self._border.around(locator)

    def fail(self, place: object, error: RuznamaError) -> None:
        """Notes that the source itself could not be read."""
        failure = Failure(place=str(place), message=str(error), of_source=True)
        self._report.failures.append(failure)

    def leave(self) -> None:
        """Notes an item that is still being written."""
        self._report.left += 1

    def guarded(self, locator: str, load: Callable[[], RawArticle | None]) -> None:
        """Runs one item; whatever goes wrong with it is noted and stays with it.

        Args:
            locator: what the item is found by.
            load: gives the item, or None where it is what it was.
        """
        with self._border.around(locator):
            item = load()
            if item is None:
                self._unchanged(locator)
            else:
                self._item(item)
        if len(self._begun) >= _AHEAD:
            self._end_first()
        if self.ledger.is_full:  # never before the articles that it is of
            self._keeping.flush()
            self.ledger.flush()

    def finish(self) -> None:
        """Waits for what is being read, and keeps it."""
        while self._begun:
            self._end_first()
        self._keeping.flush()

    def withdraw_missing(self) -> None:
        """Takes out the articles whose files are gone."""
        self.finish()
        self.ledger.flush()
        for locator in sorted(self.missing):
            self.means.store.withdraw(self.missing[locator].id, self.means.now)
            self.ledger.leave(locator)
            self._report.removed.append(locator)

    def _unchanged(self, locator: str) -> None:
        """An item that says what it said: a good reading too, for what is pending."""
        known, item = self.known.get(locator), self.ledger.items.get(locator)
        if item is not None and known is not None and item.state != "held":
            self.ledger.keep(states.unchanged(item, item.next_at))
        if known is not None and known.pending:
            previous = self.means.store.revision(known.id)
            revision = revise(previous, previous.article, self.means.now)
            if revision != previous:
                self._keeping.keep(revision, locator, known.digest)
                self._report.changed.append(locator)
                return
        self._report.unchanged += 1

    def _item(self, raw: RawArticle) -> None:
        if self.is_as_it_was(raw):
            return
        digest, known = self.digest(raw), self.known.get(raw.locator)
        back = self._kinship.come_back
        previous = self.means.store.revision(known.id) if known else back(raw.locator)
        at = previous.created if previous else raw.modified
        article = self.means.reading.begin(_to_read(self.source, raw, at))
        self._begun.append(_Begun(raw, digest, previous, article))

    def _end_first(self) -> None:
        """Takes up the item that was begun first."""
        begun = self._begun.popleft()
        raw, previous = begun.item, begun.previous
        with self._border.around(raw.locator):
            try:
                article = _read(begun, own_id(self.source, raw.locator))
            except UnreadError as error:
                if raw.instead is None or self.ledger.item(raw.locator).best == "full":
                    raise
                self._border.note(raw.locator, error)
                self._item(raw.instead)
                return
            if previous is None:
                self._taking.new_item(article, raw, begun.digest)
            else:
                self._taking.revise(previous, article, raw, begun.digest)


def _read(begun: _Begun, id_: str) -> Article:
    """The article of an item, with its address.

    Raises:
        UnreadError: it is none.
    """
    raw, previous = begun.item, begun.previous
    article = begun.article()
    if raw.url is not None and raw.level == "full":
        titles = [raw.title, previous.article.title if previous else ""]
        what = stand_in(article, titles=titles)
        if what is not None:
            raise UnreadError(Unread(f"{raw.url} shows {what} in place of the article. {_LOOK}"))
    return addressed(article, raw, id_)


def _to_read(source: NewsSource, item: RawArticle, at: datetime) -> ToRead:
    # What a feed holds is an article whole: nothing of it has to be looked for.
    own = replace(source.selectors, article=ENTRY_CSS)
    return ToRead(
        body=item.body,
        name=item.name,
        at=at,
        kind=item.kind,
        url=item.url,
        charset=item.charset,
        timezone=source.timezone,
        language=source.language,
        keep=source.keep,
        drop=source.drop,
        selectors=own if item.is_entry else source.selectors,
        prose=source.prose,
        category=source.category,
        is_entry=item.is_entry,
        corrections=source.corrections,
        country=source.country,
        hijri_offset=source.hijri_offset,
        prefer=source.prefer,
    )


def _digest(source: NewsSource, item: RawArticle) -> str:
    """Tells one body, read one way and published at one address, from every other."""
    options = (
        READER_VERSION,
        item.kind,
        source.language,
        source.timezone,
        source.category,
        source.keep,
        source.drop,
        source.selectors,
        source.prose,
        *source.corrections,
        source.country,
        source.hijri_offset,
        source.prefer,
        *(published_url(url) for url in (item.url, item.link) if url),
    )
    return hashlib.sha256(repr(options).encode() + b"\n" + item.body).hexdigest()
