"""The text of an article, block by block, and where each stood in the source.

Values of the structured format "article/1", as `articles.model`, whose articles hold them.
"""

from dataclasses import dataclass
from typing import Literal

ColumnRole = Literal["date", "end", "time", "event", "place", "note", "url", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Where something stood in the source. Lines, rows, items and cells count from 1.

    Attributes:
        line: the line of the source file; for HTML the line of the element.
        last_line: the last line, where it spans more than one.
        block: the index (from 0) in `Article.blocks` of the block that holds it.
        row: the row of the table, the header not counted.
        item: the item of the list.
        cell: the cell of the row.
        chars: the span in the block's text, in code points.
        xpath: the element, for HTML.
    """

    line: int | None = None
    last_line: int | None = None
    block: int | None = None
    row: int | None = None
    item: int | None = None
    cell: int | None = None
    chars: tuple[int, int] | None = None
    xpath: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A hyperlink over a span (code points) of the text that holds it."""

    span: tuple[int, int]
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """A run of text. `level` (2 to 6) is for headings only; `title` never repeats as a block."""

    type: Literal["lead", "heading", "paragraph", "quote", "caption", "credit"]
    text: str
    level: int | None = None
    links: tuple[Link, ...] = ()
    at: At = At()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a list."""

    text: str
    links: tuple[Link, ...] = ()
    at: At = At()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBlock:
    """A list; `term: text` pairs of a definition list are items with the term in front."""

    type: Literal["list"] = "list"
    ordered: bool = False
    items: tuple[Item, ...]
    at: At = At()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table."""

    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table. A `group` row is a section label that spans the columns, not a record."""

    cells: tuple[Cell, ...]
    group: bool = False
    at: At = At()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A table. `roles` tells what each column holds, where it is a timeline; else it is empty."""

    type: Literal["table"] = "table"
    caption: str | None = None
    header: tuple[str, ...] = ()
    roles: tuple[ColumnRole, ...] = ()
    rows: tuple[Row, ...]
    at: At = At()


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture: absolute URL, words for those who do not see it, its caption."""

    url: str
    alt: str | None = None
    caption: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageBlock:
    """A picture in the text."""

    type: Literal["image"] = "image"
    image: Image
    at: At = At()


Block = TextBlock | ListBlock | TableBlock | ImageBlock
