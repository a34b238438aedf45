"""Which pieces of a page are its article's: each is weighed by where it stands and what it is.

What is surely foreign by its place is left out here, with its reason; what may be either goes to
the judge of lines (`articles.boilerplate.judge`) with its odds, and is weighed there again by its
words. Nothing is lost: each text of more than a few words is among the pieces or left out by name.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from articles.blocks import At, ImageBlock, Link, ListBlock, TextBlock
from articles.boilerplate.judge import dropped_lines
from articles.boilerplate.phrases import NO_ARTICLE
from articles.draft import Piece, word_count
from articles.formats.html.extracted import Extracted
from articles.formats.html.place_weights import ALWAYS, PLACES
from articles.formats.html.regions import Region, is_linked, regions_of
from articles.formats.html.walk import Walk
from articles.model import Dropped
from articles.text import fold, holds_arabic

# What links are relative to on a page whose own address nobody knows: that they are links counts.
NOWHERE = "http://nowhere.invalid/"
_SURE = 0.5  # log odds from which on a place alone is enough
_SURE_INSIDE = 2.5
_LEAST_LETTERS = 60  # of the longest text: front pages and logins have none
_TEASERS = 5  # headings that are links: so many are a list of articles
_SHORTEST = 500  # letters of a page that may only say that there is nothing
_TOLD_WORDS = 3  # what is shorter is left out without a word
_BESIDE = 8  # pieces between title and text, where who and when may stand
_FULL_STOPS = (".", "!", "؟", "…", "»")
_LEAST_TEXT = 12  # words of a text, which its head is over


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The article on a page.

    Attributes:
        element: that holds it.
        pieces: its own, in order.
        beside: what stands between its title and its text and is none of its pieces.
        dropped: everything else.
    """

    element: HtmlElement
    pieces: tuple[Piece, ...]
    beside: tuple[Piece, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def find_article(tree: HtmlElement, walk: Walk, *, title: str | None) -> Page | None:
    """The article of a page; None where nothing looks like one."""
    found = Extracted(tree)
    regions, element = regions_of(list(walk.pieces(tree)), walk.elements, found)
    if element is None:
        return _unseen(tree, found)
    pieces = [replace(one.piece, place=_place(one)) for one in regions]
    own = {
        n: one
        for n, one in enumerate(pieces)
        if (one.kept or one.place <= _SURE) and not _is_nowhere(one)
    }
    beside = list(_beside(pieces, own, title))
    own |= {n: replace(pieces[n], place=0.0) for n in beside if _is_sentence(pieces[n])}
    own = dict(sorted(own.items()))
    if not any(piece.kept for piece in own.values()) and not _is_article(own.values(), title or ""):
        return None
    return Page(
        element=element,
        pieces=tuple(map(_without_nowhere, own.values())),
        beside=tuple(pieces[n] for n in beside if n not in own),
        dropped=tuple(
            line
            for index, one in enumerate(regions)
            if index not in own
            for line in _left_out(one, pieces[index], title)
        ),
    )


def _is_article(own: Collection[Piece], title: str) -> bool:
    """Whether the pieces are an article: no front page, no login, no "not found"."""
    texts = [piece.text for piece in own if len(piece.text) >= _LEAST_LETTERS]
    running = sum(piece.markup != "heading" for piece in own if len(piece.text) >= _LEAST_LETTERS)
    teasers = sum(piece.markup == "heading" and is_linked(piece) for piece in own)
    if teasers >= _TEASERS and running <= 2 * teasers:
        return False
    said = fold(" ".join([title, *(piece.text for piece in own if piece.markup == "heading")]))
    short = sum(map(len, texts)) <= _SHORTEST
    return bool(texts) and not (short and any(fold(phrase) in said for phrase in NO_ARTICLE))


def _unseen(tree: HtmlElement, found: Extracted) -> Page | None:
    """An article that no element shows: in JSON, or for browsers that run nothing."""
    at = At(line=1, xpath=tree.getroottree().getpath(tree))
    long = [line for line in found.lines if len(line) >= _LEAST_LETTERS]
    pieces = (
        Piece(block=TextBlock(type="paragraph", text=line, at=at), markup="paragraph")
        for line in dict.fromkeys(long)
    )
    return Page(element=tree, pieces=tuple(pieces)) if long else None


def _place(one: Region) -> float:
    """What is held against a piece; nothing but sure evidence in the article: there words tell."""
    odds, inside = round(_odds(one), 2), one.is_inside and holds_arabic(one.piece.text)
    return 0.0 if inside and 0 < odds <= _SURE_INSIDE else odds


def _odds(one: Region) -> float:
    column = 0 if one.is_found else 1
    return ALWAYS[column] + sum(PLACES[name][column] for name in one.evidence)


def _beside(pieces: Sequence[Piece], kept: Collection[int], title: str | None) -> Iterator[int]:
    """What was left out between the title and the first running text, by place."""
    text = next((n for n in kept if word_count(pieces[n].text) >= _LEAST_TEXT), 0)
    over = range(max(0, text - _BESIDE), text)
    titles = [n for n in over if _is_title(pieces[n], title)]
    for index in over:
        if titles and titles[-1] < index not in kept:
            yield index


def _is_sentence(piece: Piece) -> bool:
    """Whether a piece over an Arabic text may be its lead, or a correction: words decide then."""
    whole = piece.text.rstrip().endswith(_FULL_STOPS) and holds_arabic(piece.text)
    return whole and piece.place <= _SURE_INSIDE and not is_linked(piece)


def _is_title(piece: Piece, title: str | None) -> bool:
    return piece.markup == "heading" and title is not None and fold(piece.text) == fold(title)


def _without_nowhere(piece: Piece) -> Piece:
    """A piece without the links of which nobody knows where they lead."""
    block = piece.block
    match block:
        case TextBlock():
            return replace(piece, block=replace(block, links=_somewhere(block.links)))
        case ListBlock():
            items = (replace(item, links=_somewhere(item.links)) for item in block.items)
            return replace(piece, block=replace(block, items=tuple(items)))
        case _:
            return piece


def _is_nowhere(piece: Piece) -> bool:
    """Whether it is a picture without an address."""
    return isinstance(piece.block, ImageBlock) and piece.block.image.url.startswith(NOWHERE)


def _somewhere(links: Sequence[Link]) -> tuple[Link, ...]:
    return tuple(link for link in links if not link.url.startswith(NOWHERE))


def _left_out(one: Region, piece: Piece, title: str | None) -> Iterator[Dropped]:
    """What is told of a piece that is not the article's."""
    if _is_title(piece, title):
        yield from dropped_lines(piece, why="duplicate", rule="title")
        return
    piece = _without_nowhere(piece)
    column = 0 if one.is_found else 1
    rule = max(one.evidence, key=lambda name: PLACES[name][column])
    told, rule = (piece.suspicion.why, piece.suspicion.rule) if piece.suspicion else ("nav", rule)
    for line in dropped_lines(piece, why=told, rule=rule, score=piece.place):
        if word_count(line.text) >= _TOLD_WORDS:
            yield line
