"""The reader of web pages: bytes to pieces by a walk over the page; its article's are kept."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from articles.draft import Draft, Metadata, Piece, RawBody
from articles.errors import ReadError
from articles.formats.charset import charset_notes, decode
from articles.formats.html.inline import absolute
from articles.formats.html.locate import NOWHERE, Page, find_article
from articles.formats.html.metadata import machine_time, read_metadata
from articles.formats.html.selection import Selection, select
from articles.formats.html.tree import parse_html
from articles.formats.html.walk import Walk, as_kept

_NO_ARTICLE = "there is no article on this page"
_ONE_ARTICLE = "Give one article, not a front page, a list or a login"

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{3,30})""", re.I)
_XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{3,30})""", re.I)
_HEAD_BYTES = 4096
_PUBLISHED_CLASS = re.compile(r"publish|entry-date|post-date|article-date|pubdate|post-time", re.I)


def read_webpage(body: RawBody) -> Draft:
    """The draft of a page.

    Raises:
        ReadError: it cannot be decoded or holds no article.
    """
    declared = body.charset or _declared_charset(body.content)
    text, encoding = decode(body.content, name=body.name, charset=declared, faults=True)
    tree, notes = parse_html(text)
    base_url = _base_url(tree, body.url)
    metadata = read_metadata(tree, url=body.url, timezone=body.timezone)
    selection = select(tree, body.selectors)
    address = base_url or metadata.url
    if selection.article is None:
        walk = Walk(base_url=address or NOWHERE, keep=selection.keep)
        page = find_article(tree, walk, title=metadata.title)
        if page is None:
            raise ReadError(_NO_ARTICLE, source=body.name, remedy=_ONE_ARTICLE)
    else:
        walk = Walk(base_url=address, keep=selection.keep)
        page = Page(element=selection.article, pieces=tuple(_selected(walk, tree, selection)))
    if metadata.published is None:
        metadata = _with_time_element(metadata, page.element, body.timezone)
    return Draft(
        kind="html",
        encoding=encoding,
        metadata=metadata,
        pieces=page.pieces,
        beside=page.beside,
        dropped=(*selection.dropped, *page.dropped),
        notes=(*charset_notes(encoding, declared), *notes, *selection.notes, *walk.notes),
    )


def _selected(walk: Walk, tree: HtmlElement, selection: Selection) -> Iterator[Piece]:
    """The pieces of the selected article, with those elsewhere that are to be kept."""
    root = selection.article
    assert root is not None  # noqa: S101  callers look first
    told = {root, *root.iterdescendants()}
    for element in tree.iter() if walk.keep else [root]:
        if element is root:
            yield from walk.pieces(root)
        elif element in walk.keep and element not in told and root not in {*element.iter()}:
            yield from map(as_kept, walk.pieces_of(element))
            told.update(element.iterdescendants())


def _declared_charset(content: bytes) -> str | None:
    """The charset that the page declares (HTML 4.2.5.4: within its first kilobyte)."""
    head = content[:_HEAD_BYTES]
    match = _META_CHARSET.search(head) or _XML_CHARSET.search(head)
    return match[1].decode("ascii") if match else None


def _base_url(tree: HtmlElement, url: str | None) -> str | None:
    base = tree.find(".//base")
    return absolute(None if base is None else base.get("href"), url) or url


def _with_time_element(metadata: Metadata, root: HtmlElement, timezone: str) -> Metadata:
    """The time of publication in an element that is marked for it, in or around the article."""
    scope = next((part for part in root.iterancestors("article", "main")), root)
    for element in scope.iter("time", "abbr", "span", "div", "p"):
        if element.get("itemprop") == "datePublished" or _is_published_time(element):
            when = machine_time(element.get("datetime") or element.get("content"), timezone)
            if when is not None:
                return replace(metadata, published=when)
    return metadata


def _is_published_time(element: HtmlElement) -> bool:
    if element.tag != "time":
        return False
    around = (element, element.getparent())
    names = " ".join(part.get("class", "") for part in around if part is not None)
    return element.get("pubdate") is not None or _PUBLISHED_CLASS.search(names) is not None
