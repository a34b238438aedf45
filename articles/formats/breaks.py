r"""Paragraphs whose lines only break (`<br>`): a line each, or a list where bullets open them.

Lines of a text are parted by "\n"; what they were is told by what they begin with.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from articles.blocks import Item, Link, ListBlock, TextBlock
from articles.draft import Piece

# A dash without a space after it opens direct speech ("-قال"), not an item. A bullet alone on its
# line belongs to the next one: extractors of 2023 wrote lists so.
BULLET = re.compile(r"[-*+•▪▫◦●○■□‣⁃–—·](?:\s+(?=\S)|$)")

_FEWEST_ITEMS = 2
_LINE = re.compile(r"[^\n]+")
_CLAUSE = re.compile(r"[^؛]+")
_COUNTED = re.compile(r"\(?(\d{1,2})[.)-]\s*(?=[^\W\d_]|\d+\s)")


def lines(piece: Piece) -> list[Piece]:
    """The lines of a paragraph as pieces of their own; none for a text of one line."""
    if not isinstance(piece.block, TextBlock) or "\n" not in piece.text:
        return []
    return [replace(piece, block=block) for block in _lines(piece.block)]


def itemised(pieces: Sequence[Piece], is_date: Callable[[str], bool]) -> Iterator[Piece]:
    """The pieces; a paragraph that ends in lines with bullets as its head and a list.

    One such line is enough under a line that is a date.
    """
    for piece in pieces:
        parts = lines(piece) if piece.is_text and piece.markup != "heading" else []
        plain = next((n for n, one in enumerate(parts) if BULLET.match(one.text)), len(parts))
        head, items = parts[:plain], parts[plain:]
        dated = len(head) == 1 and bool(items) and is_date(head[0].text)
        if len(items) < (1 if dated else _FEWEST_ITEMS) or not all(map(_is_item, items)):
            yield piece
            continue
        yield from (replace(one, markup="strong") if dated else one for one in head)
        block = ListBlock(items=tuple(map(_item, items)), at=piece.block.at)
        yield replace(piece, block=block, markup="plain")


def clauses(piece: Piece) -> list[Piece]:
    """The parts of a paragraph between semicolons as pieces of their own; none for one part."""
    block = piece.block
    if not isinstance(block, TextBlock) or "؛" not in block.text:
        return []
    parts = [_part(block, *match.span()) for match in _CLAUSE.finditer(block.text)]
    return [replace(piece, block=part) for part in parts if part.text]


def counted(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces; paragraphs that numbers count on from 1 as a list: "1- في …", "2-في …"."""
    found: list[Piece] = []
    run: list[Piece] = []
    for piece in [*pieces, None]:
        number = _number(piece) if piece else 0
        if run and number != len(run) + 1:
            found += _as_list(run)
            run = []
        if piece and number == len(run) + 1:
            run.append(piece)
        elif piece:
            found.append(piece)
    return found


def _number(piece: Piece) -> int:
    """The number that a paragraph of one line begins with; 0 for none."""
    plain = piece.is_text and piece.markup != "heading" and "\n" not in piece.text
    opening = _COUNTED.match(piece.text) if plain else None
    return int(opening[1]) if opening else 0


def _as_list(run: Sequence[Piece]) -> list[Piece]:
    if len(run) < _FEWEST_ITEMS:
        return list(run)
    items = tuple(_item(piece, _COUNTED) for piece in run)
    block = ListBlock(ordered=True, items=items, at=run[0].block.at)
    return [replace(run[0], block=block, markup="plain")]


def _lines(block: TextBlock) -> Iterator[TextBlock]:
    parts = (_part(block, *match.span()) for match in _LINE.finditer(block.text))
    return (part for part in parts if part.text)


def _part(block: TextBlock, start: int, end: int) -> TextBlock:
    """A part of a text, trimmed, with its links."""
    whole = block.text[start:end]
    text = whole.strip()
    start += len(whole) - len(whole.lstrip())
    return replace(block, text=text, links=_within(block.links, start, len(text)))


def _is_item(line: Piece) -> bool:
    opening = BULLET.match(line.text)
    return opening is not None and opening.end() < len(line.text)


def _item(line: Piece, mark: re.Pattern[str] = BULLET) -> Item:
    assert isinstance(line.block, TextBlock)  # noqa: S101  callers have texts
    opening = mark.match(line.text)
    start = opening.end() if opening else 0
    text = line.text[start:]
    return Item(text=text, links=_within(line.block.links, start, len(text)), at=line.block.at)


def _within(links: Sequence[Link], start: int, length: int) -> tuple[Link, ...]:
    """The links of a part of a text, cut to it."""
    moved = (
        Link(span=(max(link.span[0] - start, 0), min(link.span[1] - start, length)), url=link.url)
        for link in links
    )
    return tuple(link for link in moved if link.span[0] < link.span[1])
