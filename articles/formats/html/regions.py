"""What speaks for and against each piece of a page: where it stands, and how it was found.

Names of evidence, as `articles.boilerplate.evidence` gives them for lines. They hold for any
language: nothing here reads words.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from math import inf

from lxml.html import HtmlElement

from articles.blocks import Block, ImageBlock, ListBlock, TableBlock, TextBlock
from articles.boilerplate.names import suspicion
from articles.dates import find_dates
from articles.dates.shapes import may_lead
from articles.draft import Piece, Suspicion
from articles.formats.html.extracted import Extracted

_HELD = 0.85  # of the letters found, that the article's element holds
_WIDE = 0.5  # of the letters found: what an element with so many is called says nothing
_LONG = 60  # letters
_LEAST_NAMED = 300  # letters for an element to be believed by its name
_MUCH = 0.5
_PART = 0.22
_FAR = 4  # steps out of the article
_LEAST = 100  # letters by which a place is known
_OWN_NAME = re.compile(r"article|story|entry|content|body|text", re.I)
_CAPTION_NAME = re.compile(r"caption|credit|photo|image|picture|gallery|slide|media|video", re.I)
_BYLINE_NAME = re.compile(
    r"author|byline|date|time|meta|info|writer|bio|kicker|categor|label", re.I
)
_SIZES = (
    (2, "1 or 2 words"),
    (5, "3 to 5 words"),
    (11, "6 to 11 words"),
    (24, "12 to 24 words"),
    (60, "25 to 60 words"),
    (inf, "61 words and more"),
)
_WHOLE = 0.8  # of the letters of a link
_LINKED = ((0.0, "no link"), (0.3, "few words linked"), (_WHOLE, "half linked"), (inf, "linked"))
_TAKEN = ((0.1, "not found"), (0.4, "a little found"), (0.8, "much found"), (inf, "found"))
_STEPS = ((0, ""), (1, "next to"), (3, "near"), (8, "some way from"), (inf, "far from"))
_TAGS = frozenset({"header", "footer", "aside", "nav", "form", "figure", "blockquote", "section"})
_ENDS = tuple(".!?؟…。！？:\"»”'")
_SENTENCES = re.compile(r"\w[.!?؟。！？][\"»”')]*\s+\S")
_WORD = re.compile(r"\w+")
_SAMPLED = 5  # items or rows in which dates are looked for
_LEAST_DATES = 2
_LONGEST_DATED = 120  # characters
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class Region:
    """A piece of a page on trial."""

    piece: Piece
    element: HtmlElement
    letters: int
    share: float
    evidence: list[str] = field(default_factory=list)

    @property
    def found(self) -> float:
        """How many of its letters were found."""
        return self.letters * self.share

    @property
    def is_inside(self) -> bool:
        """Whether it stands in the article's element and nothing around it is called otherwise."""
        beside = "beside what is called so" in self.evidence
        return (
            "0 steps out of the article" in self.evidence
            and not beside
            and not self.piece.suspicion
        )

    @property
    def is_found(self) -> bool:
        """Whether most of it was found."""
        return self.share >= _MUCH


@dataclass(slots=True, kw_only=True)
class _Sums:
    """Letters below elements and in pieces of one kind: all of them, and those found."""

    letters: defaultdict[object, float] = field(default_factory=lambda: defaultdict(float))
    found: defaultdict[object, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, key: object, one: Region) -> None:
        self.letters[key] += one.letters
        self.found[key] += one.found

    def told(self, key: object, one: Region) -> str:
        """How much of what has the key was found, `one` left out."""
        letters, found = self.letters[key] - one.letters, self.found[key] - one.found
        if letters < _LEAST:
            return "nothing"
        return next(name for most, name in _TAKEN if found / letters <= most)


def regions_of(
    pieces: Sequence[Piece], elements: dict[str, HtmlElement], found: Extracted
) -> tuple[list[Region], HtmlElement | None]:
    """The pieces with their evidence, and the element that holds what was found."""
    regions = [
        Region(
            piece=piece,
            element=elements[piece.block.at.xpath or ""],
            letters=len(piece.text),
            share=0.0 if isinstance(piece.block, ImageBlock) else found.share(piece.text),
        )
        for piece in pieces
    ]
    sums = _Sums()
    for one in regions:
        sums.add(_kind(one.element), one)
        for element in (one.element, *one.element.iterancestors()):
            sums.add(element, one)
    article = _article(sums)
    named = _named(regions, sums)
    _of_themselves(regions)
    _of_rows(regions)
    for one in regions:
        one.piece = replace(one.piece, suspicion=_against(one, sums))
        one.evidence += _of_place(one, sums, article, named)
    return regions, article[0] if article else None


def _article(sums: _Sums) -> list[HtmlElement]:
    """The smallest element that holds nearly all that was found, and those around it."""
    needed = _HELD * max(sums.found.values(), default=0)
    holders = [
        one
        for one, held in sums.found.items()
        if held >= needed > 0 and isinstance(one, HtmlElement)
    ]
    chains = [[one, *one.iterancestors()] for one in holders]
    return max(chains, key=len, default=[])


def _named(regions: Sequence[Region], sums: _Sums) -> HtmlElement | None:
    """The one element that the page calls its article, or its article's body."""
    if not regions:
        return None
    tree = regions[0].element.getroottree()
    for path in ("//*[contains(@itemprop, 'articleBody')]", "//article"):
        named = tree.xpath(path)
        if len(named) == 1 and sums.letters[named[0]] >= _LEAST_NAMED:
            return named[0]
    return None


def _kind(element: HtmlElement) -> tuple[str, ...]:
    """Elements of one kind have the same name and class, and so have those around them."""
    parent = element.getparent()
    above = () if parent is None else (str(parent.tag), parent.get("class", ""))
    return (str(element.tag), element.get("class", ""), *above)


def _of_themselves(regions: Sequence[Region]) -> None:
    said: set[str] = set()
    for one in regions:
        shape = list(_shape(one.piece.block, one.piece.markup))
        size = len(_WORD.findall(one.piece.text))
        linked = _linked(one.piece.block) / max(1, one.letters)
        shape.append(next(name for most, name in _LINKED if linked <= most))
        if isinstance(one.piece.block, TextBlock):
            shape.append(next(name for most, name in _SIZES if size <= most))
        if one.letters < _LONG:
            one.evidence.append("short")
        else:
            one.evidence.append("in part" if _PART < one.share < 1 - _PART else "long")
        one.evidence += shape
        if one.piece.text in said:
            one.evidence.append("said before")
        said.add(one.piece.text)


def _shape(block: Block, markup: str) -> Iterator[str]:
    match block:
        case TextBlock(text=text, level=level):
            if markup == "heading":
                yield f"heading {min(level or 2, 4)}"
            elif markup != "paragraph":
                yield markup
            told = {
                "quote": block.type == "quote",
                "ends": text.endswith(_ENDS),
                "sentences": _SENTENCES.search(text),
                "lines": "\n" in text,
            }
            yield from (name for name, true in told.items() if true)
        case ListBlock(items=items):
            letters = sum(len(item.text) for item in items)
            yield "list of long" if letters >= 50 * len(items) else "list of short"
            if len(items) == 1:
                yield "list of one"
        case TableBlock():
            yield "table"
        case ImageBlock():
            yield "image"


def _sample(block: Block) -> Iterator[str]:
    """Items without links, or cells, in which dates are looked for."""
    match block:
        case ListBlock(items=items):
            yield from (item.text for item in items[:_SAMPLED] if not item.links)
        case TableBlock(rows=rows):
            yield from (cell.text for row in rows[:_SAMPLED] for cell in row.cells)
        case _:
            pass


def _has_dates(block: Block) -> bool:
    """Whether two items or one cell hold a date: a timeline beside the text is the article's."""
    least = 1 if isinstance(block, TableBlock) else _LEAST_DATES
    dated = (text for text in _sample(block) if may_lead(text) or any(map(str.isdigit, text)))
    found = (text for text in dated if find_dates(text[:_LONGEST_DATED], _ANY_TIME))
    return sum(1 for _ in islice(found, least)) == least


def is_linked(piece: Piece) -> bool:
    """Whether a piece is a link as a whole."""
    return _linked(piece.block) >= _WHOLE * max(1, len(piece.text))


def _linked(block: Block) -> int:
    """The letters that are links."""
    match block:
        case TextBlock(links=links):
            return sum(link.span[1] - link.span[0] for link in links)
        case ListBlock(items=items):
            return sum(link.span[1] - link.span[0] for item in items for link in item.links)
        case _:
            return 0


def _of_rows(regions: Sequence[Region]) -> None:
    """Where a piece stands in the row of all, and how many of its neighbours were found."""
    long = [i for i, one in enumerate(regions) if one.is_found and one.letters >= _LONG]
    first, last = (long[0], long[-1]) if long else (len(regions), len(regions))
    for index, one in enumerate(regions):
        gap = max(first - index, index - last, 0)
        step = next(name for most, name in _STEPS if gap <= most)
        side = "before" if index < first else "after"
        one.evidence.append(f"{step} {side} the text" if gap else "in the text")
        around = [*regions[max(0, index - 2) : index], *regions[index + 1 : index + 3]]
        one.evidence.append(f"{sum(other.is_found for other in around)} of 4 neighbours found")
        if index and isinstance(regions[index - 1].piece.block, ImageBlock):
            one.evidence.append("under a picture")


def _of_place(
    one: Region, sums: _Sums, article: Sequence[HtmlElement], named: HtmlElement | None
) -> Iterator[str]:
    """What is around it, and what that is called."""
    chain = [one.element, *one.element.iterancestors()]
    inside = set(chain)
    steps = next((n for n, element in enumerate(article[:_FAR]) if element in inside), _FAR)
    yield f"{steps} steps out of the article"
    beside = named is not None and named not in inside
    if named is not None:
        yield "beside what is called so" if beside else "in what is called the article"
    if steps <= 1 and not beside and _has_dates(one.piece.block):
        yield "holds dates"
    yield f"its kind: {sums.told(_kind(one.element), one)}"
    for name, element in zip(("around it", "around that"), chain[1:3], strict=False):
        yield f"{name}: {sums.told(element, one)}"
    total = max(sums.found.values(), default=0)
    small = [element for element in chain if sums.found[element] <= _WIDE * total]
    for tag in sorted({str(element.tag) for element in small} & _TAGS):
        yield f"in {tag}"
    if one.piece.suspicion:
        yield f"name {one.piece.suspicion.why}"
    names = " ".join(f"{e.get('class', '')} {e.get('id', '')}" for e in small[:3])
    for what, pattern in (("own", _OWN_NAME), ("caption", _CAPTION_NAME), ("byline", _BYLINE_NAME)):
        if pattern.search(names):
            yield f"name {what}"


def _against(one: Region, sums: _Sums) -> Suspicion | None:
    """What the smallest element says against it that is called so and holds little of the text."""
    most = max(_LEAST_NAMED, _WIDE * max(sums.found.values(), default=0))
    for element in (one.element, *one.element.iterancestors()):
        if sums.found[element] > most:
            break
        names = ((of, name) for of in ("class", "id") for name in element.get(of, "").split())
        against = suspicion(str(element.tag), element.get("role", ""), names)
        if against:
            return against
    return None
