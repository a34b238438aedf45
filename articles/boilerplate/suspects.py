"""The lines of pieces: texts, items of lists, whole tables, each to be judged by itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from articles.blocks import ListBlock
from articles.boilerplate.phrases import CONNECTIVES, NOT_JOINED
from articles.boilerplate.roles import LONG_WORDS, Role
from articles.dates import FoundDate, find_dates
from articles.dates.shapes import may_lead
from articles.draft import Piece
from articles.prose import holds_sentences, words
from articles.text import fold

# Those that their words tell, as sites write them under every article.
WORDED: frozenset[Role] = frozenset(
    {"related", "read-also", "share", "nav", "comment", "legal", "credit", "byline", "caption"}
)
RUNNING: frozenset[Role] = frozenset({"body", "intro", "table"})
_LONGEST_DATED = 250  # characters
_JOINED = re.compile("[وف](?=\\w{2})")


@dataclass(slots=True, kw_only=True)
class Suspect:
    """A line on trial.

    Attributes:
        piece: the index of the piece that it is, or of the list that it is an item of.
        item: the index of the item.
        at: the line of the source.
        text: its words.
        told: the same without its dates.
        said: the words of that, folded.
        dates: those in a line that is not long.
        evidence: what speaks for and against it.
    """

    piece: int
    item: int | None = None
    at: int | None = None
    text: str
    role: Role
    source: Piece
    told: str = ""
    said: list[str] = field(default_factory=list)
    dates: tuple[FoundDate, ...] = ()
    evidence: list[str] = field(default_factory=list)

    @property
    def runs(self) -> bool:
        """Whether it is running text: long, or of several sentences."""
        long = len(self.said) >= LONG_WORDS or holds_sentences(self.text)
        return self.role in RUNNING and (long or self.role == "intro")


def joins(word: str) -> bool:
    """Whether a first word, folded, goes on from what stands before: "كما", "وقال"."""
    return word in CONNECTIVES or (_JOINED.match(word) is not None and word not in NOT_JOINED)


def suspects_of(pieces: Sequence[Piece], roles: Sequence[Role], now: datetime) -> list[Suspect]:
    """The lines of pieces, without pictures; their evidence is still to be gathered."""
    lines = [
        Suspect(piece=index, item=item, at=at, text=text, role=role, source=piece)
        for index, (piece, role) in enumerate(zip(pieces, roles, strict=True))
        if role != "image"
        for item, text, at in _texts(piece)
    ]
    for line in lines:
        if len(line.text) <= _LONGEST_DATED and _may_hold_date(line.text):
            line.dates = find_dates(line.text, now)
        line.told = _without(line.text, line.dates)
        line.said = words(fold(line.told))
    return lines


def _may_hold_date(text: str) -> bool:
    return may_lead(text) or any(map(str.isdigit, text))


def _without(text: str, dates: Sequence[FoundDate]) -> str:
    """A text without its dates: what it is about, and how long it is, they do not say."""
    for found in reversed(dates):
        text = text[: found.span[0]] + text[found.span[1] :]
    return text


def _texts(piece: Piece) -> Iterator[tuple[int | None, str, int | None]]:
    if isinstance(piece.block, ListBlock):
        for number, item in enumerate(piece.block.items):
            yield number, item.text, item.at.line
    else:
        yield None, piece.text, piece.block.at.line
