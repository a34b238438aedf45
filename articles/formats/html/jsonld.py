"""JSON-LD as news pages carry it: graphs, lists, and text that is not quite JSON.

Only what a schema.org NewsArticle says about itself is taken. Source: schema.org/NewsArticle.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from articles.text import one_line

_MAX_DEPTH = 6
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*;?\s*$")

Node = dict[str, Any]


def article_node(tree: HtmlElement) -> Node:
    """What the page's JSON-LD says of its article; {} where it says nothing that can be read."""
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", ""):
            continue
        for node in _nodes(_parsed(script.text or ""), 0):
            if any(name.endswith(("Article", "Posting")) for name in _strings(node.get("@type"))):
                return node
    return {}


def first_text(value: object) -> str | None:
    """The first text in a value: itself, its name, its address, or that of its first element."""
    match value:
        case str():
            return one_line(unescape(value)) or None
        case list():
            return next(filter(None, map(first_text, value)), None)
        case dict():
            keys = ("name", "@value", "url", "@id", "contentUrl")
            return next(filter(None, (first_text(value.get(key)) for key in keys)), None)
        case _:
            return None


def texts(value: object) -> list[str]:
    """All texts in a value: of a list each, of a string the parts between its commas."""
    if isinstance(value, str):
        return [part for part in map(one_line, re.split("[,،؛;]", unescape(value))) if part]
    if isinstance(value, list):
        return [text for text in map(first_text, value) if text]
    text = first_text(value)
    return [text] if text else []


def _parsed(text: str) -> object:
    for attempt in (text, _TRAILING_COMMA.sub("", _WRAPPING.sub("", text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int) -> Iterator[Node]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for element in value:
            yield from _nodes(element, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from _nodes(value.get(key), depth + 1)


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]
