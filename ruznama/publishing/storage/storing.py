"""What a publisher keeps of an edition, so that whoever opens the store finds it made."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Protocol

from exporters.combined import Combined
from ruznama.edition.card import Card
from ruznama.edition.slices import KnownSlice
from ruznama.publishing.storage.joining import PieceStore
from ruznama.publishing.storage.snapshot import Body, Headers
from ruznama.store.editions import BodyRow, CardRow, EditionRow, Editions
from ruznama.store.eventmoves import EventMoves

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """What a publication changed.

    Attributes:
        counter: of the record of change; `changed` its time.
        sequence: the highest SEQUENCE that was ever published.
        bodies: those that are new, by path; None for one that is no more.
        cards: those of articles that moved, by id; `withdrawn` the ids of those that are no more.
        texts: the folded words of articles that moved, by id.
        left_out: what could not be made, and why.
        combined: the records of events that several articles tell, or none any more, by UID.
        slices: what is to be kept of slices for life.
        moves: what changed in each calendar, by path.
        offered: new paths that are to stay for life.
    """

    counter: int
    changed: datetime
    sequence: int
    bodies: Mapping[str, Body | None]
    cards: Mapping[str, Card]
    withdrawn: Collection[str]
    texts: Mapping[str, str]
    left_out: Mapping[str, str]
    combined: Mapping[str, Combined] = field(default_factory=dict)
    slices: Collection[KnownSlice] = ()
    moves: Mapping[str, EventMoves] = field(default_factory=dict)
    offered: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptHead:
    """Which edition is kept: of which change, up to which SEQUENCE, and what it left out."""

    counter: int
    changed: datetime
    sequence: int
    left_out: Mapping[str, str] = field(default_factory=dict)


class Kept(PieceStore, Protocol):
    """Where editions of one form are kept."""

    def head(self) -> KeptHead | None:
        """The edition that is kept; None before the first."""

    def bodies(self, since: int) -> Iterator[tuple[str, BodyRow | None]]:
        """What is kept of each path that changed after an edition; None of one that is no more."""

    def cards(self, since: int) -> Iterator[tuple[str, Card | None]]:
        """The card of each article that moved after an edition; None of one that is no more."""

    def combined(self, since: int) -> Iterable[Combined]:
        """The records of events that were kept with an edition or after it, whoever kept them."""

    def slices(self) -> Iterable[KnownSlice]:
        """What is kept of slices for life, whoever offered them."""

    def offered(self) -> Iterable[str]:
        """The paths that were offered once and stay, whoever offered them."""

    def moved_events(self, path: str, since: int) -> Collection[str] | None:
        """The UIDs of the events of a calendar that moved after a time, in seconds.

        None where that is not known any more.
        """

    def keep(self, renewed: Renewed) -> None:
        """Keeps what changed: all of it or nothing."""

    def find(self, words: str) -> Sequence[str]:
        """The ids of the articles that hold all of some words."""


class StoredEdition:
    """Keeps the editions of one form in the store."""

    def __init__(self, editions: Editions, form: str, kind: str) -> None:
        """`form` tells one way of writing from every other, `kind` what the bodies are for."""
        self._editions = editions
        self._kind = f"/{kind}"
        self._form = form + self._kind

    def last_good(self) -> "StoredEdition | None":
        """The edition of whichever form that was kept last: better than nothing for a while."""
        form = self._editions.latest(self._kind)
        if form is None:
            return None
        return StoredEdition(self._editions, form.removesuffix(self._kind), self._kind[1:])

    def forget(self) -> None:
        """Forgets the edition of this form: what was published since is in another."""
        self._editions.forget(self._form)

    def sweep(self, before: datetime) -> None:
        """Forgets editions from before a time, and the pieces of none; nobody may be publishing."""
        self._editions.sweep(before)

    def head(self) -> KeptHead | None:
        """The edition that is kept."""
        row = self._editions.head(self._form)
        if row is None:
            return None
        return KeptHead(
            counter=row.counter,
            changed=row.changed,
            sequence=row.sequence,
            left_out=json.loads(row.left_out),
        )

    def bodies(self, since: int) -> Iterator[tuple[str, BodyRow | None]]:
        """What is kept of each path that changed after an edition."""
        return self._editions.bodies(self._form, since)

    def cards(self, since: int) -> Iterator[tuple[str, Card | None]]:
        """The card of each article that moved after an edition."""
        for article_id, document in self._editions.cards(self._form, since):
            yield article_id, _card().validate_json(document) if document else None

    def combined(self, since: int) -> Iterable[Combined]:
        """The records of events that were kept with an edition or after it, of any form."""
        return map(_record().validate_json, self._editions.combined(since))

    def slices(self) -> Iterable[KnownSlice]:
        """What is kept of slices for life: of every form, in the order in which they came."""
        return map(_known_slice, self._editions.slices())

    def keep(self, renewed: Renewed) -> None:
        """Keeps what changed: all of it or nothing."""
        left_out = json.dumps(dict(renewed.left_out), ensure_ascii=False)
        head = EditionRow(
            counter=renewed.counter,
            changed=renewed.changed,
            sequence=renewed.sequence,
            left_out=left_out,
        )
        self._editions.keep(
            self._form,
            head,
            changed={path: _row(one) if one else None for path, one in renewed.bodies.items()},
            moved={**_card_rows(renewed.cards), **_none(renewed.withdrawn)},
            words={**renewed.texts, **_none(renewed.withdrawn)},
            combined={
                uid: _record().dump_json(record).decode()
                for uid, record in renewed.combined.items()
            },
            slices={one.slug: _slice_row(one) for one in renewed.slices},
            moves=renewed.moves,
            offered=renewed.offered,
        )

    def offered(self) -> Iterable[str]:
        """The paths that were offered once and stay, of every form."""
        return self._editions.offered()

    def moved_events(self, path: str, since: int) -> Collection[str] | None:
        """The UIDs of the events of a calendar that moved after a time."""
        return self._editions.moved_events(self._form, path, since)

    def find(self, words: str) -> Sequence[str]:
        """The ids of the articles that hold all of some words."""
        return self._editions.find(words)

    def pieces(self, digests: Collection[bytes]) -> dict[bytes, bytes]:
        """The bytes of those that are there."""
        return self._editions.pieces(digests)

    def keep_pieces(self, pieces: Mapping[bytes, bytes]) -> None:
        """Keeps more of them."""
        self._editions.keep_pieces(pieces)


@cache
def _card() -> "TypeAdapter[Card]":
    """How cards are written as JSON; made when the first is."""
    from pydantic import TypeAdapter  # noqa: PLC0415  a restart needs no card

    return TypeAdapter(Card)


@cache
def _record() -> "TypeAdapter[Combined]":
    """Likewise the records of events."""
    from pydantic import TypeAdapter  # noqa: PLC0415  likewise

    return TypeAdapter(Combined)


def _slice_row(one: KnownSlice) -> str:
    left = {each: moment.isoformat() for each, moment in one.left.items()}
    return json.dumps([one.slug, one.key, one.name, left], ensure_ascii=False)


def _known_slice(document: str) -> KnownSlice:
    slug, key, name, left = json.loads(document)
    moments = {each: datetime.fromisoformat(told) for each, told in left.items()}
    return KnownSlice(slug=slug, key=key, name=name, left=moments)


def _none(names: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(names)


def _row(body: Body) -> BodyRow:
    return BodyRow(
        digest=body.digest,
        octets=body.octets,
        content_type=body.content_type,
        headers=json.dumps(body.headers, ensure_ascii=False),
        last_modified=int(body.last_modified.timestamp()),
        parts=body.parts,
    )


def _card_rows(cards: Mapping[str, Card]) -> dict[str, CardRow]:
    return {
        article_id: CardRow(
            document=_card().dump_json(card),
            pieces=b"".join(digest for digest, _ in (*card.items.values(), *card.lines)),
        )
        for article_id, card in cards.items()
    }


@cache
def headers_of(row: str) -> Headers:
    """The headers of a body from how they are kept; those that are alike are one."""
    return tuple((name, value) for name, value in json.loads(row))


def moment_of(row: BodyRow) -> datetime:
    """When the bytes of a body first were published."""
    return datetime.fromtimestamp(row.last_modified, UTC)
