"""schema.org NewsArticle and Event as a JSON document of their own, made a draft.

The body of an article is read as a text file is, so that its lines may tell events; events that
the document tells as such are a timeline of their own. Source: schema.org/NewsArticle, /Event.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import nh3

from articles.blocks import At, Image
from articles.draft import Draft, Metadata, RawBody
from articles.formats.html.inline import absolute
from articles.formats.html.jsonld import first_text, texts
from articles.formats.html.metadata import machine_time
from articles.formats.plaintext import read_lines
from articles.model import Event, EventStatus, Note, Person, Timeline
from articles.people import author_names
from articles.text import one_line

Node = dict[str, Any]

_MAX_DEPTH = 6
_HOLDERS = (
    "@graph",
    "mainEntity",
    "mainEntityOfPage",
    "itemListElement",
    "item",
    "about",
    "mentions",
    "subjectOf",
    "event",
    "events",
    "subEvent",
    "subEvents",
)
_BREAK = re.compile(r"(?i)</(?:p|li|h\d|div|tr)\s*>|<br\s*/?>")
_STATUS: dict[str, EventStatus] = {"EventCancelled": "cancelled", "EventPostponed": "tentative"}


def is_schemaorg(data: object) -> bool:
    """Whether JSON says of itself that it is an article or events in the words of schema.org."""
    return not _is_own(data) and any(_is_article(node) or _is_event(node) for node in _nodes(data))


def read_schemaorg(data: object, raw: RawBody) -> Draft:
    """The draft of the first article, or else of the first event, with every event as told."""
    nodes = list(_nodes(data))
    events = [node for node in nodes if _is_event(node)]
    node = next(filter(_is_article, nodes), None)
    told = node or events[0]
    body = first_text_of(told, "articleBody", "text", "description")
    pieces, notes = read_lines(_plain(body))
    read = [(each, _event(each, raw, number)) for number, each in enumerate(events, start=1)]
    given = tuple(event for _, event in read if event)
    unread = [_note(each, number) for number, (each, event) in enumerate(read, 1) if event is None]
    return Draft(
        kind="json",
        encoding="utf-8",
        metadata=_metadata(told, raw),
        pieces=tuple(pieces),
        notes=(*notes, *unread),
        timelines=(Timeline(kind="given", events=given),) if given else (),
    )


def first_text_of(node: Node, *names: str) -> str:
    """The first of these members that is a text, its lines kept."""
    values = (node.get(name) for name in names)
    return next((value for value in values if isinstance(value, str) and value.strip()), "")


def _metadata(node: Node, raw: RawBody) -> Metadata:
    url = absolute(first_text(node.get("url")) or _page(node), raw.url)
    names = [name for text in _names(node.get("author")) for name in author_names(text)]
    image = absolute(first_text(node.get("image")), url)
    return Metadata(
        title=first_text(node.get("headline") or node.get("name")),
        title_from="jsonld",
        url=url,
        language=first_text(node.get("inLanguage")),
        summary=first_text(node.get("description")),
        published=machine_time(first_text(node.get("datePublished")), raw.timezone),
        modified=machine_time(first_text(node.get("dateModified")), raw.timezone),
        authors=tuple(Person(name=name) for name in dict.fromkeys(names)),
        publisher=first_text(node.get("publisher")),
        section=first_text(node.get("articleSection")),
        tags=tuple(dict.fromkeys(texts(node.get("keywords")))),
        image=Image(url=image) if image else None,
    )


def _event(node: Node, raw: RawBody, number: int) -> Event | None:
    """An event; None where its name or its beginning cannot be read."""
    title = first_text(node.get("name") or node.get("headline"))
    start = machine_time(first_text(node.get("startDate")), raw.timezone)
    if title is None or start is None:
        return None
    end = machine_time(first_text(node.get("endDate")), raw.timezone)
    status = str(first_text(node.get("eventStatus"))).rpartition("/")[2]
    return Event(
        title=title,
        start=start,
        end=end if end and end.is_clock is start.is_clock and end.value != start.value else None,
        all_day=not start.is_clock,
        place=_place(node.get("location")),
        description=one_line(_plain(first_text_of(node, "description"))) or None,
        url=absolute(first_text(node.get("url")), raw.url),
        status=_STATUS.get(status, "confirmed"),
        raw=first_text(node.get("startDate")) or "",
        at=At(item=number),
    )


def _note(node: Node, number: int) -> Note:
    name = first_text(node.get("name")) or "an event without a name"
    return Note(code="event-unread", text=f"no date that can be read: {name}", at=At(item=number))


def _place(value: object) -> str | None:
    """A place by its name and its town."""
    if isinstance(value, list):
        return next(filter(None, map(_place, value)), None)
    if not isinstance(value, dict):
        return first_text(value)
    address = value.get("address")
    town = address.get("addressLocality") if isinstance(address, dict) else address
    parts = dict.fromkeys(filter(None, [first_text(value.get("name")), first_text(town)]))
    return "، ".join(parts) or None


def _names(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [name for name in map(first_text, values) if name]


def _page(node: Node) -> str | None:
    page = node.get("mainEntityOfPage")
    return first_text(page.get("@id") if isinstance(page, dict) else page)


def _plain(text: str) -> str:
    """A text that may be HTML, a line for each of its paragraphs."""
    return unescape(nh3.clean(_BREAK.sub("\n", text), tags=set())) if "<" in text else text


def _nodes(value: object, depth: int = 0) -> Iterator[Node]:
    """Every node of a document that may be an article or an event, from the outside in."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in _HOLDERS:
            yield from _nodes(value.get(name), depth + 1)


def _is_own(data: object) -> bool:
    return isinstance(data, dict) and "schema" in data


def _is_article(node: Node) -> bool:
    return any(name.endswith(("Article", "Posting")) for name in _types(node))


def _is_event(node: Node) -> bool:
    return any(name.endswith("Event") for name in _types(node))


def _types(node: Node) -> list[str]:
    told = node.get("@type")
    return [name for name in (told if isinstance(told, list) else [told]) if isinstance(name, str)]
