"""What the reader of one format hands on: a draft, in words that no format owns.

A reader (plain text, Markdown, HTML) turns bytes into a `Draft`: the pieces of the page in order,
each a block of the model with what its markup says about it, and the metadata that stands outside
the text. The passes after it (`articles.head`, `articles.boilerplate.judge`,
`articles.timelines.finder`) know pieces and nothing of lines, tags or pipes.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from articles.blocks import At, Block, Image, ImageBlock, ListBlock, TableBlock, TextBlock
from articles.model import (
    Dropped,
    DropReason,
    Note,
    Person,
    SourceKind,
    Timeline,
    TimelineKind,
    TitleSource,
    When,
)

Markup = Literal["plain", "paragraph", "strong", "heading"]
TextType = Literal["lead", "heading", "paragraph", "caption", "credit"]

MAX_ROWS = 5_000  # of a table; what follows is left out, with a note

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """CSS selectors of a site's pages.

    Attributes:
        article: of the element that holds the article; the first that it matches counts.
        keep: of what is never left out, wherever on the page it stands.
        drop: of what is always left out.
    """

    article: str | None = None
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawBody:
    """The bytes to read, and what is known about them.

    Attributes:
        name: a file name or URL, for messages.
        at: when they were first seen (aware).
        url: the address that they were fetched from.
        charset: what HTTP said.
        timezone: the IANA name of the zone of clock times that name none.
        selectors: for a web page.
    """

    content: bytes
    name: str
    at: datetime
    url: str | None = None
    charset: str | None = None
    timezone: str = "UTC"
    selectors: Selectors = Selectors()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """What the markup itself says against a piece: a class "related-posts", an element `<nav>`.

    Attributes:
        wide: whether what says it holds so much of the page that it can hardly mean it.
    """

    why: DropReason
    rule: str
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    r"""One block of the source that nobody has judged yet.

    Attributes:
        block: the block. A text of which the markup does not tell the type is a "paragraph". The
            lines of a text (`<br>`) and the parts of an item (date, title, description) are
            separated by "\n". The term of a definition stands first: "term: text". A table's
            header is empty, and its rows hold the header, where the source does not mark it.
        markup: what marks a text: nothing (a plain line), a paragraph element, a paragraph that is
            bold as a whole, a heading element.
        shape: for a list, the kind of timeline that it is, if it is one.
        suspicion: what the markup says against it. A reader that is certain drops it itself.
        dated: whether it is a list or table that holds dates; no reader's business
            (`articles.timelines.finder` finds out).
        kept: whether it is never to be left out.
        place: how much likelier the place on its page makes it foreign (log odds; 0 where there is
            no page).
    """

    block: Block
    markup: Markup = "plain"
    shape: TimelineKind = "list"
    suspicion: Suspicion | None = None
    dated: bool = False
    kept: bool = False
    place: float = 0.0

    @property
    def text(self) -> str:
        """The words of the block, a line for each item or row."""
        return block_text(self.block)

    @property
    def is_text(self) -> bool:
        """Whether it is a text that markup does not set apart as a quote, caption or credit."""
        block = self.block
        return isinstance(block, TextBlock) and block.type in {"lead", "heading", "paragraph"}

    def as_text(self, kind: TextType) -> "Piece":
        """This text with its type told; a heading without a level gets 2, others lose theirs."""
        assert isinstance(self.block, TextBlock)  # noqa: S101  callers look at `is_text` first
        level = (self.block.level or 2) if kind == "heading" else None
        return replace(self, block=replace(self.block, type=kind, level=level))


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the source says about the article outside its text; None or () where it is silent."""

    title: str | None = None
    title_from: TitleSource = "given"
    id: str | None = None
    url: str | None = None
    language: str | None = None
    summary: str | None = None
    published: When | None = None
    modified: When | None = None
    authors: tuple[Person, ...] = ()
    publisher: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A source as one reader understood it.

    Attributes:
        encoding: the charset that the bytes were in.
        pieces: in the order of the source.
        beside: what stands between title and text and is none of the pieces: it may tell who and
            when.
        dropped: what the format alone shows to be no text of the article.
        notes: what the reader had to mend or cut.
        timelines: those that the source tells as data.
    """

    kind: SourceKind
    encoding: str | None = None
    metadata: Metadata = Metadata()
    pieces: tuple[Piece, ...]
    beside: tuple[Piece, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[Note, ...] = ()
    timelines: tuple[Timeline, ...] = ()


def block_text(block: Block) -> str:
    """The words of a block, a line for each item or row."""
    match block:
        case TextBlock(text=text):
            return text
        case ListBlock(items=items):
            return "\n".join(item.text for item in items)
        case TableBlock(caption=caption, header=header, rows=rows):
            lines = [" ".join(cell.text for cell in row.cells) for row in rows]
            return "\n".join(filter(None, [caption, " ".join(header), *lines]))
        case ImageBlock(image=image):
            return image.caption or image.alt or ""


def rows_cut(at: At) -> Note:
    """The note on a table that was cut."""
    text = f"the table has more than {MAX_ROWS} rows; the rest was left out"
    return Note(code="table-cut", text=text, at=at)


def word_count(text: str) -> int:
    """How many words (runs of letters and digits) a text has."""
    return len(_WORD.findall(text))
