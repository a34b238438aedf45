r"""Text with its hyperlinks, gathered from the inline content of an HTML element.

The trees here come from parsers that leave comments out, so every node is an element. White space
is folded as a browser folds it; `<br>` and the edges of blocks inside become "\n", and two line
ends in a row part paragraphs.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from articles.blocks import Link
from articles.text import clean

# Nothing of these is text: programs, drawings, controls, other documents.
SKIPPED = frozenset(
    "script style noscript template svg math iframe object embed canvas audio video map"
    " button input select option textarea datalist progress meter head title link meta".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre"
    " section summary table tbody td tfoot th thead tr ul".split()
)
_PIXELS = re.compile(r"[1-9][0-9]{0,4}")
_LINE_NUMBER = re.compile("[0-9]{1,9}")


class Inline:
    """A text under construction: add words and breaks in order, then take `text` and `links`."""

    def __init__(self, base_url: str | None) -> None:
        self._base_url = base_url
        self._parts: list[str] = []
        self._length = 0
        self._links: list[Link] = []
        self._gap = ""  # white space seen and not yet written
        self._empty_line = False  # whether that is two line ends in a row
        self._parts_at: list[int] = []  # where two line ends part the text

    def __bool__(self) -> bool:
        return bool(self._parts)

    @property
    def text(self) -> str:
        r"""The words so far; single spaces, "\n" for breaks, nothing at the edges."""
        return "".join(self._parts)

    @property
    def links(self) -> tuple[Link, ...]:
        """The hyperlinks over spans of `text`."""
        return tuple(self._links)

    def paragraphs(self) -> Iterator[tuple[str, tuple[Link, ...]]]:
        """The text where two `<br>` in a row part it, each part with its links."""
        text, start, first = self.text, 0, 0
        ends = [link.span[1] for link in self._links]
        for end in (*self._parts_at, self._length):
            after = bisect_right(ends, end)
            if part := text[start:end]:
                yield part, tuple(moved(link, -start) for link in self._links[first:after])
            start, first = end + 1, after

    def add(self, words: str | None, href: str | None = None) -> None:
        """Adds text as it stands in the source, under a link if `href` is given."""
        if not words:
            return
        folded = " ".join(clean(words).split())
        if words[0].isspace() or not folded:
            self._gap = self._gap or " "
        if not folded:
            return
        if self._parts:
            if self._empty_line:
                self._parts_at.append(self._length)
            self._write(self._gap)
        self._gap, self._empty_line = "", False
        start = self._length
        self._write(folded)
        if href:
            self._link(start, href)
        if words[-1].isspace():
            self._gap = " "

    def add_break(self) -> None:
        """Adds the end of a line."""
        self._empty_line = self._gap == "\n"
        self._gap = "\n"

    def add_element(self, element: HtmlElement, href: str | None = None) -> None:
        """Adds an element with all that is in it."""
        if element.tag in SKIPPED or is_hidden(element):
            return
        if element.tag == "br":
            self.add_break()
            return
        href = self.href_of(element) or href
        block = element.tag in BLOCKS
        if block:
            self.add_break()
        self.add(element.text, href)
        for child in element:
            self.add_element(child, href)
            self.add(child.tail, href)
        if block:
            self.add_break()

    def href_of(self, element: HtmlElement) -> str | None:
        """The address that an element links to; None where it is no link."""
        return absolute(element.get("href"), self._base_url) if element.tag == "a" else None

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _link(self, start: int, href: str) -> None:
        """Notes a link; one that goes on in its paragraph (over an element in it) grows instead."""
        if self._links and self._links[-1].span[1] not in self._parts_at[-1:]:
            last = self._links[-1]
            if last.url == href and start - last.span[1] <= 1:
                self._links[-1] = Link(span=(last.span[0], self._length), url=href)
                return
        self._links.append(Link(span=(start, self._length), url=href))


def moved(link: Link, by: int) -> Link:
    """A link of a text before which so many characters were put."""
    return Link(span=(link.span[0] + by, link.span[1] + by), url=link.url)


def absolute(href: str | None, base_url: str | None) -> str | None:
    """The http or https address that `href` means on its page; None for any other scheme."""
    if not href:
        return None
    try:
        address = urljoin(base_url or "", "".join(clean(href).split()))
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname else None


def pixels(told: object) -> int | None:
    """The width or height that a page tells of a picture; None where it is no such number."""
    digits = str(told).removesuffix("px")
    return int(digits) if _PIXELS.fullmatch(digits) else None


def is_hidden(element: HtmlElement) -> bool:
    """Whether the page itself hides an element."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()


def inline_text(element: HtmlElement) -> str:
    """The words of an element, without its links."""
    inline = Inline(None)
    inline.add_element(element)
    return inline.text


def children(element: HtmlElement) -> Iterator[HtmlElement]:
    """The child elements that can be seen."""
    for child in element:
        if child.tag not in SKIPPED and not is_hidden(child):
            yield child


def line_of(element: HtmlElement) -> int | None:
    """The line of the source: what a Markdown renderer wrote down, else the parser's."""
    line = told_line(element, "data-line") or element.sourceline
    return line if isinstance(line, int) else None


def told_line(element: HtmlElement, attribute: str) -> int | None:
    """The number in an attribute, where it is one that a line can have."""
    told = element.get(attribute)
    return int(told) if told and _LINE_NUMBER.fullmatch(told) else None
