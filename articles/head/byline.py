"""The lines over an article that tell when it was published and who wrote it.

Only pieces before the first paragraph are looked at, and a date line counts only where the date is
told in full: a wrong date of publication is worse than none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from articles.boilerplate.roles import role_of
from articles.dates import DateContext, FoundDate, find_dates
from articles.draft import Metadata, Piece, word_count
from articles.model import Dropped, Person, TextBlock
from articles.people import author_names, names_author
from articles.text import fold

_PARAGRAPH_WORDS = 25
_HEAD_PIECES = 12
_DATE_SHARE = 0.4  # of a line that is taken for a date line without a word that says so
_SURE = 0.9
_PUBLISHED = re.compile(r"(?:^|\W)(?:نشر|النشر|نشرت|تاريخ|كتب في)(?:\W|$)")
_MODIFIED = re.compile(r"(?:^|\W)(?:اخر تحديث|تحديث|حدث|اخر تعديل|تعديل)(?:\W|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the lines over the article told, and the pieces without those lines."""

    metadata: Metadata
    pieces: tuple[Piece, ...]
    dropped: tuple[Dropped, ...]


def read_head(pieces: Sequence[Piece], metadata: Metadata, *, at: datetime, timezone: str) -> Head:
    """Fills what `metadata` does not know from the lines over the article, and takes them out."""
    head = list(takewhile(_before_text, pieces[:_HEAD_PIECES]))
    kept: list[Piece] = []
    dropped: list[Dropped] = []
    for piece in head:
        if piece.markup == "heading":
            rule = "title" if _is_title(piece.text, metadata) else None
        else:
            rule, metadata = _read_line(piece.text, metadata, at, timezone)
        if rule is None:
            kept.append(piece)
        else:
            dropped.append(Dropped(text=piece.text, why="duplicate", rule=rule, at=piece.block.at))
    return Head(metadata=metadata, pieces=(*kept, *pieces[len(head) :]), dropped=tuple(dropped))


def _before_text(piece: Piece) -> bool:
    """Whether a piece may still stand over the article: no list, no table, no running text."""
    if not isinstance(piece.block, TextBlock) or word_count(piece.text) >= _PARAGRAPH_WORDS:
        return False
    return piece.markup == "heading" or role_of(piece) not in {"body", "intro"}


def _is_title(text: str, metadata: Metadata) -> bool:
    return metadata.title is not None and fold(text) == fold(metadata.title)


def _read_line(
    text: str, metadata: Metadata, at: datetime, timezone: str
) -> tuple[str | None, Metadata]:
    """The rule by which a line is no text of the article, and what is known after it."""
    folded = fold(text)
    date = _full_date(text, at, timezone)
    if date is not None and _is_date_line(folded, text, date):
        modified = _MODIFIED.search(folded) and not _PUBLISHED.search(folded)
        if modified:
            return "date line", replace(metadata, modified=metadata.modified or date.starts)
        return "date line", replace(metadata, published=metadata.published or date.starts)
    if names_author(text):
        people = tuple(Person(name=name) for name in author_names(text))
        return "byline", replace(metadata, authors=metadata.authors or people)
    return None, metadata


def _full_date(text: str, at: datetime, timezone: str) -> FoundDate | None:
    """The first date of a line that leaves nothing out and is no range."""
    for date in find_dates(text, at, DateContext(timezone=timezone)):
        told = not {"year", "month", "day"} & set(date.inferred)
        if told and date.end is None and date.starts.day and date.confidence >= _SURE:
            return date
    return None


def _is_date_line(folded: str, text: str, date: FoundDate) -> bool:
    if _PUBLISHED.search(folded) or _MODIFIED.search(folded):
        return True
    return date.span[1] - date.span[0] >= _DATE_SHARE * len(text)
