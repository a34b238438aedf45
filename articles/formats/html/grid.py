"""HTML tables to rows: cells that span rows are filled down, a row that is one cell is a group.

Bounded whatever the page says: a table is cut after MAX_ROWS rows, a span cannot exceed its table.
Rules: HTML Living Standard 4.9.12 (forming a table).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from articles.blocks import At, Cell, Row, TableBlock
from articles.draft import MAX_ROWS
from articles.formats.html.inline import Inline, children, inline_text

MAX_COLUMNS = 100
_LONGEST_CELL = 800  # characters: what is longer is a text, which the table only places
_SAMPLED_CELLS = 50
_NUMBER = re.compile(r"[0-9]{1,12}")

LineOf = Callable[[HtmlElement], int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table as read, and whether it was cut."""

    block: TableBlock
    cut: bool


@dataclass(slots=True)
class _Span:
    """A cell that reaches down into the rows below it."""

    cell: Cell
    rows: int


def is_layout(table: HtmlElement) -> bool:
    """Whether a table only places things: it holds a table, one cell or a text, or says so."""
    if table.get("role") in {"presentation", "none"} or table.find(".//table") is not None:
        return True
    cells = [cell for row in islice(_rows(table), MAX_ROWS) for cell in _cells(row)]
    if len(cells) <= 1:
        return True
    return any(len(str(cell.text_content())) > _LONGEST_CELL for cell in cells[:_SAMPLED_CELLS])


def read_grid(table: HtmlElement, at: At, base_url: str | None, line_of: LineOf) -> Grid | None:
    """The table as a block; None where no cell holds a word."""
    rows: list[Row] = []
    header: tuple[str, ...] = ()
    spans: dict[int, _Span] = {}
    widest = _widest(table)
    cut = False
    for element in _rows(table):
        if len(rows) >= MAX_ROWS:
            cut = True
            break
        cells = _fill(element, spans, widest, base_url)
        if not any(cell.text for cell in cells):
            continue
        if not header and not rows and _is_header(element):
            header = tuple(cell.text for cell in cells)
            continue
        row = Row(
            cells=cells, group=_is_group(element), at=At(line=line_of(element), row=len(rows) + 1)
        )
        rows.append(row)
    if not rows:
        return None
    rows = [_as_group(row) if row.group else row for row in rows]
    caption = table.find("caption")
    words = None if caption is None else inline_text(caption) or None
    block = TableBlock(caption=words, header=header, rows=tuple(rows), at=at)
    return Grid(block=block, cut=cut)


def _widest(table: HtmlElement) -> int:
    """The cells of the longest row: no cell can mean to span more columns."""
    counts = (sum(1 for _ in _cells(row)) for row in islice(_rows(table), MAX_ROWS))
    return min(max(counts), MAX_COLUMNS)


def _fill(
    row: HtmlElement, spans: dict[int, _Span], widest: int, base_url: str | None
) -> tuple[Cell, ...]:
    """The cells of a row with those that reach into it from above, by column."""
    filled: list[Cell] = []
    own = _cells(row)
    for column in range(MAX_COLUMNS):
        if len(filled) > column:  # a wide cell of this row stands here
            continue
        span = spans.get(column)
        if span is not None:
            filled.append(span.cell)
            span.rows -= 1
            if span.rows == 0:
                del spans[column]
            continue
        element = next(own, None)
        if element is None:
            if not any(later > column for later in spans):
                break
            filled.append(Cell(text=""))
            continue
        _place(element, filled, spans, widest, base_url)
    return tuple(filled)


def _place(
    element: HtmlElement,
    filled: list[Cell],
    spans: dict[int, _Span],
    widest: int,
    base_url: str | None,
) -> None:
    cell = _cell(element, base_url)
    wide = min(_number(element, "colspan"), widest)
    deep = min(_number(element, "rowspan"), MAX_ROWS)
    for _ in range(wide):
        if len(filled) in spans:  # a cell from above stands here
            break
        if deep > 1:
            spans[len(filled)] = _Span(cell, deep - 1)
        filled.append(cell)


def _cell(element: HtmlElement, base_url: str | None) -> Cell:
    inline = Inline(base_url)
    inline.add_element(element)
    return Cell(text=inline.text, links=inline.links)


def _is_header(row: HtmlElement) -> bool:
    parent = row.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    tags = {cell.tag for cell in _cells(row)}
    return tags == {"th"}


def _is_group(row: HtmlElement) -> bool:
    """Whether one cell fills the whole row."""
    own = list(_cells(row))
    return len(own) == 1 and _number(own[0], "colspan") > 1


def _as_group(row: Row) -> Row:
    return Row(cells=row.cells[:1], group=True, at=row.at)


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows of this table, not of tables inside it."""
    for child in children(table):
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in children(child) if row.tag == "tr")


def _cells(row: HtmlElement) -> Iterator[HtmlElement]:
    return (cell for cell in children(row) if cell.tag in {"td", "th"})


def _number(cell: HtmlElement, name: str) -> int:
    """A span attribute; 1 where it is missing or nonsense."""
    value = cell.get(name, "").strip()
    return max(int(value), 1) if _NUMBER.fullmatch(value) else 1
