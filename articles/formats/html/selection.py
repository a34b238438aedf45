"""What CSS selectors of a site's pages tell: where the article is, what to keep, what to drop."""

from dataclasses import dataclass
from typing import cast

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from articles.blocks import At
from articles.draft import Selectors
from articles.formats.html.inline import line_of
from articles.model import Dropped, Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What the selectors matched on one page.

    Attributes:
        article: the element that holds the article.
        keep: elements of which nothing is to be left out.
        dropped: what was taken out of the page.
        notes: selectors that matched nothing.
    """

    article: HtmlElement | None = None
    keep: frozenset[HtmlElement] = frozenset()
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[Note, ...] = ()


def check_selector(selector: str) -> None:
    """Says what is wrong with a CSS selector.

    Raises:
        ValueError: it is none.
    """
    try:
        CSSSelector(selector, translator="html")
    except SelectorError as error:
        message = f"{selector!r} is no CSS selector ({error})"
        raise ValueError(message) from error


def select(tree: HtmlElement, selectors: Selectors) -> Selection:
    """What the selectors match; what they drop is taken out of `tree`."""
    dropped = [
        _taken_out(element, selector)
        for selector in selectors.drop
        for element in _matches(tree, selector)
        if tree in element.iterancestors()
    ]
    kept = (element for selector in selectors.keep for element in _matches(tree, selector))
    articles = _matches(tree, selectors.article) if selectors.article else []
    notes = []
    if selectors.article and not articles:
        text = f"no element is {selectors.article!r}; the article was looked for without it"
        notes = [Note(code="selector-missed", text=text)]
    return Selection(
        article=articles[0] if articles else None,
        keep=frozenset(kept),
        dropped=tuple(line for line in dropped if line.text),
        notes=tuple(notes),
    )


def _matches(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    return cast("list[HtmlElement]", CSSSelector(selector, translator="html")(tree))


def _taken_out(element: HtmlElement, selector: str) -> Dropped:
    line = Dropped(
        text=" ".join(str(element.text_content()).split()),
        why="manual",
        rule=f"css {selector}",
        at=At(line=line_of(element), xpath=element.getroottree().getpath(element)),
    )
    element.drop_tree()
    return line
