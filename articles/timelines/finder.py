"""The finder of timelines: the judged pieces of an article to its blocks and its dated events.

It knows no format. Tables (`articles.timelines.tables`), lists and lines
(`articles.timelines.lists`) tell events, and so do dates over paragraphs
(`articles.timelines.sections`); running text only where that is asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from articles.blocks import At, Block, ListBlock, TableBlock, TextBlock
from articles.dates import DateContext, find_dates
from articles.draft import Piece
from articles.model import Event, Note, Timeline, TimelineKind
from articles.prose import introduces
from articles.timelines.heads import heads_as_label, intro_title, standing_title, told_apart
from articles.timelines.hourly import day_over, tells_hour
from articles.timelines.lists import FEWEST_ITEMS, is_dated_list, read_list
from articles.timelines.reader import stated_day, stated_year
from articles.timelines.sections import read_sections
from articles.timelines.sentences import read_sentences
from articles.timelines.tables import read_table
from articles.timelines.telling import is_date

_SAMPLED_ROWS = 5
_FEWEST_HEADINGS = 2
_LABEL_WORDS = 12  # of a text right over a list, which may tell its day


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The blocks of an article with their tables understood, its timelines, and what was odd."""

    blocks: tuple[Block, ...]
    timelines: tuple[Timeline, ...]
    notes: tuple[Note, ...]


def mark_dated(pieces: Sequence[Piece], at: datetime) -> list[Piece]:
    """The pieces, with those marked that hold dates: they are the article's.

    That are lists and tables, headings that are dates with the text under each, and lines that
    tell hours of the day over them.
    """
    over = [_is_date_heading(piece, at) for piece in pieces]
    headed = sum(over) >= _FEWEST_HEADINGS
    hourly = _hourly(pieces, at)
    marked: list[Piece] = []
    for index, (piece, heads, under) in enumerate(zip(pieces, over, [False, *over], strict=False)):
        told = heads or (under and piece.is_text and piece.suspicion is None)
        dated = piece.dated or (headed and told) or _is_dated(piece.block, at) or index in hourly
        marked.append(replace(piece, dated=True) if dated and not piece.dated else piece)
    return marked


def _hourly(pieces: Sequence[Piece], at: datetime) -> set[int]:
    """The indices of lines that tell hours, and of the line over them that tells their day."""
    find = partial(find_dates, at=at)
    found: set[int] = set()
    day, over = None, 0
    for index, piece in enumerate(pieces):
        if piece.suspicion is None and tells_hour(piece, day, find):
            found |= {over, index}
        else:
            day, over = day_over(piece, find), index
    return found


def _is_date_heading(piece: Piece, at: datetime) -> bool:
    heads = piece.markup in {"heading", "strong"} and piece.suspicion is None
    return heads and piece.is_text and is_date(piece.text, at)


def find_timelines(
    pieces: Sequence[Piece],
    *,
    title: str,
    at: datetime,
    context: DateContext,
    prose: bool,
    anchored: bool = True,
) -> Found:
    """The timelines of an article.

    Args:
        pieces: judged, with the type of each text told.
        title: of the article; a year in it counts where nothing nearer states one.
        at: when the article was published.
        context: what is known of its dates, but for the year.
        prose: whether sentences tell events too.
        anchored: whether `at` is known, from which "tomorrow" counts.
    """
    finder = _Finder(title=title, at=at, context=context, anchored=anchored)
    for piece in pieces:
        finder.read(piece)
    finder.read_text(prose=prose)
    return Found(
        blocks=tuple(finder.blocks),
        timelines=tuple(told_apart(finder.timelines)),
        notes=tuple(finder.notes),
    )


def _is_dated(block: Block, at: datetime) -> bool:
    match block:
        case ListBlock():
            return is_dated_list(block, at)
        case TableBlock(rows=rows):
            cells = (cell.text for row in rows[:_SAMPLED_ROWS] for cell in row.cells)
            return any(map(partial(is_date, at=at), cells))
        case _:
            return False


class _Finder:
    """Reads pieces in order and remembers what stands over them."""

    def __init__(self, *, title: str, at: datetime, context: DateContext, anchored: bool) -> None:
        self._title = title
        self._at = at
        self._known = context
        self._anchored = anchored
        self._heading: str | None = None
        self._intro = ""
        self._over = ""
        self._before = ""
        self.blocks: list[Block] = []
        self.timelines: list[Timeline] = []
        self.notes: list[Note] = []

    def read(self, piece: Piece) -> None:
        """Takes a piece in: a table or list may be a timeline, a text stands over what follows."""
        block = piece.block
        index = len(self.blocks)
        if isinstance(block, TableBlock):
            reading = read_table(
                block,
                at=self._at,
                context=self._context(),
                over=self._texts(),
                anchored=self._anchored,
            )
            self._add(reading.table.caption, "table", block.at, reading.events, index)
            self.notes += _placed(reading.notes, index)
            block = reading.table
        elif isinstance(block, ListBlock):
            # Lines were gathered because they tell dates; a list may have any number of others.
            fewest = 1 if piece.shape == "lines" else FEWEST_ITEMS
            found = read_list(
                block,
                at=self._at,
                context=self._context(),
                over=self._texts(),
                fewest=fewest,
                anchored=self._anchored,
            )
            self._add(None, piece.shape, block.at, found.events, index)
            self.notes += _placed(found.notes, index)
        self._intro = piece.text if introduces(piece.text) else ""
        self._over = block.text if isinstance(block, TextBlock) else ""
        if isinstance(block, TextBlock):
            self._before = block.text
            if block.type == "heading":
                self._heading = block.text.rstrip(" :")
            elif heads_as_label(block.text):
                self._heading = intro_title(block.text)
        self.blocks.append(block)

    def read_text(self, *, prose: bool) -> None:
        """Looks for events in the text between tables and lists."""
        self._heading, self._intro, self._over = None, "", ""
        context = self._context()
        told = {timeline.at.block for timeline in self.timelines if timeline.at.block is not None}
        sections = read_sections(
            self.blocks, at=self._at, context=context, told=told, anchored=self._anchored
        )
        if sections:
            self.timelines.append(Timeline(kind="lines", at=At(), events=sections))
        if prose:
            known = [event for timeline in self.timelines for event in timeline.events]
            read = read_sentences(
                self.blocks, at=self._at, context=context, known=known, anchored=self._anchored
            )
            self.timelines += [Timeline(kind="prose", events=read.events)] if read.events else []
            self.notes += read.notes

    def _texts(self) -> list[str]:
        """The texts that may tell the day of a programme, the nearest first."""
        return [self._label(), self._intro, self._heading or "", self._title, self._before]

    def _label(self) -> str:
        """The text right over what follows, if it is short."""
        return self._over if len(self._over.split()) <= _LABEL_WORDS else ""

    def _head(self, events: Sequence[Event]) -> str | None:
        """The line that heads events: the intro right over them, else the heading of the section.

        A heading with a day of its own heads the hours of that day and no other days.
        """
        if self._intro and (told := intro_title(self._intro)):
            return told
        day = stated_day([self._heading or ""], partial(find_dates, at=self._at))
        others = day is not None and not any(event.start.raw.startswith(day) for event in events)
        return None if others else self._heading

    def _context(self) -> DateContext:
        year = stated_year([self._label(), self._intro, self._heading or "", self._title])
        return replace(self._known, year=year)

    def _add(
        self,
        caption: str | None,
        kind: TimelineKind,
        at: At,
        events: Sequence[Event],
        index: int,
    ) -> None:
        if not events:
            return
        head = caption or self._head(events)
        placed = tuple(
            replace(
                event,
                title=standing_title(event.title, event.group or head),
                at=replace(event.at, block=index),
            )
            for event in events
        )
        self.timelines.append(
            Timeline(
                title=head,
                kind=kind,
                at=replace(at, block=index),
                events=placed,
            )
        )


def _placed(notes: Sequence[Note], index: int) -> list[Note]:
    return [replace(note, at=replace(note.at, block=index)) for note in notes]
