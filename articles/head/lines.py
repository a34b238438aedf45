"""The lines over an article that tell when it was published and who wrote it.

Only pieces before the first paragraph are looked at, and a date line counts only where the date is
told in full: a wrong date of publication is worse than none.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from articles.blocks import TextBlock
from articles.boilerplate.roles import role_of
from articles.dates import FoundDate
from articles.draft import Draft, Metadata, Piece
from articles.head.datelines import (
    full_date,
    is_bare,
    is_date_alone,
    is_date_label,
    is_labelled,
    tells_change,
)
from articles.head.furniture import furniture, is_site_name, is_staff, may_be_name
from articles.head.title import title_line
from articles.model import Dropped, DropReason, Person, TitleSource
from articles.people import author_names, names_author
from articles.prose import introduces, stems, words
from articles.text import fold

_HEAD_PIECES = 12  # under the lines over the title
_DUMPED = {"text", "markdown"}  # what tools make of a page that they do not understand
_TITLE_WORDS = 12  # of a line of Markdown that no mark makes a heading
_SECTION_WORDS = 2
_CAPTION_WORDS = 4
_PARTS = re.compile(r"\s*[|•]\s*")


def read_head(draft: Draft, *, at: datetime, timezone: str) -> Draft:
    """The draft with what the lines over its text tell, and without those lines.

    The same for every format: the title, where the source marks none; the authors and the dates,
    where nothing outside the text told them. Of a dump also its section and what the site put over
    and under the title.

    Args:
        draft: as the reader of a format made it.
        at: when it was first seen.
        timezone: IANA name of the zone of clock times that name none.
    """
    pieces = list(draft.pieces)
    metadata, over = draft.metadata, 0
    title = _title_index(draft, at, timezone)
    if title is not None:
        found: TitleSource = "heading" if pieces[title].markup == "heading" else "line"
        metadata = replace(metadata, title=pieces.pop(title).text, title_from=found)
        over = title
    count = over + len(list(takewhile(_before_text, pieces[over : over + _HEAD_PIECES])))
    beside = [piece for piece in draft.beside if piece.is_text and piece.markup != "heading"]
    head = _Head([*pieces[:count], *beside], over, metadata, at=at, timezone=timezone)
    if draft.kind in _DUMPED:
        head.of_dump(pieces[count:])
    kept = [piece for index, piece in enumerate(pieces[:count]) if not head.takes(index)]
    for index in range(count, count + len(beside)):
        head.takes(index)
    told = {(line.text, line.at) for line in head.dropped}
    return replace(
        draft,
        metadata=head.metadata,
        pieces=(*kept, *pieces[count:]),
        dropped=(*(one for one in draft.dropped if (one.text, one.at) not in told), *head.dropped),
    )


def _title_index(draft: Draft, at: datetime, timezone: str) -> int | None:
    """The piece that is the title of a text or of Markdown that tells none: its first heading."""
    if draft.kind not in _DUMPED or draft.metadata.title is not None:
        return None
    for index, piece in enumerate(draft.pieces[:_HEAD_PIECES]):
        if isinstance(piece.block, TextBlock) and piece.block.level == 1:
            return index
    line = title_line(draft.pieces, at, timezone)
    long = line is not None and len(words(draft.pieces[line].text)) > _TITLE_WORDS
    return None if long and draft.kind == "markdown" else line  # there a lead has no full stop


def _before_text(piece: Piece) -> bool:
    """Whether a piece may still stand over the article: no list, no table, no running text."""
    if not isinstance(piece.block, TextBlock):
        return False
    if piece.markup == "heading" or names_author(piece.text) or is_date_label(piece.text):
        return True
    return role_of(piece) not in {"body", "intro"}


class _Head:
    """Reads the lines over a text in order; `over` of them stand over its title."""

    def __init__(
        self, pieces: Sequence[Piece], over: int, metadata: Metadata, *, at: datetime, timezone: str
    ) -> None:
        self._pieces = pieces
        self._over = over
        self._at = at
        self._timezone = timezone
        self._site: dict[int, str] = {}
        # Several dates over the text are those of a timeline, each alone over what it tells. One
        # over the title is the day on which the page was seen, where another stands under it.
        bare = [index for index in range(len(pieces)) if self._is_bare_date(index)]
        under = [index for index in bare if index >= over] or bare
        self._bare = under if len(under) == 1 else []
        if self._bare:
            self._site = {index: "clock" for index in bare if index not in self._bare}
        self.metadata = metadata
        self.dropped: list[Dropped] = []

    def of_dump(self, below: Sequence[Piece]) -> None:
        """Looks for what a dump keeps of its site: `below` is the text under these."""
        for index, piece in enumerate(self._pieces):
            dated = full_date(piece.text, self._at, self._timezone) is not None
            if not dated and piece.markup != "heading":
                self._look_at(index, piece.text, piece)
        for index, piece in enumerate(self._pieces[self._over :], self._over):
            if piece.markup != "heading" and self._is_caption(piece.text, index):
                self._site.setdefault(index, "caption")
        self._find_section()
        self._find_name(below)

    def _look_at(self, index: int, text: str, piece: Piece) -> None:
        """Notes what of the site a line is, by its own words."""
        if what := furniture(text):
            self._site[index] = what
        elif index and is_staff(self._pieces[index - 1].text):
            self._site[index] = "staff"
        elif is_site_name(text):
            self._site[index] = "site"
            self.metadata = replace(self.metadata, publisher=self.metadata.publisher or text)
        elif index < self._over and len(words(text)) <= _SECTION_WORDS:
            self._site[index] = "section" if role_of(piece) == "headline" else "menu"

    def takes(self, index: int) -> bool:
        """Whether a line is none of the text; what it tells is kept."""
        piece = self._pieces[index]
        if piece.markup == "heading":
            rule = "title" if self._is_title(piece.text) else None
        else:
            rule = self._told(index)
        if rule is not None:
            why: DropReason = "nav" if rule == self._site.get(index) else "duplicate"
            self.dropped.append(Dropped(text=piece.text, why=why, rule=rule, at=piece.block.at))
        return rule is not None

    def _told(self, index: int) -> str | None:
        """The rule by which a line is no text of the article; what it tells is noted."""
        if index in self._site:
            return self._site[index]
        text = self._pieces[index].text
        parts = _PARTS.split(text)
        if len(parts) > 1 and not is_date_alone(text, self._at, self._timezone):
            rules = [self._line(index, part) or self._name(part) for part in parts]
            if all(rules) and "date line" in rules:
                return "date line"
        return self._line(index, text)

    def _line(self, index: int, text: str) -> str | None:
        date = full_date(text, self._at, self._timezone)
        if date is not None and (index in self._bare or self._is_labelled(date, text, index)):
            told = self.metadata
            if tells_change(text):
                self.metadata = replace(told, modified=told.modified or date.starts)
            else:
                self.metadata = replace(told, published=told.published or date.starts)
            return "date line"
        if names_author(text):
            self._sign(author_names(text))
            return "byline"
        over = self._pieces[index - 1].text if index else ""
        if names_author(over) and not author_names(over) and may_be_name(text):
            self._sign([text])
            return "byline"
        return "date line" if is_date_label(text) and introduces(text) else None

    def _name(self, text: str) -> str | None:
        """A name beside a date is that of who wrote it."""
        if not may_be_name(text):
            return None
        self._sign([text])
        return "byline"

    def _sign(self, names: Sequence[str]) -> None:
        people = tuple(Person(name=name) for name in names)
        self.metadata = replace(self.metadata, authors=self.metadata.authors or people)

    def _is_title(self, text: str) -> bool:
        return self.metadata.title is not None and fold(text) == fold(self.metadata.title)

    def _is_bare_date(self, index: int) -> bool:
        piece = self._pieces[index]
        date = full_date(piece.text, self._at, self._timezone)
        return date is not None and piece.markup != "heading" and is_bare(date, piece.text)

    def _is_labelled(self, date: FoundDate, text: str, index: int) -> bool:
        over = self._pieces[index - 1].text if index else ""
        return is_labelled(date, text) or (is_date_label(over) and introduces(over))

    def _is_caption(self, text: str, index: int) -> bool:
        """Whether a line says again the title, its words or its neighbour.

        Words of the title alone are no caption right over the text: there they are a heading.
        """
        beside = self._pieces[max(index - 1, self._over) : index + 2]
        if self._is_title(text) or sum(fold(piece.text) == fold(text) for piece in beside) > 1:
            return True
        said, title = stems(text), stems(self.metadata.title or "")
        short = 0 < len(words(text)) <= _CAPTION_WORDS and index + 1 < len(self._pieces)
        return short and bool(said) and said <= title

    def _find_section(self) -> None:
        """The nearest short line over the title, of those that name nobody."""
        for index in range(self._over - 1, -1, -1):
            if self._site.get(index) == "section":
                section = self.metadata.section or self._pieces[index].text
                self.metadata = replace(self.metadata, section=section)
                return

    def _find_name(self, below: Sequence[Piece]) -> None:
        """A name alone, the last line over the text of a dump, which shows by more than that."""
        last = len(self._pieces) - 1
        signed = self.metadata.authors or any(names_author(piece.text) for piece in self._pieces)
        if last < self._over or signed or not below or role_of(below[0]) != "body":
            return
        sure = self._site or self._bare or any(map(_is_worded, self._pieces))
        known = stems(self.metadata.title or "").union(*(stems(piece.text) for piece in below))
        names = author_names(self._pieces[last].text)
        lone = len(names) == 1 and may_be_name(names[0]) and stems(names[0]).isdisjoint(known)
        if sure and lone and last not in self._site:
            self._site[last] = "byline"
            self._sign(names)


def _is_worded(piece: Piece) -> bool:
    """Whether its words tell that a line is of a site."""
    return role_of(piece) in {"share", "nav", "comment"}
