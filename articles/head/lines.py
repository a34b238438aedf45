"""The lines over an article that tell when it was published and who wrote it.

Only pieces before the first paragraph are looked at, and a date line counts only where the date is
told in full: a wrong date of publication is worse than none.
"""

import re
from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from articles.blocks import TextBlock
from articles.boilerplate.roles import role_of
from articles.dates import DateContext, FoundDate, find_dates
from articles.draft import Draft, Metadata, Piece, word_count
from articles.head.title import title_line
from articles.model import Dropped, Person
from articles.people import author_names, names_author
from articles.text import fold

_HEAD_PIECES = 12
_DATE_SHARE = 0.4  # of a line that is taken for a date line without a word that says so
_SURE = 0.95
_PUBLISHED = re.compile(r"(?:^|\W)(?:نشر|النشر|نشرت|تاريخ|كتب في)(?:\W|$)")
# "حدث" is also "it happened", so it counts only where it opens the line.
_MODIFIED = re.compile(r"(?:^|\W)(?:اخر تحديث|تحديث|اخر تعديل|تعديل)(?:\W|$)|^\W*حدث\W")
_BARE_WORDS = 2  # beside a date that no word says the purpose of: a place, an agency
_LABEL_WORDS = 3  # beside the date, of a line that says what date it is


def read_head(draft: Draft, *, at: datetime, timezone: str) -> Draft:
    """The draft with what the lines over its text tell, and without those lines.

    The same for every format: the title, where the source marks none; the authors and the dates,
    where nothing outside the text told them.

    Args:
        draft: as the reader of a format made it.
        at: when it was first seen.
        timezone: IANA name of the zone of clock times that name none.
    """
    draft = _with_title_line(draft)
    head = list(takewhile(_before_text, draft.pieces[:_HEAD_PIECES]))
    metadata = draft.metadata
    # Several dates over the text are those of a timeline, each alone over what it tells.
    bare = sum(_is_bare_date(piece, at, timezone) for piece in head) == 1
    kept: list[Piece] = []
    dropped: list[Dropped] = []
    for piece in head:
        if piece.markup == "heading":
            rule = "title" if _is_title(piece.text, metadata) else None
        else:
            rule, metadata = _read_line(piece.text, metadata, at, timezone, bare=bare)
        if rule is None:
            kept.append(piece)
        else:
            dropped.append(Dropped(text=piece.text, why="duplicate", rule=rule, at=piece.block.at))
    return replace(
        draft,
        metadata=metadata,
        pieces=(*kept, *draft.pieces[len(head) :]),
        dropped=(*draft.dropped, *dropped),
    )


def _with_title_line(draft: Draft) -> Draft:
    """The line that is the title of a text, which no markup tells, taken out."""
    index = title_line(draft.pieces) if draft.kind == "text" else None
    if index is None:
        return draft
    title = draft.pieces[index].text
    pieces = (*draft.pieces[:index], *draft.pieces[index + 1 :])
    metadata = replace(draft.metadata, title=title, title_from="line")
    return replace(draft, metadata=metadata, pieces=pieces)


def _before_text(piece: Piece) -> bool:
    """Whether a piece may still stand over the article: no list, no table, no running text."""
    if not isinstance(piece.block, TextBlock):
        return False
    return piece.markup == "heading" or role_of(piece) not in {"body", "intro"}


def _is_title(text: str, metadata: Metadata) -> bool:
    return metadata.title is not None and fold(text) == fold(metadata.title)


def _read_line(
    text: str, metadata: Metadata, at: datetime, timezone: str, *, bare: bool
) -> tuple[str | None, Metadata]:
    """The rule by which a line is no text of the article, and what is known after it.

    `bare` tells whether a date without a word that says what it is of counts.
    """
    folded = fold(text)
    date = _full_date(text, at, timezone)
    if date is not None and (_is_labelled(date, text) or (bare and _is_mostly(date, text))):
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


def _is_bare_date(piece: Piece, at: datetime, timezone: str) -> bool:
    if piece.markup == "heading":
        return False
    date = _full_date(piece.text, at, timezone)
    labelled = date is not None and _is_labelled(date, piece.text)
    return date is not None and not labelled and _is_mostly(date, piece.text)


def _is_labelled(date: FoundDate, text: str) -> bool:
    """Whether a line says of what its date is, and hardly more: "نشر الجيش قواته" is news."""
    if _words_beside(date, text) > _LABEL_WORDS:
        return False
    folded = fold(text)
    return _PUBLISHED.search(folded) is not None or _MODIFIED.search(folded) is not None


def _is_mostly(date: FoundDate, text: str) -> bool:
    much = date.span[1] - date.span[0] >= _DATE_SHARE * len(text)
    return much and _words_beside(date, text) <= _BARE_WORDS


def _words_beside(date: FoundDate, text: str) -> int:
    return word_count(f"{text[: date.span[0]]} {text[date.span[1] :]}")
