"""Bare lines that tell dated events, made into lists, so that one judge and one finder see them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from articles.blocks import At, Item, Link, ListBlock, TextBlock
from articles.boilerplate.roles import role_of
from articles.dates.shapes import lone_year, may_lead
from articles.draft import Piece
from articles.formats.breaks import clauses, counted, itemised, lines
from articles.prose import announces
from articles.text import fold
from articles.timelines.hourly import day_over, tells_hour
from articles.timelines.lists import FEWEST_ITEMS, MOST
from articles.timelines.recurring import find_told
from articles.timelines.split import (
    Dated,
    FindDates,
    split_inside,
    split_leading,
    split_trailing,
)
from articles.timelines.telling import is_date

_LONGEST_LINE = 400
_LONGEST_LABELLED = 120
_TAIL = 45  # characters in which a date at the end has a figure
# What these say a date of is no event: "تاريخ النشر: 3 مايو".
_OF_THE_PAGE = re.compile(
    r"\W*(?:تم(?:ت)?\s+|تاريخ\s+|اخر\s+)?(?:ال)?(?:نشرت?|تحديث|حدثت?|اضافه|اضيفت?|طباعه|حرر|كتب|رفع)"
    r"\W*(?:في|يوم)?\W*"
)


def gather(pieces: Sequence[Piece], at: datetime) -> list[Piece]:
    """The pieces, with bare lines that tell dated events made into lists of the shape "lines".

    "23 سبتمبر: …" is such a line; so are a date alone on its line and the line below it. Two or
    more in a row make a list. One is enough where it tells an hour of the day that stands over it,
    where an intro stands over it, and where others in the article tell their dates as firmly.
    """
    find = partial(find_told, at=at)
    parts = counted(list(itemised(pieces, partial(is_date, at=at))))
    rows = list(_rows(list(_opened(parts, find)), find))
    firm = sum(isinstance(row, _Line) and row.firm for row in rows)
    gathered: list[Piece] = []
    run: list[_Line] = []
    for row in [*rows, None]:
        if isinstance(row, _Line) and (not run or run[0].hour == row.hour):
            run.append(row)
            continue
        announced = bool(gathered) and announces(gathered[-1].text)
        gathered += _as_list(run, _fewest(run, announced=announced, firm=firm))
        run = [row] if isinstance(row, _Line) else []
        gathered += [row] if isinstance(row, Piece) else []
    return gathered


def _fewest(run: Sequence["_Line"], *, announced: bool, firm: int) -> int:
    """How many lines make a list, where an intro stands over them and so many are firm in all."""
    if not run or (not announced and any(line.soft for line in run)):
        return len(run) + 1
    sure = run[0].firm and (announced or firm >= FEWEST_ITEMS)
    return 1 if sure or run[0].hour else FEWEST_ITEMS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line that tells a dated event, and the pieces that it was made of.

    Attributes:
        firm: whether it can hardly be a sentence with a date in it.
        soft: whether only a preposition parts its date from the rest: it wants an intro.
        hour: whether it tells an hour of the day that stands over it.
    """

    text: str
    at: At
    pieces: tuple[Piece, ...]
    firm: bool = False
    soft: bool = False
    hour: bool = False


def _opened(pieces: Iterable[Piece], find: FindDates) -> Iterator[Piece]:
    """The pieces; a paragraph of dated lines that breaks or semicolons part as a piece a line."""
    for piece in pieces:
        parts = lines(piece) or clauses(piece)
        dated = sum(_dated(line, find) is not None for line in parts)
        if dated and parts:
            day = day_over(parts[0], find)
            dated += sum(tells_hour(line, day, find) for line in parts[1:])
        told = dated >= FEWEST_ITEMS and dated >= MOST * len(parts)
        if told and "\n" not in piece.text:
            told = dated == len(parts)
        yield from parts if told else (piece,)


def _rows(pieces: Sequence[Piece], find: FindDates) -> Iterator[_Line | Piece]:
    """The pieces in order; those that tell a dated event as lines."""
    rest = iter(enumerate(pieces))
    day: str | None = None
    for index, piece in rest:
        below = pieces[index + 1] if index + 1 < len(pieces) else None
        if tells_hour(piece, day, find):
            yield _Line(text=piece.text, at=piece.block.at, pieces=(piece,), hour=True)
            continue
        day = day_over(piece, find)
        dated = _dated(piece, find)
        if piece.markup == "plain" and _is_label(piece, below, find):
            yield _Line(text=piece.text, at=piece.block.at, pieces=(piece,))
        elif dated is None or (below and tells_hour(below, day, find)):
            yield piece
        elif dated.rest:
            soft = dated.soft
            yield _Line(
                text=piece.text, at=piece.block.at, pieces=(piece,), firm=dated.firm, soft=soft
            )
        elif below and _is_headline(below, find):
            next(rest)
            at = replace(piece.block.at, last_line=below.block.at.line)
            text = f"{piece.text}\n{below.text}"
            yield _Line(text=text, at=at, pieces=(piece, below), firm=True)
        else:
            yield piece


def _dated(piece: Piece, find: FindDates) -> Dated | None:
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
    if piece.markup not in {"plain", "paragraph"} or len(text) > _LONGEST_LABELLED:
        return None
    dated = split_trailing(text, find) if any(map(str.isdigit, text[-_TAIL:])) else None
    dated = dated or split_inside(text, find)
    if dated is None or _OF_THE_PAGE.fullmatch(fold(dated.rest)):
        return None
    if dated.soft:
        return dated if role_of(piece) == "headline" else None
    return dated if dated.firm or piece.markup == "plain" else None


def _is_label(piece: Piece, below: Piece | None, find: FindDates) -> bool:
    """Whether a line is a year alone over a dated line: "2011" over "2 أبريل: …"."""
    if not piece.is_text or lone_year(piece.text) is None or below is None:
        return False
    return _dated(below, find) is not None


def _is_headline(below: Piece, find: FindDates) -> bool:
    """Whether what stands under a date alone on its line is the headline of it."""
    if not below.is_text or below.markup == "heading" or role_of(below) != "headline":
        return False
    return _dated(below, find) is None


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
