"""Lists and lines that are timelines: items that begin or end with their date.

`gather` makes lists of what the source wrote as bare lines, so that one judge and one finder see
them; `read_list` makes the events.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from articles.boilerplate.roles import role_of
from articles.dates import DateContext, find_dates
from articles.draft import Piece
from articles.formats.breaks import itemised, lines
from articles.model import At, Event, Item, Link, ListBlock, Note, TextBlock
from articles.timelines.reader import DateSequence, stated_day
from articles.timelines.split import (
    MAY_LEAD,
    MAY_TRAIL,
    Dated,
    FindDates,
    lone_year,
    split_clock,
    split_leading,
    split_trailing,
    with_clock,
)
from articles.timelines.telling import Telling, date_notes, is_date, read_event

_FEWEST_ITEMS = 2
_MOST = 0.6
_SAMPLED_ITEMS = 5
_LONGEST_LINE = 400
_LONGEST_LABELLED = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReading:
    """The events of a list and what was odd; no events where it is no timeline."""

    events: tuple[Event, ...] = ()
    notes: tuple[Note, ...] = ()


def read_list(
    block: ListBlock, *, at: datetime, context: DateContext, over: Sequence[str] = ()
) -> ListReading:
    """The events of a list of which most items begin, or end, with a date.

    Args:
        block: the list.
        at: when the article was published.
        context: what stands around the list.
        over: the texts over it, the nearest first: a day that one tells is that of a programme
            whose items begin with hours.
    """
    sequence = DateSequence(at, context)
    split = [(item, _read_item(item.text, sequence)) for item in block.items]
    labels = [dated is None and lone_year(item.text) is not None for item, dated in split]
    split = [each for each, label in zip(split, labels, strict=True) if not label]
    if not _is_timeline([dated for _, dated in split]):
        split = _programme(block, sequence, stated_day(over, at))
    if not _is_timeline([dated for _, dated in split]):
        return ListReading()
    events: list[Event] = []
    notes: list[Note] = []
    for item, dated in split:
        notes += date_notes(dated.dates if dated else (), item.text, item.at)
        if dated and dated.rest:
            events.append(_event(item, dated))
    return ListReading(events=tuple(events), notes=tuple(notes))


def _read_item(text: str, sequence: DateSequence) -> Dated | None:
    """The date and the rest of an item; a year alone is that of the items under it."""
    year = lone_year(text)
    if year is not None:
        sequence.learn_year(year)
        return None
    dated = _split(text, sequence.read)
    return with_clock(dated, sequence.read) if dated else None


def _programme(
    block: ListBlock, sequence: DateSequence, day: str | None
) -> list[tuple[Item, Dated | None]]:
    """The items with the hours that they begin with, on the day that stands over them."""
    if day is None:
        return []
    return [(item, split_clock(item.text, day, sequence.read)) for item in block.items]


def gather(pieces: Sequence[Piece], at: datetime) -> list[Piece]:
    """The pieces, with bare lines that tell dated events made into lists of the shape "lines".

    "23 سبتمبر: …" is such a line; so are a date alone on its line and the line below it. Two or
    more in a row make a list.
    """
    find = partial(find_dates, at=at)
    gathered: list[Piece] = []
    run: list[_Line] = []
    for line in _dated_lines(list(_opened(itemised(pieces, partial(is_date, at=at)), find)), find):
        if isinstance(line, _Line):
            run.append(line)
            continue
        gathered += _as_list(run)
        run = []
        gathered.append(line)
    return [*gathered, *_as_list(run)]


def is_dated_list(block: ListBlock, at: datetime) -> bool:
    """Whether the first items of a list begin or end with dates."""
    sample = block.items[:_SAMPLED_ITEMS]
    return _is_timeline([_split(item.text, partial(find_dates, at=at)) for item in sample])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line that tells a dated event, and the pieces that it was made of."""

    text: str
    at: At
    pieces: tuple[Piece, ...]


def _opened(pieces: Iterable[Piece], find: FindDates) -> Iterator[Piece]:
    """The pieces; a paragraph of dated lines that only breaks part as a piece a line."""
    for piece in pieces:
        parts = lines(piece)
        dated = sum(_leading_line(line, find) is not None for line in parts)
        told = dated >= _FEWEST_ITEMS and dated >= _MOST * len(parts)
        yield from parts if told else (piece,)


def _dated_lines(pieces: Sequence[Piece], find: FindDates) -> Iterator[_Line | Piece]:
    """The pieces in order; those that tell a dated event as lines."""
    rest = iter(enumerate(pieces))
    for index, piece in rest:
        dated = _leading_line(piece, find)
        if piece.markup == "plain" and _is_label(pieces, index, find):
            yield _Line(text=piece.text, at=piece.block.at, pieces=(piece,))
        elif dated is None:
            yield piece
        elif dated.rest:
            yield _Line(text=piece.text, at=piece.block.at, pieces=(piece,))
        elif (below := _line_below(pieces, index, find)) is not None:
            next(rest)
            at = replace(piece.block.at, last_line=below.block.at.line)
            yield _Line(text=f"{piece.text}\n{below.text}", at=at, pieces=(piece, below))
        else:
            yield piece


def _leading_line(piece: Piece, find: FindDates) -> Dated | None:
    """A bare line that begins with a date: parted from the rest, or short as a headline.

    Or one that is a label and a date: "المرحلة الأولى: من 1 إلى 15 أيار 2026".
    """
    text = piece.text
    if not piece.is_text or piece.markup == "heading" or len(text) > _LONGEST_LINE:
        return None
    if MAY_LEAD.match(text):
        dated = split_leading(text, find)
        if dated and (dated.marked or role_of(piece) == "headline"):
            return dated
    if piece.markup == "plain" and len(text) <= _LONGEST_LABELLED and MAY_TRAIL.search(text):
        return split_trailing(text, find)
    return None


def _is_label(pieces: Sequence[Piece], index: int, find: FindDates) -> bool:
    """Whether a line is a year alone over a dated line: "2011" over "2 أبريل: …"."""
    if not pieces[index].is_text or lone_year(pieces[index].text) is None:
        return False
    return index + 1 < len(pieces) and _leading_line(pieces[index + 1], find) is not None


def _line_below(pieces: Sequence[Piece], index: int, find: FindDates) -> Piece | None:
    """The headline under a date alone on its line, if that is what it is."""
    if index + 1 == len(pieces):
        return None
    below = pieces[index + 1]
    if not below.is_text or below.markup == "heading" or role_of(below) != "headline":
        return None
    return None if _leading_line(below, find) else below


def _as_list(run: Sequence[_Line]) -> list[Piece]:
    if len(run) < _FEWEST_ITEMS:
        return [piece for line in run for piece in line.pieces]
    items = tuple(
        Item(text=line.text, links=_links(line), at=replace(line.at, item=number))
        for number, line in enumerate(run, start=1)
    )
    last = run[-1].at.last_line or run[-1].at.line
    at = replace(run[0].at, last_line=last if last != run[0].at.line else None)
    return [Piece(block=ListBlock(items=items, at=at), shape="lines", dated=True)]


def _links(line: _Line) -> tuple[Link, ...]:
    block = line.pieces[0].block
    return block.links if isinstance(block, TextBlock) else ()


def _split(text: str, find: FindDates) -> Dated | None:
    return split_leading(text, find) or split_trailing(text, find)


def _is_timeline(split: Sequence[Dated | None]) -> bool:
    told = sum(dated is not None for dated in split)
    return told >= _FEWEST_ITEMS and told >= _MOST * len(split)


def _event(item: Item, dated: Dated) -> Event:
    title, *remarks = dated.rest.split("\n")
    return read_event(
        Telling(
            title=title,
            dates=dated.dates,
            remarks=tuple(filter(None, remarks)),
            url=item.links[0].url if item.links else None,
            raw=item.text,
            at=item.at,
        )
    )
