"""HTML text to a tree, whatever the text: bounded in depth, without comments, never a network."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from articles.model import Note
from articles.text import clean

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def parse_html(text: str) -> tuple[HtmlElement, list[Note]]:
    """The tree of an HTML text, comments left out, and a note where it was cut."""
    # libxml2 cuts at 256 levels by itself, and says so in its log.
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False, no_network=True
    )
    source = _XML_DECLARATION.sub("", clean(text)) or " "
    try:
        tree = document_fromstring(source.encode(), parser=parser)
    except etree.ParserError:
        tree = document_fromstring(b"<html><body></body></html>", parser=parser)
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        cut = "elements lie more than 256 deep; what is deeper was left out"
        return tree, [Note(code="depth-cut", text=cut)]
    return tree, []
