"""The text of an article as safe HTML, block by block, for feeds and for its page.

Written from blocks and then sanitised against an allow-list, so that a fault here cannot let a
program through. What is written is at most seven elements deep, whatever the article: nh3 takes
time that grows with the square of the depth.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from html import escape, unescape

import nh3

from articles.addresses import http_url
from articles.blocks import Block, Image, ImageBlock, Item, ListBlock, TableBlock, TextBlock
from articles.model import Article, Event, Timeline
from articles.text import RLM, clean, rtl, starts_rtl
from feeds.elements import is_rtl, language_tag
from feeds.html.phrasing import link_marks, phrasing, time_marks
from feeds.html.tables import table_content
from feeds.model import AtomLink

_TAGS = set(
    "a blockquote br caption div figcaption figure h2 h3 h4 h5 h6 img li ol p"
    " table tbody td th thead time tr ul".split()
)
_ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href", "type"},
    "img": {"src", "alt", "width", "height"},
    "th": {"colspan", "scope"},
    "time": {"datetime"},
}
_WITH_ANCHORS = {**_ATTRIBUTES, "*": {*_ATTRIBUTES["*"], "id"}}
_TEXT_RUN = re.compile(r"(?<=>)[^<]+")


def anchor(block: int, part: int | None = None) -> str:
    """The id of a block of an article, or of a row or item of it, where ids are written."""
    return f"b{block}" if part is None else f"b{block}-{part}"


def html(
    article: Article, *, base_url: str, links: Sequence[AtomLink] = (), anchors: bool = False
) -> str:
    """The whole text of `article` as HTML that is safe to put into any page.

    Every block says its direction and language itself, since readers take blocks out of their
    wrapper. U+200F stands before the first text where a reader that drops them all and goes by
    the first strong letter would turn the article around.

    Args:
        article: what to write.
        base_url: the site, for addresses of an article that has none itself.
        links: what to point at below the text.
        anchors: whether what tells an event has an id (`anchor`), for a page of its own.
    """
    writer = _Writer(article, base_url, anchors=anchors)
    body = writer.element("div", "".join((*writer.blocks(), *map(writer.link, links))))
    return nh3.clean(
        _first_strong_rtl(body) if writer.rtl else body,
        tags=_TAGS,
        attributes=_WITH_ANCHORS if anchors else _ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel=None,
    )


class _Writer:
    """What the blocks of one article share: its language, its address, its dated events."""

    def __init__(self, article: Article, base_url: str, *, anchors: bool) -> None:
        language = language_tag(article.language)
        self.rtl = is_rtl(language)
        self._article = article
        self._anchors = anchors
        self._base = article.url or base_url
        self._attributes = f'dir="{"rtl" if self.rtl else "ltr"}" lang="{language}"'
        self._timelines: defaultdict[int | None, list[Timeline]] = defaultdict(list)
        self._events: defaultdict[int | None, list[Event]] = defaultdict(list)
        for timeline in article.timelines:
            for index in {event.at.block for event in timeline.events}:
                self._timelines[index].append(timeline)
            for event in timeline.events:
                self._events[event.at.block].append(event)

    def element(self, tag: str, inner: str, name: str = "") -> str:
        """An element that says its direction and language, and its id where it has a name."""
        identified = f' id="{name}"' if name else ""
        return f"<{tag} {self._attributes}{identified}>{inner}</{tag}>"

    def blocks(self) -> Iterator[str]:
        """The article's picture, unless it stands in the text, and its blocks."""
        article = self._article
        placed = {block.image.url for block in article.blocks if isinstance(block, ImageBlock)}
        if article.image and article.image.url not in placed:
            yield self._figure(article.image)
        for index, block in enumerate(article.blocks):
            yield self._block(index, block)
        if not article.blocks:
            yield self.element("p", phrasing(article.summary or article.title))

    def link(self, link: AtomLink) -> str:
        """A paragraph that points at something beside the article."""
        kind = f' type="{escape(link.type)}"' if link.type else ""
        words = phrasing(link.title or link.href)
        return self.element("p", f'<a href="{escape(link.href)}"{kind}>{words}</a>')

    def _block(self, index: int, block: Block) -> str:
        events = self._events[index]
        match block:
            case TextBlock():
                return self._text(index, block, events)
            case ListBlock():
                items = self._items(index, block, events)
                return self.element("ol" if block.ordered else "ul", items)
            case TableBlock():
                named = partial(self._name, index)
                content = table_content(block, self._timelines[index], events, self._base, named)
                return self.element("table", content)
            case ImageBlock():
                return self._figure(block.image)

    def _text(self, index: int, block: TextBlock, events: list[Event]) -> str:
        inner = self._phrasing(block, events)
        name = self._name(index) if events else ""
        if block.type == "heading":
            return self.element(f"h{min(max(block.level or 2, 2), 6)}", inner, name)
        paragraph = self.element("p", inner, name)
        return self.element("blockquote", paragraph) if block.type == "quote" else paragraph

    def _items(self, index: int, block: ListBlock, events: list[Event]) -> str:
        by_item: defaultdict[int | None, list[Event]] = defaultdict(list)
        for event in events:
            by_item[event.at.item].append(event)
        return "".join(
            self.element(
                "li",
                self._phrasing(item, [*by_item[place], *by_item[None]]),
                self._name(index, place) if by_item[place] else "",
            )
            for place, item in enumerate(block.items, start=1)
        )

    def _name(self, block: int, part: int | None = None) -> str:
        return anchor(block, part) if self._anchors else ""

    def _phrasing(self, text: TextBlock | Item, events: list[Event]) -> str:
        whens = [when for event in events for when in (event.start, event.end)]
        marks = (*link_marks(text.links, self._base), *time_marks(text.text, whens))
        return phrasing(text.text, marks)

    def _figure(self, image: Image) -> str:
        """The picture with its caption; its words alone where its address is of no use."""
        caption = phrasing(image.caption or "")
        source = http_url(image.url, self._base)
        if source is None:
            return self.element("p", caption or phrasing(image.alt or ""))
        size = (f' {name}="{value}"' for name, value in _size(image))
        alt = escape(clean(image.alt or ""))
        picture = f'<img src="{escape(source)}" alt="{alt}"{"".join(size)}>'
        words = f"<figcaption>{caption}</figcaption>" if caption else ""
        return self.element("figure", picture + words)


def _size(image: Image) -> Iterator[tuple[str, int]]:
    for name, value in (("width", image.width), ("height", image.height)):
        if value and value > 0:
            yield name, value


def _first_strong_rtl(body: str) -> str:
    """`body` with U+200F before its first text, where a first-strong reader needs it.

    Source: HTML Living Standard 3.2.6.4 (dir=auto); UAX #9, rules P2 and P3.
    """
    for run in _TEXT_RUN.finditer(body):
        text = unescape(run[0])
        if starts_rtl(text):
            return body
        if rtl(text) != text:
            return _TEXT_RUN.sub(lambda first: RLM + first[0], body, count=1)
    return body
