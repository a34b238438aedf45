"""What readers make of the HTML that we send: small models of their sanitisers.

Only what they keep and drop is modelled, as read in their sources: Miniflux has a list of elements
to keep, each with its attributes; FreshRSS has lists of what to drop; feedparser is here, and does
it itself.
"""

from collections.abc import Callable

import feedparser
import lxml.html
from lxml.html import HtmlElement

from feeds.model import Entry
from feeds.rss import write_rss
from tests.feeds.channels import a_channel

# Of the elements and attributes that can stand in an article, those that Miniflux lets through.
_MINIFLUX: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        "blockquote br caption figcaption figure p table thead tr".split(), frozenset[str]()
    ),
    **dict.fromkeys("h2 h3 h4 h5 h6 li ol ul".split(), frozenset({"id"})),
    "a": frozenset({"href", "title", "id"}),
    "img": frozenset({"alt", "title", "src", "srcset", "sizes", "width", "height"}),
    "td": frozenset({"rowspan", "colspan"}),
    "th": frozenset({"rowspan", "colspan"}),
    "time": frozenset({"datetime"}),
}
_FRESHRSS_DROPS = set("base button embed form iframe input link object script style".split())
_FRESHRSS_STRIPS = {"class", "style", "id"}

Sanitiser = Callable[[Entry], str]


def miniflux(entry: Entry) -> str:
    """Without `dir`, `lang`, `div` and all else that is not on its list."""
    root = _parsed(entry.content)
    for element in list(root.iter()):
        if element is root:
            continue
        if element.tag not in _MINIFLUX:
            element.drop_tag()
            continue
        for name in set(element.attrib) - _MINIFLUX[element.tag]:
            del element.attrib[name]
    return _serialised(root)


def freshrss(entry: Entry) -> str:
    """Without classes, styles, handlers and forms; with `dir` and `lang`."""
    root = _parsed(entry.content)
    for element in list(root.iter()):
        if element.tag in _FRESHRSS_DROPS:
            element.drop_tree()
        for name in list(element.attrib):
            if name in _FRESHRSS_STRIPS or name.startswith("on"):
                del element.attrib[name]
    return _serialised(root)


def by_feedparser(entry: Entry) -> str:
    """The real one, from our RSS."""
    content: str = feedparser.parse(write_rss(a_channel(entry))).entries[0].content[0].value
    return content


SANITISERS: tuple[Sanitiser, ...] = (miniflux, freshrss, by_feedparser)


def _parsed(body: str) -> HtmlElement:
    return lxml.html.fragment_fromstring(body, create_parent="main")


def _serialised(root: HtmlElement) -> str:
    whole = lxml.html.tostring(root, encoding="unicode")
    return whole.removeprefix("<main>").removesuffix("</main>")
