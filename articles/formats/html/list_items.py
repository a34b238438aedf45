"""The items of lists: of plain ones, of lists in lists, of terms and their definitions."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from articles.blocks import At, Item
from articles.formats.html.inline import Inline, children, inline_text, is_hidden, line_of, moved

_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_MAX_DEPTH = 4


def items_of(element: HtmlElement, base_url: str | None) -> tuple[Item, ...]:
    """The items of a list; those of lists inside it follow the item that holds them."""
    return tuple(
        replace(item, at=replace(item.at, item=number))
        for number, item in enumerate(_items(element, base_url, 1), start=1)
    )


def definitions_of(element: HtmlElement, base_url: str | None) -> tuple[Item, ...]:
    """The items of a definition list; a term that has two definitions stands before each.

    A `<dd>` that is not closed holds the next one: the parser does not know that it ends.
    """
    items: list[Item] = []
    term = ""
    for child in element.iter("dt", "dd"):
        if child.tag == "dt":
            term = inline_text(child)
            continue
        run = _words(child, base_url, without={"dd", "dl"})
        if run.text and not is_hidden(child):
            before = f"{term}: " if term else ""
            links = tuple(moved(link, len(before)) for link in run.links)
            at = At(line=line_of(child), item=len(items) + 1)
            items.append(Item(text=before + run.text, links=links, at=at))
    return tuple(items)


def _items(element: HtmlElement, base_url: str | None, depth: int) -> Iterator[Item]:
    lists = _LISTS if depth < _MAX_DEPTH else ()
    for child in children(element):
        run = _words(child, base_url, without=lists)
        if run.text:
            yield Item(text=run.text, links=run.links, at=At(line=line_of(child)))
        for part in children(child):
            if part.tag in lists:
                yield from _items(part, base_url, depth + 1)


def _words(element: HtmlElement, base_url: str | None, *, without: Collection[str]) -> Inline:
    """The words of an element, without those of some elements right inside it."""
    run = Inline(base_url)
    run.add(element.text)
    for part in element:
        if part.tag not in without:
            run.add_element(part)
        run.add(part.tail)
    return run
