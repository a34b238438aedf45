"""Where on a page the article is: the element that holds it.

Most pages name it. Elsewhere trafilatura finds the text, whose own output loses timelines; here
only the place of that text is used: the article is then the smallest element that holds nearly all
of it, widened to the one that the page itself calls its article, so that a timeline beside the
paragraphs is inside.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import chain, islice

import trafilatura
from lxml.html import HtmlElement

_SHARE = 0.85  # of the found text that the element must hold
_SHORTEST = 60  # characters of a paragraph that counts
_LEAST_NAMED = 300  # characters of paragraphs for an element to be believed by its name alone
_KEY_LENGTH = 48
_MOST_CHILDREN = 1_000
_TEXTS = ("p", "div", "li", "td", "section", "article", "blockquote", "h2", "h3", "span", "font")
_PARTS = frozenset({"p", "li", "ul", "ol", "h2", "h3", "span", "font", "b", "strong", "a"})
_SPACE = re.compile(r"\s+")


def locate(tree: HtmlElement) -> HtmlElement | None:
    """The element that holds the article; None where the page holds none."""
    named = _named(tree)
    return _found(tree) if named is None else named


def _named(tree: HtmlElement) -> HtmlElement | None:
    """The one element that the page calls its article, where it holds nearly all its paragraphs."""
    named = tree.xpath("//*[contains(@itemprop, 'articleBody')]") or tree.xpath("//article")
    if len(named) != 1:
        return None
    total, held = _long_text(tree), _long_text(named[0])
    return named[0] if held >= _LEAST_NAMED and held >= _SHARE * total else None


def _long_text(element: HtmlElement) -> int:
    """The characters of the long paragraphs of an element."""
    sizes = (len(str(paragraph.text_content())) for paragraph in element.iter("p"))
    return sum(size for size in sizes if size >= _SHORTEST)


def _found(tree: HtmlElement) -> HtmlElement | None:
    """The element that holds what trafilatura takes for the article."""
    found = [key for key in _found_paragraphs(tree) if key]
    if not found:
        return None
    weights = Counter(found)
    held: Counter[HtmlElement] = Counter()
    for element, weight in _holders(tree, weights):
        held[element] += weight
        for ancestor in element.iterancestors():
            held[ancestor] += weight
    if not held:
        return None
    needed = _SHARE * max(held.values())
    # They lie inside one another: no two apart can each hold as much.
    smallest = max((element for element, weight in held.items() if weight >= needed), key=_depth)
    return _widened(smallest)


def _found_paragraphs(tree: HtmlElement) -> Iterator[str]:
    """The beginnings of the long paragraphs that trafilatura finds."""
    document = trafilatura.bare_extraction(
        _sampled(tree), fast=True, include_comments=False, include_tables=True
    )
    if document is None or isinstance(document, dict) or document.body is None:
        return
    for element in document.body.iter("p", "item", "cell", "quote", "head"):
        text = "".join(map(str, element.itertext())).strip()
        if len(text) >= _SHORTEST:
            yield _key([text])


def _sampled(tree: HtmlElement) -> HtmlElement:
    """A copy in which every element has its first children only: enough to tell a place by."""
    copy = deepcopy(tree)
    for element in list(copy.iter()):
        for child in element[_MOST_CHILDREN:]:
            element.remove(child)
    return copy


def _holders(tree: HtmlElement, keys: Counter[str]) -> Iterator[tuple[HtmlElement, int]]:
    """The innermost elements that begin with one of the paragraphs, each paragraph once."""
    wanted = dict(keys)
    for element in reversed(list(tree.iter(*_TEXTS))):
        key = _key(map(str, element.itertext()))
        weight = wanted.pop(key, None) if key else None
        if weight is not None:
            yield element, weight * len(key)


def _key(texts: Iterable[str]) -> str:
    """The first letters of texts in a row; no more of them is looked at than that needs."""
    letters = chain.from_iterable(_SPACE.sub("", text) for text in texts)
    return "".join(islice(letters, _KEY_LENGTH))


def _depth(element: HtmlElement) -> int:
    return len(list(element.iterancestors()))


def _widened(element: HtmlElement) -> HtmlElement:
    """The nearest element that the page calls the article's body or its article."""
    chain = [element, *element.iterancestors()]
    for candidate in chain:
        if "articleBody" in candidate.get("itemprop", ""):
            return candidate
    for candidate in chain:
        if candidate.tag == "article":
            return candidate
    # One paragraph is no article: what stands beside it is short, as the cells of a table are.
    return next((candidate for candidate in chain if candidate.tag not in _PARTS), element)
