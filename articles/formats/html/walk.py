"""A walk over the elements of a page: blocks in order, each with its place and its markup.

Web pages and Markdown come through here. Nothing is judged: what the names of elements say against
a part goes along as a suspicion. Tables keep their spans and captions
(`articles.formats.html.grid`), widgets of dates and titles become lists, and everything else keeps
its words.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from articles.blocks import At, Image, ImageBlock, ListBlock, TextBlock
from articles.boilerplate.names import suspicion
from articles.draft import Markup, Piece, Suspicion, rows_cut
from articles.formats.html.boxes import Widget, find_widgets
from articles.formats.html.grid import is_layout, read_grid
from articles.formats.html.inline import (
    BLOCKS,
    SKIPPED,
    Inline,
    absolute,
    inline_text,
    is_hidden,
    line_of,
    pixels,
    told_line,
)
from articles.formats.html.list_items import definitions_of, items_of
from articles.model import Note

# To the heading's level; the first is that of the title.
_TEXTS = {"p": 0, "h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_STRONG = frozenset({"b", "strong"})
# Of blocks in blocks, the page and its body among them; what lies deeper keeps its words only.
_MAX_DEPTH = 102
_WIDE = 0.8  # of the letters of the article: more than this is hardly beside it
# Where pages that load pictures late keep the real address.
_IMAGE_ATTRIBUTES = ("data-src", "data-lazy-src", "data-original", "src")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the walk is: the path of the element, and what is held against it."""

    path: str
    depth: int = 0
    against: Suspicion | None = None


@dataclass(slots=True, kw_only=True)
class Walk:
    """One walk over a page. `notes` fills while the pieces are taken.

    Attributes:
        base_url: what relative addresses are relative to.
        keep: elements of which nothing is to be left out.
        letters: how many the article's element holds.
        elements: those that blocks stand in, by their paths.
    """

    base_url: str | None
    keep: frozenset[HtmlElement] = frozenset()
    notes: list[Note] = field(default_factory=list)
    letters: int = 1
    elements: dict[str, HtmlElement] = field(default_factory=dict)

    def pieces(self, root: HtmlElement) -> Iterator[Piece]:
        """The pieces below `root`, in the order of the page."""
        path = root.getroottree().getpath(root)
        self.elements[path] = root
        self.letters = max(1, len(str(root.text_content())))
        return self._container(root, _Place(path=path))

    def pieces_of(self, element: HtmlElement) -> Iterator[Piece]:
        """The pieces that an element itself is."""
        path = element.getroottree().getpath(element)
        self.elements[path] = element
        return self._block(element, _Place(path=path))

    def _container(self, element: HtmlElement, place: _Place) -> Iterator[Piece]:
        """What an element of any kind holds: runs of inline content, and blocks."""
        widgets = {
            box: widget for widget in find_widgets(element, self.base_url) for box in widget.boxes
        }
        run = Inline(self.base_url)
        run.add(element.text)
        counts: Counter[str] = Counter()
        for child in element:
            tag = str(child.tag)
            counts[tag] += 1
            if tag in SKIPPED or is_hidden(child):
                pass
            elif place.depth > _MAX_DEPTH or not _is_block(child):
                run.add_element(child)
            else:
                yield from self._flush(run, element, place)
                run = Inline(self.base_url)
                inside = _Place(
                    path=f"{place.path}/{tag}[{counts[tag]}]",
                    depth=place.depth + 1,
                    against=place.against or self._suspicion(child),
                )
                self.elements[inside.path] = child
                pieces = self._child(child, inside, widgets.get(child))
                yield from map(as_kept, pieces) if child in self.keep else pieces
            run.add(child.tail)
        yield from self._flush(run, element, place)

    def _suspicion(self, element: HtmlElement) -> Suspicion | None:
        """What the names of an element say against it; little, where it holds most of the text."""
        found = suspicion(str(element.tag), element.get("role", ""), _names(element))
        if found is None:
            return None
        wide = len(str(element.text_content())) >= _WIDE * self.letters
        return replace(found, wide=wide)

    def _child(self, child: HtmlElement, place: _Place, widget: Widget | None) -> Iterator[Piece]:
        """A block, or the whole widget where its first box stands."""
        if widget is None:
            yield from self._block(child, place)
        elif child is widget.boxes[0]:
            block = ListBlock(items=widget.items, at=_at(child, place.path))
            yield Piece(block=block, shape="widget", suspicion=place.against)

    def _block(  # noqa: PLR0911  one return a kind of element
        self, element: HtmlElement, place: _Place
    ) -> Iterator[Piece]:
        match str(element.tag):
            case "ul" | "ol" | "menu" | "dir":
                return self._list(element, place)
            case "dl":
                return self._definitions(element, place)
            case "table":
                return self._table(element, place)
            case "blockquote":
                return self._quote(element, place)
            case "figure":
                return self._figure(element, place)
            case "img":
                return self._image(element, place)
            case "summary":
                return self._summary(element, place)
            case tag if tag in _TEXTS and not _holds_blocks(element):
                return self._text(element, place, _TEXTS[tag])
            case _:
                return self._container(element, place)

    def _flush(self, run: Inline, element: HtmlElement, place: _Place) -> Iterator[Piece]:
        """The inline content that has gathered so far, a piece for each paragraph in it."""
        for text, links in run.paragraphs():
            block = TextBlock(type="paragraph", text=text, links=links, at=_at(element, place.path))
            yield Piece(block=block, suspicion=place.against)

    def _text(self, element: HtmlElement, place: _Place, level: int) -> Iterator[Piece]:
        """A paragraph (level 0) or a heading, and the pictures in it."""
        run = Inline(self.base_url)
        run.add_element(element)
        markup = _markup(element, level)
        for text, links in run.paragraphs():
            block = TextBlock(
                type="heading" if level else "paragraph",
                text=text,
                level=level or None,
                links=links,
                at=_at(element, place.path),
            )
            yield Piece(block=block, markup=markup, suspicion=place.against)
        for image in element.iter("img"):
            yield from self._image(image, place)

    def _list(self, element: HtmlElement, place: _Place) -> Iterator[Piece]:
        items = items_of(element, self.base_url)
        if items:
            block = ListBlock(ordered=element.tag == "ol", items=items, at=_at(element, place.path))
            yield Piece(block=block, suspicion=place.against)

    def _definitions(self, element: HtmlElement, place: _Place) -> Iterator[Piece]:
        items = definitions_of(element, self.base_url)
        if items:
            block = ListBlock(items=items, at=_at(element, place.path))
            yield Piece(block=block, shape="definition", suspicion=place.against)

    def _table(self, element: HtmlElement, place: _Place) -> Iterator[Piece]:
        if is_layout(element):
            yield from self._container(element, place)
            return
        at = _at(element, place.path)
        grid = read_grid(element, at, self.base_url, line_of)
        if grid is None:
            return
        if grid.cut:
            self.notes.append(rows_cut(at))
        yield Piece(block=grid.block, suspicion=place.against)

    def _quote(self, element: HtmlElement, place: _Place) -> Iterator[Piece]:
        for piece in self._container(element, place):
            block = piece.block
            if isinstance(block, TextBlock) and piece.markup != "heading":
                yield replace(piece, block=replace(block, type="quote"))
            else:
                yield piece

    def _figure(self, element: HtmlElement, place: _Place) -> Iterator[Piece]:
        caption = element.find(".//figcaption")
        words = None if caption is None else inline_text(caption).replace("\n", " ") or None
        images = list(element.iter("img"))
        if not images:
            yield from self._container(element, place)
            return
        for image in images:
            yield from self._image(image, place, caption=words)

    def _image(
        self, element: HtmlElement, place: _Place, caption: str | None = None
    ) -> Iterator[Piece]:
        image = _image_of(element, self.base_url, caption)
        if image is not None:
            block = ImageBlock(image=image, at=_at(element, place.path))
            yield Piece(block=block, suspicion=place.against)

    def _summary(self, element: HtmlElement, place: _Place) -> Iterator[Piece]:
        """The line that opens a `<details>`: it stands over what it hides, as a heading does."""
        for piece in self._text(element, place, 0):
            yield replace(piece, markup="strong")


def as_kept(piece: Piece) -> Piece:
    """A piece that is never to be left out."""
    return replace(piece, kept=True, suspicion=None)


def _at(element: HtmlElement, path: str) -> At:
    last = told_line(element, "data-last-line")
    line = line_of(element)
    return At(line=line, last_line=last if last != line else None, xpath=path)


def _is_block(element: HtmlElement) -> bool:
    """Whether an element starts a block: by its kind, or because there are blocks inside it."""
    return element.tag in BLOCKS or element.tag == "img" or _holds_blocks(element)


def _holds_blocks(element: HtmlElement) -> bool:
    return next(element.iterdescendants(*BLOCKS), None) is not None


def _markup(element: HtmlElement, level: int) -> Markup:
    if level:
        return "heading"
    return "strong" if _is_strong(element) else "paragraph"


def _is_strong(element: HtmlElement) -> bool:
    """Whether a paragraph is bold as a whole."""
    inner = list(element)
    if len(inner) != 1 or (element.text or "").strip() or (inner[0].tail or "").strip():
        return False
    return inner[0].tag in _STRONG or (inner[0].tag in {"span", "a"} and _is_strong(inner[0]))


def _image_of(element: HtmlElement, base_url: str | None, caption: str | None) -> Image | None:
    addresses = (absolute(element.get(name), base_url) for name in _IMAGE_ATTRIBUTES)
    url = next(filter(None, addresses), None)
    if url is None:
        return None
    return Image(
        url=url,
        alt=" ".join(element.get("alt", "").split()) or None,
        caption=caption,
        width=pixels(element.get("width")),
        height=pixels(element.get("height")),
    )


def _names(element: HtmlElement) -> Iterator[tuple[str, str]]:
    for attribute in ("class", "id"):
        for name in element.get(attribute, "").split():
            yield attribute, name
