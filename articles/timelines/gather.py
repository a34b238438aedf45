"""Bare lines that tell dated events, made into lists, so that one judge and one finder see them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from articles.blocks import At, Item, Link, ListBlock, TextBlock
from articles.boilerplate.roles import role_of
from articles.dates.shapes import lone_year, may_lead, may_trail
from articles.draft import Piece
from articles.formats.breaks import itemised, lines
from articles.timelines.lists import FEWEST_ITEMS, MOST
from articles.timelines.reader import is_hour
from articles.timelines.recurring import find_told
from articles.timelines.split import (
    Dated,
    FindDates,
    split_leading,
    split_trailing,
)
from articles.timelines.telling import is_date

_LONGEST_LINE = 400
_LONGEST_LABELLED = 120


def gather(pieces: Sequence[Piece], at: datetime) -> list[Piece]:
    """The pieces, with bare lines that tell dated events made into lists of the shape "lines".

    "23 سبتمبر: …" is such a line; so are a date alone on its line and the line below it. Two or
    more in a row make a list; one that begins with an hour is enough under a date alone.
    """
    find = partial(find_told, at=at)
    gathered: list[Piece] = []
    run: list[_Line] = []
    for line in _dated_lines(list(_opened(itemised(pieces, partial(is_date, at=at)), find)), find):
        if isinstance(line, _Line):
            run.append(line)
            continue
        gathered += _as_list(run, _fewest(gathered, run, find, at))
        run = []
        gathered.append(line)
    return [*gathered, *_as_list(run, _fewest(gathered, run, find, at))]


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
        told = dated >= FEWEST_ITEMS and dated >= MOST * len(parts)
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
    if may_lead(text):
        dated = split_leading(text, find)
        if dated and (dated.marked or role_of(piece) == "headline"):
            return dated
    if piece.markup == "plain" and len(text) <= _LONGEST_LABELLED and may_trail(text):
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


def _fewest(over: Sequence[Piece], run: Sequence[_Line], find: FindDates, at: datetime) -> int:
    """How many lines make a list: one where it is an hour of the date that stands over it."""
    hours = bool(run) and all(_begins_with_hour(line, find) for line in run)
    return 1 if hours and over and is_date(over[-1].text, at) else FEWEST_ITEMS


def _begins_with_hour(line: _Line, find: FindDates) -> bool:
    first = next(iter(find(line.text)), None)
    return first is not None and is_hour(first)


def _as_list(run: Sequence[_Line], fewest: int) -> list[Piece]:
    if len(run) < fewest:
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
