"""What a web page says about its article outside the text: JSON-LD first, then meta elements.

A time keeps its zone. A date that is not written for machines is not searched for here: the visible
date line is read by `articles.head.lines`. Sources: schema.org/NewsArticle, ogp.me, HTML 4.6.7.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Literal
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from articles.blocks import Image
from articles.draft import Metadata
from articles.formats.html.inline import absolute, inline_text, pixels
from articles.formats.html.jsonld import Node, article_node, first_text, texts
from articles.model import Person, TitleSource, When
from articles.people import author_names
from articles.text import fold, one_line

_SEPARATOR = re.compile(r"\s*[|«»·•‖]\s*|\s+[-–—:]{1,2}\s+")
_TRAILING = re.compile(r"[\s|·•–—-]+$")


class MetaElements:
    """The meta elements of a page by name; the first of a name counts, `all` has the others."""

    def __init__(self, tree: HtmlElement) -> None:
        self._values: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            told = (element.get(key, "") for key in ("property", "name", "itemprop"))
            value = one_line(unescape(element.get("content", "")))
            for name in {name.strip().lower() for name in told}:
                if name and value:
                    self._values.setdefault(name, []).append(value)

    def first(self, *names: str) -> str | None:
        """The value of the first name that has one."""
        return next((self._values[name][0] for name in names if name in self._values), None)

    def all(self, name: str) -> list[str]:
        """Every value of a name."""
        return self._values.get(name, [])


def read_metadata(tree: HtmlElement, *, url: str | None, timezone: str) -> Metadata:
    """What JSON-LD and meta elements say.

    Args:
        tree: the page.
        url: the address that it was fetched from.
        timezone: the zone of times that name none.
    """
    node = article_node(tree)
    meta = MetaElements(tree)
    publisher = first_text(node.get("publisher")) or meta.first("og:site_name", "application-name")
    address = canonical_url(tree, meta, node, url)
    title, title_from = _title(tree, meta, node, publisher)
    published = first_text(node.get("datePublished")) or meta.first(
        "article:published_time",
        "datepublished",
        "og:article:published_time",
        "parsely-pub-date",
        "dc.date.issued",
        "dc.date.created",
        "dc.date",
        "dcterms.created",
        "dcterms.date",
    )
    modified = first_text(node.get("dateModified")) or meta.first(
        "article:modified_time", "datemodified", "og:updated_time", "dcterms.modified"
    )
    return Metadata(
        title=title,
        title_from=title_from,
        url=address,
        language=_language(tree, meta, node),
        summary=first_text(node.get("description"))
        or meta.first("og:description", "description", "twitter:description"),
        published=machine_time(published, timezone),
        modified=machine_time(modified, timezone),
        authors=tuple(_authors(meta, node, publisher)),
        publisher=publisher,
        section=first_text(node.get("articleSection")) or meta.first("article:section"),
        tags=_tags(meta, node),
        image=_image(meta, node, address or url),
    )


def machine_time(text: str | None, timezone: str) -> When | None:
    """The time of an ISO 8601 or RFC 5322 string; None for anything else, never a guess."""
    if not text:
        return None
    moment = _iso(text) or _rfc5322(text)
    if moment is None:
        return None
    if len(text.strip()) <= len("2025-09-23"):
        return When(value=moment.date().isoformat(), raw=text)
    offset = moment.strftime("%z")
    return When(
        value=moment.replace(tzinfo=None, microsecond=0).isoformat(),
        grain="second",
        timezone=f"{offset[:3]}:{offset[3:5]}" if offset else timezone,
        raw=text,
        inferred=() if offset else ("timezone",),
    )


def canonical_url(tree: HtmlElement, meta: MetaElements, node: Node, url: str | None) -> str | None:
    """The address that the page claims; one that only names the site's front page is no claim."""
    links = (link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical")
    page = node.get("mainEntityOfPage")
    candidates = (next(links, None), meta.first("og:url"), first_text(node.get("url")))
    for candidate in (*candidates, page if isinstance(page, str) else None):
        address = absolute(candidate, url)
        if address and (urlsplit(address).path.strip("/") or urlsplit(address).query):
            return address
    return url


def clean_title(title: str, publisher: str | None) -> str:
    """A title without the name of its site, and without the separator that led to it."""
    parts = _SEPARATOR.split(title)
    if publisher and len(parts) > 1:
        name = fold(publisher)
        if fold(parts[-1]) == name:
            title = title[: title.rindex(parts[-1])]
        elif fold(parts[0]) == name:
            title = title[len(parts[0]) :].lstrip(" |-–—:«»·•‖")
    return _TRAILING.sub("", title).strip()


def _title(
    tree: HtmlElement, meta: MetaElements, node: Node, publisher: str | None
) -> tuple[str | None, TitleSource]:
    headings = [inline_text(heading) for heading in tree.iter("h1")]
    only_heading = headings[0] if len(headings) == 1 else None
    page_title = tree.find(".//title")
    candidates: tuple[tuple[str | None, TitleSource], ...] = (
        (first_text(node.get("headline")), "jsonld"),
        (meta.first("og:title", "twitter:title"), "meta"),
        (only_heading, "h1"),
        (None if page_title is None else one_line(page_title.text or ""), "meta"),
    )
    for candidate, origin in candidates:
        title = clean_title(candidate.replace("\n", " "), publisher) if candidate else ""
        if title:
            return title, origin
    return None, "given"


def _authors(meta: MetaElements, node: Node, publisher: str | None) -> Iterator[Person]:
    told = node.get("author")
    values = told if isinstance(told, list) else [told]
    people = [(first_text(value), _page_of(value)) for value in values]
    if not any(name for name, _ in people):
        people = [(meta.first("author", "article:author", "parsely-author"), None)]
    seen = {fold(publisher)} if publisher else set()
    for text, page in people:
        names = author_names(text) if text else []
        for name in names:
            if fold(name) not in seen:
                seen.add(fold(name))
                yield Person(name=name, url=page if len(names) == 1 else None)


def _page_of(value: object) -> str | None:
    page = value.get("url") if isinstance(value, dict) else None
    return absolute(page, None) if isinstance(page, str) else None


def _tags(meta: MetaElements, node: Node) -> tuple[str, ...]:
    told = texts(node.get("keywords")) or meta.all("article:tag") or texts(meta.first("keywords"))
    return tuple(dict.fromkeys(tag.lstrip("#") for tag in told if tag.lstrip("#")))


def _image(meta: MetaElements, node: Node, base_url: str | None) -> Image | None:
    told = node.get("image")
    first = told[0] if isinstance(told, list) and told else told
    url = absolute(first_text(first) if not isinstance(first, dict) else _url(first), base_url)
    if url:
        return Image(url=url, width=_size(first, "width"), height=_size(first, "height"))
    url = absolute(meta.first("og:image", "og:image:url", "twitter:image"), base_url)
    if url is None:
        return None
    sizes = {"width": meta.first("og:image:width"), "height": meta.first("og:image:height")}
    return Image(
        url=url,
        alt=meta.first("og:image:alt"),
        width=_size(sizes, "width"),
        height=_size(sizes, "height"),
    )


def _url(image: Node) -> str | None:
    return first_text(image.get("url") or image.get("contentUrl") or image.get("@id"))


def _size(image: object, side: Literal["width", "height"]) -> int | None:
    value = image.get(side) if isinstance(image, dict) else None
    return pixels(value.get("value") if isinstance(value, dict) else value)


def _language(tree: HtmlElement, meta: MetaElements, node: Node) -> str | None:
    told = first_text(node.get("inLanguage")) or tree.get("lang") or meta.first("og:locale")
    tag = (told or "").strip().replace("_", "-")
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag) else None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def _rfc5322(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
